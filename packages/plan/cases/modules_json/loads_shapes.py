import json
print(json.loads('{"a": [1, 2.0, -3e2, 1E-2, true, false, null], "b": {"c": "d"}}'))
print(json.loads(' [ ] '), json.loads("{}"), json.loads('"x"'), json.loads("12"), json.loads("-0"), json.loads("-0.0"), json.loads("null"))
print(json.loads('"\\u00e9\\n\\t\\/\\\\ \\ud83d\\ude00"'), json.loads('"é😀"'))
print(json.loads("123456789012345678901234567890"), json.loads("1e400"), json.loads("NaN"), json.loads("[Infinity, -Infinity]"))
print(json.loads('{"k": 1, "k": 2}'), json.loads(b'{"b": 1}'), json.loads("\n\t [1\n,2]\r\n"))
bad = ["", "{", "[1,]", '{"a":}', "{'a': 1}", '{"a" 1}', '{"a": 1,}', "[1 2]", "tru", '"abc', "01", "1.", "+1", "nul", '"a\nb"', '"\\x"', '{"a": 1} x', "[1]]", '{1: 2}', '"\\u12"', "--1", "[", '{"a": 1', "\ufeff[1]"]
for text in bad:
    try:
        print(repr(text), json.loads(text))
    except json.JSONDecodeError as e:
        print(repr(text), "|", e, "|", e.msg, e.pos, e.lineno, e.colno)
try:
    json.loads("[1,\n 2,\n x]")
except ValueError as e:
    print(e, isinstance(e, json.JSONDecodeError))
for wrong in (None, 5, ["x"]):
    try:
        json.loads(wrong)
    except TypeError as e:
        print(e)
print(json.loads(json.dumps({"a": (1, 2), 3: None})), json.loads(json.dumps("q\"\\/")) == "q\"\\/")
answer = 'Sure! {"city": "Rome", "n": 2} hope it helps'
print(json.loads(answer[answer.index("{"):answer.rindex("}") + 1])["city"])
