import math
print(math.gcd(12, 18), math.gcd(), math.gcd(0, 5), math.gcd(-4, 6), math.gcd(12, 18, 27), math.lcm(4, 6), math.lcm(), math.lcm(3, 0), math.lcm(2, 3, 4))
print(math.factorial(0), math.factorial(5), math.factorial(25), math.comb(5, 2), math.comb(3, 5), math.perm(5, 2), math.perm(4), math.comb(52, 5))
print(math.isqrt(0), math.isqrt(15), math.isqrt(16), math.isqrt(10 ** 40), math.isqrt(10 ** 40 - 1))
print(math.floor(-1.5), math.ceil(-1.5), math.trunc(-1.5), math.floor(2), math.ceil(1e20), math.floor(1e300) > 0, math.trunc(3.99))
print(math.prod([1, 2, 3, 4]), math.prod([]), math.prod([2, 0.5]), math.prod([3], start=2), math.prod(range(1, 21)))
print(math.fsum([0.1] * 10), sum([0.1] * 10), math.fsum([1e100, 1.0, -1e100]), math.fsum([]))
print(math.fmod(7, 3), math.fmod(-7, 3), -7 % 3, math.remainder(7, 4), math.remainder(-5, 3), math.modf(3.25), math.modf(-2.5), math.frexp(8.0), math.frexp(0.3), math.ldexp(0.75, 4))
print(math.copysign(3, -0.0), math.fabs(-3), math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1, rel_tol=0.2), math.isclose(0, 1e-12), math.isclose(0, 1e-12, abs_tol=1e-9))
print(math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1e308), math.nan == math.nan, math.inf > 10 ** 400)
print(math.dist([0, 0], [3, 4]), math.hypot(3, 4), math.hypot(1, 2, 2), math.hypot(), math.dist((1,), (4,)), math.ulp(1.0), math.nextafter(1.0, 2.0))
print(math.pi, math.e, math.tau, math.inf, math.nan)
tries = [lambda: math.factorial(-1), lambda: math.factorial(2.5), lambda: math.isqrt(-1), lambda: math.comb(-1, 2), lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.floor(math.inf), lambda: math.ceil(math.nan), lambda: math.gcd(1.5), lambda: math.fmod(1, 0), lambda: math.sqrt("4"), lambda: math.exp(1000), lambda: math.dist([1], [1, 2]), lambda: math.acos(2), lambda: math.pow(-8, 1 / 3), lambda: math.perm(2, -1)]
for t in tries:
    try:
        print(t())
    except Exception as e:
        print(type(e), e)
primes = [n for n in range(2, 60) if all(n % d for d in range(2, math.isqrt(n) + 1))]
print(primes)
print([math.gcd(a, 36) for a in range(1, 13)], math.ceil(17 / 5), -(-17 // 5))
class Odd:
    def __floor__(self): return "floored"
    def __ceil__(self): return "ceiled"
    def __trunc__(self): return "cut"
print(math.floor(Odd()), math.ceil(Odd()), math.trunc(Odd()))
