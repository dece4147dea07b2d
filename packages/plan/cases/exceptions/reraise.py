log = []
def inner(): raise KeyError("k")
def middle():
    try:
        inner()
    except KeyError as e:
        log.append(repr(e))
        raise
def outer():
    try:
        middle()
    except LookupError as e:
        log.append(type(e))
        raise ValueError("wrapped") from e
    finally:
        log.append("f")
try:
    outer()
except ValueError as e:
    log.append(str(e))
print(log)
raise
