import math
from math import sqrt, pi, floor
print(sqrt(2), pi, math.e, math.tau, math.inf, math.nan, floor(2.7), math.ceil(2.1), math.trunc(-2.7), floor(-0.5), math.ceil(10), floor(10**20))
print(math.factorial(20), math.comb(10, 3), math.perm(5), math.perm(5, 2), math.gcd(12, 18), math.gcd(), math.lcm(4, 6), math.isqrt(10**20), math.prod([1, 2, 3.0]), math.prod([], start=5))
print(math.log(10), math.log(8, 2), math.log2(8), math.log10(1000), math.log1p(1e-10), math.exp(1), math.pow(2, 0.5), math.fsum([0.1] * 10), math.hypot(3, 4), math.dist([0, 0], [3, 4]))
print(math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 2, rel_tol=0.6), math.isclose(0, 1e-10, abs_tol=1e-9), math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1), math.fmod(-7, 3), math.remainder(7, 4), math.copysign(1, -0.0), math.modf(3.25), math.frexp(8), math.ldexp(0.5, 4))
print(math.degrees(pi), math.radians(180), math.sin(0), math.cos(0), math.atan2(1, 1), math.gamma(5), math.gamma(0.5), math.lgamma(10), math.ulp(1.0), math.nextafter(1, 2), math.exp2(3))
print([math.erf(x) for x in [0, 0.1, 0.5, 1, 2, 3, -1, 7]], [math.erfc(x) for x in [0, 0.5, 1, 10]], math.gamma(10.1), math.gamma(-1.5), math.lgamma(0.1))
for f in [lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.factorial(-1), lambda: math.factorial(2.5), lambda: math.sqrt("x"), lambda: math.floor(math.inf), lambda: math.ceil(math.nan), lambda: math.exp(1000), lambda: math.comb(-1, 2), lambda: math.isqrt(-1), lambda: math.log(5, 1), lambda: math.gcd(1.5), lambda: math.pow(0, -1), lambda: math.fmod(1, 0), lambda: math.acos(2), lambda: math.gamma(0), lambda: math.dist([1], [1, 2])]:
    try:
        print(f())
    except Exception as e:
        print(type(e), e)
print(math.floor(True), math.sqrt(True), math.fabs(-3), math.log(True), math.hypot(), math.hypot(1, 2, 2))
final_return_value = round(math.sqrt(2), 3)
