from enum import Enum, IntEnum, Flag, IntFlag, StrEnum, auto, unique
class Color(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1
print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(2), Color["RED"], Color.CRIMSON is Color.RED, list(Color), len(Color), Color.RED == 1)
print(Color.RED in Color, [c.name for c in Color], {Color.RED: "r"}[Color(1)], isinstance(Color.RED, Color), Color.RED != Color.GREEN)
class Level(IntEnum):
    LOW = auto()
    MID = auto()
    HIGH = 10
print(Level.LOW, repr(Level.HIGH), Level.MID + 1, Level.HIGH > Level.LOW, sorted(Level, reverse=True), max(Level), Level(10), Level.LOW == 1, f"{Level.MID}", [0, 10, 20][Level.LOW], int(Level.HIGH))
class Mode(StrEnum):
    READ = auto()
    WRITE_ALL = auto()
    X = "exec"
print(Mode.READ, repr(Mode.X), Mode.WRITE_ALL.value, Mode.READ == "read", Mode("exec"), Mode.X.upper(), "mode:" + Mode.READ, f"{Mode.X:>6}", ",".join(Mode))
class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W
print(Perm.R | Perm.X, Perm.RW, Perm.R in Perm.RW, Perm.RW & Perm.W, Perm.RW ^ Perm.R, ~Perm.R, Perm(0), bool(Perm.R & Perm.W), list(Perm.RW), Perm.X.value, repr(Perm.R | Perm.W | Perm.X), Perm(5))
class Bits(IntFlag):
    A = 1
    B = 2
print(Bits.A | Bits.B, (Bits.A | Bits.B).value, Bits(3) == 3, repr(Bits.A), Bits.A + 1)
for bad in (lambda: Color(9), lambda: Color["BLUE"], lambda: Color.BLUE, lambda: Color.RED < Color.GREEN, lambda: Mode("nope"), lambda: Perm(99), lambda: Level.LOW < "a"):
    try:
        print(bad())
    except Exception as e:
        print(type(e), e)
try:
    Color.RED = 5
except AttributeError as e:
    print(e)
try:
    @unique
    class Twice(Enum):
        A = 1
        B = 1
except ValueError as e:
    print(e)
class Planet(Enum):
    EARTH = (5.97e24, 6.4e6)
    MARS = (6.4e23, 3.4e6)
    def __init__(self, mass, radius):
        self.mass, self.radius = mass, radius
    @property
    def gravity(self):
        return round(6.67e-11 * self.mass / self.radius ** 2, 2)
    @classmethod
    def heaviest(cls):
        return max(cls, key=lambda p: p.mass)
print(Planet.EARTH.gravity, Planet.heaviest(), Planet.MARS.value, Planet((6.4e23, 3.4e6)).name)
