class Config:
    debug = False
    def __init__(self):
        self.name = "prod"
    def show(self):
        return f"<{self.name}>"
    @property
    def broken(self):
        raise AttributeError("inner trouble")
    @property
    def worse(self):
        raise ValueError("real trouble")
c = Config()
print(getattr(c, "name"), getattr(c, "debug"), getattr(c, "missing", "dflt"), getattr(c, "missing", None), getattr(c, "show")())
print(hasattr(c, "name"), hasattr(c, "nope"), hasattr(c, "show"), hasattr(Config, "name"), hasattr(Config, "debug"), hasattr(c, "broken"))
try:
    hasattr(c, "worse")
except ValueError as e:
    print("hasattr lets through", e)
try:
    getattr(c, "worse", 1)
except ValueError as e:
    print("getattr lets through", e)
print(getattr(c, "broken", "saved"))
for obj, name in [(c, "nope"), (Config, "nope"), (5, "nope"), ("s", "push"), ([], "add"), ({}, "a"), (None, "x"), (print, "zz"), ((1,), "append"), (1.5, "real_part")]:
    try:
        getattr(obj, name)
    except AttributeError as e:
        print(e)
for args in [(c,), (c, 5), (c, None, 1), (), (c, "a", 1, 2)]:
    try:
        getattr(*args)
    except TypeError as e:
        print(len(args), e)
try:
    hasattr(c, 5)
except TypeError as e:
    print(e)
print(getattr("abc", "upper")(), getattr([3, 1], "index")(1), getattr(3, "real"), hasattr("", "join"), hasattr([], "join"))
for m in ("upper", "title", "swapcase"):
    print(getattr("hi There", m)(), end=" ")
print()
c.extra = [1]
c.extra += [2]
print(c.extra, getattr(c, "extra").pop(), c.extra)
class Dyn:
    def __getattr__(self, name):
        if name.startswith("get_"):
            return lambda: name[4:]
        raise AttributeError(f"no {name} here")
d = Dyn()
print(d.get_x(), hasattr(d, "get_y"), hasattr(d, "y"), getattr(d, "z", "fallback"))
try:
    d.other
except AttributeError as e:
    print(e)
