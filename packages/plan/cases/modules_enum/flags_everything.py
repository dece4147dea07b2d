from enum import Enum, Flag, IntEnum, IntFlag, StrEnum, auto, unique

class Perm(Flag):
    READ = auto()
    WRITE = auto()
    EXEC = auto()
    ALL = READ | WRITE | EXEC

class Mode(IntFlag):
    R = 4
    W = 2
    X = 1

rw = Perm.READ | Perm.WRITE
print(rw, repr(rw), rw.value, rw.name, Perm.READ in rw, Perm.EXEC in rw, ~rw, rw & Perm.READ, rw ^ Perm.ALL, bool(Perm(0)), Perm(0), repr(Perm(0)))
print(list(rw), len(rw), list(Perm), Perm.ALL, repr(Perm.ALL), Perm(3) is rw, Perm["ALL"], [p.name for p in Perm.ALL])
print(Mode.R | Mode.W, repr(Mode.R | 1), Mode(7), repr(Mode(8)), Mode.R + 1, Mode.R == 4, int(Mode.R | Mode.X), ~Mode.R, repr(~Mode.R), Mode.R | 16)
for wrong in (lambda: Perm(99), lambda: Perm.READ | 1, lambda: Perm["NONE"], lambda: Perm.NONE, lambda: Perm.READ < Perm.WRITE):
    try:
        print(wrong())
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        print(type(error), error)

class Level(IntEnum):
    LOW = 1
    HIGH = 10
    @classmethod
    def parse(cls, text):
        return cls[text.upper()]
    def label(self):
        return self.name.title()

class Color(StrEnum):
    RED = auto()
    DARK_BLUE = auto()
    GREEN = "g"

print(Level.LOW < Level.HIGH, Level.HIGH + 1, Level.parse("low").label(), sorted([Level.HIGH, Level.LOW]), f"{Level.LOW}", f"{Level.LOW:03d}", str(Level.LOW), "%d" % Level.HIGH, [10, 20][Level.LOW])
print(Color.RED, repr(Color.DARK_BLUE), Color.GREEN == "g", Color("red"), f"{Color.RED:>5}|", Color.RED.upper(), "-".join(Color), {Color.RED: 1}["red"])
try:
    @unique
    class Dup(Enum):
        A = 1
        B = 1
except ValueError as error:
    print(error)
class Alias(Enum):
    A = 1
    B = 1
    C = 2
print(list(Alias), Alias.B, Alias.B is Alias.A, len(Alias), Alias(1), [m for m in reversed(Alias)], Alias["B"])
class Planet(Enum):
    EARTH = (5.97e24, 6.37e6)
    MARS = (6.42e23, 3.39e6)
    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius
    @property
    def gravity(self):
        return round(6.67e-11 * self.mass / self.radius ** 2, 2)
print([(p.name, p.gravity, p.value[0]) for p in Planet], Planet((6.42e23, 3.39e6)))
match Level(10):
    case Level.LOW:
        print("low")
    case Level.HIGH:
        print("high")
for wrong in (lambda: Color("blue"), lambda: Planet(1), lambda: Level(2), lambda: Level["MID"], lambda: Planet.VENUS):
    try:
        print(wrong())
    except (ValueError, KeyError, AttributeError) as error:
        print(type(error), error)
try:
    Level.LOW = 5
except AttributeError as error:
    print(error)
try:
    class More(Level):
        EXTRA = 5
except TypeError as error:
    print(error)
