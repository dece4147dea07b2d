def kind(x):
    match x:
        case 0: return "zero"
        case int() | float() as n if n < 0: return f"negative {n}"
        case bool(b): return f"bool {b}"
        case int(n): return f"int {n}"
        case "a" | "b": return "letter"
        case str() as s if len(s) > 3: return "long " + s
        case str(): return "short"
        case []: return "empty"
        case [x]: return f"one {x}"
        case [1, *rest]: return f"starts with 1, {rest}"
        case [_, (a, b), *_]: return f"pair {a} {b}"
        case {"type": "user", "name": name, **rest}: return f"user {name} {rest}"
        case {"type": str(t)}: return f"typed {t}"
        case {}: return "dict"
        case None: return "none"
        case _: return "other"
for v in [0, -1, -2.5, True, 7, "a", "hello", "xy", [], [5], [1, 2, 3], [2, (3, 4), 5], {"type": "user", "name": "A", "age": 3}, {"type": "x"}, {"k": 1}, {}, None, 2.5, (1, 9), {1}]:
    print(repr(v), kind(v))
