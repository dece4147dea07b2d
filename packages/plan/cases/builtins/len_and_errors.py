print(len(""), len("héé😀"), len(b"\x00\xff"), len([[]]), len((1,)), len({1: 2}), len({1, 1}), len(range(0, 10, 3)), len(range(10, 0, -4)))
print(len({}.keys()), len({1: 2}.values()), len({1: 2, 3: 4}.items()), len(frozenset("hello")), len(range(10**15)))
for bad in (1, 1.5, None, True, (i for i in []), iter([]), map(str, []), zip(), enumerate([]), len, int, reversed([1])):
    try:
        len(bad)
    except TypeError as e:
        print(e)
try:
    len()
except TypeError as e:
    print(e)
try:
    len([], [])
except TypeError as e:
    print(e)
try:
    len(obj=[])
except TypeError as e:
    print(e)
class Box:
    def __init__(self, *items):
        self.items = items
    def __len__(self):
        return len(self.items)
    def __getitem__(self, i):
        return self.items[i]
b = Box(5, 6, 7)
print(len(b), list(b), 6 in b, 9 in b, list(reversed(b)), b[-1], b[0:2], [*b], max(b), sorted(b, reverse=True), dict(enumerate(b)))
class Plain:
    pass
for f in (len, iter, reversed, list, sorted, sum, max, tuple, set, dict, next, any):
    try:
        f(Plain())
    except TypeError as e:
        print(e)
