b = b"hello world"
print(b.upper(), b.split(), b.find(b"o"), b.replace(b"l", b"L"), b[0], b[1:4], b.startswith(b"he"), len(b), b + b"!", b * 2, b"o" in b, 104 in b, list(b[:3]), b.hex(), bytes.fromhex("6869"), bytes([65, 66]), bytes(3), b.count(b"o"), b.strip(b"hd"))
for f in [lambda: b + "x", lambda: b.find("o"), lambda: bytes([256]), lambda: bytes.fromhex("zz"), lambda: bytes("a"), lambda: b[99], lambda: b"%d" and b < "a", lambda: b.decode("nope")]:
    try:
        f()
    except Exception as e:
        print(repr(e))
print(b == b"hello world", b"a" < b"b", {b"k": 1}[b"k"], b"-".join([b"a", b"b"]), b.partition(b" "), b"a\tb".expandtabs(4), b"abc".isalpha(), b"12".isdigit(), b"\x00\xff\n'", repr(b"it's"), b"ab".center(6, b"*"), b"x".zfill(3), int.from_bytes(b"\x01\x02", "big"), (258).to_bytes(2, "little"))
