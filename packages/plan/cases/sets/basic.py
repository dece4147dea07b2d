s = {1, 2, 3}
print(len(s), 2 in s, sorted(s | {4}), sorted(s & {2, 9}), s - {1, 2}, sorted(s ^ {3, 4}), {1} <= s, s >= {1, 2}, {1} < {1}, s == {3, 2, 1}, set() == frozenset(), set("aab") == {"a", "b"}, {1, 1.0, True})
s.add(4); s.discard(99); s.remove(4); s.update([5, 6]); print(sorted(s), s.isdisjoint({9}), {5} .issubset(s), s.issuperset([1, 5]), sorted(s.union([7], (8,))), s.intersection([5, 9]), sorted(s.difference([1, 2])), sorted(s.symmetric_difference([1, 99])))
s -= {1}; s &= {2, 3, 5}; s |= {10}; s ^= {2}; print(sorted(s), frozenset([1]), {frozenset([1]): "k"}[frozenset([1])], {frozenset([1])} == {frozenset([1])}, set(), {()}, set([1]) == {1}, bool(set()))
for f in [lambda: {[]}, lambda: {1}.remove(2), lambda: set().pop(), lambda: {1} | [2], lambda: {1} + {2}, lambda: {1}[0], lambda: {1} < [1], lambda: set(5), lambda: {1}.add(), lambda: {{}}, lambda: {1}.union(5), lambda: frozenset([1]).add(2), lambda: {set()}, lambda: set(1, 2)]:
    try:
        print(f())
    except Exception as e:
        print(type(e), e)
