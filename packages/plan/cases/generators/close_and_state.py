def numbers():
    yield 1
    yield 2
g = numbers()
print(next(g), g.close(), list(g), next(g, "nothing"), g.close())
try:
    next(g)
except StopIteration as e:
    print("stopped", e.value)
unstarted = numbers()
unstarted.close()
print(list(unstarted))
def with_return(n):
    if n:
        return n
    yield "never" if n else "zero"
print(list(with_return(1)), list(with_return(0)))
try:
    next(with_return("val"))
except StopIteration as e:
    print(e.value, e.args, str(e))
def empty():
    return
    yield
print(list(empty()), type(empty()), iter(g) is g, bool(empty()), isinstance(g, type(empty())))
def fails():
    yield "ok"
    raise KeyError("inside")
f = fails()
print(next(f))
try:
    next(f)
except KeyError as e:
    print(repr(e))
print(next(f, "finished after error"))
def expr():
    a = yield
    b = (yield a) or "none sent"
    c = [(yield b), (yield "second")]
    yield c
e = expr()
print(next(e), e.send("A"), e.send(""), e.send("x"), e.send("y"), next(e, "over"))
def shared():
    counter = 0
    def step():
        nonlocal counter
        counter += 1
        return counter
    while True:
        yield step()
s, t = shared(), shared()
print(next(s), next(s), next(t), next(s), next(t))
for call in (lambda: numbers(1), lambda: g.close(1), lambda: len(g), lambda: g[0], lambda: next(numbers), lambda: list(numbers)):
    try:
        print(call())
    except TypeError as err:
        print(err)
