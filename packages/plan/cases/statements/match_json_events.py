# tool next_event {"type": "order", "items": [{"sku": "A", "qty": 2}, {"sku": "B", "qty": 1}], "user": {"name": "ann", "vip": true}}
# tool next_event {"type": "refund", "amount": 12.5, "reason": null}
# tool next_event {"type": "move", "path": [[0, 0], [1, 2], [3, 4]]}
# tool next_event ["batch", 1, 2, 3]
# tool next_event {"type": "order", "items": [], "user": {"name": "bob", "vip": false}}
# tool next_event "ping"
# tool next_event 42
# tool next_event {"type": "order"}
# tool next_event null
from dataclasses import dataclass
from enum import Enum

class Command(Enum):
    PING = "ping"

@dataclass
class Point:
    x: int
    y: int = 0

def handle(event):
    match event:
        case None | "":
            return "nothing"
        case Command.PING.value:
            return "pong"
        case str(text):
            return f"text {text}"
        case bool() | float():
            return "odd"
        case int(n) if n > 40:
            return f"big {n}"
        case ["batch", first, *rest]:
            return f"batch {first} and {len(rest)} more"
        case {"type": "order", "items": [], "user": {"name": name}}:
            return f"empty order of {name}"
        case {"type": "order", "items": [{"sku": sku, "qty": (1 | 2 | 3) as qty}, *others], "user": {"vip": True, **user}}:
            return f"vip {user['name']} orders {qty}x{sku} +{len(others)}"
        case {"type": "refund", "amount": float(amount), "reason": None}:
            return f"refund {amount:.2f} without reason"
        case {"type": "move", "path": [[0, 0], *_, [x, y]]}:
            return f"moved to {Point(x, y)}"
        case {"type": kind, **rest}:
            return f"unknown {kind} {rest}"
        case _:
            return f"?? {event!r}"

results = [handle(next_event(n=i)) for i in range(9)]
for line in results:
    print(line)
def where(p):
    match p:
        case Point(0, 0): return "origin"
        case Point(x=0, y=y): return f"y axis at {y}"
        case Point(x, 0): return f"x axis at {x}"
        case Point(x, y) if x == y: return f"diagonal {x}"
        case Point(): return "elsewhere"
        case (int(x), int(y)) | [int(x), int(y), _]: return where(Point(x, y))
        case [[a, b], *_] | {"x": a, "y": b}: return f"nested {a} {b}"
        case -1 | 2.5: return "number"
        case _: return "no point"
print([where(p) for p in (Point(0), Point(0, 3), Point(4), Point(2, 2), Point(1, 2), (0, 5), [1, 0, "z"], [[7, 8], 9], {"x": 1, "y": 2, "z": 3}, -1, 2.5, "ab", {1, 2}, b"xy", range(2))])
def classify(*args, **kwargs):
    match args, kwargs:
        case [], {}: return "none"
        case [x], {}: return f"one {x}"
        case [x, *_], {"key": key}: return f"{x} by {key}"
        case _, {}: return "many"
print(classify(), classify(1), classify(1, 2, key="k"), classify(1, 2))
final_return_value = results
