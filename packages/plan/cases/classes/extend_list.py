class Stack(list):
    def push(self, x):
        self.append(x)
    def peek(self):
        return self[-1]
    def __getitem__(self, i):
        if i == "first":
            return super().__getitem__(0)
        return super().__getitem__(i)
s = Stack([1, 2])
s.push(3)
print(s, len(s), s.peek(), s["first"], list(s), s == [1, 2, 3], isinstance(s, list))
s.label = "x"
print(s.label, s + [4], [0] + s, s * 2, 2 in s, bool(Stack()), sorted(s, reverse=True), sum(s), max(s))
for i, v in enumerate(s):
    print(i, v)
s.extend([9, 8]); s.sort(); s.insert(0, 7); del s[1]; s[0] = 70
print(s, s.index(9), s.count(8), s.pop(), s[1:], type(s[1:]) is list, type(s) is Stack)
a, *b = s
print(a, b, *s, repr(s), f"{s}", str(s))
class Limited(list):
    def __init__(self, limit, items=()):
        super().__init__(items)
        self.limit = limit
    def append(self, item):
        if len(self) >= self.limit:
            raise OverflowError(f"limit {self.limit}")
        super().append(item)
l = Limited(2, "a")
l.append("b")
try:
    l.append("c")
except OverflowError as e:
    print(e, l, l.limit)
import json
print(json.dumps(l), Stack() == [], Stack("ab") < Stack("b"), l != ["a", "b"])
try:
    {s: 1}
except TypeError as e:
    print(e)
match s:
    case [x, *_]:
        print("seq", x)
s += [5]
print(type(s) is Stack, s)
s.reverse()
print(s, list(reversed(s)), s.copy(), any(s), [x for x in s if x > 5])
