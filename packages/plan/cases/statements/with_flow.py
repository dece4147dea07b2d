class CM:
    def __init__(self, name, eat=(), fail=None): self.name, self.eat, self.fail = name, eat, fail
    def __enter__(self):
        print("in", self.name, end="; ")
        if self.fail == "enter": raise OSError("enter " + self.name)
        return self.name.upper()
    def __exit__(self, kind, value, trace):
        print("out", self.name, repr(value), kind is type(value) if value else kind, end="; ")
        if self.fail == "exit": raise RuntimeError("exit " + self.name)
        return isinstance(value, self.eat) if self.eat else None
with CM("a") as x, CM("b") as y:
    print(x, y, end="; ")
print()
with (CM("p") as p, CM("q")):
    print(p)
with CM("eats", ValueError):
    int("x")
print("survived")
def ret():
    with CM("r"):
        return "value"
print(ret())
for i in range(3):
    with CM(f"l{i}"):
        if i == 0: continue
        if i == 1: break
print("i", i)
for build in (lambda: [CM("o"), CM("f", fail="enter")], lambda: [CM("o", OSError), CM("f", fail="enter")], lambda: [CM("o"), CM("f", fail="exit")], lambda: [CM("o", (RuntimeError, KeyError)), CM("f", fail="exit")]):
    one, two = build()
    try:
        with one, two:
            print("body", end="; ")
    except (OSError, RuntimeError) as e:
        print("caught", e)
    else:
        print("no error")
try:
    with CM("x", KeyError):
        raise ValueError("other kind")
except ValueError as e:
    print("passed on", e)
class NoExit:
    def __enter__(self): return 1
class NoEnter:
    def __exit__(self, *a): pass
for bad in (NoExit(), NoEnter(), 5, "text", None, [1]):
    try:
        with bad as b:
            print("inside")
    except TypeError as e:
        print(e)
holder = {}
with CM("sub") as holder["k"]:
    pass
class T(CM):
    def __enter__(self): return (1, [2, 3])
with T("t") as (m, [n, *o]):
    print(m, n, o, holder)
with CM("outer"):
    try:
        with CM("inner"):
            raise KeyError("deep")
    except KeyError as e:
        print("handled", e)
print("end")
