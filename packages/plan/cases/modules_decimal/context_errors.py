from decimal import Context, Decimal, DecimalTuple, DivisionByZero, FloatOperation, Inexact, InvalidOperation, Overflow, Rounded, getcontext, localcontext, setcontext
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_DOWN, ROUND_UP
def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e), e)
c = Context()
def setting(name, value):
    def act():
        if name == "prec": c.prec = value
        elif name == "rounding": c.rounding = value
        elif name == "Emin": c.Emin = value
        elif name == "Emax": c.Emax = value
        elif name == "capitals": c.capitals = value
        elif name == "clamp": c.clamp = value
        elif name == "flags": c.flags = value
        elif name == "traps": c.traps = value
        else: c.nope = value
    return act
for name, value in [("prec", 0), ("prec", "a"), ("prec", 1.5), ("prec", 10**30), ("rounding", 1), ("rounding", "x"), ("Emin", 1), ("Emax", -1), ("capitals", 2), ("clamp", 5), ("flags", 3), ("traps", [Inexact]), ("traps", {Inexact: True}), ("nope", 1), ("capitals", "x"), ("prec", 7), ("Emax", 99), ("Emin", -99), ("clamp", 1), ("capitals", False)]:
    print(name, end=" ")
    show(setting(name, value))
print(c)
for f in (lambda: Context(prec="a"), lambda: Context(traps=[1]), lambda: Context(traps=5), lambda: Context(traps=[Inexact], flags=[Rounded]), lambda: Context(flags={Inexact: True}), lambda: setcontext(1), lambda: localcontext(1), lambda: localcontext(foo=1), lambda: Decimal(1).exp(3), lambda: Decimal("1", 5), lambda: getcontext().flags, lambda: getcontext().traps[1], lambda: getcontext().traps.get(1)):
    show(f)
def delete():
    del getcontext().traps[Inexact]
def store():
    getcontext().traps["x"] = 1
show(delete)
show(store)
for f in (lambda: c.add("1", 2), lambda: c.add(1), lambda: c.create_decimal("1 "), lambda: c.create_decimal("1_0"), lambda: c.create_decimal(1.5), lambda: c.create_decimal_from_float(2), lambda: c.create_decimal_from_float("2"), lambda: c.to_sci_string(5), lambda: c.power(a=2, b=3, modulo=None), lambda: c.is_nan(1), lambda: c.number_class(3), lambda: list(c.flags)[:2], lambda: len(c.traps), lambda: dict(c.traps)[Overflow], lambda: Inexact in c.flags, lambda: 1 in c.flags, lambda: c.flags.copy()[Rounded], lambda: type(c), lambda: type(localcontext()), lambda: c.foo, lambda: Decimal(5).foo):
    show(f)
for f in (lambda: Decimal(1).compare("x"), lambda: Decimal(1).compare(), lambda: Decimal(1).fma(1), lambda: Decimal(1).fma(1, 2, 3, 4), lambda: Decimal(1).quantize(Decimal(1), "x"), lambda: Decimal(1).quantize(Decimal(1), rounding=5), lambda: Decimal(1).compare(other=2), lambda: c.sqrt(), lambda: c.sqrt("2"), lambda: c.clear_flags(1), lambda: Decimal(1).exp(1, 2), lambda: Decimal(1).exp(foo=2), lambda: c.add(1, 2, 3), lambda: c.add(a=1, b=2), lambda: Decimal(1).is_nan(1), lambda: c.is_nan()):
    show(f)
try:
    Decimal("x")
except InvalidOperation as e:
    print(e.args, type(e.args[0]), repr(e), str(e))
