class Name(str):
    def shout(self):
        return self.upper() + "!"
    @property
    def initial(self):
        return self[0]
n = Name("ada")
print(n, n.shout(), n.initial, len(n), n + "x", "x" + n, n == "ada", n in ["ada"], {"ada": 1}[n], {n: 2}["ada"])
print(f"{n:>6}|{n!r}|{n!s}", n.replace("a", "b"), n * 2, n < "b", "d" in n, list(n), n.split("d"), "-".join([n, n]), "%s" % n)
print(isinstance(n, str), type(n) is Name, n.startswith(Name("a")), "banana".count(Name("an")), n[1:], bool(Name("")))
class Money(int):
    def __str__(self):
        return f"${self / 100:.2f}"
    def __add__(self, other):
        return Money(int(self) + int(other))
    def cents(self):
        return self % 100
m = Money(1250)
print(m, repr(m), m + 50, m + Money(1), m - 50, m * 2, m > 3, m == 1250, -m, abs(m), m.cents(), [1, 2, 3][Money(1)], {1250: "k"}[m])
print(sum([Money(1), Money(2)]), max(Money(3), Money(9)), sorted([Money(5), Money(2)]), range(Money(3)), int(m), float(m), round(Money(7)), m // 100, divmod(m, 100), m.bit_length(), f"{m:d}", isinstance(m, int), bool(Money(0)))
class Celsius(float):
    def to_f(self):
        return Celsius(self * 9 / 5 + 32)
t = Celsius(21.5)
print(t, t.to_f(), t + 1, t.is_integer(), round(t), f"{t:.2f}", t < 22, int(t), type(t.to_f()) is Celsius, t == 21.5, abs(Celsius(-1.5)))
class Point(tuple):
    @property
    def x(self):
        return self[0]
p = Point([3, 4])
print(p, p.x, p == (3, 4), p + (5,), len(p), {p: 1}[(3, 4)], [*p], p[1], 3 in p, p < (4,), isinstance(p, tuple))
class Tags(set):
    def add_all(self, text):
        for w in text.split():
            self.add(w)
        return self
g = Tags()
g.add_all("b a b")
print(sorted(g), len(g), "a" in g, sorted(g | {"z"}), g == {"a", "b"}, g.issubset({"a", "b", "c"}), sorted(Tags("xy")), g <= {"a", "b"})
import json
print(json.dumps([n, m, t, p, {n: 1}]))
class Weird(str):
    def __eq__(self, other):
        return str(self).lower() == str(other).lower()
    def __hash__(self):
        return 1
print(Weird("AB") == "ab", "AB" == Weird("ab"), Weird("q") != "Q")
try:
    n < 3
except TypeError as e:
    print(e)
try:
    n + 3
except TypeError as e:
    print(e)
