for v in [0, 1, "", "a", [], [0], {}, {1: 1}, None, 0.0, -0.0, 0.1, (), (0,), set(), range(0), range(1), b"", b"a", float("nan")]:
    print(repr(v), bool(v), not v, "yes" if v else "no", v and "and", v or "or")
x = 7
if x > 10: print("a")
elif x > 5: print("b")
else: print("c")
print(1 < x < 10, 1 < x > 6, x == 7 != 8, x in [7] in [[7]], x is 7 if False else "t")
def f(v):
    print("eval", v)
    return v
print(f(1) < f(2) < f(0) < f(9), f(0) and f(1), f(0) or f(2), not f(0), f(1) if f(0) else f(3))
assert x == 7, "fine"
try:
    assert x == 8
except AssertionError as e:
    print("assert", repr(e), e.args)
try:
    assert [], ("multi", 2)
except AssertionError as e:
    print(e, e.args)
