def averager():
    total, count, average = 0, 0, None
    while True:
        value = yield average
        if value is None:
            return total, count
        total += value
        count += 1
        average = total / count
gen = averager()
print(next(gen), gen.send(10), gen.send(20), gen.send(0.5))
try:
    gen.send(None)
except StopIteration as stop:
    print(stop.value)
def delegate(results):
    while True:
        results.append((yield from averager()))
results = []
d = delegate(results)
next(d)
for v in (1, 3, None, 5, None):
    d.send(v)
print(results)
def countdown(n):
    print("start")
    while n:
        reset = yield n
        n = reset if reset else n - 1
    return "liftoff"
c = countdown(3)
print([next(c), c.send(5), next(c), next(c)], list(c), list(c), next(c, "empty"))
def wrapper():
    result = yield from countdown(2)
    yield result
print(list(wrapper()))
try:
    countdown(1).send(5)
except TypeError as error:
    print(error)
def failing():
    yield 1
    raise ValueError("in generator")
f = failing()
print(next(f))
for _ in range(2):
    try:
        print(next(f))
    except (ValueError, StopIteration) as error:
        print(type(error), error)
def stops():
    yield 1
    raise StopIteration("early")
try:
    print(list(stops()))
except RuntimeError as error:
    print(error)
squares = (n * n for n in range(10) if n % 2)
print(next(squares), sum(squares), list(squares), any(x > 3 for x in [1, 5]), all(x for x in []), max((len(w), w) for w in ["a", "ccc", "bb"]))
def tree(node):
    if node:
        left, value, right = node
        yield from tree(left)
        yield value
        yield from tree(right)
print(list(tree(((None, 1, None), 2, (None, 3, (None, 4, None))))), [*tree(None)], dict(enumerate(tree((None, "x", None)))))
def infinite():
    n = 0
    while True:
        yield (n := n + 1)
first = next(n for n in infinite() if n * n > 50)
print(first, [a for a, _ in zip(infinite(), "abc")], dict(zip("ab", infinite())))
def numbers():
    for i in range(3):
        try:
            yield i
        except GeneratorExit:
            raise
g = numbers()
a, b, *rest = g
print(a, b, rest, 1 in numbers(), 7 in numbers(), sorted(numbers(), reverse=True), list(map(lambda x, y: x + y, numbers(), numbers())))
try:
    len(numbers())
except TypeError as error:
    print(error)
try:
    numbers()[0]
except TypeError as error:
    print(error)
