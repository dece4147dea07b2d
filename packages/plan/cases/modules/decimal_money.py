from decimal import Decimal, ROUND_HALF_UP, ROUND_DOWN, ROUND_CEILING, InvalidOperation
cents = Decimal("0.01")
items = [("a", Decimal("19.99"), 3), ("b", Decimal("0.05"), 7)]
total = sum((p * q for _, p, q in items), Decimal("0"))
tax = (total * Decimal("0.19")).quantize(cents, rounding=ROUND_HALF_UP)
print(total, tax, total + tax, (total / 3).quantize(cents), (total / 3).quantize(cents, ROUND_DOWN), f"{total + tax:,.2f}", Decimal("1.005").quantize(cents), round(Decimal("2.5")), round(Decimal("2.345"), 2), Decimal("1.10") == Decimal("1.1"), str(Decimal("1.10")), Decimal(1) / 3, Decimal("1e-7"), Decimal(0.1), Decimal("-0"), Decimal("Infinity"), Decimal("NaN"), Decimal("7") % 3, Decimal("2") ** 10, Decimal("-3.7").to_integral_value(ROUND_CEILING), int(Decimal("3.9")), Decimal("3.14").as_tuple(), Decimal("1.50").normalize(), Decimal("12.3").adjusted(), max(Decimal(1), 2), sorted([Decimal(3), Decimal("1.5")]))
for f in [lambda: Decimal("abc"), lambda: Decimal(1) / 0, lambda: Decimal(1) + 1.5, lambda: Decimal("1e30").quantize(cents), lambda: Decimal([]), lambda: Decimal(0) / 0, lambda: Decimal(-1).sqrt(), lambda: Decimal(1) < "a"]:
    try:
        print(f())
    except Exception as e:
        print(isinstance(e, ArithmeticError), e)
