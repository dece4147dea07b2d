from decimal import Decimal, ROUND_HALF_UP, InvalidOperation, DivisionByZero
print(Decimal(1) / Decimal(7), Decimal("1.23456789") + 0)
print(Decimal(2) / Decimal(3))
print(Decimal("2.675").quantize(Decimal("0.01"), rounding=ROUND_HALF_UP), Decimal("2.675").quantize(Decimal("0.01")))
print(Decimal("2.671").quantize(Decimal("0.01")), round(Decimal("2.675"), 2))
print(Decimal("2.675").quantize(Decimal("0.01")))
try:
    Decimal("x")
except InvalidOperation as e:
    print(type(e) is not None, e)
try:
    Decimal(1) / 0
except DivisionByZero as e:
    print(e)
print(Decimal("1e3").normalize(), Decimal("100").to_integral_value(), Decimal("1.5").as_tuple(), Decimal("-1.5").copy_abs(), Decimal("7").sqrt())
print(sum([Decimal("0.1")] * 3), max(Decimal(1), Decimal("1.5")), f"{Decimal('1234.5'):,.2f}", int(Decimal("9.9")), float(Decimal("0.5")), Decimal(3) ** 2, -Decimal(1), abs(Decimal(-2)), Decimal(7) // 2, Decimal(7) % 2, divmod(Decimal(7), 2), Decimal("1.0") == 1, Decimal(1) < 2)
