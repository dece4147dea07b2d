a = [5, 3, 9, 1]
a.append(7); a.extend([2, 2]); a.insert(1, 100); a.insert(-1, 8)
print(a, a.pop(), a.pop(0), a.index(9), a.count(2), a[::-1], a[1:4], a[-2:], a[::2])
a.sort(); print(a); a.sort(reverse=True); print(a); a.sort(key=lambda v: str(v)); print(a)
a.remove(100); a.reverse(); print(a, a.copy() == a, a is a.copy())
a[1:3] = ["x", "y", "z"]; print(a); del a[0]; del a[1:3]; print(a); a[::2] = [0] * len(a[::2]); print(a)
a.clear(); print(a, bool(a), not a)
for bad in ["a[99]", "a.pop()", "a.index(3)", "a.remove(1)"]:
    try:
        if bad == "a[99]": a[99]
        elif bad == "a.pop()": a.pop()
        elif bad == "a.index(3)": a.index(3)
        else: a.remove(1)
    except Exception as e:
        print(type(e), e)
d = {"a": 1, "b": [1, 2], 3: None, (1, 2): "t", 1.5: "f", True: "bool"}
print(d, d[1], d[1.0], len(d), "a" in d, 99 in d, d.get("zz"), d.get("zz", 5))
d.update({"c": 3}, e=5); d.setdefault("l", []).append(1); d.setdefault("l", []).append(2)
print(d, d.pop("a"), d.pop("nope", None), d.popitem())
print(list(d), list(d.keys()), list(d.values()), list(d.items()), sorted(str(k) for k in d))
print({**d, "z": 1}, {k: v for k, v in d.items() if isinstance(v, str)}, dict(a=1), dict([("x", 1)]), dict(zip("ab", [1, 2])))
print({"a": 1} | {"b": 2}, dict.fromkeys("ab", 0), d == dict(d), {"a": 1, "b": 2} == {"b": 2, "a": 1})
try:
    d["missing"]
except KeyError as e:
    print("KeyError", e, e.args)
try:
    {[]: 1}
except TypeError as e:
    print(e)
try:
    for k in d: d[k + "x" if isinstance(k, str) else "q"] = 1
except RuntimeError as e:
    print(e)
s = {3, 1, 2, 3}
print(len(s), 2 in s, sorted(s | {9}), sorted(s & {1, 2}), sorted(s - {1}), sorted(s ^ {1, 50}), s <= {1, 2, 3, 4}, s.issubset([1, 2, 3]), {1, 2} < {1, 2})
s.add(10); s.discard(99); s.remove(1); print(sorted(s), frozenset([1]) == {1}, set("hello") == set("olleh"), len(set("hello")))
try:
    s.remove(12345)
except KeyError as e:
    print("KeyError", e)
print(set(), {1}, frozenset(), frozenset({1}))
t = (1, "a", [2])
print(t, t[0], t[-1], t + (4,), t * 2, (1,), (), t.index("a"), t.count(1), (1, 2) < (1, 3), t == (1, "a", [2]))
t[2].append(5); print(t)
try:
    t[0] = 1
except TypeError as e:
    print(e)
x, (y, *z), w = 1, (2, 3, 4), 5
print(x, y, z, w)
try:
    a, b = [1, 2, 3]
except ValueError as e:
    print(e)
try:
    a, b, c = [1, 2]
except ValueError as e:
    print(e)
try:
    a, b = 5
except TypeError as e:
    print(e)
print(list(range(5)), list(range(5, 0, -2)), range(3), range(1, 10, 3)[1], len(range(0, 10, 3)), 4 in range(0, 10, 2), range(3) == range(0, 3))
print([[1, 2], [3]] == [[1, 2], [3]], [1, 2] < [1, 2, 3], [1] + [2], [0] * 3, max([3, 1]), min("b", "a"), sum([1.5, 2]), sum([[1], [2]], []))
nested = {"a": {"b": [1, {"c": 2}]}}
nested["a"]["b"][1]["c"] += 5
print(nested)
l = [1]; l.append(l); print(l)
m = {}; m["self"] = m; print(m)
print(list(zip([1, 2, 3], "ab")), list(enumerate("ab", 1)), list(map(lambda a, b: a + b, [1, 2], [3, 4])), list(filter(None, [0, 1, "", "a"])), list(reversed([1, 2])))
print(any([0, ""]), all([]), any(x > 2 for x in [1, 2, 3]), sorted({"b": 1, "a": 2}), sorted([(1, "b"), (1, "a")]), sorted(["b", "A", "a"], key=str.lower))
print(max([], default=None), max({"a": 3, "b": 5}.items(), key=lambda kv: kv[1]), min([4, 2], key=lambda v: -v))
try:
    max([])
except ValueError as e:
    print(e)
try:
    sorted([1, "a"])
except TypeError as e:
    print(e)
final_return_value = {"k": [1, (2, 3)], "s": "x"}
