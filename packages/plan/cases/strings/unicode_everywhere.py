samples = ["é", "e\u0301", "ß", "İ", "ﬁ", "Σας", "ǆ", "👩‍👩‍👧", "🇩🇪", "日本", "ａ", "²", "½", "Ⅷ", "\u200b", "\xa0", "ñandú", "\U0001f600!", "ŉ", "ΐ", "\u2028", "०१", "K", "_x", "9a", ""]
for s in samples:
    print(repr(s), len(s), s.upper(), s.lower(), s.title(), s.casefold(), s.capitalize(), s.swapcase(), [s.isalpha(), s.isdigit(), s.isdecimal(), s.isnumeric(), s.isalnum(), s.isspace(), s.isprintable(), s.isidentifier(), s.isupper(), s.islower(), s.istitle(), s.isascii()])
print("STRASSE".casefold() == "straße".casefold(), "é" == "e\u0301", sorted(["é", "z", "e", "Z", "É", "ä", "a"]), sorted(["b", "A", "ä", "Ä"], key=str.casefold), max("aé世"), [hex_of for hex_of in map(lambda c: format(ord(c), "x"), "a世😀")])
flag = "a🇩🇪b"
print(flag[1], flag[::-1] == "b🇪🇩a", flag.index("b"), flag.center(8, "·"), f"{flag:>6}|{flag:*^7}|{'日本':<4}|", flag.encode("utf-16-le").hex(), list("é👍🏽"), "👍🏽".replace("🏽", ""), "a\u0301bc"[1:], "😀" * 3, "😀" in "x😀", "x😀y".find("y"), "x😀y".split("😀"), "😀,😀".count("😀"))
print("a\u2028b\x85c\x1cd\ve\ff\r\ng".splitlines(), "a\u3000b\xa0c d".split(), "\u3000x\u2003".strip() + "|", "x\u200b".strip() == "x", "tab\tx".expandtabs(6), "ǅ".istitle(), "١٢٣".isdigit(), int("١٢٣"), float("١.٥"), int("  ４２\n"), "½".isnumeric(), "x²".isalnum())
print("é世😀".encode("ascii", "backslashreplace"), repr("\x00\x7f\x9f\xad\u200b\u2028\ud7ff\ue000\U000e0001"), chr(0x1F600), ord("😀"), "".join(chr(c) for c in range(0x3b1, 0x3b5)), "%c%c" % (0x20ac, "x"), f"{0x20ac:c}")
table = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "😀": None, ord("x"): "y"})
print("Größe übel 😀x".translate(table), "abc".translate({97: "A", 98: None, 99: 0x1F600}), str.maketrans("ab", "cd", "e"))
for word in ("ÑANDÚ", "o'neil's", "hello-world foo_bar 3rd", "ÀÉÎ", "ｈｅｌｌｏ"):
    print(word.title(), word.capitalize(), word.swapcase(), word.lower(), word.partition("-"), word.zfill(12), word.ljust(10, "é") + "|")
