class Node:
    def __init__(self, value, children=None):
        self.value, self.children = value, children or []
    def __iter__(self):
        yield self
        for c in self.children: yield from c
    def depth(self): return 1 + max((c.depth() for c in self.children), default=0)
    def __eq__(self, other): return isinstance(other, Node) and (self.value, self.children) == (other.value, other.children)
    def __lt__(self, other): return self.value < other.value
tree = Node(1, [Node(2, [Node(3)]), Node(4)])
print([n.value for n in tree], tree.depth(), tree == Node(1, [Node(2, [Node(3)]), Node(4)]), max(tree).value)
def flatten(x):
    return [y for i in x for y in flatten(i)] if isinstance(x, (list, tuple)) else [x]
print(flatten([1, [2, (3, [4])], "ab"]))
def deep_get(d, path, default=None):
    for key in path.split("."):
        match d:
            case dict() if key in d: d = d[key]
            case list() if key.isdigit() and int(key) < len(d): d = d[int(key)]
            case _: return default
    return d
data = {"a": {"b": [{"c": 5}]}, "x": None}
print(deep_get(data, "a.b.0.c"), deep_get(data, "a.z", "?"), deep_get(data, "x"), deep_get(data, "x.y", 0))
def merge(a, b):
    out = dict(a)
    for k, v in b.items():
        out[k] = merge(out[k], v) if isinstance(v, dict) and isinstance(out.get(k), dict) else v
    return out
print(merge({"a": {"x": 1}, "b": 2}, {"a": {"y": 2}, "c": [3]}), {"a": 1} | {"b": 2}, {**{"a": 1}, "a": 2})
from functools import reduce
compose = lambda *fs: reduce(lambda f, g: lambda x: g(f(x)), fs)
print(compose(str.strip, str.title, lambda s: s + "!")("  hello world "))
memo = {}
def lev(a, b):
    if (a, b) in memo: return memo[a, b]
    if not a or not b: r = len(a) + len(b)
    else: r = min(lev(a[1:], b) + 1, lev(a, b[1:]) + 1, lev(a[1:], b[1:]) + (a[0] != b[0]))
    memo[a, b] = r
    return r
print(lev("kitten", "sitting"), len(memo))
stack, ops = [], {"+": lambda a, b: a + b, "*": lambda a, b: a * b, "-": lambda a, b: a - b}
for tok in "3 4 + 2 * 7 -".split(): stack.append(ops[tok](*[stack.pop() for _ in range(2)][::-1]) if tok in ops else int(tok))
print(stack, bin(10), hex(255), oct(8), int("ff", 16), 0b101, 0o17, 1_000_000, 3 ** 100 % 7, ~5, 5 ^ 3, 1 << 70)
