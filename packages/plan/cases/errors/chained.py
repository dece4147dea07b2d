def parse(v):
    try:
        return int(v)
    except ValueError as e:
        raise RuntimeError(f"cannot parse {v!r}") from e
for v in ["1", "x"]:
    try:
        print(parse(v))
    except RuntimeError as e:
        print(e, repr(e))
parse("boom")
