from typing import Any, Dict, List, Literal, Optional, Tuple, Union
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pydantic import BaseModel, Field, ValidationError

class Color(str, Enum):
    RED = "red"
    BLUE = "blue"

class Item(BaseModel):
    sku: str
    qty: int = Field(ge=1, le=99)

class Order(BaseModel):
    id: Union[int, str]
    items: List[Item]
    status: Literal["open", "closed"] = "open"
    color: Optional[Color] = None
    meta: Dict[str, Any] = {}
    point: Tuple[int, int] = (0, 0)
    when: Optional[datetime] = None
    day: date | None = None
    counts: dict[str, int] = Field(default_factory=dict)
    names: set[str] = set()

o = Order(id="7", items=[{"sku": "a", "qty": "3"}], color="red", meta={"k": [1]}, point=["1", 2], when="2024-01-02T03:04:05", day="2024-01-02", counts={"a": "1"}, names=["x", "x"])
print(o)
print(o.model_dump())
print(o.model_dump(mode="json"))
print(o.model_dump_json())
print(o.color is Color.RED, o.items[0].qty + 1, o.when.hour, o.day.month)
for bad in [
    {"id": [], "items": []},
    {"id": 1, "items": [{"sku": 1, "qty": 0}, {"qty": 100}, 5]},
    {"id": 1, "items": [], "status": "gone", "color": "green"},
    {"id": 1, "items": {}, "point": [1], "when": "x", "day": "2024-13-01"},
    {"id": 1, "items": [], "counts": {"a": "b", 1: 2}, "meta": [], "names": 3},
]:
    try:
        Order(**bad)
    except ValidationError as e:
        print(e)
