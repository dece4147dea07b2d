x = 1
def f():
    global x, made
    x += 1; made = "new"
def outer():
    n = 0
    def inner():
        nonlocal n
        n += 1
        return n
    inner(); inner()
    return n, inner
f(); f(); n, inner = outer(); print(x, made, n, inner(), inner())
def g():
    try:
        print(y)
    except NameError as e:
        print(e)
    y = 2
    del y
    try:
        y
    except UnboundLocalError as e:
        print(e)
g()
fs = [lambda: i for i in range(3)]; print([q() for q in fs], [(lambda j=i: j)() for i in range(3)])
def counter():
    c = {"n": 0}
    def inc(by=1):
        c["n"] += by; return c["n"]
    return inc
a, b = counter(), counter(); print(a(), a(5), b())
class K:
    v = 1
    w = [v]
    def m(self): return x
print(K.w, K().m())
def rec(n): return 1 if n < 2 else n * rec(n - 1)
print(rec(20))
