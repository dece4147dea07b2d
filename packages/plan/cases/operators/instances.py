class C:
    def __index__(self): return 2
    def __str__(self): return "C!"
class R:
    def __radd__(self, o): return ("radd", o)
    def __rmod__(self, o): return "rmod"
    def __rmul__(self, o): return "rmul"
print("%s" % C(), "a" * C(), C() * [1], "x" + R(), [1] + R(), "%s" % 3, [2] * R())
a = b = [1]
a *= 3; print(a is b, b)
a *= 0; print(b)
d = {}; d |= [("a", 1)]; print(d)
for f in [lambda: "a" + C(), lambda: [1] + C(), lambda: (1,) + C(), lambda: b"" + C(), lambda: C() + "a", lambda: 1 @ True, lambda: 2 ** "a"]:
    try: print(f())
    except Exception as e: print(type(e), e)
x = "a"
try: x **= 2
except TypeError as e: print(e)
try: x -= 2
except TypeError as e: print(e)
x = {1}
try: x |= [2]
except TypeError as e: print(e)
d = {}
try: d |= 5
except TypeError as e: print(e)
