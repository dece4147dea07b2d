values = [2, 1.5, True, "a", b"b", [1], (2,), {"k": 1}, {3}, None, range(2)]
ops = [("+", lambda a, b: a + b), ("-", lambda a, b: a - b), ("*", lambda a, b: a * b), ("//", lambda a, b: a // b), ("|", lambda a, b: a | b), ("&", lambda a, b: a & b), ("<", lambda a, b: a < b)]
for sign, op in ops:
    print("==", sign)
    for a in values:
        row = []
        for b in values:
            try:
                row.append(repr(op(a, b)))
            except TypeError as e:
                row.append("E" + str(len(str(e))))
        print(" ".join(row))
for sign, op in ops:
    for a, b in [("a", 2.0), ([1], (2,)), (None, 1), ({1}, [1]), ({}, []), (b"x", "y"), (range(2), 1), (len, 1), (int, 1), (ValueError("x"), 2)]:
        try:
            print(sign, op(a, b))
        except TypeError as e:
            print(e)
for a in values:
    for b in values:
        if a == b and a is not b:
            print("equal", a, b)
print([a in [1, "a", (2,)] for a in values], [a != a for a in values], 1 == 1.0 == True, "1" == 1, [] == (), {} == set(), None == False, (1,) == (1.0,), [1] == [True], {1: 1.0} == {1.0: True}, {1} == {True}, b"a" == "a", range(0) == range(1, 1), 0.1 + 0.2 == 0.3)
