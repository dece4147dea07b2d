from pydantic import BaseModel, ConfigDict, Field, ValidationError

class Point(BaseModel):
    model_config = ConfigDict(frozen=True)
    x: int
    y: int = 0

class Box(BaseModel):
    model_config = ConfigDict(validate_assignment=True, extra="ignore")
    width: int = Field(gt=0)
    label: str = "box"
    fixed: int = Field(1, frozen=True)

p = Point(x=1)
try:
    p.x = 5
except ValidationError as error:
    print(error)
print({p: "a", Point(x=1, y=0): "b"}, p == Point(x=1), p != Point(x=2), len({p, Point(x=1)}))
box = Box(width=3, other=1)
box.width = "8"
print(box, hasattr(box, "other"))
for name, value in [("width", -1), ("width", "wide"), ("fixed", 2), ("label", 5)]:
    try:
        if name == "width":
            box.width = value
        elif name == "fixed":
            box.fixed = value
        else:
            box.label = value
    except ValidationError as error:
        print(name, error.errors()[0]["type"], error.errors()[0]["msg"], error.errors()[0]["loc"])
try:
    box.missing = 1
except (ValueError, AttributeError) as error:
    print(type(error) is ValueError, error)
class Loose(BaseModel):
    a: int
loose = Loose(a=1)
loose.a = "not checked"
print(loose, repr(loose.a))
try:
    print(loose.b)
except AttributeError as error:
    print(error)
try:
    Loose(1)
except TypeError as error:
    print(error)
print(box.model_fields_set, Box(width=1, label="x").model_dump(exclude_unset=True), Box(width=1, label="box").model_dump(exclude_defaults=True))
