table = str.maketrans("abc", "xyz", "d")
print("abcd abcd".translate(table), "abc".translate({97: "A", 98: None, 99: 67}), "aé😀".translate({0x1F600: ":)"}), str.maketrans({"a": 1, 98: "b"}), str.maketrans("a", "b"))
print("hello world foo".title(), "they're bill's friends".title(), "x1y2z3".title(), "ABC def".swapcase(), "hello"[1:][::-1], "a" in "banana", "banana".count("an"), "aaaa".count("aa"), "aaaa".replace("aa", "b"))
