print(sorted("banana"), sorted({"b": 1, "a": 2}), sorted((3, 1, 2), reverse=True), sorted([]), sorted({3, 1}), sorted([True, 0, 2, False]), sorted([1.5, 1, -2]))
print(sorted(["b", "A", "c"], key=str.lower), sorted("cab", key=None), sorted([3, 1], reverse=1), sorted(["aa", "b", "ccc"], key=len, reverse=True), sorted([[2, 1], [1, 9], [1, 2, 0]]))
for args, kw in [((), {}), ((5,), {}), (([1, "a"],), {}), (([None, 1],), {}), (([1], len), {}), (([1],), {"cmp": 1}), (([{}, {}],), {}), (([1, 2],), {"key": 5}), (([1],), {"reverse": "yes"}), (([1],), {"reverse": None}), (([(1, "a"), (1, None)],), {})]:
    try:
        print(sorted(*args, **kw))
    except TypeError as e:
        print(e)
calls = []
def key(x):
    calls.append(x)
    return -x
print(sorted([2, 3, 1], key=key), calls)
def failing(x):
    if x == 2:
        raise KeyError("two")
    return x
data = [3, 2, 1]
try:
    data.sort(key=failing)
except KeyError as e:
    print("failed", e, data)
try:
    sorted([1, 2], key=lambda: 0)
except TypeError as e:
    print(e)
print(sorted([3, 1, 2]) is not None, [3, 1, 2].sort(), sorted(sorted("hello"), reverse=True))
class Only:
    def __init__(self, n):
        self.n = n
    def __lt__(self, other):
        return self.n < other.n
    def __repr__(self):
        return f"O{self.n}"
print(sorted([Only(3), Only(1), Only(2)]), sorted([Only(1), Only(2)], reverse=True), min(Only(5), Only(4)))
class Nothing:
    pass
try:
    sorted([Nothing(), Nothing()])
except TypeError as e:
    print(e)
