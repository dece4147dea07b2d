def f(v):
    out = []
    try:
        out.append(10 / v)
    except ZeroDivisionError:
        out.append("zero")
    except TypeError as e:
        out.append(str(e))
    else:
        out.append("else")
    finally:
        out.append("finally")
    return out
print(f(2), f(0), f("a"), f(None), f([]))
