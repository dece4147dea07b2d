import json
from json import dumps, loads, JSONDecodeError
print(json.dumps({"a": [1, 2.5, None, True], "é": "ü\n"}), json.dumps([]), json.dumps({}), json.dumps((1, 2)))
print(json.dumps({"b": 1, "a": {"d": [], "c": [1]}}, indent=2, sort_keys=True))
print(json.dumps([1, {"x": 2}], separators=(",", ":")), json.dumps("é", ensure_ascii=False), json.dumps(float("inf")))
print(json.dumps({1: 2, None: 3, True: 4, 1.5: 5}), json.dumps({(1, 2): 3, "k": 1}, skipkeys=True))
print(loads('{"a": [1, 2.0, "x", null, true], "b": {"c": 1e3}}'), loads("12345678901234567890"), loads(b'[1]'))
for bad in ["", "{", '{"a": }', "[1,]", "nul", '{"a" 1}', '"abc', "[1] x", "{'a': 1}"]:
    try:
        json.loads(bad)
    except json.JSONDecodeError as e:
        print(type(e), e, e.msg, e.pos, e.lineno, e.colno, isinstance(e, ValueError))
for value in [{1, 2}, object, b"x", {"a": {1}}]:
    try:
        print(json.dumps(value))
    except TypeError as e:
        print("TypeError", e)
print(json.dumps({"s": {3}, "t": (1,)}, default=list), json.dumps([{1}, {2}], default=lambda s: sorted(s), indent="--"))
try:
    json.dumps(float("nan"), allow_nan=False)
except ValueError as e:
    print(e)
a = []
a.append(a)
try:
    json.dumps(a)
except ValueError as e:
    print(e)
try:
    json.dumps({"a": 1, 2: 3}, sort_keys=True)
except TypeError as e:
    print(e)
try:
    json.loads(5)
except TypeError as e:
    print(e)
print(loads('[{"x": 1}, {"y": [{"z": 2}]}]', object_hook=lambda d: sorted(d.items())))
print(loads('[1, 2]', parse_int=str))
final_return_value = json.loads(json.dumps({"k": [1, {"z": "\u2028"}]}))
