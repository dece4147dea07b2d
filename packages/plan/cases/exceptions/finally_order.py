log = []
def a():
    try:
        log.append("try")
        raise ValueError("1")
    except ValueError:
        log.append("except")
        try:
            raise KeyError("2")
        finally:
            log.append("inner finally")
    finally:
        log.append("outer finally")
try:
    a()
except KeyError as e:
    log.append(str(e))
def gen():
    try:
        yield 1
        yield 2
    finally:
        log.append("gen closed")
for x in gen():
    log.append(x)

print(log)
def loop():
    while True:
        try:
            try:
                return "r"
            finally:
                log.append("f1")
        finally:
            log.append("f2")
print(loop(), log[-2:])
