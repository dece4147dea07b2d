data = "Grüße, 世界 \U0001f600".encode("utf-8")
print(data, len(data), data[0], data[-4:], data[::7], list(data[:3]), data.decode(), data.decode("utf-8", "strict")[-1], bytes(3), bytes([65, 66]), bytes(range(3)), bytes("é", "latin-1"), bytes(b"x"))
print(b"a,b,,c".split(b","), b" a b ".split(), b"a-b-c".rsplit(b"-", 1), b"l1\nl2\r\nl3".splitlines(), b"-".join([b"a", b"b"]), b"abc".find(b"c"), b"abcabc".rfind(b"b"), b"abc".index(b"b"), b"aXa".replace(b"X", b"yy"), b"abca".count(b"a"), b"abc".startswith((b"x", b"ab")), b"abc".endswith(b"c"))
print(b"AbC".lower(), b"abc".upper(), b"a b".title(), b"abc".capitalize(), b"aBc".swapcase(), b" x ".strip(), b"xxaxx".strip(b"x"), b"abc".center(7, b"*"), b"7".zfill(3), b"ab".ljust(4) + b"|", b"a\tb".expandtabs(4), b"abc".partition(b"b"), b"abc".removeprefix(b"a"), b"abc".removesuffix(b"c"), b"abc".translate(bytes.maketrans(b"ab", b"xy")), b"a1".isalnum(), b"12".isdigit(), b"".isalpha())
print(b"\x00\xff~\n'\"", b"it's", b'"', repr(b"'\""), b"abc".hex(), b"abc".hex("-"), bytes.fromhex("61 62 ff"), b"ab" * 2 + b"c", b"a" in b"abc", 97 in b"abc", b"abc" < b"abd", b"a" == "a", max(b"abc"), sorted(b"cab"), {b"k": 1}[b"k"], bytes(reversed(b"abc")))
print(int.from_bytes(b"\x01\x02", "big"), int.from_bytes(b"\xff", "little", signed=True), (1025).to_bytes(2, "big"), (-1).to_bytes(2, "little", signed=True), [f"{b:02x}" for b in b"hi"], "".join(map(chr, b"ok")))
for wrong in (lambda: b"a" + "b", lambda: b"abc"["a"], lambda: b"abc"[5], lambda: b"\xff".decode(), lambda: "é".encode("ascii"), lambda: bytes([256]), lambda: bytes("é"), lambda: bytes(-1), lambda: bytes.fromhex("6"), lambda: b"a".join(["b"]), lambda: b"a".split("a"), lambda: b"abc".index(b"z"), lambda: b"\xe4\xb8".decode("utf-8"), lambda: "x".encode("nope"), lambda: (300).to_bytes(1, "big"), lambda: (-1).to_bytes(1, "big"), lambda: b"a" < "a", lambda: 300 in b"a", lambda: "a" in b"a", lambda: bytes([1.5]), lambda: b"abc".replace("a", "b"), lambda: b"a".append(1)):
    try:
        print(wrong())
    except Exception as error:
        print(type(error), error)
for codec in ("utf-8", "utf-16", "utf-16-le", "utf-32-be", "latin-1", "ascii"):
    for errors in ("ignore", "replace", "backslashreplace", "xmlcharrefreplace"):
        print(codec, errors, "é€".encode(codec, errors), end="; ")
print()
print(b"\xff\xfea\x00".decode("utf-16"), b"a\xffb".decode("utf-8", "replace"), b"a\xffb".decode("ascii", "ignore"), b"\xe9".decode("latin-1"), b"a\xff".decode("utf-8", "backslashreplace"))
x = b"abc"
try:
    x[0] = 1
except TypeError as error:
    print(error)
