print(pow(2, 10), pow(2, -1), pow(2, 0.5) == 2 ** 0.5, pow(-2, 3), pow(0, 0), pow(0.0, 0), pow(True, 5))
print(pow(3, 4, 5), pow(3, -1, 7), pow(7, 0, 1), pow(-3, 3, 5), pow(3, 3, -5), pow(123456789, 987654321, 1000000007))
print(pow(base=2, exp=5), pow(2, exp=5, mod=7), pow(10, 30), pow(-1, 10**20))
print(2 ** -2, (-2) ** 2, -2 ** 2, 2 ** 3 ** 2, 1.5 ** 2, 4 ** 0.5, 10.0 ** -3, 0 ** 5)
def show(*a):
    try:
        print(a, pow(*a))
    except (TypeError, ValueError, ZeroDivisionError, OverflowError) as e:
        print(a, type(e), e)
show(0, -1)
show(0.0, -1)
show(2, 3, 0)
show(2, -1, 4)
show(2.0, 3, 5)
show(2, 3.0, 5)
show("2", 3)
show(2, "3")
show(2, None)
show(2, 3, "5")
show(10.0, 400)
show(1, 2, 3, 4)
show(1)
show()
show(2, 3, None)
class Base:
    def __pow__(self, e, m=None):
        return ("pow", e, m)
    def __rpow__(self, b):
        return ("rpow", b)
b = Base()
print(b ** 2, 3 ** b, pow(b, 2), pow(b, 2, 5), pow(4, b))
b **= 7
print(b)
inf = float("inf")
print(inf ** 0, inf ** -1, (-inf) ** 3, 0.5 ** inf, 1 ** inf, (-1.0) ** inf)
