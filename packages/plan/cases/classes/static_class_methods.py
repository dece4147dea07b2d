class Shape:
    made = []
    def __init__(self, n): self.n = n; self.made.append(n)
    @classmethod
    def square(cls): return cls(4)
    @classmethod
    def named(cls, *, n=3, **kw): return cls(n), sorted(kw)
    @staticmethod
    def sides(n): return "poly" if n > 4 else {3: "tri", 4: "quad"}.get(n, "?")
    def describe(self): return f"{self.sides(self.n)} {type(self) is Shape}"
    def __repr__(self): return f"S{self.n}"
class Tri(Shape):
    def __init__(self, n=3): super().__init__(n)
    @staticmethod
    def sides(n): return "T:" + Shape.sides(n)
    @classmethod
    def square(cls):
        made = super().square()
        made.tagged = True
        return made
print(Shape.square(), Tri.square(), Tri.square().tagged, Tri().describe(), Shape(5).describe(), Shape.sides(3), Tri.sides(9), Shape(3).sides(4), Tri.named(x=1), Shape.named(n=7))
print(Shape.made is Tri.made, len(Shape.made), isinstance(Tri.square(), Tri), Shape.describe(Tri()), Tri.describe(Shape(4)))
m = Shape(4).describe
print(m(), [f() for f in (Shape.square, Tri.square)], list(map(Shape.sides, [3, 4, 5])))
for f in (lambda: Shape.describe(), lambda: Shape.square(1), lambda: Shape.sides(), lambda: Shape(1).sides(1, 2), lambda: Shape.nope(), lambda: Shape(1).nope(), lambda: Tri.named(1), lambda: Shape.n):
    try:
        print(f())
    except (TypeError, AttributeError) as e:
        print(e)
class Reg:
    table = {}
    @classmethod
    def add(cls, name):
        def deco(f):
            cls.table[name] = f
            return f
        return deco
@Reg.add("up")
def up(s): return s.upper()
@Reg.add("twice")
@Reg.add("double")
def twice(s): return s * 2
print(sorted(Reg.table), [Reg.table[k]("ab") for k in ("up", "twice", "double")], twice is Reg.table["double"])
class Outer:
    class Inner:
        val = 5
        def get(self): return Outer.Inner.val
    def make(self): return self.Inner()
print(Outer().make().get(), Outer.Inner.val, Outer().Inner().val)
Shape.area = lambda self, k: self.n * k
print(Shape(2).area(10), Tri().area(2))
inst = Shape(6)
inst.describe = lambda: "own"
print(inst.describe(), Shape(6).describe())
del inst.describe
print(inst.describe())
class Body:
    x = [i * 2 for i in range(3)]
    y = len(x)
    if y > 2:
        def z(self): return "cond"
    for w in "ab": pass
print(Body.x, Body.y, Body().z(), Body.w)
