from decimal import Context, Decimal, DecimalTuple, DivisionByZero, FloatOperation, Inexact, InvalidOperation, Overflow, Rounded, getcontext, localcontext, setcontext
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_DOWN, ROUND_UP
import decimal
print(getcontext())
getcontext().prec = 6
print(Decimal(1) / Decimal(7), Decimal(2).sqrt(), +Decimal("3.1415926535"), Decimal("3.1415926535"))
getcontext().rounding = ROUND_UP
print(Decimal(1) / Decimal(3), round(Decimal("2.665"), 2), f"{Decimal('2.665'):.2f}", Decimal("2.5").to_integral_value(), round(Decimal("2.5")))
with localcontext() as ctx:
    ctx.prec = 42
    print(Decimal(1) / Decimal(7))
    with localcontext(prec=3, rounding=ROUND_DOWN):
        print(Decimal(2) / 3)
    print(Decimal(1) / 9, getcontext() is ctx, getcontext().prec)
print(Decimal(1) / Decimal(7), getcontext().prec)
setcontext(Context(prec=10, rounding=ROUND_HALF_DOWN, capitals=0))
print(Decimal(10) / 3, Decimal("1E+20"), repr(Decimal("1e-20")), decimal.getcontext())
mine = Context(prec=4, traps=[DivisionByZero], flags=[Rounded])
print(mine, mine.traps[DivisionByZero], mine.flags[Rounded], mine.flags[Inexact])
print(mine.divide(2, 3), mine.add(Decimal("1.23456"), 1), mine.create_decimal("3.14159265"), mine.flags[Inexact], mine)
mine.clear_flags()
print(mine.sqrt(-1), mine.flags[InvalidOperation], mine.power(2, 100), mine.power(7, 3, 5), mine.divmod(17, 5), mine.Etiny(), mine.Etop(), mine)
try:
    mine.divide(1, 0)
except DivisionByZero as e:
    print(type(e), e, e.args, isinstance(e, ZeroDivisionError))
try:
    with localcontext(mine):
        print(Decimal("x"), Decimal(0) / 0, Decimal(5) // 0)
except ZeroDivisionError as e:
    print(repr(e))
print(getcontext().prec)
copy = mine.copy()
copy.prec = 9
copy.clear_traps()
print(mine.prec, copy.prec, copy.divide(1, 0), copy.traps == mine.traps, [s for s in copy.flags if copy.flags[s]])
setcontext(copy)
print(Decimal(1) / 0, Decimal("oops"), Decimal(-1).ln(), Decimal(0).ln(), Decimal("1e999999") * 10, Decimal("1e-999999") / Decimal("1e100"), Decimal("sNaN") + 1)
print(getcontext())
getcontext().traps[Inexact] = True
try:
    Decimal(1) / 3
except Inexact as e:
    print(repr(e), issubclass(Overflow, Inexact), issubclass(FloatOperation, TypeError))
getcontext().traps[FloatOperation] = True
for f in (lambda: Decimal(1.5), lambda: Decimal(1) < 1.5, lambda: Decimal(1) == 1.0, lambda: Decimal.from_float(0.5)):
    try:
        print(f())
    except FloatOperation as e:
        print(repr(e))
