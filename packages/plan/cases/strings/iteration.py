for i, c in enumerate("aé😀"): print(i, c, ord(c))
print(list("ab"), set("aa"), tuple("xy"), dict.fromkeys("ab", 0), [c.upper() for c in "ab"], "".join(reversed("abc")), {c: "banana".count(c) for c in "ban"}, any(c.isdigit() for c in "a1"), all(c.isalpha() for c in "ab"), list(zip("ab", "xyz")), max("hello"), sum(c == "l" for c in "hello"))
