a = [[1, 2], [3]]
b, c, d, e, f = a, a[:], list(a), [x for x in a], [x[:] for x in a]
a[0].append("n")
a.append("top")
print(b, c, d, e, f)
print([x is y for x, y in zip(a, c)], [x is y for x, y in zip(a, f)], a == b, c == d, c is d, c == f)
grid = [[0] * 3 for _ in range(2)]
alias = [[0] * 3] * 2
grid[0][1] = alias[0][1] = 7
print(grid, alias)
t = (a, a)
t[0].append("via tuple")
print(t[1][-1], t[0] is t[1], a[-1])
cycle = []
cycle += [cycle, 1]
print(cycle, cycle[0][0][1], cycle[0] is cycle)
x = [1, 2, 3]
y = x
x = x + [4]
y += [5]
print(x, y)
y *= 0
print(y, [] is [], [1] == [1.0], [None] * 2, [[], []].count([]), [*x, *y, *"z"], x[:2] + x[2:] == x, x[len(x):], x[-100:100])
def mutate(v):
    v[0] = "m"
    v = ["new"]
    return v
print(mutate(x), x, mutate(x[:]), x)
nested = {"k": [1, {"z": (2, [3])}]}
shallow = dict(nested)
shallow["k"][1]["z"][1].append(4)
shallow["j"] = 0
print(nested, shallow)
it = iter(x)
x.insert(0, "front")
print(next(it), x.pop(), list(it), x, sorted(x, key=str), x[::-1], x.index("front"))
