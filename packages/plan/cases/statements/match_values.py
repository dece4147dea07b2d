class Color:
    RED = 1
    GREEN = "g"
def kind(v):
    match v:
        case True:
            return "the True"
        case Color.RED:
            return "red"
        case Color.GREEN:
            return "green"
        case -5 | 2.5 | -1e3:
            return "some number"
        case "a" | "b" | "c" as letter:
            return "letter " + letter
        case b"raw":
            return "bytes"
        case "multi" "part":
            return "joined literal"
        case None:
            return "none"
        case []:
            return "empty"
        case [x]:
            return f"one {x}"
        case [x, y] if x == y:
            return f"same {x}"
        case ["cmd", ("on" | "off") as state]:
            return f"switch {state}"
        case ["cmd", *args] if len(args) > 2:
            return f"many {args}"
        case [_, *middle, _]:
            return f"middle {middle}"
        case {"id": int(i) | str(i), "tags": [*tags]}:
            return f"item {i} {tags}"
        case {"id": _, "extra": {"deep": d}}:
            return f"deep {d}"
        case {-1: neg, None: n}:
            return f"keys {neg} {n}"
        case (int() | str()) as simple:
            return f"simple {simple!r}"
    return "fell through"
for v in [True, 1, 1.0, "g", -5, 2.5, -1000, "b", b"raw", "multipart", None, [], (), "", [1], [2, 2], ["cmd", "on"], ["cmd", "dim"], ["cmd", 1, 2, 3], (1, 2, 3), {"id": 3, "tags": ("x",)}, {"id": "s", "tags": "no"}, {"id": 0, "extra": {"deep": [1]}}, {-1: "m", None: "n"}, 99, "zz", 3.5, {1: 2}, {3}, range(2)]:
    print(repr(v) if not isinstance(v, set) else "-", "=>", kind(v))
match [1, [2, {"k": (3, 4)}]]:
    case [a, [b, {"k": (c, d)}]]:
        print(a, b, c, d)
match 5:
    case n if n > 10:
        print("big")
    case n:
        print("bound", n)
print(n)
match 1, 2:
    case 1, x:
        print("tuple subject", x)
match (y := 10):
    case 10:
        print(y)
match "x":
    case "y":
        z = 1
try:
    print(z)
except NameError as e:
    print(e)
match = [1, 2]
case = match[0]
print(match, case)
match case:
    case 1:
        print("soft keywords")
try:
    match {"a": 1}:
        case {"a": 1, **rest} if rest["q"]:
            print("no")
except KeyError as e:
    print("guard raised", e)
