# Keys that are equal to themselves alone: instances, classes, builtins, NaN.
class Box:
    def __init__(self, name):
        self.name = name


a, b = Box("a"), Box("b")
nan = float("nan")
d = {a: 1, int: 2, len: 3, nan: 4, None: 5}
print([k.name for k in d if isinstance(k, Box)], list(d)[0] is a, int in d, len in d, nan in d)
print(d[a], d[int], d[len], d[nan], d[None], b in d, len(d))
for key, value in d.items():
    print(key is a, key is int, key is len, key is None, value)
print({value: key for key, value in {int: "i", str: "s"}.items()})
del d[int]
d[int] = 6
print(list(d.values()), [k is int for k in d])
s = {a, b, int}
print(len(s), sorted(k.name for k in s if isinstance(k, Box)), s - {a, b} == {int})
final_return_value = [d.pop(a), d.get(b)]
