s = "a😀é日\u0301"
print(len(s), s[1], s[1:3], s[::-1], list(s), s.index("日"), s.find("é"), [ord(c) for c in s], s.encode(), s.encode("utf-16-le"), len(s.encode()))
print("ß".upper(), "ß".casefold(), "İ".lower(), len("İ".lower()), "ΌΣΟΣ".lower(), "ﬁ".upper(), "ǆ".title(), "straße".title(), "ŉ".capitalize(), "I".lower(), "Ω".lower())
print("😀" < "\uffff", "😀" > "\uffff", sorted(["😀", "\uffff", "a"]), max("a😀b"), "x😀y".center(9, "é"), "😀".ljust(3, "😁"), f"{'😀':>4}|{'日本':^6}|")
print("😀😀".count("😀"), "a😀b😀".split("😀"), "a😀b".partition("😀"), "😀ab".replace("", "-"), "é" == "e\u0301", len("é"), len("e\u0301"), "😀"[0] == "😀", "a😀"[-1])
print(repr("\u200b\xa0\u2028\ue000\U000e0001\x7f\x9f"), repr("'"), repr('"'), repr("'\""), repr("\\\n\t\r\x00\x1b"), "•", "\u00e9\x41\101")
print("á".isalpha(), "x²".isdigit(), "one\x1ctwo\x85three\u2029four".splitlines(), "a\r\nb\rc\n".splitlines(True), "\x1fa\u3000".strip(), chr(128512), ord("😀"))
