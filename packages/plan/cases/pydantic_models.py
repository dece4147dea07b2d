import json
from enum import Enum
from typing import Any, Dict, List, Literal, Optional, Union
import datetime
from pydantic import BaseModel, Field, ValidationError

class Color(Enum):
    RED = "r"
    BLUE = "b"

class Addr(BaseModel):
    """An address."""
    street: str
    zip_code: Optional[int] = None

class P(BaseModel):
    name: str = Field(description="The name", min_length=2)
    age: int = Field(default=3, ge=0, lt=200)
    addr: Addr
    addrs: list[Addr] = Field(default_factory=list)
    tags: dict[str, int] = {}
    c: Color = Color.RED
    l: Literal["a", "b"]
    one: Literal["x"] = "x"
    t: tuple[int, str]
    s: set[int]
    a: Any
    u: Union[int, str]
    f: float | None
    d: datetime.date
    dt: datetime.datetime
    dd: dict
    ll: List
    o: Optional[Addr] = Field(None, description="opt addr")
    e: Optional[Color] = None
    n: None = None
    al: str = Field(alias="Al")
    b: bool = Field(..., title="Bee", examples=[True])
print(json.dumps(P.model_json_schema()))
p = P(name="ann", age="41", addr={"street": "s"}, l="a", t=[1, "b"], s=[1, 1], a={"z": 1}, u="5", f="1.5", d="2020-01-02", dt="2020-01-02T03:04:05", dd={}, ll=[1], Al="q", b="yes")
print(p)
print(repr(p.addr), p.age + 1, p.addr.street, p.tags, p.model_dump()["addr"], p.c, p.f, p.d, p.u)
print(p.model_dump_json())
try:
    P(name="x", age="abc", addr=3, tags={"a": "q"}, l="z", t=(1,), s=[1], u=[], f="1.5", d="2020-01-01", dt="2020-01-01", dd=3, ll={}, Al=3, b="yes")
except ValidationError as e:
    print(str(e))
class Q(BaseModel):
    x: int
    y: Optional[str] = None
    def double(self): return self.x * 2
    @property
    def triple(self): return self.x * 3
q = Q(x="12")
print(repr(q), str(q), q == Q(x=12), q != Q(x=1), q.model_dump(), q.double(), q.triple, Q.model_validate({"x": 1}), Q.model_validate_json('{"x": 5, "y": "t"}'))
q.x = 50
print(q, q.model_copy(update={"y": "u"}), q.model_dump(exclude_none=True), q.model_dump(include={"x"}), q.model_dump(exclude={"x"}))
try:
    q.zzz = 1
except ValueError as e:
    print(e)
for bad in [{}, {"x": 1.5}, {"x": None}, {"x": "a", "y": 3}, {"x": []}]:
    try:
        Q(**bad)
    except ValidationError as e:
        print(e)
class Sub(Q):
    z: List[Q] = []
s = Sub(x=1, z=[{"x": 2}, Q(x=3)])
print(s, isinstance(s, Q), [w.x for w in s.z], Sub.model_json_schema())
class Node(BaseModel):
    value: int
    children: list["Node"] = []
print(Node(value=1, children=[{"value": 2}]), Node.model_json_schema())
class Forbid(BaseModel):
    model_config = {"extra": "forbid"}
    a: int
try:
    Forbid(a=1, b=2)
except ValidationError as e:
    print(e)
try:
    Q.model_validate([1])
except ValidationError as e:
    print(e)
print(Color.RED, Color("b"), Color["RED"], Color.RED.value, Color.RED.name, list(Color), Color.RED == Color.RED, Color.RED is Color.RED, {Color.RED: 1}, len(Color))
try:
    Color("zz")
except ValueError as e:
    print(e)
final_return_value = q
