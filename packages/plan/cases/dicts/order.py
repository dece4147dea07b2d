d = {"c": 1, "a": 2}
d["b"] = 3; d["c"] = 10; del d["a"]; d["a"] = 4
print(d, list(d), list(d.values()), sorted(d), d.popitem(), list(d.items())[::-1], {**{"z": 1}, **d}, dict(sorted(d.items())), next(iter(d)), min(d), d | {"c": 0, "n": 1})
