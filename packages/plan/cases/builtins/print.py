print(); print(1, 2, 3); print("a", "b", sep="-"); print("x", end=""); print("y", end="!\n"); print(*[1, 2], sep=", "); print(None, True, 1.0, "s", [1, "s"], ("t",), {"k": "v"}, sep=" | "); print("", "", sep="x"); print(sep="a", end="b\n"); print("é😀", "\t|", "a\nb"); print([None, True, 1.5, "q'uote", b"b"], {"a": {"b": [1]}}); print(1, sep=None, end=None); print("flush", flush=True)
for f in [lambda: print(1, sep=1), lambda: print(1, end=2), lambda: print(1, foo=2)]:
    try:
        f()
    except TypeError as e:
        print(e)
