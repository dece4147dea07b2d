from collections import Counter
a, b = Counter(apples=3, pears=1), Counter(apples=1, plums=2)
print(a + b, a - b, a & b, a | b)
print(+Counter(x=2, y=-1, z=0), -Counter(x=2, y=-1))
a.update(b)
print(a, a.total(), len(a))
a.subtract({"apples": 10, "kiwis": 1})
print(a, a["nothing"], "nothing" in a)
print(list(Counter("abca").elements()), sorted(Counter(x=-1, y=2).elements()))
print(Counter("mississippi").most_common(), Counter("mississippi").most_common(2), Counter().most_common(3))
print(Counter(a=1) == Counter(a=1, b=0), Counter(a=1) <= Counter(a=2), Counter(a=3) > Counter(a=2, b=1), Counter(a=1) != Counter(b=1))
c = Counter(["x", "y"], x=5)
print(c, dict(c), c.copy() is c, repr(Counter()))
c["x"] += 1
del c["y"]
del c["unknown"]
print(c, c.pop("x"), c.get("x"), c.get("x", 0))
c += Counter(q=2, r=0)
print(c)
c -= Counter(q=5)
print(c, bool(c))
d = Counter(k=2)
d |= Counter(k=1, m=4)
d &= Counter(k=9, m=3)
print(d, max(d, key=d.get), sum(d.values()), sorted(d.items(), key=lambda kv: (-kv[1], kv[0])))
print(Counter(len(w) for w in "the cat sat on the mat".split()))
print(Counter(w.lower() for w in ["A", "a", "B"]).most_common(1)[0])
print(Counter([1, 1.0, True, "1"]), Counter({"a": 2.5}) + Counter(a=1))
try:
    Counter.fromkeys("ab")
except NotImplementedError as e:
    print(e)
try:
    Counter([[1]])
except TypeError as e:
    print(e)
print(isinstance(c, dict), {**Counter("aab")}, Counter(a=1, b=2).keys())
for n in ("a", 1.5, [], -1, 0, True, 2):
    try:
        print(Counter("aabbbc").most_common(n), Counter({1: "x", 2: 3}).most_common(n))
    except TypeError as e:
        print(repr(e))
