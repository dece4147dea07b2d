from pydantic import BaseModel, ValidationError, field_validator

class User(BaseModel):
    name: str
    age: int = 0
    tags: list[str] = []

    @field_validator("name")
    @classmethod
    def not_empty(cls, v):
        if not v.strip():
            raise ValueError("name must not be empty")
        return v.strip().title()

    @field_validator("age")
    @classmethod
    def sane(cls, v: int) -> int:
        assert v >= 0, "age must not be negative"
        return v

    @field_validator("tags", mode="before")
    @classmethod
    def split(cls, v):
        if isinstance(v, str):
            return [p.strip() for p in v.split(",")]
        return v

u = User(name="  ada lovelace ", age="36", tags="a, b,c")
print(u)
print(repr(u))
print(u.tags)
for bad in [{"name": " "}, {"name": "x", "age": -1}, {"name": " ", "age": -3}, {"age": "q"}]:
    try:
        User(**bad)
    except ValidationError as e:
        print(e)
        print(e.error_count())
        for item in e.errors():
            print(item["type"], item["loc"], item["msg"], item["input"])
