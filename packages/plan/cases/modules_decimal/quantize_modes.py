from decimal import Decimal, ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_HALF_DOWN, ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_05UP, InvalidOperation, DivisionByZero
modes = [ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_HALF_DOWN, ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_05UP]
for mode in modes:
    print(f"{mode:16}", [str(Decimal(v).quantize(Decimal("0.1"), rounding=mode)) for v in ("2.25", "2.35", "-2.25", "2.21", "-2.29", "2.01")])
d = Decimal("1234.5678")
print(d.quantize(Decimal("0.01")), d.quantize(Decimal("1")), d.quantize(Decimal("1E+2")), round(d, 2), round(d), round(d, -2), int(d), float(d), d // 1, d % 1)
print(Decimal("0.1") + Decimal("0.2"), Decimal(1) / Decimal(3), Decimal("1.10") * 3, Decimal("2") ** 10, Decimal(2).sqrt(), -d, abs(-d), +d, divmod(Decimal(7), Decimal("1.5")))
print(Decimal("1.0") == 1, Decimal("0.1") == 0.1, Decimal("1.0") == Decimal("1.00"), Decimal("1E+3"), Decimal("1000").normalize(), Decimal("1.500").normalize(), Decimal("-0"), Decimal("  5 "), Decimal("1_000"))
print(Decimal(0.1), Decimal((0, (1, 2, 3), -2)), Decimal("12.30").as_tuple(), Decimal("12.3").adjusted(), repr(d), d.copy_abs(), d.is_signed())
print(f"{d:.2f} {d:,.1f} {d:>12.1f}| {d:e} {d:010.1f} {Decimal('0.256'):.1%}", format(Decimal("5"), ".3f"), f"{Decimal('1e10')} {Decimal('1e-10')}")
print(Decimal("NaN"), Decimal("inf") > 5, Decimal("NaN").is_nan(), Decimal("Infinity").is_infinite(), Decimal(3).compare(Decimal(4)), Decimal("3").max(Decimal("7")), min(Decimal(1), Decimal("0.5")))
for bad in (lambda: Decimal("abc"), lambda: Decimal(1) / 0, lambda: Decimal(0) / 0, lambda: Decimal("1") + 1.5, lambda: Decimal(-1).sqrt(), lambda: Decimal([1]), lambda: Decimal(1) < "2", lambda: Decimal("1e40").quantize(Decimal("0.01")), lambda: int(Decimal("nan")), lambda: Decimal(None)):
    try:
        print(bad())
    except Exception as e:
        print(type(e), e)
prices = ["19.99", "5.01", "0.10"]
total = sum(map(Decimal, prices), Decimal("0"))
vat = (total * Decimal("0.19")).quantize(Decimal("0.01"), ROUND_HALF_UP)
print(total, vat, total + vat, sum(Decimal(p) for p in prices), str(total))
def split(amount, n):
    share = (amount / n).quantize(Decimal("0.01"), ROUND_DOWN)
    rest = amount - share * n
    return [share + (Decimal("0.01") if i < rest * 100 else 0) for i in range(n)]
print(split(Decimal("100.00"), 3), sum(split(Decimal("0.05"), 4)), Decimal("10") in [10], {Decimal("1.0"): "x"}[1])
