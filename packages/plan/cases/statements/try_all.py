def f(kind):
    out = []
    try:
        out.append("try")
        if kind == "value": raise ValueError("v")
        if kind == "key": {}["k"]
        if kind == "return": return out
        if kind == "type": 1 + "a"
    except ValueError as e:
        out.append(f"value {e}")
    except (KeyError, IndexError) as e:
        out.append(f"lookup {e!r}")
    except Exception:
        out.append("other"); raise
    else:
        out.append("else")
    finally:
        out.append("finally")
        print(out)
    return out
for k in ["value", "key", "return", "none"]:
    print(f(k))
try:
    f("type")
except TypeError as e:
    print(e)
def g():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
        finally:
            print("f", i)
    return "end"
print(g())
def h():
    try:
        return "try"
    finally:
        return "finally"
print(h())
try:
    try:
        raise KeyError("a")
    except KeyError as e:
        raise ValueError("b") from e
except ValueError as e:
    print(repr(e))
try:
    raise
except RuntimeError as e:
    print(e)
try:
    raise 5
except TypeError as e:
    print(e)
try:
    assert 1 == 2, "nope"
except AssertionError as e:
    print(repr(e))
try:
    assert []
except AssertionError as e:
    print(repr(e), e.args)
e = 1
try:
    1 / 0
except ZeroDivisionError as e:
    pass
try:
    e
except NameError as x:
    print(x)
