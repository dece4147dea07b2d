# The class of models.
from pydantic import BaseModel
class M(BaseModel):
    a: int
print(type(M), type(BaseModel), isinstance(M, type), type(M) == type(BaseModel))
try:
    M.nope
except AttributeError as e:
    print(e)
