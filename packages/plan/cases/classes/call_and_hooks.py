class Registry:
    plugins = {}
    def __init_subclass__(cls, key=None, **rest):
        super().__init_subclass__(**rest)
        Registry.plugins[key or cls.label()] = cls
    @classmethod
    def label(cls):
        return "anonymous"
    def run(self, *args):
        return f"{type(self) is not Registry}:{args}"

class Upper(Registry, key="upper"):
    def run(self, text):
        return text.upper()

class Twice(Upper, key="twice"):
    def run(self, text):
        return super().run(text) * 2

class Plain(Registry):
    @classmethod
    def label(cls):
        return "plain"

print(sorted(Registry.plugins), [Registry.plugins[k]().run("ab") for k in sorted(Registry.plugins)])

class Lazy:
    def __init__(self, **known):
        self.known = known
    def __getattr__(self, name):
        if name.startswith("get_"):
            return lambda default=None: self.known.get(name[4:], default)
        raise AttributeError(f"no {name} here")
    def __setattr__(self, name, value):
        if name != "known" and not isinstance(value, int):
            raise TypeError(f"{name} must be an int")
        super().__setattr__(name, value)
    def __delattr__(self, name):
        print("deleting", name)
        super().__delattr__(name)

lazy = Lazy(a=1)
print(lazy.get_a(), lazy.get_b(), lazy.get_b(7), hasattr(lazy, "zzz"), getattr(lazy, "zzz", "default"))
lazy.size = 3
del lazy.size
for action in (lambda: lazy.size, lambda: lazy.other):
    try:
        action()
    except AttributeError as error:
        print(error)
try:
    lazy.size = "big"
except TypeError as error:
    print(error)
class Adder:
    def __init__(self, n): self.n = n
    def __call__(self, x, /, *more, scale=1): return (self.n + x + sum(more)) * scale
add = Adder(10)
print(add(1), add(1, 2, scale=2), list(map(add, [1, 2])), sorted([3, 1], key=Adder(0)))
for wrong in (lambda: add(), lambda: add(1, size=2), lambda: add(x=1), lambda: Adder(), lambda: Adder(1, 2), lambda: Lazy(1), lambda: lazy()):
    try:
        wrong()
    except TypeError as error:
        print(error)
