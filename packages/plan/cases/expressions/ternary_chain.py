for v in [-1, 0, 5, 15, None, "x"]:
    kind = "none" if v is None else "text" if isinstance(v, str) else "neg" if v < 0 else "zero" if v == 0 else "small" if v < 10 else "big"
    print(v, kind, v or "falsy", v and "truthy", (v is not None and v != "x" and v > 3) or "no", not v)
