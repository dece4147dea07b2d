print(type(1), type(1.0), type("a"), type(b""), type(None), type([]), type(()), type({}), type(set()), type(frozenset()), type(True), type(range(1)), type(slice(1)), type(int), type(len), type(lambda: 1), type(ValueError()), type(iter([])), type(x for x in []), type(zip()), type({}.keys()), type(...), type(NotImplemented))
print(isinstance(1, int), isinstance(True, int), isinstance(1, (str, float)), isinstance(1, int | str), isinstance([], list), isinstance(None, type(None)), issubclass(bool, int), issubclass(int, object), isinstance(int, type), type(1) is int, type("a") == str, int is int, isinstance(1, (str, (int, float))))
print(int, str, ValueError, [int, str], {"t": float}, str(int), list[int], dict[str, int], bool(int))
print(int(), float(), str(), bool(), list(), tuple(), dict(), set(), frozenset(), bytes(), int("5"), int(5.9), int("-7"), float("2"), str(1.0), str(None), str([1, "a"]), bool("False"), list("ab"), tuple([1]), dict(a=1), int(True), str(True), str(b"x"), list({"a": 1}), set("aa"), int("0b11", 2), int("ff", 16))
for f in [lambda: isinstance(1, 1), lambda: isinstance(1, "int"), lambda: issubclass(1, int), lambda: int([]), lambda: int("a", 10), lambda: int(1, 2), lambda: float({}), lambda: dict(1), lambda: list(1), lambda: str(1, 2), lambda: bool(1, 2), lambda: int.foo, lambda: int(1, 2, 3), lambda: isinstance(1), lambda: object().x, lambda: int() + str(), lambda: None(), lambda: None.x, lambda: ...()]:
    try:
        print(f())
    except Exception as e:
        print(type(e), e)
