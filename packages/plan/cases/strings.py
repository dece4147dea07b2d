s = "  Hello, World  "
print(s.strip(), s.lstrip() + "|", s.upper(), s.lower(), s.title(), s.swapcase(), s.strip().capitalize(), s.replace("l", "L"), s.replace("l", "L", 1))
print("a,b,,c".split(","), "a b  c".split(), "a,b,c".split(",", 1), "a,b,c".rsplit(",", 1), "x\ny\r\nz".splitlines(), "k=v=w".partition("="), "k=v=w".rpartition("="))
print("abc".find("c"), "abc".find("z"), "abcabc".rfind("b"), "abcabc".count("bc"), "abc".startswith(("x", "a")), "abc".endswith("bc"), "abc".index("b"))
print("5".zfill(3), "-5".zfill(4), "a".ljust(3, ".") + "|", "a".rjust(3), "a".center(5, "*"), "tab\tx".expandtabs(4))
print("abc".isalpha(), "12".isdigit(), "a1".isalnum(), " ".isspace(), "Abc".istitle(), "abc".islower(), "ABC".isupper(), "abc".isidentifier(), "½".isnumeric())
print("prefix-x".removeprefix("prefix-"), "x.txt".removesuffix(".txt"), "-".join(["a", "b"]), "".join(str(i) for i in range(5)), "abc"[::-1], "héllo wörld".title(), "ß".upper())
print("{0} {1} {0}".format("a", "b"), "{x} {y!r}".format(x=1, y="z"), "{:>10}|{:<10}|{:^10}".format("a", "b", "c"), "{:08.3f}".format(3.14159), "{:,}".format(1234567), "{:+d}".format(5), "{:e}".format(12345.678), "{:.2%}".format(0.1234), "{0[a]} {1.real}".format({"a": 1}, 5))
print("%s %d %5.2f %x %r %%" % ("a", 5, 3.14159, 255, "q"), "%(k)s" % {"k": 1}, "%-5s|%5s" % ("a", "b"), "%05d" % 42)
n = 1234567.891
print(f"{n:,.2f} {n:.0f} {n:e} {n:g} {n!r:>15} {int(n):_} {255:#x} {255:08b} {0.5:%} {True:d} {'x':>{5}} {n:>+15.1f}")
print("\u00e9 \x41 \n".encode("utf-8"), b"abc".decode(), "abc".encode().hex(), bytes([65, 66]), b"a" + b"b", b"abc"[1], b"abc"[1:], list(b"ab"))
print("a" < "b", "a" < "B", "abc" < "abd", "a" * 3, "ab" in "cabd", "x" not in "abc", len("日本語🎉"), "🎉x"[1], "日本語🎉"[::-1])
print(repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("tab\t nl\n \\ \x00 é 🎉"), str([1, "a", None, True, 1.5, {"k": (1,)}]))
print(str(1e16), str(1e15), 1e-5, 0.1 + 0.2, 1.0, -0.0, 1e300 * 1e10, float("nan"), 100.0, 1/3, 2.5e-7, 123456789.123456789)
print(int("  42 "), int("-7"), int("1_000"), int("ff", 16), int("0b11", 0), int(3.9), int(-3.9), float(" 1.5 "), float("1e3"), float("inf"), bool("False"), str(None))
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234, -2), round(1.5), abs(-3), abs(-2.5), pow(2, 10), pow(2, -1), pow(3, 4, 5), divmod(17, 5), divmod(-17, 5), divmod(7.5, 2))
print(7 // 2, -7 // 2, 7 % -3, -7 % 3, 7.5 // 2, 7.5 % 2, 2 ** 0.5, 2 ** -1, (-2) ** 2, 10 ** 20, 2 ** 64 - 1, -(2 ** 63), 5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 10, 1024 >> 3)
print(max(1, 2.5), min([3, 1, 2]), sum([0.1] * 3), sum(range(101)), 10 / 2, 9 / 3, 1e3, 5 // 0.3, 1_000_000, 0xff, 0o17, 0b101)
print(sorted("banana"), sorted(["bb", "a", "ccc"], key=len, reverse=True), list("abc"), tuple("ab"), "a-b_c".replace("-", "_").split("_"), chr(97), ord("a"), "abc".translate(str.maketrans("ab", "xy")), "%.3s" % "abcdef")
text = """line one
line two"""
print(text.count("line"), [w.capitalize() for w in text.split()], text.splitlines()[1], r"raw\n", "a" "b", f"{text!r}", 'single\'s', "\t|")
print(isinstance("a", str), isinstance(1, (int, str)), isinstance(True, int), type(1), type("a"), type([]), type(None), type(1.5), type(print), type(lambda: 1), int, str, dict)
final_return_value = "done"
