from functools import lru_cache, cache, cached_property
calls = []
@lru_cache(maxsize=None)
def fib(n):
    calls.append(n)
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(30), len(calls), fib(30), len(calls))
print(fib.cache_info())
fib.cache_clear()
print(fib.cache_info(), fib(5), fib.cache_info().hits)
@cache
def add(a, b=1, *, c=0):
    print("computing", a, b, c)
    return a + b + c
print(add(1), add(1), add(1, 1), add(a=1), add(1, c=2), add(1, c=2))
print(add.cache_info())
@lru_cache(maxsize=2)
def f(x):
    print("f", x)
    return x * 2
f(1); f(2); f(1); f(3); f(2); f(1)
print(f.cache_info())
@lru_cache
def g(x):
    return [x]
print(g(1) is g(1))
try:
    add([1])
except TypeError as e:
    print(e)
class A:
    def __init__(self, n):
        self.n = n
    @cached_property
    def big(self):
        print("once")
        return self.n * 10
    @lru_cache
    def m(self, k):
        print("m", k)
        return self.n + k
a = A(2)
print(a.big, a.big, a.m(1), a.m(1))
a.big = 5
print(a.big)
del a.big
print(a.big)
@lru_cache(maxsize=128, typed=True)
def t(x):
    return type(x) is int
print(t(1), t(1.0), t(True), t.cache_info())
