# === a function made in a handler that binds a variable stored again later
q = 0
g = [3]
try:
    if s: 1//0
except ZeroDivisionError:
    def g():
        global q
        q = 2
q = 1
out(q)

# === a generator expression made in a handler that binds a variable
def count(): yield 0
counter = count()
q = 0
try: raise [ValueError(1), TypeError(2), TypeError(2)][s]
except ValueError: pass
except TypeError:
    g = ((q := v) for v in [1, 2])
for q in counter: pass
out(q)

# === a method behind super() that a secret replaced
class A:
    def m(self): return 1
class B(A):
    def m(self):
        return super().m()
if s: A.m = lambda self: 5
out(B().m())

# === the class that super() starts from
class A:
    x = 1
class B(A):
    x = 2
class C(B):
    def m(self):
        return super([B, C, C][s], self).x
out(C().m())

# === an attribute behind super() that a secret deleted
class A:
    x = 1
class B(A):
    x = 2
class C(B):
    def m(self):
        return super().x
if s: del B.x
out(C().m())

# === what stands last in an `and` of three
it = iter([1,2,3])
q = s and 1 and next(it, 0)
out(next(it, 0))

# === what stands last in an `or` of three
x = 0
q = s or 0 or (x := 2)
out(x)

# === what stands last in a chain of comparisons
it = iter([1,2,3])
q = int(0 < s < 7 < next(it, 0))
out(next(it, 0))

# === an `and` of three that reaches a tool call
x = 0
def f():
    global x
    x = 1
    out(9)
q = s and 1 and f()
out(x)

# === a chain of comparisons that reaches a tool call
x = 0
def f():
    global x
    x = 1
    out(9)
    return 5
q = 0 < s < f()
out(x)

# === a long chain of comparisons that reaches a tool call
x = 0
def f():
    global x
    x = 1
    out(9)
    return 5
q = 0 < s < 9 < f()
out(x)

# === a special method in a class body that means the module's variable, not the class's
x = 0
class W: pass
from dataclasses import dataclass
@dataclass
class DC:
    x: int
    if s:
        def __post_init__(self, *a):
            global x
            x = 1
            pass

w = W()
try: q = DC(1)
except Exception: pass
out(x)

# === whether a class has __eq__
x = 0
class W: pass
class V:
    y = 1
    if s:
        def __eq__(self, *a):
            global x
            x = 1
            return True
v = V()
w = W()
try: q = v == 3
except Exception: pass
out(x)

# === whether a class has __str__
x = 0
class W: pass
class V:
    y = 1
    if s:
        def __str__(self, *a):
            global x
            x = 1
            return "a"
v = V()
w = W()
try: q = str(v)
except Exception: pass
out(x)

# === whether a class has __add__
x = 0
class W: pass
class V:
    y = 1
    if s:
        def __add__(self, *a):
            global x
            x = 1
            return 1
v = V()
w = W()
try: q = v + w
except Exception: pass
out(x)

# === whether a class has __getitem__
x = 0
class W: pass
class V:
    y = 1
    if s:
        def __getitem__(self, *a):
            global x
            x = 1
            return 1
v = V()
w = W()
try: q = v[0]
except Exception: pass
out(x)

# === whether a class has __call__
x = 0
class W: pass
class V:
    y = 1
    if s:
        def __call__(self, *a):
            global x
            x = 1
            return 1
v = V()
w = W()
try: q = v()
except Exception: pass
out(x)

# === whether an enum has a member
from enum import Enum
class E(Enum):
    A = 1
    if s:
        B = 2
out(len(list(E)))

# === whether a model has a validator
from pydantic import BaseModel, field_validator
class M(BaseModel):
    x: int
    if s:
        @field_validator("x")
        @classmethod
        def check(cls, v): return v + 1
out(M(x=1).x)

# === what dataclass() was told
from dataclasses import dataclass
@dataclass(order=bool(s))
class M:
    x: int = 1
try: out(M() < M())
except TypeError: out(2)

# === a local name that a function in an arm means as the module's
x = 0
def f():
    x = 1
    if s:
        def h():
            global x
            x = 3
        h()
    return x
f()
out(x)

# === a field's flags
from dataclasses import dataclass, field
@dataclass
class M:
    x: int = field(default=1, repr=bool(s))
out(str(M()))

# === whether validation is strict
from pydantic import BaseModel
class M(BaseModel):
    x: int
try:
    M.model_validate({"x": "1"}, strict=bool(s))
    out(1)
except Exception: out(2)

# === an any that tools decide
any(ask0(v) > 2 for v in [1, 2, 3])

# === a filter that tools decide
f = filter(lambda v: ask0(v) > 2, [1, 2, 3, 4, 5])
next(f, 0)
out(1)
next(f, 0)

# === an iterator under an all that tools decide
it = iter([1, 2, 3])
all(ask0(v) > 1 for v in it)
out(next(it, 9))

# === an operand that an operator of the plan changes
class V:
    def __radd__(self, o):
        o.append(1)
        return 0
l = [0]
l + [V(), [1], [1]][s]
out(l)

# === an operand that a comparison of the plan changes
class V:
    def __eq__(self, o):
        o.append(1)
        return False
    def __gt__(self, o):
        o.append(1)
        return False
l = [0]
l == [V(), [1], [1]][s]
out(l)
l < [V(), [1], [1]][s]
out(l)
l in [[V()], [1], [1]][s]
out(l)

# === the list beside a key that a secret chose
def note(x):
    x.append(1)
    return 1
l = [[1], [2]]
sorted(l, key=[note, len, len][s])
out(l)

# === what a handler binds anew
hidden = [0]
def push(v):
    hidden.append(v)
g = (push(v) for v in [1])
try:
    [1][s]
except IndexError:
    g = 0
out(hidden)

# === an instance hashed in an arm
class K:
    def __init__(self, v): self.v = v
    def __hash__(self): return self.v
    def __eq__(self, o): return self.v == o.v
ka = K(1)
ks = {ka}
kd = {}
if s: kd.pop(K(1), None)
kd.update({K(1): 5})
out(ka.v)

# === what is reached from a class that a secret gave a method
heard = []
class S:
    def __len__(self): return 0
def special():
    class T(S):
        if s:
            def m(self):
                heard.append(7)
    return T()
sp = special()
out(int(sp == 1))

# === what a stored value decides in the method that stores it
log = []
class A:
    @property
    def p(self): return 0
    @p.setter
    def p(self, v):
        if v: log.append(1)
A().p = s
out(log)
told = []
class B:
    def __setattr__(self, name, v):
        if v: told.append(1)
B().p = s
out(told)
kept = []
class C:
    def __setitem__(self, at, v):
        if v: kept.append(1)
C()[0] = s
out(kept)
heard = []
class D:
    def __set__(self, one, v):
        if v: heard.append(1)
class E:
    d = D()
E().d = s
out(heard)

# === a validator of a model that runs when a field is stored
from pydantic import BaseModel, field_validator
log = []
class M(BaseModel):
    model_config = {"validate_assignment": True}
    n: int = 0
    @field_validator("n")
    def seen(cls, v):
        if v: log.append(1)
        return v
M().n = s
out(log)

# === how often a generator expression that calls tools was asked
for q in (v for v in [1, 2, 3] if echo(v) > 1):
    if s: break
try: pass
except Exception: out(1)

# === a decorator that a label chose, of a function that calls a tool
d0 = {"a": 1}
marks = []
def once(f):
    marks.append(4)
def twice(f):
    pass
@[once, twice][s % 2]
def chosen(v):
    marks.told = echo(d0.get('a', 0))
out(d0)
