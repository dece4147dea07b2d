log = []
class Rec:
    def __setitem__(self, k, v): log.append(("set", k, v))
    def __getitem__(self, k): log.append(("get", k)); return k
def k(n): log.append(("key", n)); return n
def val(v): log.append(("val", v)); return v
r = Rec()
r[k(1)] = r[k(2)] = val("v")
print(log); log.clear()
r[k(1)], r[k(2)] = val("a"), val("b")
print(log); log.clear()
(r[k(1)], *r[k("rest")]), r[k(3)] = (val(1), val(2), 3), 4
print(log); log.clear()
r[k(1)] += 1
print(log); log.clear()
a = b = c = []
a.append(1); b = b + [2]
print(a, b, c, a is c)
x = y = 1
x += 1
print(x, y)
i = 0
arr = [0, 0, 0]
i = arr[i] = 2
print(i, arr)
arr = [1, 2, 3]
i, arr[i - 2 if i else 0] = 0, "z"
print(i, arr)
p = q = {}
p["k"], q["k"] = 1, 2
print(p, q)
m, n = n2 = [1, 2]
[m, n], o = n2, m
print(m, n, n2, o)
def f():
    u = v = w = yield 1
    yield u, v, w
g = f()
next(g)
print(g.send("sent"))
try:
    s, t = u2 = 1, 2, 3
except ValueError as e:
    print(e)
print("done", *[z for z in (a, c)])
