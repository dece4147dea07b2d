for w in [0, 3, 4, 8]:
    print([s.center(w, "*") for s in ["", "ab", "abc"]], ["ab".ljust(w, "-"), "ab".rjust(w), "-5".zfill(w), "+x".zfill(w)])
try:
    "a".center(5, "ab")
except TypeError as e:
    print(e)
try:
    "a".ljust("5")
except TypeError as e:
    print(e)
print("xxabcxx".strip("x"), "xyabcyx".lstrip("xy"), " \t a \n".strip() + "|", "abc".rstrip("bc"), "aaa".strip("a") == "", "a\tb\tc".expandtabs(4), "ab\tc".expandtabs(), "\ta".expandtabs(0))
