b = b"one,two,,three"
print(b.split(b","), b.split(b",", 1), b.rsplit(b",", 1), b" a  b ".split(), b.partition(b","), b.rpartition(b","), b.partition(b";"), b"a\nb\r\nc".splitlines(), b"a\nb".splitlines(True))
print(b.find(b"two"), b.find(b"z"), b.rfind(b","), b.index(b"t", 5), b.count(b"e"), b.count(b","), b.find(44), b.count(101), b.startswith(b"one"), b.endswith((b"x", b"ee")), b.startswith(b"two", 4))
print(b.replace(b",", b";"), b.replace(b",", b"", 2), b"  x ".strip(), b"xxax".strip(b"x"), b"xxax".lstrip(b"x"), b"ax ".rstrip(), b"prefix-a".removeprefix(b"prefix-"), b"a.py".removesuffix(b".py"))
print(b"aBc".upper(), b"aBc".lower(), b"aBc".swapcase(), b"hello world".title(), b"hello".capitalize(), b"ab".center(6, b"*"), b"ab".ljust(4) + b"|", b"ab".rjust(4), b"42".zfill(5), b"-42".zfill(5), b"a\tb".expandtabs(4))
print(b"abc".isalpha(), b"123".isdigit(), b"a1".isalnum(), b" \t".isspace(), b"AB".isupper(), b"ab".islower(), b"Ab Cd".istitle(), b"\xe9".isalpha(), b"".isalpha(), b"a\x7f".isascii(), b"\x80".isascii())
table = bytes.maketrans(b"abc", b"xyz")
print(b"aabbcc".translate(table), b"hello".translate(None, b"l"), b"abcabc".translate(table, b"c"), len(table))
for call in (lambda: b.split(","), lambda: b.split(b""), lambda: b.find("t"), lambda: b.index(b"zz"), lambda: b.replace("a", b"b"), lambda: b.startswith("one"), lambda: b",".join(["a"]), lambda: b",".join([1]), lambda: b.strip("x"), lambda: b.count(300), lambda: b.center(5, "x"), lambda: b.center(5, b"xy"), lambda: bytes.maketrans(b"a", b"bc"), lambda: b.partition(b""), lambda: b.rindex(b"q"), lambda: b.format(1), lambda: b.encode()):
    try:
        print(call())
    except (TypeError, ValueError, AttributeError) as e:
        print(repr(e))
