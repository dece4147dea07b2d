/** Programs about one feature of the language each, as templates of whole statements. */
import { atom, type Kind, kinds } from "./atoms.ts";
import { moduleCall } from "./module-calls.ts";
import type { Random } from "./random.ts";
import { Template } from "./template.ts";

const value = '«1|0|2|-3|True|None|"a"|""|2.5|[]|[1, 2]|(1, 2)|{}|{"a": 1}|‹any›|‹int›|‹str›|‹list›»';
const error =
  "«ValueError|KeyError|TypeError|IndexError|ZeroDivisionError|RuntimeError|StopIteration|AttributeError|Problem|Worse|Exception|LookupError|ArithmeticError|NotImplementedError|OSError|AssertionError|UnicodeError»";
const raising = `«raise ${error}(${value})|raise ${error}|raise ${error}("m") from ${error}("c")|raise ${error}("m") from None|1 / 0|[][3]|{}["k"]|int("x")|None.foo|raise ${value}|assert ${value}, ${value}|assert not ${value}|"a" + 1|len(5)|x = unbound; unbound = 1|next(iter([]))|raise|pass|pass|print("ok")|(1, 2)[5]|raise Problem(1, 2)|[1, 2].index(9)|a, b = ${value}|float("q")|b"\\xff".decode()|"é".encode("ascii")|2.0 ** 5000|"abc".index("z")|{}.pop("q")|[].pop()|int([])|max([])|{[]: 1}|range(1, 2, 0)»`;
const method = `«__eq__|__ne__|__lt__|__le__|__gt__|__ge__|__add__|__radd__|__iadd__|__sub__|__rsub__|__mul__|__rmul__|__truediv__|__rtruediv__|__floordiv__|__mod__|__rmod__|__pow__|__rpow__|__and__|__or__|__ror__|__xor__|__lshift__|__rshift__|__matmul__|__contains__|__getitem__|__divmod__|__isub__|__ior__|__imul__»`;
const result =
  '«NotImplemented|self.v|other|(self.v, other)|True|False|None|0|1|"r"|self|[]|Box(9)|self.v == getattr(other, "v", other)|1 / 0|-1»';
const unary =
  "«__len__|__bool__|__iter__|__next__|__repr__|__str__|__hash__|__neg__|__pos__|__invert__|__abs__|__int__|__float__|__index__|__reversed__|__round__|__call__»";
const unaryResult =
  '«0|1|3|-1|True|False|None|"text"|2.5|self.v|iter([1, 2])|[1]|iter("ab")|NotImplemented|1 / 0|10**30|(1,)|self|len(str(self.v))|hash_of|""»'.replace(
    "|hash_of",
    "",
  );
const use =
  '«a + b|b + a|a - b|a * 2|2 * a|a == b|a != b|a == 1|1 == a|a < b|a > b|a <= 1|1 >= a|a in [b, 1]|1 in a|a[0]|a["k"]|len(a)|bool(a)|list(a)|str(a)|repr(a)|f"{a}"|f"{a!r:>8}"|-a|+a|~a|abs(a)|int(a)|float(a)|[1, 2, 3][a]|range(a)|round(a)|a()|a(1)|sorted([a, b])|max(a, b)|sum([a, b])|{a: 1}|{a, b}|{a: 1}.get(b)|a and 1|not a|a or b|a is b|reversed(a)|list(reversed(a))|next(a)|iter(a)|[*a]|tuple(a)|dict(a)|a / b|a // 2|a % 2|"%s" % a|"%d" % a|a ** 2|2 ** a|a & b|a ¦ 1|1 ¦ a|a ^ b|a << 1|1 >> a|a @ b|divmod(a, 2)|pow(a, 2)|pow(2, 2, a)|math.sqrt(a)|"ab" * a|[0] * a|chr(a)|hex_of(a)|isinstance(a, Box)|a.v|a.w|a.missing|getattr(a, "v", 0)|hasattr(a, "w")|type(a)|min([a, b], default=3)|any(a)|all([a])|enumerate(a)|list(zip(a, [1]))|list(map(str, a))|"-".join(a)|[].count(a)|[a, b].index(b)|[a].count(b)|(a,) == (b,)|[a] < [b]|{"k": a} == {"k": b}|a == a|a != a|slice(a)|[1, 2, 3][:a]|bytes(a)|str.join(",", a)|print(a)|format(a, ">4")|json.dumps(a)|Counter([a, b, a])|functools.reduce(lambda x, y: x + y, [a, b])|sum([a], a)|divmod(2, a)|a.v.v|a == "x"|(1, a) < (1, b)|1 < a < 3|a in (b,)|b in {a: 1}|1 in {a}|dict([a])|{**a}|print(*a)|a[1:2]|a[::2]|a[1, 2]»'.replace(
    "|hex_of(a)",
    "",
  );

