def check(age):
    if not isinstance(age, int): raise TypeError(f"age must be int, not {age!r}")
    if age < 0: raise ValueError("age must be positive", age)
    return age
for v in [5, -1, "x", None]:
    try:
        print(check(v))
    except (TypeError, ValueError) as e:
        print(type(e), e, e.args, len(e.args), repr(e), f"{e}", str(e) + "!")
