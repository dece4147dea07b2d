from functools import reduce, partial, cmp_to_key, singledispatch
print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a * b, [], 1), reduce(max, [3, 9, 2]), reduce(lambda a, b: b, "xyz"), reduce(lambda a, b: a + b, [[1], [2]], []))
print(reduce(lambda acc, w: {**acc, w: acc.get(w, 0) + 1}, "a b a".split(), {}), reduce(lambda d, k: d[k], ["a", "b", 0], {"a": {"b": ["deep"]}}))
for bad in (lambda: reduce(max, []), lambda: reduce(None, [1, 2]), lambda: reduce(max, 5), lambda: partial(), lambda: partial(5)):
    try:
        print(bad())
    except TypeError as e:
        print(e)
def f(a, b=2, *args, c=3, **kw):
    return a, b, args, c, kw
p = partial(f, 1, c=9)
print(p(), p(5), p(5, 6, 7), p(c=1), p(z=1), partial(p, 8, y=0)(), p.args, p.keywords, p.func is f)
to_base = {n: partial(int, base=n) for n in (2, 8, 16)}
print([to_base[n]("11") for n in (2, 8, 16)], list(map(partial(pow, 2), range(5))), list(map(partial(round, ndigits=1), [1.26, 2.04])))
show = partial(print, "->", sep=" | ", end=".\n")
show(1, 2)
show("x", sep="/")
def compare(a, b):
    return (a["p"] > b["p"]) - (a["p"] < b["p"]) or (a["n"] < b["n"]) - (a["n"] > b["n"])
rows = [{"p": 2, "n": "a"}, {"p": 1, "n": "b"}, {"p": 2, "n": "c"}]
print(sorted(rows, key=cmp_to_key(compare)), max(rows, key=cmp_to_key(compare)))
print(sorted(["10", "9", "2", "33"], key=cmp_to_key(lambda a, b: int(a + b) - int(b + a)), reverse=True))
k = cmp_to_key(lambda a, b: a - b)
print(k(1) < k(2), k(3) == k(3), k(1) >= k(2))
compose = lambda *fs: reduce(lambda g, h: lambda x: h(g(x)), fs, lambda x: x)
print(compose(str.strip, str.title, lambda s: s + "!")("  hello world "), compose()(5))
@singledispatch
def describe(x):
    return "thing"
@describe.register(int)
def _(x):
    return f"int {x}"
@describe.register(list)
def _(x):
    return [describe(i) for i in x]
print(describe("s"), describe(3), describe([1, "a", [2]]), describe(True))
