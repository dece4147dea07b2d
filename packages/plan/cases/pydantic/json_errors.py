import json
from pydantic import BaseModel, TypeAdapter, ValidationError

class Point(BaseModel):
    x: int
    y: int = 0

texts = [
    '{"x": 1}', '{"x": 1', '{"x": }', "", "nul", "[1, 2", '{"x": 1,}', "'x'", "{x: 1}", '{"x" 1}', '{"x": 1 "y": 2}', "[1 2]", '"abc', '"a\\x"', "1 2", '{"x": 01}', "-", "1.", "tru", "True", "None",
    '{"x":1}}', '\n\n{"x":\n x}', '{"x": .5}', "[1,,2]", "{,}", '{"x": "5", "y": 1.0}', '{"x": "é", "y": }', "```json\n{}\n```", '{"x": null}', "[]", "5",
]
for text in texts:
    try:
        print(Point.model_validate_json(text))
    except ValidationError as error:
        print(repr(text), error.errors()[0]["type"], error.errors()[0]["msg"])
for text in texts[:8]:
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        print(repr(text), error, error.pos, error.lineno, error.colno)
try:
    TypeAdapter(list[Point]).validate_json("[1")
except ValidationError as error:
    print(error)
