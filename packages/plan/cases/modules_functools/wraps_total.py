from functools import wraps, total_ordering, partial, reduce, cmp_to_key, singledispatch
def logged(fn):
    @wraps(fn)
    def inner(*a, **k):
        print("call", a, k)
        return fn(*a, **k)
    return inner
@logged
def add(a, b=2):
    "adds"
    return a + b
print(add(1), add(1, b=5))
def retry(times):
    def deco(fn):
        @wraps(fn)
        def inner(*a):
            for i in range(times):
                try:
                    return fn(*a, i)
                except ValueError as e:
                    print("failed", e)
            raise RuntimeError("gave up")
        return inner
    return deco
@retry(times=3)
def flaky(x, attempt):
    if attempt < 2:
        raise ValueError(f"attempt {attempt}")
    return x * attempt
print(flaky(5))
@total_ordering
class V:
    def __init__(self, n):
        self.n = n
    def __eq__(self, o):
        return self.n == o.n
    def __lt__(self, o):
        return self.n < o.n
    def __repr__(self):
        return f"V{self.n}"
print(V(1) < V(2), V(1) <= V(1), V(2) > V(1), V(2) >= V(3), sorted([V(3), V(1)]), max(V(1), V(9)), V(1) != V(2))
@singledispatch
def show(x):
    return f"other {x}"
@show.register(int)
def _(x):
    return f"int {x}"
@show.register(str)
def _(x):
    return f"str {x}"
@show.register(list)
def _(x):
    return [show(i) for i in x]
print(show(1), show("a"), show([1, "b", 2.5]), show(True), show(None))
p = partial(add, 10)
print(p(), p(b=1), p.args, p.keywords, reduce(lambda a, b: a * b, range(1, 6)), sorted("bca", key=cmp_to_key(lambda a, b: (a < b) - (a > b))))
