class Grid:
    def __init__(self): self.cells = {}
    def __getitem__(self, k):
        if isinstance(k, slice): return ("slice", k.start, k.stop, k.step)
        if k not in self.cells: raise KeyError(k)
        return self.cells[k]
    def __setitem__(self, k, v): print("set", k, end="; "); self.cells[k] = v
    def __delitem__(self, k): del self.cells[k]
    def __contains__(self, k): return k in self.cells
    def __len__(self): return len(self.cells)
    def __iter__(self): return iter(sorted(self.cells))
    def __bool__(self): return True
g = Grid()
g[1, 2] = "a"
g[0, 0] = g[9, 9] = "b"
g[0, 0] += "!"
g[(1, 2)], g[5, 5] = "x", "y"
print(g[0, 0], len(g), list(g), (1, 2) in g, (7, 7) in g, g[1:2], g[:], g[::3], bool(Grid()))
del g[9, 9]
print([*g], sorted(g, reverse=True), {k: g[k] for k in g}, max(g))
for f in (lambda: g[3], lambda: g["k"]):
    try:
        f()
    except KeyError as e:
        print(repr(e))
try:
    del g["none"]
except KeyError as e:
    print(e)
class Auto(dict):
    def __missing__(self, k): self[k] = [k]; return self[k]
a = Auto()
a["x"].append(1)
print(a, a["y"], a.get("z"), "z" in a, len(a))
class Seq:
    def __init__(self, n): self.n = n
    def __getitem__(self, i):
        if i >= self.n: raise IndexError
        return i * i
print(list(Seq(4)), 9 in Seq(4), 10 in Seq(4), sum(Seq(5)), [x for x in Seq(2)], list(zip(Seq(3), "abc")), *Seq(3))
class Ctx:
    def __init__(self, name, eat=False): self.name, self.eat = name, eat
    def __enter__(self): print("enter", self.name); return self
    def __exit__(self, t, v, tb): print("exit", self.name, t, v); return self.eat
with Ctx("a", True) as c, Ctx("b"):
    print(c.name)
    raise ValueError("inside")
print("after")
class Call:
    def __call__(self, *a, **k): return a, k
    def __index__(self): return 2
    def __int__(self): return 7
    def __float__(self): return 1.5
    def __str__(self): return "str"
    def __len__(self): return 0
k = Call()
print(k(1, b=2), "abc"[k], int(k), float(k), str(k), bool(k), [10, 20, 30][k], "abcd"[:k], range(k), not k, k or "empty")
for bad in (lambda: Seq(3)["a"], lambda: len(Seq(3)), lambda: Grid() + 1, lambda: Grid()(), lambda: iter(Ctx("x")), lambda: reversed(Ctx("x")), lambda: 3 in Ctx("x"), lambda: Ctx("x")[0]):
    try:
        print(bad())
    except TypeError as e:
        print(e)
