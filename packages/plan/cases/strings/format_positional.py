print("{} {}".format(1, 2), "{1} {0}".format(1, 2), "{a} {b}".format(a=1, b=2), "{0[k]} {0[l][1]}".format({"k": 1, "l": [2, 3]}), "{:>8}|{:<8}|{:^8}".format("a", "b", "c"))
class P:
    x = 5
    def __format__(self, spec):
        return f"<{spec}>"
print("{0.x} {0:abc} {0}".format(P()), "{:{}}".format("a", 5), "{!r:>6}".format("x"), "{{}} {}".format(1))
for bad in [lambda: "{}".format(), lambda: "{a}".format(), lambda: "{".format(), lambda: "{} {0}".format(1), lambda: "{0[z]}".format({}), lambda: "{:z}".format("a")]:
    try:
        bad()
    except (IndexError, KeyError, ValueError) as e:
        print(repr(e))
print("{a[0]}{b.real}".format(a=[1], b=2), "%s %d %5.2f %x %o %e %r %% %c" % ("a", 3, 2.5, 255, 8, 12345.678, "q", "z"), "%(k)s %(n)03d" % {"k": "v", "n": 7}, "%-5s|%5s|%+d" % ("a", "b", 3))
