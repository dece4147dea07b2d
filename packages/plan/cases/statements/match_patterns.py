class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
class Other: pass
RED = "red"
class Color: RED = "R"
def kind(v):
    match v:
        case 0 | 1: return "bit"
        case True: return "never"
        case int(n) if n > 100: return f"big {n}"
        case int(): return "int"
        case float(f): return f"float {f}"
        case "a" | "b" as s: return f"letter {s}"
        case str() as s if s.startswith("x"): return f"x {s}"
        case Color.RED: return "color"
        case None: return "none"
        case []: return "empty"
        case [x]: return f"one {x}"
        case [1, *rest]: return f"1 then {rest}"
        case (x, y): return f"pair {x} {y}"
        case [_, _, *_, last]: return f"last {last}"
        case {"type": "user", "name": str(name), **rest}: return f"user {name} {rest}"
        case {"k": [a, {"deep": b}]}: return f"deep {a} {b}"
        case {}: return f"dict {len(v)}"
        case Point(0, 0): return "origin"
        case Point(x=0, y=y): return f"on y {y}"
        case Point(x, y): return f"point {x} {y}"
        case Other(): return "other"
        case _: return "?"
for v in [0, 1, True, 5, 500, -1, 1.5, "a", "b", "xyz", "R", "zzz", None, [], [7], [1, 2, 3], (8, 9), [5, 6, 7, 8], {"type": "user", "name": "Al", "z": 1}, {"type": "user", "name": 5}, {"k": [1, {"deep": 2}]}, {}, Point(0, 0), Point(0, 3), Point(2, 3), Other(), b"x", {1, 2}, "", range(2)]:
    print(kind(v))
match (1, "x"):
    case (int() as n, str() as s): print(n, s)
match {"a": 1}:
    case {"a": 1, "b": _}: print("no")
    case {"a": x}: print(x)
match 3:
    case 1: print("no")
print(x)
try:
    match 1:
        case Point(1, 2, 3): pass
    match Point(1, 2):
        case Point(1, 2, 3): pass
except TypeError as e:
    print(e)
