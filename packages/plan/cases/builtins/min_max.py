print(min(3, 1), max("a", "b"), min([5]), max((1, 2)), min("hello"), max({"x": 1, "y": 0}), min([[2], [1, 9]]), max([1, 2, 3], key=lambda v: -v), min([], default=None), max("aa", "b", key=len), min([True, 0]), max(1, 1.0), max(1.0, 1), min([("b", 1), ("a", 2)]), max(range(5)), min(x for x in [3, 2]))
def told(values):
    for value in values:
        print("gives", value)
        yield value
    print("ends")
class Weight:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"W{self.n}"
    def __lt__(self, other): print("less", self, other); return self.n < other.n
    def __gt__(self, other): print("greater", self, other); return self.n > other.n
print(max(told([Weight(1), Weight(3), Weight(2)])), min(told([Weight(1), Weight(0)])), min(told([]), default="none"), max(told([1, 3, 2]), key=lambda v: print("key", v) or -v))
for values in [[1, "a", 2], [1]]:
    for chosen in [max, min]:
        try:
            print(chosen(1 // v if v == 0 else v for v in told([*values, 0])))
        except Exception as e:
            print(repr(e))
growing = [1]
print(max(growing, key=lambda v: (growing.append(v + 1) if v < 4 else None, v)[1]), growing)
