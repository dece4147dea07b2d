a = b = c = [1]
a.append(2); print(a, b, c, a is c)
x, y = 1, 2
x, y = y, x; print(x, y)
(p, q), [r, *s] = (1, 2), "abcd"; print(p, q, r, s)
*i, j = range(4); print(i, j)
k, *l, m = "xy"; print(k, l, m)
d = {}
d["a"], d["b"] = 1, 2; print(d)
n: int = 5
o: "str"
print(n)
v = [0, 1, 2]
i = 0
i, v[i] = 1, "set"; print(i, v)
t = u = {}
t["k"] = 1; print(u)
z = (w := 5) + w; print(z, w)
first, = [9]; print(first)
for f in [lambda: (lambda a, b: a)(*[1]), lambda: [a for a, b in [(1, 2, 3)]], lambda: [a for a, b in [1]]]:
    try:
        print(f())
    except Exception as e:
        print(type(e), e)
try:
    a, b = 1, 2, 3
except ValueError as e:
    print(e)
try:
    a, *b, c = [1]
except ValueError as e:
    print(e)
try:
    (a, b), c = 1, 2
except TypeError as e:
    print(e)
