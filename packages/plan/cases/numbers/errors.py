for f in [lambda: 1 / 0, lambda: 1 // 0, lambda: 1 % 0, lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: 0 ** -1, lambda: 0.0 ** -1, lambda: divmod(1, 0), lambda: divmod(1.0, 0), lambda: int("x"), lambda: int(""), lambda: int("1.5"), lambda: float("abc"), lambda: float(""), lambda: int(float("nan")), lambda: int(float("inf")), lambda: round(float("inf")), lambda: int(None), lambda: float([]), lambda: 10.0 ** 400, lambda: float(10 ** 400), lambda: 1 << -1, lambda: int("12", 1), lambda: int("9", 8), lambda: pow(2, -1, 4), lambda: pow(2, 2, 0), lambda: chr(-1), lambda: chr(1114112), lambda: round("a"), lambda: abs("a"), lambda: 10 ** 400 / 3.0, lambda: 1 + None, lambda: None - 1, lambda: "a" * 1.5, lambda: 3 @ 4, lambda: ~1.5, lambda: 1.5 & 1, lambda: 1.5 << 1]:
    try:
        print(f())
    except Exception as e:
        print(type(e), e)
