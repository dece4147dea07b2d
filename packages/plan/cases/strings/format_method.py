print("{} {}".format(1, "a"), "{1} {0}".format("a", "b"), "{a} {b!r}".format(a=1, b="x"), "{0[0]} {0[1]}".format([1, 2]), "{d[k]}".format(d={"k": 5}), "{{}}".format())
print("{:>5}|{:<5}|{:^5}|{:*^7}".format("a", "b", "c", "d"), "{:05d} {:+d} {:,} {:_}".format(42, 42, 1234567, 1234567), "{:.2f} {:e} {:g} {:%}".format(3.14159, 12345.678, 0.00001, 0.25))
print("{:{w}.{p}f}".format(3.14159, w=10, p=2), "{!s:>4}".format(None), "{:x} {:X} {:o} {:b} {:#x} {:#b}".format(255, 255, 8, 5, 255, 5), "{:c}".format(65), "{:08.3f}".format(-3.14159))
class P:
    def __init__(self): self.x = [1, {"y": "deep"}]
print("{0.x[0]} {0.x[1][y]}".format(P()), "{a.x}".format(a=P()), "{x}".format_map({"x": 1}))
