a = list(range(6))
a[1:3] = "xyz"; print(a)
a[::2] = [0] * len(a[::2]); print(a)
a[2:2] = [7, 8]; print(a)
a[-1:] = []; print(a)
a[5:1] = ["odd"]; print(a)
a[100:] = [1]; print(a)
a[:] = (c for c in "abc"); print(a)
a[1:1] = a; print(a)
a[::-1] = range(len(a)); print(a)
del a[::2]; print(a)
del a[1:], a[:1]; print(a)
a = list("abcdef")
for stmt, key, val in [("ext", slice(None, None, 2), [1]), ("ext", slice(None, None, -1), [1, 2]), ("it", slice(0, 1), 5), ("it", slice(0, 1), None), ("zero", slice(None, None, 0), []), ("idx", slice("a", 1), []), ("idx", slice(1, 2.5), []), ("it", slice(0, 4, 2), 5), ("big", slice(0, 2, 2), [1, 2, 3])]:
    try:
        a[key] = val
    except (TypeError, ValueError) as e:
        print(stmt, repr(e), a)
for key in (slice(None, None, 0), slice("a"), "k", 1.0, None):
    try:
        del a[key]
    except (TypeError, ValueError) as e:
        print(repr(e))
a[0:2] += ["p"]; print(a)
a[0:1] *= 3; print(a)
a[1], a[0:1] = "sw", ["one", "two"]; print(a)
b = a[:]; b[0:] = []; print(a, b)
x = y = [1, 2, 3]
x[:] = [x]; print(y is x, x[0] is x, len(y))
z = [1, 2, 3, 4, 5]
z[1:4], z[0] = z[3:0:-1], "first"; print(z)
del z[-3:-1]; print(z, z[5:], z[:-10], z[-10:2], z[::100], z[10:-10:-1], z[True:], z[None:None])
t = (1, 2, 3)
for op in ("set", "del"):
    try:
        if op == "set":
            t[0:1] = [9]
        else:
            del t[0]
    except TypeError as e:
        print(e)
