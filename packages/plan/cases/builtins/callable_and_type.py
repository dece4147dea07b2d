def f():
    pass
class K:
    def m(self):
        pass
class C(K):
    def __call__(self, *a, **k):
        return (a, k)
print(f is f, K.m is K.m, K() is K())
print(C()(1, 2, x=3), type(5), type("a"), type(None), type([]), type(f), type(K), type(type), type(K()) is K, type(C()) == K)
print([type(x) for x in (1, 1.0, True, "a", b"a", None, [], (), {}, set(), frozenset(), range(1), slice(1), ..., NotImplemented, ValueError("x"))])
print([type(x) for x in (iter([]), iter(()), iter({}), iter("a"), iter(range(1)), (i for i in []), zip(), map(str, []), filter(None, []), enumerate([]), {}.keys(), {}.items(), {}.values())])
for bad in (5, "x", None, [], K(), 1.5, {}, ()):
    try:
        bad()
    except TypeError as e:
        print(e)
print(isinstance(True, int), isinstance(1, bool), isinstance(1, (str, int)), isinstance("a", (int, (float, (str,)))), isinstance(C(), K), isinstance(K, type), isinstance(None, type(None)))
print(issubclass(bool, int), issubclass(C, (int, K)), issubclass(KeyError, LookupError), issubclass(K, object), isinstance(1, int | str), isinstance(None, int | None))
for a, b in [(1, 5), (1, "int"), (1, (int, 5)), (1, (str, 5)), (1, [int])]:
    try:
        print(isinstance(a, b))
    except TypeError as e:
        print(e)
for a, b in [(1, int), ("a", str), (int, 5), (int, (str, 3))]:
    try:
        print(issubclass(a, b))
    except TypeError as e:
        print(e)
