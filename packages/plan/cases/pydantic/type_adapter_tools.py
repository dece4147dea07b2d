# tool extract [{"name": "Ann", "age": "41", "role": "admin"}, {"name": "Bob", "age": "n/a", "role": "user"}, {"name": "", "age": 7, "role": "guest"}]
from typing import Literal, Optional
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

class User(BaseModel):
    name: str = Field(min_length=1)
    age: int = Field(ge=18, le=120)
    role: Literal["admin", "user"] = "user"
    manager: Optional[str] = None

good, problems = [], {}
for index, record in enumerate(extract(text="...", schema=User.model_json_schema())):
    try:
        good.append(User.model_validate(record))
    except ValidationError as error:
        problems[index] = {str(e["loc"][0]): e["msg"] for e in error.errors()}
print(good)
for index, found in problems.items():
    for name, message in found.items():
        print(f"{index}.{name}: {message}")
numbers = TypeAdapter(dict[str, list[int]])
print(numbers.validate_python({"a": ["1", 2.0]}), numbers.json_schema())
try:
    numbers.validate_python({"a": ["x"], "b": 3})
except ValidationError as error:
    print(error)
final_return_value = [user.model_dump(exclude_none=True) for user in good]
