s = "abracadabra"
print(s.count("a"), s.count("abra"), s.count(""), s.count("a", 1), s.count("a", 1, -1), "aaaa".count("aa"), "".count(""), "x".count("xx"), s.count("a", 5, 2), "".count("", 1))
print(s.index("bra"), s.rindex("bra"), s.find("z"), s.rfind("a", 0, 5), s.find("", 5), s.rfind(""), s.find("", 50), s.index("a", -3), s.find("a", None, 3), s.rfind("", 0, 4))
for f in (s.index, s.rindex):
    for args in [("z",), ("a", 11), ("bra", 2, 4), ("", 12)]:
        try:
            print(args, f(*args))
        except ValueError as e:
            print(args, e)
for f in (s.find, s.count, s.index):
    for args in [(), (5,), (None,), ("a", "1"), ("a", 1.0), (b"a",), ("a", 1, 2, 3)]:
        try:
            print(f(*args))
        except TypeError as e:
            print(e)
print("é😀é".find("é", 1), "😀a😀".rindex("😀"), "a😀b".index("b"), "ab" in "cab", "" in "", "B" in "abc", "bc" not in "abc")
try:
    5 in "12345"
except TypeError as e:
    print(e)
print([i for i in range(len(s)) if s.startswith("a", i)], s.startswith(("x", "ab")), s.endswith(("ra", "z"), 0, 4), s.startswith("", 11), s.startswith("", 12), "".endswith(()))
for bad in (5, ["a"], ("a", 1), None):
    try:
        print(s.startswith(bad))
    except TypeError as e:
        print(e)
