from decimal import Decimal
import json
class Box:
    def __init__(self, width, height=1):
        self.width = width
    def area(self, scale):
        return self.width * scale
def greet(name, *, punctuation="!"):
    return f"hi {name}{punctuation}"
def pair(a, b=2, /, c=3): return (a, b, c)
box = Box(2)
mistakes = [
    lambda: "a" + 1, lambda: 1 + "a", lambda: [1] + (2,), lambda: "a" * "b", lambda: None + 1, lambda: {} + {}, lambda: len(5), lambda: len(None), lambda: 5(), lambda: "x"(), lambda: None(), lambda: box(),
    lambda: [1, 2][5], lambda: [1][None], lambda: [1]["a"], lambda: (1,)[2], lambda: "abc"[10], lambda: {"a": 1}["b"], lambda: {}[[]], lambda: {(1, [2]): 3}, lambda: 5[0], lambda: None["a"], lambda: box["a"],
    lambda: int("12a"), lambda: int(""), lambda: int("1.5"), lambda: int(None), lambda: int([1]), lambda: float("x1"), lambda: float(""), lambda: float({}), lambda: int("z", 36) + int("9", 8), lambda: int("1", 99),
    lambda: 1 / 0, lambda: 1 // 0, lambda: 1 % 0, lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: divmod(1, 0), lambda: 0 ** -1, lambda: 0.0 ** -1, lambda: Decimal(1) / 0, lambda: round(float("nan")), lambda: int(float("inf")),
    lambda: box.wdth, lambda: box.area(), lambda: box.area(1, 2), lambda: Box(), lambda: Box(1, 2, 3), lambda: Box(wdth=1), lambda: Box(1, width=2), lambda: greet(), lambda: greet("a", "b"), lambda: greet("a", punct="?"),
    lambda: pair(), lambda: pair(a=1), lambda: pair(1, b=3), lambda: pair(1, 2, 3, 4), lambda: "abc".foo, lambda: [].push(1), lambda: {}.has_key(1), lambda: (1).real_part, lambda: None.strip(), lambda: "a".joins, lambda: 1.5.upper(),
    lambda: min([]), lambda: max(()), lambda: sum(["a"]), lambda: sum([[1]]), lambda: sorted([1, "a"]), lambda: min(1, "a"), lambda: max(5), lambda: ",".join([1]), lambda: ",".join(5), lambda: "a,b".split(""), lambda: "a".replace(1, 2),
    lambda: next(iter([])), lambda: [].pop(), lambda: {}.popitem(), lambda: set().pop(), lambda: [1].remove(2), lambda: [1].index(2), lambda: "a".index("b"), lambda: {1}.remove(2), lambda: {}.pop("k"), lambda: [1].pop(3),
    lambda: chr(-1), lambda: ord("ab"), lambda: ord(""), lambda: range(1, 2, 0), lambda: range(1.5), lambda: list(5), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: set([[]]), lambda: tuple(1), lambda: zip(1), lambda: enumerate(5),
    lambda: isinstance(1, "int"), lambda: issubclass(1, int), lambda: abs("a"), lambda: round("a"), lambda: pow(2, -1, 4), lambda: "%d" % "a", lambda: "%s %s" % 1, lambda: "{} {}".format(1), lambda: "{a}".format(b=1), lambda: f"{1:q}", lambda: format("a", "d"),
    lambda: json.loads("{'a': 1}"), lambda: json.dumps({1, 2}), lambda: json.dumps({(1,): 2}), lambda: json.loads(None), lambda: [*5], lambda: {**[1]}, lambda: print(*1), lambda: (lambda x: x)(*[1, 2]), lambda: [] < {}, lambda: 1 < "a", lambda: 1 in 5, lambda: "a" in "abc" in 5, lambda: 1 in "abc", lambda: -"a", lambda: ~1.5,
]
for number, mistake in enumerate(mistakes):
    try:
        print(number, "no error", mistake())
    except Exception as error:
        print(number, type(error), error)
