class C: x = 1
for f in [lambda: (5).x, lambda: "s".x, lambda: [].x, lambda: {}.x, lambda: ().x, lambda: None.x, lambda: C.y, lambda: C().y, lambda: len.x, lambda: (lambda: 1).x, lambda: True.x, lambda: (1.5).x, lambda: b"".x, lambda: set().x, lambda: range(1).x, lambda: ValueError().x, lambda: ValueError.x, lambda: int.x, lambda: iter([]).x, lambda: (x for x in []).x]:
    try:
        print(f())
    except Exception as e:
        print(e)
for f in ["a", "b", "c"]:
    try:
        if f == "a": (5).x = 1
        elif f == "b": [].x = 1
        else: None.x = 1
    except AttributeError as e:
        print(e)
