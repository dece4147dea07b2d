for f in [lambda: len(), lambda: len(1, 2), lambda: abs(), lambda: "a".upper(1), lambda: "a".join(), lambda: "a".find(), lambda: "a".find("a", 1, 2, 3), lambda: "a".split(1, 2, 3), lambda: "a".replace("a"), lambda: [].append(), lambda: [].insert(1), lambda: {}.get(), lambda: {}.pop(), lambda: range(), lambda: pow(1), lambda: round(), lambda: sum(), lambda: sorted(), lambda: sorted([], 1), lambda: sorted([], kee=1), lambda: int(1, 2, 3), lambda: list(1, 2), lambda: str(1, 2, 3, 4), lambda: isinstance(1), lambda: chr(), lambda: ord("a", "b"), lambda: divmod(1), lambda: reversed(), lambda: zip(x=1), lambda: len(obj=[1]), lambda: [].sort(1), lambda: [].sort(foo=1), lambda: print(foo=1), lambda: max(foo=1), lambda: {1}.union(x=1), lambda: str.upper(), lambda: list.append(1, 2), lambda: dict.get("x", 1), lambda: next(), lambda: iter()]:
    try:
        print(f())
    except Exception as e:
        print(type(e), e)
