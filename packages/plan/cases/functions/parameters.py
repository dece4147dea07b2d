def f(a, b=2, /, c=3, *args, d, e=5, **kw): return (a, b, c, args, d, e, kw)
print(f(1, d=4), f(1, 2, 3, 4, 5, d=6, e=7, z=8), f(*[1, 2], **{"d": 1, "q": 2}), f(1, d=0, a=9))
def g(a, b, c): return a + b + c
for call in [lambda: g(), lambda: g(1), lambda: g(1, 2), lambda: g(1, 2, 3, 4), lambda: g(1, 2, 3, d=4), lambda: g(1, 2, b=3), lambda: g(*[1], **{"b": 2}), lambda: f(), lambda: f(1), lambda: (lambda: 1)(2), lambda: (lambda *, k: k)(), lambda: (lambda *, k, m: k)(), lambda: (lambda a, /: a)(a=1), lambda: g(*5), lambda: g(**[1]), lambda: g(1, **{"b": 1}, **{"b": 2}), lambda: g(**{1: 2}), lambda: (lambda a, b=1: a)(1, 2, 3), lambda: (lambda *a: a)(k=1)]:
    try:
        print(call())
    except TypeError as e:
        print(e)
def h(x, acc=[]):
    acc.append(x)
    return acc
print(h(1), h(2), h(3, []), h(4))
def order(a=print("default evaluated")): return a
print(order(), order())
