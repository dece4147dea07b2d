import re
print(re.findall("ab", "AB ab aB", re.I), re.findall("^x", "x\nx", re.M), re.findall("^x", "x\nx"), re.findall("a.b", "a\nb a-b", re.S), re.findall("a.b", "a\nb a-b"))
print(re.findall("(?i)ab", "AB"), re.findall("(?s).+", "a\nb"), re.findall("(?i:a)b", "Ab AB"), re.findall(r"\w+", "naïve ß", re.A), re.findall(r"\w+", "naïve ß"))
verbose = re.compile(r"""
    (\d+)   # whole
    \.      # point
    (\d*)   # part
""", re.X)
print(verbose.match("3.14").groups(), verbose.search("a 7. b").group())
print(re.findall(r"(\d+) EUR", "5 EUR 6 USD 70 EUR"), re.findall(r"\$(\d+)", "$5 6 $70"))
words = re.compile(r"\b(?:cat|dog)s?\b", re.I)
print(words.findall("Cats, dog, catalog, DOGS"), words.sub(lambda m: m[0].swapcase(), "Cats and dogs"))
print(re.findall(r"a+?", "aaa"), re.findall(r"a{2}", "aaaaa"), re.findall(r"a{1,2}?", "aaa"), re.findall(r"<.+?>", "<a><b>"), re.findall(r"<.+>", "<a><b>"))
print(re.findall(r"(?:ab)+", "ababxab"), re.findall(r"x|yy|y", "xyyy"), re.findall(r"[^a-c\d]", "abz19-"), re.findall(r"[\]\-^]", "a]-^"))
print(re.findall(r"\bfoo\b", "foo food foo."), re.findall(r"\Bo", "foo o"), re.findall(r"\A\w", "ab\ncd", re.M), re.findall(r"\w\Z", "ab\ncd\n"), re.findall(r"\w$", "ab\ncd\n"))
print(re.findall(r"\s", " \t\n\u00a0x"), re.findall(r"\S+", "a  b\tc"), re.findall(r"\D", "1a2"), re.findall(r"\d", "1٣"), re.findall(r"\W", "a-b_c"))
print(re.compile("x", re.I | re.S).flags, re.IGNORECASE == re.I)
print(re.search(r"(?m)^end$", "start\nend\n").span(), re.split(r"(?m)^", "a\nb"), re.search("é", "É", re.I))
print(re.findall("[a-z]+", "HeLLo", re.IGNORECASE | re.MULTILINE), re.findall(r"\x41\u0042\103", "ABC"), re.findall(r"[\w.-]+", "a.b-c d"))
