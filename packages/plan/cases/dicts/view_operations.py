d = {"a": 1, "b": 2, "c": 3}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), "a" in k, 1 in v, ("a", 1) in i, ("a", 2) in i, "a" in i, list(k), sorted(v), max(i))
print(sorted(k & {"a", "z"}), sorted(k | ["q"]), sorted(k - {"a"}), sorted(k ^ {"a", "y"}), sorted(i & {("a", 1)}), sorted(i - [("a", 1)]), k == {"a", "b", "c"}, k == d.keys(), v == v, v == d.values(), i == {"a": 1, "b": 2, "c": 3}.items(), k.isdisjoint("xyz"), k <= {"a", "b", "c", "d"}, k > {"a"}, k >= k, {"a"} < k)
d["d"] = 4
print(k, v, i, len(v))
del d["a"]
print(list(k), [x for x in reversed(k)], list(reversed(v)))
for call in (lambda: k[0], lambda: k + k, lambda: v & v, lambda: v - [1], lambda: k.add("x"), lambda: {[]: 1}.keys(), lambda: k & 5, lambda: k < 3, lambda: v[0], lambda: k.append, lambda: i | None, lambda: next(k)):
    try:
        print(call())
    except (TypeError, AttributeError) as e:
        print(e)
def change(dd, how):
    try:
        for key in dd:
            how(dd, key)
    except RuntimeError as e:
        return str(e)
    return dd
print(change({"a": 1}, lambda m, q: m.update({q + "1": 2})), change({"a": 1, "b": 2}, lambda m, q: m.pop(q)), change({"a": 1, "b": 2}, lambda m, q: m.update({q: 0})))
try:
    for key, val in d.items():
        d[key * 2] = val
except RuntimeError as e:
    print(e, len(d))
for key in list(d):
    if d[key] == 2:
        del d[key]
print(d, {val: key for key, val in d.items()}, [f"{a}={b}" for a, b in d.items()], dict(sorted(d.items(), key=lambda p: -p[1])), list(zip(d.keys(), d.values())) == list(d.items()), min(d, key=d.get), sum(d.values()), any(x > 3 for x in d.values()))
first, *rest = d.items()
print(first, rest, next(iter(d)), next(iter(d.values())), list(map(type, (k, v, i))), [*d.items()][-1], set(v) == {2, 3, 4} or sorted(v))
