import json
from typing import Optional, Union, Literal, List, Dict, Tuple, Any
from enum import Enum
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pydantic import BaseModel, Field

class Level(Enum):
    LOW = 1
    HIGH = 2

class Address(BaseModel):
    street: str
    zip_code: Optional[str] = None

class Person(BaseModel):
    """Someone.

    More text."""
    name: str = Field(..., title="Full Name", description="the name", examples=["Ada"], min_length=1)
    age: int = Field(0, ge=0, le=150)
    emails: List[str] = Field(default_factory=list, max_length=3)
    home: Address
    work: Optional[Address] = None
    others: list[Address] = []
    level: Level = Level.LOW
    kind: Literal["a", "b"] = "a"
    one: Literal[1] = 1
    either: Union[int, str, None] = None
    born: date | None = None
    at: datetime
    t: time
    d: timedelta
    pair: Tuple[int, str]
    many: tuple[int, ...] = ()
    mapping: Dict[str, List[int]] = {}
    anything: Any = None
    price: float = Field(gt=0, multiple_of=0.5)
    flags: set[str] = set()
    raw: dict
    listed: list
    yes: bool = True

print(json.dumps(Person.model_json_schema(), indent=1))
print(json.dumps(Address.model_json_schema()))
class Node(BaseModel):
    value: int
    children: list["Node"] = []
print(json.dumps(Node.model_json_schema()))
print(Node(value=1, children=[{"value": 2}]))
