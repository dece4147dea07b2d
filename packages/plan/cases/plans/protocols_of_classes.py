class Typed:
    def __init__(self, kind): self.kind = kind
    def __set_name__(self, owner, name): self.name = "_" + name
    def __get__(self, obj, objtype=None): return self if obj is None else getattr(obj, self.name, None)
class T:
    a = Typed(int)
    _a = 3
print(T().a, isinstance(T.a, Typed))
class Vec:
    def __init__(self, *xs): self.xs = xs
    def __matmul__(self, o): return sum(a * b for a, b in zip(self.xs, o.xs))
    def __getattr__(self, n):
        if n in "xyz": return self.xs["xyz".index(n)]
        raise AttributeError(n)
    def __call__(self, k): return Vec(*(k * x for x in self.xs))
    def __iter__(self): return iter(self.xs)
    def __neg__(self): return self(-1)
    def __abs__(self): return sum(x * x for x in self) ** 0.5
    def __format__(self, spec): return "(" + ", ".join(format(x, spec) for x in self) + ")"
    def __round__(self, n=0): return Vec(*(round(x, n) for x in self))
    def __imul__(self, k):
        self.xs = tuple(x * k for x in self.xs)
        return self
v = Vec(3, 4.0)
v *= 2
x, y = v
print(v @ Vec(1, 1), v.x, v.y, v(2).xs, list(-v), abs(v), f"{v:.1f}", x, y, hasattr(v, "q"), callable(v), round(Vec(1.234), 1).xs)
try:
    v.q
except AttributeError as e:
    print(repr(e))
class Ctx:
    def __init__(self): self.log = []
    def __enter__(self): return self.log.append
    def __exit__(self, *exc):
        self.log.append(exc[0])
        return exc[0] is ValueError
c = Ctx()
with c as add:
    add("in")
    raise ValueError
print(c.log)
def gen():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("closed")
        raise
    finally:
        print("fin")
g = gen(); next(g); g.close()
g = gen(); next(g)
try:
    g.throw(KeyError("z"))
except KeyError as e:
    print("thrown", e)
while True:
    try:
        n = int("7")
    except ValueError: continue
    else: break
else: print("never")
for i in range(3):
    if i == 5: break
else: print("no break", i)
assert n == 7, "seven"
try:
    assert n == 8, f"got {n}"
except AssertionError as e: print(e)
global_counter = 0
def bump(by=1, *args, scale: int = 1, **kw):
    global global_counter
    global_counter += by * scale + len(args) + len(kw)
    return global_counter
print(bump(), bump(2, 3, 4, scale=2, z=1), bump(*[1, 2], **{"q": 3}))
del global_counter
try:
    bump()
except NameError as e: print(e)
