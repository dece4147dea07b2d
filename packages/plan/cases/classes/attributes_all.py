class P:
    count = 0
    tags = []
    def __init__(self, name): self.name = name; P.count += 1
a, b = P("a"), P("b"); a.count = 10; a.tags.append("x"); print(P.count, a.count, b.count, b.tags, P.tags)
del a.count; print(a.count)
for f in [lambda: a.nope, lambda: P.nope, lambda: P(), lambda: P(1, 2), lambda: a(), lambda: a[0], lambda: len(a), lambda: a + 1, lambda: a < b, lambda: iter(a), lambda: 1 in a, lambda: int(a), lambda: P.x]:
    try:
        f()
    except Exception as e:
        print(e)
class G:
    def __getattr__(self, n):
        if n.startswith("get_"): return lambda: n[4:]
        raise AttributeError(f"no {n}")
    def __setattr__(self, n, v): super().__setattr__(n, v * 2)
g = G(); g.x = 3; print(g.x, g.get_foo(), hasattr(g, "zz"), getattr(g, "q", "def"))
try:
    g.bad
except AttributeError as e:
    print(e)
class S:
    __slots__ = ("x", "y")
    def __init__(self): self.x = 1
s = S(); s.y = 2; print(s.x + s.y)
try:
    s.z = 3
except AttributeError as e:
    print(e)
class RO:
    @property
    def v(self): return 1
try:
    RO().v = 2
except AttributeError as e:
    print(e)
try:
    del RO().v
except AttributeError as e:
    print(e)
print(a == a, a == b, a is a, a in [a], {a: 1}[a], type(a) is P, [x.name for x in (a, b)])
class N:
    class Inner: val = 5
    def make(self): return N.Inner()
print(N.Inner.val, N().make().val)
