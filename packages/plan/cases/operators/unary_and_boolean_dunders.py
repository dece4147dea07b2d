class Sig:
    def __init__(self, n): self.n = n
    def __neg__(self): return Sig(-self.n)
    def __pos__(self): return "pos"
    def __invert__(self): return ("inv", self.n)
    def __bool__(self): print("bool?", self.n, end=" "); return self.n > 0
    def __repr__(self): return f"Sig({self.n})"
    def __contains__(self, x): return x == self.n
    def __round__(self, k=None): return ("round", k)
    def __abs__(self): return abs(self.n)
a, b = Sig(1), Sig(-1)
print(-a, +a, ~a, --b, -(-a), not a, not b, ~~5)
print(a and b, b and a, a or b, b or a, a and a and b or a, "yes" if b else "no")
print([x for x in (a, b) if x], list(filter(None, [a, b])), any([b, a]), all([a, b]), 1 in a, 2 in a, 2 not in a, round(a), round(a, 2), abs(b))
while b:
    break
else:
    print("while else")
for t in (lambda: a + 1, lambda: a < 1, lambda: a[0], lambda: a @ a, lambda: int("x"), lambda: float(a), lambda: a >> 1, lambda: "x" + a, lambda: [] + a, lambda: a - a, lambda: a(), lambda: iter(a), lambda: len(a)):
    try:
        print(t())
    except (TypeError, ValueError) as e:
        print(e)
class Quiet: pass
for op in (lambda v: -v, lambda v: +v, lambda v: ~v, lambda v: abs(v), lambda v: round(v), lambda v: int(v), lambda v: float(v), lambda v: v[1:2], lambda v: 1 in v):
    try:
        op(Quiet())
    except TypeError as e:
        print(e)
print(bool(Quiet()), not Quiet(), Quiet() and 1, a == a, a != Sig(1), a is not b)
