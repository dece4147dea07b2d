# tool parse {"name": "Ada", "amount": "12.50", "tags": ["x"]}
# tool parse {"name": "", "amount": -1}
# tool parse "not json at all"
from pydantic import BaseModel, Field, ValidationError, field_validator
class Item(BaseModel):
    name: str = Field(min_length=1)
    amount: float = Field(gt=0)
    tags: list[str] = []
    @field_validator("name")
    @classmethod
    def upper(cls, v):
        return v.upper()
good, bad = [], []
for i in range(3):
    raw = parse(doc=i)
    try:
        good.append(Item.model_validate(raw))
    except ValidationError as e:
        bad.append([x["msg"] for x in e.errors()])
print(good)
print(bad)
final_return_value = [g.model_dump() for g in good]
