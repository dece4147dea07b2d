import re
m = re.search(r"(\w+)@(?P<host>[\w.]+)", "mail bob@example.org now")
print(m, m.group(), m.group(1), m.group("host"), m.group(1, 2), m.groups(), m.groupdict(), m.span(), m.start(2), m.end("host"))
print(m[0], m["host"], m.string, m.re, m.pos, m.endpos, m.lastindex, m.lastgroup, m.expand(r"\2 at \g<1>"))
print(re.match("b", "abc"), bool(re.match("a", "abc")), re.fullmatch("a+", "aaa"))
print(re.findall(r"\d+", "1 22 333"), re.findall(r"(\w)(\d)", "a1 b2"), re.findall(r"x(\d)?", "x1 x"))
print(re.split(r"[,;]\s*", "a, b;c"), re.split(r"(,)", "a,b", maxsplit=1), re.sub(r"\s+", " ", "a   b \n c"))
print(re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"), re.sub("a", lambda m: m.group().upper() + "!", "banana", count=2))
print(re.subn("a", "b", "banana"), re.escape("a.b*c[d]"), re.compile("a", re.I | re.M), re.compile("x").pattern)
p = re.compile(r"^(?P<k>\w+)=(.*)$", re.MULTILINE)
for x in p.finditer("a=1\nb=2"):
    print(x.group("k"), x.group(2), x.span())
print([x.group() for x in re.finditer("a|b", "cabbage")], p.groups, dict(p.groupindex), p.flags)
print(re.search("B", "abc", re.IGNORECASE), re.findall("^.", "a\nb", flags=re.M), p.search("zz"), re.compile(p) is p)
for bad in ["(", "[a", "a**", "(?P<1>a)", "\\"]:
    try:
        re.compile(bad)
    except re.error as e:
        print(e, e.pos, e.msg)
for call in [lambda: m.group(9), lambda: m["nope"], lambda: re.sub("a", r"\9", "a"), lambda: re.search("a", 5), lambda: re.compile(5)]:
    try:
        call()
    except Exception as e:
        print(type(e), e)
if (found := re.search(r"(\d{4})-(\d{2})", "on 2024-05")) is not None:
    year, month = found.groups()
    print(int(year) + int(month))
print(re.findall(r"\b[A-Z]\w*", "The Cat sat On"), re.split(r"\W+", "a-b c"), isinstance(m, re.Match), isinstance(p, re.Pattern))
print(m.groups("-"), re.match(r"(a)|(b)", "b").groups(), re.match(r"(a)|(b)", "b").groups("x"), re.match("(a)?b", "b").span(1))
final_return_value = re.sub(r"(?P<a>\d)", r"<\g<a>>", "a1b2")
