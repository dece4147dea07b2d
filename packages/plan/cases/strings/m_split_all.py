s = "a,b,,c,"
print(s.split(","), s.split(",", 2), s.rsplit(",", 2), s.split(",", 0), " a  b ".split(), " a  b ".split(" "), "".split(), "".split(","))
print("a--b--c".partition("--"), "a--b--c".rpartition("--"), "abc".partition("x"), "abc".rpartition("x"))
print("a\nb\r\nc\x0bd".splitlines(), "a\nb\n".splitlines(True), "".splitlines(), "\n".splitlines())
for bad in [lambda: "a".split(""), lambda: "a".partition(""), lambda: "a".split(1), lambda: "a".split(",", "x")]:
    try:
        bad()
    except (ValueError, TypeError) as e:
        print(e)
print("k=v=w".split("=", maxsplit=1), "a b c".split(maxsplit=1), "a b c".rsplit(None, 1))
