from typing import Dict, List, Optional, Union
from pydantic import BaseModel, ValidationError

class Team(BaseModel):
    name: str
    lead: Optional["Person"] = None
    members: "List[Person]" = []
    rooms: "dict[str, Room | None]" = {}

class Person(BaseModel):
    name: str
    reports: list["Person"] = []

class Room(BaseModel):
    number: int

team = Team(name="x", lead={"name": "Ann", "reports": [{"name": "Bob", "reports": [{"name": "Cay"}]}]}, members=[Person(name="Dan")], rooms={"a": {"number": "7"}, "b": None})
print(team)
print(team.model_dump(exclude={"members"}))
def depth(person):
    return 1 + max((depth(p) for p in person.reports), default=0)
print(depth(team.lead), [p.name for p in team.lead.reports[0].reports])
try:
    Team(name="y", lead={"name": 1}, members=[{"reports": [{}]}], rooms={"c": {"number": "x"}})
except ValidationError as error:
    print(error)
print(Person.model_json_schema())
print(sorted(Team.model_json_schema()["$defs"]))

class Tree(BaseModel):
    value: int
    left: Optional["Tree"] = None
    right: Union["Tree", None] = None
    def total(self):
        return self.value + sum(side.total() for side in (self.left, self.right) if side)
print(Tree(value=1, left={"value": 2, "right": {"value": 3}}).total())
class Early(BaseModel):
    later: "Later"
try:
    Early(later=1)
except Exception as error:
    print(str(error).splitlines()[0])
class Later(BaseModel):
    n: int = 0
print(Early.model_rebuild(), Early(later={}))
