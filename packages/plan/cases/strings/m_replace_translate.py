print("aaaa".replace("a", "b", 2), "aaaa".replace("aa", "b"), "abc".replace("", "-"), "abc".replace("", "-", 2), "abc".replace("x", "y"), "".replace("", "x"))
t = str.maketrans({"a": "1", "b": None, "c": "xyz", 100: "D"})
print("abcd".translate(t), "abc".translate(str.maketrans("ab", "ba")), "hello".translate(str.maketrans("l", "L", "h")))
try:
    str.maketrans("ab", "a")
except ValueError as e:
    print(e)
try:
    "a".replace("a")
except TypeError as e:
    print(e)
print("x".join(["a"]), "".join([]), ", ".join("abc"), "-".join({"k": 1, "j": 2}), "".join(str(i) for i in range(5)))
try:
    ",".join([1])
except TypeError as e:
    print(e)
try:
    ",".join(5)
except TypeError as e:
    print(e)
