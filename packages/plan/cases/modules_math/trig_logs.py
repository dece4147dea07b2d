import math
def show(*values):
    print(*(round(v, 12) for v in values))
show(math.sin(0), math.cos(0), math.tan(math.pi / 4), math.sin(math.pi / 6), math.cos(math.pi))
show(math.asin(1), math.acos(0), math.atan(1), math.atan2(1, -1), math.atan2(-0.0, -1), math.atan2(0, 0))
show(math.sinh(1), math.cosh(1), math.tanh(1), math.asinh(1), math.acosh(2), math.atanh(0.5))
show(math.degrees(math.pi), math.radians(180), math.degrees(1), math.radians(1))
show(math.exp(1), math.exp(0), math.expm1(1e-10), math.log(math.e), math.log(8, 2), math.log(100, 10))
show(math.log2(1024), math.log10(1000), math.log1p(1e-10), math.log(0.5), math.exp2(10), math.cbrt(27))
show(math.sqrt(2), math.pow(2, 0.5), math.pow(2, -1), math.pow(0, 0), math.erf(0.5), math.erfc(0.5), math.gamma(5), math.lgamma(10))
print(math.log2(2 ** 100), math.log10(10 ** 50), math.sqrt(16), math.pow(2, 3))
def haversine(lat1, lon1, lat2, lon2):
    a, b = math.radians(lat1), math.radians(lat2)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(h))
print(f"{haversine(52.52, 13.405, 48.8566, 2.3522):.1f} km", f"{haversine(0, 0, 0, 180):.0f}")
def mortgage(principal, rate, years):
    r, n = rate / 12, years * 12
    return principal * r / (1 - math.pow(1 + r, -n))
print(f"{mortgage(200000, 0.03, 30):.2f}", f"{mortgage(1000, 0.12, 1):,.2f}")
print([round(math.log(x), 4) for x in (1, 2, 10, 0.1)], math.log(math.inf), math.exp(-math.inf), math.atan(math.inf) * 2 == math.pi)
for t in (lambda: math.log(-1), lambda: math.log(2, 1), lambda: math.asin(1.1), lambda: math.acosh(0.5), lambda: math.atanh(1), lambda: math.log("x"), lambda: math.cos(), lambda: math.gamma(0), lambda: math.sin(math.inf), lambda: math.log10(0)):
    try:
        print(t())
    except Exception as e:
        print(type(e), e)
