import json
d = {"b": [1, 2.5, None, True], "a": {"x": "é\n\"q\""}, 1: (1, 2), None: 3, True: 4, 2.5: 5}
print(json.dumps(d)); print(json.dumps(d, ensure_ascii=False)); print(json.dumps(d["b"], indent=2)); print(json.dumps({"b": 1, "a": {}}, sort_keys=True, indent=1)); print(json.dumps([], indent=2), json.dumps({}, indent=2), json.dumps([1, 2], separators=(",", ":")), json.dumps(float("inf")), json.dumps(float("nan")))
for f in [lambda: json.dumps({1, 2}), lambda: json.dumps({(1,): 2}), lambda: json.dumps(float("nan"), allow_nan=False), lambda: json.dumps(object()), lambda: json.dumps(b"x")]:
    try:
        print(f())
    except (TypeError, ValueError) as e:
        print(repr(e))
print(json.dumps({(1,): 2, "k": 1}, skipkeys=True), json.dumps({1, 2}, default=sorted), json.dumps("😀\u2028\x7f"), json.dumps([1e16, 1e-7, 10**25, -0.0]))
