print(repr("it's"), repr('say "x"'), repr("both ' and \""), repr("tab\tnl\nnul\0del\x7f\x80\xa0\xad"), repr("\u200b\u2028é😀\U000e0001"), repr("\\"))
print(repr(b"it's"), repr(b'"'), repr(b"'\""), repr(b"\t\n\r\\\x00\xff"), repr(1e16), repr(1e15), repr(123456789012345.6), repr(1e-5), repr(0.0001), repr(-0.0))
print([1, "a", None, b"b", 1.0, (1,), (), {}, set(), frozenset(), {1: {"x": [()]}}, ..., True], str(["a", 'b"']), f"{['x']}", "%s" % (["y"],))
loop = [1]
loop.append(loop)
print(loop, str(loop))
d = {}
d["self"] = d
d["list"] = [d]
print(d)
t = ([],)
t[0].append(t)
print(t)
a, b = [], []
a.append(b)
b.append(a)
print(a, len(a), [a, a])
class P:
    def __repr__(self):
        return "P!"
class S(P):
    def __str__(self):
        return "S?"
print(P(), S(), [P(), S()], {"k": S()}, str(P()), f"{S()} {S()!r} {P()!s}", "%s %r" % (S(), S()), "{} {!r}".format(S(), S()))
class BadRepr:
    def __repr__(self):
        return 5
class BadStr:
    def __str__(self):
        return None
for bad, f in [(BadRepr(), repr), (BadRepr(), str), (BadStr(), str), ([BadRepr()], str)]:
    try:
        print(f(bad))
    except TypeError as e:
        print(e)
print(repr(range(3)), repr(range(1, 5, 2)), repr(slice(1, None)), repr(slice(1, 2, 3)), repr({1: 2}.keys()), repr({1: 2}.items()), repr({}.values()), repr(NotImplemented), repr(Ellipsis))
print(repr(ValueError()), repr(ValueError("a")), repr(ValueError("a", 1)), repr(KeyError(("x",))), repr(int), repr(ValueError), repr(type(None)))
