from collections import ChainMap, Counter, OrderedDict, defaultdict, deque, namedtuple
words = "to be or not to be that is the question to".split()
c = Counter(words)
print(c, c["missing"], c.most_common(2), c.total(), sorted(c.elements())[:4], list(c)[:3], c & Counter(to=1, x=5), c | Counter(to=9), c - Counter(to=1, be=5), +Counter(a=1, b=-1), -Counter(a=1, b=-1))
c.update(["be", "new"]); c.subtract({"to": 5}); del c["or"]
print(c, min(c, key=c.get), c.pop("new"), c == Counter(dict(c)), Counter("aab") >= Counter("ab"), Counter(a=2) == Counter(a=2, b=0), dict(Counter([1, 1.0, True])))
d = defaultdict(list, {"x": [0]})
for i, w in enumerate(words):
    d[w[0]].append(i)
print(dict(d), d.get("zz"), "zz" in d, d["zz"], len(d), repr(defaultdict(int, a=1)), d.default_factory)
tree = lambda: defaultdict(tree)
t = tree()
t["a"]["b"]["c"] = 1
print(dict(t["a"]["b"]), "q" in t, defaultdict(lambda: "n/a")["k"], defaultdict(None, a=1))
o = OrderedDict([("b", 1), ("a", 2), ("c", 3)])
o.move_to_end("b"); o.move_to_end("c", last=False)
print(o, o.popitem(), o.popitem(last=False), o == {"a": 2}, OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), list(reversed(OrderedDict(x=1, y=2))))
q = deque([1, 2, 3], maxlen=4)
q.append(4); q.append(5); q.appendleft(0); q.rotate(1)
print(q, q.maxlen, q[0], q[-1], 3 in q, q.index(2), q.count(0), list(reversed(q)), q.pop(), q.popleft(), len(q), deque("ab") + deque("c"), deque([1]) * 2, deque([1, 2]) == deque([1, 2]), deque([1]) < deque([2]))
q.extend([7, 8, 9]); q.extendleft("xy"); q.insert(1, "i") if len(q) < 4 else None; q.remove("y"); q.reverse()
print(q, q.copy() == q, q.clear(), q)
P = namedtuple("P", "x y z", defaults=[0])
p = P(1, y=2)
print(p, p.x, p[1:], p._replace(z=9), p._asdict(), P._fields, P._make([4, 5, 6]), p == (1, 2, 0), p + (3,), P._field_defaults, max([P(1, 2), P(0, 9)]), {p: "k"}[(1, 2, 0)], [*p], "%d-%d-%d" % p)
m = ChainMap({"a": 1}, {"a": 2, "b": 3})
m["c"] = 4
print(m["a"], m["b"], dict(m), m.maps, m.parents["a"], m.new_child({"a": 0})["a"], sorted(m), len(m), "b" in m, m.get("q", "-"))
for wrong in (lambda: P(1), lambda: P(1, 2, 3, 4), lambda: P(1, 2, w=3), lambda: p.q, lambda: p._replace(q=1), lambda: namedtuple("Q", "a a"), lambda: namedtuple("Q", "class"), lambda: namedtuple("Q", "_a"), lambda: deque([1]).index(5), lambda: deque().pop(), lambda: deque([1]).remove(2), lambda: deque([1, 2])[5], lambda: deque([], -1), lambda: deque([1], maxlen=1).insert(0, 2), lambda: Counter(5), lambda: Counter([[]]), lambda: defaultdict(5), lambda: OrderedDict().popitem(), lambda: OrderedDict(a=1).move_to_end("z"), lambda: m.pop("b"), lambda: defaultdict(list)[[]], lambda: P._make([1]), lambda: Counter(a=1) + {"a": 1}, lambda: deque([1]) + [1], lambda: P(1, 2) < 5):
    try:
        print(wrong())
    except Exception as error:
        print(type(error), error)
try:
    p.x = 5
except AttributeError as error:
    print(error)
try:
    for item in (q := deque([1, 2])):
        q.append(item)
except RuntimeError as error:
    print(error)
