people = [("bob", 30), ("al", 25), ("cy", 30), ("di", 25), ("Al", 25)]
print(sorted(people, key=lambda p: p[1]), sorted(people, key=lambda p: p[1], reverse=True), sorted(people, key=lambda p: (-p[1], p[0].lower())))
people.sort(); print(people)
people.sort(key=lambda p: p[0].lower()); print(people)
people.sort(key=lambda p: len(p[0]), reverse=True); print(people)
class V:
    count = 0
    def __init__(self, n, tag):
        self.n, self.tag = n, tag
    def __lt__(self, other):
        V.count += 1
        return self.n < other.n
    def __repr__(self):
        return f"{self.n}{self.tag}"
vs = [V(2, "a"), V(1, "b"), V(2, "c"), V(1, "d")]
print(sorted(vs), V.count, sorted(vs, reverse=True), min(vs), vs)
class Gt:
    def __init__(self, n):
        self.n = n
    def __gt__(self, other):
        return self.n > other.n
    def __repr__(self):
        return f"G{self.n}"
print(sorted([Gt(2), Gt(1)]), max([Gt(1), Gt(5), Gt(3)]))
for data, kw in [([3, "a", 1], {}), ([None, 0], {}), ([[1], ["a"]], {}), ([(1, {}), (1, {})], {}), (["b", b"a"], {}), ([1, 2], {"key": "x"}), ([{1}, {2}], {}), ([len, max], {}), ([1, 2], {"key": lambda: 1}), (["1", "x"], {"key": int}), ([1, 2], {"order": 1})]:
    try:
        print(sorted(data, **kw))
    except (TypeError, ValueError) as e:
        print(str(e).replace("sort() got an", "sort got an"))
nums = [5, 3, 9]
nums.sort(key=lambda n: -n)
print(nums, sorted("bAaB"), sorted("bAaB", key=lambda c: (c.lower(), c.isupper())), sorted([0.0, -0.0, 0]), sorted([True, False, 0, 1]), sorted([[], [0], [0, 0], [-1]]), sorted([(1, "b"), (1, "a"), (0, "z")]), sorted(["10", "9", "1"]), sorted(["10", "9", "1"], key=int), sorted({"b": 0, "a": 1}.items(), key=lambda kv: kv[1]))
rows = [{"n": "x", "v": 2}, {"n": "y"}, {"n": "z", "v": 1}]
try:
    rows.sort(key=lambda r: r["v"])
except KeyError as e:
    print("key error", e, [r["n"] for r in rows])
print([r["n"] for r in sorted(rows, key=lambda r: r.get("v", 99))], sorted(range(10), key=lambda n: (n % 3, -n)), sorted(["é", "z", "a", "Z", "ä"]), [w for _, w in sorted(zip([3, 1, 2], "cab"))], sorted(sorted([4, 2, 8], reverse=True), key=lambda n: n % 4))
