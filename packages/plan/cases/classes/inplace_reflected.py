class N:
    def __init__(self, v): self.v = v
    def __repr__(self): return f"N({self.v})"
    def __add__(self, o): print("add", o); return N(self.v + (o.v if isinstance(o, N) else o)) if isinstance(o, (N, int)) else NotImplemented
    def __radd__(self, o): print("radd", o); return N(o + self.v) if isinstance(o, int) else NotImplemented
    def __iadd__(self, o): print("iadd", o); self.v += o; return self
    def __sub__(self, o): return ("sub", o)
    def __rsub__(self, o): return ("rsub", o)
    def __mul__(self, o): return NotImplemented
    def __rmul__(self, o): return ("rmul", o)
    def __truediv__(self, o): return ("div", o)
    def __rfloordiv__(self, o): return ("rfloordiv", o)
    def __mod__(self, o): return ("mod", o)
    def __rmod__(self, o): return ("rmod", o)
    def __matmul__(self, o): return ("mat", o)
    def __rmatmul__(self, o): return ("rmat", o)
    def __lshift__(self, o): return ("lsh", o)
    def __rrshift__(self, o): return ("rrsh", o)
    def __and__(self, o): return ("and", o)
    def __ror__(self, o): return ("ror", o)
    def __xor__(self, o): return ("xor", o)
    def __ixor__(self, o): return "ixor result"
    def __rpow__(self, o): return ("rpow", o)
n = N(1)
print(n + 2, 3 + n, n + n, n - 1, 1 - n, 2 * n, [1] * n, n / 2, 7 // n, n % 3, "%d" % 3, 3 % n, n @ 1, [1] @ n, n << 1, 8 >> n, n & 1, 2 | n, n ^ 3, 2 ** n)
m = n
m += 5
print(m, m is n)
n ^= 1
print(n)
m -= 1
print(m)
k = N(0)
for f in (lambda: k + "a", lambda: "a" + k, lambda: k * 2, lambda: k * k, lambda: k // 2, lambda: 2 / k, lambda: k >> 1, lambda: 1 << k, lambda: k | 1, lambda: 1 & k, lambda: k ** 2, lambda: -k, lambda: k < k, lambda: k[0], lambda: k(), lambda: len(k), lambda: 1 in k, lambda: [*k], lambda: k.zz, lambda: int(k), lambda: [1][k]):
    try:
        print(f())
    except (TypeError, AttributeError) as e:
        print(e)
class Sub(N):
    def __radd__(self, o): return ("sub radd", o)
    def __rsub__(self, o): return ("sub rsub", o)
print(N(1) + Sub(2), N(1) - Sub(2), Sub(1) - N(2))
items = [1]
items += (2,)
print(items)
