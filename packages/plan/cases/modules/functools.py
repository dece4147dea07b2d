from functools import reduce, partial, cmp_to_key
import functools
print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a * b, [], 5), reduce(max, [3, 1, 2]), functools.reduce(lambda a, b: a + [b], "xy", []))
def f(a, b=2, *args, **kw):
    return (a, b, args, kw)
g = partial(f, 1, k=5)
print(g(), g(3, 4, z=1), g(k=6), partial(g, 9)(), partial(int, base=2)("101"), g.args, g.keywords, list(map(partial(pow, 2), [1, 2, 3])))
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)), sorted(["bb", "a", "ccc"], key=cmp_to_key(lambda a, b: len(a) - len(b))), max([1, 5, 3], key=cmp_to_key(lambda a, b: a - b)))
for h in [lambda: reduce(max, []), lambda: partial(), lambda: partial(5), lambda: reduce(max, 5), lambda: sorted([1, 2], key=cmp_to_key(lambda a, b: "x"))]:
    try:
        print(h())
    except Exception as e:
        print(type(e), e)
final_return_value = reduce(lambda d, k: {**d, k: len(k)}, ["a", "bb"], {})
