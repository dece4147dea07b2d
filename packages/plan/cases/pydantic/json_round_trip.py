import json
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from typing import Optional
from uuid import UUID
from pydantic import BaseModel, ValidationError

class Status(Enum):
    OPEN = "open"
    DONE = "done"

class Event(BaseModel):
    id: UUID
    at: datetime
    day: date
    lasts: timedelta
    price: Decimal
    status: Status
    tags: set[str]
    nested: dict[int, list[Optional[float]]]
    raw: bytes = b"ab"

event = Event(
    id="12345678-1234-5678-1234-567812345678", at=datetime(2024, 5, 6, 7, 8, 9, 120000, tzinfo=timezone.utc), day="2024-05-06",
    lasts=timedelta(days=1, hours=2, minutes=3), price="10.50", status="done", tags={"x"}, nested={"1": [1, None, 2.5]},
)
text = event.model_dump_json()
print(text)
print(event.model_dump_json(indent=4))
print(json.dumps(event.model_dump(mode="json"), sort_keys=True))
again = Event.model_validate_json(text)
print(again == event, again)
print(event.model_dump())
for bad in ['{"id": 1', '{"id": }', "", "nul", '[1, 2', '{"a": 1,}', "'x'", '{"id": "x"}']:
    try:
        Event.model_validate_json(bad)
    except ValidationError as error:
        print(error.errors()[0]["type"], "|", error.errors()[0]["msg"])
