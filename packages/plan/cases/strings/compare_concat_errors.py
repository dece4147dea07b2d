for f in [lambda: "a" + 1, lambda: 1 + "a", lambda: "a" * "b", lambda: "a" - "b", lambda: "a" < 1, lambda: 1 in "abc", lambda: "abc"(), lambda: "abc".nope, lambda: "a" % 1, lambda: "%d" % "x", lambda: "%s %s" % "a", lambda: len(5), lambda: int("x"), lambda: float("x"), lambda: ord("ab"), lambda: chr(-1), lambda: "a".join(1, 2), lambda: "a"[1.5], lambda: "%(a)s" % 1]:
    try:
        print(f())
    except Exception as e:
        print(repr(e))
