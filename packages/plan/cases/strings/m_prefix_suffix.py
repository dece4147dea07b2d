print("report.pdf".removesuffix(".pdf"), "report.pdf".removeprefix("re"), "x".removeprefix("xx"), "aa".removesuffix(""))
print("abc".startswith("ab"), "abc".startswith(("x", "a")), "abc".startswith("b", 1), "abc".endswith("bc", 0, 2), "abc".endswith(("c", "d")), "".startswith(""))
for bad in [lambda: "a".startswith(1), lambda: "a".endswith(["a"]), lambda: "a".startswith((1,))]:
    try:
        bad()
    except TypeError as e:
        print(e)
print("abcabc".find("c"), "abcabc".rfind("c"), "abcabc".find("c", 3), "abc".find("z"), "abc".find(""), "abc".find("", 9), "abcabc".index("ca"), "aaa".count("aa"), "abc".count(""))
try:
    "abc".index("q")
except ValueError as e:
    print(e)
try:
    "abc".rindex("q")
except ValueError as e:
    print(e)
