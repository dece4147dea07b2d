for n in (0, 7, -7, 999, 1000, -1234567, 10**18):
    print(f"{n:,}|{n:_}|{n:+,}|{n:012,}|{n:>14,}|{n:<14_}|{n:^14,}|{n:=+14,}|{n:_x}|{n:_b}|{n:#_o}")
for x in (0.0, 0.5, 1234.5, -9876543.21, 1e15, 1e16, 1e-5):
    print(f"{x:,}|{x:,.2f}|{x:_.1f}|{x:015,.2f}|{x:,.0f}|{x:,.3g}|{x:,e}|{x:+,.1f}|{x:,%}")
specs = ["5", "<5", ">5", "^5", "=5", "05", "+", "-", " ", "x", "X", "#x", "o", "b", "#b", "d", "n", "c", "e", "E", "f", "F", "g", "G", "%", "*^9", "0>5", "a<5", "{<5", "+05d", "#06x", " 05", ".3f", "10.2e", "+.0f", "#.0f", "z.1f"]
for s in specs:
    row = []
    for v in (65, -3):
        try:
            row.append(format(v, s))
        except (ValueError, OverflowError) as e:
            row.append(str(e))
    print(s, row)
for s in ("", "5", ".2", ".0f", "8.3f", "e", ".1e", "g", ".10g", "%", ".0%", "+", "010", "<10", "^10.1f", "n", "G", "#.3g", "z.0f", ".50f"):
    print(s, [format(v, s) for v in (2.5, -0.04, 12345678.9)])
for v, s in [(1, ".5"), (1, ",c"), (1, "_n"), (1.0, "_n"), (1.5, "b"), (1, "5.2d"), (1, "<<<5"), (1, "99999999999999999999d"), ("s", "=5"), ("s", ",.1"), ("s", "#"), ("s", " "), (1.5, ".99999999999999999999f"), (None, "d"), ([], ">3")]:
    try:
        print(format(v, s))
    except (TypeError, ValueError) as e:
        print(repr(e))
try:
    format(1, 5)
except TypeError as e:
    print(e)
print(format("x"), format(1.5, ""), format(None), format([1]), format(True), format(True, "d"), format(True, ">6"))
