d = {"a": 1, "b": 2, "c": 3}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), "a" in k, 2 in v, ("a", 1) in i, sorted(k & {"a", "z"}), sorted(k | {"z"}), sorted(k - {"a"}), sorted(k ^ {"a", "q"}), k == {"a", "b", "c"}, list(reversed(d)), i.isdisjoint([("q", 1)]))
d["d"] = 4; print(list(k), list(v)[-1], max(d, key=d.get), min(d.items(), key=lambda t: t[1]), sum(d.values()), sorted(d.items(), key=lambda t: -t[1]))
for key in list(d):
    if d[key] % 2:
        del d[key]
print(d)
try:
    for key in d:
        d[key + "x"] = 1
except RuntimeError as e:
    print(e)
print({1: "a", True: "b", 1.0: "c"}, {None: 1, (1, 2): 3, frozenset([1]): 2}, {"x": {"y": {"z": 1}}}["x"]["y"]["z"])
inv = {v: k for k, v in {"a": 1, "b": 2}.items()}; print(inv, dict(zip("ab", [1, 2])), dict(enumerate("ab")))
