t = (1, "a", [2])
print(t.count(1), t.index("a"), t + (3,), t * 2, (1,) * 3, (), tuple(), tuple("ab"), tuple({1: 2}), tuple(range(3)), (1,)[0], t[::-1], t[1:], len(()), 2 in (1, 2), () == (), (1,) == [1], (1, 2) < (1, 3), (1,) < (1, 0), ((1, 2), 3))
t[2].append(5)
print(t)
try:
    t[2] += [9]
except TypeError as e:
    print(e, t)
for call in (lambda: t.index("zz"), lambda: t.index(1, 1), lambda: t.count(), lambda: t.append(1), lambda: t[5], lambda: t["a"], lambda: t + [1], lambda: t + 1, lambda: t * t, lambda: t * 1.5, lambda: tuple(5), lambda: tuple([1], [2]), lambda: t < (1, 2), lambda: t < 5, lambda: t(), lambda: -t, lambda: t - t, lambda: {t: 1}, lambda: t.x):
    try:
        print(call())
    except (TypeError, ValueError, IndexError, AttributeError) as e:
        print(repr(e))
u = v = (1,)
u += (2,)
print(u, v, u is v, {(1, 2): "k"}[1, 2], (1, (2, (3,))) == (1, (2, (3,))), max((1, 2), (1, 10)), sorted([(2, "a"), (1, "z"), (1, "b")]), min([(3,), (3, -1)]))
a, (b, *c), d = 1, (2, 3, 4), 5
print(a, b, c, d, *t[:2], (*t, *"xy"), [*(), *[1]], tuple(x for x in (3, 1)), tuple(sorted((3, 1))), isinstance((), tuple), bool(()), bool((0,)), str((1,)), f"{(1, 2)}", "%s %s" % (1, 2))
x, y = y0 = (1, 2)
x, y = y, x
(p), q = 5, 6
(r,) = "z"
[s, w] = {1: "a", 2: "b"}
print(x, y, y0, p, q, r, s, w)
