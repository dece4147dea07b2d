from typing import Annotated, Literal, Optional, Union
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

class Cat(BaseModel):
    kind: Literal["cat"]
    lives: int = 9

class Dog(BaseModel):
    kind: Literal["dog", "puppy"]
    good: bool = True

Pet = Annotated[Union[Cat, Dog], Field(discriminator="kind")]

class Home(BaseModel):
    pets: list[Pet]
    number: Union[int, str]
    either: Union[float, int, None] = None
    flexible: Union[list[int], dict[str, int], str] = ""

print(Home(pets=[{"kind": "cat"}, {"kind": "puppy", "good": False}], number="12"))
print(repr(Home(pets=[], number=5).number), repr(Home(pets=[], number=5, either=3).either), repr(Home(pets=[], number=5, either=3.0).either))
print([Home(pets=[], number=1, flexible=f).flexible for f in ([1, "2"], {"a": "3"}, "text")])
for given in [
    {"pets": [{"kind": "bird"}], "number": 1},
    {"pets": [{"lives": 3}], "number": 1},
    {"pets": [{"kind": "dog", "good": "perhaps"}], "number": None},
    {"pets": [5], "number": [1], "flexible": 3},
]:
    try:
        print(Home(**given))
    except ValidationError as error:
        print(error)
print(Home.model_json_schema()["properties"]["pets"])
adapter = TypeAdapter(list[Pet])
print(adapter.validate_python([{"kind": "dog"}]), adapter.validate_json('[{"kind": "cat", "lives": 1}]'))
print(adapter.dump_python([Cat(kind="cat")]), adapter.dump_json([Dog(kind="dog")]))
