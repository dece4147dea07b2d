a = list(range(10))
a[2:5] = ["x"]; print(a)
a[1:1] = [7, 7]; print(a)
a[::2] = ["e"] * len(a[::2]); print(a)
del a[::3]; print(a)
a[:] = "xyz"; print(a)
a[5:] = [1]; print(a)
a[-1:] = []; print(a)
try:
    a[::2] = [1]
except ValueError as e:
    print(e)
try:
    a[0:1] = 5
except TypeError as e:
    print(e)
try:
    a[9] = 1
except IndexError as e:
    print(e)
try:
    del a[9]
except IndexError as e:
    print(e)
try:
    a["k"]
except TypeError as e:
    print(e)
b = a
b.append("shared"); print(a is b, a)
m = [[0] * 3 for _ in range(2)]; m[0][1] = 5; print(m)
n = [[0] * 2] * 2; n[0][0] = 1; print(n)
