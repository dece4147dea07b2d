from pydantic import BaseModel, ConfigDict, Field, ValidationError

class Mail(BaseModel):
    sender: str = Field(alias="from")
    to: list[str] = Field(default_factory=list, alias="recipients")
    subject: str = ""

m = Mail(**{"from": "a@x", "recipients": ["b@x"]})
print(m)
print(m.model_dump())
print(m.model_dump(by_alias=True))
print(m.model_dump_json(by_alias=True))
try:
    Mail(sender="a")
except ValidationError as e:
    print(e)
print(Mail.model_json_schema())

class Both(BaseModel):
    model_config = ConfigDict(populate_by_name=True)
    sender: str = Field(alias="from")
print(Both(sender="a"), Both(**{"from": "b"}))

class V(BaseModel):
    a: int = Field(validation_alias="inA")
    b: int = Field(0, serialization_alias="outB")
v = V(inA=3, b=4)
print(v, v.model_dump(), v.model_dump(by_alias=True))
print(Mail.model_fields.keys())
