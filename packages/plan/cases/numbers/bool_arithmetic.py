pairs = [(True, True), (True, False), (False, True), (True, 2), (3, False), (True, 1.5)]
for a, b in pairs:
    print(a, b, a + b, a - b, a * b, a < b, a == b, a <= b, max(a, b), min(a, b), a ** b, [a, b].count(1), sum([a, b]))
for a, b in pairs[:5]:
    print(a & b, a | b, a ^ b, type(a & b), type(a | b), a << b, a >> b)
for a, b in [(True, False), (False, False), (1, False), (True, 0.0)]:
    for op in (lambda x, y: x / y, lambda x, y: x // y, lambda x, y: x % y):
        try:
            print(op(a, b))
        except ZeroDivisionError as e:
            print(e)
print(int(True), float(False), str(True), True.bit_length(), True.real, (True).numerator, ["no", "yes"][True], "ab" * True, [0] * False, range(True), True in [1], {1: "x"}[True], -True, +True, ~True, abs(False), round(True), divmod(True, 2), f"{True:5}|{True:<6}|{True!r:>6}|{True:.1f}|{False:e}|{True:%}")
flags = [x > 2 for x in range(5)]
print(flags, sum(flags), flags.index(True), any(flags), all(flags), sorted(flags, reverse=True), sorted([True, 0.5, 2, False]), isinstance(True, int), issubclass(bool, int), bool("False"), bool("0"), True is not False, (True, False) < (True, True))
