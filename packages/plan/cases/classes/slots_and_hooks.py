class S:
    __slots__ = ("a", "b")
    def __init__(self, a): self.a = a
s = S(1)
print(s.a, hasattr(s, "b"))
try:
    s.c = 3
except AttributeError as e: print(e)
try:
    print(s.b)
except AttributeError as e: print(e)
class T(S):
    __slots__ = ("c",)
t = T(5); t.c = 7; t.b = 3
print(t.a, t.b, t.c)
class U(S): pass
u = U(2); u.z = 1; print(u.z)
del t.c
try: t.c
except AttributeError as e: print(e)
registry = {}
class Base:
    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        registry[len(registry)] = cls
class A(Base): pass
class B(A): pass
print(registry, A, B)
try:
    class C(Base, x=1): pass
except TypeError as e: print(e)
class Box:
    def __class_getitem__(cls, item): return f"{cls is Box} {item}"
print(Box[int], Box[1, 2])
class Money:
    __slots__ = "amount", "currency"
    __match_args__ = ("amount", "currency")
    def __init__(self, amount, currency): self.amount = amount; self.currency = currency
match Money(5, "EUR"):
    case Money(a, "EUR"): print(a)
class Sl:
    __slots__ = ["x"]
    def __init__(self, x): self.x = x
    def __eq__(self, o): return isinstance(o, Sl) and self.x == o.x
    def __hash__(self): return 1
print(Sl(1) == Sl(1), {Sl(1), Sl(1)} == {Sl(1)})
class Bad:
    __slots__ = ("x",)
    y = 1
b = Bad()
try: b.y = 2
except AttributeError as e: print(e)
try: b.z = 2
except AttributeError as e: print(e)
