print("ab" * 3, 2 * "x", "a" * 0, "a" * -3, "" * 100, "ab" * True, "-" * 5 + ">", ("a" "b" 'c'), "a" + "b" * 2)
for l, r in [("a", 1), (1, "a"), ("a", None), ("a", b"b"), (b"a", "b"), ("a", ["b"]), ([1], "a"), ("a", 1.5)]:
    try:
        print(l + r)
    except TypeError as e:
        print("+", e)
    try:
        print(l - r)
    except TypeError as e:
        print("-", e)
for l, r in [("a", "b"), ("a", 1.5), ("a", None), (1.5, "a"), ("a", [1]), ({}, "a"), ("a", "2")]:
    try:
        print(l * r)
    except TypeError as e:
        print("*", e)
    try:
        print(l / r)
    except TypeError as e:
        print("/", e)
for l, r in [("a", 1), (1, "a"), ("a", None), ("a", b"a"), ([], "a"), ("a", "b")]:
    for name, f in (("<", lambda a, b: a < b), (">=", lambda a, b: a >= b), ("==", lambda a, b: a == b), ("&", lambda a, b: a & b), ("@", lambda a, b: a @ b), ("<<", lambda a, b: a << b)):
        try:
            print(name, f(l, r))
        except TypeError as e:
            print(name, e)
s = t = "a"
s += "b"
s *= 2
print(s, t, s is t)
try:
    s += 1
except TypeError as e:
    print(e, s)
try:
    s -= "a"
except TypeError as e:
    print(e)
try:
    s[0] = "z"
except TypeError as e:
    print(e)
try:
    del s[0]
except TypeError as e:
    print(e)
for i in (4, -5, "0", 1.0, None, slice(0, 2), True, (0,)):
    try:
        print(s[i])
    except (IndexError, TypeError) as e:
        print(repr(e))
