from functools import total_ordering

@total_ordering
class Money:
    __slots__ = ("cents", "currency")
    def __init__(self, amount, currency="EUR"):
        self.cents = round(amount * 100)
        self.currency = currency
    @classmethod
    def zero(cls):
        return cls(0)
    def _same(self, other):
        if self.currency != other.currency:
            raise ValueError(f"cannot mix {self.currency} and {other.currency}")
    def __add__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        self._same(other)
        return Money((self.cents + other.cents) / 100, self.currency)
    def __radd__(self, other):
        return self if other == 0 else NotImplemented
    def __mul__(self, factor):
        if isinstance(factor, (int, float)) and not isinstance(factor, bool):
            return Money(self.cents * factor / 100, self.currency)
        return NotImplemented
    __rmul__ = __mul__
    def __imul__(self, factor):
        self.cents = round(self.cents * factor)
        return self
    def __truediv__(self, other):
        return self.cents / other.cents if isinstance(other, Money) else Money(self.cents / other / 100, self.currency)
    def __neg__(self):
        return Money(-self.cents / 100, self.currency)
    def __abs__(self):
        return -self if self.cents < 0 else self
    def __eq__(self, other):
        return isinstance(other, Money) and (self.cents, self.currency) == (other.cents, other.currency)
    def __lt__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        self._same(other)
        return self.cents < other.cents
    def __hash__(self):
        return hash_of(self.cents, self.currency)
    def __bool__(self):
        return self.cents != 0
    def __format__(self, spec):
        if spec.endswith("!"):
            return f"{self.cents / 100:{spec[:-1]}}"
        return format(f"{self.cents / 100:.2f} {self.currency}", spec)
    def __repr__(self):
        return f"Money({self.cents / 100}, {self.currency!r})"
    def __round__(self, digits=0):
        return Money(round(self.cents / 100, digits), self.currency)
    def __int__(self):
        return self.cents // 100
    def __float__(self):
        return self.cents / 100
    def __index__(self):
        return self.cents

def hash_of(*parts):
    return 7

a, b = Money(10.5), Money(3)
print(a + b, sum([a, b, b]), 3 * b, b * 0.5, a / b, a / 2, -a, abs(-a), a > b, a >= b, max(a, b), sorted([a, b, Money(5)]))
c = a
c *= 2
print(c is a, a, bool(Money.zero()), f"{a}|{a:>15}|{a:+.1f!}|{a!r:^20}", round(Money(1.25), 1), int(a), float(a), [0] * Money(0.03), "abc"[Money(0.01)])
for wrong in [lambda: a + 1, lambda: 1 + a, lambda: a < 3, lambda: a + Money(1, "USD"), lambda: a * "x", lambda: a * True, lambda: sorted([a, 1]), lambda: a - b]:
    try:
        print(wrong())
    except (TypeError, ValueError, NameError) as error:
        print(type(error), error)
try:
    a.note = "x"
except AttributeError as error:
    print(error)
print({a: 1}[Money(21)], Money(21) in {a}, a != Money(21), a == "x")
