print(ord("a"), chr(97), ord("€"), chr(128512), repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("tab\t nl\n \\ \x00 \x7f é 😀 \u200b"), repr(1.0), repr([1, "a", None, True, (1,), {"k": {1}}]), str([1, "a"]), repr(b"\x00a"), repr(range(3)), repr(slice(1, 2)), repr(Ellipsis), repr(NotImplemented))
print(format(255, "x"), format(255, "#o"), format(3.14159, ".2f"), format("a", ">5"), format(1234567, ","), format(True), format(None), format(0.5, "%"), format(5, "05d"), format(-5, "=+6d"), format(1e6, "e"), format(12, "b"), format("abc", ".2"), format(10**20, ",d"))
for f in [lambda: ord(""), lambda: ord(5), lambda: chr("a"), lambda: chr(1114112), lambda: format(1, 2), lambda: format("a", "d"), lambda: format([], "x"), lambda: format(1.5, "d")]:
    try:
        f()
    except Exception as e:
        print(repr(e))
