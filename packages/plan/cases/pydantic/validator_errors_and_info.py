from typing import List, Optional
from pydantic import BaseModel, Field, ValidationError, ValidationInfo, field_validator, model_validator

class Booking(BaseModel):
    rooms: List[int] = Field(min_length=1)
    guests: int
    note: Optional[str] = None

    @field_validator("rooms", mode="after")
    @classmethod
    def distinct(cls, rooms: List[int]) -> List[int]:
        if len(set(rooms)) < len(rooms):
            raise ValueError("rooms must be distinct")
        return sorted(rooms)

    @field_validator("guests")
    @classmethod
    def fits(cls, guests: int, info: ValidationInfo) -> int:
        rooms = info.data.get("rooms")
        if rooms is not None and guests > 2 * len(rooms):
            raise ValueError(f"{guests} guests do not fit in {len(rooms)} rooms")
        return guests

    @field_validator("*", mode="before")
    @classmethod
    def no_blank(cls, value):
        return None if value == "" else value

    @model_validator(mode="after")
    def note_for_groups(self) -> "Booking":
        assert self.guests < 4 or self.note, "groups need a note"
        return self

for given in [
    dict(rooms=[2, 1], guests=3), dict(rooms=[1, 1], guests=1), dict(rooms=[1], guests=3), dict(rooms=[], guests=9), dict(rooms=[1, 2], guests=4),
    dict(rooms=[1, 2], guests=4, note=""), dict(rooms=[1, 2], guests=4, note="stag"), dict(rooms="12", guests=""), dict(),
]:
    try:
        print(Booking(**given))
    except ValidationError as error:
        for one in error.errors(include_url=False):
            print(one["loc"], one["type"], one["msg"], one["input"], sorted(one.get("ctx", {})))
class Raises(BaseModel):
    x: int
    @field_validator("x")
    @classmethod
    def check(cls, x):
        return {1: "one"}[x]
print(Raises(x=1))
try:
    Raises(x=2)
except KeyError as error:
    print("KeyError passes through:", error)
