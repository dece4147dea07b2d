def show(action):
    try:
        print("ok", action())
    except Exception as error:
        print(type(error), error)

def unpack_two(value):
    a, b = value
    return a, b
def unpack_star(value):
    a, *b, c = value
    return a, b, c
def nested(value):
    (a, b), [c, *d] = value
    return a, b, c, d
for value in [(1, 2), (1,), (1, 2, 3), "ab", "a", {"x": 1, "y": 2}, 5, None, [], range(2), {1, 2}, (i for i in (7, 8)), iter([1])]:
    show(lambda: unpack_two(value))
for value in [(1, 2), (1,), "abcd", 5]:
    show(lambda: unpack_star(value))
for value in [((1, 2), [3, 4, 5]), ((1, 2), []), ((1,), [3]), (5, [1])]:
    show(lambda: nested(value))
for pairs in [[(1, 2), (3,)], [(1, 2, 3)], [5]]:
    show(lambda: {k: v for k, v in pairs})
    show(lambda: [a + b for a, b in pairs])
total = 10
def local_before():
    print(total)
    total = 5
def local_augmented():
    total += 1
def maybe_set(flag):
    if flag:
        found = 1
    return found
def deleted():
    x = 1
    del x
    return x
def later_global():
    return defined_later
def in_except():
    try:
        1 / 0
    except ZeroDivisionError as problem:
        pass
    return problem
def free():
    def inner():
        return later
    inner()
    later = 1
for function in (local_before, local_augmented, lambda: maybe_set(False), lambda: maybe_set(True), deleted, in_except, free, later_global):
    show(function)
class Scope:
    size = 2
    doubled = size * 2
    def method(self):
        return self.size, Scope.size
show(lambda: Scope().method())
show(lambda: Scope.doubled)
defined_later = "now"
show(later_global)
