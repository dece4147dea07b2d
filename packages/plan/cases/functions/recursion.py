def fact(n): return 1 if n <= 1 else n * fact(n - 1)
def hanoi(n, a="A", b="B", c="C"): return [] if n == 0 else hanoi(n - 1, a, c, b) + [(a, c)] + hanoi(n - 1, b, a, c)
def ack(m, n): return n + 1 if m == 0 else ack(m - 1, 1) if n == 0 else ack(m - 1, ack(m, n - 1))
def perms(s): return [s] if len(s) < 2 else [c + p for i, c in enumerate(s) for p in perms(s[:i] + s[i + 1:])]
def flatten(x): return [y for e in x for y in flatten(e)] if isinstance(x, (list, tuple)) else [x]
def even(n): return True if n == 0 else odd(n - 1)
def odd(n): return False if n == 0 else even(n - 1)
print(fact(25), len(hanoi(5)), ack(2, 3), perms("abc"), flatten([1, (2, [3, [4]])]), even(50), odd(7), (lambda f: f(f, 10))(lambda f, n: n if n < 2 else f(f, n - 1) + f(f, n - 2)))
