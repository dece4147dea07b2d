from typing import Optional
from pydantic import BaseModel, ValidationError, model_validator

class Range(BaseModel):
    low: int
    high: int
    label: Optional[str] = None

    @model_validator(mode="after")
    def ordered(self):
        if self.low > self.high:
            raise ValueError(f"low {self.low} is above high {self.high}")
        return self

    @model_validator(mode="before")
    @classmethod
    def from_text(cls, data):
        if isinstance(data, str):
            a, b = data.split("-")
            return {"low": a, "high": b}
        return data

print(Range(low=1, high=2))
print(Range.model_validate("3-9"))
try:
    Range(low=5, high=2)
except ValidationError as e:
    print(e)
    print([(x["loc"], x["type"], x["msg"]) for x in e.errors()])
try:
    Range(low="x", high=2)
except ValidationError as e:
    print(e)
class Outer(BaseModel):
    r: Range
    many: list[Range] = []
o = Outer(r="1-2", many=["3-4", {"low": 5, "high": 6}])
print(o)
try:
    Outer(r={"low": 9, "high": 1})
except ValidationError as e:
    print(e)
