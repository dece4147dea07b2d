class Stack:
    def __init__(self, *items): self.items = list(items)
    def __len__(self): return len(self.items)
    def __getitem__(self, i): return self.items[i]
    def __setitem__(self, i, v): self.items[i] = v
    def __delitem__(self, i): del self.items[i]
    def __iadd__(self, o): self.items.extend(o); return self
    def __reversed__(self): return iter(self.items[::-1])
s = Stack(1, 2, 3)
s[0] = "a"; del s[1]; s += [9]
print(len(s), s[0], s[-1], s[0:2], list(s), 9 in s, 8 in s, [x for x in s], bool(Stack()), list(reversed(s)), list(enumerate(s)), tuple(zip(s, s)), sorted(map(str, s)))
try:
    s[10]
except IndexError as e:
    print(e)
class Lazy:
    def __getitem__(self, k):
        if k > 2: raise IndexError
        return k * 10
print(list(Lazy()), 20 in Lazy(), max(Lazy()))
class NoEq:
    def __init__(self, v): self.v = v
a, b = NoEq(1), NoEq(1)
print(a == b, a == a, a != b, a in [b], a in [a], [a] == [a])
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return self.n
i = It(); print(next(i), list(i), list(i), next(It(), "d"))
for f in [lambda: len(NoEq(1)), lambda: NoEq(1)[0], lambda: list(NoEq(1)), lambda: 1 in NoEq(1), lambda: NoEq(1)(), lambda: NoEq(1) < NoEq(2), lambda: NoEq(1) + 1, lambda: -NoEq(1), lambda: int(NoEq(1)), lambda: float(NoEq(1)), lambda: abs(NoEq(1)), lambda: round(NoEq(1)), lambda: next(NoEq(1)), lambda: reversed(NoEq(1)), lambda: [1][NoEq(1)], lambda: sum([NoEq(1)]), lambda: f"{NoEq(1):5}", lambda: {**NoEq(1)}, lambda: [*NoEq(1)]]:
    try:
        print(f())
    except Exception as e:
        print(type(e), e)
try:
    NoEq(1)[0] = 1
except TypeError as e:
    print(e)
try:
    del NoEq(1)[0]
except TypeError as e:
    print(e)
