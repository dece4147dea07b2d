from typing import Generic, List, Optional, TypeVar, Union
from pydantic import BaseModel, Field, ValidationError

T = TypeVar("T")
E = TypeVar("E")

class Result(BaseModel, Generic[T, E]):
    value: Optional[T] = None
    error: Optional[E] = None
    history: List[T] = Field(default_factory=list)

    @property
    def ok(self) -> bool:
        return self.error is None

class Problem(BaseModel):
    code: int
    text: str = "failed"

class Page(BaseModel, Generic[T]):
    items: list[T]
    total: int

good = Result[int, Problem](value="5", history=["1", 2])
bad = Result[int, Problem](error={"code": 404})
print(good, good.ok, bad, bad.ok, type(bad.error) is Problem)
for given in [{"value": "x"}, {"error": "boom"}, {"history": [1, "y"]}]:
    try:
        Result[int, Problem](**given)
    except ValidationError as error:
        print(error)
pages = Page[Result[str, int]](items=[{"value": "a"}, {"error": "3"}], total=2)
print(pages, pages.items[1].error + 1, isinstance(pages, Page))
print(Page[int].model_json_schema(), Page[Union[int, str]](items=[1, "a"], total=2))
print(Result(value="anything", history=[1, "b"]), Page[int] is Page[int], issubclass(Page[int], Page))
class IntPage(Page[int]):
    note: str = "n"
print(IntPage(items=["4"], total="1"), IntPage.model_json_schema()["title"], list(IntPage.model_fields))
try:
    Page[int, str]
except TypeError as error:
    print(str(error)[:40])
