it = iter([1, 2, 3])
print(next(it), next(it), next(it, "d"), next(it, "d"))
try:
    next(it)
except StopIteration as e:
    print("stop", e.args)
print(list(zip("ab", [1, 2, 3])), list(zip()), list(zip("ab", "cd", "ef")), dict(zip("ab", range(2))), [*zip(*[[1, 2], [3, 4]])], list(enumerate("ab")), list(enumerate("ab", start=1)))
try:
    list(zip("ab", [1], strict=True))
except ValueError as e:
    print(e)
try:
    list(zip("a", [1, 2], strict=True))
except ValueError as e:
    print(e)
for f in [lambda: next([1]), lambda: iter(5), lambda: zip(1), lambda: list(5), lambda: enumerate(3), lambda: list(map(1, [1])), lambda: next()]:
    try:
        r = f()
        print(list(r) if not isinstance(r, int) else r)
    except Exception as e:
        print(repr(e))
n = [0]
def count():
    n[0] += 1
    return n[0]
print(list(iter(count, 4)), list(map(str, [1, 2])), list(map(max, [1, 5], [3, 2])), list(filter(lambda x: x % 2, range(5))), list(reversed("abc")), any([]), all([]), any([0, "", None]), all([1, "a"]))
z = zip("ab", "cd"); print(next(z), list(z), list(z))
