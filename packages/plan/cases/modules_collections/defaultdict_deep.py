from collections import defaultdict
d = defaultdict(list)
d["a"].append(1)
d["a"].append(2)
d["b"]
print(d, dict(d), len(d), d.default_factory, d.get("z"), "z" in d)
n = defaultdict(int, {"x": 1}, y=2)
for k in "xyzx":
    n[k] += 1
print(n, sorted(n.items()))
tree = lambda: defaultdict(tree)
t = tree()
t["a"]["b"]["c"] = 1
t["a"]["d"]
print(list(t), list(t["a"]), t["a"]["b"]["c"], len(t["a"]["d"]))
two = defaultdict(lambda: defaultdict(int))
for who, what in [("ada", "x"), ("ada", "y"), ("bob", "x"), ("ada", "x")]:
    two[who][what] += 1
print({k: dict(v) for k, v in two.items()})
empty = defaultdict()
try:
    empty["k"]
except KeyError as e:
    print("KeyError", e, empty)
try:
    defaultdict(5)
except TypeError as e:
    print(e)
s = defaultdict(set)
for k, v in [("a", 1), ("a", 1), ("b", 2)]:
    s[k].add(v)
print(s, s.pop("a"), s.setdefault("q", {9}), s.copy())
print(defaultdict(int, a=1) == {"a": 1}, defaultdict(int) | {"k": 5}, {"k": 5} | defaultdict(str))
made = []
def build():
    made.append(len(made))
    return made[-1]
lazy = defaultdict(build)
print(lazy["a"], lazy["b"], lazy["a"], lazy.get("c"), dict(lazy), made, isinstance(lazy, dict))
