# tool lookup {"n": 3}
# tool lookup {"n": 4}
# tool lookup {"n": 4}
# tool lookup {"n": 4}
# tool lookup {"n": 4}
# tool lookup {"n": 4}
# tool lookup {"n": 4}
# tool lookup {"n": 4}
# tool lookup {"n": 4}
# tool lookup {"n": 4}
# tool lookup {"n": 4}
xs = [1]
def push():
    xs.append(lookup(key="a")["n"])
    return 7
print(f"{xs} {push()} {xs}")
print([*xs, push(), *xs])
print((*xs, push()))
d = {"k": 1}
def put():
    d["k"] = lookup(key="b")["n"]
    return 8
print({**d, "a": put()})
def show(*args): return args
print(show(*xs, push()))
for source in (lambda: f"{xs:zz} {push()}", lambda: [*5, push()], lambda: {**5, "a": push()}, lambda: show(*5, push()), lambda: (*5, push())):
    try:
        print(source())
    except Exception as e:
        print(repr(e))
print(xs)
print(f"{push():>4}|{xs!r:>20}|{push()}")
def g():
    ys = [1]
    a = f"{ys} {(yield ys)} {ys}"
    b = [*ys, (yield a), *ys]
    yield b
it = g()
next(it).append(2)
print(it.send(5))
print(it.send(6))
