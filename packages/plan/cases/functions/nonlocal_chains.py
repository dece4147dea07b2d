def counter(start=0):
    n = start
    def inc(by=1):
        nonlocal n
        n += by
        return n
    def reset():
        nonlocal n
        n = start
    def peek(): return n
    return inc, reset, peek
inc, reset, peek = counter(10)
inc2, _, peek2 = counter()
print(inc(), inc(5), peek(), reset(), peek(), inc2(), peek2())
def level1():
    x = 1
    def level2():
        y = 2
        def level3():
            nonlocal x, y
            x += 10
            y += 20
            return x, y
        return level3() + (y,)
    return level2() + (x,)
print(level1())
g = "global"
def shadow():
    g = "local"
    def inner():
        global g
        g = "changed"
        return g
    return inner(), g
print(shadow(), g)
def unbound():
    try:
        print(late)
    except UnboundLocalError as e:
        print(e)
    late = 1
    return late
print(unbound())
def free():
    def use(): return later
    try:
        use()
    except NameError as e:
        print(e)
    later = "now"
    return use()
print(free())
def deleted():
    v = 1
    del v
    try:
        return v
    except UnboundLocalError as e:
        return str(e)
print(deleted())
total = 0
def bump():
    total = 5
    def add():
        nonlocal total
        total += 1
        return total
    return add(), add()
print(bump(), total)
adders = [(lambda k: lambda v: v + k)(k) for k in range(3)]
print([f(10) for f in adders])
def make():
    fs = []
    for i in range(3):
        fs.append(lambda: i)
    i = 99
    return [f() for f in fs]
print(make())
