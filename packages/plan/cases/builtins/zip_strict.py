print(list(zip()), list(zip("abc")), list(zip("abc", [1, 2])), list(zip("ab", range(5), (True, False, None))))
print(list(zip("ab", [1, 2], strict=True)), list(zip(strict=True)), list(zip(*[[1, 2], [3, 4], [5, 6]])), list(zip(*[])))
def tell(*lists):
    out = []
    try:
        for t in zip(*lists, strict=True):
            out.append(t)
    except ValueError as e:
        print(out, e)
    else:
        print(out, "fine")
tell("abc", "ab")
tell("ab", "abc")
tell("ab", "ab", "abc")
tell("abc", "abc", "ab")
tell("ab", "cd", "ef")
tell("", "a")
def noisy(name, n):
    for i in range(n):
        print("  pull", name, i)
        yield i
print(list(zip(noisy("x", 2), noisy("y", 1))))
it = iter(range(7))
print(list(zip(it, it, it)), list(it))
names, ages = zip(*[("ann", 3), ("bob", 5)])
print(names, ages, dict(zip(names, ages)))
z = zip([1, 2], "ab")
print(iter(z) is z, next(z), list(z), list(z))
for args in [(1,), ([], None), ("ab", 3.5), ([1], {}, print)]:
    try:
        zip(*args)
    except TypeError as e:
        print(e)
try:
    zip([], weird=1)
except TypeError as e:
    print(e)
print({k: v for k, v in zip("abc", "xyz")}, sum(a * b for a, b in zip([1, 2, 3], [4, 5, 6])), [a != b for a, b in zip("karolin", "kathrin")].count(True))
