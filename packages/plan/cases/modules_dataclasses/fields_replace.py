from dataclasses import dataclass, field, fields, asdict, astuple, replace, is_dataclass, FrozenInstanceError, KW_ONLY, InitVar
@dataclass
class Item:
    name: str
    price: float = 1.0
    tags: list[str] = field(default_factory=list)
    secret: str = field(default="s", repr=False, compare=False)
i = Item("pen", 2.5)
print(i, i == Item("pen", 2.5, [], "other"), i != Item("pen"), asdict(i), astuple(i), [f.name for f in fields(Item)], is_dataclass(i), is_dataclass(Item), is_dataclass(5))
i.tags.append("x")
print(i, Item("cap").tags, replace(i, price=9), replace(i, name="z").tags is i.tags)
@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = 0
print(sorted([Version(1, 2), Version(1), Version(0, 9)]), Version(1) < Version(1, 1), max(Version(2), Version(1, 9)), {Version(1): "k"}[Version(1, 0)], len({Version(1), Version(1)}))
try:
    Version(1).major = 2
except FrozenInstanceError as e:
    print(e)
try:
    Version(1) < 5
except TypeError as e:
    print(e)
@dataclass
class Order:
    id: int
    _: KW_ONLY
    items: list[Item] = field(default_factory=list)
    rate: InitVar[float] = 0.1
    total: float = field(init=False)
    def __post_init__(self, rate):
        self.total = round(sum(x.price for x in self.items) * (1 + rate), 2)
o = Order(7, items=[i, Item("cap", 10)], rate=0.2)
print(o, o.total, asdict(o)["items"][1]["price"], astuple(o)[0])
for bad in (lambda: Item(), lambda: Item("a", 1, [], "s", 5), lambda: Item(nope=1), lambda: Order(1, []), lambda: asdict(5), lambda: fields(5), lambda: replace(5)):
    try:
        print(bad())
    except Exception as e:
        print(type(e), e)
@dataclass
class Special(Item):
    discount: int = 5
    def final(self):
        return self.price * (100 - self.discount) / 100
s = Special("hat", 20)
print(s, s.final(), s == Item("hat", 20), isinstance(s, Item), [f.name for f in fields(s)])
match s:
    case Item(name=n, price=p):
        print(n, p)
match Version(3, 4):
    case Version(a, b):
        print(a, b)
