print(range(5), range(1, 5), range(0, 10, 3), range(5, 0), range(0, -5, -2), list(range(0, -5, -2)), range(True), len(range(-5, 5)), range(3)[-1], range(10)[2:8:3], range(10)[::-1], range(0, 10, 3)[1:], range(10)[20:], range(5)[-2:])
print(3 in range(5), 3.0 in range(5), "3" in range(5), 4 in range(0, 10, 3), -4 in range(0, -10, -2), True in range(2), None in range(3), 2.5 in range(5), 10**20 in range(10**21))
print(range(3) == range(0, 3, 1), range(0) == range(5, 1), range(0, 3, 2) == range(0, 4, 2), range(2) == [0, 1], range(1, 10, 5).index(6), range(5).count(3), range(5).count(9), range(2, 9, 3).start, range(2, 9, 3).stop, range(2, 9, 3).step, range(4).step)
for call in (lambda: range(), lambda: range(1, 2, 3, 4), lambda: range(1, 2, 0), lambda: range("3"), lambda: range(1.0), lambda: range(None), lambda: range(3)[3], lambda: range(3)[-4], lambda: range(3)["a"], lambda: range(5).index(7), lambda: range(3) + range(2), lambda: range(3) * 2, lambda: range(3) < range(4), lambda: range(3).x, lambda: range(stop=3), lambda: range(3)(), lambda: range(0)[0]):
    try:
        print(call())
    except (TypeError, ValueError, IndexError, AttributeError) as e:
        print(repr(e))
r = range(3)
try:
    r[0] = 5
except TypeError as e:
    print(e)
try:
    r.start = 5
except AttributeError as e:
    print(type(e))
print(sum(range(101)), max(range(5, 1, -1)), min(range(3, 9)), list(reversed(range(1, 10, 4))), sorted(range(3), reverse=True), tuple(range(2)), {*range(3)} == {0, 1, 2}, [*range(2), *range(2)], dict.fromkeys(range(2)), bool(range(0)), bool(range(1)), {range(2): "key"}[range(0, 2)], isinstance(range(1), range))
a, b, *c = range(5)
print(a, b, c, len(range(0, 10**18, 7)), range(10**20)[10**19], range(-(10**20), 10**20, 10**20)[1], [i for i in range(10, 0, -3)], list(range(0)), any(range(1)), all(range(1, 3)), "".join(map(str, range(5))), list(zip(range(2), range(5, 9))), [list(range(i)) for i in range(3)])
for i in range(3):
    i = 10
    print(i, end=" ")
print(i)
