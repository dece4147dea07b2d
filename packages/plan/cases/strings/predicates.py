for s in ["", "a", "A", "1", "a1", " ", "a b", "Ab", "AB", "½", "²", "٣", "ß", "日本", "_x", "1x", "Title Case", "TITLE", "\t\n", "\x00", "é", "ǅ", "class"]:
    print(repr(s), s.isalpha(), s.isdigit(), s.isdecimal(), s.isnumeric(), s.isalnum(), s.isspace(), s.isupper(), s.islower(), s.istitle(), s.isidentifier(), s.isprintable(), s.isascii())
