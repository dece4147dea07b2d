s = slice(1, 5, 2)
print(s, s.start, s.stop, s.step, slice(3), slice(None), slice(1, None, -1), s == slice(1, 5, 2), s != slice(1, 5), s is s)
print("abcdefg"[s], [0, 1, 2, 3][s], (1, 2, 3)[slice(None, None, -1)], range(10)[s], b"abcdef"[s], "abc"[slice("a" and 1)])
for sl, n in [(slice(None), 5), (slice(-3, None), 5), (slice(None, None, -1), 5), (slice(10, -10, -2), 6), (slice(1, 100), 3), (slice(5, 2), 10), (slice(None, None, 3), 0)]:
    print(sl, n, sl.indices(n), list(range(*sl.indices(n))))
for args in [(), (1, 2, 3, 4)]:
    try:
        slice(*args)
    except TypeError as e:
        print(e)
for bad in [slice("a"), slice(1.5), slice(None, None, 0), slice(1, 2, "x"), slice([], None)]:
    for target in ("abc", [1, 2], (1,), range(3)):
        try:
            print(target[bad])
        except (TypeError, ValueError) as e:
            print(type(target), e)
            break
class Show:
    def __getitem__(self, key):
        return key
    def __setitem__(self, key, value):
        print("set", key, value)
    def __delitem__(self, key):
        print("del", key)
x = Show()
print(x[1], x[1:2], x[:], x[::2], x[1, 2], x[1:2, ::3], x[...], x["a":"b"], x[()], x[-1:, None], x[(1, 2)], x[1:2,])
x[3:4] = "v"
x[1, 2] = 0
del x[5]
del x[1:], x["k"]
try:
    s.start = 3
except AttributeError as e:
    print(type(e))
try:
    slice(1).indices("a")
except TypeError as e:
    print(e)
try:
    slice(1).indices(-1)
except ValueError as e:
    print(e)
