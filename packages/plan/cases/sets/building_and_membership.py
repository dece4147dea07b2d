print(len({*()}), {1}, {"a"}, set(), set([1]), set("a"), set({"k": 1}), set(range(1)), frozenset([2]), {(1, 2)}, {None}, {frozenset()}, {x for x in [5, 5, 5]}, {**{}}, {i // 4 for i in range(4)})
words = "the cat the dog a cat".split()
seen, dup = set(), []
for w in words:
    if w in seen:
        dup.append(w)
    seen.add(w)
print(dup, sorted(seen), len(seen), sorted(set(words) - set(dup)), sorted(set("hello") & set("world")))
s = {1, 2, 3}
print(1 in s, 1.0 in s, "1" in s, (1,) in s, None in s, True in s, s.issubset([1, 2, 3, 4]), s.issuperset(()), s == {3, 2, 1}, s != [1, 2, 3], sum(s), min(s), max(s), sorted(s, reverse=True), all(s), any(set()), list(map(str, sorted(s))), [x for x in range(5) if x not in s])
a, b = {1}, {2}
print([a <= b, a >= b, a == b, a < b, a > b], a.isdisjoint(b), sorted([{3}, {1, 2}], key=len), {1, 2} > {1} > set())
copy = s.copy()
s.clear()
print(s, sorted(copy), bool(s), not copy, s is not copy)
parts = [{1, 2}, {2, 3}, {2, 9}]
print(sorted(set().union(*parts)), set.intersection(*parts), sorted(parts[0].union(*parts[1:])), frozenset({1}) | {1}, {frozenset({1, 2}): "pair"}[frozenset((2, 1))])
u = set()
print([u.add(1), u.discard(5), u.update([]), u.remove(1), u])
