from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal, InvalidOperation, DivisionByZero

cent = Decimal("0.01")
for text in ("2.675", "2.665", "-2.675", "0.005", "1E+3", "123456789.987654321"):
    print(text, [str(Decimal(text).quantize(cent, rounding=mode)) for mode in (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_HALF_DOWN, ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR)])
lines = [("pen", 3, "1.20"), ("book", 1, "12.99"), ("cup", 2, "0.335")]
net = sum((Decimal(price) * count for _, count, price in lines), Decimal(0))
tax = (net * Decimal("0.19")).quantize(cent, ROUND_HALF_UP)
print(net, tax, net + tax, f"{net + tax:,.2f}", f"{net:>12}|{net:<12}|{tax:+}|{net:e}|{Decimal('0.256'):.1%}")
print(Decimal("1.10") + Decimal("2.2"), Decimal(1) / 3, Decimal(2) ** 100, Decimal(2) ** -2, Decimal(2).sqrt(), Decimal("7") // 2, Decimal("-7") % 3, divmod(Decimal("7.5"), 2), -Decimal("0"), abs(Decimal("-1.0")))
print(Decimal(0.1), Decimal("0.1") == 0.1, Decimal("1.0") == 1, Decimal("1.0") < 1.5, {Decimal("1.0"): "a"}[1], Decimal("NaN") == Decimal("NaN"), Decimal("Infinity") > 10**100, Decimal("1e400") > float("inf"))
print(Decimal("3.14159").normalize(), Decimal("100").normalize(), Decimal("1.500").normalize(), Decimal("12.30").as_tuple(), Decimal("12345").adjusted(), Decimal("1.23").is_finite(), Decimal("-0").is_signed(), Decimal("1.5").to_integral_value(), Decimal("2.5").to_integral_value(ROUND_HALF_UP), int(Decimal("-3.9")), float(Decimal("0.1")), round(Decimal("2.5")), round(Decimal("2.675"), 2))
print(max(Decimal("1.5"), Decimal("1.50")), sorted([Decimal("3"), 1, Decimal("2.5")]), Decimal("5").compare(Decimal("3")), Decimal("1.1").copy_sign(Decimal("-1")), Decimal("10").log10(), Decimal("1").exp(), Decimal("2").ln(), Decimal("1.23456789").scaleb(3), Decimal("123.456").quantize(Decimal("1E+1")), Decimal("3").fma(2, 1))
for wrong in (lambda: Decimal("x"), lambda: Decimal("1") / 0, lambda: Decimal(0) / 0, lambda: Decimal("1") + 1.5, lambda: Decimal("1") < "2", lambda: Decimal(-1).sqrt(), lambda: Decimal("1e30").quantize(cent), lambda: Decimal(None), lambda: Decimal("1") // 0, lambda: int(Decimal("NaN")), lambda: Decimal("sNaN") + 1, lambda: Decimal([1]), lambda: Decimal("1,5"), lambda: 1.5 * Decimal(2), lambda: Decimal(0) ** 0):
    try:
        print(wrong())
    except (InvalidOperation, DivisionByZero, TypeError, ValueError) as error:
        print(type(error), error)
print(str(Decimal("1E+3")), repr(Decimal("1E-7")), Decimal("0.000001"), Decimal("0.0000001"), Decimal("1E+3") + 0, f"{Decimal('1E+3'):f}", f"{Decimal('1234.5'):010.2f}", "%.2f" % Decimal("2.675"), "{:,}".format(Decimal("1234567.891")), Decimal("  12 "), Decimal("1_000.5"))
