from datetime import date, datetime, time, timedelta
from typing import Annotated, Literal, Optional
from pydantic import BaseModel, Field, ValidationError

class Form(BaseModel):
    name: str = Field("n", min_length=2, max_length=5)
    code: str = Field("AB-12", pattern=r"^[A-Z]{2}-\d+$")
    day: date = date(2024, 1, 1)
    at: datetime = datetime(2024, 1, 1)
    clock: time = time(1, 2)
    span: timedelta = timedelta(hours=1)
    size: Literal["s", "m", "l"] = "m"
    flag: bool = False
    raw: bytes = b""
    tags: Annotated[list[str], Field(min_length=1, max_length=2)] = ["t"]

tries = {
    "name": ["x", "toolong", 5, None, "okay"],
    "code": ["ab-1", "AB-", "XY-007", 12],
    "day": ["2024-02-30", "01/02/2024", 5.5, "2024-02-29", datetime(2024, 1, 1), datetime(2024, 1, 1, 5), None],
    "at": ["yesterday", "2024-01-01", "2024-01-01T10:00:00Z", "2024-01-01 10:00", 0, date(2024, 3, 4)],
    "clock": ["25:00", "10:30", "10:30:15.5", 3661],
    "span": ["P1D", "1:00:00", "x", 90, "PT2H30M"],
    "size": ["xl", 1, "s", None],
    "flag": ["yes", "off", 2, 1, "maybe", None, 0.0],
    "raw": ["é", b"\xff", 1],
    "tags": [[], ["a", "b", "c"], "ab", ("x", "y"), {"k"}, [1]],
}
for name, values in tries.items():
    for value in values:
        try:
            print(name, "ok", repr(getattr(Form(**{name: value}), name)))
        except ValidationError as error:
            print(name, "no", [(e["type"], e["msg"], e["loc"]) for e in error.errors()])
