import json
from decimal import Decimal
from datetime import date, datetime
print(json.loads("[1.10, 2, 3e5]", parse_float=Decimal))
print(json.loads("[1, 22, 3.5]", parse_int=float), json.loads("[1, 2]", parse_int=lambda s: s + "!"))
print(json.loads('{"a": {"b": 1}, "c": [{"d": 2}]}', object_hook=lambda d: sorted(d.items())))
print(json.loads('{"k": 1, "k": 2, "j": {"x": 0}}', object_pairs_hook=lambda pairs: pairs))
class Money:
    def __init__(self, amount):
        self.amount = amount
def plain(value):
    if isinstance(value, Money):
        return {"money": value.amount}
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    raise TypeError(f"cannot write {value!r}")
print(json.dumps({"m": Money(3), "d": date(2026, 1, 2), "t": datetime(2026, 1, 2, 3, 4), "x": Decimal("1.50"), "s": {3, 1}}, default=plain))
try:
    json.dumps([1 + 2, b"no"], default=plain)
except TypeError as e:
    print(e)
print(json.dumps([Money(1), Money(2)], default=lambda m: m.amount))
print(json.dumps({"when": date(2024, 2, 29)}, default=str))
def revive(d):
    return Money(d["money"]) if "money" in d else d
back = json.loads('{"pay": {"money": 7}, "note": "n"}', object_hook=revive)
print(back["pay"].amount, back["note"])
class Str(str):
    pass
print(json.dumps([Str("s"), True + 1, 3 > 2]))
print(json.loads("[NaN]", parse_constant=lambda c: f"<{c}>"))
print([json.loads(line)["id"] for line in '{"id": 1}\n{"id": 2}'.splitlines()])
