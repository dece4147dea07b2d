from collections import Counter, defaultdict, OrderedDict, deque, namedtuple
import collections
c = Counter("mississippi")
print(c, c["s"], c["zz"], c.most_common(2), c.most_common(), sorted(c.elements()), c.total(), len(c), dict(c))
c.update("miss"); c.update({"z": 5}); c.update(q=2); c.subtract("i"); c["new"] += 1
print(c, Counter(), Counter(a=3, b=1), Counter({"x": 2}), Counter([1, 1, 2]), list(Counter("abca")), "a" in Counter("a"))
del c["q"]
print(c.copy() == c, c.most_common(1)[0][0], [k for k, v in c.items() if v > 2], max(c, key=c.get), sum(c.values()), type(c))
d = defaultdict(list)
for k, v in [("a", 1), ("b", 2), ("a", 3)]:
    d[k].append(v)
print(d, dict(d), d["zz"], len(d), d.get("nope"), "nope" in d, d.default_factory, defaultdict(int, a=1), isinstance(d, dict))
n = defaultdict(lambda: defaultdict(int))
n["x"]["y"] += 2
print(n["x"]["y"], sorted(n), {k: dict(v) for k, v in n.items()})
try:
    defaultdict(None)["k"]
except KeyError as e:
    print("KeyError", e)
try:
    defaultdict(5)
except TypeError as e:
    print(e)
o = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
o.move_to_end("a"); print(o, o.popitem(), o.popitem(last=False), list(o)); o["q"] = 1; o.move_to_end("q", last=False); print(o, OrderedDict(), OrderedDict(x=1))
q = deque([1, 2, 3], maxlen=4)
q.append(4); q.append(5); q.appendleft(0); print(q, q.pop(), q.popleft(), len(q), q[0], q[-1], list(q), 3 in q, q.maxlen)
q.extend([7, 8, 9]); q.rotate(1); print(q); q.rotate(-2); print(q, q.count(7), q.index(7)); q.remove(7); q.reverse(); print(q, deque("abc"), deque(), bool(deque()), deque([1]) == deque([1]))
q[0] = "x"; del q[1]; q.insert(1, "y"); q.clear(); q.extendleft([1, 2]); print(q, [x * 2 for x in q], list(reversed(q)), deque([1]) + deque([2]), sorted(deque([3, 1])), max(deque([3, 1])), q.copy())
for f in [lambda: deque().pop(), lambda: deque().popleft(), lambda: deque([1])[5], lambda: deque([1]).remove(2), lambda: deque([1]).index(2), lambda: deque(maxlen=-1)]:
    try:
        f()
    except Exception as e:
        print(type(e), e)
P = namedtuple("P", "x y")
p = P(1, y=2)
print(p, p.x, p[1], p._asdict(), p._replace(x=9), P._make([5, 6]), P._fields, list(p), p == (1, 2), isinstance(p, tuple), len(p))
a, b = p
Q = namedtuple("Q", ["name", "age"], defaults=[0])
print(a + b, Q("bob"), Q(name="al", age=3).age, sorted([Q("b", 1), Q("a", 2)]), Q._field_defaults, {P(1, 2): "k"}[P(1, 2)], p + (3,))
for f in [lambda: P(1), lambda: P(1, 2, 3), lambda: P(1, z=2), lambda: P(1, x=2), lambda: namedtuple("A", "1a"), lambda: namedtuple("A", "class"), lambda: namedtuple("A", "_a"), lambda: namedtuple("A", "a a"), lambda: p._replace(q=1), lambda: p.zzz, lambda: Q._make([1])]:
    try:
        print(f())
    except Exception as e:
        print(type(e), e)
class Point(namedtuple("Point", "x y")):
    def dist(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5
print(Point(3, 4).dist(), Point(3, 4))
match p:
    case P(x=1, y=v):
        print("matched", v)
final_return_value = Counter("hello").most_common(1)
