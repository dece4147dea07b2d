def log(f):
    print("decorating")
    def wrapper(*a, **k):
        r = f(*a, **k)
        print(f"args={a} kw={k} -> {r}")
        return r
    return wrapper
def repeat(n):
    print("repeat made", n)
    def deco(f):
        def w(*a):
            return [f(*a) for _ in range(n)]
        return w
    return deco
@log
@repeat(2)
def add(a, b=1):
    return a + b
print(add(1, 2), add(5))
class Memo:
    def __init__(self, f):
        self.f, self.hits, self.cache = f, 0, {}
    def __call__(self, n):
        if n in self.cache:
            self.hits += 1
        else:
            self.cache[n] = self.f(n)
        return self.cache[n]
@Memo
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(30), fib.hits, len(fib.cache))
def replace(_):
    return "not a function"
@replace
def gone(): pass
print(gone)
@(lambda c: [c, c.value])
class Klass:
    value = 3
print(Klass[1], Klass[0]().value)
def add_method(cls):
    cls.extra = lambda self: "extra " + self.base()
    return cls
@add_method
class Host:
    def base(self): return "base"
print(Host().extra())
table = [log, repeat(3)]
@table[1]
def three(x): return x
print(three("z"))
def method_deco(f):
    def w(self, *a):
        self.calls = getattr(self, "calls", 0) + 1
        return f(self, *a)
    return w
class Counted:
    @method_deco
    def run(self, x): return x * 2
    @staticmethod
    @repeat(2)
    def st(x): return x
    @property
    @method_deco
    def prop(self): return self.calls
c = Counted()
print(c.run(2), c.run(3), c.calls, Counted.st("s"), c.prop, c.prop)
try:
    @5
    def bad(): pass
except TypeError as e:
    print(e)
try:
    @repeat()
    def bad(): pass
except TypeError as e:
    print(e)
