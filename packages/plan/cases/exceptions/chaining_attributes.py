def low():
    raise KeyError("low")
def mid():
    try:
        low()
    except KeyError as e:
        raise ValueError("mid") from e
def implicit():
    try:
        low()
    except KeyError:
        raise TypeError("while handling")
def cut():
    try:
        low()
    except KeyError:
        raise RuntimeError("cut") from None
for f in (mid, implicit, cut):
    try:
        f()
    except Exception as e:
        print(repr(e), str(e), e.args)
def bad_from(v):
    raise ValueError("x") from v
for v in (None, KeyError("inst"), KeyError, 5, "text"):
    try:
        bad_from(v)
    except (TypeError, ValueError) as e:
        print(repr(e))
def bad_raise(v):
    raise v
for v in (5, "text", None, int, ValueError, ValueError("inst"), [ValueError]):
    try:
        bad_raise(v)
    except (TypeError, ValueError) as e:
        print(repr(e))
try:
    raise
except RuntimeError as e:
    print(e)
try:
    try:
        raise ValueError("one")
    except ValueError as e:
        print("first", e)
        raise
except ValueError as again:
    print("second", again)
try:
    print(e)
except NameError as err:
    print(err)
kept = None
try:
    1 / 0
except ArithmeticError as e:
    kept = e
print(repr(kept), type(kept), isinstance(kept, ZeroDivisionError))
try:
    try:
        {}["k"]
    except (IndexError, ValueError):
        print("no")
    except LookupError as e:
        print("lookup", e)
finally:
    print("end")
