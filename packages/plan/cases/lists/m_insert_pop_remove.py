a = [1, 2, 3]
a.insert(0, "f"); a.insert(-1, "n"); a.insert(100, "e"); a.insert(-100, "s"); a.insert(True, "t")
print(a, a.pop(), a.pop(0), a.pop(-2), a)
for call in (lambda: [].pop(), lambda: a.pop(99), lambda: a.pop("0"), lambda: a.pop(1.0), lambda: a.pop(None), lambda: a.remove("zz"), lambda: a.index("zz"), lambda: a.index(1, 5), lambda: a.insert(1), lambda: a.insert("1", 2), lambda: a.append(), lambda: a.append(1, 2), lambda: a.extend(5), lambda: a.extend(None), lambda: a.count(), lambda: a.clear(1), lambda: a.copy(1), lambda: a.reverse(1), lambda: a.sort(len), lambda: a.index(), lambda: a.index(1, "a"), lambda: a.remove()):
    try:
        print(call())
    except (TypeError, ValueError, IndexError) as e:
        print(repr(e))
b = [1, True, 1.0, "1", 2]
b.remove(True)
print(b, b.count(1), b.index(1.0), b.index(2, -1), [[1], [1]].count([1]), [float("nan")].count(float("nan")), b.index(True, 0, 1))
c = [1, 2]
c.extend("ab"); c.extend({"k": 1}); c.extend(x * x for x in range(2)); c.extend(c)
print(c, c.clear(), c, c.extend([]), c.append(c), c, len(c))
d = [3, 1]
e = d.copy()
e.append(d)
d += (5,)
print(d, e, d is e[2], d * 2, [0] * 0, [[]] * 2, d + [1], 2 * d, [1] * -1)
for l, r in [([1], (2,)), ([1], "a"), ((1,), [2]), ([1], None), ([], 1)]:
    try:
        l + r
    except TypeError as err:
        print(err)
try:
    d += 5
except TypeError as err:
    print(err)
m = [[0] * 2] * 2
m[0][0] = 9
print(m, [1, [2, [3]]] == [1, [2, [3]]], [1, 2] < [1, 2, 0], [2] > [1, 9], [] < [0], [1, "a"] == [1, "a"], [[1]] in [[[1]]])
try:
    [1, "a"] < [1, 2]
except TypeError as err:
    print(err)
for i in ("a", 1.5, None, (0,)):
    try:
        d[i]
    except TypeError as err:
        print(err)
for i in (5, -6):
    for op in (lambda: d[i], lambda: d.pop(i)):
        try:
            op()
        except IndexError as err:
            print(err)
try:
    d[9] = 1
except IndexError as err:
    print(err)
try:
    del d[9]
except IndexError as err:
    print(err)
