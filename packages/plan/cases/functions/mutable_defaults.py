def grow(x, acc=[]):
    acc.append(x)
    return acc
print(grow(1), grow(2), grow(3, []), grow(4))
def safe(x, acc=None):
    acc = [] if acc is None else acc
    acc.append(x)
    return acc
print(safe(1), safe(2), safe(3, [0]))
n = 10
def captured(v=n, w=n * 2):
    return v, w
n = 99
print(captured(), captured(1), captured(w=0))
def order(tag):
    print("default", tag)
    return tag
def made(a=order("a"), *, b=order("b")):
    return a + b
print(made(), made("x"))
def count(key, cache={}):
    cache[key] = cache.get(key, 0) + 1
    return dict(cache)
print(count("p"), count("q"), count("p"))
fs = []
for i in range(3):
    def f(i=i):
        return i
    fs.append(f)
print([f() for f in fs], [f(7) for f in fs])
def outer(items):
    items.append("changed")
    items = ["rebound"]
    items.append("local")
    return items
mine = ["orig"]
print(outer(mine), mine)
def swap(a, b):
    a, b = b, a
    return a, b
p, q = 1, 2
print(swap(p, q), p, q)
def change(d, **kw):
    d.update(kw)
    kw["z"] = 0
    return d
base = {"a": 1}
extra = {"b": 2}
print(change(base, **extra), base, extra)
def args_copy(*args):
    return args + (1,), type(args)
lst = [5]
print(args_copy(*lst), lst)
def kw_default(a, b=lambda: "lazy", c=(1, 2), d={}, e=None or "x"):
    return b(), c, d, e, a
print(kw_default(0), kw_default(0, b=lambda: "given", e=None))
