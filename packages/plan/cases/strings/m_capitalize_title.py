for s in ["", "hello world", "ÉCOLE", "they're bill's", "x-ray 3d", "ǆ", "ß", "MiXeD cAsE"]:
    print(repr(s.capitalize()), repr(s.title()), repr(s.swapcase()), repr(s.casefold()), repr(s.upper()), repr(s.lower()))
print("abc".istitle(), "Abc Def".istitle(), "ABC".isupper(), "a1".islower(), "1".isupper())
