from dataclasses import dataclass
from typing import List, Optional
from pydantic import BaseModel, ConfigDict, ValidationError

@dataclass
class Row:
    id: int
    name: str
    tags: list

class Cell:
    def __init__(self, number):
        self.id = number
        self.name = f"cell {number}"
    @property
    def tags(self):
        return [self.name[:1]]

class Record(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int
    name: str
    tags: List[str] = []

class Table(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    rows: list[Record]
    best: Optional[Record] = None

print(Record.model_validate(Row(1, "a", ["x"])), Record.model_validate(Cell(2)), Record.model_validate({"id": 3, "name": "c"}))
class Source:
    rows = [Row(1, "a", []), Cell(5)]
print(Table.model_validate(Source()))
for wrong in [Row("x", "a", []), 5, Row(1, 2, None), "text"]:
    try:
        Record.model_validate(wrong)
    except ValidationError as error:
        print([(e["loc"], e["type"], e["msg"]) for e in error.errors()])
class Strict(BaseModel):
    id: int
try:
    Strict.model_validate(Row(1, "a", []))
except ValidationError as error:
    print(error.errors()[0]["msg"])
print(Strict.model_validate(Row(1, "a", []), from_attributes=True))
