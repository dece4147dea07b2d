import decimal
print(abs(-3), abs(3), abs(True), abs(False), abs(-0.0), abs(-1e308), abs(float("-inf")))
print(abs(-(10**40)), abs(float("nan")) != abs(float("nan")), type(abs(True)) is int)
print(abs(decimal.Decimal("-1.50")))
class Vector:
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __abs__(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5
    def __neg__(self):
        return Vector(-self.x, -self.y)
    def __pos__(self):
        return (self.x, self.y)
    def __invert__(self):
        return "inverted"
print(abs(Vector(3, 4)), abs(-Vector(6, 8)), +Vector(1, 2), ~Vector(0, 0))
for bad in ["-3", None, [1], (), {}, b"1", range(3), print]:
    try:
        print(abs(bad))
    except TypeError as e:
        print(e)
for bad in ["a", None, [1], {}, (1,)]:
    for name, op in (("-", lambda v: -v), ("+", lambda v: +v), ("~", lambda v: ~v)):
        try:
            op(bad)
        except TypeError as e:
            print(name, e)
try:
    ~1.5
except TypeError as e:
    print(e)
try:
    abs()
except TypeError as e:
    print(e)
try:
    abs(1, 2)
except TypeError as e:
    print(e)
