class A: pass
class B(A): pass
print(isinstance(1, int), isinstance(True, int), isinstance(1.0, (int, float)), isinstance("a", str), isinstance(None, type(None)), isinstance(B(), A), issubclass(B, A), issubclass(bool, int), isinstance([], (list, tuple)), isinstance(A, type), isinstance(1, int | str), isinstance({}, dict), isinstance(ValueError(), Exception), issubclass(KeyError, LookupError))
print(type(1), type("a"), type(1.5), type([]), type({}), type(()), type(set()), type(None), type(True), type(b""), type(range(1)), type(A), type(A()), type(lambda: 1), type(len), type(1) is int, type(A()) == A)
for f in [lambda: isinstance(1, 5), lambda: issubclass(1, int), lambda: isinstance(1, [int])]:
    try:
        f()
    except TypeError as e:
        print(e)
print(bool([]), bool([0]), bool(""), bool(0.0), bool(None), bool(A()), [bool(x) for x in (0, 1, "", "a", (), (0,), {}, {1: 1})], hasattr("a", "upper"), hasattr(A(), "x"), getattr("a", "upper")(), getattr(A(), "x", 3))
try:
    getattr(A(), "x")
except AttributeError as e:
    print(e)
try:
    A().x
except AttributeError as e:
    print(e)
try:
    None.x
except AttributeError as e:
    print(e)
