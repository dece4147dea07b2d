from collections import deque, defaultdict, OrderedDict, namedtuple
d = deque([1, 2, 3], maxlen=4)
d.append(4); d.append(5); d.appendleft(0); print(d, d.pop(), d.popleft(), d, len(d), d[0], 3 in d, d.maxlen, list(reversed(d)))
d.extend("ab"); d.extendleft("xy"); d.rotate(1); print(d, d.count("a"), d.index("a") if "a" in d else None); d.clear()
for f in [lambda: deque().pop(), lambda: deque().popleft(), lambda: d[5], lambda: deque(5), lambda: d.remove(9)]:
    try:
        f()
    except Exception as e:
        print(repr(e))
g = defaultdict(list); g["a"].append(1); g["b"]; print(g, dict(g), "c" in g, g.get("c"), len(g)); n = defaultdict(lambda: defaultdict(int)); n["x"]["y"] += 2; print(n["x"]["y"], defaultdict(int, a=1)["a"])
o = OrderedDict([("a", 1), ("b", 2)]); o.move_to_end("a"); print(o, o.popitem(last=False), list(o), OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == {"b": 2, "a": 1})
P = namedtuple("P", "x y", defaults=[9]); p = P(1); print(p, p.x, p[1], p._replace(x=5), p._asdict(), P._fields, P(*[3, 4]), p == (1, 9), [a for a in p], P._make("ab"), sorted([P(2), P(1)]))
for f in [lambda: P(), lambda: P(1, 2, 3), lambda: P(z=1), lambda: p.z, lambda: namedtuple("Q", "a a"), lambda: namedtuple("Q", "class"), lambda: namedtuple("Q", "_x")]:
    try:
        f()
    except Exception as e:
        print(repr(e))
from collections import deque
for subject in [deque(), deque([1]), deque([1, 2, 3]), deque([[1], 2], maxlen=2)]:
    match subject:
        case []: print("empty")
        case [[inner], _]: print("nested", inner)
        case [first, *rest]: print(first, rest, type(rest) is list)
