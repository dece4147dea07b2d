from decimal import Decimal, ROUND_HALF_UP, ROUND_DOWN, InvalidOperation, DivisionByZero
import decimal
a, b = Decimal("1.10"), Decimal("2.25")
print(a + b, a - b, a * b, b / a, b // a, b % a, -a, abs(-b), a ** 2, a + 1, 3 * a, 1 / Decimal(3), repr(a), str(b), divmod(b, a))
print(a < b, a == Decimal("1.1"), a == 1.1, Decimal("0.5") == 0.5, Decimal(2) == 2, max(a, b), sorted([b, a]), sum([a, b]), bool(Decimal(0)), a < 2, a > 1.0)
print(b.quantize(Decimal("0.1")), b.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP), b.quantize(Decimal("1"), ROUND_DOWN), round(b, 1), round(b), int(b), float(a), Decimal(0.1), Decimal("1E+3"), Decimal("-0"))
print(f"{b:.1f}", f"{Decimal('1234567.891'):,.2f}", format(a, "10"), Decimal("100").normalize(), Decimal("2").sqrt(), a.as_tuple(), Decimal("NaN"), Decimal("Infinity"), Decimal("1.5").to_integral_value())
print({Decimal("1.0"): "x"}[Decimal("1.00")], len({Decimal("1"), Decimal("1.0")}), isinstance(a, Decimal), type(a), Decimal("1.23").is_nan(), a.adjusted(), a.compare(b), Decimal(" 5 "), Decimal("1_000"))
import math
print(math.floor(Decimal("2.7")), math.ceil(Decimal("2.1")), math.sqrt(Decimal("4")), decimal.ROUND_UP)
for f in [lambda: Decimal("abc"), lambda: a / 0, lambda: Decimal(0) / 0, lambda: Decimal([]) , lambda: Decimal(None), lambda: int(Decimal("nan")), lambda: b.quantize(Decimal("0.1"), rounding="x"), lambda: Decimal((1, (1, 2), -1))]:
    try:
        print(f())
    except Exception as e:
        print(type(e), e)
try:
    Decimal("x")
except InvalidOperation as e:
    print("invalid", e)
try:
    Decimal(1) / 0
except ZeroDivisionError as e:
    print("zero", e)
final_return_value = Decimal("19.99") * 3
