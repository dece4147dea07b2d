def a():
    try:
        return "try"
    finally:
        print("cleanup a")
def b():
    try:
        return "try"
    finally:
        return "finally wins"
def c():
    try:
        raise ValueError("lost")
    finally:
        return "swallowed"
def d():
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            print("body", i)
        except ValueError:
            print("never")
        else:
            print("else", i)
        finally:
            print("finally", i)
    else:
        print("loop else")
    return i
def e():
    x = 1
    try:
        return x
    finally:
        x = 2
        print("x is", x)
def f():
    while True:
        try:
            return "out"
        finally:
            break
    return "after break"
def g(n):
    try:
        try:
            if n == 0:
                raise KeyError("k")
            if n == 1:
                raise IndexError("i")
            if n == 2:
                return "returned"
        except KeyError as err:
            return f"inner {err}"
        else:
            return "inner else"
        finally:
            print("inner finally", n)
    except LookupError as err:
        return f"outer {err!r}"
    finally:
        print("outer finally", n)
print(a(), b(), c(), d(), e(), f(), [g(n) for n in range(4)])
def h():
    try:
        yield 1
        yield 2
    finally:
        print("closing h")
for v in h():
    print(v)
