class Odd:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return []

    def __lt__(self, other):
        return (self.n, "lt")

    def __gt__(self, other):
        return ""

    def __repr__(self):
        return f"Odd({self.n})"


class Short:
    def __len__(self):
        return -1


class Plain:
    pass


class Shy:
    def __repr__(self):
        return 5


class Gives:
    def __iter__(self):
        return 5


def show(f):
    try:
        v = f()
    except Exception as e:
        print("!", type(e), e)
    else:
        print(type(v), repr(v))


show(lambda: Odd(1) == 2)
show(lambda: Odd(1) != 2)
show(lambda: Odd(1) < Odd(2))
show(lambda: (1, Odd(1)) < (1, Odd(2)))
show(lambda: Odd(1) in [2])
show(lambda: max(Odd(1), Odd(2)).n)
show(lambda: 2 == Odd(1))
show(lambda: 2 > Odd(1))
show(lambda: bool(Short()))
show(lambda: len(Short()))
show(lambda: Plain(1, 2))
show(lambda: 1 in Gives())
show(lambda: list(Gives()))
x = Odd(1)
try:
    x *= "a"
except TypeError as e:
    print(e)
try:
    print("before", Odd(5), Shy(), "after")
except TypeError as e:
    print(e)
try:
    del (1, 2)[0]
except TypeError as e:
    print(e)
