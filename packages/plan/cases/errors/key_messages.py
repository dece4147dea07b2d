for k in ["a", "", "it's", 'q"', "\n", 1, 1.5, None, (1, 2), True, "é", b"x"]:
    try:
        {}[k]
    except KeyError as e:
        print(e, str(e), repr(e), e.args)
