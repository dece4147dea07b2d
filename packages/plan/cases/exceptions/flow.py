def f(n):
    try:
        print("try", n)
        if n == 0: return "ret"
        if n == 1: raise ValueError("v")
        if n == 2: {}["k"]
        if n == 3: [][1]
        if n == 4: raise RuntimeError
    except ValueError as e:
        return f"ve {e}"
    except (KeyError, IndexError) as e:
        print("lookup", type(e))
        return repr(e)
    else:
        return "else"
    finally:
        print("finally", n)
    return "end"
for n in range(4): print(f(n))
try:
    f(4)
except RuntimeError as e:
    print(repr(e), str(e) == "", e.args)
print(f(9))
def g():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
            print("body", i)
        finally:
            print("fin", i)
    return i
print(g())
def h():
    try:
        return "a"
    finally:
        return "b"
print(h())
def nested():
    try:
        try:
            raise KeyError("inner")
        finally:
            print("inner finally")
    except KeyError as e:
        print("caught", e)
        raise ValueError("outer") from e
try:
    nested()
except ValueError as e:
    print(e, repr(e))
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise
except ArithmeticError as e:
    print(type(e), e)
e = "kept"
try:
    raise ValueError
except ValueError as e:
    pass
try:
    e
except NameError as n:
    print(n)
