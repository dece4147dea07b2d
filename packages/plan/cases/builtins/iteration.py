print(list(enumerate("ab")), list(enumerate("ab", 5)), list(zip([1, 2, 3], "ab", (True, False))), list(zip()), list(zip([1])), dict(zip("ab", range(2))), list(map(str, [1, 2])), list(map(lambda a, b: a * b, [1, 2], [3, 4, 5])), list(filter(None, [0, 1, "", "x"])), list(filter(lambda v: v > 1, [1, 2, 3])), list(reversed("abc")), list(reversed((1, 2))), list(reversed({"a": 1, "b": 2})))
print(sum([1, 2]), sum([], 5), sum([1.5, 2]), sum([[1], [2]], []), sum([(1,)], ()), any([0, 1]), all([1, 0]), any([]), all([]), min(3, 1, 2), max([1, 5, 3]), min("hello"), max(["aa", "b"], key=len), min([], default="none"), max([1, 2], default=0), max(1, 2, key=lambda v: -v), min({"b": 1, "a": 2}))
it = iter([1, 2]); print(next(it), next(it), next(it, None)); z = zip([1, 2], [3]); print(list(z), list(z))
vals = iter([1, 2, 0, 3]); print(list(iter(lambda: next(vals), 0)))
for f in [lambda: list(zip([1], [1, 2], strict=True)), lambda: list(zip([1, 2], [1], strict=True)), lambda: next(iter([])), lambda: next([1]), lambda: iter(5), lambda: sum(["a"]), lambda: sum("ab"), lambda: sum([1], "a"), lambda: max(), lambda: max([]), lambda: max(1), lambda: max([1, "a"]), lambda: min(None, 1), lambda: enumerate(5), lambda: zip(5), lambda: list(map(None, [1])), lambda: list(map(lambda: 1, [1])), lambda: reversed(5), lambda: reversed({1}), lambda: all(5), lambda: any(None), lambda: list(filter(5, [1])), lambda: sorted(5), lambda: len(5), lambda: len(iter([])), lambda: zip([1])[0]]:
    try:
        print(f())
    except Exception as e:
        print(type(e), e)
