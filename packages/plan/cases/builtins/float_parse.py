for s in ["1.5", " -2e3 ", "inf", "-Infinity", "nan", "1_0.5", ".5", "5.", "1e", "abc", "", "0x1", "1e400", "-0"]:
    try:
        print(repr(s), float(s))
    except ValueError as e:
        print(e)
print(float(3), float(True), float(), float("1e-400"), float(10**15), 0.1 + 0.2, 1e16, 1e15, 123456789.123456789, 1e-5, 0.0001, 1.0, -0.0, 5e-324, 1.7976931348623157e308, 100.0, 1e22, 1e21)
for bad in [None, [], "x"]:
    try:
        float(bad)
    except (TypeError, ValueError) as e:
        print(repr(e))
try:
    float(10**400)
except OverflowError as e:
    print(e)
print((0.5).as_integer_ratio(), (2.0).is_integer(), (1.5).hex(), float.fromhex("0x1.8p+0"), 3.0 == 3, float("nan") == float("nan"), float("inf") > 10**100, 1e308 * 10, -1e308 * 10)
