b = b"hello\x00\xff'"
print(b, b[0], b[-1], b[1:3], len(b), list(b[:3]), b + b"x", b * 2, b"l" in b, 104 in b, b == b"hello", b < b"i", bytes([65, 66]), bytes(3), bytes("é", "utf-8"), bytes())
print(b"a,b".split(b","), b"-".join([b"a", b"b"]), b"abc".replace(b"b", b"X"), b" x ".strip(), b"abc".find(b"c"), b"abc".hex(), b"abc".hex("-"), bytes.fromhex("61 62"), b"abc".upper(), b"abc".decode(), b"abc".startswith(b"a"), repr(b"\n\t\\"))
for f in [lambda: b"a" + "b", lambda: b"a"[5], lambda: b"\xff".decode("utf-8"), lambda: b"\xff".decode("ascii"), lambda: bytes([256]), lambda: bytes(-1), lambda: bytes("a"), lambda: b"a" < "b", lambda: "a" in b"a", lambda: b"a".join(["x"]), lambda: b"abc".index(b"z"), lambda: {b"k": 1}["k"]]:
    try:
        print(f())
    except Exception as e:
        print(type(e), e)
