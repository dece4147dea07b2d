import re
m = re.search(r"(?P<y>\d{4})-(?P<m>\d\d)(-(\d\d))?", "on 2024-05 ok")
print(m.group(), m.group(0), m.group(1, 2), m["y"], m[2], m.groups(), m.groups("x"), m.groupdict(), m.start(), m.end("m"), m.span(1), m.span(4), m.lastindex, m.lastgroup, m.string, m.re.pattern)
print(re.match("b", "ab"), re.fullmatch("ab", "ab") is not None, re.fullmatch("a", "ab"), bool(re.search("a", "ba")), re.search("x", "y"))
print(re.findall(r"\w+", "a b-c"), re.findall(r"(\w)(\d)", "a1 b2"), re.findall(r"(\w)\d", "a1 b2"), [x.span() for x in re.finditer("a", "banana")], re.findall("", "ab"))
for f in [lambda: m.group(9), lambda: m["zz"], lambda: re.compile("("), lambda: re.compile("*a"), lambda: re.compile("[a"), lambda: re.search("a", 5), lambda: re.compile(r"(?P<1>a)"), lambda: re.compile("a{2,1}"), lambda: re.compile(r"\8")]:
    try:
        f()
    except (IndexError, re.error, TypeError) as e:
        print(repr(e))
