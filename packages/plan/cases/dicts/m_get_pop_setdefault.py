d = {"a": 1, "b": None, 3: "c"}
print(d.get("a"), d.get("b", 5), d.get("z"), d.get("z", []), d.get(3.0), d.setdefault("a", 9), d.setdefault("n"), d.setdefault("l", []).append(1), d)
print(d.pop("a"), d.pop("a", "gone"), d.popitem(), d.popitem(), d, d.pop(3.0), d.pop("q", None), d.clear(), d)
for call in (lambda: {}["k"], lambda: {}[1, 2], lambda: {}.pop("k"), lambda: {}.pop(None), lambda: {}.popitem(), lambda: {[]: 1}, lambda: {}.get([]), lambda: {}.get({}), lambda: [] in {}, lambda: {}.setdefault(set(), 1), lambda: {}.pop(), lambda: {}.get(), lambda: {}.get(1, 2, 3), lambda: {}.get(key=1), lambda: {}.popitem(1), lambda: {}.update(5), lambda: {}.update([1]), lambda: {}.update([(1, 2, 3)]), lambda: {}.update(["ab", "c"]), lambda: {}.update({}, {}), lambda: dict(5), lambda: dict([1]), lambda: dict(["abc"]), lambda: dict(None), lambda: dict({}, {}), lambda: dict.fromkeys(), lambda: dict.fromkeys(5), lambda: dict.fromkeys([[]]), lambda: {}.keys().x, lambda: {}.a, lambda: {} + {}, lambda: {} | [], lambda: {} < {}, lambda: {1: 2}(), lambda: len({}, {})):
    try:
        print(call())
    except (KeyError, TypeError, ValueError, AttributeError) as e:
        print(repr(e))
print(dict(a=1, b=2), dict([("a", 1), ["b", 2], "cd"]), dict({"a": 1}, a=2), dict(zip("ab", [1, 2])), dict(), dict.fromkeys("aba"), dict.fromkeys([1, 2], 0), dict((i, i * i) for i in range(3)))
x = {"a": 1}
x.update(b=2); x.update([("a", 9)], c=3); x.update({}); x.update({"d": 4}.items())
y = x | {"a": 0, "z": 1}
x |= [("q", 7)]
x |= {"a": 5}
print(x, y, {**x, "a": 1, **{"b": 0}}, x == dict(reversed(list(x.items()))), {1: "a"} == {1.0: "a"}, {} != [], x.copy() is x, list(x), [*x], *x)
del x["a"]
try:
    del x["a"]
except KeyError as e:
    print("gone", e, e.args, str(e), repr(e))
shared = dict.fromkeys("ab", [])
shared["a"].append(1)
print(shared, {True: 1, 1: 2, 1.0: 3}, {"x": 1, "x": 2}, {(): 1, (1,): 2}[()], {None: 0}[None], {frozenset({1}): "f"}[frozenset([1])], {1: {2: {3: 4}}}[1][2][3])
