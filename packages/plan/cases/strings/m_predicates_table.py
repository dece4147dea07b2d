tests = ["", "abc", "ABC", "a1", "12", "½", "²", "Ⅷ", " ", "\t\n", "a b", "_x", "1x", "é", "名", "a-b", "\x00"]
for s in tests:
    print(repr(s), s.isalpha(), s.isdigit(), s.isdecimal(), s.isnumeric(), s.isalnum(), s.isspace(), s.isidentifier(), s.isprintable(), s.isascii(), s.islower(), s.isupper(), s.istitle())
