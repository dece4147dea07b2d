print(list(enumerate("abc")), list(enumerate("abc", 1)), list(enumerate("ab", start=-5)), list(enumerate([], 10)), list(enumerate(iterable="x", start=3)))
print(list(enumerate({"k": 1, "l": 2})), list(enumerate(range(3), 10**20)), dict(enumerate("xy")))
e = enumerate(["a", "b", "c"])
print(next(e), next(e), list(e), next(e, "done"))
for i, (k, v) in enumerate({"a": 1, "b": 2}.items(), 1):
    print(i, k, v)
for i, (x, *rest) in enumerate([(1, 2, 3), "ab", [9]]):
    print(i, x, rest)
def talk():
    for x in "pq":
        print("making", x)
        yield x
for n, x in enumerate(talk()):
    print(n, x)
print([i for i, c in enumerate("banana") if c == "a"], max(enumerate([3, 9, 2]), key=lambda p: p[1]))
print(list(enumerate(enumerate("ab"))), list(zip(*enumerate("abc"))), iter(e) is e)
for args, kw in [((5,), {}), (([], "1"), {}), (([], 1.5), {}), ((), {}), (([],), {"begin": 2}), (([], 1, 2), {})]:
    try:
        print(list(enumerate(*args, **kw)))
    except TypeError as err:
        print(args, kw, err)
print(list(enumerate("ab", True)))
items = ["x", "y"]
for i, item in enumerate(items):
    if i < 3:
        items.append(item + str(i))
print(items)


class Third:
    def __index__(self):
        return 3


for arguments in [([1, 2], Third()), (True, 1234.5678), (False, (0.3, 1.0)), (5, 1), ("ab", True), ("ab", None), ("a", "b")]:
    try:
        print(list(enumerate(*arguments)))
    except TypeError as e:
        print(repr(e))
