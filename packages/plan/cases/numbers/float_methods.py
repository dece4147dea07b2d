for x in (0.0, -0.0, 1.5, -2.25, 1e300, 0.1, 5e-324):
    print(x, x.is_integer(), x.as_integer_ratio(), x.hex(), x.conjugate(), x.real, x.imag)
print((3.0).is_integer(), float.fromhex("0x1.8p1"), float.fromhex("-0x10"), float.fromhex("inf"), float("nan").is_integer(), float("inf").is_integer(), float("inf").hex())
for bad in (float("inf"), float("nan")):
    try:
        bad.as_integer_ratio()
    except (OverflowError, ValueError) as e:
        print(repr(e))
for text in ("1", " 1.5 ", "1e3", "-.5", "5.", "1_0.0_1", "inf", "-Infinity", "NaN", "+1e-2", "1E+2", "٣.٥", "1e400", "1e-400"):
    print(repr(text), float(text))
for bad in ("", "a", "1.2.3", "1e", "e5", "1__0", "0x1", "--1", "1 2", None, [], "infin", b"x"):
    try:
        print(float(bad))
    except (TypeError, ValueError) as e:
        print(repr(e))
print(float(), float(10**22), float(True), float(b"2.5"), float(2**53 + 1), 0.1 + 0.2, 1e16 + 1, 1 / 3, 2 / 3, 1e23, 1.0, 100000000000000000000.0, 1e-4, 0.00001, 123456789.123456789)
try:
    float(10**400)
except OverflowError as e:
    print(e)
try:
    10**400 / 3
except OverflowError as e:
    print(e)
try:
    10**400 * 1.0
except OverflowError as e:
    print(e)
nan, inf = float("nan"), float("inf")
print(nan == nan, nan != nan, nan < 1, nan in [nan], [nan] == [nan], inf == inf, inf > 10**400, -inf < -(10**400), inf - inf, inf * 0, inf // 1, 1 / inf, 1e308 * 10, -1e308 * 10, max(nan, 1), max(1, nan), sorted([2, inf, -inf, 1]), min(inf, nan))
print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2, 0.3 // 0.1, 0.3 % 0.1, 1.0 // 0.1, 2 ** 0.5, 2.0 ** 3, 1.5 == 3 / 2, 0.5 == 1 / 2 == 0.50, 1 == 1.0, 3 == 3.0 == True + 2)
for call in (lambda: 1.5 + "a", lambda: 1.5 % "a", lambda: 1.5 & 1, lambda: 1.5 << 1, lambda: ~1.5, lambda: "a" * 1.5, lambda: [1] * 1.5, lambda: [1][1.0], lambda: range(1.0), lambda: 1.5 < "a", lambda: 1.5 < None, lambda: (1.5).foo):
    try:
        print(call())
    except (TypeError, AttributeError) as e:
        print(e)
