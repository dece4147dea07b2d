from dataclasses import KW_ONLY, FrozenInstanceError, InitVar, asdict, astuple, dataclass, field, fields, is_dataclass, replace
from typing import ClassVar, Optional

@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = 0
    label: str = field(default="", compare=False, repr=False)
    kind: ClassVar[str] = "semver"
    def bump(self):
        return replace(self, minor=self.minor + 1)
    @classmethod
    def parse(cls, text):
        return cls(*map(int, text.split(".")))

v = Version.parse("1.2")
print(v, v.bump(), v < Version(1, 10), sorted([Version(2), Version(1, 5), v]), v == Version(1, 2, "x"), {v: 1}[Version(1, 2)], Version.kind)
for wrong in (lambda: Version(), lambda: Version(1, 2, 3, 4), lambda: v < 1, lambda: replace(v, patch=1)):
    try:
        print(wrong())
    except (TypeError, NameError) as error:
        print(type(error), error)
try:
    v.major = 3
except FrozenInstanceError as error:
    print(repr(error))
try:
    del v.major
except FrozenInstanceError as error:
    print(error)

@dataclass
class Order:
    id: int
    items: list[str] = field(default_factory=list)
    _: KW_ONLY
    discount: float = 0.0
    scale: InitVar[int] = 1
    total: float = field(init=False, default=0.0)
    parent: Optional["Order"] = None
    secret: str = field(default="s", repr=False, metadata={"hidden": True})

    def __post_init__(self, scale):
        self.total = len(self.items) * scale * (1 - self.discount)

a = Order(1, ["x", "y"], discount=0.5, scale=10)
b = Order(2, parent=a)
print(a, b.parent is a, b.items is not Order(3).items)
print(asdict(b), astuple(a))
print([(f.name, f.init, f.repr, f.init, f.compare, f.kw_only, f.type if f.name == "id" else 0) if f.name in ("id", "total", "discount") else (f.name) for f in fields(Order)], fields(b)[-1].metadata["hidden"])
print(is_dataclass(a), is_dataclass(Order), is_dataclass(1), a != b, a == Order(1, ["x", "y"], discount=0.5, scale=10))
print(replace(a, id=9, scale=2))
try:
    Order(1, [], 0.5)
except TypeError as error:
    print(error)
try:
    {a: 1}
except TypeError as error:
    print(error)
try:
    a < b
except TypeError as error:
    print(error)
try:
    @dataclass
    class Bad:
        items: list = []
except ValueError as error:
    print(error)
try:
    @dataclass
    class Worse:
        a: int = 1
        b: str
except TypeError as error:
    print(error)

@dataclass
class Base:
    name: str
    tags: tuple = ()
@dataclass(kw_only=True)
class Child(Base):
    size: int = 3
    name: str = "child"
print(Child(), Child(size=1), Child("n"), [f.name for f in fields(Child)])
@dataclass(eq=False, repr=False)
class Plain:
    x: int
print(Plain(1) == Plain(1), Plain(1).x)
match a:
    case Order(id=1, items=[first, *_]):
        print("first", first)
match v:
    case Version(1, minor):
        print("minor", minor)
