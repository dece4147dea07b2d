def deco(f):
    def inner(*a, **k):
        return ["wrapped", f(*a, **k)]
    return inner
def tag(name):
    def d(f):
        def inner(*a): return f"<{name}>{f(*a)}</{name}>"
        return inner
    return d
@deco
def one(): return 1
@tag("b")
@tag("i")
def text(s): return s
print(one(), text("x"))
class Count:
    def __init__(self, f): self.f, self.n = f, 0
    def __call__(self, *a):
        self.n += 1; return self.f(*a)
@Count
def add(a, b): return a + b
print(add(1, 2), add(3, 4), add.n)
registry = {}
def register(name):
    def d(f):
        registry[name] = f; return f
    return d
@register("a")
def fa(x): return x + 1
@register("b")
def fb(x): return x * 2
print({k: v(5) for k, v in registry.items()})
class A:
    @staticmethod
    def s(x): return x
    @classmethod
    def c(cls, x): return cls, x
    @property
    def p(self): return self._p
    @p.setter
    def p(self, v): self._p = v * 2
    @p.deleter
    def p(self): self._p = None
a = A(); a.p = 4; print(a.p, A.s(1), a.s(2), A.c(3)[0] is A, a.c(4)[1]); del a.p; print(a.p)
def memo(f):
    cache = {}
    def inner(n):
        if n not in cache: cache[n] = f(n)
        return cache[n]
    return inner
@memo
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(60))
def cls_deco(c):
    c.extra = "added"; return c
@cls_deco
class B: pass
print(B.extra)
