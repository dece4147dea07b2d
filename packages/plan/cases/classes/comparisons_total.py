class Ver:
    def __init__(self, *p): self.p = p
    def __eq__(self, o): return self.p == o.p if isinstance(o, Ver) else NotImplemented
    def __lt__(self, o): print("lt", end=" "); return self.p < o.p if isinstance(o, Ver) else NotImplemented
    def __le__(self, o): print("le", end=" "); return self.p <= o.p
    def __repr__(self): return "v" + ".".join(map(str, self.p))
a, b, c = Ver(1, 2), Ver(1, 10), Ver(1, 2)
print(a == c, a != c, a != b, a == 5, a != "x", a is c, a < b, a > b, a <= c, a >= b, a in [c], [a].index(c), [a, b].count(c))
for f in (lambda: a < 5, lambda: 5 < a, lambda: a > "s", lambda: {a: 1}, lambda: {a}, lambda: sorted([a, 3])):
    try:
        print(f())
    except TypeError as e:
        print(e)
print(a < b < Ver(2), sorted([b, c, Ver(0)]), max(a, b), min([b, a]))
class Odd:
    def __eq__(self, o): return "eq result"
    def __ne__(self, o): return []
    def __lt__(self, o): return 0
    def __gt__(self, o): return "gt"
    def __contains__(self, x): return "truthy"
o = Odd()
print(o == 1, 1 == o, o != 1, o < 1, 1 < o, 1 > o, o == o, 1 in o, 1 not in o, o in [1], not (o == 1), 0 < o < 5)
class Key:
    def __init__(self, k): self.k = k
    def __eq__(self, other): return isinstance(other, Key) and self.k.lower() == other.k.lower()
    def __hash__(self): return len(self.k)
    def __repr__(self): return f"Key({self.k})"
d = {Key("Ab"): 1}
d[Key("aB")] = 2
d[Key("zz")] = 3
print(d, Key("AB") in d, Key("q") in d, d.get(Key("ZZ")), len({Key("a"), Key("A"), Key("b")}))
class Default:
    pass
x, y = Default(), Default()
print(x == x, x == y, x != y, {x: 1}[x], x in [y, x], len({x, y, x}), [x, y].index(y), x is not y)
try:
    x < y
except TypeError as e:
    print(e)
class Base:
    def __eq__(self, o): return "base"
class Derived(Base):
    def __eq__(self, o): return "derived"
print(Base() == Derived(), Derived() == Base(), Base() == 1, 1 == Derived(), (Base() == 1) is True, [Base()] == [1])
