from collections import ChainMap, Counter, OrderedDict, defaultdict
c = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(c["a"], c["b"], c.get("z"), c.get("z", 0), "b" in c, len(c), list(c), dict(c))
c["n"] = 5
print(c.maps, c)
d = c.new_child({"b": 9})
print(d["b"], d.parents["b"], d, sorted(d.items()), list(d.keys()), list(d.values()))
try:
    c["q"]
except KeyError as e:
    print("KeyError", e)
del c["n"]
print(c)
try:
    del c["b"]
except KeyError as e:
    print(e)
print(c.pop("a"), c, bool(ChainMap()), ChainMap() == {}, c == {"a": 2, "b": 3})
defaults = {"x": 0, "y": 0}
print(ChainMap({"x": 1}, defaults) | {"y": 5})
for k in ChainMap({"a": 1}, {"b": 2}):
    print(k)
for k, v in ChainMap({"a": 1}, {"b": 2}).items():
    print(k, v)
