from collections import OrderedDict
o = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
print(o, list(o), len(o))
o.move_to_end("a")
print(list(o))
o.move_to_end("c", last=False)
print(list(o), o.popitem(), o.popitem(last=False), o)
o["z"] = 26
o.update(y=25, b=0)
print(o, o.pop("z"), o.get("q", "none"))
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == {"b": 2, "a": 1}, OrderedDict() == {})
print(list(reversed(OrderedDict(a=1, b=2))), list(reversed(OrderedDict(a=1, b=2).items())))
print(OrderedDict.fromkeys("xyz", 0), OrderedDict.fromkeys([1]), OrderedDict({"k": "v"}).copy())
print(OrderedDict(a=1) | {"b": 2}, o.setdefault("n", []), o)
for bad in (lambda: o.move_to_end("missing"), lambda: OrderedDict().popitem(), lambda: o["missing"], lambda: o.pop("missing")):
    try:
        print(bad())
    except KeyError as e:
        print("KeyError", e)
class Recent:
    def __init__(self, size):
        self.size, self.held = size, OrderedDict()
    def get(self, key):
        if key not in self.held:
            return None
        self.held.move_to_end(key)
        return self.held[key]
    def put(self, key, value):
        self.held[key] = value
        self.held.move_to_end(key)
        if len(self.held) > self.size:
            print("dropped", self.held.popitem(last=False))
r = Recent(2)
r.put("a", 1)
r.put("b", 2)
print(r.get("a"))
r.put("c", 3)
print(r.get("b"), list(r.held), isinstance(r.held, dict), str(r.held))
