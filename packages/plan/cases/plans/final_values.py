final_return_value = [None, True, 1, 1.5, -0.0, "é\n'", b"x", (1,), {"k": {1: 2}}, 10 ** 30, float("inf"), [], {}, (), range(2)]
