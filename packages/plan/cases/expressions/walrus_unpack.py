if (n := len("abc")) > 2: print(n)
print([y for x in range(5) if (y := x * x) > 3], y, (a := 1, b := 2), a, b, (c := [d := 1]), c, d)
while (line := ["a", "b", None].pop()) is not None: print(line)
print([*[1], *(2,), *{3}, *"4", *{"5": 0}, *range(6, 7)], (*[1], 2), {*[1, 1]}, {**{"a": 1}, **{"a": 2}}, dict(**{"x": 1}, y=2), print(*[1, 2], **{"sep": "-"}), max(*[1, 5], *[3]))
x, *y = *[1, 2], 3
print(x, y)
def f(*a, **k): return a, k
print(f(*[1], 2, *[3], a=1, **{"b": 2}, c=3), f(*"ab", **{}), f(*{}, *()))
for g in [lambda: [*5], lambda: f(*None), lambda: f(**5), lambda: {**[1]}, lambda: f(a=1, **{"a": 2}), lambda: {**{"a": 1}, **None}]:
    try:
        print(g())
    except TypeError as e:
        print(e)
