from decimal import Decimal
vals = [1, 1.0, True, Decimal(1), 2, 1.5, Decimal("1.5"), 2**53, 2.0**53, 2**53 + 1, 10**30, 1e30, float("inf")]
for a in vals:
    print([("<" if a < b else "=" if a == b else ">") for b in vals])
for a in (1, 1.5, Decimal(1)):
    for b in ("1", None, [1], b"1", {}):
        print(a == b, a != b, end=" ")
        for op in (lambda x, y: x < y, lambda x, y: x >= y, lambda x, y: y > x):
            try:
                print(op(a, b))
            except TypeError as e:
                print(e, end="; ")
print()
print(2**53 == float(2**53), 2**53 + 1 == float(2**53), 2**53 + 1 > float(2**53), 10**400 > 1e308, -(10**400) < float("-inf"), 10**400 < float("inf"), 1 < 1.5 < 2 <= 2.0 != 3, 0.1 + 0.2 > 0.3, 0.1 * 3 == 0.3, 1 == 1.0 is not True, 3 in (3.0,), {1, 1.0, True}, len({2, 2.0, Decimal(2)}), sorted([2, 1.5, True, Decimal("1.25")]), max(1, 1.0), max(1.0, 1), min(True, 1), [1.0, 2].index(2.0))
try:
    print(Decimal(1) + 1.5)
except TypeError as e:
    print(e)
