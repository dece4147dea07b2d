import re
m = re.search(r"(?P<user>[\w.]+)@(?P<host>[\w.]+)\.(?P<tld>\w+)", "mail ada.l@mail.example.com now")
print(m, m.group(), m.group(0, "user"), m["host"], m[3], m.groups(), m.groupdict())
print(m.start(), m.end(), m.span("user"), m.start(2), m.lastindex, m.lastgroup, m.string[:4], m.pos, m.endpos)
o = re.match(r"(a)(b)?(c)?", "ac")
print(o.groups(), o.groups("-"), o.group(2), o.span(2), o.groupdict())
print(re.match("b", "ab"), re.fullmatch("a+", "aab"), re.fullmatch("a+", "aaa").span(), bool(re.search("z", "a")))
print(re.findall(r"\d+", "a1b22c333"), re.findall(r"(\w)(\d)", "a1 b2"), re.findall(r"(\w)\d", "a1 b2"), re.findall("", "ab"))
for hit in re.finditer(r"(?P<k>\w+)=(?P<v>\w*)", "a=1;b=;c=xyz"):
    print(hit["k"], repr(hit["v"]), hit.span(), hit.expand(r"\2<-\g<k>"))
pat = re.compile(r"(\d{4})-(\d\d)", re.I)
print(pat.pattern, pat.groups, pat.groupindex, pat.match("2026-11").groups(), pat.search("on 2026-11", 3).start(), pat.fullmatch("2026-111"))
print(re.compile(r"(?P<a>.)(?P<b>.)").groupindex["b"])
for bad in ("(", "[a", "*a", "a{2,1}", "(?P<1>a)", "(?P<x>a)(?P<x>b)", "a**", "[z-a]", ")", "\\"):
    try:
        re.compile(bad)
        print("fine", bad)
    except re.error as e:
        print(repr(bad), "|", e)
try:
    m.group("nope")
except IndexError as e:
    print(e)
try:
    re.search("a", None)
except TypeError as e:
    print(e)
