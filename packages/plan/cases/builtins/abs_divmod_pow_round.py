for x in [0, -5, 7, -2.5, True, 10**30, -0.0]:
    print(abs(x), divmod(x, 3), round(x), pow(x, 2), x // 2, x % 3)
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234, -2), round(1.5, 0), round(1e20), round(0.5), pow(2, 10, 1000), pow(2, -1), pow(3, -1, 7), pow(0, 0))
for f in [lambda: divmod(1, 0), lambda: 1 / 0, lambda: 1 // 0, lambda: 1 % 0, lambda: 1.0 / 0, lambda: 0 ** -1, lambda: abs("a"), lambda: round("a"), lambda: pow("a", 2), lambda: round(float("nan")), lambda: round(float("inf")), lambda: pow(2, 3, 0), lambda: divmod("a", 1), lambda: pow(2.0, 3, 4)]:
    try:
        print(f())
    except Exception as e:
        print(repr(e))
