def risky(kind):
    table = {"index": lambda: [][1], "key": lambda: {}["k"], "type": lambda: 1 + "a", "value": lambda: int("q"), "zero": lambda: 1 // 0, "attr": lambda: (1).x, "over": lambda: 2.0 ** 9999, "stop": lambda: next(iter([])), "unicode": lambda: b"\xff".decode(), "assert": lambda: check(0), "rt": lambda: fail(RuntimeError("r")), "ni": lambda: fail(NotImplementedError), "os": lambda: fail(OSError(2, "none")), "perm": lambda: fail(PermissionError("p")), "ok": lambda: "fine"}
    return table[kind]()
def check(v):
    assert v, "v was zero"
def fail(e):
    raise e
def handle(kind):
    try:
        r = risky(kind)
    except (IndexError, KeyError) as e:
        return "lookup", repr(e), isinstance(e, LookupError)
    except ArithmeticError as e:
        return "arithmetic", isinstance(e, OverflowError)
    except UnicodeError as e:
        return "unicode", isinstance(e, ValueError)
    except ValueError as e:
        return "value", str(e)
    except NotImplementedError as e:
        return "not implemented", isinstance(e, RuntimeError), str(e)
    except RuntimeError as e:
        return "runtime", e.args
    except OSError as e:
        return "os", isinstance(e, PermissionError), e.args
    except (AssertionError, StopIteration) as e:
        return "assert or stop", repr(e)
    except Exception as e:
        return "other", repr(e)
    else:
        return "else", r
    finally:
        print(kind, end=": ")
for k in ("index", "key", "type", "value", "zero", "attr", "over", "stop", "unicode", "assert", "rt", "ni", "os", "perm", "ok", "unknown"):
    print(handle(k))
