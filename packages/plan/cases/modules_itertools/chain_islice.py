from itertools import chain, islice
print(list(chain([1, 2], (3,), "ab", {"k": 1}, range(2))))
print(list(chain()), list(chain([])))
print(list(chain.from_iterable([[1, 2], [3], []])))
print(list(chain.from_iterable(["ab", "cd"])))
print(list(chain.from_iterable({"x": 1, "yz": 2})))
print(list(chain.from_iterable([i] * i for i in range(4))))
print(list(islice("ABCDEFG", 2)), list(islice("ABCDEFG", 2, 4)))
print(list(islice("ABCDEFG", 2, None)), list(islice("ABCDEFG", 0, None, 2)))
print(list(islice([], 3)), list(islice([1], 5)), list(islice([1, 2, 3], 0)))
print(list(islice(range(10), None, 7, 3)), list(islice(range(10), None)))
it = iter(range(10))
print(list(islice(it, 3)), list(islice(it, 2)), next(it), list(it))
for bad in [(-1,), (0, -1), (0, 5, 0), (0, "x")]:
    try:
        print(list(islice([1, 2], *bad)))
    except (ValueError, TypeError) as e:
        print(bad, type(e), e)
c = chain([1], [2])
print(next(c), next(c), next(c, "end"))
def batches(items, n):
    it = iter(items)
    while batch := list(islice(it, n)):
        yield batch
print(list(batches("abcdefg", 3)))
print(dict(chain({"a": 1}.items(), {"a": 2, "b": 3}.items())))
print(sorted(set(chain([3, 1], [2, 3]))))
try:
    list(chain([1], 2))
except TypeError as e:
    print(e)
