for x, in [(1,), [2], "3"]:
    print(x, end=" ")
for a, (b, c), *d in [(1, (2, 3)), (4, "56", 7, 8)]:
    print(a, b, c, d)
box = {"k": 0}
lst = [0, 0]
for box["k"] in range(3):
    pass
for lst[0], lst[1] in zip("ab", "cd"):
    print(lst)
class O:
    pass
o = O()
for o.value in "xyz":
    print(o.value, end="")
print(box, o.value)
for i in []:
    pass
try:
    print(i)
except NameError as e:
    print(e)
for i, in []:
    pass
for bad in ([1], [(1, 2, 3)], [()], ["abc"], [None]):
    try:
        for p, q in bad:
            print(p, q)
    except (TypeError, ValueError) as e:
        print(repr(e))
try:
    for p, *q, r in [(1,)]:
        pass
except ValueError as e:
    print(e)
for bad in (5, None, 1.5, print):
    try:
        for z in bad:
            pass
    except TypeError as e:
        print(e)
data = [1, 2, 3, 4]
for v in data:
    if v == 2:
        data.remove(v)
print(data)
for v in data[:]:
    data.append(v)
print(data, v)
for c in "añ":
    for c in range(2):
        pass
    print(c)
else:
    print("else", c)
for k in {"a": 1, "b": 2}:
    if k == "z":
        break
else:
    print("no z")
primes = []
for n in range(2, 30):
    for p in primes:
        if n % p == 0:
            break
    else:
        primes.append(n)
print(primes)
for x in *[1, 2], *"ab":
    print(x, end=";")
for x in 1, 2, 3:
    print(x, end=";")
print(*(y for y in range(3) for _ in range(y)))
