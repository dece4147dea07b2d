import json
from pydantic import BaseModel, Field, ValidationError

class Inner(BaseModel):
    v: int

class Outer(BaseModel):
    a: list[Inner]
    b: dict[str, Inner] = {}
    c: int = Field(ge=3)

try:
    Outer(a=[{"v": 1}, {"v": "x"}, {}], b={"k": {"v": None}}, c=1)
except ValidationError as error:
    for one in error.errors(include_url=False):
        print(one)
    print(error.json(include_url=False))
    print(json.loads(error.json(indent=2))[0]["loc"])
    print(error.error_count(), repr(error.title), isinstance(error, ValueError))
    print(repr(error))
try:
    try:
        Inner(v="bad")
    except ValidationError as error:
        raise RuntimeError("could not read the answer") from error
except RuntimeError as error:
    print(error)
Outer(a=5, c=9)
