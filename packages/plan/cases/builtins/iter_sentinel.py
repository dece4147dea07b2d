stack = [3, 1, 0, 7]
print(list(iter(stack.pop, 0)), stack)
count = [0]
def tick():
    count[0] += 1
    return count[0]
print(list(iter(tick, 4)), count, [x for x in iter(lambda: tick(), 8)])
it = iter([1, 2])
print(iter(it) is it, next(it), next(it), next(it, "default"), next(it, None))
try:
    next(it)
except StopIteration as e:
    print("stop", repr(e), e.value, e.args)
for bad in (5, None, 1.5, len):
    try:
        iter(bad)
    except TypeError as e:
        print(e)
for args in [(), (5, 3), ([], 1), ("ab", "b", "c")]:
    try:
        iter(*args)
    except TypeError as e:
        print(args, e)
for bad in ([1], "ab", 5, {}, range(2)):
    try:
        next(bad)
    except TypeError as e:
        print(e)
class Count:
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        return self
    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n
c = Count(3)
print(list(c), list(c), 2 in Count(5), 9 in Count(5), max(Count(4)), [*Count(2)], dict.fromkeys(Count(2)), sum(Count(4)))
a, b, d = Count(3)
print(a, b, d, sorted(Count(3)), tuple(zip(Count(2), Count(3))))
class BadIter:
    def __iter__(self):
        return [1]
class Getter:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError("end")
        return i * 10
try:
    iter(BadIter())
except TypeError as e:
    print(e)
print(list(Getter()), 20 in Getter(), [x for x in Getter()])
d = {"a": 1}
try:
    for k in d:
        d[k + "x"] = 2
except RuntimeError as e:
    print(e)
s = {1, 2}
try:
    for x in s:
        s.add(x + 10)
except RuntimeError as e:
    print(e)
