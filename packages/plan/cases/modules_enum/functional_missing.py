from enum import Enum, IntEnum, auto
Status = Enum("Status", "NEW OPEN DONE")
Size = Enum("Size", {"S": 1, "L": 3})
Code = IntEnum("Code", ["A", "B"])
print(list(Status), Status.OPEN.value, Size.L, Size(3), list(Code), Code.B > Code.A)
class Shade(Enum):
    DARK = "dark"
    LIGHT = "light"
    @classmethod
    def _missing_(cls, value):
        for member in cls:
            if isinstance(value, str) and member.value == value.lower():
                return member
        return None
    def __str__(self):
        return f"~{self.value}~"
    def flip(self):
        return Shade.LIGHT if self is Shade.DARK else Shade.DARK
print(Shade("DARK"), Shade("light"), Shade.DARK.flip(), f"{Shade.LIGHT}", repr(Shade.DARK), [str(s) for s in Shade])
try:
    Shade("neon")
except ValueError as e:
    print(e)
try:
    Shade(5)
except ValueError as e:
    print(e)
class Step(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return name.lower() + str(count)
    FIRST = auto()
    SECOND = auto()
print([s.value for s in Step])
class Op(Enum):
    ADD = "+"
    MUL = "*"
    def __call__(self, a, b):
        return a + b if self is Op.ADD else a * b
print(Op.ADD(2, 3), Op("*")(2, 3), {o.value: o(4, 5) for o in Op})
def handle(status):
    match status:
        case Status.NEW:
            return "assign"
        case Status.OPEN | Status.DONE:
            return "wait"
print([handle(s) for s in Status], handle(None))
order = {s: i for i, s in enumerate(Status)}
print(sorted([Status.DONE, Status.NEW], key=order.get), sorted(Size, key=lambda s: -s.value), {s.name: s.value for s in Size})
class Base(Enum):
    def hello(self):
        return "hi " + self.name
class Derived(Base):
    ONE = 1
print(Derived.ONE.hello(), isinstance(Derived.ONE, Base))
try:
    class Third(Derived):
        TWO = 2
except TypeError as e:
    print(e)
