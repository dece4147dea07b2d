from dataclasses import dataclass, field
@dataclass
class Item:
    name: str
    price: float = 1.5
    tags: list = field(default_factory=list)
    def total(self, n): return self.price * n
a, b = Item("x"), Item("x")
a.tags.append("t")
print(a, b, a == b, Item("x") == Item("x"), a.total(2), Item(name="n", price=2))
for f in [lambda: Item(), lambda: Item("a", 1, [], 4), lambda: Item("a", nope=1), lambda: Item("a") < Item("b")]:
    try:
        print(f())
    except TypeError as e:
        print(e)
@dataclass(order=True, frozen=True)
class V:
    x: int
    y: int = 0
print(V(1) < V(1, 1), sorted([V(2), V(1, 5), V(1)]), {V(1): "k"}[V(1)], max(V(1), V(3)))
try:
    V(1).x = 5
except Exception as e:
    print(type(e), e)
