class T:
    def __init__(self, c): self._c = c
    @property
    def f(self): return self._c * 9 / 5 + 32
    @f.setter
    def f(self, v): self._c = (v - 32) * 5 / 9
    @property
    def ro(self): return "ro"
    @staticmethod
    def s(x): return x + 1
    @classmethod
    def make(cls, v): return cls(v)
    def method(self): return "m"
t = T(100)
print(t.f, t.ro, T.s(1), t.s(2), T.make(5)._c, t.make(6)._c, t.method(), T.method(t))
t.f = 32; print(t._c)
for f in [lambda: t.zz, lambda: T.zz, lambda: T.method(), lambda: t.method(1), lambda: T(), lambda: t.s()]:
    try:
        print(f())
    except Exception as e:
        print(type(e), e)
try:
    t.ro = 1
except AttributeError as e:
    print(e)
t.extra = 1; t.method2 = lambda: "instance"
print(t.extra, t.method2(), hasattr(t, "extra"), hasattr(t, "nope"), getattr(t, "nope", "d"), getattr(t, "ro"))
T.late = lambda self: ("late", self._c); print(t.late())
m = t.method; print(m())
class U(T):
    @property
    def ro(self): return "sub " + super().ro
    @classmethod
    def make(cls, v): return super().make(v + 1)
print(U(1).ro, U.make(1)._c, type(U.make(1)) is U)
