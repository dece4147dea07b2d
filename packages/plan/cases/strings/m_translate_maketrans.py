t = str.maketrans("abc", "xyz")
print(t, "aabbccd".translate(t), "abc".translate({97: None, 98: "BB", 99: 100}), "abc".translate({}), "hello".translate(str.maketrans("", "", "l")), "abc".translate(str.maketrans({"a": "1", "b": None, 99: "q"})), "éa".translate({233: "e"}), "a-b".translate(str.maketrans("-", "_", "b")))
for args in [("a", "bc"), (5,), ({"ab": 1},), ("a",), ({1.5: 2},), ()]:
    try:
        print(str.maketrans(*args))
    except (TypeError, ValueError) as e:
        print(repr(e))
for bad in (5, None):
    try:
        print("abc".translate(bad))
    except TypeError as e:
        print(e)
for value in (1.5, -1, 0x110000, [1]):
    try:
        print("a".translate({97: value}))
    except (TypeError, ValueError) as e:
        print(repr(e))
print("aaa".replace("a", "b", 2), "aaa".replace("", "-"), "aaa".replace("a", "", -1), "".replace("", "x"), "ab".replace("", "-", 2), "abab".replace("ab", "a"), "x".replace("y", "z"), "aaa".replace("a", "b", 0))
for args in [("a",), ("a", 1), (1, "a"), ("a", "b", "c"), ("a", "b", 1.5), ("a", "b", 1, 2)]:
    try:
        print("a".replace(*args))
    except TypeError as e:
        print(e)

from enum import IntEnum


class Shift(IntEnum):
    A = 66


for table in [{97: True, 66: False}, {97: Shift.A}, {97: 10**30}, {97: -1}, {97: 0x110000}, {97: 1.0}, {97: [1]}]:
    try:
        print(repr("aBc".translate(table)))
    except Exception as e:
        print(repr(e))
