from pydantic import BaseModel, ValidationError

class P(BaseModel):
    name: str
    n: int
    tags: list[str] = []

print(P.model_validate_json('{"name": "a", "n": 3, "tags": ["x"]}'))
print(P.model_validate({"name": "b", "n": "4"}))
print(P.model_validate(P(name="c", n=1)))
for bad in ['{"name": "a"}', '{"name": 1, "n": "x"}', "[]"]:
    try:
        P.model_validate_json(bad)
    except ValidationError as e:
        print(e)
try:
    P.model_validate([1])
except ValidationError as e:
    print(e)
try:
    P.model_validate("text")
except ValidationError as e:
    print(e.errors()[0]["msg"], e.title)
a = P(name="a", n=1)
b = a.model_copy(update={"n": 2})
c = a.model_copy(deep=True)
c.tags.append("z")
print(a, b, c, a == b, a == P(name="a", n=1))
a.name = "changed"
print(a.name, isinstance(a, BaseModel))
