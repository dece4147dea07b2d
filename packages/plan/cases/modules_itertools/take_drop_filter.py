from itertools import takewhile, dropwhile, filterfalse, compress, starmap, pairwise
nums = [1, 4, 6, 4, 1]
print(list(takewhile(lambda x: x < 5, nums)), list(dropwhile(lambda x: x < 5, nums)))
print(list(takewhile(bool, [1, 2, 0, 3])), list(dropwhile(bool, [1, 2, 0, 3])))
print(list(takewhile(lambda x: True, [])), list(dropwhile(lambda x: True, [1])))
it = iter(nums)
print(list(takewhile(lambda x: x < 5, it)), list(it))
print(list(filterfalse(lambda x: x % 2, range(8))), list(filterfalse(None, [0, 1, "", "a", None])))
print(list(compress("ABCDEF", [1, 0, 1, 0, 1, 1])), list(compress("ABC", [True])), list(compress([], [1])))
print(list(compress(["a", "b"], ["", "x", "y"])))
print(list(starmap(pow, [(2, 5), (3, 2), (10, 3)])), list(starmap(lambda *a: sum(a), [(1,), (1, 2), ()])))
print(list(starmap(str.format, [("{}-{}", 1, 2), ("{0}", "x")])))
print(list(pairwise("ABCD")), list(pairwise([1])), list(pairwise([])))
print([b - a for a, b in pairwise([3, 8, 10, 4])])
print(all(a <= b for a, b in pairwise([1, 2, 2, 5])))
lines = ["# a", "# b", "data 1", "# not a comment here", "data 2"]
print(list(dropwhile(lambda l: l.startswith("#"), lines)))
header = list(takewhile(lambda l: l.startswith("#"), lines))
print(header, len(header))
def calls(x):
    print("asked", x)
    return x < 2
print(list(dropwhile(calls, [0, 1, 2, 0])))
for bad in (lambda: list(starmap(pow, [2])), lambda: pairwise(3)):
    try:
        print(bad())
    except TypeError as e:
        print(e)
names, ok = ["a", "b", "c"], [s > 50 for s in (70, 20, 51)]
print(dict.fromkeys(compress(names, ok), "pass"))
