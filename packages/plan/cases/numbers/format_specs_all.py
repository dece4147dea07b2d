values = [0, 7, -42, 1234567, 10**20, 0.0, -0.0, 3.14159, -2.5, 1e-7, 1.5e300, float("inf"), float("nan"), True]
specs = ["", "d", "5", "<6", "^7", "=+8", "08", "+", " ", ",", "_", "x", "#x", "b", "#010b", "o", "X", "c", "e", ".2e", "f", ".0f", ".3f", ",.2f", "g", ".3g", "#.3g", "G", "%", ".1%", "n", "*^12", "*>+12,.1f", "s", ".2", "10.3", "z", "#o", "_x", "_b", "0=6", "<010", "^+9.1f", ",d", "_.2f", ".10", "020,.2f"]
for spec in specs:
    row = []
    for value in values:
        try:
            row.append(format(value, spec))
        except (ValueError, OverflowError) as error:
            row.append(f"!{error}")
    print(repr(spec), row)
for text, spec in [("abc", ""), ("abc", "6"), ("abc", ">6"), ("abc", "*^7"), ("abc", ".2"), ("abc", "5.1"), ("abc", "06"), ("abc", "=6"), ("abc", "d"), ("abc", ","), ("abc", "+"), ("abc", "s"), ("", "3"), ("é日", "^6"), ("abc", "<<5"), ("abc", ".x"), ("abc", "q")]:
    try:
        print(repr(format(text, spec)), end=" ")
    except ValueError as error:
        print(f"!{error}", end=" ")
print()
for value in ([1], None, (1, 2), {"a": 1}, b"x"):
    for spec in ("", "s", ">5", "d"):
        try:
            print(format(value, spec), end="|")
        except (TypeError, ValueError) as error:
            print(error, end="|")
print()
width, precision, name = 10, 2, "total"
price = 1234.5678
print(f"{price:{width}.{precision}f}|{price:>{width + 5},.{precision}f}|{name!r:>{width}}|{name=}|{price=:.1f}|{width * 2 = }|{'nested ' + f'{price:.0f}'}|{{}}|{name[0]!s:*^3}|{[x for x in range(3)]}|{'a' if width > 5 else 'b'}|{(lambda v: v * 2)(4)}|{name:{'>' if width else '<'}{8}}")
print("%5.1f|%-6d|%06.2f|%+d|%x|%o|%e|%g|%s|%r|%c|%%|%5s|%.2s" % (3.14159, 42, 2.5, 7, 255, 8, 12345.678, 0.0001, None, "q", "z", "ab", "xyz"))
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.5, -2), round(1e20), round(5, -1), round(15, -1), round(1.15, 1), round(0.5), round(-0.4), round(1.005, 2), round(10**20 + 5, -1))
print(0.1 + 0.2, 1e16, 1e15, 123456789012345680.0, 1e-5, 0.0001, 1 / 3, 2 / 3, 1e22, 1e23, 5e-324, 1.7976931348623157e308, 100.0, 1.0e10, -1e-10, 3.0, 1e100)
print(7 // 2, -7 // 2, 7 % -3, -7 % 3, 7.5 // 2, -7.5 % 2, divmod(-7, 2), 2 ** -1, 2 ** 0.5, (-2) ** 2, -2 ** 2, 10 ** 20, 1_000_000, 0xff, 0b101, 0o17, 1e3, 5 // 0.3, 1e308 * 10, int(1e23), int(-3.9), int("  12_3 "), float("1e5"), float(" -inf "), bool(0.0), 3 == 3.0, 2**53 == 2**53 + 1.0, 0.1 + 0.2 == 0.3)
print((255).bit_length(), (10).bit_count(), (3.0).is_integer(), (0.75).as_integer_ratio(), (2.5).hex(), float.fromhex("0x1.4p+1"), (5).conjugate(), (7).numerator, 6 & 3, 6 | 3, 6 ^ 3, ~6, 1 << 10, -16 >> 2, -1 >> 100)
