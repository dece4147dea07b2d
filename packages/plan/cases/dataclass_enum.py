from dataclasses import dataclass, field, asdict, replace, astuple
from enum import Enum, IntEnum, auto, StrEnum
from typing import List, Optional

@dataclass
class Point:
    x: int
    y: int = 0
    tags: List[str] = field(default_factory=list)
    def norm(self): return self.x ** 2 + self.y ** 2
a = Point(1, 2)
a.tags.append("t")
print(a, Point(1), a == Point(1, 2, ["t"]), a != Point(2), asdict(a), astuple(a), replace(a, y=9), a.norm())
@dataclass(frozen=True, order=True)
class V:
    n: int
    s: str = field(default="q", compare=False)
print(V(1) < V(2), sorted([V(3), V(1)]), {V(1): "one"}[V(1)], len({V(1), V(1)}))
try:
    V(1).n = 5
except AttributeError as e:
    print(e)
@dataclass
class W(Point):
    z: Optional[str] = None
    def __post_init__(self): self.total = self.x + self.y
print(W(1, 2, z="k"), W(1, 2).total)
for call in [lambda: Point(), lambda: Point(1, 2, [], 4), lambda: Point(q=1), lambda: Point(1, x=2)]:
    try:
        call()
    except TypeError as e:
        print(e)
class Level(IntEnum):
    LOW = 1
    HIGH = auto()
class S(StrEnum):
    A = auto()
    B = "bee"
print(Level.LOW < Level.HIGH, Level.HIGH + 1, Level(2), repr(Level.HIGH), f"{Level.HIGH}", S.A, S.B == "bee", repr(S.B), [s for s in S], max(Level))
class Status(Enum):
    OK = 1
    ALSO_OK = 1
    BAD = "bad"
    @property
    def nice(self): return self.name.lower()
    def describe(self): return f"{self.name}={self.value}"
print(Status.ALSO_OK, list(Status), Status.BAD.nice, Status.OK.describe(), Status.OK in Status, Status.OK == 1, isinstance(Status.OK, Status))
def kind(v):
    match v:
        case Status.OK: return "ok"
        case Point(x=0, y=0): return "origin"
        case Point(x, y): return f"p{x},{y}"
        case {"a": 1, **rest}: return ("map", rest)
        case [1, *others]: return ("seq", others)
        case str() as s if s.startswith("z"): return "z" + s
        case int() | float(): return "num"
        case None: return "none"
        case (a, b): return ("pair", a, b)
        case _: return "other"
for v in [Status.OK, Point(0), Point(3, 4), {"a": 1, "b": 2}, [1, 2, 3], "zed", "abc", 4, 2.5, None, (5, 6), True]:
    print(kind(v))
final_return_value = [Level.LOW.value, S.B.value]
