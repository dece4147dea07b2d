from typing import Annotated, Any, Optional
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator, model_serializer, field_serializer

class Reading(BaseModel):
    sensor: str
    value: float
    unit: str = "C"

    @field_validator("value", mode="plain")
    @classmethod
    def read(cls, value):
        if isinstance(value, str) and value.endswith("C"):
            return float(value[:-1])
        if isinstance(value, (int, float)):
            return float(value)
        raise ValueError(f"cannot read {value!r}")

    @field_validator("sensor", "unit")
    @classmethod
    def upper(cls, value):
        return value.upper()

    @model_validator(mode="before")
    @classmethod
    def rename(cls, data: Any):
        if isinstance(data, dict) and "id" in data:
            data = dict(data)
            data["sensor"] = data.pop("id")
        return data

    @field_serializer("value")
    def rounded(self, value, info):
        return round(value, 1)

print(Reading(id="a1", value="20.55C"), Reading(sensor="b", value=3, unit="f").model_dump())
for bad in [{"sensor": "x", "value": "hot"}, {"sensor": 5, "value": None}, {"value": 1}, {"id": "a", "sensor": "b", "value": True}]:
    try:
        print(Reading.model_validate(bad))
    except ValidationError as error:
        print([(e["loc"], e["type"], e["msg"]) for e in error.errors()])

class Tag(BaseModel):
    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "x"}]}, use_enum_values=True)
    name: str = Field(init=True, kw_only=True)
print(Tag(name="x"), Tag.model_json_schema())
