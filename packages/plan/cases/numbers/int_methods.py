for n in (0, 1, -1, 255, 256, -256, 2**64, True):
    print(n, n.bit_length(), n.bit_count(), n.conjugate(), n.real, n.imag, n.numerator, n.denominator, n.as_integer_ratio())
print((1024).to_bytes(2, "big"), (1024).to_bytes(4, "little"), (-1).to_bytes(2, "big", signed=True), (0).to_bytes(1, "big"), (65).to_bytes(), (255).to_bytes(length=3, byteorder="little"))
print(int.from_bytes(b"\x04\x00", "big"), int.from_bytes(b"\x04\x00", "little"), int.from_bytes(b"\xff\xff", "big", signed=True), int.from_bytes(b"", "big"), int.from_bytes([1, 2], "big"), int.from_bytes(b"\x10"))
for call in (lambda: (256).to_bytes(1, "big"), lambda: (-1).to_bytes(1, "big"), lambda: (1).to_bytes(-1, "big"), lambda: (1).to_bytes(1, "middle"), lambda: int.from_bytes(b"a", "x"), lambda: int.from_bytes("a", "big"), lambda: (200).to_bytes(1, "big", signed=True), lambda: (5).bit_length(1), lambda: (5).nope, lambda: int.from_bytes(5, "big")):
    try:
        print(call())
    except (TypeError, ValueError, OverflowError, AttributeError) as e:
        print(repr(e))
print(int(), int(3.99), int(-3.99), int("  42\n"), int("1_000"), int("ff", 16), int("0xff", 16), int("0b101", 0), int("0o17", 0), int("z", 36), int(b"12"), int(True), int("-0"), int("+7"), int("١٢"), int("10", base=2))
for args in [("",), ("1.5",), ("a",), ("12a",), ("1__0",), ("_1",), ("0x1",), ("9", 8), ("1", 1), ("1", 37), (None,), ([1],), (1.5, 2), (float("inf"),), (float("nan"),), ("010", 0), ("1", "2"), (" ",), ("- 1",), (b"x",), ("1\0",)]:
    try:
        print(int(*args))
    except (TypeError, ValueError, OverflowError) as e:
        print(repr(e))
print(10 .real, 5 .bit_length(), 1_000_000, 0x_ff, 0b1_0, 0o7_7, -7 // 2, -7 % 3, 7 // -2, ~7, 1 << 70, -1 >> 5, 5 & -2, 6 | 9, 6 ^ 3)
for call in (lambda: 1 << -1, lambda: 1 >> -2, lambda: 1 << 1.0, lambda: 1 & 1.0, lambda: 1 | "a", lambda: 1 // "a", lambda: 5 % None, lambda: 1 + [], lambda: (lambda v: v[0])(1), lambda: len(5), lambda: 5 < "a", lambda: 5 @ 5):
    try:
        print(call())
    except (TypeError, ValueError) as e:
        print(e)
