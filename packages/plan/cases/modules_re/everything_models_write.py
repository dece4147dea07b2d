import re
text = """From: Ann Lee <ann.lee@x.org>
Date: 2024-03-05 10:22
Total due: $1,234.50 (EUR 1.100,00), ref #A-77, #b-8
Call +49 170 1234567 or (030) 123-45.
"""
print(re.findall(r"[\w.+-]+@[\w-]+\.[\w.]+", text), re.findall(r"#([A-Z])-(\d+)", text, re.I), re.findall(r"\d{4}-\d{2}-\d{2}", text), re.findall(r"(?m)^(\w+):", text), re.findall("", "ab"))
m = re.search(r"Total due: \$(?P<amount>[\d,]+\.\d{2})", text)
print(m["amount"], float(m.group("amount").replace(",", "")), m.span("amount"), m.start(), m.end(1), m.groupdict(), m.lastgroup, m.lastindex, m.re.pattern, repr(m), bool(m))
date = re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?: (?P<time>\d\d:\d\d))?")
print(date.search(text).groups(), date.sub(r"\g<d>.\g<m>.\g<y>", text.splitlines()[1]), date.groups, date.groupindex["m"], date.flags & re.I, date.pattern[:8], date.fullmatch("2024-01-02").groups("none"), date.match("x2024-01-02"), date.match("x2024-01-02", 1).group(0))
print(re.sub(r"(\w+) (\w+)", r"\2 \1", "hello big world"), re.sub("a", lambda m: m.group().upper() + str(m.start()), "banana", count=2), re.subn(r"\s+", " ", " a  b   c "), re.sub(r"x*", "-", "abxd"), re.sub(r"(?i)HELLO", "bye", "Hello hello"), re.sub(r"\d", "", "a1b2"), re.sub("(a)|b", r"[\1]", "ab"))
print(re.split(r"[,;]\s*", "a, b;c ,d"), re.split(r"(-)", "a-b-c", maxsplit=1), re.split(r"\s", " a b "), re.split("x*", "axbc"), re.split(r"(a)|b", "1a2b3"))
print(re.escape("a.b*c [x] é_-#"), re.fullmatch(r"\d+", "12a"), re.fullmatch(r"\d+", "12")[0], re.match("b", "ab"), re.search("B", "ab", flags=re.IGNORECASE).group(), re.match(r"(a)?(b)?", "b").groups(), re.match("(a)?b", "b").group(1))
verbose = re.compile(r"""
    (?P<sign>[+-])?      # the sign
    (?P<int>\d+)         # digits
    (?:\.(?P<frac>\d*))? # a fraction
""", re.VERBOSE)
print([verbose.fullmatch(t) and verbose.fullmatch(t).groupdict() for t in ("-12.5", "7", "3.", "x")])
print(re.findall(r"^a.b$", "a\nb\naxb", re.M | re.S), re.findall(r"^a.b$", "a\nb\naxb", re.M), re.search(r"\Aab\Z", "ab\n"), re.search("ab$", "ab\n").span(), re.findall(r"\bfoo\b", "foo food foo."), re.findall(r"\w+", "naïve café", re.A), re.findall(r"\w+", "naïve café"), re.findall(r"[^\W\d_]+", "a1_b é"))
print(re.findall("a+?", "aaa"), re.findall("a{2,3}", "aaaaa"), re.findall("(?:ab)+", "ababxab"), re.findall("a|ab", "ab"), re.findall(r"(a(b)?)", "aab"), re.findall(r"[a-c-]+", "a-b_c"), re.findall(r"[]x]", "]x"), re.findall(r"\.", "a.b"), re.findall(r"\x41\u0042\t", "AB\t"))
for number, m in enumerate(re.finditer(r"(\d+)(px|em)?", "10px 5 3em")):
    print(number, m.group(), m.groups(), m.span(2), m[1], m.expand(r"<\1>"))
for pattern in ["(", ")", "[", "a**", "*a", "(?P<1>a)", "(?P<a>x)(?P<a>y)", "\\", "a{2,1}", "[z-a]", "(?P<n", "(?z)", "\\q", "(?P=x)", "x{,3}y", "+", "(?:", "[a"]:
    try:
        print(pattern, bool(re.compile(pattern)))
    except re.error as error:
        print(pattern, "->", error, error.pos, error.msg)
for wrong in (lambda: re.sub("(a)", r"\2", "a"), lambda: re.search("a", 5), lambda: re.search("a", b"a"), lambda: m.group(9), lambda: m.group("zz"), lambda: re.sub("a", r"\g<x>", "a"), lambda: m["no"], lambda: re.match("x", "y").group()):
    try:
        print(wrong())
    except (re.error, TypeError, IndexError, AttributeError) as error:
        print(type(error), error)
