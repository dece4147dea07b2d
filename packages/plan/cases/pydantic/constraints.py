from typing import Annotated
from pydantic import BaseModel, Field, ValidationError

class M(BaseModel):
    n: int = Field(gt=0, lt=10)
    f: float = Field(ge=0.5, le=1.5, default=1)
    m: int = Field(multiple_of=5, default=5)
    s: str = Field(min_length=2, max_length=4, default="abc")
    p: str = Field(pattern=r"^\d{3}$", default="123")
    l: list[int] = Field(min_length=1, max_length=2, default=[1])
    a: Annotated[int, Field(ge=3)] = 3
    d: dict[str, int] = Field(default={}, max_length=1)

print(M(n=5))
tries = [
    {"n": 0}, {"n": 10}, {"n": 1, "f": 0.4}, {"n": 1, "f": 1.6}, {"n": 1, "m": 7}, {"n": 1, "s": "a"},
    {"n": 1, "s": "abcde"}, {"n": 1, "p": "12"}, {"n": 1, "l": []}, {"n": 1, "l": [1, 2, 3]}, {"n": 1, "a": 2},
    {"n": 1, "d": {"a": 1, "b": 2}}, {"n": 1.5}, {"n": None}, {"n": "1.0"}, {"n": True}, {"n": "x" * 60}, {},
    {"n": 1, "s": 5, "p": None, "l": "ab", "f": "nope"},
]
for t in tries:
    try:
        print(M(**t))
    except ValidationError as e:
        print(e)
print(M.model_json_schema())
