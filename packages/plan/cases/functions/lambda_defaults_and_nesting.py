compose = lambda *fs: (lambda x: [x := f(x) for f in fs][-1] if fs else x)
print(compose(lambda v: v + 1, lambda v: v * 2)(3), compose()(5))
curry = lambda a: lambda b: lambda c: (a, b, c)
print(curry(1)(2)(3), (lambda: (lambda: "deep"))()(), (lambda *a, **k: (len(a), sorted(k)))(1, 2, z=1, y=2))
ops = {"add": lambda a, b: a + b, "neg": lambda a: -a, "const": lambda: 7, "kw": lambda *, k=3: k, "opt": lambda a, b=2, *c, d: (a, b, c, d), "pos": lambda a, /, b: (a, b)}
print(ops["add"](1, 2), ops["neg"](5), ops["const"](), ops["kw"](), ops["kw"](k=9), ops["opt"](1, d=4), ops["opt"](1, 2, 3, 4, d=5), ops["pos"](1, b=2))
for name, args in [("add", (1,)), ("neg", ()), ("const", (1,)), ("kw", (1,)), ("opt", (1,)), ("add", (1, "a"))]:
    try:
        ops[name](*args)
    except TypeError as e:
        print(name, e)
x = 10
late, early = (lambda: x), (lambda x=x: x)
x = 20
print(late(), early(), [f(2) for f in [lambda n, k=k: n * k for k in range(3)]], list(map(lambda p: p[0] + p[1], [(1, 2), (3, 4)])))
pick = lambda n: "neg" if n < 0 else "zero" if n == 0 else "pos"
print([pick(n) for n in (-1, 0, 1)], sorted(["bb", "a"], key=lambda s: (len(s), s)), max([3, -9], key=lambda n: n * n), (lambda s: s[::-1])("abc"), (lambda: ...)(), (lambda: (1, 2))()[1], (lambda d: d["k"])({"k": "v"}), [*(lambda: (yield 1))()], (lambda n: [n, n] if n else None)(0))
