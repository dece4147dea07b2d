print(sum([]), sum([], 5), sum([1, 2], start=10), sum((0.1,) * 10), sum([True, True]), sum({1: "a", 2: "b"}), sum(x * x for x in range(4)), sum(range(101)))
print(sum([[1], [2, 3]], []), sum([(1,), (2,)], ()), sum([1.5, 2]), sum([1, 2.5, 10**20]), sum([10**20, -(10**20), 1]))
base = [0]
print(sum([[1]], base), base, sum([0.1, 0.2, 0.3]), sum([1e16, 1.0, -1e16]), sum([-0.0]), sum([float("inf"), 1]))
for args, kw in [((), {}), ((5,), {}), ((["a", "b"],), {}), ((["a", "b"], ""), {}), (([b"a"], b""), {}), (([1, "a"],), {}), (([[1]],), {}), (([None],), {}), (([1], 2, 3), {}), (([1],), {"begin": 3}), (([1, 2], None), {})]:
    try:
        print(sum(*args, **kw))
    except TypeError as e:
        print(e)
class Cash:
    def __init__(self, n):
        self.n = n
    def __add__(self, other):
        return Cash(self.n + (other.n if isinstance(other, Cash) else other))
    __radd__ = __add__
    def __repr__(self):
        return f"Cash({self.n})"
print(sum([Cash(1), Cash(2)]), sum([Cash(1)], Cash(9)), sum([Cash(1), 5, 1]))
print(min([1], default=2), max([], default=None), min("b", "a"), max(1, 2.0, 2), max(2.0, 2), min([3, 1], [2, 9]), max("apple", "fig", key=len), min({}, default="e"))
for f, args, kw in [(min, ([],), {}), (max, (), {}), (max, (5,), {}), (min, (1, "a"), {}), (max, (1, 2), {"default": 3}), (min, ([1],), {"keys": 1}), (max, ([None, None],), {}), (min, ("",), {})]:
    try:
        print(f(*args, **kw))
    except (TypeError, ValueError) as e:
        print(repr(e))
