class Ctx:
    def __init__(self, name, swallow=False): self.name, self.swallow = name, swallow
    def __enter__(self): print("enter", self.name); return self.name
    def __exit__(self, t, v, tb):
        print("exit", self.name, t, v)
        return self.swallow
with Ctx("a") as a, Ctx("b") as b:
    print("body", a, b)
with Ctx("c", True) as c:
    raise ValueError("swallowed")
print("after")
try:
    with Ctx("d"):
        {}["k"]
except KeyError as e:
    print("got", e)
def f():
    with Ctx("e") as e:
        return "ret " + e
print(f())
for i in range(3):
    with Ctx(i):
        if i == 1: break
with (Ctx("x") as x, Ctx("y")):
    print(x)
try:
    with Ctx("outer"):
        with Ctx("inner"):
            1 / 0
except ZeroDivisionError as e:
    print(e)
class NoExit:
    def __enter__(self): return 1
try:
    with NoExit(): pass
except Exception as e:
    print(type(e), e)
try:
    with 5: pass
except Exception as e:
    print(type(e), e)
