d = {1: "int", "1": "str", 1.5: "f", None: "n", (1, 2): "t", True: "b", b"1": "by", frozenset([1]): "fs"}
print(d, len(d), d[1], d[1.0], d[True], d["1"], d[(1, 2)], d[None], d[frozenset([1])], 2 in d, d.get(2.0, "no"))
