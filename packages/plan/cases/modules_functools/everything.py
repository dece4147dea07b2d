import functools
from functools import cache, cached_property, cmp_to_key, lru_cache, partial, reduce, singledispatch, total_ordering, update_wrapper, wraps
calls = []
@lru_cache(maxsize=2)
def square(x, *, scale=1):
    calls.append(x)
    return x * x * scale
print(square(2), square(2), square(3), square(4), square(2), calls, square.cache_info(), square(2, scale=3))
square.cache_clear()
print(square.cache_info(), square(2), square(2.0), square.cache_info().hits)
@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), fib.cache_info().currsize)
try:
    square([1])
except TypeError as error:
    print(error)
def logged(function=None, *, prefix="call"):
    if function is None:
        return partial(logged, prefix=prefix)
    @wraps(function)
    def wrapper(*args, **kwargs):
        print(prefix, args, sorted(kwargs.items()))
        return function(*args, **kwargs)
    return wrapper
@logged
def add(a, b=2): return a + b
@logged(prefix="->")
def sub(a, b): return a - b
print(add(1), sub(5, b=3))
double = partial(add, b=10)
print(double(1), double(1, b=3), double.args, double.keywords, partial(partial(sub, 10), 4)(), list(map(partial(pow, 2), [1, 2, 3])), partial(int, base=2)("101"), sorted(["b", "A"], key=partial(str.lower)))
print(reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(lambda a, b: {**a, **b}, [{"a": 1}, {"b": 2}], {}), reduce(max, [3, 9, 2]), reduce(lambda a, b: f"({a}{b})", "abcd"))
for wrong in (lambda: reduce(max, []), lambda: reduce(max, 5), lambda: partial(), lambda: partial(5), lambda: double(), lambda: add(), lambda: double(1, 2), lambda: cmp_to_key(lambda a, b: 1)(1) < 2):
    try:
        print(wrong())
    except TypeError as error:
        print(error)
def by_length(a, b):
    return len(a) - len(b) or (a > b) - (a < b)
print(sorted(["bb", "a", "ccc", "aa"], key=cmp_to_key(by_length)), max(["x", "yy"], key=cmp_to_key(by_length)))
@singledispatch
def show(value): return f"other {value}"
@show.register
def _(value: int): return f"int {value}"
@show.register(list)
def _(value): return "list of " + ", ".join(map(show, value))
@show.register(type(None))
def _(value): return "nothing"
print(show(1), show([1, "a", None, [2]]), show(2.5), show(True), show({}))
class Data:
    def __init__(self, values): self.values = values
    @cached_property
    def total(self):
        print("summing")
        return sum(self.values)
data = Data([1, 2])
print(data.total, data.total)
data.values.append(5)
del data.total
print(data.total)
@total_ordering
class Rank:
    def __init__(self, n): self.n = n
    def __eq__(self, other): return self.n == other.n
    def __gt__(self, other): return self.n > other.n
print(Rank(1) < Rank(2), Rank(1) <= Rank(1), Rank(3) >= Rank(4), sorted([Rank(3), Rank(1)])[0].n)
compose = lambda *fs: reduce(lambda f, g: lambda x: f(g(x)), fs, lambda x: x)
print(compose(str, lambda x: x + 1, abs)(-4), functools.reduce(lambda a, b: a + b, range(5)))
