from datetime import date
people = [("Ann", 30, date(1994, 1, 2)), ("bob", 25, date(1999, 5, 6)), ("Cay", 30, date(1993, 7, 8)), ("dan", 25, date(1999, 5, 5)), ("Éva", 41, date(1983, 1, 1))]
print([p[0] for p in sorted(people)], [p[0] for p in sorted(people, key=lambda p: p[0].lower())], [p[0] for p in sorted(people, key=lambda p: (-p[1], p[2]))])
by_age = sorted(people, key=lambda p: p[1])
print([p[0] for p in by_age], [p[0] for p in sorted(by_age, key=lambda p: p[1], reverse=True)], [p[0] for p in by_age[::-1]])
rows = [{"n": "a", "v": None}, {"n": "b", "v": 3}, {"n": "c", "v": 1.5}, {"n": "d"}]
print(sorted(rows, key=lambda r: (r.get("v") is None, r.get("v") or 0)))
for wrong in (lambda: sorted(rows), lambda: sorted(rows, key=lambda r: r.get("v")), lambda: sorted([1, "a", None]), lambda: sorted(5), lambda: sorted([1], lambda x: x), lambda: [3, 1].sort(lambda x: x), lambda: sorted([1], key=5), lambda: max(rows), lambda: min([], key=len), lambda: max([], default=None), lambda: sorted([(1, {}), (1, {})]), lambda: max(1, 2, default=3), lambda: sorted(["b", "a"], reverse="yes"), lambda: min(1), lambda: sorted([2, 1], reverse=None)):
    try:
        print(wrong())
    except (TypeError, ValueError) as error:
        print(type(error), error)
calls = []
def key(x):
    calls.append(x)
    return -x
values = [3, 1, 2]
print(values.sort(key=key), values, calls, max(values, key=key), min((4, 7), key=key))
words = "the quick brown fox jumps over the lazy dog".split()
print(sorted(set(words), key=lambda w: (len(w), w)), sorted(words, key=len)[:3], sorted(words, key=words.index)[:4], max(words, key=len), min(words, key=lambda w: w[-1]), sorted("bA1 c", key=str.swapcase), sorted([True, 0, 2.5, -1]), sorted([[2], [1, 5], []]), sorted({"b": 1, "a": 2}.items(), key=lambda kv: kv[1], reverse=True))
nan = float("nan")
print(sorted([3, nan, 1]), max([nan, 1]), min([1, nan]), sorted([float("inf"), -float("inf"), 0]), max("apple", "Banana", key=str.lower), sorted(["10", "9", "2"]), sorted(["10", "9", "2"], key=int), sorted([0.0, -0.0, 0]), list(reversed(sorted("cab"))))
top = sorted(((score, name) for name, score in {"x": 2, "y": 9, "z": 9}.items()), key=lambda t: (-t[0], t[1]))[:2]
print(top, [name for _, name in top], sorted(range(10), key=lambda n: (n % 3, -n)))
class Version:
    def __init__(self, text): self.parts = tuple(map(int, text.split(".")))
    def __lt__(self, other): return self.parts < other.parts
    def __repr__(self): return ".".join(map(str, self.parts))
print(sorted(map(Version, ["1.10", "1.9", "1.9.1", "0.99"])), max(map(Version, ["2", "10"])))
rank = {"high": 0, "mid": 1, "low": 2}
tasks = [("low", 1), ("high", 2), ("mid", 3), ("high", 1)]
print(sorted(tasks, key=lambda t: (rank[t[0]], t[1])))
try:
    sorted(tasks + [("none", 0)], key=lambda t: rank[t[0]])
except KeyError as error:
    print("KeyError", error)
final_return_value = [p[0] for p in by_age]
