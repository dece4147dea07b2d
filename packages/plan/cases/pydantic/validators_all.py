from typing import Annotated
from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, ValidationError, field_validator, model_validator

def split(value):
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return value

def even(value: int) -> int:
    if value % 2:
        raise ValueError(f"{value} is odd")
    return value

class Search(BaseModel):
    words: Annotated[list[str], BeforeValidator(split)]
    size: Annotated[int, AfterValidator(even)] = 10
    first: int = 0
    last: int = 0

    @field_validator("words")
    @classmethod
    def some_words(cls, value):
        assert value, "no words"
        return sorted(set(value))

    @field_validator("first", "last", mode="before")
    @classmethod
    def numbers(cls, value, info):
        if value == "max":
            return 100
        return value

    @field_validator("last")
    @classmethod
    def after_first(cls, value, info):
        if "first" in info.data and value < info.data["first"]:
            raise ValueError(f"last {value} before first {info.data['first']} in {info.field_name}")
        return value

    @model_validator(mode="after")
    def not_too_long(self):
        if self.last - self.first > 50:
            raise ValueError("too long")
        return self

for given in [
    {"words": "b, a,, b"},
    {"words": ["x"], "size": 4, "first": 3, "last": "7"},
    {"words": ""},
    {"words": "a", "size": 3},
    {"words": "a", "first": 5, "last": 2},
    {"words": "a", "first": 1, "last": "max"},
    {"words": 5, "size": "4", "first": "no", "last": "max"},
    {},
]:
    try:
        print(repr(Search(**given)))
    except ValidationError as error:
        print(error.error_count(), [(e["loc"], e["msg"], e["type"]) for e in error.errors()])
