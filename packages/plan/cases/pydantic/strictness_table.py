from typing import Optional
from pydantic import BaseModel, StrictInt, StrictStr, ValidationError

class Loose(BaseModel):
    i: Optional[int] = None
    f: Optional[float] = None
    s: Optional[str] = None
    b: Optional[bool] = None
    l: Optional[list[int]] = None
    t: Optional[tuple[int, ...]] = None
    d: Optional[dict[str, int]] = None

values = [0, 1, 2, -1, 1.0, 1.5, True, "1", " 7 ", "1.0", "1e3", "yes", "", "0x10", "1_000", b"5", [1, "2"], (3,), {4}, {"a": 1}, {"a": "b"}, float("nan"), 10**30]
for name in ("i", "f", "s", "b", "l", "t", "d"):
    row = []
    for value in values:
        try:
            row.append(repr(getattr(Loose(**{name: value}), name)))
        except ValidationError as error:
            row.append(error.errors()[0]["type"])
    print(name, row)

class Strict(BaseModel):
    i: StrictInt = 0
    s: StrictStr = ""
for given in [{"i": 1}, {"i": "1"}, {"i": 1.0}, {"i": True}, {"s": 1}, {"s": "a"}]:
    try:
        print(Strict(**given))
    except ValidationError as error:
        print(error.errors()[0]["msg"], repr(error.errors()[0]["input"]))
try:
    Loose.model_validate({"i": "1"}, strict=True)
except ValidationError as error:
    print(error)
