a, b = {1, 2, 3}, {3, 4}
f = frozenset([3, 5])
print(sorted(a | b), sorted(a & b), sorted(a - b), sorted(a ^ b), sorted(f | a), type(f | a), type(a | f), a & f, a > {1}, a >= a, {1} < a, a != b, a == frozenset(a), set() < a, a.isdisjoint({9}), a.issubset(range(9)), a.issuperset([1]), {1, 2} <= {1, 2}, not a < a)
for call in (lambda: a | [1], lambda: a & "a", lambda: a - 1, lambda: a ^ None, lambda: a < [1], lambda: a + b, lambda: {[]}, lambda: {{}}, lambda: {1, {2}}, lambda: a[0], lambda: a.add([]), lambda: a.add(), lambda: a.remove(99), lambda: a.remove("x"), lambda: set().pop(), lambda: a.update(5), lambda: a.union(5), lambda: set(5), lambda: set(1, 2), lambda: frozenset([[]]), lambda: f.add(1), lambda: f.x, lambda: a.discard([]), lambda: [] in a, lambda: a.pop(1), lambda: a.index(1), lambda: -a, lambda: a * 2, lambda: a(), lambda: a.remove({7}), lambda: a.intersection(None), lambda: a.isdisjoint(3)):
    try:
        print(call())
    except (TypeError, KeyError, AttributeError) as e:
        print(repr(e))
c = set()
c.add(1); c.add(True); c.add(1.0); c.update("ab", [2], {3: 4}); c.discard("zz"); c.discard("a")
print(len(c), 1 in c, "b" in c, sorted(map(str, c)), {1} in {frozenset({1})}, frozenset({1}) in {frozenset([1])}, {frozenset(): 0}[frozenset()])
d = {1, 2}
e = d
d |= {3}; d &= {1, 3, 9}; d -= {9}; d ^= {1, 7}
print(sorted(d), e is d)
g = f
g |= {8}
print(sorted(g), sorted(f), g is f, set("hello") == set("ohell"), sorted({x % 3 for x in range(9)}), len({1, 1.0, True}), {0, False} == {0}, sorted(a.union([7], (8,), {9: 1})), sorted(a.difference([1], {2})), sorted(a.symmetric_difference([1, 99])), sorted(a.intersection([1, 2], {2})), a.copy() is a, f.copy() == f)
a.intersection_update([1, 2]); a.difference_update([1]); a.symmetric_difference_update([2, 5])
print(a, a.clear(), a, repr(set()), repr(frozenset()), repr({1}), repr(frozenset({1})), repr(frozenset([("a",)])), str({"x"}), bool(set()), sum({1, 2}), max({"a", "b"}), sorted([{1, 2}, {1}], key=len), sorted({3, 1, 2}, reverse=True))
try:
    d |= [1]
except TypeError as err:
    print(err)
