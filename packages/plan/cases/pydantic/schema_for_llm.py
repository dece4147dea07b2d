import json
from enum import Enum, IntEnum
from typing import Annotated, Any, List, Literal, Optional, Union
from pydantic import BaseModel, ConfigDict, Field

class Priority(IntEnum):
    LOW = 1
    HIGH = 3

class Mood(str, Enum):
    """How it sounds."""
    GOOD = "good"
    BAD = "bad"

class Attendee(BaseModel):
    name: str = Field(description="Full name")
    email: Optional[str] = Field(None, pattern=r"^\S+@\S+$", examples=["a@x.org"])

class Meeting(BaseModel):
    """A meeting found in a mail."""
    model_config = ConfigDict(extra="forbid", title="Meeting details")
    title: str = Field(..., max_length=80)
    priority: Priority = Priority.LOW
    mood: Mood
    attendees: List[Attendee] = Field(default_factory=list, description="who comes")
    minutes: Annotated[int, Field(ge=5, le=480, multiple_of=5)] = 30
    place: Union[str, Attendee, None] = None
    kind: Literal["call", "visit", 3] = "call"
    extra: dict[str, Any] = Field(default={}, deprecated=False)
    scores: tuple[float, float] = (0.0, 1.0)
    unique: set[int] = Field(default_factory=set)

schema = Meeting.model_json_schema()
print(json.dumps(schema, indent=2))
print(list(schema["properties"]), schema["required"], schema.get("additionalProperties"))
print(json.dumps(Attendee.model_json_schema(), sort_keys=True, separators=(",", ":")))
print(json.dumps(Meeting.model_json_schema(mode="serialization")["required"]))
