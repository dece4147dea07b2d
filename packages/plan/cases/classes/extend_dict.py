class Config(dict):
    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name)
    def section(self, key):
        return Config({k[len(key) + 1:]: v for k, v in self.items() if k.startswith(key + ".")})
c = Config({"a.x": 1, "a.y": 2, "b": 3}, z=4)
print(c, c.b, c.z, c.section("a"), len(c), "b" in c, c["b"], c.get("q", 0))
try:
    c.nope
except AttributeError as e:
    print("no", e)
c["n"] = 5
c.update(m=6)
print(c.pop("n"), list(c), sorted(c), dict(c) == c, isinstance(c, dict), {**c}, [*c.values()])
def f(**kw):
    return kw
print(f(**Config(q=1)), c | {"w": 1}, type(c | {}) is dict)
class Missing(dict):
    def __missing__(self, key):
        self[key] = key * 2
        return self[key]
m = Missing()
print(m["ab"], m["c"], m, m.get("zz"))
class Upper(dict):
    def __setitem__(self, k, v):
        super().__setitem__(k.upper(), v)
    def __getitem__(self, k):
        return super().__getitem__(k.upper())
    def __contains__(self, k):
        return super().__contains__(k.upper())
u = Upper()
u["a"] = 1
u["B"] = 2
print(u, u["b"], "A" in u, "a" in u, "c" in u)
import json
print(json.dumps(u), json.dumps({"in": c}))
del u["A"]
print(u, not u, bool(Upper()))
match c:
    case {"b": b, **rest}:
        print(b, rest)
for k, v in m.items():
    print(k, v)
m.own = [1]
print(m.own, m.setdefault("s", 3), m == {"ab": "abab", "c": "cc", "s": 3})
class Counted(dict):
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        self.hits = 0
    def __getitem__(self, k):
        self.hits += 1
        return dict.get(self, k, "none")
d = Counted(a=1)
print(d["a"], d["b"], d.hits)
