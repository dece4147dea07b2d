class M:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow
    def __enter__(self):
        print("enter", self.name); return self.name.upper()
    def __exit__(self, t, v, tb):
        print("exit", self.name, t is None, v); return self.swallow
with M("a") as a, M("b") as b:
    print(a, b)
with M("s", True):
    raise ValueError("x")
print("after")
try:
    with M("n"):
        raise KeyError("k")
except KeyError as e:
    print("caught", e)
def f():
    with M("r"):
        return "ret"
print(f())
for i in range(2):
    with M(str(i)):
        if i == 0: continue
        break
with (M("p") as p, M("q") as q):
    print(p + q)
try:
    with 5: pass
except TypeError as e:
    print(e)
