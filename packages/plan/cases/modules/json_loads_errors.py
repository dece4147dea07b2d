import json
for s in ['{"a": [1, 2.0, -3e2, true, false, null, "\\u00e9\\n"]}', "[]", '"x"', " 1 ", "NaN", "-Infinity", "1e400", '{"a": 1, "a": 2}', "123456789012345678901234567890"]:
    print(repr(json.loads(s)))
for s in ["", "{", "[1,", "{'a': 1}", '{"a" 1}', "[1 2]", "nul", '"abc', "1 2", "{\"a\": 1,}", "[1,]", "\"\t\"", "01", "+1", "{1: 2}", "tru"]:
    try:
        print(json.loads(s))
    except json.JSONDecodeError as e:
        print(repr(s), e, e.pos, e.lineno, e.colno, e.msg)
for bad in [None, 5, []]:
    try:
        json.loads(bad)
    except TypeError as e:
        print(e)
print(json.loads("[1.5, 2]", parse_float=str), json.loads("[1]", parse_int=float), json.loads('{"a": {"b": 1}}', object_hook=lambda d: list(d.items())), json.loads('{"a": 1, "b": 2}', object_pairs_hook=lambda p: p), json.loads(b'{"x": 1}'), isinstance(json.JSONDecodeError("m", "d", 0), ValueError))
