from enum import Enum
from typing import Optional, Union
from pydantic import BaseModel, Field, ValidationError, computed_field

class Currency(str, Enum):
    EUR = "EUR"
    USD = "USD"

class Money(BaseModel):
    amount: float = Field(ge=0)
    currency: Currency = Currency.EUR

class Line(BaseModel):
    sku: str
    quantity: int = Field(1, ge=1)
    price: Money

    @computed_field
    @property
    def total(self) -> float:
        return round(self.quantity * self.price.amount, 2)

class Order(BaseModel):
    number: int
    lines: list[Line] = Field(default_factory=list)
    notes: dict[str, Union[str, int]] = {}
    ship_to: Optional["Place"] = None

class Place(BaseModel):
    city: str
    lat: Optional[float] = None

Order.model_rebuild()
order = Order.model_validate({
    "number": "17",
    "lines": [{"sku": "a", "price": {"amount": 2.5}}, {"sku": "b", "quantity": "3", "price": {"amount": "1.1", "currency": "USD"}}],
    "notes": {"a": 1, "b": "two"},
    "ship_to": {"city": "Oslo"},
})
print(order)
print(order.model_dump())
print(order.model_dump(mode="json", exclude={"lines": {"__all__": {"price"}}, "notes": True}))
print(order.model_dump_json(indent=2, exclude_none=True))
print([line.total for line in order.lines], order.lines[1].price.currency, order.lines[1].price.currency.value)
try:
    Order.model_validate({"number": "x", "lines": [{"sku": "a", "price": {"amount": -1, "currency": "GBP"}}, {"price": 3}], "notes": {"k": [1]}, "ship_to": {"lat": "north"}})
except ValidationError as error:
    print(error)
    print([".".join(str(p) for p in e["loc"]) for e in error.errors()])
final_return_value = order.model_copy(update={"notes": {}}).model_dump()
