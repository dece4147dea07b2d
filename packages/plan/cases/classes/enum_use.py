from enum import Enum, IntEnum
class Color(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1
class Level(IntEnum):
    LOW = 1
    HIGH = 2
print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(2), Color["GREEN"], Color.CRIMSON is Color.RED, list(Color), len(Color), Color.RED == Color.RED, Color.RED == 1, Color.RED in Color, isinstance(Color.RED, Color), {Color.RED: "r"}[Color.RED])
print(Level.LOW < Level.HIGH, Level.HIGH + 1, Level.LOW == 1, sorted([Level.HIGH, Level.LOW]), f"{Color.RED}", [c.name for c in Color])
for f in [lambda: Color(9), lambda: Color["NOPE"], lambda: Color.RED < Color.GREEN]:
    try:
        print(f())
    except Exception as e:
        print(type(e), e)
