def f(a, b=2, *args, c, d=4, **kw):
    return (a, b, args, c, d, kw)
print(f(1, c=3), f(1, 2, 3, 4, c=5, e=6), f(*[1, 2], **{"c": 3, "z": 9}))
def g(x, /, y, *, z=1): return x, y, z
print(g(1, y=2), g(1, 2, z=3))
for call in [lambda: f(), lambda: f(1), lambda: g(x=1, y=2), lambda: g(1), lambda: g(1, 2, 3), lambda: g(1, 2, q=3), lambda: g(1, 2, y=3), lambda: len(), lambda: len(1), lambda: int("abc"), lambda: int([]), lambda: float("x"), lambda: "a" + 1, lambda: 1 + "a", lambda: [] + 1, lambda: None + 1, lambda: -"a", lambda: "a" * "b", lambda: None.foo, lambda: (1).foo, lambda: "abc".foo, lambda: [][0], lambda: {}["x"], lambda: 1 / 0, lambda: 1 // 0, lambda: 1 % 0, lambda: 1.0 / 0, lambda: 5(), lambda: "a"(), lambda: None[0], lambda: 5[0], lambda: [1]["a"], lambda: "abc"["x"], lambda: "abc"[10], lambda: 1 < "a", lambda: [] < 1, lambda: None < None, lambda: 3 in 5, lambda: "a" in 5, lambda: 1 in "abc", lambda: iter(5), lambda: [x for x in 5], lambda: next(iter([])), lambda: abs("a"), lambda: sum(["a"]), lambda: chr(-1), lambda: ord("ab"), lambda: round("a"), lambda: isinstance(1, 5), lambda: {}.foo, lambda: int("12", 99), lambda: "{}".format(), lambda: "{a}".format(), lambda: "%d" % "a", lambda: "%s %s" % 1, lambda: "abc".index("z"), lambda: "a".join([1]), lambda: "abc".split(""), lambda: list(5), lambda: dict(5), lambda: dict([1]), lambda: tuple(5), lambda: set(5), lambda: set([[]]), lambda: range("a"), lambda: range(1, 2, 0), lambda: bytes("a"), lambda: (lambda x: x)(), lambda: zip(1), lambda: map(1), lambda: hasattr(1, 2), lambda: getattr(1, "foo"), lambda: min(), lambda: pow(2, -1, 4), lambda: divmod(1, 0), lambda: 2 ** "a", lambda: int("9" * 5000), lambda: 1 << -1, lambda: f(1, 2, c=1, **{"c": 2}), lambda: f(*5), lambda: f(**5)]:
    try:
        print(call())
    except Exception as e:
        print(type(e), e)
def outer():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    return inc
i1, i2 = outer(), outer()
print(i1(), i1(5), i2())
counter = 0
def bump():
    global counter
    counter += 1
bump(); bump(); print(counter)
fs = [lambda: i for i in range(3)]
print([h() for h in fs])
fs = [lambda i=i: i for i in range(3)]
print([h() for h in fs])
def rec(n): return 1 if n == 0 else n * rec(n - 1)
print(rec(20), rec(30))
def default(l=[]):
    l.append(1)
    return l
print(default(), default())
def unbound():
    print(q)
    q = 1
try:
    unbound()
except UnboundLocalError as e:
    print(e)
if counter > 100:
    late = 1
try:
    late
except NameError as e:
    print(e)
def deco(fn):
    def wrapper(*a, **k):
        return ("wrapped", fn(*a, **k))
    return wrapper
@deco
def plain(x): return x + 1
print(plain(1))
def ret(): pass
print(ret(), (lambda: 1)(), (lambda *a, **k: (a, k))(1, b=2))
def early(x):
    for i in range(10):
        if i == x: return "found"
    else:
        return "none"
print(early(3), early(50))
print([*range(3), *"ab"], {**{"a": 1}}, (*[1],), f"{1}{'x':>3}{2!r:>4}", f"{3.14159:.3f} {1000000:,} {0.25:.1%} {255:x} {5:03d} {'a':*^5}")
x = 5
print(f"{x=} {x!r} {x + 1 = }", f"{'nested ' + f'{x}'}", f"{{}}", f"{x:>{x}}")
y = (z := 10) + z
print(y, z, [w for v in range(5) if (w := v * 2) > 4], w)
print(1 < 2 < 3, 1 < 3 < 2, 1 == 1.0 == True, not 1, 0 or "a", "" and 5, None or 0, 1 if [] else 2)
final_return_value = None
