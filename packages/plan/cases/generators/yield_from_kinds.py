def flat(x):
    if isinstance(x, (list, tuple)):
        for y in x:
            yield from flat(y)
    else:
        yield x
print(list(flat([1, [2, (3, [4])], [], "ab"])))
def many():
    yield from "xy"
    yield from range(2)
    yield from {"k": 1}
    yield from (c * 2 for c in "pq")
    got = yield from []
    yield got
print(list(many()))
def result():
    yield 1
    return "r"
def wrap():
    a = yield from result()
    b = yield from result()
    return a + b
def top():
    print("wrap returned", (yield from wrap()))
print(list(top()))
for bad in (5, None, 1.5):
    def g():
        yield from bad
    try:
        list(g())
    except TypeError as e:
        print(e)
def raising():
    yield 1
    raise ValueError("mid")
def guard():
    try:
        yield from raising()
    except ValueError as e:
        yield f"caught {e}"
print(list(guard()))
def stops():
    yield 1
    raise StopIteration("early")
try:
    list(stops())
except RuntimeError as e:
    print(e)
class Tree:
    def __init__(self, v, *kids):
        self.v, self.kids = v, kids
    def __iter__(self):
        yield self.v
        for k in self.kids:
            yield from k
print(list(Tree(1, Tree(2, Tree(3)), Tree(4))), sum(Tree(5, Tree(6))), 4 in Tree(1, Tree(4)), max(Tree(1, Tree(9))), [*Tree(0)])
def busy():
    yield next(me)
me = busy()
try:
    next(me)
except ValueError as e:
    print(e)