const texts: readonly string[] = [
  `class Problem(«Exception|ValueError|KeyError»):
    «pass|def __init__(self, *a):
        «super().__init__(*a)|self.a = a|super().__init__("fixed")»|def __str__(self):
        return "problem!"|code = 7»
class Worse(Problem):
    pass
def f(n):
    try:
        «${raising}|for i in range(2):
            ${raising}|with Manager(${value}):
            ${raising}»
    except «${error}|(${error}, ${error})|Exception|Problem» as e:
        print("one", type(e), e, e.args)
        «raise|raise ${error}("next") from e|raise ${error}("other")|return "handled"|pass|${raising}|del e»
    «except ${error}:
        print("two")
    |»else:
        print("else")
        «return "else"|pass|${raising}»
    finally:
        print("finally")
        «pass|return "finally"|${raising}|pass»
    return "end"
class Manager:
    def __init__(self, answer):
        self.answer = answer
    def __enter__(self):
        print("enter")
        return self.answer
    def __exit__(self, kind, error, trace):
        print("exit", kind, error)
        return self.answer
show(lambda: f(1))
try:
    show(lambda: f(2))
    ${raising.replace("|raise|pass|pass|", "|pass|")}
except Exception as error:
    print(type(error), error.args, str(error), repr(error))
`,
  `class Box:
    def __init__(self, v=0):
        self.v = v
    def ${method}(self, other):
        «print("called")
        return ${result}|return ${result}|return ${result}»
    def ${method}(self, other):
        return ${result}
    def ${unary}(self):
        return ${unaryResult}
    «def ${method}(self, other):
        return ${result}|def ${unary}(self):
        return ${unaryResult}|__hash__ = None|w = 5|def __format__(self, spec):
        return f"<{spec}>"»
class Sub(Box):
    «pass|def ${method}(self, other):
        return ${result}|def __repr__(self):
        return "Sub()"|def ${unary}(self):
        return super().${unary}()|v = 4»
a = Box(${value})
b = «Box|Sub»(${value})
show(lambda: «a + 0|isinstance(b, Box)|type(b)|a == b»)
for g in [lambda: ${use}, lambda: ${use}, lambda: ${use}, lambda: ${use}, lambda: ${use}, lambda: ${use}]:
    try:
        v = g()
        print(type(v), v if not isinstance(v, (Box, set, type(iter([])))) else "-")
    except Exception as e:
        print("!", type(e), str(e).replace("<__main__.", "<"))
`,
  `class Box:
    def __init__(self, v=0):
        self.v = v
    def __repr__(self):
        return f"Box({self.v!r})"
    def ${method}(self, other):
        return ${result}
    def ${method}(self, other):
        return ${result}
    def ${unary}(self):
        return ${unaryResult}
x = «Box(${value})|${value}|Box(1)»
y = «Box(2)|${value}»
try:
    x «+=|-=|*=|¦=|&=|//=|%=|**=|<<=|@=» y
except Exception as e:
    print("!", type(e), e)
print(x)
«for i in x:
    print(i)|x[0] = 1|del x[0]|x.v = 3
print(x)|x.new = 1
print(x.new)|del x.v|a, b = x|a, *b = y|print(x, y, sep="/")|x(1)|with x: pass|assert x|if x: print("true")|print([i for i in x])|match x:
    case Box(v=1): print("one")
    case Box(v=v): print("box", v)
    case _: print("other")|match x:
    case Box(a): print(a)»
`,
  `def gen(n):
    «try:
        |if True:
        »«x = yield n|yield n
        x = None|x = yield from [1, 2]|x = yield from inner(n)»
        print("got", x)
        «yield x|return ${value}|y = yield (x, 1)
        print(y)|${raising}|for i in range(2):
            yield i|pass»
    «except ${error} as e:
        print("caught", e)
        yield "rescue"|finally:
        n = 0|except Exception:
        yield 7
        raise|else:
        yield "else"»
def inner(n):
    y = yield "inner"
    print("inner got", y)
    return "back"
`
    .replace('|else:\n        yield "else"', "")
    .replace("«try:\n        |if True:\n        »", "try:\n        ") +
    `g = gen(${value})
for step in range(5):
    try:
        print(«next(g)|g.send(${value}) if step else next(g)|next(g, "default")|g.send(None)|list(g)|next(g) if step < 3 else g.close()»)
    except StopIteration as stop:
        print("stop", stop.value, stop.args)
    except Exception as e:
        print("!", type(e), e)
show(lambda: «list(gen(1))|sum(gen(1))|[*gen(2)]|dict(gen(3))|max(gen(1))|list(zip(gen(1), "ab"))|sorted(gen(1), key=str)|tuple(gen(0))|set(gen(1))|"".join(gen("x"))|any(gen(0))|type(gen(1))|list(x for x in gen(1))|gen()|iter(g) is g|list(map(str, gen(1)))|1 in gen(1)|len(gen(1))|g[0]»)
`,
  `subject = «${value}|[1, [2, 3]]|{"k": "v", "n": {"m": 1}}|Point(1, 2)|Other(1)|(1, "a", None)|"text"|b"x"|Color.RED|[Point(0, 0), 5]|{1: 2, "a": [1]}|range(3)|{"a": None}»
class Point:
    __match_args__ = «("x", "y")|("x",)|()|("x", "z")|["x"]»
    def __init__(self, x, y):
        self.x = x
        self.y = y
    def __repr__(self):
        return f"P({self.x},{self.y})"
class Other:
    def __init__(self, a):
        self.a = a
class Color(Enum):
    RED = 1
    BLUE = 2
def f(subject):
    match subject:
        case «‹pattern›|‹pattern› if ${value}|‹pattern› as whole»:
            print("first")
        case «‹pattern›|[‹pattern›, ‹pattern›]|[‹pattern›, *rest]|[*_, ‹pattern›]|{"k": ‹pattern›}|{"n": {"m": ‹pattern›}, **rest}»:
            print("second")
        case «Point(‹pattern›, ‹pattern›)|Point(x=‹pattern›)|Point(‹pattern›)|Point(x=0, y=‹pattern›)|Point()|Other(a=‹pattern›)|Other(1)|int(1)|str("text")|Color.RED|Color.BLUE ¦ Color.RED|Point(‹pattern›, x=1)»:
            print("third")
        case «None|True|1 ¦ 2|"a" ¦ "b"|-1|1.0|b"x"|_»:
            print("fourth")
    return {k: repr(v) for k, v in locals_of.items()}
`.replace("    return {k: repr(v) for k, v in locals_of.items()}\n", '    return «"end"»\n') +
    `subject = «${value}|[1, [2, 3]]|{"k": "v", "n": {"m": 1}}|Point(1, 2)|Other(1)|(1, "a", None)|"text"|b"x"|Color.RED|[Point(0, 0), 5]|{1: 2, "a": [1]}|range(3)|{"a": None}»
show(lambda: f(subject))
show(lambda: f(«${value}|Point(0, 1)|[1, 2, 3]|{"k": 1, "z": 2}|None|True|1.0|Other(1)|Color.BLUE|"b"|deque([1, 2])|Counter("a")|(1,)|1|2|-1|b"x"»))
show(lambda: f(«${value}|Point(3, 3)|[[]]|{}|0|"text"»))
`,
  `@dataclass«|(order=True)|(frozen=True)|(eq=False)|(repr=False)|(frozen=True, order=True)|(kw_only=True)|()|(unsafe_hash=True)|(slots=True)|(init=False)|(order=True, eq=False)|(match_args=False)|(frozen=True, eq=False)»
class Item:
    a: int«| = ${value}»
    b: str = «"x"|${value}|field(default=3)|field(default_factory=list)|field(default=1, repr=False)|field(default=0, compare=False)|field(default=0, hash=False)|field(init=False, default=4)|field(kw_only=True, default=2)|[]|field(default_factory=lambda: [1])»
    «c: list = field(default_factory=dict)|c = 5|c: int|c = field(default=1)|def total(self):
        return (self.a, self.b)|def __post_init__(self):
        self.d = 9|k: "ClassVar[int]" = 3|def __repr__(self):
        return "I"|@property
    def p(self):
        return self.a|def __eq__(self, other):
        return True»
@dataclass«|(order=True)|(frozen=True)»
class More(Item):
    e: float = 1.5
    «a: int = 7|f: int = 0|pass»
one = «Item(1)|Item(1, 2)|Item(a=${value}, b=2)|Item()|More(1)|Item(1, b="z")|More(1, e=2)|Item(1, 2, 3)|Item(1, 2, 3, 4)|Item(z=1)»
two = «Item(1)|Item(2)|More(1)|Item(1, 2)»
print(one, two)
show(lambda: «one == two|one < two|one <= two|one != two|hash_ok(one)|{one: 1}|sorted([two, one])|asdict(one)|astuple(one)|replace(one, a=5)|replace(one, zz=5)|replace(one, b=7)|asdict(one, dict_factory=list)|astuple(two, tuple_factory=list)|[f.name for f in fields(one)]|one.a|one.zz|one.total()|is_dataclass(one)|max(one, two)|one in [two]|{one, two}|asdict(5)|repr(one)|one == 1|fields(Item)[0].name|one.p|one.d»)
`.replace("|hash_ok(one)", "") +
    `one.«a|b|e|new|c» = 3
print(one)
show(lambda: «one == two|one < two|asdict(two)|astuple(two)|{two: 1}|one.new|str(one)|f"{one}"»)
`,
  `class Color(«Enum|IntEnum|StrEnum»):
    RED = «1|"r"|auto()|(1, 2)|True»
    GREEN = «2|"g"|auto()|1|"r"»
    BLUE = «auto()|3|"b"|GREEN»
    «def shout(self):
        return self.name + "!"|@property
    def low(self):
        return self.name.lower()|CRIMSON = RED|@classmethod
    def first(cls):
        return cls.RED|def __str__(self):
        return "c"|_hidden = 1|@staticmethod
    def f():
        return 3|pass»
for g in [«lambda: Color.RED|lambda: list(Color)|lambda: len(Color)»«|, lambda: Color(‹any›)|, lambda: Color(1)|, lambda: Color("r")|, lambda: Color["RED"]|, lambda: Color["NOPE"]|, lambda: Color.NOPE|, lambda: Color.CRIMSON», lambda: «Color.RED == 1|Color.RED == Color(1)|Color.RED is Color.GREEN|Color.RED < Color.GREEN|Color.RED + 1|Color.RED != Color.BLUE|Color.RED == "r"|Color.RED in Color|1 in Color|"r" in [Color.RED]», lambda: «str(Color.GREEN)|repr(Color.GREEN)|f"{Color.GREEN}"|f"{Color.GREEN!r}"|format(Color.GREEN, ">9")|"%s" % Color.GREEN|json.dumps(Color.RED)|json.dumps({"c": Color.GREEN})|{Color.RED: 1}|{Color.RED: 1}[Color.RED]|sorted(Color)|max(Color)|[c.name for c in Color]|[c.value for c in Color]|{c.name: c.value for c in Color}», lambda: «Color.RED.name|Color.RED.value|Color.RED.nope|Color.RED.shout()|Color.RED.low|Color.first()|Color.f()|Color.RED.RED|type(Color.RED)|isinstance(Color.RED, Color)|isinstance(Color.RED, int)|isinstance(Color.RED, str)|Color|Color.__members__|list(Color.__members__)|bool(Color.RED)|hash(Color.RED) == 1|reversed(Color)|list(reversed(Color))|Color.RED.value + 1|Color.RED * 2|-Color.RED|Color.RED.upper()|len(Color.RED)|Color.RED[0]|int(Color.RED)|[10, 20, 30][Color.RED]|Color()|Color(1, 2)|Color.RED()|next(iter(Color))|sum(Color)|Color.RED + "x"|"x" + Color.RED|Color.RED - "x"|[1] + Color.RED|Color.RED & 1|abs(Color.RED)|range(Color.GREEN)|math.sqrt(Color.GREEN)|Color.RED.bit_length()|Color.RED.strip()»]:
    show(g)
«Color.RED = 5|del Color.RED|Color.NEW = 1|Color.RED.value = 3|Color.RED.extra = 1|class Other(Color): pass|class Other(Enum): A = 1
print(Other.A == Color.RED, Other.A)»
`
    .replace("|hash(Color.RED) == 1", "")
    .replace("|Color.__members__", "")
    .replace("|list(Color.__members__)", ""),
  `class A:
    n = «0|[]|${value}»
    def __init__(self, *args, **kw):
        print("A", args, kw)
        self.args = args
    def who(self):
        return "A"
    @classmethod
    def make(cls, *a):
        return cls(*a)
    @staticmethod
    def plain(x=1):
        return x
    @property
    def p(self):
        return self.args
    «@p.setter
    def p(self, v):
        self.args = ("set", v)|def __eq__(self, o):
        return isinstance(o, A)»
class B(A):
    n = «1|A.n|2»
    def __init__(self, x=0, *rest):
        super().__init__(x«|, *rest|, k=1»)
        self.x = x
    def who(self):
        return "B" + super().who()
class C(A):
    def who(self):
        return "C" + super().who()
class D(«B, C|C, B|B|A|B, A|A, B|C|B, B|object, B|Exception|B, object»):
    def who(self):
        return "D" + super().who()
    «pass|def __init__(self):
        super().__init__(1)|n += 1|m = [n for _ in range(2)]|x = 3|def __init__(self): pass|def __init__(self):
        self.y = 2|def __init__(self, q):
        return q»
for g in [lambda: D().who(), lambda: «D.make(1, 2).args|B.make(3).p|A.plain(5)|D().plain()|A.make().p|D(1)|B(1, 2, 3).args|A(1, k=2).args|D.n|B.n», lambda: «[k.__name__ for k in D.mro()]|issubclass(D, A)|isinstance(D(), B)|D.who(D())|A.who(None)|D().nope|D.nope|D().who(1)|D().n|type(D())|B().x|D.x|A.p|super(D, D()).who()|str(A)|D() == A()|D() != A()|A() == 1|A() in [B()]|A.make|D().m|D.m»]:
    show(g)
d = B(5)
d.«p|x|n|zz|who» = 7
print(d.x, d.n, A.n, d.args)
«del d.x|del d.zz|del d.n|del d.who|A.n = 9|A.extra = 1|B.who = lambda self: "new"|d.who = lambda: "own"»
show(lambda: «d.x|d.n|B.n|A.extra|d.extra|d.who()|B(1).who()|d.p»)
`
    .replace("[k.__name__ for k in D.mro()]|", "")
    .replace("", ""),
  `x = ${value}
y = [«1, 2, 3|"a", "b"|»]
def outer(p«|=${value}|, *q|, **k»):
    «nonlocal_value = 1|x = p|global x
    x = p|y = [x]|y.append(p)|for x in [1, 2]: pass|y += [1]»
    def inner(«|z=p|z=2|*, z=3»):
        «nonlocal p
        p = 5|global x
        x = "inner"|p = 6|x = 1|q = p|return p|p += 1|del p|del x|print(x)|nonlocal y
        y = 1|z += 1»
        return «x|p|z|y|(x, p)|inner»
    try:
        r = inner(«|4|z=5|1, 2»)
        print("r", «r|type(r)»)
    except Exception as e:
        print("inner failed", type(e), e)
    return «x|p|y|[x for x in y]|[p for _ in range(2)]|(lambda: p)()|inner»
show(lambda: type(outer(«1|${value}|p=2|1, 2||k=1|1, a=2»)))
print(x, y)
print([x for x in «"ab"|range(2)|y|x|${value}»«| if x|  for y in [x]| if (last := x)»], x)
print({x: y for x, y in «enumerate("ab")|[(1, 2)]|zip(y, y)|${value}»})
print((n := ${value}), n«|, [n := i for i in range(3)], n|, [(n := i, n) for i in range(2)]»)
«del x|x = x|del y[0]|del y, x|def x(): return 1|for x in y: pass|for x, y in [(1, 2)]: pass|while (x := 0): pass|class x: y = y|import math as x|x: int = 3|x: int|with_ = 1|x = y = [0]; x.append(1)|[x, y] = [y, x]|x, y = y, x|(x) = 4|*x, = y|x = *y, 1|x = y[0] = 5|print(f"{x=} {y!r:>5}")»
print(x)
print(y)
`,
  `class Manager:
    def __init__(self, name, swallow):
        self.name, self.swallow = name, swallow
    def __enter__(self):
        print("enter", self.name)
        «return self|return self.name|pass|raise ValueError("enter")»
    def __exit__(self, kind, error, trace):
        print("exit", self.name, kind, error)
        «return self.swallow|return None|raise KeyError("exit")|return 1|pass»
def f():
    for i in range(3):
        with Manager("a", «True|False|i»)« as m|, Manager("b", «True|False») as n| as (p, q)|»:
            print("in", i)
            «${raising}|continue|break|return i|print(m)|pass»
        print("after", i)
    «else:
        print("done")|print("end")»
    return "end"
show(f)
show(f)
«with 5: pass|with Manager("z", True) as z, Manager("y", False): raise TypeError("t")|with (Manager("z", True) as z, Manager("w", 0)): 1 / 0|with f: pass»
print("last")
`,
  `def f(a, b=«2|[]|${value}», «*args|/|*, c|*args, c=3», **kw):
    return (a, b, kw)
`.replace("«*args|/|*, c|*args, c=3»", "«*args|*, c|*args, c=3»") +
    `def g(a, /, b, *, c=1):
    return (a, b, c)
def h(*a, **k):
    return (a, k)
def i(): return 1
def wrap(fn):
    print("wrapping")
    def inner(*a, **k):
        «return fn(*a, **k)|return [fn(*a)]|try:
            return fn(*a, **k)
        except TypeError as e:
            return str(e)»
    return inner
@wrap
def j(x, y=1): return x + y
@(lambda fn: fn)
def k(n): return 1 if n <= 1 else n * k(n - 1)
` +
    `for call in [${Array.from({ length: 8 }, () => 'lambda: «f|g|h|i|j|k|f|g|(lambda a, b=1: (a, b))|(lambda *a: a)|(lambda: 0)»(«|1|1, 2|1, 2, 3|a=1|1, b=2|b=2|1, a=2|1, c=3|1, 2, c=4|*[1, 2]|*[1], **{"b": 2}|**{"a": 1}|1, **{"a": 2}|1, *(2,), c=3|**{1: 2}|*5|**5|1, 2, 3, 4|z=1|1, 2, z=3|x=1|a=1, b=2, c=3|x="a", y="b"|5|*"ab"|*{"a": 1}|**{}|*[], **{"c": 1, "a": 2}|1, c=2, d=3|None|y=2|1, y="s"|c=1, *[1]|b=1, *[1]»)').join(", ")}]:
    show(call)
«def deep(n): return deep(n + 1)|def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)»
show(lambda: deep(«50|3»)) if False else print("x")
`,
  `d = {«"a": 1, "b": 2|1: "x", True: "y", 1.0: "z"|(1, 2): [3]|None: 0|»}
l = [«3, 1, 2|1|"b", "a"|[1], [0]|»]
s = "«hello|a,b,c|é😀|»"
«for k in d:
    d["new"] = 1|for x in l:
    if len(l) < 6: l.append(x)|for x in l:
    l.remove(x)|for k in list(d): del d[k]|for k, v in d.items():
    d[k] = v * 2|l[len(l):] = [1]|l[:0] = s|l[1:2] = []|l[::2] = [9, 9]|l[5:2] = "xy"|del l[::2]|del l[-1]|del l[9]|l[9] = 1|l["a"] = 1|d[[]] = 1|s[0] = "x"|del s[0]|l *= 2|l *= -1|l += "ab"|l += 5|l = l + (1,)|d ¦= {"z": 1}|d ¦= [("q", 2)]|d ¦= 5|d += {}|l[0], l[-1] = l[-1], l[0]|l.sort(key=lambda v: (l.append(1), v)[1])|l.extend(l)|l.append(l)|d["self"] = d|l[:] = reversed(l)|t = (l,); t[0] += [1]|t = (1,); t[0] = 2|for i, x in enumerate(l): l[i] = i|while l: print(l.pop())|a = b = l; b.append(1); print(a)|x, *l = l|(x, y), z = [(1, 2), 3]|for (a, b), c in [((1, 2), 3)]: print(a, b, c)|for d["k"] in [1, 2]: pass|for l[0] in "ab": pass|x = [*l, *s, *d]|print({**d, "a": 0})|l[True] = "t"|l[-1:] = [7, 8]|l[1:1] = l|l.insert(-1, 0)|l.insert(99, 0)»
print(d)
print(l, len(l))
show(lambda: «l == l[:]|l < [5]|sorted(l)|d == dict(d)|list(d.items())|s.split(",")|[x for x in s]|s[::-1]|max(l)|d.keys() & {"a"}|list(d)[0]|dict(zip(s, l))|list(zip(*[l, l]))|sum(l)|l[0][0]|min(d)|d["a"]|d.get((1, 2))|d[True]|l.index(2)|tuple(l)|set(l)|[*map(str, l)]|all(l)|any(d)|"".join(l)|s * 2|s in l|l in [l]|str(l)|repr(d)»)
`,
  `def call(«|key|*a»):
    return lookup(«key=«1|‹str›|‹list›|‹dict›»|‹str›|‹small›»)
«r = lookup(key=${value})|r = [lookup(key=i) for i in «range(2)|"ab"|[None, 1]»]|r = {k: lookup(key=k).n for k in "ab"}|r = lookup(key="a") if ${value} else lookup(key="b")|r = ${value} and lookup(key=2)|r = ${value} or lookup(key=3)|r = lookup(key=lookup(key="in").n)|r = (lookup(key=1).n, lookup(key=2).n)|r = lookup(**{"key": ${value}})|r = f"{lookup(key=1).n}-{lookup(key='x')['key']}"|r = sorted([3, 1], key=lambda v: lookup(key=v).n)|r = max([1, 2], key=lambda v: -lookup(key=v).n)|r = list(map(lambda v: lookup(key=v).n, [1, 2]))|r = list(filter(lambda v: lookup(key=v).n > 1, [1, 2, 3]))|r = functools.reduce(lambda a, b: a + lookup(key=b).n, [1, 2, 3], 0)|r = [x for x in [1, 2, 3] if lookup(key=x).n % 2]|r = sum(lookup(key=x).n for x in range(3))|r = any(lookup(key=x).n > 1 for x in range(5))|r = next(lookup(key=x).n for x in range(3))|r = list(zip((lookup(key=x).n for x in range(2)), "ab"))|r = 0
r += lookup(key="aug").n|r = [0, 0]
r[lookup(key=0).n - 1] = lookup(key=1).n|r = {}
r[lookup(key="k")["key"]] = lookup(key="v")["items"]|r = lookup(key="s")["items"][lookup(key=0).n - 2]|r = lookup(key=1).n < lookup(key=2).n < lookup(key=3).n|r = lookup(key=5).n > 3 > lookup(key=6).n|r = not lookup(key=None)|r = -lookup(key=1).n|r = lookup(key=1)["items"][0:lookup(key=2).n]|r = (lambda v: lookup(key=v))(2).n|r = [*lookup(key=1)["items"], *lookup(key=2)["items"]]|r = {**lookup(key=1), "z": lookup(key=2).n}|r = print(lookup(key="p").n, end=str(lookup(key="e").n))|r = (x := lookup(key="w")).n + x.n|r = call()|r = repr(map(lambda v: lookup(key=v), [1]))|r = itertools.accumulate([1, 2, 3], lambda a, b: lookup(key=b).n)
r = list(r)|r = dict((k, lookup(key=k).n) for k in "xy")|r = "".join(str(lookup(key=c).n) for c in "ab")|r = [1, 2]
r.sort(key=lambda v: -lookup(key=v).n)|r = lookup(key=1) == lookup(key=2)|r = "key" in lookup(key=1)|r = len(lookup(key=1))|r = list(lookup(key=3))|r = 1 / lookup(key=1).missing|r = [lookup][0](key=4).n»
print(r if not hasattr(r, "n") else (r.n, r["key"], r.get("items")))
try:
    «assert lookup(key="as").n == 9, "message"|for x in lookup(key=1)["items"]:
        print(lookup(key=x).n)|while lookup(key="w").n < 4: print("more")|with_ = lookup(key=None)|raise ValueError(lookup(key="r").n)|if lookup(key=1).n > 1: print("gt")
    elif lookup(key=2).n: print("elif")|match lookup(key=1):
        case {"n": n}: print("n", n, lookup(key=n).n)|return_ = [lookup(key=i).key for i in range(2)]|x, y, z = lookup(key=1)["items"]|lookup(key=1)["items"].append(2)|print(lookup(key={"a": (1, 2), "b": None})["key"])|print(lookup(key=1.5)["key"], lookup(key=10**20)["key"], lookup(key=True)["key"])|lookup(key=b"x")|lookup(key=print)»
except Exception as e:
    print(type(e), e)
finally:
    print(lookup(key="end").n)
`,
  `def walk(n«|, acc=None|, *rest»):
    if n <= 0: return «0|[]|"x"|${value}»
    return «walk(n - 1)|[n] + [walk(n - 1)]|(n, walk(n - 1))|walk(n // 2)|{n: walk(n - 2)}|str(n) + str(walk(n - 1))|walk(n - 1) or n|max(n, 0) if n > 2 else walk(n - 1)»
show(lambda: walk(«5|3|0|${value}|7»))
fib = lambda n: n if n < 2 else fib(n - 1) + fib(n - 2)
print([fib(i) for i in range(10)])
def count(*, start=0):
    n = start
    def step(by=1):
        nonlocal n
        n += by
        return n
    return step
c = count(start=${value})
show(lambda: (c(), c(${value}), c()))
fs = [lambda: i for i in range(3)] + [lambda i=i: i for i in range(3)]
print([f() for f in fs])
total = 0
for i in range(«3|0|5»):
    for j in range(i):
        if j == «1|2|0»: «continue|break|pass»
        total += i * j
    else:
        total += 100
        «continue|pass|if i == 2: break»
    total += 1
else:
    print("no break")
print(total)
def early(v):
    try:
        for x in v:
            try:
                if x == «1|2|"a"»: «return x|break|continue|raise KeyError(x)»
                print(x)
            finally:
                print("f", x)
                «pass|continue|break|return "override"»
    finally:
        print("done")
    return "fell"
show(lambda: early(${value}))
show(lambda: early(«[1, 2, 3]|"abc"|{}»))
`,
  `class Seq:
    def __init__(self, items): self.items = items
    def __getitem__(self, i):
        «return self.items[i]|if i > 2: raise «IndexError|StopIteration|KeyError»
        return i|print("get", i)
        return self.items[i]»
    «def __len__(self): return len(self.items)|pass|def __contains__(self, x): return "yes"|def __iter__(self):
        yield from self.items|def __iter__(self): return iter(self.items)|def __iter__(self): return 5|def __iter__(self): return self
    def __next__(self):
        if not self.items: raise StopIteration
        return self.items.pop()|def __reversed__(self): return iter("rev")|def __setitem__(self, i, v): print("set", i, v)
    def __delitem__(self, i): print("del", i)|def keys(self): return ["k"]|def __missing__(self, k): return k»
s = Seq(«[1, 2, 3]|"abc"|[]|{"k": "v"}|(1,)»)
for g in [${Array.from({ length: 6 }, () => 'lambda: «list(s)|[x for x in s]|s[0]|s[-1]|s[1:]|2 in s|9 in s|len(s)|bool(s)|tuple(s)|max(s)|sorted(s)|list(reversed(s))|list(enumerate(s))|dict(zip(s, s))|[*s]|sum(s)|"-".join(s)|iter(s) is s|next(s)|list(map(str, s))|list(zip(s, "xy"))|{**s}|dict(s)|set(s) == set()|any(s)|s == s|a_of(*s)|max(s, key=str)|s["k"]|s[0:2:1]|list(filter(None, s))|str.join(",", map(str, s))|deque(s)|Counter(s)|list(itertools.chain(s, s))|list(itertools.islice(s, 2))|[*zip(*[s, s])]|not s|s or 1|print(*s)|"%s" % len(s)|min(s, default=0)|all(s)|functools.reduce(lambda a, b: a, s)|bytes(s)|list(iter(s))».replace(\'a_of\',\'tuple\')'.replace(".replace('a_of','tuple')", "").replace("|a_of(*s)", "")).join(", ")}]:
    show(g)
«a, b, c = s|a, *b = s|s[0] = 1|del s[0]|s[1:2] = "x"|s += 1|for i, x in enumerate(s): print(i, x)|print(1 in s, "a" not in s)|x = [0, *s]
print(x)»
print("end")
`,
];

