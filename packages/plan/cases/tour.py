x = [1, 2, 3]
print(sum(x), len(x), [i * 2 for i in x if i > 1], {a: b for a, b in zip("abc", x)})
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(15), f"{fib(10):>6}|{3.14159:.2f}|{'a'!r}")
class A:
    def __init__(self, v):
        self.v = v
    def __repr__(self):
        return f"A({self.v})"
    def get(self):
        return self.v
class B(A):
    def get(self):
        return super().get() + 1
print(A(1), B(2).get(), sorted([3,1,2], key=lambda q: -q))
try:
    {}["a"]
except KeyError as e:
    print("err", e, repr(e))
finally:
    print("fin")
def gen(n):
    for i in range(n):
        yield i
print(list(gen(3)), sum(i*i for i in gen(4)))
a, *b = "hello"
print(a, b, "x,y".split(","), "%s-%d" % ("a", 3), "{} {b}".format(1, b=2))
d = {"a": 1}
d["b"] = 2
for k, v in d.items():
    print(k, v)
print(d.keys(), 2**100, 7 // -2, -7 % 3, 1/3)
match d:
    case {"a": 1, **rest}:
        print("m", rest)
final_return_value = {"x": x, "d": d}
