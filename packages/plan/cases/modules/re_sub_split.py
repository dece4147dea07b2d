import re
print(re.sub(r"\d", "#", "a1b2"), re.sub(r"(\w)(\d)", r"\2\1", "a1 b2"), re.sub(r"(?P<x>a)", r"[\g<x>]", "banana", count=2), re.sub("a", lambda m: m.group().upper() + str(m.start()), "banana"), re.subn("a", "o", "banana"), re.sub("", "-", "ab"), re.sub(r"\s+", " ", "a \n b"))
print(re.split(r"[,;]\s*", "a, b;c"), re.split(r"(,)", "a,b"), re.split(",", "a,b,c", maxsplit=1), re.split(r"\d", "a1b2c"), re.split("x", "abc"))
print(re.escape("a.b*c [x]"), re.findall("A", "aA", re.I), re.findall("^a", "a\na", re.M), re.findall("a.b", "a\nb", re.S), re.findall(r"a b # c", "ab", re.X), re.search(r"(?i)HELLO", "hello").group(), re.findall(r"\bfoo\b", "foo food foo"))
p = re.compile(r"(\d+)", re.I); print(p.pattern, p.groups, p.groupindex, p.findall("1 22"), p.sub("n", "a1"), p.match("a1"), p.search("a1", 1).group(), p.split("a1b"), p.fullmatch("12").group(1), p.flags & re.I == re.I)
try:
    re.sub("a", r"\3", "a")
except re.error as e:
    print(e)
print(re.findall(r"[^\W\d_]+", "héllo wörld_1"), re.findall(r"a+?", "aaa"), re.findall(r"(?:ab)+", "ababx"), re.findall(r"a|b|c", "cab"), re.findall(r"[a-c\d.-]", "a9.-z"), re.findall(r"\$\d+\.\d{2}", "cost $12.50, $3.99"))
