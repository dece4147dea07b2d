class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y):
        self.x, self.y = x, y
class Circle:
    def __init__(self, center, r):
        self.center, self.r = center, r
def where(p):
    match p:
        case Point(0, 0):
            return "origin"
        case Point(0, y):
            return f"y axis {y}"
        case Point(x, 0):
            return f"x axis {x}"
        case Point(x=x, y=y) if x == y:
            return f"diagonal {x}"
        case Point():
            return "somewhere"
        case Circle(center=Point(0, 0), r=r):
            return f"circle at origin {r}"
        case Circle(r=int() | float() as r):
            return f"circle {r}"
        case int(n) if n < 0:
            return f"negative {n}"
        case bool(b):
            return f"bool {b}"
        case int() | float():
            return "number"
        case str(s) if s.isupper():
            return "shout " + s
        case str():
            return "text"
        case [Point(x=a), Point(x=b)]:
            return f"pair {a},{b}"
        case (1, *_, 9):
            return "one to nine"
        case [int(), [str(inner), *more]]:
            return f"nested {inner} {more}"
        case {"kind": "a", "v": [first, *_]}:
            return f"kind a {first}"
        case {"kind": str(k), **rest}:
            return f"kind {k} {rest}"
        case {}:
            return "some mapping"
        case list():
            return "list"
        case None:
            return "none"
        case _:
            return "other"
for v in [Point(0, 0), Point(0, 5), Point(3, 0), Point(2, 2), Point(1, 2), Circle(Point(0, 0), 2), Circle(None, 1.5), Circle(None, "x"), -4, True, 4, 2.5, "ABC", "abc", [Point(1, 2), Point(3, 4)], (1, 5, 9), [1, 9], [1], [3, ["q", 1, 2]], [3, ("q",)], {"kind": "a", "v": [7, 8]}, {"kind": "a", "v": []}, {"kind": "b", "z": 1}, {"other": 1}, {}, [], None, b"bytes", {1, 2}]:
    print(where(v))
try:
    match Point(1, 2):
        case Point(1, 2, 3):
            print("no")
except TypeError as e:
    print(e)
try:
    match Circle(1, 2):
        case Circle(1):
            print("no")
except TypeError as e:
    print(e)
