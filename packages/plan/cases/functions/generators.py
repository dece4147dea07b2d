def count(n):
    i = 0
    while i < n:
        yield i
        i += 1
    return "end"
g = count(3)
print(next(g), list(g), next(g, "default"), list(count(0)), sum(count(5)), [*count(2)], max(count(4)), 2 in count(4), sorted(count(3), reverse=True), dict(enumerate(count(2))))
def deleg():
    r = yield from count(2)
    yield r
print(list(deleg()))
def echo():
    got = None
    while True:
        got = yield got
        if got == "stop": return
e = echo()
print(next(e), e.send(1), e.send("a"))
try:
    e.send("stop")
except StopIteration as s:
    print("stopped", s.value)
def infinite():
    n = 0
    while True:
        yield n
        n += 1
for x in infinite():
    if x > 3: break
print(x, [v for v, _ in zip(infinite(), range(3))])
sq = (x * x for x in range(4) if x)
print(next(sq), list(sq), list(sq), sum(x for x in [1, 2]), any(x > 2 for x in infinite()))
def fails():
    yield 1
    raise ValueError("in generator")
try:
    for v in fails(): print(v)
except ValueError as err:
    print(err)
try:
    next(count(0))
except StopIteration as s:
    print(repr(s), s.value)
a, b, *c = count(5)
print(a, b, c)
def tree(t):
    if isinstance(t, list):
        for x in t: yield from tree(x)
    else: yield t
print(list(tree([1, [2, [3, [4]], 5]])))
