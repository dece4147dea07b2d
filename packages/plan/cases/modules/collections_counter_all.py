from collections import Counter
c = Counter("abracadabra")
print(c, c["a"], c["z"], c.most_common(2), sorted(c.elements()), c.total(), len(c), list(c), dict(c) == c, c + Counter("az"), c - Counter("aab"), c & Counter("ab"), c | Counter("zzz"), +Counter(a=-1, b=2), -Counter(a=-1))
c.update("aa"); c.subtract({"b": 5}); print(c["a"], c["b"], c.most_common()[-1], Counter(a=1) == Counter({"a": 1, "b": 0}), Counter(a=1) <= Counter(a=2), c.pop("r"), "r" in c); del c["zzz"]
print(Counter(["x", "y", "x"]), Counter({"k": 3}), Counter(), Counter([1, 1, 2]).most_common(1)[0][0], max(Counter("aab").items(), key=lambda t: t[1]), {k: v for k, v in Counter("aab").items() if v > 1}, sum(Counter("abc").values()))
for most in (0, 1, 2, True, None):
    print(Counter("abracadabra").most_common(most), Counter().most_common(most))
for wrong in ({"a": (1,), "b": [1]}, {"a": 1, "b": None}):
    for most in (1, 2):
        try:
            print(Counter(wrong).most_common(most))
        except TypeError as error:
            print(most, error)
