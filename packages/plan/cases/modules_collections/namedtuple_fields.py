from collections import namedtuple
Point = namedtuple("Point", ["x", "y"])
Line = namedtuple("Line", "start, end width", defaults=[1])
p = Point(1, y=2)
print(p, p.x, p[1], p == (1, 2), p._fields, p._asdict(), len(p), -p.x)
l = Line(Point(0, 0), p)
print(l, l.end.y, l.width, Line._field_defaults, l._replace(width=9), Line._fields)
x, y = p
print(x + y, [*p], dict(zip(p._fields, p)), Point._make([7, 8]), Point(*[5, 6]), Point(**{"x": 0, "y": 1}))
print(sorted([Point(2, 1), Point(1, 5)]), max([Point(1, 1), Point(1, 2)]), {Point(1, 2): "k"}[(1, 2)])
print(p + (3,), p * 2, p[::-1], 2 in p, p.index(2), p.count(1), isinstance(p, tuple), type(p))
for bad in (lambda: Point(1), lambda: Point(1, 2, 3), lambda: Point(x=1, z=2), lambda: p._replace(q=1), lambda: p.z, lambda: Point._make([1]), lambda: namedtuple("A", "a a"), lambda: namedtuple("A", "class"), lambda: namedtuple("A", "_x"), lambda: namedtuple("A", "1x")):
    try:
        print(bad())
    except Exception as e:
        print(type(e), e)
try:
    p.x = 5
except AttributeError as e:
    print(e)
print(namedtuple("R", ["a", "class", "a"], rename=True)._fields)
class Money(namedtuple("Money", "amount currency")):
    def __str__(self):
        return f"{self.amount:.2f} {self.currency}"
    @property
    def cents(self):
        return round(self.amount * 100)
m = Money(3.5, "EUR")
print(m, repr(m), m.cents, m._replace(amount=1))
match p:
    case Point(x=1, y=other):
        print("matched", other)
rows = [Point(i, i * i) for i in range(4)]
print([r.y for r in rows if r.x > 1], sum(r.y for r in rows), sorted(rows, key=lambda r: -r.y)[0])
print("%s/%s" % p, "{0.x}:{0.y}".format(p), f"{p.x}{p!r}")
