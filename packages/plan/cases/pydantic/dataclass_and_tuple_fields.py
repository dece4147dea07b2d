from collections import namedtuple
from dataclasses import dataclass, field
from typing import Any, Dict, FrozenSet, List, NamedTuple, Optional, Sequence, Set, Tuple, Union
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

@dataclass
class Point:
    x: int
    y: float = 0.0
    tags: list[str] = field(default_factory=list)

class Pair(NamedTuple):
    left: int
    right: str = "r"

class Shape(BaseModel):
    center: Point
    corners: List[Point] = []
    pair: Optional[Pair] = None
    seen: Set[int] = set()
    frozen: FrozenSet[str] = frozenset()
    coords: Tuple[float, ...] = ()
    fixed: tuple[int, str, bool] = (1, "a", True)
    lookup: Dict[int, List[Point]] = {}
    any: Any = None
    seq: Sequence[int] = []

shape = Shape(center={"x": "1"}, corners=[Point(1, 2), {"x": 3, "y": "4.5", "tags": ["t"]}], pair=("5", "z"), seen=[1, "2", 2], frozen=["a"], coords=["1", 2], fixed=("7", "b", "no"), lookup={"1": [{"x": 0}]}, any={"k": (1,)}, seq=(1, "2"))
print(shape)
print(shape.model_dump())
print(shape.model_dump_json())
print(shape.corners[1].y, shape.pair.right, shape.lookup[1][0], shape.seq)
for bad in [{"center": {"y": 1}}, {"center": 5}, {"center": {"x": 1}, "corners": [{"x": "q"}]}, {"center": {"x": 1}, "pair": (1, 2, 3)}, {"center": {"x": 1}, "pair": ("x",)}, {"center": {"x": 1}, "fixed": (1, "a")}, {"center": {"x": 1}, "lookup": {"a": [1]}}, {"center": {"x": 1}, "coords": 5, "seen": 3, "frozen": "ab"}]:
    try:
        print(Shape(**bad))
    except ValidationError as error:
        print([(e["loc"], e["type"], e["msg"]) for e in error.errors()])
print(TypeAdapter(Point).validate_python({"x": 1}), TypeAdapter(List[Point]).json_schema(), TypeAdapter(Tuple[int, str]).validate_python(["1", "b"]))
print(Shape.model_json_schema()["$defs"], Shape.model_json_schema()["properties"]["fixed"], Shape.model_json_schema()["properties"]["coords"])
