def g(n):
    for i in range(n):
        got = yield i
        if got: print("got", got)
    return "done"
it = g(3); print(next(it), it.send("x"), next(it))
try:
    next(it)
except StopIteration as e:
    print("stop", e.value)
def d():
    r = yield from g(2)
    print("sub", r); yield "end"
print(list(d()), sum(x * x for x in range(4)), list(x for x in "ab" if x != "a"), next((x for x in [1, 5, 8] if x > 4), None), next((x for x in []), "none"))
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
f = fib(); print([next(f) for _ in range(10)])
def chunks(l, n):
    for i in range(0, len(l), n):
        yield l[i:i + n]
print(list(chunks(list(range(7)), 3)), dict(enumerate(chunks("abcd", 2))))
def flat(x):
    for e in x:
        if isinstance(e, list): yield from flat(e)
        else: yield e
print(list(flat([1, [2, [3, [4]], 5]])), max(flat([[3], 9])), tuple(g(2)), set(g(2)) == {0, 1}, "".join(c for c in "abc"), any(x > 1 for x in g(3)), [*g(2)])
try:
    g(1).send(5)
except TypeError as e:
    print(e)
a, b, *c = g(4); print(a, b, c); z = (i for i in range(3)); print(1 in z, list(z))
