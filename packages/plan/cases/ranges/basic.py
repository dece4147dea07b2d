r = range(2, 20, 3)
print(r, list(r), len(r), r[1], r[-1], r[1:3], r[::-1], 5 in r, 6 in r, "a" in r, r.index(8), r.count(5), r == range(2, 18, 3) or r == range(2, 19, 3), range(0), list(range(5, 0, -2)), range(3) == range(0, 3, 1), range(10)[2:8:2], bool(range(0)), r.start, r.stop, r.step, reversed(range(3)) is not None, list(reversed(range(1, 8, 3))), sum(range(101)), max(range(5)), range(10 ** 20)[10 ** 19], 10 ** 19 in range(10 ** 20), len(range(0, 10 ** 10)))
for f in [lambda: range(1.0), lambda: range("a"), lambda: range(1, 2, 0), lambda: range(), lambda: range(1, 2, 3, 4), lambda: range(3)[5], lambda: range(3).index(9), lambda: range(3) + range(2), lambda: range(3)["a"], lambda: range(2).append(1)]:
    try:
        print(f())
    except Exception as e:
        print(type(e), e)
try:
    range(3)[0] = 1
except TypeError as e:
    print(e)
