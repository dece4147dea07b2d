from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Annotated, Optional
from pydantic import BaseModel, Field, StringConstraints, ValidationError, condecimal, conlist

class Limits(BaseModel):
    price: Decimal = Field(Decimal(1), gt=0, le=Decimal("5.5"))
    cents: Decimal = Field(Decimal(1), multiple_of=Decimal("0.05"), decimal_places=2)
    code: condecimal(max_digits=5, decimal_places=2) = Decimal(1)
    day: date = Field(date(2024, 1, 1), ge=date(2023, 1, 1))
    wait: timedelta = Field(timedelta(1), gt=timedelta(0), le=timedelta(days=2, hours=1))
    until: datetime = Field(datetime(2024, 1, 1), lt=datetime(2025, 1, 1))
    opens: time = Field(time(8), ge=time(7, 30))
    share: float = Field(0, multiple_of=0.1)
    big: int = Field(10**21, gt=10**20)
    few: Optional[list[int]] = Field(None, max_length=1)
    raw: bytes = Field(b"a", min_length=1, max_length=2)
    some: conlist(int, min_length=1, max_length=2) = [1]
    sku: Annotated[str, StringConstraints(strip_whitespace=True, to_upper=True, min_length=2)] = "AB"
    seen: frozenset[int] = Field(frozenset({1}), max_length=2)

tries = [
    ("price", 0), ("price", "6"), ("price", 5.5), ("cents", "1.01"), ("cents", "1.001"), ("cents", "1.10"), ("code", "1234.5"), ("code", "123456"), ("code", "1.234"),
    ("code", "123.40"), ("day", "2022-12-31"), ("wait", 0), ("wait", "P3D"), ("until", "2026-01-01"), ("opens", "07:00"), ("share", 0.3), ("share", 0.35), ("big", 5), ("big", str(10**21)),
    ("few", [1, 2]), ("few", None), ("raw", b""), ("raw", "abc"), ("some", []), ("some", [1, 2, 3]), ("sku", " a "), ("sku", " xy "), ("seen", [1, 2, 3]),
]
for name, value in tries:
    try:
        print(name, repr(getattr(Limits(**{name: value}), name)))
    except ValidationError as error:
        print(name, [(e["type"], e["msg"], e["ctx"]) for e in error.errors()])
print(Limits().model_dump_json())
print(Limits.model_json_schema()["properties"])
