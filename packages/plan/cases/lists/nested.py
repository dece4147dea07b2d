a = [[1, 2], [3, [4, 5]]]
b = a[:]; b[0].append(99); c = [x[:] for x in a]; c[0].clear()
print(a, b, c, a[1][1][0], len(a), sum(len(x) for x in a), [y for x in a for y in x], [3, [4, 5]] in a, a.index([3, [4, 5]]), a == b, a is b)
a[1][1][1] = "deep"; del a[0][0]; a[0] += ["z"]; print(a)
