r = range(2, 20, 3)
print(r, list(r), len(r), r[1], r[-1], r[1:3], 8 in r, 9 in r, r.index(8), r.count(8), r.start, r.stop, r.step, list(reversed(r)), r == range(2, 18, 3), range(0) == range(5, 5), bool(range(0)), list(range(5, 0, -2)), max(r), sum(r))
for f in [lambda: range(0, 5, 0), lambda: r[99], lambda: r.index(9), lambda: range(1.5), lambda: range("a"), lambda: range()]:
    try:
        f()
    except Exception as e:
        print(repr(e))
print({range(3): 1}[range(0, 3)], range(10)[::2], range(10)[::-1], list(range(3)) == [0, 1, 2], 10**20 in range(10**21), len(range(0, 10**6, 7)), [*range(-3, 3)], isinstance(r, range))
