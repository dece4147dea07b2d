s = {3, 1, 2}
s.add(4); s.add(1); s.discard(9); s.remove(3)
print(sorted(s), len(s), 1 in s, sorted(s | {9}), sorted(s & {1, 2}), sorted(s - {1}), sorted(s ^ {1, 7}), s <= {1, 2, 4}, s < s, s >= {1}, s.isdisjoint({8}))
s.update([5, 6], (7,)); s.intersection_update({5, 6, 1}); s.difference_update([1]); s.symmetric_difference_update({6, 8}); print(sorted(s))
for f in [lambda: s.remove(99), lambda: set().pop(), lambda: {[1]}, lambda: s | [1], lambda: s.add([1]), lambda: s + s, lambda: s[0], lambda: frozenset([1]).add(2)]:
    try:
        f()
    except Exception as e:
        print(repr(e))
f = frozenset("ab"); print(sorted(f | {"c"}), f == {"a", "b"}, {f: 1}[frozenset("ba")], type(f | {"c"}) is frozenset, sorted(set("hello")), {x % 3 for x in range(9)} == {0, 1, 2}, set() == frozenset(), bool(set()))
print(sorted(s.union([1], {2})), sorted(s.intersection([5, 8])), sorted(s.difference([5])), s.issubset(range(10)), s.issuperset([5]), s.copy() == s)
