for a in [0, 1, 5, -1, -6, 255, 2 ** 40, -(2 ** 40) - 3, 2 ** 70 + 5]:
    print(a, ~a, a & 0xFF, a | 3, a ^ -1, a << 4, a >> 2, a.bit_length(), bool(a), -a, abs(a), a & -8, a >> 80)
