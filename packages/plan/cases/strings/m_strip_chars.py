cases = ["  x  ", "xxhixx", "\t\n x \r\x0b", "\u00a0\u3000wide\u2003", "", "   ", "xyxy", "..a.b.."]
for c in cases:
    print(repr(c), repr(c.strip()), repr(c.lstrip()), repr(c.rstrip()), repr(c.strip("x")), repr(c.strip(". xy")))
print("mississippi".strip("ims"), "mississippi".lstrip("mis"), "abc".strip(""), "abc".strip(None), "[a]".strip("[]"), "www.example.com".strip("cmowz."), "a-b".strip("a-z"), "😀hi😀".strip("😀"))
print("TestCase".removeprefix("Test"), "TestCase".removeprefix("Case"), "x.py".removesuffix(".py"), "aaa".removeprefix("a"), "aaa".removesuffix("aa"), "ab".removeprefix(""), "ab".removesuffix("ab") == "")
for f in ("strip", "lstrip", "rstrip", "removeprefix", "removesuffix"):
    for args in [(5,), (b"x",), ("a", "b"), (["a"],)]:
        try:
            print(getattr("abc", f)(*args))
        except TypeError as e:
            print(e)
try:
    "abc".removeprefix()
except TypeError as e:
    print(e)
print([line.strip() for line in " a \n b\n".splitlines()], [*map(str.strip, [" x", "y "])], " a b ".strip().split(), ("  indent".find("i"), len("  indent") - len("  indent".lstrip())))
print("a\tb".expandtabs(), "\t|".expandtabs(3), "ab\tcd\te".expandtabs(4), "a\nb\tc".expandtabs(4), "x\t".expandtabs(1), "x\ty".expandtabs(0), "x\ty".expandtabs(-1), "\t".expandtabs(tabsize=2) + "|")
try:
    "a".expandtabs("4")
except TypeError as e:
    print(e)
