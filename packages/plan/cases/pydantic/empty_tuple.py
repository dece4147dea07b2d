# The empty tuple as a type, arguments of model_validate by name.
from pydantic import BaseModel, TypeAdapter, ValidationError
from typing import Tuple, Sequence
class A(BaseModel):
    x: tuple[()] = ()
    y: tuple = ()
    z: Tuple[int, ...] = ()
    w: Sequence = []
print(A(), A.model_json_schema(), tuple[()])
print(A(y=[1, "a"], z=["1"], w=(1, 2)), A.model_validate(obj={"y": (1,)}), A.model_validate_json(json_data='{"y": [2]}'))
for bad in ({"x": (1,)}, {"y": 3}, {"z": ["q"]}):
    try:
        A(**bad)
    except ValidationError as e:
        print(e)
print(TypeAdapter(tuple[()]).validate_python([]), TypeAdapter(tuple[()]).json_schema(), TypeAdapter(tuple).json_schema())
class B(BaseModel):
    n: list[tuple[()]] = [()]
print(B().model_dump(), B().model_dump_json())
