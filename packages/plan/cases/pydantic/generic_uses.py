from pydantic import BaseModel
class A(BaseModel):
    x: int
    y: str
a = A(x=1, y="b")
match a:
    case A(x=1, y=y):
        print("matched", y)
print(hasattr(a, "x"), getattr(a, "z", None))
items = [A(x=3, y="c"), A(x=1, y="a"), A(x=2, y="b")]
print(sorted(items, key=lambda i: i.x))
print(max(items, key=lambda i: i.y))
print({i.y: i.x for i in items})
print([i.model_dump() for i in items])
print(f"{a} {a!r}")
try:
    a.nope
except AttributeError as e:
    print(e)
try:
    A(1, "b")
except TypeError as e:
    print(e)
try:
    a < a
except TypeError as e:
    print(e)
print(A.model_construct(x="raw"))
import json
print(json.dumps(a.model_dump()))
try:
    json.dumps(a)
except TypeError as e:
    print(e)
