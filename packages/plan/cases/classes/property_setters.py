class Temp:
    def __init__(self, c): self.celsius = c
    @property
    def celsius(self):
        "doc"
        print("get", end=" ")
        return self._c
    @celsius.setter
    def celsius(self, v):
        if v < -273.15:
            raise ValueError(f"too cold: {v}")
        self._c = v
    @celsius.deleter
    def celsius(self):
        print("del", end=" ")
        self._c = 0
    @property
    def fahrenheit(self): return self.celsius * 9 / 5 + 32
    @property
    def bad(self): return self.nothing
t = Temp(100)
print(t.celsius, t.fahrenheit)
t.celsius += 5
print(t._c)
del t.celsius
print(t._c)
for f in (lambda: Temp(-300), lambda: t.bad, lambda: t.zzz, lambda: t.fahrenheit()):
    try:
        print(f())
    except (ValueError, AttributeError, TypeError) as e:
        print(repr(e))
try:
    t.fahrenheit = 1
except AttributeError as e:
    print(e)
try:
    del t.fahrenheit
except AttributeError as e:
    print(e)
try:
    t.celsius = "warm"
except TypeError as e:
    print(e, t._c)
class Sub(Temp):
    @property
    def fahrenheit(self): return super().fahrenheit + 1000
    @Temp.celsius.setter
    def celsius(self, v): self._c = v * 2
s = Sub(10)
print(s._c, s.celsius, s.fahrenheit)
class Lazy:
    def __init__(self): self._v = None
    @property
    def v(self):
        if self._v is None:
            print("computing", end=" ")
            self._v = [1, 2]
        return self._v
l = Lazy()
print(l.v, l.v, l.v is l.v)
l.v.append(3)
print(l.v)
class Cls:
    count = 0
    def __init__(self): Cls.count += 1; self.count += 10
c1, c2 = Cls(), Cls()
print(Cls.count, c1.count, c2.count)
del c1.count
print(c1.count)
try:
    del c1.count
except AttributeError as e:
    print(e)
