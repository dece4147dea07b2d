log = []
def source(n):
    for i in range(n):
        log.append(f"s{i}")
        yield i
def double(xs):
    for x in xs:
        log.append(f"d{x}")
        yield x * 2
def take(n, xs):
    if n <= 0:
        return
    for i, x in enumerate(xs, 1):
        yield x
        if i >= n:
            return
p = take(2, double(source(100)))
print(log, list(p), log)
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
print(list(take(10, fib())), [x for x in take(0, fib())], next(x for x in fib() if x > 100), any(x > 50 for x in fib()), list(zip(fib(), "abc")))
g = (x * x for x in range(5))
print(next(g), 4 in g, list(g), list(g), sum(x for x in range(4)), max((len(w), w) for w in ["a", "ccc", "bb"]))
first = [10, 20]
ge = (x + k for x in first for k in [1])
first = [0]
k = 5
print(list(ge))
n = 2
late = (x * n for x in [1, 2])
n = 10
print(list(late))
try:
    (x for x in None)
except TypeError as e:
    print(e)
lazy = (1 / x for x in [1, 0, 2])
print(next(lazy))
try:
    next(lazy)
except ZeroDivisionError as e:
    print(e, list(lazy))
def both():
    x = yield
    print("got", x)
b = both()
print(next(b), next(b, "end"))
a, *rest = fib_part = list(take(4, fib()))
print(a, rest, fib_part, dict(take(2, {"a": 1, "b": 2, "c": 3}.items())), ",".join(str(v) for v in take(3, fib())), sorted(take(5, fib()), reverse=True), tuple(v for v in "xyz" if v != "y"), {v % 2 for v in take(3, fib())})
