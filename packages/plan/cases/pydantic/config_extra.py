from pydantic import BaseModel, ConfigDict, ValidationError

class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")
    a: int

class Open(BaseModel):
    model_config = ConfigDict(extra="allow")
    a: int

class Plain(BaseModel):
    a: int

class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)
    a: int
    b: str = "x"

try:
    Strict(a=1, b=2, c=[3])
except ValidationError as e:
    print(e)
o = Open(a=1, b=2, c=[3])
print(o, o.model_dump(), o.b, o.model_extra)
print(Plain(a=1, b=2))
f = Frozen(a=1)
try:
    f.a = 3
except ValidationError as e:
    print(e)
print({f: 1}[Frozen(a=1)])
print(Strict.model_json_schema())
print(Open.model_json_schema())

class Stripped(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True, str_to_lower=True)
    s: str
print(Stripped(s="  HeLLo "))

class Assigned(BaseModel):
    model_config = ConfigDict(validate_assignment=True)
    n: int
x = Assigned(n=1)
x.n = "5"
print(x)
try:
    x.n = "q"
except ValidationError as e:
    print(e)
try:
    x.zzz = 1
except ValueError as e:
    print(e)

class StrictTypes(BaseModel):
    model_config = {"strict": True}
    n: int
try:
    StrictTypes(n="1")
except ValidationError as e:
    print(e)
