from typing import Any, Dict, List, Optional, Union, Tuple, Literal, NamedTuple, TypedDict, Callable, cast, TypeVar, Generic, Iterable
import typing
from uuid import UUID
T = TypeVar("T")
def f(a: List[int], b: Optional[str] = None, *, c: Dict[str, Any] = {}, d: Union[int, str] = 1, e: Literal["x", "y"] = "x", g: Callable[[int], str] = str) -> Tuple[int, ...]:
    return (len(a),)
class P(NamedTuple):
    x: int
    y: int = 2
    def total(self) -> int:
        return self.x + self.y
class TD(TypedDict):
    a: int
class Box(Generic[T]):
    def __init__(self, item: T) -> None:
        self.item = item
rows: List[Dict[str, Any]] = [{"a": 1}]
print(f([1, 2]), P(1), P(1, 5).total(), P(3)._replace(y=0), TD(a=1), cast(int, "x"), Box(3).item, P(1) == (1, 2), P._fields if P(1) else None, rows)
u = UUID("12345678-1234-4678-9234-567812345678")
print(u, repr(u), u.hex, u.version, u == UUID(hex="12345678123446789234567812345678"), str(u)[:8], {u: 1}[UUID(str(u))], u.int, u.urn)
for g in [lambda: UUID("x"), lambda: UUID(), lambda: P(), lambda: P(1, 2, 3)]:
    try:
        print(g())
    except Exception as e:
        print(type(e), e)
final_return_value = f([1])
