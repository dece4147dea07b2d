import math
for x in [0, 1, 0.5, 2, 10, 100.25]:
    print(math.sqrt(x), math.floor(x), math.ceil(x), math.trunc(x), math.fabs(-x), round(math.sin(x), 12), round(math.cos(x), 12), round(math.exp(x), 6), round(math.atan(x), 12), round(math.log1p(x), 12), math.degrees(x), math.isfinite(x), math.modf(x), math.frexp(x))
print(math.gcd(12, 18), math.lcm(4, 6), math.factorial(20), math.comb(5, 2), math.perm(5, 2), math.isqrt(17), math.hypot(3, 4), math.dist([0, 0], [3, 4]), math.prod([1, 2, 3]), math.fsum([0.1] * 10), math.copysign(1, -0.0), math.pi, math.e, math.tau, math.inf, math.isclose(0.1 + 0.2, 0.3), math.fmod(-7, 3), math.remainder(7, 4), math.log(8, 2), math.log2(8), math.log10(1000), math.pow(2, 3), math.gcd(), math.nextafter(1, 2), math.ulp(1))
for f in [lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.factorial(-1), lambda: math.factorial(1.5), lambda: math.floor("a"), lambda: math.gcd(1.5), lambda: math.comb(-1, 2), lambda: math.exp(1000), lambda: math.acos(2), lambda: math.floor(float("nan")), lambda: math.isqrt(-1), lambda: math.pow(0, -1), lambda: math.log(-1, 2)]:
    try:
        print(f())
    except Exception as e:
        print(repr(e))
