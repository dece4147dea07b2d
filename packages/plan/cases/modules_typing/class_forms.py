from typing import NamedTuple, TypedDict, Protocol, Generic, TypeVar, Annotated, Literal, Optional, Any, Union, Final, ClassVar, Iterable, Callable, NewType, runtime_checkable, NotRequired, Self, cast, overload, TYPE_CHECKING
class P(NamedTuple):
    x: int
    y: int = 5
    def total(self):
        return self.x + self.y
p = P(1)
print(p, p.total(), p.x, p[1], p == (1, 5), P(y=2, x=3), p._replace(x=9), p._asdict(), P._fields, P._make([4, 5]), isinstance(p, tuple), len(p))
a, b = p
print(a, b, {p: 1}[(1, 5)], sorted([P(3), P(1)]), max(P(3, 1), P(3, 2)))
try:
    P()
except TypeError as e:
    print(e)
try:
    p.x = 3
except AttributeError as e:
    print(e)
match p:
    case P(x=1, y=q):
        print("q", q)
match p:
    case P(a, b):
        print(a, b)
class Movie(TypedDict, total=False):
    title: str
    year: int
m: Movie = {"title": "A", "year": 1}
n = Movie(title="B")
print(m, n, n["title"], isinstance(n, dict))
class Named(Protocol):
    name: str
    def hi(self) -> str: ...
class Dog:
    name = "rex"
    def hi(self):
        return "wuff"
def greet(n: Named) -> str:
    return n.hi()
print(greet(Dog()))
T = TypeVar("T")
K = TypeVar("K", bound=str)
class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: list[T] = []
    def push(self, x: T) -> "Stack[T]":
        self.items.append(x)
        return self
    def pop(self) -> T:
        return self.items.pop()
s = Stack[int]()
s.push(1).push(2)
print(s.pop(), s.items)
class Pair(Generic[T, K]):
    def __init__(self, a: T, b: K):
        self.a, self.b = a, b
print(Pair(1, "b").b, Pair[int, str](1, "x").a)
UserId = NewType("UserId", int)
print(UserId(5) + 1)
MAX: Final = 10
Vector = list[float]
def f(v: Vector, mode: Literal["a", "b"] = "a", cb: Callable[[int], int] | None = None, *, opt: Optional[int] = None, many: Union[int, str] = 1) -> dict[str, Any]:
    return {"n": len(v), "mode": mode, "cb": cb(2) if cb else None}
print(f([1.0], cb=lambda x: x * 2), cast(int, "5"), MAX)
if TYPE_CHECKING:
    print("never")
@runtime_checkable
class HasLen(Protocol):
    def __len__(self) -> int: ...
class Builder:
    def set(self, k) -> Self:
        self.k = k
        return self
print(Builder().set(3).k)
