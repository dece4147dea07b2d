log = []
def t(name, value):
    log.append(name)
    return value
def flush():
    out = " ".join(log)
    log.clear()
    return out
print(t("a", 0) and t("b", 1), flush(), t("a", 1) and t("b", 2), flush(), t("a", 0) or t("b", []), flush(), t("a", 5) or t("b", 1), flush())
print(t("a", 1) < t("b", 2) < t("c", 3), flush(), t("a", 3) < t("b", 2) < t("c", 1), flush(), t("a", 1) in t("b", [1]) != t("c", 0), flush())
print(t("x", 1) if t("c", False) else t("y", 2), flush(), not t("n", 0) or t("m", 1), flush(), t("a", 0) or t("b", 0) and t("c", 1) or t("d", 4), flush())
print(t("f", max)(t("p", 1), t("q", 2), *t("r", [3]), key=t("k", None)), flush())
print({t("k1", 1): t("v1", 2), **t("m", {3: 4}), t("k2", 5): t("v2", 6)}, flush(), [t("e1", 1), *t("e2", [2]), t("e3", 3)], flush())
print(t("o", [1, 2, 3])[t("i", 0):t("j", 3):t("k", 2)], flush(), t("l", 2) ** t("r", 3) ** t("s", 0), flush(), t("a", 1) + t("b", 2) * t("c", 3) - t("d", 4), flush())
box = {}
t("obj", box)[t("key", "k")] = t("val", 1)
print(flush())
t("obj", box)[t("key", "k")] += t("val", 5)
print(flush(), box)
a = t("b", box)["z"] = t("val", 9)
print(flush(), box, a)
del t("obj", box)[t("key", "z")]
print(flush(), box, f"{t('f1', 1)}{t('f2', 2):{t('w', 3)}}", flush())
print(t("recv", "a-b").split(t("arg", "-")), flush(), [t(f"i{i}", i) for i in range(3) if t(f"c{i}", i % 2 == 0)], flush())
def g(a=t("def a", 1), *, b=t("def b", 2)): return a, b
print(flush(), g(b=t("b", 3), a=t("a", 4)), flush())
try:
    t("first", 1) + t("second", None) + t("third", 3)
except TypeError as e:
    print(e, flush())
try:
    [t("l", 1), t("m", {})["no"], t("r", 2)]
except KeyError as e:
    print(e, flush())
try:
    undefined_target = t("rhs", 1) / t("zero", 0)
except ZeroDivisionError as e:
    print(e, flush())
x, y = t("one", 1), t("two", 2)
assert t("cond", True), t("msg", "m")
print(flush(), (lambda v=t("lam", 1): t("body", v))(), flush(), t("is", None) is t("none", None), flush(), -t("neg", 1) ** t("pow", 2), flush())
