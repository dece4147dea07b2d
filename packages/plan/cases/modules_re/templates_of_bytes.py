import re
m = re.match("(h)\\b|h", "hello world")
for t in [b"", b"x", b"\\1", b"x\\1y", b"\\g<0>", b"\\1\\1", 1, None, "", bytes(2), ["a"]]:
    try:
        print(repr(m.expand(t)))
    except Exception as e:
        print(repr(e))
    for f in (lambda: re.sub("h", t, "hello"), lambda: re.sub("z", t, "hello"), lambda: re.compile("h").subn(t, "hello")):
        try:
            print(repr(f()))
        except Exception as e:
            print(repr(e))
