t = (1, 2, 2, "a")
print(t.count(2), t.index("a"), t[1:], t[-1], t + (3,), t * 2, len(t), 2 in t, (1,), (), tuple("ab"), (1, 2) < (1, 3), (1, "a") == (1, "a"), {(1, 2): "k"}[(1, 2)])
a, b = 1, 2; a, b = b, a; print(a, b)
first, *rest = t; *init, last = t; x, (y, z), *w = 1, (2, 3), 4, 5; print(first, rest, init, last, x, y, z, w)
for f in [lambda: t.index(99), lambda: t[9], lambda: t + [1], lambda: (1,) < ("a",), lambda: {([],): 1}, lambda: t.append(1)]:
    try:
        f()
    except Exception as e:
        print(repr(e))
try:
    t[0] = 1
except TypeError as e:
    print(e)
try:
    p, q = (1, 2, 3)
except ValueError as e:
    print(e)
try:
    p, q, r = 1, 2
except ValueError as e:
    print(e)
try:
    p, *q, r = [1]
except ValueError as e:
    print(e)
try:
    p, q = 5
except TypeError as e:
    print(e)
print(sorted([(2, "b"), (1, "z"), (2, "a")]), max((1, 2), (1, 3)), tuple(x * 2 for x in t[:2]), tuple(reversed(t)), sum((1, 2)), *t)
