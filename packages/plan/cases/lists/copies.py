a = [1, [2]]
b = list(a); c = a.copy(); d = a[:]; e = a + []; f = a * 1; g = [*a]
for x in (b, c, d, e, f, g): x.append(9)
a[1].append(3)
print(a, b, c, d, e, f, g)
