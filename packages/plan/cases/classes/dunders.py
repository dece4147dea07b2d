class Money:
    def __init__(self, amount, cur="USD"): self.amount, self.cur = amount, cur
    def __repr__(self): return f"Money({self.amount}, {self.cur!r})"
    def __str__(self): return f"{self.amount} {self.cur}"
    def __eq__(self, o): return isinstance(o, Money) and (self.amount, self.cur) == (o.amount, o.cur)
    def __hash__(self): return 1
    def __lt__(self, o): return self.amount < o.amount
    def __le__(self, o): return self.amount <= o.amount
    def __add__(self, o): return Money(self.amount + (o.amount if isinstance(o, Money) else o), self.cur)
    def __radd__(self, o): return self + o
    def __sub__(self, o): return NotImplemented
    def __mul__(self, k): return Money(self.amount * k, self.cur)
    __rmul__ = __mul__
    def __neg__(self): return Money(-self.amount, self.cur)
    def __abs__(self): return Money(abs(self.amount), self.cur)
    def __bool__(self): return self.amount != 0
    def __int__(self): return int(self.amount)
    def __float__(self): return float(self.amount)
    def __index__(self): return int(self.amount)
    def __round__(self, n=None): return ("rounded", n)
    def __format__(self, spec): return f"<{spec}:{self.amount}>"
    def __len__(self): return 3
    def __contains__(self, x): return x == self.cur
    def __getitem__(self, k): return (k, self.amount)
    def __iter__(self): return iter([self.amount, self.cur])
    def __call__(self, *a, **k): return (a, k)
    def __divmod__(self, o): return "dm"
    def __floordiv__(self, o): return "fd"
    def __pow__(self, o): return "pow"
    def __rpow__(self, o): return "rpow"
    def __lshift__(self, o): return "ls"
    def __and__(self, o): return "and"
    def __invert__(self): return "inv"
    def __pos__(self): return "pos"
m = Money(5)
print(m, repr(m), [m], f"{m} {m:x} {m!r}", m == Money(5), m != Money(5), m == 5, m < Money(6), m > Money(6), m <= m, m >= Money(9))
print(m + Money(1), m + 1, 1 + m, sum([m, m]), m * 2, 2 * m, -m, abs(Money(-3)), bool(Money(0)), int(m), float(m), round(m), round(m, 2), len(m), "USD" in m, m[1], m["k"], m[1:2], list(m), m(1, a=2))
print(divmod(m, 2), m // 2, m ** 2, 2 ** m, m << 1, m & 1, ~m, +m, "abcdefg"[m], [0] * m, range(m), {m: 1}[Money(5)], m in [Money(5)], sorted([Money(3), Money(1)]), max(Money(1), Money(2)), list(reversed([m])), (*m,))
a, b = m; print(a, b)
for f in [lambda: m - 1, lambda: 1 - m, lambda: m - m, lambda: m < 5, lambda: m % 2, lambda: m @ m, lambda: m >> 1, lambda: m.zzz, lambda: Money(), lambda: Money(1, 2, 3), lambda: Money(cur=1), lambda: m ^ 1]:
    try:
        print(f())
    except Exception as e:
        print(type(e), e)
