from typing import Generic, List, Optional, TypeVar
from pydantic import BaseModel, Field, PrivateAttr, ValidationError, field_serializer, model_serializer

T = TypeVar("T")

class Base(BaseModel):
    id: int
    _calls: int = PrivateAttr(default=0)

    def touch(self):
        self._calls += 1
        return self._calls

class Named(Base):
    name: str = "anon"
    id: int = Field(0, ge=0)

    def __str__(self):
        return f"<{self.name} #{self.id}>"

class Page(BaseModel, Generic[T]):
    items: List[T]
    next: Optional[int] = None

named = Named(name="x", id=3)
print(str(named), repr(named), named.touch(), named.touch(), f"{named}")
page = Page[int](items=["1", 2])
print(page, Page[Named](items=[{"id": 1}]).items[0].name)
try:
    Page[int](items=["x"])
except ValidationError as error:
    print(error)
print(issubclass(Named, Base), isinstance(named, Base), list(Named.model_fields), Named.model_fields["id"].default)

class Secret(BaseModel):
    user: str
    password: str

    @field_serializer("password")
    def hide(self, value):
        return "*" * len(value)
print(Secret(user="a", password="abc").model_dump(), Secret(user="a", password="abc").model_dump_json(), Secret(user="a", password="abc"))

class Temperature(BaseModel):
    celsius: float

    @model_serializer
    def as_text(self):
        return f"{self.celsius:.1f}C"
print(Temperature(celsius=21).model_dump(), Temperature(celsius=3.14159).model_dump_json())
print(dict(named), [pair for pair in named], tuple(Base(id=4)))
