class A:
    def who(self): return "A"
    def call(self): return self.who()
class B(A):
    def who(self): return "B" + super().who()
class C(A):
    def who(self): return "C" + super().who()
class D(B, C):
    def who(self): return "D" + super().who()
d = D()
print(d.who(), d.call(), isinstance(d, A), issubclass(D, C), issubclass(A, D), type(d) is D, type(d) == B)
class Base:
    shared = []
    count = 0
    def __init__(self): self.shared.append(1); self.count += 1
class Sub(Base): pass
Sub(); b = Base(); print(Base.shared, Base.count, b.count, Sub.shared is Base.shared)
class Abstract:
    def area(self): raise NotImplementedError("area")
class Square(Abstract):
    def __init__(self, s): self.s = s
    def area(self): return self.s ** 2
print(Square(3).area())
try:
    Abstract().area()
except NotImplementedError as e:
    print(repr(e))
try:
    class X(A, B): pass
except TypeError as e:
    print(type(e))
class Meta:
    """doc"""
    x: int = 5
    y: str
    def m(self) -> int: return self.x
print(Meta().m(), hasattr(Meta, "x"), hasattr(Meta, "y"), Meta.m(Meta()))
