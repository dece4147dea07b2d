a, b, c = 1, 2, 3
del a, (b, c)
for f in (lambda: a, lambda: b, lambda: c):
    try:
        f()
    except NameError as e:
        print(e)
lst = list(range(10))
del lst[0], lst[-1], lst[2:4]
print(lst)
del lst[::2], lst[:1]
print(lst)
d = {"a": {"b": [1, 2, 3]}, "c": 1}
del d["a"]["b"][1], d["c"]
print(d)
class O: kind = "class attr"
o = O()
o.x, o.kind = 1, "own"
del o.x
print(o.kind)
del o.kind
print(o.kind)
for f in ("x", "kind"):
    try:
        if f == "x": del o.x
        else: del o.kind
    except AttributeError as e:
        print(e)
del O.kind
try:
    o.kind
except AttributeError as e:
    print(e)
for make in (lambda: (1, 2), lambda: "abc", lambda: b"x", lambda: 5, lambda: None, lambda: {1, 2}, lambda: range(3), lambda: frozenset()):
    v = make()
    try:
        del v[0]
    except TypeError as e:
        print(e)
try:
    del d["zz"]
except KeyError as e:
    print(repr(e))
try:
    del lst[50]
except IndexError as e:
    print(e)
def f(x):
    del x
    try:
        return x
    except UnboundLocalError as e:
        return e.args[0]
print(f(1))
x = [1, 2]
y = x
del x
print(y)
for i in range(3):
    del i
try:
    i
except NameError as e:
    print(e)
def outer():
    v = "cell"
    def inner(): return v
    del v
    try:
        return inner()
    except NameError as e:
        return str(e)
print(outer())
del ()
(w) = 5
del (w)
print([k for k in ("once",)], d)
