a = [1, 2, 3, 4, 5]
for x in a:
    if x % 2: a.remove(x)
print(a)
b = [1]
for x in b:
    if x < 5: b.append(x + 1)
print(b)
d = {"a": 1, "b": 2}
try:
    for k in d: del d[k]
except RuntimeError as e:
    print(e)
print(len(d))
for k in list(d): d.pop(k)
print(d)
d = {"a": 1}
for k in d: d[k] = 2
print(d)
s = {1, 2}
try:
    for v in s: s.add(v + 10)
except RuntimeError as e:
    print(e)
it = iter([1, 2, 3])
print(next(it), list(it), list(it), next(it, "done"))
r = [1, 2, 3]
for x in reversed(r): r.append(x)
print(r)
