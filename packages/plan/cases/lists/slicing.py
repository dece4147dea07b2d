a = list(range(10))
print(a[2:5], a[:3], a[-3:], a[::3], a[::-1], a[5:1:-1], a[-1:-5:-2], a[100:], a[:-100], a[3:3], a[True], a[slice(1, 4)])
a[2:4] = ["x", "y", "z"]; print(a)
a[1:1] = [100, 200]; print(a)
a[::2] = [0] * len(a[::2]); print(a)
del a[1:3]; print(a)
del a[::2]; print(a)
a[:] = []; print(a)
a = [1, 2, 3, 4]
a[-2:] = "ab"; print(a)
a[10:] = [9]; print(a)
a[::-1] = [1, 2, 3, 4, 5]; print(a)
for f in [lambda: a[9], lambda: a[-9], lambda: a["x"], lambda: a[1.0], lambda: a[None], lambda: a[::0], lambda: a[1:"x"]]:
    try:
        print(f())
    except Exception as e:
        print(type(e), e)
try:
    a[::2] = [1]
except ValueError as e:
    print(e)
try:
    a[9] = 1
except IndexError as e:
    print(e)
try:
    a[0:1] = 5
except TypeError as e:
    print(e)
try:
    del a[9]
except IndexError as e:
    print(e)
