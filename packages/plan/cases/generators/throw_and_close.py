def g():
    try:
        x = yield 1
        print("got", x)
        y = yield 2
        print("got", y)
    except ValueError as e:
        print("caught", e)
        z = yield 99
        print("z", z)
    finally:
        print("fin")
it = g()
print(next(it)); print(it.send("a")); print(it.throw(ValueError("boom")))
try: it.send("q")
except StopIteration as e: print("stop", e.value)
try: next(it)
except StopIteration as e: print("stop", e.value)
def g():
    try:
        yield 1
    finally:
        print("closed")
it = g(); next(it); it.close(); it.close()
print(list(it))
it = g(); it.close(); print(list(it))
def g():
    while True:
        try:
            yield 1
        except GeneratorExit:
            print("exit"); return
it = g(); next(it); print(it.close())
def h():
    try: yield 1
    except GeneratorExit: yield 2
it = h(); next(it)
try: it.close()
except RuntimeError as e: print(e)
def g():
    yield 1
it = g()
try: it.send(5)
except TypeError as e: print(e)
print(it.send(None))
try: it.throw(KeyError("x"))
except KeyError as e: print(repr(e))
print(list(it))
def inner():
    try:
        r = yield 1
        print("r", r)
    except ValueError as e: 
        print("inner", e); yield 5
    return "done"
def outer():
    v = yield from inner()
    print("v", v)
    yield v
it = outer()
print(next(it)); print(it.throw(ValueError("x"))); print(next(it))
it = outer(); next(it); print(it.send("s"))
it = outer(); next(it); it.close(); print(list(it))
def g():
    yield 1
    raise StopIteration("x")
it = g(); next(it)
try: next(it)
except RuntimeError as e: print(e)
def g():
    next(it2)
    yield 1
it2 = g()
try: next(it2)
except ValueError as e: print(e)
def g():
    x = yield
    while x is not None:
        x = yield x * 2
it = g(); next(it)
print([it.send(i) for i in range(3)])
try: it.send(None)
except StopIteration: print("end")
it.throw(ValueError, "late") if False else None
try: it.throw(ValueError("late"))
except ValueError as e: print(e)
try: it.throw(5)
except TypeError as e: print(e)
def g():
    try: yield 1
    except KeyError: raise ValueError("second") from None
it = g(); next(it)
try: it.throw(KeyError)
except ValueError as e: print(e)
print(type(it), it.gi_running if False else "")
gen = (x * x for x in range(4))
print(next(gen), list(gen), list(gen))
gen = (x for x in [1, 2]); gen.close(); print(list(gen))
def count(n):
    i = 0
    while i < n:
        step = (yield i) or 1
        i += step
c = count(10); print(next(c), c.send(3), next(c), list(c))
class Guard:
    def __enter__(self): print("enter"); return self
    def __exit__(self, *args): print("exit", args[0])
def guarded():
    with Guard():
        yield 1
        yield 2
it = guarded(); next(it); it.close()
it = guarded(); next(it)
try: it.throw(LookupError("gone"))
except LookupError as e: print(repr(e))
def context():
    try:
        yield 1
    except KeyError as e:
        raise ValueError("from key") from e
it = context(); next(it)
try: it.throw(KeyError, "k")
except ValueError as e: print(e)
it = context()
try: it.throw(KeyError, KeyError("early"))
except KeyError as e: print(e, list(it))
def swallow():
    while True:
        try:
            x = yield "ready"
            print("x", x)
        except (ValueError, TypeError) as e:
            print("swallowed", type(e), e)
it = swallow(); next(it)
print(it.throw(TypeError("t")), it.send(1), it.throw(ValueError, "v"))
try: it.throw(ValueError("a"), "b")
except TypeError as e: print(e)
def chain():
    for g in (swallow(), [1, 2]):
        yield from g
it = chain(); next(it); print(it.throw(ValueError("deep")))
try: it.throw(KeyError("out"))
except KeyError as e: print(repr(e), list(it))
