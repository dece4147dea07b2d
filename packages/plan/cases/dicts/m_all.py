d = {"a": 1, "b": 2}
print(d.get("a"), d.get("z"), d.get("z", 9), d.setdefault("c", 3), d.setdefault("a", 9), d.pop("b"), d.pop("q", None), d)
d.update({"x": 1}, y=2); d.update([("z", 3)]); print(d, d.popitem(), len(d), list(d), list(d.values()), list(d.items()))
for f in [lambda: d["nope"], lambda: d.pop("nope"), lambda: {}.popitem(), lambda: d.update(5), lambda: d.update([1]), lambda: d.update([(1, 2, 3)]), lambda: {[]: 1}, lambda: dict([1]), lambda: d.get()]:
    try:
        f()
    except Exception as e:
        print(repr(e))
print(dict(a=1), dict([("k", 1)]), dict({"a": 1}, b=2), dict.fromkeys("ab", 0), dict.fromkeys([1]), {**d, "a": 5}, d | {"a": 7}, {k: v for k, v in d.items() if v > 1})
e = d.copy(); e["new"] = 1; print("new" in d, e == d, d == dict(reversed(list(d.items()))))
d |= {"m": 1}; del d["m"]; d.clear(); print(d, not d)
