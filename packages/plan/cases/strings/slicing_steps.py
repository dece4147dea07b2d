s = "abcdefghij"
for a, b, c in [(None, None, None), (2, 5, None), (-3, None, None), (None, -3, None), (None, None, -1), (8, 2, -2), (0, 100, 3), (5, 2, None), (-100, 4, 1)]:
    print(repr(s[a:b:c]))
print(s[0], s[-1], s[3], "名前太郎"[1:3], "a😀b"[1], len("a😀b"), "a😀b"[::-1])
for i in [10, -11]:
    try:
        s[i]
    except IndexError as e:
        print(e)
try:
    s["a"]
except TypeError as e:
    print(e)
try:
    s[0] = "x"
except TypeError as e:
    print(e)
try:
    del s[0]
except TypeError as e:
    print(e)
print("a" in s, "" in s, "xyz" not in s, s * 2, s * 0, 3 * "ab", s + "k", "a" < "b", "a" < "B", "abc" < "abd", "" < "a")
