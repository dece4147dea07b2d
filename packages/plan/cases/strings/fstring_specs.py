n, x, name, width, prec = 42, 3.14159, "ann", 10, 2
print(f"{n:5}|{n:<5}|{n:^5}|{n:>5}|{n:05}|{n:+}|{n: }|{n:x}|{n:#X}|{n:b}|{n:#o}|{n:,}|{n:_}|{n:e}|{n:.1f}|{n:%}|{n:c}")
print(f"{x:.2f}|{x:8.3f}|{x:<8.1f}|{x:e}|{x:.0f}|{x:g}|{x:.3g}|{x:+.1f}|{x:08.2f}|{x:.1%}|{x:*^12.2f}|{x!r:>10}|{x!s:.4}")
print(f"{name:>{width}}|{name:{'*'}^{width}}|{x:{width}.{prec}f}|{name!r:{width}}|{name:.2}|{name:5.1}|{name:s}|{name!a}")
print(f"{n=}", f"{n = }", f"{x=:.1f}", f"{name=!s}", f"{n + 1=}", f"{name.upper()=}", f"{ n=  }", f"{[n]=}", f"{n=!r:>6}")
print(f"{{}}", f"{{{n}}}", f"{{n}}", f"{'{'}", f"{n}{n}", f"{'a' if n else 'b'}", f"{(lambda v: v * 2)(4)}", f"{ {'a': 1}['a'] }", f"{[i for i in range(3)]}", f"{n if n > 1 else 0:>4}")
print(f"""{n
}""", f'{"nested" + f"{name}"}', f"{n:{f'{width}'}}", f"a" "b" f"{n}", rf"\d{n}", f"\t{n}\u00e9", f"{n!r}" f'{name!r}')
print(f"{1234567.891:,.2f} {1234567:_d} {0xFFFF_FFFF:_x} {255:#010x} {-5:05} {-5:=5} {3:=+5} {True:d} {True} {None} {None!r:>6} {1e10:,} {123456789:n}")
for value, spec in [("a", "d"), (1, "s"), (1.5, "d"), ("a", "+"), ("a", "="), (None, ">5"), ([1], "5"), (1, ".2"), (1, "zz"), ("a", ",") , (1.5, "x"), (1, "c"), (-1, "c"), (1, ",x"), (1, ",_"), ("a", "05"), ({}, "s"), (1.0, "c"), (True, "s"), (1, "q")]:
    try:
        print(repr(f"{value:{spec}}"))
    except (TypeError, ValueError, OverflowError) as e:
        print(repr(e))
class T:
    def __format__(self, spec):
        return f"<{spec}>"
    def __str__(self):
        return "T-str"
t = T()
print(f"{t}|{t:abc}|{t:{n}!}|{t!s:>7}|", format(t, "zz"), "{:yy}".format(t), "%s" % t)
print(f"{1e100:.3}|{0.1:.20f}|{1/3:.10g}|{1e-7}|{1e22}|{123456789.0:g}|{1e5:g}|{1e6:g}|{100000.0:.0e}|{0.0:+}|{-0.0:.1f}|{float('inf'):5}|{float('nan'):>5}|{2.5:.0f}|{3.5:.0f}|{1.0:#.0f}|{1.0:#g}")
