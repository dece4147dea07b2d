import re
print(re.sub("a", "b", "banana"), re.sub("a", "b", "banana", 2), re.sub("a", "b", "banana", count=1), re.subn("a", "b", "banana"))
print(re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"), re.sub(r"(?P<d>\d+)", r"<\g<d>>", "a1b22"), re.sub(r"(\d)", r"\g<1>0", "1 2"), re.sub("x", r"\\", "axb"), re.sub("x", "\\n", "axb"))
print(re.sub(r"\d+", lambda m: str(int(m[0]) * 2), "1 and 20"), re.sub(r"\b\w", lambda m: m.group().upper(), "the end of it"))
print(re.sub("", "-", "abc"), re.sub("x*", "-", "abxd"), re.sub(r"\s+", " ", " a \n b\t"), re.sub("(a)|(b)", r"[\1\2]", "abc"))
print(re.split(r"\s*,\s*", "a , b,c ,d"), re.split(r"(,)", "a,b,c"), re.split(",", "a,b,c", maxsplit=1), re.split("x", "abc"), re.split(r"\W+", "...a, b..."), re.split("(a)|b", "1a2b3"))
print(re.split("", "ab"), re.escape("a.b*c [x]?"), re.escape("é-_ /"), re.sub(re.escape("a.b"), "Z", "a.b axb"))
seen = []
def number(m):
    seen.append(m.group())
    return f"[{len(seen)}]"
print(re.sub(r"https?://\S+", number, "see http://a.b and https://c.d/e ok"), seen)
values = {"name": "Ada", "n": 3}
print(re.sub(r"\{(\w+)\}", lambda m: str(values.get(m[1], m[0])), "Hi {name}, {n} of {what}"))
snake = lambda s: re.sub(r"([a-z])([A-Z])", r"\1_\2", s).lower()
camel = lambda s: re.sub(r"_(\w)", lambda m: m[1].upper(), s)
print(snake("invoiceTotalAmount"), snake("HTTPServer"), camel("invoice_total_amount"))
mask = re.compile(r"\b(\d{4})\d{8}(\d{4})\b")
print(mask.sub(r"\1********\2", "card 1234567812345678."), mask.subn("X", "none"), mask.split("a 1234567812345678 b"))
for bad in (r"\2", r"\g<zz>", r"\q", r"\g<1"):
    try:
        print(re.sub("(a)", bad, "a"))
    except (re.error, IndexError) as e:
        print(repr(bad), type(e), e)
try:
    re.sub("a", 5, "a")
except TypeError as e:
    print(type(e))
try:
    re.sub("a", lambda m: 5, "a")
except TypeError as e:
    print(e)
