class A:
    def __init__(self, **k): print("A", k); self.a = 1
    def who(self): return "A"
class B(A):
    def __init__(self, b=0, **k): print("B"); super().__init__(**k); self.b = b
    def who(self): return "B" + super().who()
class C(A):
    def __init__(self, c=0, **k): print("C"); super().__init__(**k); self.c = c
    def who(self): return "C" + super().who()
class D(B, C):
    def __init__(self, **k): super().__init__(**k)
    def who(self): return "D" + super(D, self).who()
d = D(b=1, c=2); print(d.who(), d.a, d.b, d.c, isinstance(d, C), issubclass(D, A), [k.who(d) for k in (A, B)])
class Mixin:
    def loud(self): return self.who().upper() + "!"
class E(Mixin, C): pass
print(E().loud(), E(c=3).c)
try:
    class Bad(A, B): pass
except TypeError as e:
    print(e)
class Base:
    registry = []
    def __init_subclass__(cls, tag=None, **k):
        super().__init_subclass__(**k); cls.registry.append(tag)
class S1(Base, tag="one"): pass
class S2(Base): pass
print(Base.registry)
class Cm:
    @classmethod
    def make(cls): return cls()
    def hi(self): return "cm"
class Sub(Cm):
    @classmethod
    def make(cls):
        o = super().make(); o.extra = 1; return o
    def hi(self): return super().hi() + "+"
print(Sub.make().extra, Sub.make().hi(), Cm.hi(Sub()))
class Abstract:
    def run(self): raise NotImplementedError("implement run")
class Impl(Abstract): pass
try:
    Impl().run()
except NotImplementedError as e:
    print(e)
