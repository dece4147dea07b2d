for f in [lambda: [(a, b) for a, b in [[1]]], lambda: [(a, b) for a, b in [[1, 2, 3]]], lambda: [(a, b) for a, b in ["abc"]], lambda: [(a, b) for a, b in [5]], lambda: [(a, b) for a, *b in [[]]], lambda: [(a, b) for a, b in {"xyz": 1}], lambda: [a for (a, (b, c)) in [(1, (2,))]], lambda: dict([[1, 2], [3]]), lambda: dict(["ab", "c"])]:
    try:
        print(f())
    except Exception as e:
        print(type(e), e)
