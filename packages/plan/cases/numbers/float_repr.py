for x in [0.1, 1.0, 1e16, 1e15, 1e22, 1e21, 1e-4, 1e-5, 123456.789, 5e-324, 1.7976931348623157e308, -0.0, 0.0, 1/3, 2/3, 1e100, 12345678901234567.0, 0.00001234, 9007199254740993.0, float("inf"), float("-inf"), float("nan")]:
    print(repr(x), str(x), f"{x}", [x])
print(float("1e5"), float(" 1.5 "), float("-inf"), float("1_0.5"), float("infinity"), float("NaN"), float(10 ** 20), float("1e400"))
print((0.5).as_integer_ratio(), (2.0).is_integer(), (2.5).is_integer(), (1.5).hex(), float.fromhex("0x1.8p+1"))
