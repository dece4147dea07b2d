from decimal import Decimal
from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt, PositiveFloat, ValidationError, confloat, conint, constr

class Limits(BaseModel):
    a: int = Field(default=1, gt=0)
    b: int = Field(default=1, ge=1, description="at least one")
    c: float = Field(default=1, lt=2.5)
    d: float = Field(default=1, le=2)
    e: Decimal = Field(default=Decimal("1.0"), max_digits=4, decimal_places=2)
    f: NonNegativeInt = 0
    g: PositiveFloat = 1.0
    h: conint(ge=2, multiple_of=2) = 2
    i: confloat(gt=0, lt=1) = 0.5
    j: constr(strip_whitespace=True, to_lower=True, min_length=1) = "j"
    k: float = Field(default=0, allow_inf_nan=False)

bad = dict(a=0, b=-3, c=2.5, d=2.01, e="123.456", f=-1, g=0, h=3, i=1, j="   ", k=float("inf"))
for name, value in bad.items():
    try:
        print(Limits(**{name: value}))
    except ValidationError as error:
        (one,) = error.errors(include_url=False)
        print(name, one["type"], "|", one["msg"], "|", one["loc"], one["input"], one.get("ctx"))
try:
    Limits(**bad)
except ValidationError as error:
    print(error.error_count(), len(str(error).splitlines()), error.title)
    print("\n".join(line for line in str(error).splitlines() if not line.startswith("    For")))
ok = Limits(a="3", c="1e0", e=Decimal("12.34"), j="  ABC ", k="2")
print(ok, ok.model_dump(include={"a", "e", "j"}))
for text in ["12.345", "1234.5", "12345", "abc", None, 3, 2.5, True]:
    try:
        print(repr(Limits(e=text).e))
    except ValidationError as error:
        print(text, error.errors()[0]["msg"])
