import json
data = {"b": [1, 2.5, None, True], "a": {"ü": "é\n\"q\"", "n": {}}, "l": []}
print(json.dumps(data))
print(json.dumps(data, indent=2))
print(json.dumps(data, sort_keys=True, ensure_ascii=False))
print(json.dumps(data, separators=(",", ":")))
print(json.dumps([1, [2, [3]]], indent="\t"))
print(json.dumps({"a": [1, {"b": []}]}, indent=1, separators=(";", "=")))
print(json.dumps({1: "int", 2.5: "float", True: "bool", None: "none"}))
print(json.dumps((1, (2,))), json.dumps("tab\t\u2028\x00\x7f"), json.dumps("😀"), json.dumps("😀", ensure_ascii=False))
print(json.dumps(1e100), json.dumps(1e16), json.dumps(0.1 + 0.2), json.dumps(-0.0), json.dumps(10 ** 30))
print(json.dumps([float("inf"), float("-inf"), float("nan")]))
for bad in [{1, 2}, b"x", {"k": object}, {(1, 2): 3}, range(3)]:
    try:
        print(json.dumps(bad))
    except TypeError as e:
        print(e)
print(json.dumps({(1, 2): 3, "k": 1}, skipkeys=True))
print(json.dumps({1, 2}, default=lambda s: sorted(s)), json.dumps([{3}, {4}], default=list, indent=0))
try:
    json.dumps(float("nan"), allow_nan=False)
except ValueError as e:
    print(e)
print(json.dumps({"z": 1, "a": 2, "M": 3}, sort_keys=True, indent=4))
try:
    print(json.dumps({1: 1, "a": 2}, sort_keys=True))
except TypeError as e:
    print(e)
loop = []
loop.append(loop)
try:
    json.dumps(loop)
except ValueError as e:
    print(e)
print(json.dumps([]), json.dumps({}), json.dumps([], indent=2), json.dumps([[]], indent=2), json.dumps(""), json.dumps(None))
