from collections import Counter
class Bag(Counter):
    def total_count(self):
        return sum(self.values())
    def __missing__(self, key):
        return 5
    def __repr__(self): return "Bag!" + super().__repr__()
b = Bag("abca")
print(b, b["a"], b["z"], b.total_count(), b.most_common(1), isinstance(b, Counter), isinstance(b, dict), type(b + b))
b["q"] += 1
print(b, len(b), dict(b))
from collections import deque
class Stack(deque):
    def push(self, x):
        self.append(x)
        self.last = x
    def peek(self): return self[-1]
s = Stack([1,2], maxlen=3)
s.push(3); s.push(4)
print(s, s.peek(), s.last, len(s), list(s), s.maxlen, isinstance(s, deque), s == deque([2,3,4]))
from collections import defaultdict
class D(defaultdict):
    def __missing__(self, key):
        self[key] = v = key * 2
        return v
d = D(int)
print(d["x"], d, d.default_factory)
class E(defaultdict):
    def __init__(self):
        super().__init__(list)
        self.count = 0
    def add(self, k, v):
        self[k].append(v); self.count += 1
e = E(); e.add("a", 1); e.add("a", 2)
print(e, e.count, dict(e))
from collections import OrderedDict
class LRU(OrderedDict):
    def __init__(self, size):
        super().__init__()
        self.size = size
    def get(self, key, default=None):
        if key in self:
            self.move_to_end(key)
            return super().get(key)
        return default
    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        self.move_to_end(key)
        if len(self) > self.size:
            self.popitem(last=False)
c = LRU(2); c["a"] = 1; c["b"] = 2; c.get("a"); c["c"] = 3
print(c, list(c), c.get("b"), c.get("b", 0))
from collections import namedtuple
class P(namedtuple("P", ["x", "y"])):
    __slots__ = ()
    @property
    def norm(self): return (self.x ** 2 + self.y ** 2) ** 0.5
    def __add__(self, o): return P(self.x + o.x, self.y + o.y)
    def __str__(self): return f"<{self.x}, {self.y}>"
    @classmethod
    def origin(cls): return cls(0, 0)
p = P(3, 4)
print(p, repr(p), p.norm, p + P(1, 1), P.origin(), p._replace(x=9), P._fields, p._asdict(), tuple(p), p == (3, 4), isinstance(p, tuple), P(*p), P._make([1,2]))
class Log(deque):
    def __init__(self, items=(), limit=2):
        super().__init__(items, maxlen=limit)
        self.dropped = 0
    def append(self, x):
        if len(self) == self.maxlen:
            self.dropped += 1
        super().append(x)
    def __repr__(self):
        return f"Log({list(self)}, dropped={self.dropped})"
log = Log("ab")
log.append("c")
print(log, log.copy() == deque(["b", "c"]), log + deque("z"), "b" in log, log[0], [x for x in log], bool(Log()))
log.rotate(1)
print(list(log), Log([1, 2]) < Log([1, 3]), Log([1]) != deque([2]), list(reversed(log)))
class Tally(Counter):
    def top(self):
        return self.most_common(1)[0][0]
t = Tally(x=2)
t.update("xyz")
print(t, t.top(), t.copy(), type(t.copy()) is Tally, t - Tally(x=1), t == Counter(x=3, y=1, z=1), t.total(), sorted(t.elements()))
class Groups(defaultdict):
    def sizes(self):
        return {k: len(v) for k, v in self.items()}
g = Groups(list)
g["a"].append(1)
print(g, g.sizes(), g.copy(), type(g.copy()) is Groups, "b" in g, g.get("b"))
class Ordered(OrderedDict):
    pass
o = Ordered(b=1, a=2)
o.move_to_end("b")
print(o, o.copy(), o == OrderedDict([("a", 2), ("b", 1)]), o == {"b": 1, "a": 2}, o.popitem(), len(o))
class Loud(OrderedDict):
    def __setitem__(self, key, value):
        print("set", key)
        super().__setitem__(key, value)
l = Loud([("x", 1)])
l.update(y=2)
print(l)
