from itertools import accumulate
print(list(accumulate([1, 2, 3, 4])))
print(list(accumulate([1, 2, 3, 4], lambda a, b: a * b)))
print(list(accumulate([3, 1, 4, 1, 5], max)))
print(list(accumulate([3, 1, 4, 1, 5], min)))
print(list(accumulate([1, 2, 3], initial=100)))
print(list(accumulate([], initial=7)), list(accumulate([])))
print(list(accumulate("abc")))
print(list(accumulate([[1], [2], [3]])))
print(list(accumulate([1.5, 2.5], lambda a, b: a * 10 + b)))
deposits = [100, -30, 20, -50]
print([f"{d:+d} -> {t}" for d, t in zip(deposits, accumulate(deposits))])
lazy = accumulate(iter([5, 6, 7]))
print(next(lazy), next(lazy), list(lazy), list(lazy))
print(list(accumulate(range(6), lambda a, _: a * 2 + 1)))
print(list(accumulate({"a": 1, "b": 2}.values(), func=lambda a, b: a - b, initial=0)))
try:
    list(accumulate([1, "a"]))
except TypeError as e:
    print(e)
try:
    accumulate(5)
except TypeError as e:
    print(e)
print(max(accumulate([1, -5, 8, -2])), sum(accumulate([1, 1, 1])))
