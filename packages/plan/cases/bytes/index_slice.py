b = b"hello\x00\xff"
print(b[0], b[-1], b[1:3], b[::-1], b[:0], list(b), len(b), b[5:6] == b"\x00", [x for x in b"ab"], 104 in b, b"ell" in b, b"" in b, 200 in b, max(b), min(b), sum(b"ab"), sorted(b"cab"))
for i in (7, -8, "0", 1.0, None):
    try:
        print(b[i])
    except (IndexError, TypeError) as e:
        print(repr(e))
for v in ("h", 256, -1, None, 1.5):
    try:
        print(v in b)
    except (TypeError, ValueError) as e:
        print(repr(e))
try:
    b[0] = 1
except TypeError as e:
    print(e)
print(b"a" + b"b", b"ab" * 2, 3 * b"x", b"a" * -1, b"a" == "a", b"a" != "a", b"a" < b"b", b"a" < b"aa", b"abc" == bytes([97, 98, 99]), {b"k": 1}[b"k"])
for l, r in [(b"a", "a"), (b"a", 1), ("a", b"a"), (b"a", None), (b"a", [1])]:
    try:
        l + r
    except TypeError as e:
        print(e)
    try:
        print(l < r)
    except TypeError as e:
        print(e)
for args in [(), (3,), ([1, 2],), ("é", "utf-8"), (b"x",), (range(3),), ({65: 1},), (True,), ((255,),)]:
    print(args, bytes(*args))
for args in [("a",), (-1,), ([256],), ([-1],), (["a"],), (1.5,), (None,), ([1.5],), (5, "utf-8"), ("a", "nope"), ("é", "ascii"), ({"a": 1},)]:
    try:
        print(bytes(*args))
    except (TypeError, ValueError, LookupError, UnicodeEncodeError) as e:
        print(e)
x = b"a"
x += b"b"
x *= 2
print(x, x[0:1] + x[-1:], (x, [x]), str(x), f"{x}", "%s %r" % (x, x), str(x, "ascii"), bytes(reversed(x)), b"".join([x, b"c"]), b"-".join((b"a", b"b")))
