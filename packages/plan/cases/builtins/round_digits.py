print([round(x) for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.4999, 1e16, -0.0)], type(round(1.0)) is int)
print([round(x, 2) for x in (2.675, 1.005, 1.115, -2.675, 1e-9, 123.456)])
print([round(1234.5678, n) for n in (-5, -4, -3, -2, -1, 0, 1, 3, 10, 400, -400)])
print([round(1234567, n) for n in (-7, -6, -3, -1, 0, 2)], round(-15, -1), round(25, -1), round(-25, -1), round(5, -1), round(6, -1))
print(round(True), round(True, 1), round(7, None), round(7.5, None), round(number=3.14159, ndigits=2))
print(round(10**30 + 5, -1), round(5e-324, 400), round(1.7976931348623157e308, -300))
for bad in (float("inf"), float("-inf"), float("nan")):
    try:
        round(bad)
    except (OverflowError, ValueError) as e:
        print(repr(e))
    print(round(bad, 2))
for args in [("1.5",), (None,), ([1.5],), (1.5, "2"), (1.5, 2.0), (1, 2.5), (1, "x"), (), (1, 2, 3)]:
    try:
        print(round(*args))
    except TypeError as e:
        print(args, e)
class Price:
    def __init__(self, v):
        self.v = v
    def __round__(self, n=None):
        return f"rounded {self.v} to {n}"
print(round(Price(3)), round(Price(3), 2), round(Price(3), None))
class NoRound:
    pass
try:
    round(NoRound())
except TypeError as e:
    print(e)
try:
    round(1.7976931348623157e308, -308)
except OverflowError as e:
    print(e)
