t = 1, "a", (2, 3)
a, b, (c, d) = t
print(t, a, b, c, d, t[0], t[-1][0], t[1:], t + (4,), t * 2, len(t), "a" in t, t.index("a"), t.count(1), (), (1,), tuple("ab"), tuple([1]), t == (1, "a", (2, 3)))
print((1, 2) < (1, 3), (1,) < (1, 0), (1, "a") < (1, "b"), {(1, 2): "k"}[1, 2], max((1, "b"), (1, "a")), sorted([(2, "a"), (1, "z"), (1, "b")]))
for f in [lambda: t[5], lambda: (1,).index(2), lambda: (1,) + [2], lambda: (1, "a") < (1, 2), lambda: tuple(5), lambda: t.append(1), lambda: {([],): 1}, lambda: (1,)["a"]]:
    try:
        print(f())
    except Exception as e:
        print(type(e), e)
try:
    t[0] = 5
except TypeError as e:
    print(e)
try:
    del t[0]
except TypeError as e:
    print(e)
x = ([1], 2)
try:
    x[0] += [3]
except TypeError as e:
    print(e, x)
