from typing import Optional
from pydantic import BaseModel

class In(BaseModel):
    x: int
    y: Optional[int] = None

class Out(BaseModel):
    a: In
    b: list[In] = []
    c: str = "c"
    d: Optional[str] = None

o = Out(a={"x": 1}, b=[{"x": 2, "y": 3}])
print(o.model_dump())
print(o.model_dump(exclude_none=True))
print(o.model_dump(exclude_unset=True))
print(o.model_dump(exclude_defaults=True))
print(o.model_dump(include={"a", "c"}))
print(o.model_dump(exclude={"a", "d"}))
print(o.model_dump(include={"a": {"x"}}))
print(o.model_dump(exclude={"a": {"y"}, "b": True}))
print(o.model_dump_json(indent=2))
print(o.model_dump_json(exclude_none=True))
print(o.model_fields_set == {"a", "b"})
print(o == Out(a=In(x=1), b=[In(x=2, y=3)]), o == Out(a=In(x=1)))
print(dict(o)["c"], [k for k, v in o])
