a, *b = "hello"
*c, d = range(4)
e, *f, g = (1, 2)
[h, [i, *j]] = [1, (2, 3, 4)]
*k, = {"x": 1}
(l, m), n = "op", 3
print(a, b, c, d, e, f, g, h, i, j, k, l, m, n)
for src in [(), (1,), (1, 2, 3), "abc", {"p": 1, "q": 2}, 5, None, (x for x in range(2)), range(3), {1: 2}]:
    try:
        u, v = src
        print(u, v)
    except (TypeError, ValueError) as err:
        print(repr(err))
for src in [(), (1,), "ab", [1, 2, 3], 7]:
    try:
        u, *v, w = src
        print(u, v, w)
    except (TypeError, ValueError) as err:
        print(repr(err))
def order(tag, val):
    print("eval", tag)
    return val
box = [0, 0, 0]
order("list", box)[order("i", 0)], box[order("j", 1)] = order("left", "L"), order("right", "R")
print(box)
i = 0
i, box[i] = 2, "moved"
print(i, box)
x = y = z = []
x.append(1)
print(y, z is x)
p, q, r = r2, *_ = 1, 2, 3
print(p, q, r, r2, _)
s, t = 1, 2
s, t = t, s + t
print(s, t, [*range(2), *"ab", *()], (*[1], 2), {*[1, 1], 2}, {**{"a": 1}, "b": 2, **{"a": 3}}, *"xy", *[], sep="-")
def fn(a, b=2, *args, c, d=4, **kw):
    return a, b, args, c, d, kw
print(fn(1, c=3), fn(*[1, 2, 3], *(4,), c=5, **{"d": 6, "e": 7}), fn(*"ab", **{"c": 0}, z=1))
for call in (lambda: fn(*5, c=1), lambda: fn(1, **5), lambda: fn(1, c=1, **{"c": 2}), lambda: fn(1, **{1: 2}), lambda: fn(*[1], a=2, c=3), lambda: [*None], lambda: {**[1]}, lambda: {*5}, lambda: (*1.5,), lambda: print(*3)):
    try:
        print(call())
    except TypeError as err:
        print(str(err).replace("__main__.", ""))
it = iter(range(10))
o1, o2 = next(it), next(it)
o3, *o4 = it
print(o1, o2, o3, o4, list(it))
