def f(a, b=2, *args, c, d=4, **kw): return a, b, args, c, d, kw
print(f(1, c=3), f(1, 2, 3, 4, c=5, z=6), f(*[1, 2], **{"c": 3, "e": 4}), f(1, *(5, 6), c=7, **{}))
def po(a, /, b, *, c=0): return a, b, c
print(po(1, 2), po(1, b=2, c=3))
bad = [lambda: f(), lambda: f(1), lambda: f(1, c=1, a=2), lambda: po(a=1, b=2), lambda: po(1), lambda: po(1, 2, 3), lambda: po(1, 2, z=1), lambda: f(**{1: 2}), lambda: f(*5), lambda: f(**5), lambda: (lambda x: x)(), lambda: (lambda: 1)(2), lambda: po(1, 2, **{"b": 3})]
for g in bad:
    try:
        print(g())
    except TypeError as e:
        print(e)
def acc(x, l=[]):
    l.append(x); return l
print(acc(1), acc(2), acc(3, []))
def ret(): pass
print(ret(), (lambda *a, **k: (a, k))(1, x=2), (lambda a, b=2: a + b)(1), max(*[1, 2], key=lambda v: -v))
def annotated(a: int, b: "str" = "x", *c: float) -> dict: return {"a": a, "b": b, "c": c}
print(annotated(1), annotated(1, "y", 2.0))
