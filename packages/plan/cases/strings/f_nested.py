w, p, x = 10, 3, 3.14159265
print(f"{x:{w}.{p}f}|{x!r:>{w}}|{'a' + 'b':*^{w}}|{x:.{p}}|{{}}|{w=}|{x = :.2f}|{'q'!r}|{w!s:>5}|{'é'!a}")
d = {"k": [1, {"z": 2}]}
print(f"{d['k'][1]['z']} {[i * 2 for i in range(3)]} {(lambda v: v + 1)(2)} {w if w > 5 else 'no'} {w:>+6d} {w:#x} {w:08b} {1234567.891:,.2f} {0.256:.1%} {1e10:g} {12345:_}")
print(f"""multi
{w}
line""", f"{'nested ' + f'{w}'}", rf"\d{w}", f"{w}" "joined" f"{p}")
print(f"{None} {True} {[]} {()} {set()} {b'x'}")
try:
    f"{x:q}"
except ValueError as e:
    print(e)
try:
    f"{'s':d}"
except ValueError as e:
    print(e)
