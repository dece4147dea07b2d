for a in [7, -7, 0, 10**20]:
    for b in [3, -3, 1]:
        print(a + b, a - b, a * b, a / b, a // b, a % b, a & b, a | b, a ^ b, a < b, a == b)
print(2**100, -2**2, (-2)**3, 2**-1, 1 << 70, -5 >> 1, ~5, 5 .bit_length(), (255).bit_count(), 0b101, 0o17, 0xFF, 1_000_000, 10**18 * 10**18, 7 // -2, -7 % 3, int("1" * 25) % 97)
for f in [lambda: 1 << -1, lambda: 1 + None, lambda: 1 @ 2, lambda: 1 & 1.5, lambda: -"a", lambda: ~1.5, lambda: 1 < "a", lambda: 5()]:
    try:
        print(f())
    except Exception as e:
        print(repr(e))
