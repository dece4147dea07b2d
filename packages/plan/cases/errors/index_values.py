class Bad:
    def __index__(self): return "x"
class Good:
    def __index__(self): return 1
for f in [lambda: [1, 2][Good()], lambda: "ab"[Good():], lambda: range(Good()), lambda: [0] * Good(), lambda: [1][Bad()], lambda: range(Bad()), lambda: chr(Good()), lambda: "a".zfill(Good()), lambda: bytes([Good()]), lambda: round(1.55, Good()), lambda: int("10", Good()), lambda: list(range(5))[Good():4:Good()], lambda: (1, 2)[Good()], lambda: f"{Good()}"[:5]]:
    try:
        print(f())
    except Exception as e:
        print(type(e), e)
a = [1, 2, 3]
try:
    del a["x"]
except TypeError as e:
    print(e, a)
del a[Good()]; print(a)
