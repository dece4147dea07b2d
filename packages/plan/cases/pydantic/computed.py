from pydantic import BaseModel, computed_field, field_serializer
from datetime import date

class Rect(BaseModel):
    w: float
    h: float

    @computed_field
    @property
    def area(self) -> float:
        return self.w * self.h

    @property
    def hidden(self):
        return 1

r = Rect(w=2, h=3)
print(r, r.area, r.hidden)
print(r.model_dump())
print(r.model_dump_json())
print(r.model_dump(exclude={"w"}))

class Event(BaseModel):
    day: date
    title: str

    @field_serializer("day")
    def show(self, value):
        return value.strftime("%d.%m.%Y")

e = Event(day="2024-03-05", title="t")
print(e, e.day.year)
print(e.model_dump())
print(e.model_dump_json())
