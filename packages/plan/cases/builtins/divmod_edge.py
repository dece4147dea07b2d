for a, b in [(7, 3), (-7, 3), (7, -3), (-7, -3), (7.5, 2), (-7.5, 2), (7, -2.5), (0, 5), (True, 2), (10**20, 7), (-(10**20), 7)]:
    print(a, b, divmod(a, b), a // b, a % b)
for a, b in [(1, 0), (1.0, 0), (1, 0.0), (True, False)]:
    try:
        divmod(a, b)
    except ZeroDivisionError as e:
        print(repr(a), repr(b), e)
    try:
        a // b
    except ZeroDivisionError as e:
        print("//", e)
    try:
        a % b
    except ZeroDivisionError as e:
        print("%", e)
    try:
        a / b
    except ZeroDivisionError as e:
        print("/", e)
for a, b in [("7", 2), (7, "2"), (None, 1), ([1], 2), (1, None)]:
    try:
        divmod(a, b)
    except TypeError as e:
        print(e)
inf = float("inf")
print(divmod(5, inf), divmod(-5, inf), 5 % inf, -5 % inf, 5 % -inf, -0.0 // 1, 0.0 % -3, -1e-20 % 3)
class Money:
    def __init__(self, cents):
        self.cents = cents
    def __divmod__(self, n):
        q, r = divmod(self.cents, n)
        return Money(q), r
    def __rdivmod__(self, n):
        return ("r", n, self.cents)
    def __repr__(self):
        return f"Money({self.cents})"
print(divmod(Money(1001), 4), divmod(9, Money(2)))
