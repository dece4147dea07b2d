from dataclasses import dataclass, field, asdict, astuple, replace, fields, is_dataclass, KW_ONLY, FrozenInstanceError, InitVar
from typing import ClassVar, Optional
@dataclass(order=True)
class V:
    major: int
    minor: int = 0
    tag: str = field(default="", compare=False)
print(V(1) < V(2), sorted([V(2, 1), V(1, 5)]), V(1, tag="x") == V(1), max(V(1), V(1, 2)))
@dataclass(frozen=True, slots=True)
class Pt:
    x: int
    y: int = 3
    def moved(self, dx):
        return replace(self, x=self.x + dx)
p = Pt(1)
print(p, p.moved(4), {p: 1}[Pt(1)], p == Pt(1, 3))
try:
    p.x = 5
except FrozenInstanceError as e:
    print(e)
try:
    del p.x
except FrozenInstanceError as e:
    print(e)
@dataclass
class Inv:
    items: list[str] = field(default_factory=list)
    total: float = field(init=False, default=0.0)
    rate: InitVar[float] = 1.0
    count: ClassVar[int] = 7
    secret: str = field(default="s", repr=False)
    def __post_init__(self, rate):
        self.total = len(self.items) * rate
print(Inv(["a", "b"], rate=2.5), Inv(), Inv.count, [f.name for f in fields(Inv)])
@dataclass(kw_only=True)
class K:
    a: int
    b: int = 2
print(K(a=1))
try:
    K(1)
except TypeError as e:
    print(e)
@dataclass
class M:
    a: int
    _: KW_ONLY
    b: int = 2
print(M(1, b=5))
@dataclass
class Base:
    a: int
    b: str = "b"
@dataclass
class Sub(Base):
    c: Optional[int] = None
    nested: dict = field(default_factory=dict)
s = Sub(1, c=3, nested={"k": Base(2)})
print(s, asdict(s), astuple(s), is_dataclass(s), is_dataclass(Sub), is_dataclass(3), asdict(s)["nested"])
try:
    Sub()
except TypeError as e:
    print(e)
try:
    Sub(1, 2, 3, 4, 5)
except TypeError as e:
    print(e)
try:
    Sub(1, z=5)
except TypeError as e:
    print(e)
try:
    replace(p, q=1)
except TypeError as e:
    print(e)
try:
    @dataclass
    class Bad:
        x: list = []
except ValueError as e:
    print(e)
try:
    @dataclass
    class Bad2:
        x: int = 1
        y: int
except TypeError as e:
    print(e)
@dataclass(eq=False)
class NoEq:
    x: int
print(NoEq(1) == NoEq(1))
@dataclass(repr=False)
class NoRepr:
    x: int
    def __repr__(self):
        return "custom"
print(NoRepr(1))
@dataclass(unsafe_hash=True)
class H:
    x: int
print({H(1): 2}[H(1)])
@dataclass
class Unhashable:
    x: int
try:
    {Unhashable(1)}
except TypeError as e:
    print(e)
for f in fields(V):
    print(f.name, f.type is int)
match V(1, 2):
    case V(1, minor):
        print("minor", minor)
@dataclass
class Node:
    value: int
    next: "Optional[Node]" = None
print(Node(1, Node(2)))
@dataclass
class WithProp:
    w: float
    h: float
    @property
    def area(self):
        return self.w * self.h
    @classmethod
    def square(cls, s):
        return cls(s, s)
    @staticmethod
    def unit():
        return WithProp(1, 1)
print(WithProp.square(3).area, WithProp.unit())
print(asdict(Sub(1)), astuple(WithProp(1, 2)), V(1) != V(1), Sub(1) == Base(1))
print(hasattr(s, "c"), getattr(s, "nope", "none"))
