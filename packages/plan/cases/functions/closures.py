def counter(start=0):
    count = start
    def inc(step=1):
        nonlocal count
        count += step
        return count
    def get(): return count
    return inc, get
inc, get = counter(10)
print(inc(), inc(5), get())
fs = []
for i in range(3):
    fs.append(lambda: i)
print([f() for f in fs], [f() for f in [lambda i=i: i for i in range(3)]], [f(2) for f in [lambda x, k=k: x ** k for k in range(4)]])
def compose(*fns):
    def run(x):
        for fn in fns: x = fn(x)
        return x
    return run
print(compose(str, len)(12345), compose(lambda x: x + 1, lambda x: x * 2)(3))
total = 0
def add(n):
    global total
    total += n
    return total
print(add(5), add(6), total)
def outer():
    x = "outer"
    def mid():
        def inner(): return x
        return inner
    x = "changed"
    return mid()()
print(outer())
def late():
    def use(): return later
    later = 5
    return use()
print(late())
def free():
    def use(): return undefined_yet
    try:
        use()
    except NameError as e:
        print(e)
    undefined_yet = 1
    return use()
print(free())
x = "global"
def shadow():
    x = "local"
    class C:
        y = x
        def m(self): return x
    return C.y, C().m()
print(shadow(), x)
def memo(fn):
    cache = {}
    def wrapped(n):
        if n not in cache: cache[n] = fn(n)
        return cache[n]
    return wrapped
@memo
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(60))
