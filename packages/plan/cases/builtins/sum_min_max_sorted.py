print(sum([]), sum([1, 2.5]), sum([[1], [2]], []), sum(range(101)), sum([0.1] * 10), sum((True, True)), sum([1], start=10), sum(x for x in [1, 2]))
print(min(3, 1, 2), max("b", "a"), min([], default=None), max([1], default=0), min("abc", key=lambda c: -ord(c)), max([(1, 2), (1, 3)]), max({"a": 1, "b": 3}, key={"a": 1, "b": 3}.get), min([2.0, 2]), max([1, True]))
print(sorted([3, 1, 2]), sorted([], key=len), sorted(["bb", "a", "ccc"], key=len, reverse=True), sorted({"b": 1, "a": 2}), sorted([True, 0, 2]), sorted([1.5, 1]), sorted("bca"), sorted([[2], [1, 5]]), sorted([("b", 1), ("a", 2)], key=lambda t: (-t[1], t[0])))
for f in [lambda: max([]), lambda: min(), lambda: max(1), lambda: sorted([1, "a"]), lambda: sorted(5), lambda: sum(["a"]), lambda: sum("ab", ""), lambda: max([1, "a"]), lambda: min([], key=len), lambda: sorted([None, 1]), lambda: sorted([{}, {}])]:
    try:
        print(f())
    except Exception as e:
        print(repr(e))
