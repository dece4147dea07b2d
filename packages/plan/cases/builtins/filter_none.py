print(list(filter(None, [0, 1, "", "a", None, [], [0], False, True])), list(filter(lambda x: x % 2, range(8))), list(filter(str.isdigit, "a1b22")))
print(list(filter(bool, {"a": 1, "": 2})), tuple(filter(None, "ab c")), list(filter(int, ["0", "1", "2"])))
f = filter(lambda x: x > 2, [1, 2, 3, 4])
print(next(f), iter(f) is f, list(f), list(f), next(f, "none left"))
def check(x):
    print("check", x)
    return x in ("b", "c")
lazy = filter(check, "abcd")
print("not yet")
print(next(lazy))
print(next(lazy))
print(next(lazy, None))
for args in [(), (None,), (None, 5), (3, [1]), ("f", "ab"), (None, [], [])]:
    try:
        print(list(filter(*args)))
    except TypeError as e:
        print(args, e)
def boom(x):
    if x == 3:
        raise ValueError(f"no {x}")
    return True
seen = []
try:
    for v in filter(boom, [1, 2, 3, 4]):
        seen.append(v)
except ValueError as e:
    print(seen, e)
print(list(map(lambda x, y=10: x + y, [1, 2])), list(map(pow, [2, 3], [3, 2])), list(map(max, [1, 5], [4, 2], [3, 9])))
print(list(map(lambda *a: a, "abc", range(2))), list(map(str, [1, None])), sum(map(len, ["a", "bb"])))
for args in [(), (str,), (str, 5), (5, [1]), (lambda: 1, [1]), (lambda a: a, [1], [2]), (None, [1])]:
    try:
        print(list(map(*args)))
    except TypeError as e:
        print(str(e).replace("<lambda>", "lambda"))
class Even:
    def __call__(self, n):
        return n % 2 == 0
print(list(filter(Even(), range(7))), list(map(Even(), (1, 2))))
