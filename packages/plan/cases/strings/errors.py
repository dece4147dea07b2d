for f in [lambda: "abc"[5], lambda: "abc"["a"], lambda: "abc".index("z"), lambda: "abc".rindex("z"), lambda: "a".join([1]), lambda: "a".join(["x", None]), lambda: "a" + 1, lambda: 1 + "a", lambda: "a" + None, lambda: "abc".split(""), lambda: "abc".split(1), lambda: "abc".replace(1, 2), lambda: "a".center("x"), lambda: "a".center(5, "xx"), lambda: "a".zfill("x"), lambda: "abc".startswith(1), lambda: "abc".startswith(("a", 1)), lambda: "abc".find(1), lambda: "abc".count(), lambda: "abc".upper(1), lambda: "x".foo, lambda: "x".foo(), lambda: "abc".encode("nope"), lambda: "é".encode("ascii"), lambda: b"\xff".decode(), lambda: "a" < 1, lambda: 1 in "abc", lambda: ord("ab"), lambda: ord(""), lambda: "abc".strip(1), lambda: "a" % 1, lambda: "%d" % "x", lambda: "%s %s" % ("a",), lambda: "%s" % ("a", "b"), lambda: "%q" % 1, lambda: "%(a)s" % {}, lambda: "%(a)s" % 1, lambda: "{} {}".format(1), lambda: "{a}".format(), lambda: "{0.x}".format(1), lambda: "{0[z]}".format({}), lambda: "{".format(), lambda: "}".format(), lambda: "{} {0}".format(1), lambda: "{!z}".format(1), lambda: "a".translate(5), lambda: str.lower(5), lambda: str.lower(), lambda: "a".splitlines(keepend=True), lambda: "abc"[1.5], lambda: "abc"[::0], lambda: "a" - "b", lambda: -"a"]:
    try:
        print(f())
    except Exception as e:
        print(type(e), e)
try:
    s = "abc"
    s[0] = "x"
except TypeError as e:
    print(e)
try:
    del s[0]
except TypeError as e:
    print(e)
