from functools import lru_cache, cache, cached_property, wraps
calls = []
@lru_cache(maxsize=2)
def square(n):
    calls.append(n)
    return n * n
print([square(n) for n in (1, 2, 1, 3, 1, 2)], calls)
print(square.cache_info(), square.cache_info().hits)
square.cache_clear()
print(square.cache_info(), square(9), calls[-1])
@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), fib.cache_info())
@lru_cache
def key(*args, **kw):
    calls.append((args, kw))
    return len(calls)
before = len(calls)
print(key(1) == key(1), key(1, a=2) == key(1, a=2), len(calls) - before)
try:
    key([1])
except TypeError as e:
    print(e)
class Report:
    def __init__(self, rows):
        self.rows = rows
    @cached_property
    def total(self):
        print("computing")
        return sum(self.rows)
r = Report([1, 2, 3])
print(r.total, r.total)
r.rows.append(10)
print(r.total)
del r.total
print(r.total)
r.total = 5
print(r.total)
def logged(f):
    @wraps(f)
    def inner(*a, **k):
        print("call", a, k)
        try:
            return f(*a, **k)
        finally:
            print("done")
    return inner
@logged
@cache
def ways(m, coins=(1, 2, 5)):
    return 1 if m == 0 else 0 if m < 0 or not coins else ways(m - coins[0], coins) + ways(m, coins[1:])
try:
    print(ways(2, (1, 2)), ways(-1))
except Exception as e:
    print(type(e), e)
