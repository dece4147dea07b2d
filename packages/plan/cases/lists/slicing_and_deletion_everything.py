base = list(range(10))
def fresh(): return base[:]
cases = [(2, 5, None), (None, None, 2), (None, None, -1), (8, 2, -2), (-3, None, None), (None, -7, None), (5, 2, None), (20, 30, None), (-100, 100, 3), (9, None, -4), (0, 0, None), (3, 3, 1)]
for a, b, c in cases:
    s = slice(a, b, c)
    x, y, z = fresh(), fresh(), fresh()
    del x[s]
    try:
        y[s] = ["new"] * len(base[s])
    except ValueError as error:
        y = str(error)
    try:
        z[s] = "XY"
    except ValueError as error:
        z = str(error)
    print(s, base[s], x, y, z, tuple(base)[s], "0123456789"[s], bytes(base)[s], range(10)[s], s.indices(10))
x = fresh(); x[2:4] = []; x[0:0] = [7, 7]; x[len(x):] = (8,); x[::3] = "abcd" if len(x[::3]) == 4 else [0] * len(x[::3])
print(x)
x[1:3], x[-1] = [x[-1]], x[0]
print(x)
x[0], x[1] = x[1], x[0]; x += x[:2]; x *= 1; x[3:3] = x[1:2] * 3
print(x, x.index("c") if "c" in x else -1, x.count(7))
i = 0
i, x[i] = 1, "swapped"
print(i, x[:3])
grid = [[0] * 3 for _ in range(2)]
grid[0][1], grid[1][2] = 5, 6
for row in grid:
    row[:] = [v + 1 for v in row]
shared = [[0] * 2] * 2
shared[0][0] = 9
print(grid, shared, [list(r) for r in zip(*grid)], sum(grid, []))
for wrong in (lambda: base["1"], lambda: base[1.0], lambda: base[::0], lambda: base[10], lambda: base[-11], lambda: base["a":], lambda: slice(), lambda: base[None], lambda: base[1, 2], lambda: (1, 2)["x"], lambda: "abc"[1.5], lambda: base.pop(99), lambda: [].pop(), lambda: base.insert("a", 1), lambda: base.index(99), lambda: base.index(1, 5), lambda: base.remove(99), lambda: [1] * 1.5, lambda: [1] + (1,), lambda: base.extend(5), lambda: [1, 2] < [1, "a"], lambda: range(5)[10]):
    try:
        print(wrong())
    except Exception as error:
        print(type(error), error)
for statement in range(5):
    y = fresh()
    try:
        if statement == 0: y[0:2] = 5
        elif statement == 1: y[::2] = [1]
        elif statement == 2: y[99] = 1
        elif statement == 3: del y[99]
        else: del y["a"]
    except Exception as error:
        print(type(error), error)
first, *middle, last = base
(a, b), *rest = [(1, 2), (3, 4), (5, 6)]
*start, end = "xyz"
print(first, middle, last, a, b, rest, start, end, [*base[:2], *"ab"], {*base[:2], *[1]}, (*base[:1],))
