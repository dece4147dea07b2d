from datetime import date
from enum import Enum
from pydantic import BaseModel, ConfigDict, Field, ValidationError

class Kind(Enum):
    A = "a"
    B = "b"

class Options(BaseModel):
    model_config = ConfigDict(
        str_strip_whitespace=True, str_to_lower=True, str_max_length=8, use_enum_values=True, validate_default=True,
        validate_assignment=True, extra="forbid", title="The options", coerce_numbers_to_str=True,
    )
    name: str = " ABC "
    kind: Kind = Kind.A
    day: date = "2024-01-02"
    count: int = "5"

o = Options()
print(o, repr(o.kind), o.model_dump())
o.name = "  XyZ"
o.kind = "b"
print(o, repr(o.kind))
for name, value in [("name", "much too long"), ("kind", "c"), ("day", "x"), ("count", 1.5), ("name", 12), ("count", None)]:
    try:
        if name == "name": o.name = value
        elif name == "kind": o.kind = value
        elif name == "day": o.day = value
        else: o.count = value
        print("set", repr(o.name))
    except ValidationError as error:
        print(error)
try:
    Options(color="red", size=3)
except ValidationError as error:
    print(error)
print(Options.model_json_schema())
class Extra(BaseModel, extra="allow"):
    a: int
e = Extra(a=1, b="x", c=[1])
print(e, e.b, e.model_extra, e.model_dump(), sorted(e.model_fields_set), Extra(a=2).model_extra)
e.d = 5
print(e.model_dump_json(), e == Extra(a=1, b="x", c=[1], d=5))
class Strict(BaseModel, strict=True):
    n: int
    f: float = 0.5
    s: str = "s"
    l: list[int] = []
for given in [{"n": 1}, {"n": "1"}, {"n": 1.0}, {"n": True}, {"n": 1, "f": 1}, {"n": 1, "s": 1}, {"n": 1, "l": (1,)}, {"n": 1, "f": "1.5"}]:
    try:
        print(Strict(**given))
    except ValidationError as error:
        print(error.errors()[0]["type"], error.errors()[0]["msg"])
print(Strict.model_validate_json('{"n": 1, "f": 2, "l": [1]}'), Strict.model_validate({"n": "3"}, strict=False))
