def ack(m, n):
    return n + 1 if m == 0 else ack(m - 1, 1) if n == 0 else ack(m - 1, ack(m, n - 1))
def hanoi(n, a="A", b="B", c="C"):
    return [] if n == 0 else hanoi(n - 1, a, c, b) + [(a, c)] + hanoi(n - 1, b, a, c)
def perms(xs):
    if len(xs) <= 1:
        yield list(xs)
    for i, x in enumerate(xs):
        if len(xs) > 1:
            for p in perms(xs[:i] + xs[i + 1:]):
                yield [x] + p
def even(n): return True if n == 0 else odd(n - 1)
def odd(n): return False if n == 0 else even(n - 1)
def depth(x): return 1 + max(map(depth, x), default=0) if isinstance(x, list) else 0
def powerset(s): return [[]] if not s else [t + x for t in powerset(s[1:]) for x in ([], [s[0]])]
def walk(d, path=()):
    for k, v in d.items():
        if isinstance(v, dict):
            yield from walk(v, path + (k,))
        else:
            yield ".".join(path + (k,)), v
def binary(xs, t, lo=0, hi=None):
    hi = len(xs) if hi is None else hi
    if lo >= hi:
        return -1
    mid = (lo + hi) // 2
    return mid if xs[mid] == t else binary(xs, t, mid + 1, hi) if xs[mid] < t else binary(xs, t, lo, mid)
def quick(xs):
    if not xs: return []
    p, *r = xs
    return quick([x for x in r if x < p]) + [p] + quick([x for x in r if x >= p])
def queens(n, row=0, cols=()):
    if row == n: return 1
    return sum(queens(n, row + 1, cols + (c,)) for c in range(n) if all(c != k and abs(c - k) != row - r for r, k in enumerate(cols)))
print(ack(2, 3), len(hanoi(5)), hanoi(2), list(perms([1, 2, 3])), even(20), odd(20), depth([1, [2, [3], []]]), powerset([1, 2, 3]))
print(dict(walk({"a": {"b": 1, "c": {"d": 2}}, "e": 3})), [binary([1, 3, 5, 7], t) for t in (1, 7, 4)], quick([3, 1, 2, 3, 0]), queens(5))
fact = lambda n: 1 if n < 2 else n * fact(n - 1)
gcd = lambda a, b: a if b == 0 else gcd(b, a % b)
print(fact(25), gcd(1071, 462), (lambda f, n: f(f, n))(lambda f, n: n and n + f(f, n - 1), 10))
def collatz(n, steps=0): return steps if n == 1 else collatz(n // 2 if n % 2 == 0 else 3 * n + 1, steps + 1)
def flatten_text(x): return "".join(map(flatten_text, x)) if isinstance(x, (list, tuple)) else str(x)
def change(amount, coins): return 1 if amount == 0 else 0 if amount < 0 or not coins else change(amount - coins[0], coins) + change(amount, coins[1:])
print(collatz(9), flatten_text([1, ["a", (2, [3.5, None])]]), change(20, [10, 5, 2, 1]))
