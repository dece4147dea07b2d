def inner():
    got = yield "inner"
    print("inner got", got)
    return "back"


def outer():
    result = yield from inner()
    print("result", result)
    try:
        [].pop()
    except IndexError:
        yield "rescued"
        raise


g = outer()
print(next(g))
print(g.send("hello"))
for _ in range(3):
    try:
        next(g)
    except Exception as e:
        print(type(e), e)


def returns():
    return 5
    yield


g = returns()
for _ in range(2):
    try:
        next(g)
    except StopIteration as stop:
        print(stop.value, stop.args)


def lists():
    yield from [1, 2]


g = lists()
print(next(g))
try:
    g.send("no")
except AttributeError as e:
    print(e)

l = [3, 1, 2]
try:
    l.sort(key=lambda v: l.append(v))
except ValueError as e:
    print(e)


class Manager:
    def __enter__(self):
        return 5

    def __exit__(self, kind, error, trace):
        print("exit", kind, error)
        return True


with Manager() as (a, b):
    print("never")
print("on")


class Base:
    pass


try:
    Base(1)
except TypeError as e:
    print(e)
try:

    class Twice(Base, Base):
        pass

except TypeError as e:
    print(e)
