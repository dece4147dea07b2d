for s in ["12", " 7 ", "-3", "+4", "1_000", "0x1f", "", "1.5", "abc", "0b11", "٣"]:
    try:
        print(repr(s), int(s))
    except ValueError as e:
        print(e)
for s, b in [("ff", 16), ("0xff", 16), ("z", 36), ("101", 2), ("0o17", 8), ("0b101", 0), ("12", 2), ("9", 1), ("010", 0)]:
    try:
        print(s, b, int(s, b))
    except ValueError as e:
        print(e)
print(int(3.99), int(-3.99), int(True), int(), int(b"12"), int(1e18), int("9" * 30), int(10**20) == 10**20)
for bad in [None, [], "x", float("nan"), float("inf"), {}]:
    try:
        int(bad)
    except (TypeError, ValueError, OverflowError) as e:
        print(repr(e))
