import json
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, IntEnum
from collections import OrderedDict, namedtuple, Counter

class Kind(Enum):
    A = "a"
class Num(IntEnum):
    ONE = 1
Point = namedtuple("Point", "x y")
def default(value):
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, set):
        return sorted(value)
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Kind):
        return {"kind": value.value}
    raise TypeError(f"cannot write {type(value)}")
data = {"d": date(2024, 1, 2), "s": {3, 1}, "n": Num.ONE, "p": Point(1, 2.0), "k": Kind.A, "dec": Decimal("1.50"), "t": (1, None, True), "f": 1e100, "i": 10**25, "nan": float("nan"), "neg": -0.0, "u": "é\u2028\U0001f600\"\\\n\x07/"}
print(json.dumps(data, default=default))
print(json.dumps(data, default=default, ensure_ascii=False, sort_keys=True, indent=2))
print(json.dumps([1, 2, {"a": []}, {}, [[]]], indent=4), json.dumps({"b": 1, "a": {"d": 1, "c": 2}}, separators=(",", ":"), sort_keys=True), json.dumps([1, [2]], indent="--"), json.dumps([1], indent=0))
print(json.dumps({1: "a", 1.5: "b", True: "c", None: "d", "x": Counter("aab")}), json.dumps("x"), json.dumps(OrderedDict(z=1, a=2)), json.dumps(3.0), json.dumps(1e16), json.dumps(1.0e-7))
wrong = [lambda: json.dumps({(1, 2): 3}), lambda: json.dumps(Kind.A), lambda: json.dumps({1, 2}), lambda: json.dumps(object()), lambda: json.dumps(b"x"), lambda: json.dumps(data), lambda: json.dumps(float("inf"), allow_nan=False), lambda: json.dumps({"b": 1, 2: 3}, sort_keys=True), lambda: json.dumps(complex_like()), lambda: json.dumps(print), lambda: json.dumps(Decimal(1)), lambda: json.dumps({"a": {"b": {1}}}), lambda: json.dumps(data, default=lambda v: 1 / 0)]
def complex_like():
    loop = []
    loop.append({"loop": loop})
    return loop
for action in wrong:
    try:
        print(action())
    except (TypeError, ValueError, ZeroDivisionError) as error:
        print(type(error), error)
print(json.dumps({(1, 2): 3, "a": 1}, skipkeys=True), json.loads('{"a": 1, "a": 2}'), json.loads('[1.0, 1e2, -0, "\\ud83d\\ude00", NaN, -Infinity]'), json.loads(b'{"k": "\xc3\xa9"}'), json.loads(' \n[1]\t'))
print(json.loads('{"a": [1.5, 2]}', parse_float=Decimal, parse_int=str), json.loads('{"a": {"b": 1}}', object_hook=lambda d: tuple(d.items())), json.loads('{"b": 1, "a": 2}', object_pairs_hook=list), json.loads("[NaN]", parse_constant=lambda c: f"<{c}>"))
bad = ['', '{', '[', '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', '[1,', '[1,]', '[1 2]', "{'a': 1}", '{a: 1}', '"abc', '"a\nb"', '"\\x"', '"\\u12"', 'nul', 'True', '01', '1.', '.5', '+1', '1e', '-', '[1] 2', '{"a" 1}', '{1: 2}', '// c', '\ufeff[]', '"\\ud800"', '[\n1,\n2\n3]']
for text in bad:
    try:
        print(repr(text), json.loads(text))
    except json.JSONDecodeError as error:
        print(repr(text), error, (error.msg, error.pos, error.lineno, error.colno), error.doc == text, isinstance(error, ValueError))
