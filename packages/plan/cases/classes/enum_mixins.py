import json
from enum import Enum, IntEnum, StrEnum, Flag, IntFlag, auto, unique
class Color(str, Enum):
    RED = "red"
    BLUE = "blue"
    def nice(self):
        return self.value.title()
    @classmethod
    def default(cls):
        return cls.BLUE
    @property
    def first(self):
        return self.name[0]
r = Color.RED
print(r, repr(r), f"{r}", r == "red", r.value, r.name, r.upper(), r.nice(), Color.default(), r.first, len(r), r + "!", r in ("red",), {"red": 1}[r])
print(json.dumps({"c": r, "l": [Color.BLUE]}), isinstance(r, str), Color("blue") is Color.BLUE, Color["RED"], [c.value for c in Color], "-".join(Color), r.startswith("r"), sorted(Color), r in Color)
class Level(IntEnum):
    LOW = 1
    MID = 5
    HIGH = 10
print(Level.LOW, repr(Level.LOW), f"{Level.MID}", Level.LOW < Level.HIGH, Level.MID + 1, max(Level), sorted(Level, reverse=True), Level(5), int(Level.HIGH), Level.LOW == 1, [10, 20][Level.LOW], json.dumps(Level.MID), list(range(Level.MID)))
class S(StrEnum):
    A = auto()
    LONG_NAME = auto()
print(S.A, S.LONG_NAME, repr(S.A), S.A == "a", S("a"), json.dumps([S.A]), f"{S.A:>5}", S.A.upper())
class F(float, Enum):
    HALF = 0.5
print(F.HALF, F.HALF * 2, F.HALF.value)
class Planet(Enum):
    EARTH = (5.97, 6.37)
    MARS = (0.64, 3.39)
    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius
    @property
    def density(self):
        return round(self.mass / self.radius, 3)
print(Planet.EARTH.mass, Planet.MARS.density, Planet.EARTH.value, Planet((0.64, 3.39)), Planet.EARTH)
class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W
p = Perm.R | Perm.X
print(p, repr(p), Perm.R in p, Perm.W in p, p.value, Perm.RW, repr(Perm.RW), p & Perm.R, bool(p & Perm.W), ~Perm.R, p ^ Perm.R, list(p), Perm(0), Perm(3), len(p))
class I(IntFlag):
    A = 1
    B = 2
print(I.A | I.B, repr(I.A | I.B), I.A + 1, I(3), (I.A | I.B) == 3)
class M(Enum):
    YES = "y"
    NO = "n"
    @classmethod
    def _missing_(cls, value):
        if isinstance(value, str):
            for m in cls:
                if m.value == value.lower()[:1]:
                    return m
        return None
print(M("Yes"), M("NO"))
try:
    M("q")
except ValueError as e:
    print(e)
try:
    M(3)
except ValueError as e:
    print(e)
try:
    @unique
    class U(Enum):
        A = 1
        B = 1
except ValueError as e:
    print(e)
class Alias(Enum):
    A = 1
    B = 1
    C = 2
print(list(Alias), Alias.B, Alias.A is Alias.B, len(Alias), Alias(1))
D = Enum("D", "ONE TWO")
print(D.ONE, D.TWO.value, list(D), D["ONE"])
try:
    Color.RED = 1
except AttributeError as e:
    print(e)
try:
    Color.RED.value = "x"
except AttributeError as e:
    print(e)
try:
    class Sub(Color):
        pass
except TypeError as e:
    print(e)
try:
    Color["NOPE"]
except KeyError as e:
    print(e)
try:
    Color.NOPE
except AttributeError as e:
    print(e)
match r:
    case Color.BLUE:
        print("blue")
    case Color.RED:
        print("red it is")
print({c: i for i, c in enumerate(Color)}, Color.RED != Color.BLUE, Color.RED is Color("red"), not Color.RED)
class Auto(Enum):
    A = auto()
    B = 10
    C = auto()
print([a.value for a in Auto])
class Op(Enum):
    ADD = "+"
    def apply(self, a, b):
        return {Op.ADD: a + b}[self]
    def __str__(self):
        return "op " + self.value
print(Op.ADD, Op.ADD.apply(1, 2), f"{Op.ADD}", repr(Op.ADD))
