words = ["Straße", "ÉCOLE", "ıİ", "ΑΣ", "ǆ", "ﬁn", "hello WORLD", "mIxEd 3d", "", "они ПРИШЛИ", "ŉ"]
for w in words:
    print(repr(w), w.upper(), w.lower(), w.swapcase(), w.casefold(), len(w.upper()))
print("straße".casefold() == "STRASSE".casefold(), "ß".upper().lower(), "Σ".lower(), "ΟΔΟΣ".lower(), "they're bill's".title(), "x1y2 a-b_c".title(), "ÀB".capitalize(), "ǆa".capitalize(), "ǆa".title())
print([c.isupper() for c in ("A", "a", "A1", "1", "", "Aa", "ǅ", "É")], [c.islower() for c in ("a", "a1", "1", "", "Aa", "ª", "ß")], [c.istitle() for c in ("Ab", "Ab Cd", "Ab cd", "AB", "", "1A", "A1b", "A1B")])
for name in ("upper", "lower", "title", "swapcase", "casefold", "capitalize"):
    try:
        getattr("x", name)(1)
    except TypeError as e:
        print(e)
print(sorted(["b", "A", "a", "B"]), sorted(["b", "A", "a", "B"], key=str.casefold), sorted(["b", "A", "a", "B"], key=lambda s: (s.lower(), s)), "Apple" < "apple", max("aZ"), min("aZ"))
print("a".upper is not None, str.upper("abc"), list(map(str.title, ["new york", "o'neil"])), " ".join(w.capitalize() for w in "the qUICK fox".split()))
for args in [(), (5,), ("a", "b")]:
    try:
        print(str.upper(*args))
    except TypeError as e:
        print(e)
