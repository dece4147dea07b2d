def averager():
    total, n, avg = 0, 0, None
    while True:
        x = yield avg
        if x is None:
            return ("done", n)
        total += x
        n += 1
        avg = total / n
g = averager()
print(next(g), g.send(10), g.send(20), g.send(0))
try:
    g.send(None)
except StopIteration as e:
    print(e.value, e.args)
try:
    next(g)
except StopIteration as e:
    print("again", e.value, repr(e))
fresh = averager()
try:
    fresh.send(5)
except TypeError as e:
    print(e)
def echo():
    got = []
    while len(got) < 3:
        got.append((yield len(got)))
    return got
e = echo()
print(next(e), e.send("a"), next(e))
try:
    e.send("c")
except StopIteration as stop:
    print(stop.value)
def inner():
    x = yield "i1"
    y = yield f"i2 {x}"
    return x, y
def outer():
    r = yield from inner()
    print("inner gave", r)
    z = yield "o1"
    return z
o = outer()
print(next(o), o.send("A"), o.send("B"))
try:
    o.send("Z")
except StopIteration as stop:
    print("outer", stop.value)
for bad in (lambda: next(o, "d"), lambda: o.send(), lambda: o.send(1, 2), lambda: o.foo, lambda: o[0], lambda: o(), lambda: o + o):
    try:
        print(bad())
    except (TypeError, AttributeError) as err:
        print(err)
