class V:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"V({self.n})"
    def __add__(self, o): return V(self.n + (o.n if isinstance(o, V) else o))
    def __radd__(self, o): return V(o + self.n)
    def __sub__(self, o): return NotImplemented
    def __mul__(self, o): return V(self.n * o)
    __rmul__ = __mul__
    def __truediv__(self, o): return V(self.n / o)
    def __floordiv__(self, o): return V(self.n // o)
    def __mod__(self, o): return V(self.n % o)
    def __pow__(self, o): return V(self.n ** o)
    def __neg__(self): return V(-self.n)
    def __pos__(self): return self
    def __abs__(self): return V(abs(self.n))
    def __invert__(self): return V(~self.n)
    def __and__(self, o): return "and"
    def __or__(self, o): return "or"
    def __xor__(self, o): return "xor"
    def __lshift__(self, o): return "ls"
    def __rshift__(self, o): return "rs"
    def __matmul__(self, o): return "mm"
    def __iadd__(self, o): self.n += 100; return self
    def __eq__(self, o): return isinstance(o, V) and self.n == o.n
    def __lt__(self, o): return self.n < o.n
    def __le__(self, o): return self.n <= o.n
    def __hash__(self): return 7
    def __bool__(self): return self.n != 0
    def __int__(self): return int(self.n)
    def __float__(self): return float(self.n)
    def __index__(self): return self.n
    def __round__(self, d=0): return f"round {d}"
    def __len__(self): return 3
    def __contains__(self, x): return x == self.n
    def __getitem__(self, k): return ("item", k)
    def __call__(self, *a, **k): return a, k
    def __format__(self, s): return f"fmt[{s}]"
    def __str__(self): return "str!"
    def __iter__(self): return iter([1, 2])
    def __reversed__(self): return "rev"
v = V(5)
print(v + 1, 1 + v, v + V(2), v * 2, 2 * v, v / 2, v // 2, v % 3, v ** 2, -v, +v, abs(V(-1)), ~v, v & 1, v | 1, v ^ 1, v << 1, v >> 1, v @ 1, repr(v), str(v), f"{v:x} {v!r}", bool(V(0)), int(v), float(v), [1] * V(2), range(10)[V(3)], round(v), round(v, 2), len(v), 5 in v, v[1:2], v["k"], v(1, a=2), list(v), reversed(v), v == V(5), v != V(5), v < V(6), v >= V(5), sorted([V(3), V(1)]), {v: 1}[V(5)], sum([V(1), V(2)]), max(V(1), V(2)))
w = v; w += 1; print(w is v, v.n)
for f in [lambda: v - 1, lambda: v > 3, lambda: V(1) < 2]:
    try:
        print(f())
    except Exception as e:
        print(type(e) is TypeError or type(e) is AttributeError, e)
