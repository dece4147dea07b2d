from functools import reduce
def countdown(n):
    while n > 0:
        yield n
        n -= 1
def pipeline(src):
    for v in src:
        if v % 2: yield v * 10
print(list(pipeline(countdown(5))), sum(pipeline(range(4))), max(countdown(3)), dict(enumerate(countdown(2))))
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
f = fib()
print([next(f) for _ in range(10)], next(x for x in f if x > 100))
it = iter([1, 2, 3])
print(next(it), list(it), next(it, "end"))
def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
print(list(tree(4)), [*tree(2)], tuple(tree(1)))
try:
    next(iter([]))
except StopIteration as e:
    print("stop", e.value if hasattr(e, "value") else None)
def early():
    yield 1
    return "done"
g = early()
next(g)
try:
    next(g)
except StopIteration as e:
    print("stop", e.value)
def nested():
    try:
        yield 1
        raise ValueError("inside")
    except ValueError as e:
        yield str(e)
    finally:
        yield "fin"
print(list(nested()))
class Stack(Exception):
    pass
def deep(n):
    if n == 0: raise Stack("bottom", 1)
    try:
        deep(n - 1)
    except KeyError:
        print("never")
    finally:
        print("unwind", n)
try:
    deep(3)
except Stack as e:
    print(e.args, e, repr(e))
def chain():
    try:
        raise KeyError("k")
    except KeyError:
        try:
            raise ValueError("v")
        except ValueError as e:
            return str(e)
print(chain())
for i in range(5):
    if i == 1: continue
    if i == 3: break
    print(i)
else:
    print("no break")
n = 0
while n < 3:
    n += 1
else:
    print("while else", n)
x = [i for i in range(3)]
y = (i * 2 for i in x)
x.append(9)
print(list(y), list(y))
def kw(**k): return sorted(k.items())
print(kw(b=1, a=2), (lambda *a, k=3: (a, k))(1, 2), [f(2) for f in [lambda v: v + 1, lambda v: v * v]])
a = b = c = [0]
a.append(1)
print(b, c is a)
a, b = b, a
[p, [q, r]] = [1, [2, 3]]
first, *rest = "xyz"
*init, last = range(4)
print(p, q, r, first, rest, init, last)
d = {"a": {"b": 1}}
d["a"]["c"] = d["a"].pop("b") + 1
del d["a"]["c"]
print(d, "a" in d, not d)
val = 5
val += 2; val -= 1; val *= 3; val //= 2; val **= 2; val %= 50; val <<= 1; val |= 1; val &= 0xff; val ^= 3
print(val, val if val > 3 else None)
s = {1, 2}
s |= {3}; s &= {2, 3}; s -= {3}
print(s, {**{"x": 1}, **{"y": 2}}, [*s, *[5]])
print(all(isinstance(v, int) for v in [1, 2]), any([]), sorted([("b", 2), ("a", 2), ("c", 1)], key=lambda t: (-t[1], t[0])))
try:
    raise TypeError("t") from ValueError("cause")
except TypeError as e:
    print(e, repr(e))
try:
    [1, 2, 3].index(9)
except ValueError as e:
    print("ValueError:", e)
try:
    {"a": 1}["b"]["c"]
except KeyError as e:
    print("KeyError:", e)
try:
    int("12a") + None
except (ValueError, TypeError) as e:
    print(type(e), e)
try:
    raise SystemExit("bye")
except BaseException as e:
    print(type(e), e)
def check(v):
    assert isinstance(v, int), f"not int: {v!r}"
    return v
try:
    check("z")
except AssertionError as e:
    print(e)
for change in ["+", "-", "*", "**", "|"]:
    v = None
    try:
        if change == "+": v += 1
        elif change == "-": v -= "a"
        elif change == "*": v *= []
        elif change == "**": v **= 2
        else: v |= {}
    except TypeError as e:
        print(e)
print(reduce(lambda acc, v: acc + [v] if v not in acc else acc, [1, 2, 1, 3], []))
final_return_value = undefined_later if n > 100 else [1, 2.5, None, True, "x", (1, 2), {"k": "v"}]
undefined_later = 1
