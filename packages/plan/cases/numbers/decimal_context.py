from decimal import Decimal, ROUND_05UP

def show(f):
    try:
        v = f()
    except Exception as e:
        print("!", type(e), e)
    else:
        print(type(v), repr(v))


show(lambda: Decimal(2) ** Decimal("0.5"))
show(lambda: Decimal("1E+3") ** Decimal("0.5"))
show(lambda: Decimal(1) ** Decimal("0.5"))
show(lambda: Decimal(0) ** Decimal("0.5"))
show(lambda: Decimal(-1) ** Decimal("0.5"))
show(lambda: Decimal("10") ** Decimal("-1.5"))
show(lambda: Decimal((0, (1, 2), "F")))
show(lambda: Decimal((1, (1, 2), "n")))
show(lambda: Decimal((0, (1, 2), "x")))
show(lambda: divmod(Decimal(1), 0))
show(lambda: divmod(7, Decimal("2.5")))
show(lambda: Decimal(10**30).max(Decimal(1)))
show(lambda: Decimal("NaN").max(1))
show(lambda: Decimal("1.0").min(Decimal(1)))
show(lambda: Decimal("sNaN") == 1)
show(lambda: Decimal("sNaN").compare(1))
show(lambda: Decimal("1.5").conjugate())
show(lambda: Decimal("0.5").quantize(None, rounding="nope"))
show(lambda: Decimal("1.55").quantize(Decimal("0.1"), ROUND_05UP))
