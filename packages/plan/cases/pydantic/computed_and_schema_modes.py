import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Optional
from pydantic import BaseModel, Field, computed_field

class Stay(BaseModel):
    """A stay in a hotel."""
    arrival: date
    nights: int = Field(ge=1, le=30)
    per_night: Decimal = Field(max_digits=6, decimal_places=2)
    secret: str = Field("s", exclude=True)
    guest: Optional[str] = Field(None, serialization_alias="guestName")

    @computed_field
    @property
    def departure(self) -> date:
        return self.arrival + timedelta(days=self.nights)

    @computed_field(alias="totalPrice")
    @property
    def total(self) -> Decimal:
        return self.per_night * self.nights

    @property
    def hidden(self):
        return "not dumped"

stay = Stay(arrival="2024-02-28", nights="2", per_night="99.50")
print(stay, stay.departure, stay.total, stay.hidden)
print(stay.model_dump(), stay.model_dump(by_alias=True, mode="json"), stay.model_dump_json(exclude_none=True))
print(json.dumps(Stay.model_json_schema(), indent=1))
print(json.dumps(Stay.model_json_schema(mode="serialization"), indent=1))
print(stay.model_dump(include={"total", "nights"}), stay.model_dump(exclude={"departure"}), stay.model_copy(update={"nights": 3}).total)
print(sorted(Stay.model_fields), Stay.model_fields["nights"].annotation, Stay.model_fields["per_night"].is_required(), Stay.model_fields["secret"].default)
