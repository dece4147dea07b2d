from decimal import Context, Decimal, DecimalTuple, DivisionByZero, FloatOperation, Inexact, InvalidOperation, Overflow, Rounded, getcontext, localcontext, setcontext
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_DOWN, ROUND_UP
d = Decimal
vs = [d("0"), d("-0.00"), d("1"), d("-2.50"), d("1E+3"), d("0.001"), d("101"), d("Infinity"), d("NaN12")]
for v in vs:
    print(v, v.number_class(), v.is_normal(), v.is_subnormal(), v.is_qnan(), v.is_snan(), v.is_canonical(), v.is_signed(), v.canonical(), v.to_eng_string(), v.adjusted(), v.radix(), v.conjugate(), v.real, v.imag)
    print(v.next_minus(), v.next_plus(), v.next_toward(d(5)), v.copy_sign(d(-1)), v.logb() if v else "-", v.normalize())
for f in ("exp", "ln", "log10", "sqrt"):
    for v in (d("0.5"), d(2), d("1E+3"), d("123.456")):
        print(f, v, {"exp": v.exp, "ln": v.ln, "log10": v.log10, "sqrt": v.sqrt}[f]())
print(d(1).exp(Context(prec=50)), d(2).ln(context=Context(prec=5)), d("0.1") ** d("0.3"), d(2) ** d("-0.5"), d(9) ** d("0.5"), pow(d(3), 7, 10), pow(d(3), d(7), d(10)), 2 ** d("1.5"))
a, b = d("12.5"), d("-3")
print(a.compare(b), a.compare_signal(b), a.compare_total(b), a.compare_total_mag(b), a.max(b), a.min(b), a.max_mag(b), a.min_mag(b), a.fma(2, 3), a.remainder_near(b), a.same_quantum(b), b.scaleb(3), d("12345").shift(2), d("12345").rotate(-2), d(1011).logical_and(d(1101)), d(1011).logical_or(d(1)), d(1011).logical_xor(d(1111)), d(1).logical_invert())
print(a.as_integer_ratio(), b.as_integer_ratio(), d("1.10").as_tuple(), DecimalTuple(0, (1, 2), -1), d(DecimalTuple(1, (1, 2), -1)), d("2.5").to_integral_exact(), d("2.5").to_integral_value(ROUND_UP), d("1.23456").quantize(d("0.01"), ROUND_UP), d("1.23456").quantize(d("0.01"), context=Context(rounding=ROUND_CEILING)))
for f in (lambda: d(1).compare_signal(d("NaN")), lambda: d("NaN") < 1, lambda: d("NaN") == 1, lambda: d("sNaN") == 1, lambda: d(12).logical_and(1), lambda: d(-1).sqrt(), lambda: d(-1).ln(), lambda: d(0).logb(), lambda: d(1).scaleb(d("0.5")), lambda: d(1).shift(99), lambda: d("inf") - d("inf"), lambda: d(0) ** 0, lambda: d(-8) ** d("0.5"), lambda: pow(d(2), d("0.5"), 3), lambda: d("1e999999").exp(), lambda: d("9e999999") * 2, lambda: d("inf").as_integer_ratio(), lambda: d("nan").as_integer_ratio(), lambda: int(d("inf")), lambda: divmod(d(1), 0), lambda: d(5) % 0, lambda: d(5) // 0):
    try:
        print(f())
    except Exception as e:
        print(type(e), e)
print(sorted([d("1.5"), 1, 2.5, d("-1")]), d("1.0") in {1: 2}, max(d(1), 2), sum([d("0.1")] * 10), d("1.1") == 1.1, d("0.5") == 0.5)
