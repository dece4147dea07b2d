falsy = [0, 0.0, -0.0, "", b"", [], (), {}, set(), frozenset(), None, False, range(0), range(5, 2)]
truthy = [1, -1, 0.1, " ", b"\0", [0], (None,), {0: 0}, {0}, range(1), print, int, float("nan"), ...]
print([bool(x) for x in falsy], all(truthy), any(falsy), not falsy, not "", not not "a")
print(bool(), bool(True), True + True, True * 5, -True, ~False, True == 1, True is True, True < 2, sum([True, True, False]))
print(True & False, True | False, True ^ True, True & 3, 2 | True, type(True & 1), type(True & True))
print(str(True), repr(False), f"{True}", f"{True:d}", f"{True:>6}", "%s %d %r" % (True, True, False), int("1") == True)
print({True: "a", 1: "b", 1.0: "c"}, {0: "x", False: "y"}, [1, 2, True].count(1), [False, 0, 0.0].index(0.0))
class ByLen:
    def __init__(self, n):
        self.n = n
    def __len__(self):
        return self.n
class ByBool(ByLen):
    def __bool__(self):
        return not self.n
print(bool(ByLen(0)), bool(ByLen(2)), bool(ByBool(0)), bool(ByBool(3)))
class BadBool:
    def __bool__(self):
        return 1
class BadLen:
    def __len__(self):
        return -1
class TextLen:
    def __len__(self):
        return "3"
for bad in (BadBool, BadLen, TextLen):
    try:
        bool(bad())
    except (TypeError, ValueError) as e:
        print(repr(e))
    try:
        len(bad())
    except (TypeError, ValueError) as e:
        print(repr(e))
print(0 or "" or [] or "last", 1 and "x" and [] and 3, None or 0, "a" and "b", not 0 and 5, 1 or 1 / 0, 0 and 1 / 0)
try:
    bool(1, 2)
except TypeError as e:
    print(e)
