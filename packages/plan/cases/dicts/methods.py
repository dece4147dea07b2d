d = {"b": 1, "a": 2}
print(d, list(d), d["b"], d.get("z"), d.get("z", 0), "a" in d, 1 in d, len(d), d.keys(), d.values(), d.items(), list(reversed(d)))
d["c"] = 3; d["b"] = 10; print(d, d.setdefault("d", []), d.setdefault("a", 99), d.pop("c"), d.pop("zz", "none"), d.popitem(), d)
d.update(x=1); d.update({"y": 2}); d.update([("z", 3)]); d |= {"w": 4}; print(d, d | {"b": 0}, {"q": 1} | d)
e = d.copy(); e["b"] = -1; print(d["b"], e["b"], d == e, d != e, dict(d) == d, dict(a=1, b=2), dict([("k", "v")]), dict({"a": 1}, b=2), dict(zip("ab", [1, 2])), dict.fromkeys([1, 2], 0), dict.fromkeys("ab"))
del d["b"]; d.clear(); print(d, bool(d), {1: "a", True: "b", 1.0: "c"}, {None: 1, (): 2, "": 3, 0: 4, False: 5})
print({"a": 1, "b": 2} == {"b": 2, "a": 1}, {k: v for k, v in sorted({"b": 1, "a": 2}.items())}, {**{"a": 1}, "a": 2, **{"c": 3}}, max({"a": 3, "b": 5}, key=lambda k: k), sum({1: "x", 2: "y"}))
ks = {"a": 1, "b": 2}.keys()
print(ks & {"a", "z"}, "a" in ks, len(ks), ks == {"a", "b"}, sorted(ks | {"c"}), ks - {"a"}, list({"a": 1}.items())[0], ("a", 1) in {"a": 1}.items(), 1 in {"a": 1}.values())
