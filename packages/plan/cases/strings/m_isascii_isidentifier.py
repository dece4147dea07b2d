names = ["abc", "_x1", "1a", "", "é", "a b", "class", "x\n", "名前", "²", "½", "٣", "a-b", " ", "\t", "A1", "😀", "\x7f"]
for n in names:
    print(repr(n), n.isidentifier(), n.isascii(), n.isprintable(), n.isalnum(), n.isalpha(), n.isdecimal(), n.isdigit(), n.isnumeric(), n.isspace())
for f in ("isidentifier", "isascii", "isdigit", "isspace", "isprintable"):
    try:
        getattr("a", f)(1)
    except TypeError as e:
        print(e)
print([c for c in "a1 B_é²" if c.isalnum()], "".join(filter(str.isdecimal, "a1b²3")), all(map(str.isupper, "ABC")), str.isdigit("12"))
