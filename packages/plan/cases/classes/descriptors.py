class Typed:
    def __init__(self, kind): self.kind = kind
    def __set_name__(self, owner, name):
        self.name = name
    def __get__(self, obj, owner=None):
        if obj is None: return self
        return obj.values[self.name]
    def __set__(self, obj, value):
        if not isinstance(value, self.kind): raise TypeError(f"{self.name} must be {self.kind}")
        obj.values[self.name] = value
    def __delete__(self, obj):
        del obj.values[self.name]
class Item:
    price = Typed(int)
    name = Typed(str)
    def __init__(self, price, name):
        self.values = {}
        self.price = price
        self.name = name
i = Item(3, "x")
print(i.price, i.name, i.values)
try: i.price = "a"
except TypeError as e: print(e)
i.price += 4
del i.name
print(i.price, i.values, isinstance(Item.price, Typed))
class Lazy:
    def __init__(self, f): self.f = f
    def __get__(self, obj, owner):
        if obj is None: return self
        v = self.f(obj); obj.cached = v; return v
class X:
    @Lazy
    def thing(self): return 42
x = X(); print(x.thing, x.cached)
class Positive:
    def __set_name__(self, owner, name):
        self.key = "_" + name
        print("named", name)
    def __get__(self, obj, owner):
        if obj is None:
            return self
        return getattr(obj, self.key, 0)
    def __set__(self, obj, value):
        if value < 0:
            raise ValueError(f"{self.key[1:]} must be positive")
        setattr_(obj, self.key, value)
def setattr_(o, k, v):
    if k == "_price": o._price = v
    else: o._count = v
class Item:
    price = Positive()
    count = Positive()
    def __init__(self, p, c):
        self.price = p
        self.count = c
class Sub(Item):
    pass
i = Sub(3, 4)
print(i.price * i.count, isinstance(Item.price, Positive))
i.price += 2
print(i.price, hasattr(i, "price"), getattr(i, "count"))
for bad in (-1,):
    try:
        i.count = bad
    except ValueError as e: print(e)
try:
    del i.price
except AttributeError as e: print(repr(e))
class Const:
    def __get__(self, obj, owner=None): return (obj is None, owner is C or owner)
class C:
    x = Const()
c = C()
print(c.x, C.x)
c.x = 5
print(c.x)
del c.x
print(c.x)
class WriteOnly:
    def __set__(self, obj, v): obj.log.append(v)
class D:
    w = WriteOnly()
    def __init__(self): self.log = []
d = D()
d.w = 1
d.w = 2
print(d.log, isinstance(d.w, WriteOnly))
class Base:
    def __init_subclass__(cls, /, prefix="", **kw):
        super().__init_subclass__(**kw)
        cls.prefix = prefix
    def show(self): return self.prefix
class A(Base, prefix="a-"): pass
class B(A): pass
print(A().show(), repr(B().show()))
class Deco:
    def __init__(self, f): self.f = f; self.calls = 0
    def __call__(self, *a, **k):
        self.calls += 1
        return self.f(*a, **k)
    def __get__(self, obj, owner):
        return lambda *a, **k: self(obj, *a, **k)
class E:
    @Deco
    def m(self, x): return x + 1
print(E().m(3), E().m(4))
class P:
    def __init__(self): self._v = 1
    v = property(lambda self: self._v, lambda self, x: None)
class Q(P):
    @property
    def v(self): return super().v + 10
print(Q().v)
