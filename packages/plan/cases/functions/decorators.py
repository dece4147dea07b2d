log = []
def tag(name):
    def deco(fn):
        log.append(f"decorating {name}")
        def wrapper(*args, **kwargs):
            return f"<{name}>{fn(*args, **kwargs)}</{name}>"
        return wrapper
    return deco
@tag("b")
@tag("i")
def hello(who, greeting="Hello"): return f"{greeting} {who}"
print(hello("x"), hello("y", greeting="Hi"), log)
class Count:
    def __init__(self, fn): self.fn, self.n = fn, 0
    def __call__(self, *a):
        self.n += 1
        return self.fn(*a)
@Count
def square(x): return x * x
print(square(3), square(4), square.n)
def register(cls):
    cls.registered = True
    return cls
@register
class Thing: pass
print(Thing.registered, Thing().registered)