const patterns = [
  "1",
  "x1",
  "_",
  '"a"',
  "None",
  "True",
  "[]",
  "[x1]",
  "[x1, x2]",
  "[x1, *x2]",
  "[*x1, x2]",
  "(1 | 2)",
  "(x1, x2)",
  "{}",
  '{"a": x1}',
  '{"k": x1, **x2}',
  "int()",
  "int(x1)",
  "str()",
  "str(x1)",
  "float()",
  "list(x1)",
  "dict()",
  "tuple()",
  "bool()",
  "(int() | str())",
  "-1",
  "1.5",
  "[1, _]",
  "[_, _, _]",
  "Point()",
  "Point(x=x1)",
  "Color.RED",
  "(1 as x1)",
  "bytes()",
  "set()",
  "object()",
  "[[x1, *_], *_]",
  "{1: x1}",
  '"text" | "b"',
].map((text) => (/^"text"/.test(text) ? `(${text})` : text));

const scenarios = texts.map((text) => new Template(text));

/** What scenarios need before them, beside the imports of the module calls. */
export const scenarioImports = `from dataclasses import dataclass, field, asdict, astuple, replace, fields, is_dataclass
from enum import Enum, IntEnum, StrEnum, auto
`;

/** The lines of a program about one feature. */
export function scenarioText(random: Random): string {
  const bound = { count: 0 };
  const operand = (name: string): string => {
    if (name === "call") return moduleCall(random);
    if (name === "pattern") {
      bound.count += 1;
      const own = `x${bound.count}`;
      return random.pick(patterns).replaceAll("x1", own).replaceAll("x2", `${own}b`);
    }
    const kind: Kind | undefined = kinds.find((one) => one === name);
    if (kind === undefined) throw new RangeError(`no kind of operand is named ${name}`);
    return atom(random, kind, 1);
  };
  return random.pick(scenarios).write(random, operand);
}
