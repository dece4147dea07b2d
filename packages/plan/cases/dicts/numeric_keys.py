from decimal import Decimal
d = {1: "int"}
d[1.0] = "float"; d[True] = "bool"; d[Decimal(1)] = "dec"
print(d, len(d), d[1], 1.0 in d, d.get(True), d.pop(1.0), d)
e = {0: "z", -0.0: "neg", False: "f", "": "s", None: "n", (): "t", b"": "b"}
print(e, len(e))
nan = float("nan")
n = {nan: 1}
n[nan] = 2
print(len(n), n[nan], nan in n, list(n.values()))
big = {2**53: "i", 2.0**53: "f", 2**53 + 1: "next"}
print(len(big), big[2**53], big[float(2**53)])
t = {(1, 2): "a", (1.0, 2.0): "b", (True, 2): "c", ((1,), 2): "d"}
print(t, t[1, 2], (1, 2.0) in t)
mix = {"1": "s", 1: "i", b"1": "b", (1,): "t", frozenset({1}): "fs", range(1): "r"}
print([mix[k] for k in ("1", 1.0, b"1", (True,), frozenset([1.0]), range(0, 1))])
for bad in ([], {}, set(), ([],), (1, {2}), [1], {"a": 1}):
    for f in (lambda k: mix[k], lambda k: k in mix, lambda k: {k: 1}, lambda k: mix.pop(k, 0), lambda k: {k}):
        try:
            f(bad)
        except TypeError as err:
            print(err, end="; ")
    print()
c = {}
for v in (1, "1", 1.0, True, 2, "1", 2.0, None, None):
    c[v] = c.get(v, 0) + 1
print(c, max(c, key=c.get), {k: v for k, v in c.items() if v > 1}, sorted(c.values()))
