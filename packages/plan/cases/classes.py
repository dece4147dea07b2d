class Animal:
    kind = "animal"
    count = 0
    def __init__(self, name, legs=4):
        self.name = name
        self.legs = legs
        Animal.count += 1
    def speak(self): return f"{self.name} makes a sound"
    def __str__(self): return f"<{self.name}>"
    def __eq__(self, other): return isinstance(other, Animal) and self.name == other.name
    def __lt__(self, other): return self.name < other.name
    def __len__(self): return self.legs
    def __getitem__(self, k): return (self.name, k)
    def __contains__(self, k): return k in self.name
    def __call__(self, x): return x * 2
    def __add__(self, other): return Animal(self.name + str(other))
    def __radd__(self, other): return "radd"
    @property
    def upper(self): return self.name.upper()
    @upper.setter
    def upper(self, v): self.name = v.lower()
    @staticmethod
    def make(n): return Animal(n)
    @classmethod
    def default(cls): return cls("def")
class Dog(Animal):
    kind = "dog"
    def __init__(self, name):
        super().__init__(name)
        self.tricks = []
    def speak(self): return super().speak() + " woof"
    def __repr__(self): return f"Dog({self.name!r})"
d = Dog("rex")
print(d, repr(d), d.speak(), d.kind, Dog.kind, Animal.kind, d.upper, len(d), d["x"], "e" in d, d(4), str(d + 1), 1 + d, Animal.count)
d.upper = "MAX"; print(d.name, Animal.make("q").name, Dog.default().name, type(Dog.default()) is Dog, isinstance(d, Animal), issubclass(Dog, Animal))
print(sorted([Animal("b"), Animal("a")])[0].name, Animal("x") == Animal("x"), Animal("x") != Animal("y"), d == 5)
d.extra = [1]; d.extra.append(2); print(d.extra, hasattr(d, "nope"), getattr(d, "nope", "dflt"), hasattr(d, "extra"))
try:
    d.nope
except AttributeError as e:
    print(e)
try:
    Dog()
except TypeError as e:
    print(e)
try:
    Dog.nope
except AttributeError as e:
    print(e)
class MyError(Exception):
    def __init__(self, code, msg="m"):
        super().__init__(f"{code}: {msg}")
        self.code = code
class Sub(MyError): pass
try:
    raise Sub(5)
except MyError as e:
    print(type(e), e, e.code, e.args, repr(e))
try:
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise ValueError("bad") from e
except ValueError as e:
    print(e, repr(e))
def fin():
    try:
        return "try"
    finally:
        print("finally")
print(fin())
for exc in [ValueError("x"), KeyError("k"), KeyError(), IndexError("a", "b"), Exception(), RuntimeError(5), StopIteration(3), OSError("f")]:
    print(str(exc), repr(exc), exc.args)
try:
    raise ValueError
except (TypeError, ValueError) as e:
    print("caught", repr(e))
else:
    print("no")
try:
    pass
except Exception:
    print("no")
else:
    print("else")
finally:
    print("fin")
class Ctx:
    def __enter__(self): print("enter"); return self
    def __exit__(self, t, v, tb): print("exit", t, v); return True
with Ctx() as c:
    raise ValueError("in with")
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): self.i = 0; return self
    def __next__(self):
        if self.i >= self.n: raise StopIteration
        self.i += 1
        return self.i
print(list(It(3)), sum(It(4)), [x for x in It(2)], max(It(3)))
def gen():
    try:
        got = yield 1
        print("got", got)
        yield from [2, 3]
        return 9
    finally:
        print("gen done")
g = gen()
print(next(g), g.send("hello"), next(g), next(g, "end"))
class Base:
    def tmpl(self): return self.hook()
class M1(Base):
    def hook(self): return "m1"
class M2(Base):
    def hook(self): return "m2"
class Both(M1, M2): pass
print(Both().tmpl(), [Both, M1])
class H:
    def __init__(self, v): self.v = v
    def __hash__(self): return 7
    def __eq__(self, o): return self.v == o.v
print({H(1): "a", H(2): "b"}[H(2)], len({H(1), H(1), H(2)}))
class Vec:
    def __init__(self, *c): self.c = c
    def __iter__(self): return iter(self.c)
    def __bool__(self): return any(self.c)
    def __neg__(self): return Vec(*[-x for x in self.c])
    def __matmul__(self, o): return sum(a * b for a, b in zip(self, o))
    def __iadd__(self, o): self.c = tuple(a + b for a, b in zip(self, o)); return self
    def __format__(self, spec): return f"Vec[{spec}]"
v = Vec(1, 2); v += Vec(3, 4)
print(list(v), bool(Vec(0)), list(-v), v @ v, f"{v:abc}", [*v])
try:
    try:
        raise KeyError("a")
    finally:
        print("f1")
except KeyError:
    print("outer")
def reraise():
    try:
        int("x")
    except ValueError:
        raise
try:
    reraise()
except ValueError as e:
    print(e)
assert True
try:
    assert 1 == 2, "nope"
except AssertionError as e:
    print("AssertionError", e)
while True:
    try:
        break
    finally:
        print("break finally")
for i in range(3):
    try:
        continue
    finally:
        print("c", i)
raise MyError(7, "final")
