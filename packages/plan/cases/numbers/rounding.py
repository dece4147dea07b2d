for x in [0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1.005, 2.345, 1e16 + 0.5]:
    print(round(x), round(x, 1), round(x, 2))
print(round(1234, -2), round(1250, -2), round(1350, -2), round(15, -1), round(25, -1), round(-15, -1), round(7), round(True))
print(round(3.14159, 3), round(2.0, 5), type(round(2.5)), type(round(2.5, 0)), round(1e300, 2), round(5e-324, 400))
print(int(2.9), int(-2.9), int(1e20), float(7), int(True), abs(-3), abs(-2.5), abs(True), min(1, 2.0), max(1, 1.0), sum([0.1] * 10))
