# Programs over one secret `s` (0, 1 or 2), each of which would tell it by a way of its own. `out` shows what it gets to somebody who
# may see nothing labelled: all runs must look the same to them.

# === break objects
l0 = [1]
for i in [1, 2, 3]:
    if s: break
    l0.append(i)
out(l0)

# === return objects
l0 = [1]
def f():
    if s: return 0
    l0.append(1)
    return 0
f()
out(l0)

# === return globals
x = 1
def f():
    global x
    if s: return 0
    x = 2
    return 0
f()
out(x)

# === continue objects
l0 = [1]
for i in [1, 2, 3]:
    if s: continue
    l0.append(i)
out(l0)

# === raise objects
l0 = [1]
try:
    if s: raise ValueError(1)
    l0.append(2)
except ValueError:
    pass
out(l0)

# === raise objects in function
l0 = [1]
def f():
    if s: raise ValueError(1)
    l0.append(2)
try:
    f()
except ValueError:
    pass
out(l0)

# === raise var
x = 1
try:
    1 // s
    x = 2
except ZeroDivisionError:
    pass
out(x)

# === raise after try, in function
x = 1
def f():
    if s: raise ValueError(1)
try:
    f()
    x = 2
except ValueError:
    pass
out(x)

# === class attr created
class C: pass
if s: C.x = 1
out(hasattr(C, "x"))

# === class attr deleted
class C:
    x = 1
if s: del C.x
out(hasattr(C, "x"))

# === function attr created
def f(): pass
if s: f.x = 1
out(hasattr(f, "x"))

# === inst attr
class C: pass
c = C()
if s: c.x = 1
out(hasattr(c, "x"))

# === inst attr del
class C: pass
c = C()
c.x = 1
if s: del c.x
out(hasattr(c, "x"))

# === inst attr class fallback
class C:
    x = 1
c = C()
if s: c.x = 2
out(c.x)

# === inst attr del fallback
class C:
    x = 1
c = C()
c.x = 2
if s: del c.x
out(c.x)

# === hasattr property raising
class C:
    @property
    def p(self):
        if s: raise AttributeError("x")
        return 1
out(hasattr(C(), "p"))

# === getattr default property raising
class C:
    @property
    def p(self):
        if s: raise AttributeError("x")
        return 1
out(getattr(C(), "p", 1))
out(2)

# === iterator end StopIteration
class It:
    def __init__(self): self.i = 0
    def __iter__(self): return self
    def __next__(self):
        self.i += 1
        if self.i > s: raise StopIteration
        if self.i > 5: raise StopIteration
        return 1
out(len(list(It())))
out(2)

# === iterator end StopIteration for
class It:
    def __init__(self): self.i = 0
    def __iter__(self): return self
    def __next__(self):
        self.i += 1
        if self.i > s: raise StopIteration
        return 1
n = 0
for q in It(): n += 1
out(n)
out(2)

# === next default custom iterator
class It:
    def __iter__(self): return self
    def __next__(self):
        if s: raise StopIteration
        return 1
out(next(It(), 1))
out(2)

# === genexpr lambda body reach
hidden = []
g = [lambda: hidden.append(1)]
if s: g[0]()
out(hidden)

# === dataclass factory reach
from dataclasses import dataclass, field
hidden = []
def push():
    hidden.append(1)
    return 1
@dataclass
class D:
    x: int = field(default_factory=push)
if s: D()
out(hidden)

# === pydantic factory reach
from pydantic import BaseModel, Field
hidden = []
def push():
    hidden.append(1)
    return 1
class D(BaseModel):
    x: int = Field(default_factory=push)
if s: D()
out(hidden)

# === defaultdict factory reach
from collections import defaultdict
hidden = []
def push():
    hidden.append(1)
    return 1
d = defaultdict(push)
if s: d["a"]
out(hidden)
out(len(d))

# === partial reach
from functools import partial
hidden = []
p = partial(hidden.append, 1)
if s: p()
out(hidden)

# === bound builtin method reach
hidden = []
p = hidden.append
if s: p(1)
out(hidden)

# === map reach
hidden = []
def push(v):
    hidden.append(v)
    return v
m = map(push, [1,2,3])
if s: next(m)
out(hidden)

# === iter sentinel reach
hidden = []
def push():
    hidden.append(1)
    return 1
m = iter(push, 2)
if s: next(m)
out(hidden)

# === islice takewhile reach
from itertools import islice, takewhile, accumulate, groupby, starmap, chain, tee, dropwhile, filterfalse
hidden = []
def push(v, w=0):
    hidden.append(v)
    return v
m = accumulate([1,2,3], push)
if s:
    next(m)
    next(m)
out(hidden)

# === groupby reach
from itertools import groupby
hidden = []
def push(v):
    hidden.append(v)
    return v
m = groupby([1,2,3], push)
if s: next(m)
out(hidden)

# === takewhile
from itertools import takewhile
hidden = []
def push(v):
    hidden.append(v)
    return v
m = takewhile(push, [1,2,3])
if s: next(m)
out(hidden)

# === starmap
from itertools import starmap
hidden = []
def push(v):
    hidden.append(v)
    return v
m = starmap(push, [(1,)])
if s: next(m)
out(hidden)

# === tee
from itertools import tee
a, b = tee(iter([1,2,3]))
if s: next(a)
out(next(a))
out(next(b))

# === shared iterator
it = iter([1,2,3])
if s: next(it)
out(next(it))

# === zip iterator
it = iter([1,2,3])
z = zip(it, [1,2])
if s: next(z)
out(next(it))

# === list iterator in list comp
it = iter([1,2,3])
x = [next(it) for q in range(1) if s]
out(next(it))

# === dict iter
d = {"a": 1}
if s: d["b"] = 2
out(list(d))
out(len(d))
out("b" in d)
out("a" in d)
out(d["a"])

# === set
d = {1}
if s: d.add(2)
out(list(d))

# === pop
l = [1,2]
if s: l.pop()
out(l[0])

# === unbound
try:
    if s: x = 1
    y = x
    r = 1
except NameError:
    r = 2
out(r)

# === class body
if s:
    class C:
        x = 1
else:
    class C:
        x = 2
out(C.x)

# === class body cond
class C:
    if s:
        x = 1
    else:
        x = 2
out(C.x)

# === class body cond2
class C:
    if s:
        x = 1
out(hasattr(C, "x"))

# === assert
try:
    assert s
    r = 1
except AssertionError:
    r = 2
out(r)

# === while else
r = 0
while True:
    if s: break
    break
else:
    r = 1
out(r)

# === for else
r = 0
for i in [1]:
    if s: break
else:
    r = 1
out(r)

# === finally
r = 0
try:
    try:
        if s: raise ValueError(1)
    finally:
        r = 1
    r = 2
except ValueError:
    pass
out(r)

# === finally return
def f():
    try:
        if s: return 1
        return 2
    finally:
        pass
out(f())

# === finally return2
def f():
    for i in [1,2]:
        try:
            if s: return 1
        finally:
            continue
    return 3
out(f())
out(5)

# === match guard
match 1:
    case n if s: r = 1
    case _: r = 2
out(r)

# === match seq
l = [1,2]
match [s, 1]:
    case [0, y]: pass
    case [1, y]: l.append(1)
out(l)

# === match class
from dataclasses import dataclass
@dataclass
class P:
    x: int
match P(s):
    case P(x=0): r = 1
    case P(x=1): r = 2
    case _: r = 3
out(r)

# === match mapping
match {"a": s}:
    case {"a": 0}: r = 1
    case _: r = 2
out(r)

# === short circuit
l = [1]
s and l.append(2)
out(l)

# === ternary call
l = [1]
(l.append(1) if s else None)
out(l)

# === chained comparison
l = [1]
def f():
    l.append(1)
    return 1
0 < s < f()
out(l)

# === comp cond effects
l = [1]
def f():
    l.append(1)
    return 1
[f() for i in [1] if s]
out(l)

# === key callback
l = []
def key(v):
    if v: l.append(1)
    return 0
sorted([s], key=key)
out(l)

# === lt callback
l = []
class C:
    def __init__(self, v): self.v = v
    def __lt__(self, o):
        if self.v < o.v:
            l.append(1)
            return True
        return False
sorted([C(1), C(s), C(0)])
out(l)

# === lt callback count
n = 0
class C:
    def __init__(self, v): self.v = v
    def __lt__(self, o):
        global n
        n += 1
        return self.v < o.v
sorted([C(1), C(s), C(0), C(2)])
out(n)

# === any genexpr count
n = 0
def f(v):
    global n
    n += 1
    return v
any(f(v) for v in [s, 0, 0])
out(n)

# === in iterator position
it = iter([0, 1, 2, 3])
s in it
out(next(it))

# === max key count
n = 0
class C:
    def __init__(self, v): self.v = v
    def __gt__(self, o):
        global n
        n += 1
        return self.v > o.v
max(C(1), C(s), C(0))
out(n)

# === dict get callee
def a(): l.append(1)
def b(): pass
l = []
{0: a, 1: b, 2: b}[s]()
out(l)

# === list callee
l = []
def a():
    l.append(1)
def b(): pass
[a, b, b][s]()
out(l)

# === list callee global
x = 0
def a():
    global x
    x = 1
def b(): pass
[a, b, b][s]()
out(x)

# === method callee
class A:
    n = 0
    def m(self): A.n += 1
class B:
    def m(self): pass
[A(), B(), B()][s].m()
out(A.n)

# === delitem
l1 = [1,2]
l2 = [1,2]
del [l1, l2, l2][s][0]
out(l1)
out(l2)

# === setitem alias
l1 = [1,2]
l2 = [1,2]
[l1, l2, l2][s][0] = 5
out(l1)
out(l2)

# === setattr alias
class A: pass
a = A()
b = A()
a.x = 1
b.x = 1
[a, b, b][s].x = 2
out(a.x)
out(b.x)

# === append alias
l1 = [1,2]
l2 = [1,2]
[l1, l2, l2][s].append(5)
out(l1)
out(l2)

# === append alias loop var
l1 = [1,2]
l2 = [1,2]
o = l1
if s: o = l2
o.append(5)
out(l1)
out(l2)

# === augassign item alias
l1 = [1,2]
l2 = [1,2]
[l1, l2, l2][s][0] += 5
out(l1)
out(l2)

# === index alias
l1 = [1,2,3]
l1[s] = 9
out(l1)
out(l1[0])

# === key alias
d = {}
d[s] = 1
out(len(d))
out(list(d))
out(d.get(0))

# === dict setdefault
d = {0: []}
d.setdefault(s, []).append(1)
out(d[0])

# === update alias
l1 = {}
l2 = {}
[l1, l2, l2][s].update(a=1)
out(l1)
out(l2)

# === sort alias
l1 = [2,1]
l2 = [2,1]
[l1, l2, l2][s].sort()
out(l1)
out(l2)

# === for alias
a = iter([1,2])
b = iter([1,2])
for q in [a, b, b][s]: break
out(next(a))
out(next(b))

# === exception attr
class E(Exception): pass
e1 = E()
e2 = E()
try:
    raise [e1, e2, e2][s]
except E as e:
    e.x = 1
out(hasattr(e1, "x"))
out(hasattr(e2, "x"))

# === exception context
e1 = ValueError(1)
e2 = ValueError(2)
try:
    try:
        raise KeyError(1)
    except KeyError:
        if s: raise e1
        raise e2
except ValueError: pass
out(1)

# === with exit suppress
class W:
    def __enter__(self): return 1
    def __exit__(self, *a): return True
r = 0
with W():
    if s: raise ValueError(1)
    r = 1
out(r)

# === with exit label
class W:
    def __enter__(self): return 1
    def __exit__(self, *a): return s
r = 0
try:
    with W():
        raise ValueError(1)
    r = 1
except ValueError:
    r = 2
out(r)

# === with exit saw
x = 0
class W:
    def __enter__(self): return 1
    def __exit__(self, t, v, tb):
        global x
        if t is None: x = 1
        return True
with W():
    if s: raise ValueError(1)
out(x)

# === gen try
def g():
    try:
        if s: raise ValueError(1)
        yield 1
    except ValueError:
        yield 2
out(next(g()))

# === gen return
def g():
    if s: return
    yield 1
out(list(g()))
out(next(g(), 7))

# === gen count
def g():
    for i in range(3):
        if i == s: return
        yield i
out(len(list(g())))

# === gen effect
l = []
def g():
    l.append(1)
    if s: yield 1
    l.append(2)
    yield 2
it = g()
next(it)
out(l)

# === gen send
def g():
    x = yield 1
    yield x
it = g()
next(it)
out(it.send(s))

# === gen close finally
l = []
def g():
    try:
        yield 1
    finally:
        l.append(1)
it = g()
next(it)
if s: it.close()
out(l)

# === gen close not started
def g():
    yield 1
it = g()
if s: it.close()
out(next(it, 5))

# === gen abandoned for
l = []
def g():
    try:
        yield 1
        yield 2
    finally:
        l.append(1)
it = g()
for v in it:
    if s: break
out(l)

# === tool zero args under label
if s: out()

# === tool in expr
s and out(1)

# === decorator under
l = []
def d(f):
    l.append(1)
    return f
if s:
    @d
    def f(): pass
out(l)

# === default args under
l = []
def d():
    l.append(1)
if s:
    def f(x=d()): pass
out(l)

# === global in called fn nested
x = 0
def a():
    def b():
        global x
        x = 1
    return b
if s: a()()
out(x)

# === nonlocal
def outer():
    x = 0
    def a():
        nonlocal x
        x = 1
    if s: a()
    return x
out(outer())

# === nonlocal via list
def outer():
    x = 0
    def a():
        nonlocal x
        x = 1
    fs = [a]
    if s: fs[0]()
    return x
out(outer())

# === closures returned
def outer():
    x = 0
    def a():
        nonlocal x
        x += 1
        return x
    return a
f = outer()
if s: f()
out(f())

# === two closures one cell
def outer():
    x = 0
    def a():
        nonlocal x
        x = 1
    def b(): return x
    return a, b
f, g = outer()
if s: f()
out(g())

# === function rebind
def f(): return 1
if s:
    def f(): return 2
out(f())

# === mutate via other var in list
l = [1]
m = [l]
if s: m[0].append(2)
out(l)

# === mutate via tuple
l = [1]
m = (l,)
if s: m[0].append(2)
out(l)

# === mutate via attr of class
class C:
    l = [1]
if s: C.l.append(2)
out(C.l)

# === mutate via base class
class B:
    l = [1]
class C(B): pass
if s: C.l.append(2)
out(B.l)

# === mutate via instance's class
class C:
    l = [1]
c = C()
if s: c.l.append(2)
out(C.l)

# === mutate default arg
def f(x=[]):
    x.append(1)
    return x
if s: f()
out(f())

# === mutate kw default
def f(*, x=[]):
    x.append(1)
    return x
if s: f()
out(f())

# === mutate enum list value
from enum import Enum
class E(Enum):
    A = [1]
if s: E.A.value.append(1)
out(E.A.value)

# === mutate namedtuple
from collections import namedtuple
P = namedtuple("P", "x")
p = P([1])
if s: p.x.append(2)
out(p.x)

# === mutate deque
from collections import deque
d = deque([1])
if s: d.append(2)
out(len(d))
out(list(d))

# === mutate counter
from collections import Counter
d = Counter()
if s: d["a"] += 1
out(len(d))
out(d["a"])

# === dict view
d = {}
v = d.keys()
if s: d["a"] = 1
out(len(v))
out(list(v))

# === dict view mutate reach
d = {"a": [1]}
v = d.values()
if s:
    for x in v: x.append(2)
out(d["a"])

# === dict items view reach
d = {"a": [1]}
v = d.items()
if s:
    for k, x in v: x.append(2)
out(d["a"])

# === iter reach
d = [[1]]
v = iter(d)
if s: next(v).append(2)
out(d[0])

# === reversed reach
d = [[1]]
v = reversed(d)
if s: next(v).append(2)
out(d[0])

# === dict iter reach
d = {"a": [1]}
v = iter(d.items())
if s: next(v)[1].append(2)
out(d["a"])

# === gen reach list local
def g():
    for x in [l]: yield x
l = [1]
it = g()
if s: next(it).append(2)
out(l)

# === gen local reach
def g(m):
    y = m
    yield 0
    y.append(1)
    yield 1
l = [1]
it = g(l)
next(it)
if s: next(it)
out(l)

# === model validator
from pydantic import BaseModel
class M(BaseModel):
    x: int
try:
    M.model_validate({"x": [1, "a", 2][s]})
    r = 1
except Exception:
    r = 2
out(r)

# === json loads except
import json
try:
    json.loads(["1", "x", "2"][s])
    r = 1
except Exception:
    r = 2
out(r)

# === try arg of tool
try:
    x = [1, 2][s]
    out(1)
except IndexError:
    out(2)

# === try tool position
try:
    if s: 1 // 0
except ZeroDivisionError: pass
out(1)

# === nested try
x = 0
try:
    try:
        1 // s
    except KeyError: pass
    x = 1
except ZeroDivisionError: pass
out(x)

# === handler raise
x = 0
try:
    try:
        1 // 0
    except ZeroDivisionError:
        if s: raise
    x = 1
except ZeroDivisionError: pass
out(x)

# === except label type
try:
    raise [ValueError, KeyError, KeyError][s](1)
except ValueError:
    r = 1
except KeyError:
    r = 2
out(r)

# === except type labelled
try:
    raise ValueError(1)
except [ValueError, KeyError, KeyError][s]:
    r = 1
except ValueError:
    r = 2
out(r)

# === sort raise
l = [3, 1, 2]
try:
    l.sort(key=lambda v: 1 // s)
except ZeroDivisionError: pass
out(l)

# === partial mutation before raise
l = []
try:
    l.extend(10 // v for v in [1, s, 2])
except ZeroDivisionError: pass
out(l)

# === partial mutation before raise2
l = []
def f(v):
    l.append(1)
    1 // v
    l.append(2)
try:
    for v in [1, s, 2]: f(v)
except ZeroDivisionError: pass
out(l)

# === unpack store
a = 0
b = 0
try:
    a, b = [1, 2][:s + 1]
except ValueError: pass
out(a)

# === starred
def f(*a): return len(a)
out(f(*[1] * s))

# === kwargs star
def f(**k): return len(k)
out(f(**({"a": 1} if s else {})))

# === tool star
out(*[1] * s)

# === lambda default
f = lambda x=[]: x.append(1) or len(x)
if s: f()
out(f())

# === walrus
y = 0
if s and (y := 1): pass
out(y)

# === walrus comp
y = 0
[y := 1 for i in range(s)]
out(y)

# === comp over secret length
out(len([1 for i in range(s)]))

# === dictcomp
out(len({i: 1 for i in range(s)}))

# === setcomp
out(len({i for i in range(s)}))

# === loop zero rounds
x = 0
for i in range(s): x = 1
out(x)

# === loop target
q = 0
for q in range(s): pass
out(q)

# === loop objects zero
l = []
for i in range(s): l.append(1)
out(l)

# === while objects zero
l = []
i = 0
while i < s:
    l.append(1)
    i += 1
out(l)
out(i)

# === async tools in loop
for i in range(s): out(i)
out(9)

# === post function pc
def f():
    if s: return 1
    return 2
f()
out(1)

# === exception through function pc
def f():
    if s: raise ValueError(1)
try: f()
except ValueError: pass
out(1)

# === print in arm
if s: print(1)
out(1)

# === import in arm
try:
    if s: import math
    math.pi
    r = 1
except NameError: r = 2
out(r)

# === closure var in class
def mk():
    n = [0]
    class C:
        def m(self): n[0] += 1
        def g(self): return n[0]
    return C()
c = mk()
if s: c.m()
out(c.g())

# === super
class A:
    def m(self): A.x = 1
class B(A):
    def m(self): super().m()
A.x = 0
if s: B().m()
out(A.x)

# === random
import random
if s: random.random()
out(random.random() >= 0)


# === genexpr body reach
hidden = []
def push(v):
    hidden.append(v)
    return v
g = (push(i) for i in [1, 2, 3])
if s: next(g)
out(hidden)

# === genexpr walrus
y = 0
g = ((y := i) for i in [1, 2, 3])
if s: next(g)
out(y)

# === del name
x = 1
if s: del x
try:
    x
    r = 1
except NameError:
    r = 2
out(r)

# === del name fn
def f():
    x = 1
    if s: del x
    try:
        x
        return 1
    except UnboundLocalError:
        return 2
out(f())

# === class base
class A:
    x = 1
class B:
    x = 2
class C(A if s else B): pass
out(C.x)
out(C().x)
out(isinstance(C(), A))
out(issubclass(C, A))

# === method override
class A:
    def m(self): return 1
if s:
    def m2(self): return 2
    A.m = m2
out(A().m())

# === match capture
match s:
    case 0: pass
    case n: pass
try:
    n
    r = 1
except NameError:
    r = 2
out(r)

# === eq callback count
n = 0
class C:
    def __init__(self, v): self.v = v
    def __eq__(self, o):
        global n
        n += 1
        return self.v == o.v
C(1) in [C(s), C(1)]
out(n)

# === any list map count
n = 0
def f(v):
    global n
    n += 1
    return v
any(map(f, [s, 0, 0]))
out(n)

# === filter callback count
it = iter([1,0,1])
n = 0
def f(v):
    global n
    n += 1
    return v
next(filter(f, [s, 0, 1]), 0)
out(n)

# === unpack iterator
it = iter([0, 1, 2, 3])
x = next((v for v in it if v == s), None)
out(next(it))

# === property callee
x = 0
class A:
    @property
    def m(self):
        global x
        x = 1
        return 1
class B:
    m = 1
[A(), B(), B()][s].m
out(x)

# === dunder callee
x = 0
class A:
    def __add__(self, o):
        global x
        x = 1
        return 1
[A(), 1, 1][s] + 1
out(x)

# === str dunder
x = 0
class A:
    def __str__(self):
        global x
        x = 1
        return "1"
str([A(), 1, 1][s])
out(x)

# === fstr dunder
x = 0
class A:
    def __str__(self):
        global x
        x = 1
        return "1"
f"{[A(), 1, 1][s]}"
out(x)

# === bool dunder
x = 0
class A:
    def __bool__(self):
        global x
        x = 1
        return True
not [A(), 1, 1][s]
out(x)

# === iter dunder
x = 0
class A:
    def __iter__(self):
        global x
        x = 1
        return iter([])
list([A(), [], []][s])
out(x)

# === getitem dunder
x = 0
class A:
    def __getitem__(self, i):
        global x
        x = 1
        return 1
[A(), [1], [1]][s][0]
out(x)

# === len dunder
x = 0
class A:
    def __len__(self):
        global x
        x = 1
        return 1
len([A(), [1], [1]][s])
out(x)

# === setattr property
x = 0
class A:
    @property
    def m(self): return 1
    @m.setter
    def m(self, v):
        global x
        x = 1
class B: pass
o = [A(), B(), B()][s]
o.m = 1
out(x)

# === setitem dunder
x = 0
class A:
    def __setitem__(self, i, v):
        global x
        x = 1
o = [A(), {}, {}][s]
o[1] = 1
out(x)

# === append alias var
l1 = [1,2]
l2 = [1,2]
o = [l1, l2, l2][s]
o.append(5)
out(l1)
out(l2)

# === augassign alias
l1 = [1,2]
l2 = [1,2]
o = [l1, l2, l2][s]
o += [5]
out(l1)
out(l2)

# === next alias
a = iter([1,2])
b = iter([1,2])
next([a, b, b][s])
out(next(a))
out(next(b))

# === list alias
a = iter([1,2])
b = iter([1,2])
list([a, b, b][s])
out(next(a, 9))
out(next(b, 9))

# === yield from
def h():
    if s: yield 1
def g():
    x = yield from h()
    yield 3
out(next(g()))

# === gen send reach
def g():
    x = yield 0
    yield 1
    x.append(1)
    yield 2
l = [1]
it = g()
next(it)
it.send(l)
if s: next(it)
out(l)

# === repeated zero times
m = [[3], [1]]
nest = m * s
for one in nest[:1]: one.append(1)
out(m[0])

# === deleted by a secret index
a = [1]
b = [2]
both = [a, b]
del both[s % 2]
both[0].append(3)
out(a)
out(b)

# === popped in a try after something that may have raised
class W:
    def __enter__(self): return self
    def __exit__(self, *rest): return False
a = [1]
b = [2]
both = [a, b]
with W():
    at = 10 // (s + 1)
    both.pop(at % 2).append(1)
out(a)
out(b)

# === break in a try with finally
l = [1]
for i in range(3):
    try:
        if s: break
    finally:
        if i == 2: l.append(1)
out(l)

# === setdefault with a secret key
d = {"a": 1}
d.setdefault(["a", "b", "a"][s], 2)
out(len(d))

# === default factory by a secret key
from collections import defaultdict
n = 0
def fresh():
    global n
    n += 1
    return 0
d = defaultdict(fresh)
d[0]
d[s]
out(n)
out(len(d))

# === effects of a loop's test
l = []
def test():
    l.append(1)
    return 1
fuel = 2
while fuel > 0 and test() * s: fuel -= 1
out(l)

# === attribute of a base that a derived class may have
class A: pass
class B(A): pass
if s: B.x = 7
A.x = 1
out(B.x)

# === a variable stored again after a function was chosen that may store it
x = 0
def a():
    global x
    x = 1
def b(): pass
f = [a, b, b][s]
x = 2
f()
out(x)

# === an attribute stored again after the object was chosen
class C: pass
a = C()
b = C()
o = [a, b, b][s]
a.x = 1
b.x = 1
o.x = 2
out(a.x)
out(b.x)

# === a call that a secret makes impossible
class C: pass
d = {"a": [1, C(), 2][s]}
try: out(d)
except TypeError: pass
out(1)

# === an argument of a function that a secret chose
def f(x): x.append(1)
def g(x): pass
l = [1]
[f, g, g][s](l)
out(l)

# === what is stored into an object that a secret chose
class Box: pass
box = Box()
spare = Box()
l = [1]
boxes = [box, spare]
o = [box, spare, spare][s]
boxes.pop(s % 2)
o.items = l
boxes[0].kept = 1
sorted(boxes, key=lambda b: b.kept)[0].kept = 2
out(l)

# === a method of a named tuple
from typing import NamedTuple
n = 0
class P(NamedTuple):
    x: int
    def bump(self):
        global n
        n += 1
p = P(1)
if s: p.bump()
out(n)

# === instances with a hash that a secret gave
n = 0
class A:
    def __init__(self, v): self.v = v
    def __hash__(self): return self.v
    def __eq__(self, o):
        global n
        n += 1
        return self is o
d1 = {A(s): 1}
n = 0
d2 = {A(1): 1}
out(n)

# === an instance of another class with a hash that a secret gave
n = 0
class A:
    def __hash__(self): return s
    def __eq__(self, o):
        global n
        n += 1
        return False
class B:
    def __hash__(self): return 1
d1 = {A(): 1}
d2 = {B(): 1}
out(n)

# === _missing_ of an enum
from enum import Enum
n = 0
class E(Enum):
    A = 1
    @classmethod
    def _missing_(cls, v):
        global n
        n += 1
        return cls.A
E(s)
out(n)

# === __init__ of an enum's member that may be an alias
from enum import Enum
n = 0
class E(Enum):
    A = 1
    B = s
    def __init__(self, v):
        global n
        n += 1
out(n)

# === __eq__ of a value looked for among an enum's members
from enum import Enum
n = 0
class E(Enum):
    A = s
    B = 1
class V:
    def __eq__(self, o):
        global n
        n += 1
        return o == 1
E(V())
out(n)

# === which model of a union it becomes
from pydantic import BaseModel, TypeAdapter
from typing import Union
class A(BaseModel):
    a: int
class B(BaseModel):
    b: int
r = TypeAdapter(Union[A, B]).validate_python({["a", "b", "a"][s]: 1})
out(isinstance(r, A))
# === a comprehension in a class body changes a variable of the module by the name of the class
items = []
class A:
    items = []
    if s:
        x = [items.append(1) for _ in "a"]
send(len(items))
# === a lambda in a class body changes a variable of the module by the name of the class
items = []
class A:
    items = []
    if s:
        x = (lambda: items.append(1))()
send(len(items))
# === a function in an arm declares a name global that is local around it
def f():
    x = 0
    if s:
        def g():
            global x
            x = 1
        g()
x = 5
f()
send(x)
# === a function in an arm of a class body declares a name of the class global
x = 5
class A:
    x = 0
    if s:
        def g():
            global x
            x = 1
        g()
send(x)
# === a function in an arm of a class body binds a variable around the class
def f():
    x = 5
    class A:
        x = 0
        if s:
            def g():
                nonlocal x
                x = 1
            g()
    send(x)
f()
# === a method of a class in an arm binds a variable of the module
x = [5]
def f():
    x = [3]
    if s:
        class A:
            def m(self):
                global x
                x = [1]
        A().m()
f()
send(x)
send(len(x))
# === a lambda of a class in a class body changes a variable by the name of the outer class
x = [5]
class A:
    x = [3]
    if s:
        class B:
            y = (lambda: x.append(1))()
send(len(x))
# === a class body in a class body changes a variable by the name of the outer class
x = [5]
class A:
    x = [3]
    if s:
        class B:
            x.append(1)
send(len(x))
# === a method of a base class, called by super() in an arm, changes the receiver
class Base:
    def add(self):
        self.items.append(1)
class Derived(Base):
    def __init__(self):
        self.items = []
    def go(self):
        if s:
            super().add()
        send(len(self.items))
Derived().go()
# === a generator expression in a class body changes a variable by the name of the class
kept = []
class A:
    kept = 3
    if s:
        x = list(kept.append(1) for _ in "ab")
send(len(kept))
# === an arm of a class body changes the variable of the module before the class has its own
kept = []
class A:
    if s:
        kept.append(1)
        kept = 3
send(len(kept))
# === an assignment expression in a generator expression of the module
x = 0
g = (x := 1 for _ in "a" if s)
list(g)
send(x)


# === validators of the models in a list
from pydantic import BaseModel, field_validator
n = 0
class I(BaseModel):
    x: int = 0
    @field_validator("x")
    def v(cls, v):
        global n
        n += 1
        return v
class M(BaseModel):
    l: list[I]
M(l=[{"x": 1}] * s)
out(n)

# === a validator that a TypeAdapter runs
from pydantic import TypeAdapter, AfterValidator
from typing import Annotated
n = 0
def f(v):
    global n
    n += 1
    return v
t = TypeAdapter(Annotated[int, AfterValidator(f)])
if s: t.validate_python(1)
out(n)

# === validators of the elements that a TypeAdapter gets
from pydantic import TypeAdapter, AfterValidator
from typing import Annotated
n = 0
def f(v):
    global n
    n += 1
    return v
t = TypeAdapter(list[Annotated[int, AfterValidator(f)]])
t.validate_python([1] * s)
out(n)

# === the factory of a private attribute
from pydantic import BaseModel, PrivateAttr
n = 0
def f():
    global n
    n += 1
    return 0
class M(BaseModel):
    _p: int = PrivateAttr(default_factory=f)
if s: M()
out(n)

# === a validator in an annotation, behind the type
from pydantic import BaseModel, AfterValidator
from typing import Annotated
n = 0
def f(v):
    global n
    n += 1
    return v
class M(BaseModel):
    x: Annotated[int, AfterValidator(f)] = 0
try: M(x=["a", 1, 2][s])
except ValueError: pass
out(n)

# === a validator in a member of a union
from pydantic import TypeAdapter, AfterValidator
from typing import Annotated, Union
n = 0
def f(v):
    global n
    n += 1
    return v
t = TypeAdapter(Union[Annotated[int, AfterValidator(f)], str])
t.validate_python(["a", 1, 2][s])
out(n)

# === validators in the types of a TypedDict
from pydantic import BaseModel, AfterValidator
from typing import Annotated, TypedDict
n = 0
def f(v):
    global n
    n += 1
    return v
class T(TypedDict):
    x: Annotated[int, AfterValidator(f)]
class M(BaseModel):
    l: list[T]
M(l=[{"x": 1}] * s)
out(n)

# === a secret format decides which method runs
n = 0
class A:
    def __repr__(self):
        global n
        n += 1
        return "x"
    def __str__(self): return "y"
fmt = ["{!r}", "{!s}", "{!s}"][s]
fmt.format(A())
out(n)

# === validators of a class that an annotation names ahead
from pydantic import BaseModel
n = 0
class A(BaseModel):
    b: "list[B]" = []
class B(BaseModel):
    x: int
    def model_post_init(self, c):
        global n
        n += 1
A(b=[{"x": 1}] * s)
out(n)

# === an instance that all runs share
import re
from datetime import timezone, date
from decimal import ROUND_UP
x = [re.I, timezone.utc, date.max, re.M][s]
d = {"flags": re.I, "zone": timezone.utc}
if s: d["flags"] = re.M
out(re.match("a", "A", re.I) is None)
out(d["flags"] is re.M)

# === gen position rebinding
lst = [0]
def gen():
    yield 1
    lst.append(1)
    yield 2
g = gen()
if s: next(g)
lst = [0]
next(g)
out(lst)

# === lazily plain map with tool
log = []
def f(v):
    if v == s: log.append(v)
    out(v)
    return v
m = map(f, [1,2])
list(zip(m, [1,2]))
out(log)

# === lazily plain map with tool 2
log = []
def f(v):
    if v == s: log.append(v)
    ask0(v)
    return v
q = s
m = map(f, [1,2])
list(zip(m, [1,2]))
out(log)

# === comprehension item labels
log = []
def f(x):
    if x: log.append(1)
    return 1
r = [f(x) for x in [s, 1]]
out(log)

# === comprehension item labels global
n = 0
def f(x):
    global n
    if x: n += 1
    return 1
r = [f(x) for x in [1, s]]
out(n)

# === comprehension item labels suspending
log = []
def f(x):
    if x: log.append(1)
    echo(1)
    return 1
r = [f(x) for x in [s, 1]]
out(log)

# === comp target stores
class A: pass
a = A()
a.n = 1
b = A()
b.n = 1
[0 for [a,b][s % 2].n in [5]]
out(a.n)

# === genexp item labels
log = []
def f(x):
    if x: log.append(1)
    return 1
r = list(f(x) for x in [s, 1])
out(log)

# === with exit rebinding
log = []
class A:
    def __enter__(self): return self
    def __exit__(self, *a):
        log.append(1)
        return True
class B:
    def __enter__(self): return self
    def __exit__(self, *a): return True
m = [A(), B()][s % 2]
log = []
with m: raise ValueError
out(log)

# === function chosen, variable rebound
log = []
def f(): log.append(1)
def g(): pass
h = [f, g][s % 2]
log = []
h()
out(log)

# === object chosen, attribute stored
class Box: pass
a = Box()
b = Box()
a.items = []
b.items = []
o = [a, b][s % 2]
fresh = []
a.items = fresh
o.items.append(1)
out(fresh)

# === list chosen, element stored
a = [[]]
b = [[]]
o = [a, b][s % 2]
fresh = []
a[0] = fresh
o[0].append(1)
out(fresh)

# === list chosen, element appended
a = []
b = [[]]
o = [a, b][s % 2]
fresh = []
a.append(fresh)
o[0].append(1)
out(fresh)

# === dict chosen, element stored
a = {}
b = {1: []}
o = [a, b][s % 2]
fresh = []
a[1] = fresh
o[1].append(1)
out(fresh)

# === dict chosen, update
a = {}
b = {1: []}
o = [a, b][s % 2]
fresh = []
a.update({1: fresh})
o[1].append(1)
out(fresh)

# === dict chosen, setdefault
a = {}
b = {1: []}
o = [a, b][s % 2]
fresh = []
a.setdefault(1, fresh)
o[1].append(1)
out(fresh)

# === closure chosen, nonlocal rebound
def mk():
    log = []
    def f(): log.append(1)
    def g(): pass
    h = [f, g][s % 2]
    log = []
    h()
    return log
out(mk())

# === closure chosen, nonlocal read
def mk():
    log = [0]
    def f(): return log
    def g(): return [1]
    h = [f, g][s % 2]
    log = []
    h().append(1)
    return log
out(mk())

# === class attr rebound
class A:
    log = []
    def m(self): A.log.append(1)
class B:
    def m(self): pass
o = [A(), B()][s % 2]
A.log = []
o.m()
out(A.log)

# === class attr rebound, other name
class A:
    log = []
    def m(self): A.log.append(1)
class B:
    def m(self): pass
o = [A(), B()][s % 2]
fresh = []
A.log = fresh
o.m()
out(fresh)

# === default mutable
fresh = []
def f(x=None): x.append(1)
def g(x=None): pass
h = [f, g][s % 2]
h(fresh)
out(fresh)

# === iterator chosen then list mutated
l = [1]
m = [1]
i = [iter(l), iter(m)][s % 2]
box = []
l.append(box)
next(i)
x = next(i, [])
x.append(1)
out(box)

# === deque
from collections import deque
a = deque()
b = deque([[]])
o = [a, b][s % 2]
fresh = []
a.append(fresh)
o[0].append(1)
out(fresh)

# === partial
from functools import partial
log = []
def f(x): log.append(x)
def g(x): pass
h = [partial(f, 1), partial(g, 1)][s % 2]
log = []
h()
out(log)

# === method chosen rebound
log = []
class A:
    def m(self): log.append(1)
    def n(self): pass
a = A()
h = [a.m, a.n][s % 2]
log = []
h()
out(log)

# === global statement write after rebind
n = 0
def f():
    global n
    n = 1
def g(): pass
h = [f, g][s % 2]
n = 0
h()
out(n)

# === property chosen
log = []
class A:
    @property
    def p(self): log.append(1)
class B:
    p = 1
o = [A(), B()][s % 2]
log = []
o.p
out(log)

# === map of chosen
log = []
def f(x): log.append(1)
def g(x): pass
h = [f, g][s % 2]
log = []
list(map(h, [1]))
out(log)

# === sort key chosen
log = []
def f(x):
    log.append(1)
    return 1
def g(x): return 1
h = [f, g][s % 2]
log = []
sorted([1], key=h)
out(log)

# === for over chosen generator
log = []
def f():
    log.append(1)
    yield 1
def g():
    yield 1
h = [f(), g()][s % 2]
log = []
for x in h: pass
out(log)

# === genexp item labels, for
log = []
def f(x):
    if x: log.append(1)
    return 1
for q in (f(v) for v in [s, 1]): pass
out(log)

# === genexp item labels, next
log = []
def f(x):
    if x: log.append(1)
    return 1
g = (f(v) for v in [s, 1])
next(g)
out(log)

# === genexp item in try
y = 0
def f(x): return 1 // x
g = (f(v) for v in [s, 1])
try:
    next(g)
    y = 1
except ZeroDivisionError: y = 2
out(y)

# === comp in try
y = 0
def f(x): return 1 // x
try:
    r = [f(x) for x in [s, 1]]
    y = 1
except ZeroDivisionError: y = 2
out(y)

# === comp in try, suspending
y = 0
def f(x):
    echo(1)
    return 1 // x
try:
    r = [f(x) for x in [s, 1]]
    y = 1
except ZeroDivisionError: y = 2
out(y)

# === map in try
y = 0
def f(x): return 1 // x
try:
    r = list(map(f, [s, 1]))
    y = 1
except ZeroDivisionError: y = 2
out(y)

# === sum over chosen
y = 0
try:
    r = sum([s, [1, "a"][s % 2]])
    y = 1
except TypeError: y = 2
out(y)

# === unpack in try
y = 0
try:
    a, b = [[1, 2], [1]][s % 2]
    y = 1
except ValueError: y = 2
out(y)

# === for target unpack in try
y = 0
l = [[1, 2], [1]]
try:
    for a, b in [l[s % 2]]: pass
    y = 1
except ValueError: y = 2
out(y)

# === comp target unpack in try
y = 0
l = [[1, 2], [1]]
try:
    [0 for a, b in [l[s % 2]]]
    y = 1
except ValueError: y = 2
out(y)

# === genexp target unpack in try
y = 0
l = [[1, 2], [1]]
try:
    list(0 for a, b in [l[s % 2]])
    y = 1
except ValueError: y = 2
out(y)

# === suspending with enter
log = []
class A:
    def __enter__(self):
        log.append(1)
        echo(1)
        return self
    def __exit__(self, *a): return True
class B:
    def __enter__(self): return self
    def __exit__(self, *a): return True
m = [A(), B()][s % 2]
with m: echo(1)
out(log)

# === suspending with exit
log = []
class A:
    def __init__(self, n): self.n = n
    def __enter__(self):
        return self
    def __exit__(self, *a):
        echo(1)
        if self.n: log.append(1)
m = A(s)
with m: echo(1)
out(log)

# === suspending with enter by attribute
log = []
class A:
    def __init__(self, n): self.n = n
    def __enter__(self):
        if self.n: log.append(1)
        echo(1)
        return self
    def __exit__(self, *a): pass
m = A(s)
with m: echo(1)
out(log)

# === with exit suppressed by label, following statements
y = 0
class A:
    def __init__(self, n): self.n = n
    def __enter__(self): pass
    def __exit__(self, *a): return self.n
m = A(s)
try:
    with m: raise ValueError
    y = 1
except ValueError: y = 2
out(y)

# === with exit raising
y = 0
class A:
    def __init__(self, n): self.n = n
    def __enter__(self): pass
    def __exit__(self, *a): 1 // self.n
m = A(s)
try:
    with m: pass
    y = 1
except ZeroDivisionError: y = 2
out(y)

# === with exit return in function
class A:
    def __init__(self, n): self.n = n
    def __enter__(self): pass
    def __exit__(self, *a): return self.n
log = []
def f():
    with A(s):
        raise ValueError
        return 1
    log.append(1)
    return 2
try: f()
except ValueError: pass
out(log)

# === with enter raising
y = 0
class A:
    def __init__(self, n): self.n = n
    def __enter__(self): 1 // self.n
    def __exit__(self, *a): pass
m = A(s)
try:
    with m: y = 1
except ZeroDivisionError: pass
out(y)

# === with two items
log = []
class A:
    def __init__(self, n): self.n = n
    def __enter__(self): return 1 // self.n
    def __exit__(self, *a): log.append(self.n > 0)
try:
    with A(1), A(s): pass
except ZeroDivisionError: pass
out(log)

# === with target raising
log = []
class A:
    def __init__(self, n): self.n = n
    def __enter__(self): return [1] * self.n
    def __exit__(self, *a):
        log.append(a[0] is None)
        return True
with A(s) as (a, b): log.append(5)
out(log)

# === send fresh
def f(v):
    x = yield 1
    if v:
        x.append(1)
    yield 2
g1, g2 = f(1), f(1)
next(g1); next(g2)
h = [g1, g2][s % 2]
fresh = []
g1.send(fresh)
out(fresh)

# === send fresh then next
def f():
    x = yield 1
    yield 3
    x.append(1)
    yield 2
g1, g2 = f(), f()
next(g1); next(g2)
h = [g1, g2][s % 2]
fresh = []
g1.send(fresh)
g2.send([])
next(h)
out(fresh)

# === throw fresh
def f():
    try: yield 1
    except ValueError as e:
        x = e.args[0]
    yield 3
    x.append(1)
    yield 2
g1, g2 = f(), f()
next(g1); next(g2)
h = [g1, g2][s % 2]
fresh = []
g1.throw(ValueError(fresh))
g2.throw(ValueError([]))
next(h)
out(fresh)

# === generator closed by chosen
log = []
def f(k):
    try: yield 1
    finally: log.append(k)
g1, g2 = f(1), f(2)
next(g1); next(g2)
h = [g1, g2][s % 2]
log = []
h.close()
out(log)

# === generator return value
def f(v):
    if v: return 1
    yield 2
    return 3
def g(v):
    r = yield from f(v)
    yield r
out(len(list(g(s))))
log = []
def g2(v):
    r = yield from f(v)
    log.append(1)
    yield r
it = g2(s)
next(it)
out(log)

# === stop iteration value
def f(v):
    if v: return 1
    yield 2
g = f(s)
y = 0
try:
    next(g)
    y = 1
except StopIteration as e:
    y = 2
out(y)

# === yield in try in generator
log = []
def f(v):
    try:
        yield 1
        1 // v
        yield 2
    except ZeroDivisionError:
        log.append(1)
        yield 3
g = f(s)
next(g)
next(g)
out(log)

# === generator local var observed by closure
def mk(v):
    x = 0
    def look(): return x
    def g():
        nonlocal x
        yield 1
        if v: x = 1
        yield 2
    return look, g()
look, g = mk(s)
next(g)
next(g)
out(look())

# === generator finally
log = []
def f(v):
    try:
        if v: return
        yield 1
    finally:
        log.append(1)
g = f(s)
next(g, 0)
out(log)

# === break leaves generator open
log = []
def f():
    try:
        yield 1
        yield 2
    finally:
        log.append(1)
for q in f():
    if s: break
out(log)

# === nested try with return in finally
log = []
def f(v):
    for i in [1, 2]:
        try:
            1 // v
            log.append(i)
        except ZeroDivisionError:
            return 1
        finally:
            if i == 2: continue
    log.append(9)
    return 2
f(s)
out(log)

# === finally return swallows
log = []
def f(v):
    try:
        1 // v
        log.append(1)
    finally:
        return 5
f(s)
out(log)
out(f(1))

# === finally break swallows
log = []
def f(v):
    while True:
        try:
            1 // v
            log.append(1)
        finally:
            break
    log.append(2)
f(s)
out(log)

# === recursion
log = []
def f(n):
    if n <= 0: return 0
    log.append(n)
    return f(n - 1) + 1
f(s)
out(log)

# === global del
x = 1
def f():
    global x
    del x
if s: f()
try: y = x
except NameError: y = 9
out(y)

# === list(gen) in try
y = 0
def f(v):
    for i in range(v): yield i
def g(v):
    yield from f(v)
    1 // v
    yield 5
it = g(s)
try:
    list(it)
    y = 1
except ZeroDivisionError: y = 2
out(y)

# === next(gen) in try
y = 0
def g(v):
    yield 0
    1 // v
    yield 5
it = g(s)
next(it)
try:
    next(it)
    y = 1
except ZeroDivisionError: y = 2
out(y)

# === map list in try
y = 0
def f(x): return 1 // x
items = [s, 1]
try:
    r = list(map(f, items))
    y = 1
except ZeroDivisionError: y = 2
out(y)

# === comp in try 2
y = 0
def f(x): return 1 // x
items = [s, 1]
try:
    r = [f(x) for x in items]
    y = 1
except ZeroDivisionError: y = 2
out(y)

# === sorted key in try
y = 0
def f(x): return 1 // x
items = [s, 1]
try:
    r = sorted(items, key=f)
    y = 1
except ZeroDivisionError: y = 2
out(y)

# === sort key in try
y = 0
def f(x): return 1 // x
items = [s, 1]
try:
    items.sort(key=f)
    y = 1
except ZeroDivisionError: y = 2
out(y)

# === sort incomparable in try
y = 0
items = [1, [2, "a", "b", 4][s]]
try:
    items.sort()
    y = 1
except TypeError: y = 2
out(y)

# === sum in try
y = 0
items = [1, [2, "a", "b", 4][s]]
try:
    sum(items)
    y = 1
except TypeError: y = 2
out(y)

# === max in try
y = 0
items = [1, [2, "a", "b", 4][s]]
try:
    max(items)
    y = 1
except TypeError: y = 2
out(y)

# === join in try
y = 0
items = ["a", [2, "a", "b", 4][s]]
try:
    ",".join(items)
    y = 1
except TypeError: y = 2
out(y)

# === append in try, list or tuple
y = 0
class A: pass
a = A()
a.n = [[], (), (), []][s]
try:
    a.n.append(1)
    y = 1
except AttributeError: y = 2
out(y)

# === store to attribute of labelled
y = 0
class A: pass
box = [[A(), 5][s % 2]]
def st(b): b[0].x = 1
try:
    st(box)
    y = 1
except AttributeError: y = 2
out(y)

# === store item in labelled
y = 0
box = [[[1], 5][s % 2]]
def st(b): b[0][0] = 1
try:
    st(box)
    y = 1
except TypeError: y = 2
out(y)

# === del item
y = 0
box = [[[1], []][s % 2]]
def st(b):
    del b[0][0]
try:
    st(box)
    y = 1
except IndexError: y = 2
out(y)

# === augmented
y = 0
box = [[1, "a"][s % 2]]
def st(b):
    b[0] += 1
try:
    st(box)
    y = 1
except TypeError: y = 2
out(y)

# === augmented name
y = 0
box = [[1, "a"][s % 2]]
def st(b):
    n = 1
    for x in b: n += x
try:
    st(box)
    y = 1
except TypeError: y = 2
out(y)

# === raise labelled class
y = 0
box = [[ValueError, TypeError][s % 2]]
def st(b): raise b[0]
try:
    st(box)
except ValueError: y = 1
except TypeError: y = 2
out(y)

# === an assertion about an element
y = 0
box = [s]
def st(b):
    for x in b: assert x
try:
    st(box)
    y = 1
except AssertionError: y = 2
out(y)

# === for over labelled
y = 0
box = [[[], 5][s % 2]]
def st(b):
    for x in b:
        for z in x: pass
try:
    st(box)
    y = 1
except TypeError: y = 2
out(y)

# === call labelled
y = 0
box = [[len, 5][s % 2]]
def st(b):
    for x in b: x("a")
try:
    st(box)
    y = 1
except TypeError: y = 2
out(y)

# === call with labelled star
y = 0
box = [[1], [1, 2]][s % 2]
def f(a): pass
def st():
    f(*box)
try:
    st()
    y = 1
except TypeError: y = 2
out(y)

# === hash labelled in set display
y = 0
box = [[1, []][s % 2]]
def st(b):
    return {b[0]}
try:
    st(box)
    y = 1
except TypeError: y = 2
out(y)

# === hash labelled in set comp
y = 0
box = [[1, []][s % 2]]
def st(b):
    return {x for x in b}
try:
    st(box)
    y = 1
except TypeError: y = 2
out(y)

# === hash labelled in dict comp
y = 0
box = [[1, []][s % 2]]
def st(b):
    return {x: 1 for x in b}
try:
    st(box)
    y = 1
except TypeError: y = 2
out(y)

# === set of labelled
y = 0
box = [[1, []][s % 2]]
def st(b):
    return set(b)
try:
    st(box)
    y = 1
except TypeError: y = 2
out(y)

# === dict display
y = 0
box = [[1, []][s % 2]]
def st(b):
    for x in b: d = {x: 1}
try:
    st(box)
    y = 1
except TypeError: y = 2
out(y)

# === fstring format
y = 0
box = [["d", "s"][s % 2]]
def st(b):
    for x in b: f"{1:{x}}"
try:
    st(box)
    y = 1
except ValueError: y = 2
out(y)

# === list display star
y = 0
box = [[[], 5][s % 2]]
def st(b):
    for x in b: return [*x]
try:
    st(box)
    y = 1
except TypeError: y = 2
out(y)

# === dict display star
y = 0
box = [[{}, 5][s % 2]]
def st(b):
    for x in b: return {**x}
try:
    st(box)
    y = 1
except TypeError: y = 2
out(y)

# === with labelled
y = 0
class A:
    def __enter__(self): pass
    def __exit__(self, *a): pass
box = [[A(), 5][s % 2]]
def st(b):
    for x in b:
        with x: pass
try:
    st(box)
    y = 1
except TypeError: y = 2
out(y)

# === match class pattern raise
y = 0
class A:
    @property
    def p(self): return 1 // self.n
a = A()
a.n = s
def st():
    match a:
        case A(p=1): pass
try:
    st()
    y = 1
except ZeroDivisionError: y = 2
out(y)

# === property raise
y = 0
class A:
    @property
    def p(self): return 1 // self.n
a = A()
a.n = s
def st(): a.p
try:
    st()
    y = 1
except ZeroDivisionError: y = 2
out(y)

# === decorator raise
y = 0
box = [s]
def deco(f):
    1 // box[0]
    return f
try:
    @deco
    def g(): pass
    y = 1
except ZeroDivisionError: y = 2
out(y)

# === default raise
y = 0
box = [s]
try:
    def g(a=1 // box[0]): pass
    y = 1
except ZeroDivisionError: y = 2
out(y)

# === in-try tool call fails
y = 0
try:
    fail1(3)
    y = 1
except RuntimeError: y = 2
out(y)

# === instance creation in try
y = 0
class A:
    def __init__(self, n): self.n = 1 // n
items = [s]
try:
    for q in items: A(q)
    y = 1
except ZeroDivisionError: y = 2
out(y)

# === dataclass post init in try
from dataclasses import dataclass
y = 0
@dataclass
class A:
    n: int
    def __post_init__(self): 1 // self.n
items = [{"n": s}]
try:
    A(**items[0])
    y = 1
except ZeroDivisionError: y = 2
out(y)

# === model in try
from pydantic import BaseModel, Field
y = 0
class A(BaseModel):
    n: int = Field(ge=1)
items = [{"n": s}]
try:
    A(**items[0])
    y = 1
except ValueError: y = 2
out(y)

# === model validate in try
from pydantic import BaseModel, Field
y = 0
class A(BaseModel):
    n: int = Field(ge=1)
items = [{"n": s}]
try:
    A.model_validate(items[0])
    y = 1
except ValueError: y = 2
out(y)

# === json loads in try
import json
y = 0
items = [["1", "{"][s % 2]]
try:
    json.loads(items[0])
    y = 1
except ValueError: y = 2
out(y)

# === json loads map in try
import json
y = 0
items = [["1", "{"][s % 2]]
try:
    for q in map(json.loads, items): pass
    y = 1
except ValueError: y = 2
out(y)

# === json loads list map in try
import json
y = 0
items = [["1", "{"][s % 2]]
try:
    list(map(json.loads, items))
    y = 1
except ValueError: y = 2
out(y)

# === list map int in try
y = 0
items = [["1", "{"][s % 2]]
try:
    a = list(map(int, items))
    y = 1
except ValueError: y = 2
out(y)

# === a, b = map int in try
y = 0
items = [["1", "{"][s % 2], "2"]
try:
    a, b = map(int, items)
    y = 1
except ValueError: y = 2
out(y)

# === listcomp int in try
y = 0
items = [["1", "{"][s % 2], "2"]
try:
    [int(q) for q in items]
    y = 1
except ValueError: y = 2
out(y)

# === ternary on shape in try
y = 0
lst = []
if s: lst.append(1)
try:
    1 // 0 if lst else 0
    y = 1
except ZeroDivisionError: y = 2
out(y)

# === and on shape in try
y = 0
lst = []
if s: lst.append(1)
try:
    lst and 1 // 0
    y = 1
except ZeroDivisionError: y = 2
out(y)

# === or on shape in try
y = 0
lst = []
if s: lst.append(1)
try:
    lst or 1 // 0
    y = 1
except ZeroDivisionError: y = 2
out(y)

# === ternary on shape in try, tool
y = 0
lst = []
if s: lst.append(1)
try:
    1 // (echo(1) - 1) if lst else 0
    y = 1
except ZeroDivisionError: y = 2
out(y)

# === and on shape in try, tool
y = 0
lst = []
if s: lst.append(1)
try:
    lst and 1 // (echo(1) - 1)
    y = 1
except ZeroDivisionError: y = 2
out(y)

# === tuple key display
y = 0
box = ([1, []][s % 2],)
try:
    {box}
    y = 1
except TypeError: y = 2
out(y)

# === tuple key dict display
y = 0
box = ([1, []][s % 2],)
try:
    {box: 1}
    y = 1
except TypeError: y = 2
out(y)

# === tuple key store
y = 0
box = ([1, []][s % 2],)
d = {}
try:
    d[box] = 1
    y = 1
except TypeError: y = 2
out(y)

# === tuple key del
y = 0
box = ([1, []][s % 2],)
d = {(1,): 1}
try:
    del d[box]
    y = 1
except TypeError: y = 2
out(y)

# === tuple key read
y = 0
box = ([1, []][s % 2],)
d = {(1,): 1}
try:
    d[box]
    y = 1
except TypeError: y = 2
out(y)

# === tuple key in
y = 0
box = ([1, []][s % 2],)
d = {(1,): 1}
try:
    box in d
    y = 1
except TypeError: y = 2
out(y)

# === tuple key get
y = 0
box = ([1, []][s % 2],)
d = {(1,): 1}
try:
    d.get(box)
    y = 1
except TypeError: y = 2
out(y)

# === tuple key setdefault
y = 0
box = ([1, []][s % 2],)
d = {(1,): 1}
try:
    d.setdefault(box, 1)
    y = 1
except TypeError: y = 2
out(y)

# === tuple key pop
y = 0
box = ([1, []][s % 2],)
d = {(1,): 1}
try:
    d.pop(box, 1)
    y = 1
except TypeError: y = 2
out(y)

# === tuple key update
y = 0
box = ([1, []][s % 2],)
d = {(1,): 1}
try:
    d.update([(box, 1)])
    y = 1
except TypeError: y = 2
out(y)

# === tuple key set add
y = 0
box = ([1, []][s % 2],)
d = set()
try:
    d.add(box)
    y = 1
except TypeError: y = 2
out(y)

# === tuple key set comp
y = 0
box = ([1, []][s % 2],)
try:
    d = {b for b in [box]}
    y = 1
except TypeError: y = 2
out(y)

# === tuple key defaultdict
from collections import defaultdict, Counter, deque
y = 0
box = ([1, []][s % 2],)
d = defaultdict(int)
try:
    d[box] += 1
    y = 1
except TypeError: y = 2
out(y)

# === tuple key counter
from collections import defaultdict, Counter, deque
y = 0
box = [([1, []][s % 2],)]
try:
    d = Counter(box)
    y = 1
except TypeError: y = 2
out(y)

# === tuple match
y = 0
box = ([1, []][s % 2],)
d = {(1,): 1}
try:
    match d:
        case {**r}: d[box]
    y = 1
except TypeError: y = 2
out(y)

# === list extend with
y = 0
box = [1, [1]]
box[0] = 5
if s: box[0] = []
l = []
try:
    for q in box: l.extend(q)
    y = 1
except TypeError: y = 2
out(len(l))
out(y)

# === star call with labelled shape
y = 0
l = [1]
if s: l.append(2)
box = [l]
def f(a):
    global y
    y = 5
try:
    f(*box[0])
    y = 1
except TypeError: pass
out(y)

# === unpack with labelled shape
y = 0
l = [1]
if s: l.append(2)
box = [l]
try:
    a, = box[0]
    y = 1
except ValueError: pass
out(y)

# === index with labelled shape
y = 0
l = [1]
if s: l.append(2)
box = [l]
try:
    box[0][1]
    y = 1
except IndexError: pass
out(y)

# === stored index with labelled shape
y = 0
l = [1]
if s: l.append(2)
box = [l]
try:
    box[0][1] = 1
    y = 1
except IndexError: pass
out(y)

# === del with labelled shape
y = 0
l = [1]
if s: l.append(2)
box = [l]
try:
    del box[0][1]
    y = 1
except IndexError: pass
out(y)

# === pop with labelled shape
y = 0
l = [1]
if s: l.append(2)
box = [l]
try:
    box[0].pop(1)
    y = 1
except IndexError: pass
out(y)

# === remove with labelled elements
y = 0
l = [s]
box = [l]
try:
    box[0].remove(1)
    y = 1
except ValueError: pass
out(y)

# === index method with labelled elements
y = 0
l = [s]
box = [l]
try:
    box[0].index(1)
    y = 1
except ValueError: pass
out(y)

# === popitem with labelled shape
y = 0
l = {}
if s: l[1] = 1
box = [l]
try:
    box[0].popitem()
    y = 1
except KeyError: pass
out(y)

# === max of empty
y = 0
l = []
if s: l.append(1)
box = [l]
try:
    max(box[0])
    y = 1
except ValueError: pass
out(y)

# === next of empty
y = 0
l = []
if s: l.append(1)
it = iter(l)
try:
    next(it)
    y = 1
except StopIteration: pass
out(y)

# === reduce of empty
from functools import reduce
y = 0
l = []
if s: l.append(1)
try:
    reduce(max, l)
    y = 1
except TypeError: pass
out(y)

# === attribute missing by shape
y = 0
class A: pass
a = A()
if s: a.x = 1
box = [a]
try:
    box[0].x
    y = 1
except AttributeError: pass
out(y)

# === del attribute by shape
y = 0
class A: pass
a = A()
if s: a.x = 1
box = [a]
try:
    del box[0].x
    y = 1
except AttributeError: pass
out(y)

# === class attribute missing by shape
y = 0
class A: pass
if s: A.x = 1
box = [A()]
try:
    box[0].x
    y = 1
except AttributeError: pass
out(y)

# === del global in function
x = 1
y = 0
if s: del x
def f():
    global x
    del x
try:
    f()
    y = 1
except NameError: pass
out(y)

# === nonlocal unbound
y = 0
def g():
    x = 1
    def f(): return x
    if s: del x
    return f
f = g()
try:
    f()
    y = 1
except NameError: pass
out(y)

# === enum lookup
from enum import Enum
class E(Enum):
    A = 1
y = 0
box = [s]
try:
    E(box[0])
    y = 1
except ValueError: pass
out(y)

# === enum lookup tuple
from enum import Enum
class E(Enum):
    A = (1, 2)
y = 0
box = (1, s)
try:
    E(box)
    y = 1
except ValueError: pass
out(y)

# === namedtuple
from collections import namedtuple
P = namedtuple("P", "a b")
y = 0
l = [1, 2]
if s: l.append(3)
try:
    P._make(l)
    y = 1
except TypeError: pass
out(y)

# === namedtuple replace
from collections import namedtuple
P = namedtuple("P", "a b")
y = 0
d = {"a": 1}
if s: d["c"] = 3
try:
    P(1, 2)._replace(**d)
    y = 1
except ValueError: pass
out(y)

# === format map
y = 0
d = {"a": 1}
if s: d["c"] = 3
try:
    "{c}".format(**d)
    y = 1
except KeyError: pass
out(y)

# === zip strict
y = 0
d = [1]
if s: d.append(3)
try:
    list(zip(d, [1], strict=True))
    y = 1
except ValueError: pass
out(y)

# === zip strict for
y = 0
d = [1]
if s: d.append(3)
try:
    for q in zip(d, [1], strict=True): pass
    y = 1
except ValueError: pass
out(y)

# === dict from pairs
y = 0
p = [1, 2]
if s: p.append(3)
d = [p]
try:
    dict(d)
    y = 1
except ValueError: pass
out(y)

# === bytes
y = 0
d = [s * 100]
try:
    bytes(d)
    y = 1
except ValueError: pass
out(y)

# === deque index
from collections import deque
y = 0
d = deque([1])
if s: d.append(3)
box = [d]
try:
    box[0][1]
    y = 1
except IndexError: pass
out(y)

# === deque popleft
from collections import deque
y = 0
d = deque()
if s: d.append(3)
box = [d]
try:
    box[0].popleft()
    y = 1
except IndexError: pass
out(y)

# === isinstance second arg
y = 0
box = [[int, 5][s % 2]]
t = (str, box[0])
try:
    isinstance(1, t)
    y = 1
except TypeError: pass
out(y)

# === except clause labelled
y = 0
t = (ValueError, [TypeError, KeyError][s % 2])
try:
    try: raise TypeError
    except t: y = 1
except TypeError: y = 2
out(y)

# === genexp asked under a label
for q in (v for v in [1, 2, 3] if echo(v) > 1):
    if s: break
try: pass
except Exception: out(1)

# === genexp asked under a label, effects
log = []
for q in (log.append(v) or v for v in [1, 2, 3] if v):
    if s: break
out(log)

# === genexp with two loops, effects
n = 0
def f(v):
    global n
    n += 1
    return v
for q in (f(u) for v in [1, 2, 3] if v for u in [v, v]):
    if s: break
out(n)

# === yield in a ternary
log = []
def g(v):
    x = (yield 1) if v else 0
    log.append(1)
    yield 2
it = g(s)
next(it)
out(log)

# === yield in an and
log = []
def g(v):
    x = v and (yield 1)
    log.append(1)
    yield 2
it = g(s)
next(it)
out(log)

# === yield in a chain
log = []
def g(v):
    x = 0 < v < (yield 1)
    log.append(1)
    yield 2
it = g(s)
next(it)
out(log)

# === yield in a ternary, resumed under a label
def g():
    x = (yield 1) if 1 else 0
    out(5)
    yield 2
for q in g():
    if s: break

# === yield in an or, resumed under a label
def g():
    x = 0 or (yield 1)
    out(5)
    yield 2
for q in g():
    if s: break

# === yield as argument, resumed under a label
def f(x): pass
def g():
    f((yield 1))
    out(5)
    yield 2
for q in g():
    if s: break

# === yield in with, resumed under a label
class M:
    def __enter__(self): pass
    def __exit__(self, *a): out(6)
def g():
    with M(): yield 1
    out(5)
    yield 2
for q in g():
    if s: break

# === yield in try, resumed under a label
def g():
    try: yield 1
    finally: out(6)
    out(5)
    yield 2
for q in g():
    if s: break

# === yield in for, resumed under a label
def g():
    for i in [1, 2]:
        yield 1
        out(i)
    out(5)
for q in g():
    if s: break

# === yield in while, resumed under a label
def g():
    i = 0
    while i < 2:
        yield 1
        i += 1
        out(i)
    out(5)
for q in g():
    if s: break

# === yield in match, resumed under a label
def g():
    match 1:
        case 1: yield 1
    out(5)
for q in g():
    if s: break
    out(0)

# === yield from resumed under a label
def h():
    yield 1
    yield 2
def g():
    yield from h()
    out(5)
for q in g():
    if s: break

# === comprehension in a generator resumed
def g():
    yield [echo(v) for v in [1, 2]]
    out(5)
for q in g():
    if s: break

# === nested generator resumed under a label, plain
log = []
def h():
    yield 1
    log.append(1)
    yield 2
def g():
    for q in h():
        yield q
for q in g():
    if s: break
out(log)

# === zip over generators broken
log = []
def h():
    yield 1
    log.append(1)
    yield 2
def k():
    yield 1
    log.append(2)
    yield 2
for q in zip(h(), k()):
    if s: break
out(log)

# === enumerate over map broken
log = []
for q in enumerate(map(log.append, [1, 2])):
    if s: break
out(log)

# === chain broken
from itertools import chain, islice, count
log = []
def h():
    yield 1
    log.append(1)
    yield 2
for q in chain(h(), h()):
    if s: break
out(log)

# === islice by secret
from itertools import islice
log = []
def h():
    while True:
        log.append(1)
        yield 1
list(islice(h(), s))
out(log)

# === iter sentinel by secret
log = []
def h():
    log.append(1)
    return len(log)
list(iter(h, s + 1))
out(log)

# === generator in a dict by secret
log = []
def h(k):
    yield 1
    log.append(k)
    yield 2
d = {0: h(0), 1: h(1), 2: h(2), 3: h(3)}
for g in d.values(): next(g)
log = []
next(d[s])
out(log)

# === generator sent by secret
log = []
def h():
    while True:
        x = yield
        if x: log.append(x)
g = h()
next(g)
for v in [0, s, 1]: g.send(v)
out(log)

# === throw by secret
log = []
def h():
    while True:
        try: yield 1
        except ValueError: log.append(1)
        except TypeError: log.append(2)
g = h()
next(g)
g.throw([ValueError, TypeError][s % 2])
out(log)

# === throw under a label
log = []
def h():
    while True:
        try: yield 1
        except ValueError: log.append(1)
g = h()
next(g)
if s: g.throw(ValueError)
next(g)
out(log)

# === comprehension of none in try
l = []
if s: l.append(1)
try: out([v for v in l])
except Exception: out(2)

# === dict comprehension of none in try
l = {}
if s: l[1] = 1
try: out([v for v in l])
except Exception: out(2)

# === generator expression of none in try
l = []
if s: l.append(1)
try: out(list(v for v in l))
except Exception: out(2)

# === list of none in try
l = []
if s: l.append(1)
try: out(list(l))
except Exception: out(2)

# === for of none in try
l = []
if s: l.append(1)
try:
    for q in l: pass
    out(1)
except Exception: out(2)

# === map of none in try
l = []
if s: l.append(1)
try:
    out(list(map(str, l)))
except Exception: out(2)

# === display of map
def f(x): return 1 // x
items = [s, 1]
y = 0
try:
    [*map(f, items)]
    y = 1
except ZeroDivisionError: pass
out(y)

# === display of generator
def f(x):
    yield 1
    1 // x
g = f(s)
y = 0
try:
    [*g]
    y = 1
except ZeroDivisionError: pass
out(y)

# === set display of generator
def f(x):
    yield 1
    1 // x
g = f(s)
y = 0
try:
    {*g}
    y = 1
except ZeroDivisionError: pass
out(y)

# === call with a generator
def f(x):
    yield 1
    1 // x
def k(*a): pass
g = f(s)
y = 0
try:
    k(*g)
    y = 1
except ZeroDivisionError: pass
out(y)

# === slice assignment from a generator
def f(x):
    yield 1
    1 // x
g = f(s)
y = 0
l = []
try:
    l[:] = g
    y = 1
except ZeroDivisionError: pass
out(y)

# === extend from a generator
def f(x):
    yield 1
    1 // x
g = f(s)
y = 0
l = []
try:
    l.extend(g)
    y = 1
except ZeroDivisionError: pass
out(y)

# === unpacked generator
def f(x):
    yield 1
    1 // x
g = f(s)
y = 0
try:
    a, *b = g
    y = 1
except ZeroDivisionError: pass
out(y)

# === in a generator
def f(x):
    yield 1
    1 // x
g = f(s)
y = 0
try:
    5 in g
    y = 1
except ZeroDivisionError: pass
out(y)

# === yield from in try
def f(x):
    yield 1
    1 // x
g = f(s)
y = 0
def k():
    global y
    try:
        yield from g
        y = 1
    except ZeroDivisionError: pass
for q in k(): pass
out(y)

# === any in try
def f(x):
    yield 0
    1 // x
g = f(s)
y = 0
try:
    any(g)
    y = 1
except ZeroDivisionError: pass
out(y)

# === dict of generator in try
def f(x):
    yield 0, 1
    1 // x
g = f(s)
y = 0
try:
    dict(g)
    y = 1
except ZeroDivisionError: pass
out(y)

# === hash method raising
class K:
    def __init__(self, n): self.n = n
    def __hash__(self): return 1 // self.n
k = K(s)
y = 0
try:
    {k}
    y = 1
except ZeroDivisionError: pass
out(y)

# === eq method raising
class K:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return 1 // self.n
k = K(s)
y = 0
try:
    k == 1
    y = 1
except ZeroDivisionError: pass
out(y)

# === eq method raising in list
class K:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return 1 // self.n
k = [K(s)]
y = 0
try:
    1 in k
    y = 1
except ZeroDivisionError: pass
out(y)

# === bool method raising
class K:
    def __init__(self, n): self.n = n
    def __bool__(self): return bool(1 // self.n)
k = K(s)
y = 0
try:
    while k: break
    y = 1
except ZeroDivisionError: pass
out(y)

# === str method raising
class K:
    def __init__(self, n): self.n = n
    def __str__(self): return str(1 // self.n)
k = K(s)
y = 0
try:
    print(k)
    y = 1
except ZeroDivisionError: pass
out(y)

# === setter raising
class K:
    def __init__(self, n): self.n = n
    @property
    def p(self): return 1
    @p.setter
    def p(self, v): 1 // self.n
k = K(s)
y = 0
try:
    k.p = 1
    y = 1
except ZeroDivisionError: pass
out(y)

# === deleter raising
class K:
    def __init__(self, n): self.n = n
    @property
    def p(self): return 1
    @p.deleter
    def p(self): 1 // self.n
k = K(s)
y = 0
try:
    del k.p
    y = 1
except ZeroDivisionError: pass
out(y)

# === getattr default raising
class K:
    def __init__(self, n): self.n = n
    def __getattr__(self, name):
        if self.n: raise AttributeError
        return 1
k = K(s)
y = 0
try:
    k.zz
    y = 1
except AttributeError: pass
out(y)

# === set name raising
class D:
    def __init__(self, n): self.n = n
    def __set_name__(self, owner, name): 1 // self.n
d = D(s)
y = 0
try:
    class K:
        x = d
    y = 1
except Exception: pass
out(y)

# === init subclass raising
class D:
    n = s
    def __init_subclass__(cls): 1 // cls.n
y = 0
try:
    class K(D): pass
    y = 1
except ZeroDivisionError: pass
out(y)

# === descriptor raising
class D:
    def __init__(self, n): self.n = n
    def __get__(self, o, c): return 1 // self.n
class K:
    x = D(s)
y = 0
try:
    K().x
    y = 1
except ZeroDivisionError: pass
out(y)

# === default factory raising
from collections import defaultdict
l = [s]
d = defaultdict(lambda: 1 // l[0])
y = 0
try:
    d[1]
    y = 1
except ZeroDivisionError: pass
out(y)

# === call method raising
class K:
    def __init__(self, n): self.n = n
    def __call__(self): return 1 // self.n
k = K(s)
y = 0
try:
    k()
    y = 1
except ZeroDivisionError: pass
out(y)

# === partial raising
from functools import partial
p = partial(lambda v: 1 // v, s)
y = 0
try:
    p()
    y = 1
except ZeroDivisionError: pass
out(y)

# === lru cache raising
from functools import lru_cache
l = [s]
@lru_cache
def f(): return 1 // l[0]
y = 0
try:
    f()
    y = 1
except ZeroDivisionError: pass
out(y)

# === re sub raising
import re
l = [s]
y = 0
try:
    re.sub("a", lambda m: str(1 // l[0]), "a")
    y = 1
except ZeroDivisionError: pass
out(y)

# === json default raising
import json
class K: pass
l = [s]
y = 0
try:
    json.dumps(K(), default=lambda o: 1 // l[0])
    y = 1
except ZeroDivisionError: pass
out(y)

# === json hook raising
import json
l = [s]
y = 0
try:
    json.loads("{}", object_hook=lambda o: 1 // l[0])
    y = 1
except ZeroDivisionError: pass
out(y)

# === validator raising
from pydantic import BaseModel, field_validator
l = [s]
class M(BaseModel):
    n: int
    @field_validator("n")
    @classmethod
    def check(cls, v):
        if l[0]: raise ValueError("no")
        return v
y = 0
try:
    M(n=1)
    y = 1
except ValueError: pass
out(y)

# === map of a tool-calling function under sources
q = ask0(1)
log2 = []
def f2(v):
    if ask0(v) > 2: log2.append(v)
    return v
for a, b in zip(map(f2, [1,2,3]), [1,2,3]): pass
out(log2)

# === map of a tool-calling function under sources 2
q = ask0(1)
log2 = []
def f2(v):
    if ask0(v) > 2: log2.append(v)
    return v
m = map(f2, [1,2,3])
for a in enumerate(m): pass
out(log2)

# === map of a tool-calling function under sources 3
q = ask0(1)
log2 = []
def f2(v):
    if ask0(v) > 2: log2.append(v)
    return v
out(len({*map(f2, [1,2,3])}))
out(log2)

# === filter of a tool-calling function under sources
q = ask0(1)
log2 = []
def f2(v):
    if ask0(v) > 2: log2.append(v)
    return v
a, *b = filter(f2, [1,2,3])
out(log2)

# === generator expression calling tools under sources
q = ask0(1)
log2 = []
def f2(v):
    if ask0(v) > 2: log2.append(v)
    return v
for a, b in zip((f2(v) for v in [1, 2, 3]), [1,2,3]): pass
out(log2)

# === operator calling tools under sources
q = ask0(1)
log2 = []
class A:
    def __add__(self, v):
        if ask0(v) > 2: log2.append(v)
        return v
A() + 1
A() + 2
A() + 3
out(log2)

# === sort key calling tools under sources
q = ask0(1)
log2 = []
class A:
    def __init__(self, v): self.v = v
    def __lt__(self, o):
        if ask0(self.v) > 2: log2.append(self.v)
        return self.v < o.v
sorted([A(1), A(2), A(3)])
out(log2)

# === extend by a generator that pops
def g(l):
    while l: yield l.pop()
a = []
b = [[]]
o = [a, b][s % 2]
fresh = []
a.extend(g([fresh]))
o[0].append(1)
out(fresh)

# === += by a generator that pops
def g(l):
    while l: yield l.pop()
a = []
b = [[]]
o = [a, b][s % 2]
fresh = []
a += g([fresh])
o[0].append(1)
out(fresh)

# === slice by a generator that pops
def g(l):
    while l: yield l.pop()
a = []
b = [[]]
o = [a, b][s % 2]
fresh = []
a[:] = g([fresh])
o[0].append(1)
out(fresh)

# === update by a generator that pops
def g(l):
    while l: yield 1, l.pop()
a = {}
b = {1: []}
o = [a, b][s % 2]
fresh = []
a.update(g([fresh]))
o[1].append(1)
out(fresh)

# === deque by a generator that pops
from collections import deque
def g(l):
    while l: yield l.pop()
a = deque()
b = deque([[]])
o = [a, b][s % 2]
fresh = []
a.extend(g([fresh]))
o[0].append(1)
out(fresh)

# === factory that pops
from collections import defaultdict
store = []
a = defaultdict(lambda: pool())
b = {1: []}
def pool(): return store2.pop()
o = [a, b][s % 2]
fresh = []
store2 = [fresh]
a[1]
o[1].append(1)
out(fresh)

# === model attribute stored
from pydantic import BaseModel
class M(BaseModel):
    x: list
a = M(x=[])
b = M(x=[])
o = [a, b][s % 2]
fresh = []
a.x = fresh
o.x.append(1)
out(fresh)

# === dataclass attribute stored
from dataclasses import dataclass
@dataclass
class M:
    x: list
a = M(x=[])
b = M(x=[])
o = [a, b][s % 2]
fresh = []
a.x = fresh
o.x.append(1)
out(fresh)

# === exception cause
e1 = ValueError(1)
e2 = ValueError(2)
try: raise e2 from TypeError([])
except ValueError: pass
o = [e1, e2][s % 2]
fresh = []
try: raise e1 from TypeError(fresh)
except ValueError: pass
try: raise o
except ValueError as e:
    pass
out(fresh)

# === super setattr
class A:
    def __setattr__(self, name, v): super().__setattr__(name, v)
a = A()
b = A()
a.x = []
b.x = []
o = [a, b][s % 2]
fresh = []
a.x = fresh
o.x.append(1)
out(fresh)

# === dynamic name by super setattr
class A:
    def __setattr__(self, name, v): super().__setattr__(name + "z", v)
    xz = 0
a = A()
if s: a.x = 1
out(a.xz)

# === Counter and ordered
from collections import OrderedDict
a = OrderedDict()
b = OrderedDict({1: []})
o = [a, b][s % 2]
fresh = []
a[1] = fresh
o[1].append(1)
out(fresh)

# === chain map
from collections import ChainMap
a = ChainMap({})
b = ChainMap({1: []})
o = [a, b][s % 2]
fresh = []
a[1] = fresh
o[1].append(1)
out(fresh)

# === chain map inner dict
from collections import ChainMap
d = {}
a = ChainMap(d)
b = ChainMap({1: []})
o = [a, b][s % 2]
fresh = []
d[1] = fresh
o[1].append(1)
out(fresh)

# === class extending list
class L(list): pass
a = L()
b = L([[]])
o = [a, b][s % 2]
fresh = []
a.append(fresh)
o[0].append(1)
out(fresh)

# === class extending dict
class L(dict): pass
a = L()
b = L({1: []})
o = [a, b][s % 2]
fresh = []
a[1] = fresh
o[1].append(1)
out(fresh)

# === class extending dict, update
class L(dict): pass
a = L()
b = L({1: []})
o = [a, b][s % 2]
fresh = []
a.update({1: fresh})
o[1].append(1)
out(fresh)

# === class extending list, plus
class L(list): pass
a = L()
b = L([[]])
o = [a, b][s % 2]
fresh = []
a += [fresh]
o[0].append(1)
out(fresh)

# === lru cache
from functools import lru_cache
store = []
@lru_cache
def c(k): return store.pop()
def d(k): return []
o = [c, d][s % 2]
fresh = []
store = [fresh, fresh]
c(1)
o(1).append(1)
out(fresh)

# === tee 2
from itertools import tee
def g(l):
    while True: yield l.pop() if l else []
l = []
t1, t2 = tee(g(l))
o = [t1, t2][s % 2]
fresh = []
l.append(fresh)
next(t1)
next(o).append(1)
out(fresh)

# === cycle
from itertools import cycle
l = []
def g():
    yield []
    yield fresh
a = cycle(g())
b = cycle([[]])
o = [a, b][s % 2]
fresh = []
next(a)
next(a)
next(o)
next(o).append(1)
out(fresh)

# === accumulate
from itertools import accumulate
l = [[]]
a = accumulate(l, lambda x, y: y)
b = accumulate([[],[]], lambda x, y: y)
o = [a, b][s % 2]
fresh = []
l.append(fresh)
next(a)
next(o).append(1)
out(fresh)

# === groupby
from itertools import groupby
l = []
a = groupby(l)
b = groupby([[]])
o = [a, b][s % 2]
fresh = []
l.append(fresh)
k, g = next(o, (1, iter([[]])))
next(g).append(1)
out(fresh)

# === function attribute
def f(): pass
def g(): pass
f.x = []
g.x = []
o = [f, g][s % 2]
fresh = []
f.x = fresh
o.x.append(1)
out(fresh)

# === enum attribute
from enum import Enum
class E(Enum):
    A = 1
    B = 2
E.A.x = []
E.B.x = []
o = [E.A, E.B][s % 2]
fresh = []
E.A.x = fresh
o.x.append(1)
out(fresh)

# === class attribute by instance
class A: x = []
class B: x = []
o = [A(), B()][s % 2]
fresh = []
A.x = fresh
o.x.append(1)
out(fresh)

# === base class attribute by instance
class P: x = []
class A(P): pass
class B: x = []
o = [A(), B()][s % 2]
fresh = []
P.x = fresh
o.x.append(1)
out(fresh)

# === cached property
from functools import cached_property
class A:
    @cached_property
    def x(self): return fresh
class B: x = []
a = A()
o = [a, B()][s % 2]
fresh = []
a.x
o.x.append(1)
out(fresh)

# === sorted list of labelled shape
a = []
if s: a.append([])
fresh = []
a.append(fresh)
a[0].append(1)
out(fresh)

# === dict of labelled shape
a = {}
if s: a[0] = []
fresh = []
a[1] = fresh
next(iter(a.values())).append(1)
out(fresh)

# === set of labelled shape
a = set()
class K: pass
k1 = K()
k2 = K()
k2.n = 0
if s: a.add(k1)
a.add(k2)
next(iter(a)).n = 5
out(k2.n)

# === list concatenated
a = []
if s: a.append([])
fresh = []
b = a + [fresh]
b[0].append(1)
out(fresh)

# === list sliced
x = [1]
y = [2]
l = [x, y]
if s: l.reverse()
b = l[1:]
x.append(5)
z = b + [x]
b[0].append(1)
out(x)

# === nested default
fresh = []
def mk(a=fresh):
    def f(): a.append(1)
    def g(): pass
    return [f, g][s % 2]
mk()()
out(fresh)

# === parameter rebound in closure
def mk(a):
    def f(): a.append(1)
    def g(): pass
    h = [f, g][s % 2]
    a = fresh
    h()
fresh = []
mk([])
out(fresh)

# === for target in closure
def mk():
    a = []
    def f(): a.append(1)
    def g(): pass
    h = [f, g][s % 2]
    for a in [fresh]: h()
fresh = []
mk()
out(fresh)

# === comprehension cell
fresh = []
hs = [(lambda: a.append(1), lambda: None)[s % 2] for a in [fresh]]
hs[0]()
out(fresh)

# === except as in closure
def f(): e.args[0].append(1)
def g(): pass
e = ValueError([])
h = [f, g][s % 2]
fresh = []
try: raise ValueError(fresh)
except ValueError as e: h()
out(fresh)

# === import rebinding
import math
def f(): return math.floor(1)
h = [f, len][s % 2]
class math:
    log = []
    def floor(x): math.log.append(x)
try: h()
except TypeError: pass
out(math.log)

# === map tool then list
log = []
def f(v):
    if v == s: log.append(v)
    echo(v)
    return v
list(map(f, [1, 2]))
out(log)

# === filter tool
log = []
def f(v):
    if v == s: log.append(v)
    return echo(v)
list(filter(f, [1, 2]))
out(log)

# === sorted key tool
log = []
def f(v):
    if v == s: log.append(v)
    return echo(v)
sorted([1, 2], key=f)
out(log)

# === max key tool
log = []
def f(v):
    if v == s: log.append(v)
    return echo(v)
max([1, 2], key=f)
out(log)

# === reduce tool
from functools import reduce
log = []
def f(a, v):
    if v == s: log.append(v)
    return echo(v)
reduce(f, [1, 2, 3])
out(log)

# === sorted key tool, labelled items
log = []
def f(v):
    if v: log.append(v)
    return echo(v)
l = [s, 1]
sorted(l, key=f)
out(log)

# === map key tool, labelled items
log = []
def f(v):
    if v: log.append(v)
    return echo(v)
l = [s, 1]
list(map(f, l))
out(log)

# === max key tool, labelled items
log = []
def f(v):
    if v: log.append(v)
    return echo(v)
l = [s, 1]
max(l, key=f)
out(log)

# === reduce tool, labelled items
from functools import reduce
log = []
def f(a, v):
    if v: log.append(v)
    return echo(v)
l = [s, 1, 2]
reduce(f, l)
out(log)

# === sort key tool, labelled items
log = []
def f(v):
    if v: log.append(v)
    return echo(v)
l = [s, 1]
l.sort(key=f)
out(log)

# === sort key tool, calls
def f(v):
    if v: out(v)
    return echo(v)
l = [s, 1]
l.sort(key=f)

# === filter tool, labelled items
log = []
def f(v):
    if v: log.append(v)
    return echo(v)
l = [s, 1]
list(filter(f, l))
out(log)

# === max key tool, comparing objects
class K:
    def __init__(self, n): self.n = n
    def __gt__(self, o):
        log.append(1)
        return self.n > o.n
log = []
def f(v):
    echo(1)
    return K(v)
l = [s, 1, 2]
max(l, key=f)
out(len(log))

# === sorted with callback closing over list changed
log = []
def f(v):
    echo(1)
    if s: log.append(v)
    return v
for q in sorted([2, 1], key=f): pass
out(log)

# === any tools with labelled items
log = []
def f(v):
    if v: log.append(1)
    return echo(v)
l = [s, 0]
any(f(v) for v in l)
out(log)

# === all tools with labelled items
l = [s, 0]
all(out(v) for v in l)
out(9)

# === next tools
log = []
def g():
    echo(1)
    yield 1
    log.append(1)
    yield 2
a = g()
if s: next(a)
next(a)
out(log)

# === next default tools
def g():
    for v in range(s): yield echo(v)
a = g()
next(a, 0)
b = next(a, 0)
y = 1 if b == 0 else 2
log = []
def k():
    log.append(1)
    yield echo(1)
c = [k(), a][s % 2]
log = []
next(c, 0)
out(log)

# === for over generator with tools, len by secret
def g():
    for v in range(s): yield echo(v)
n = 0
for q in g(): n += 1
out(n)

# === for over generator with tools, after
def g():
    for v in range(s): yield v
    out(5)
for q in g(): pass
out(6)

# === list of generator with tools
def g():
    for v in range(s): yield v
    out(5)
list(g())
out(6)

# === tool in while condition
n = 0
while echo(n) < s: n += 1
out(1)

# === tool in or
s and out(1)
out(2)

# === tool in ternary
out(1) if s else 0
out(2)

# === tool in if of comprehension
[out(v) for v in [1, 2] if v == s]
out(3)

# === tool in dict comprehension
{v: out(v) for v in [1, 2] if v == s}
out(3)

# === tool in class body
class K:
    if s: out(1)
    x = echo(2)
out(3)

# === tool in default
def f(x=out(1) if s else 0): pass
out(2)

# === tool in decorator
def deco(f):
    if s: out(1)
    return f
@deco
def g(): pass
out(2)

# === tool in property
class K:
    @property
    def p(self):
        if s: out(1)
        return 1
K().p
out(2)

# === tool in operator
class K:
    def __add__(self, o):
        if o: out(1)
        return 1
K() + s
out(2)

# === tool in eq
class K:
    def __eq__(self, o):
        if o: out(1)
        return True
K() == s
out(2)

# === tool in iter
class K:
    def __iter__(self):
        if s: out(1)
        return iter([1])
for q in K(): pass
out(2)

# === tool in str
class K:
    def __str__(self):
        if s: out(1)
        return "a"
str(K())
out(2)

# === tool in exit
class K:
    def __enter__(self): pass
    def __exit__(self, *a):
        if s: out(1)
with K(): pass
out(2)

# === tool in handler
try: 1 // s
except ZeroDivisionError: out(1)
out(2)

# === tool in finally
try:
    try: 1 // s
    finally: out(1)
except ZeroDivisionError: pass
out(2)

# === tool in else
try: 1 // s
except ZeroDivisionError: pass
else: out(1)
out(2)

# === tool after break
for q in [1, 2]:
    if s: break
    out(q)
out(3)

# === tool after continue
for q in [1, 2]:
    if s: continue
    out(q)
out(3)

# === tool after return
def f():
    if s: return 1
    out(1)
f()
out(3)

# === tool after return in a loop
def f():
    for q in [1, 2]:
        if s: return 1
        out(q)
    out(5)
f()
out(3)

# === tool after raise
def f():
    if s: raise ValueError
    out(1)
try: f()
except ValueError: pass
out(3)

# === tool after possible raise
def f():
    1 // s
    out(1)
try: f()
except ZeroDivisionError: pass
out(3)

# === tool after break in while else
while True:
    if s: break
    break
else: out(1)
n = 0
while n < 1:
    n += 1
    if s: break
else: out(2)
out(3)

# === tool results grouped
a = [echo(v) for v in [1, s]]
out(1)

# === tool in lambda
f = lambda: out(1)
if s: f()
out(3)

# === recursion with tools
def f(n):
    if n <= 0: return
    out(1)
    f(n - 1)
f(s)
out(3)

# === match guard with effects
log = []
def look(n):
    log.append(n)
    return n > 1
match s:
    case n if look(n): pass
    case 0: pass
    case n if look(n): pass
out(len(log))

# === match class attributes with effects
log = []
class A:
    __match_args__ = ("p", "q")
    def __init__(self, n): self.n = n
    @property
    def p(self):
        log.append(1)
        return self.n
    @property
    def q(self):
        log.append(2)
        return 1
match A(s):
    case A(1, 1): pass
    case A(2): pass
out(log)

# === match names bound before it failed
x = 5
match [s, 1]:
    case [x, 2]: pass
    case [1, x]: pass
out(x)

# === match equality with effects
log = []
class A:
    def __eq__(self, o):
        log.append(1)
        return False
class C:
    a = A()
    b = 1
match s:
    case C.b: pass
    case C.a: pass
out(log)

# === match mapping of labelled keys
log = []
d = {}
if s: d["a"] = 1
match d:
    case {"a": x}: log.append(1)
out(log)

# === match sequence of labelled length
log = []
d = []
if s: d.append(1)
match d:
    case [x]: log.append(1)
    case []: pass
out(log)

# === match class chosen by secret
log = []
class A: pass
class B: pass
class M(type(A())): pass
match A():
    case M(): log.append(1)
out(log)

# === match with labelled class
log = []
class A: pass
class B: pass
class N:
    k = [A, B][s % 2]
match A():
    case N.k(): log.append(1)
out(log)

# === match args by secret
log = []
class A:
    x = 1
    y = 2
    if s: __match_args__ = ("x",)
    else: __match_args__ = ("y",)
match A():
    case A(1): log.append(1)
out(log)

# === match rest
d = {"a": 1, "b": 2}
if s: d["c"] = 1
match d:
    case {"a": 1, **rest}: pass
out(len(rest))

# === match star
d = [1, 2]
if s: d.append(1)
match d:
    case [1, *rest]: pass
out(len(rest))

# === match in function with returns
log = []
def f(v):
    match v:
        case 1: return 1
        case _: pass
    log.append(1)
f(s)
out(log)

# === match guard walrus
x = 0
match 1:
    case 1 if s and (x := 5): pass
    case _: pass
out(x)

# === an iterator bound to what a generator expression of an arm read
it = iter([1, 2, 3])
for q in range(3):
    if s:
        pass
    else:
        g = (v for v in it if v > s)
it = iter([5, 2, 3])
out(1)
try: out(next(it, 0))
except Exception: out("no")

# === a variable of a function that a generator expression of an arm reads
def f():
    n = 1
    g = 0
    for q in range(2):
        if s: pass
        else: g = (v + n for v in [1, 2])
    n = 2
    out(n)
f()

# === a variable of a function that a generator of an arm reads
def f():
    n = 1
    def k():
        yield n
    g = 0
    for q in range(2):
        if s: pass
        else: g = k()
    n = 2
    out(n)
f()

# === a variable of a function that a generator defined in an arm reads
def f():
    n = 1
    g = 0
    for q in range(2):
        if s: pass
        else:
            def k(): yield n
            g = k()
    n = 2
    out(n)
f()

# === a variable of a function that a lambda of an arm reads
def f():
    n = 1
    g = 0
    for q in range(2):
        if s: pass
        else: g = lambda: n
    n = 2
    out(n)
f()

# === an object in a variable that a lambda of an arm reads
def f():
    n = [1]
    g = 0
    for q in range(2):
        if s: pass
        else: g = lambda: n
    n = [2]
    out(n)
f()

# === an object in a variable that a comprehension's lambda of an arm reads
def f():
    n = [1]
    g = 0
    for q in range(2):
        if s: pass
        else: g = [lambda: n for z in [1]]
    n = [2]
    out(n)
f()

# === an object in a variable that a class of an arm reads
def f():
    n = [1]
    g = 0
    for q in range(2):
        if s: pass
        else:
            class g:
                m = n
                def k(self): return n
    n = [2]
    out(n)
f()

# === an object in a variable that a default of an arm reads
n = [1]
g = 0
for q in range(2):
    if s: pass
    else:
        def g(a=n): return a
n = [2]
out(n)

# === an object in a variable that a decorator of an arm reads
n = [lambda f: f]
g = 0
for q in range(2):
    if s: pass
    else:
        @n[0]
        def g(a): return a
n = [2]
out(n)

# === an object in a variable that a nested generator expression of an arm reads
n = [1]
g = 0
for q in range(2):
    if s: pass
    else: g = ((u for u in n) for v in [1, 2])
n = [2]
out(n)

# === cached property of a base
from functools import cached_property
log = []
class A:
    @cached_property
    def x(self):
        log.append(1)
        return 1
class B(A): pass
b = B()
if s: b.x
out(b.x)
out(len(log))

# === cached property reset
from functools import cached_property
class A:
    @cached_property
    def x(self): return [1]
a = A()
if s: a.x.append(2)
out(a.x)

# === nested functions nonlocal chain
def f():
    n = 0
    def g():
        nonlocal n
        def h():
            nonlocal n
            n = 5
        if s: h()
    g()
    return n
out(f())

# === class attribute by method under a label
class A:
    n = 0
    @classmethod
    def up(cls): cls.n += 1
class B(A): pass
if s: B.up()
out(A.n)
out(B.n)

# === isinstance by registered
class A: pass
class B(A): pass
x = [A(), B()][s % 2]
y = 0
if isinstance(x, B): y = 1
out(y)

# === try in loop with continue
log = []
for v in [0, 1]:
    try:
        1 // (v or s)
    except ZeroDivisionError:
        continue
    log.append(v)
out(log)

# === try else return
log = []
def f():
    try: 1 // s
    except ZeroDivisionError: pass
    else: return 1
    log.append(1)
f()
out(log)

# === while else 2
log = []
n = 0
while n < s:
    n += 1
    if n == 2: break
else: log.append(1)
out(log)

# === loop variable after
for v in range(s): pass
try: out(v)
except NameError: out("no")

# === loop over dict under a label changed
d = {1: 1}
y = 0
try:
    for k in d:
        if s: d[2] = 1
    y = 1
except RuntimeError: y = 2
out(y)

# === deque maxlen
from collections import deque
d = deque([1, 2], maxlen=s + 2)
d.append(3)
out(list(d))

# === sorted stability
l = [[1, 0], [1, 1]]
l.sort(key=lambda v: v[1] * s)
l[0].append(5)
out(l[1])

# === min of objects
class A:
    def __init__(self, n): self.n = n
    def __lt__(self, o): return self.n * s < o.n * s
a, b = A(2), A(1)
m = min(a, b)
m.tag = 1
out(hasattr(a, "tag"))

# === dict key objects
class K:
    def __hash__(self): return 1
    def __eq__(self, o): return s > 1
a, b = K(), K()
d = {a: 1}
d[b] = 2
out(len(d))

# === string formatting with objects
class A:
    def __format__(self, spec):
        log.append(spec)
        return ""
log = []
f"{A():{s}}"
out(len(log))
"{:{}}".format(A(), s)
out(log)

# === global via nested function and import
def f():
    global json
    import json
json = 0
if s: f()
out(json == 0)

# === star target in for
l = [[1, 2], [3]]
if s: l.append([4, 5, 6])
for a, *b in l: pass
out(a)
out(b)

# === chained assignment to labelled
class A: pass
a, b = A(), A()
a.x = b.x = 0
[a, b][s % 2].x = y = 5
out(a.x)
out(y)

# === augmented attribute of chosen
class A: x = 0
a, b = A(), A()
[a, b][s % 2].x += 5
out(a.x)

# === augmented item of chosen
a, b = [0], [0]
[a, b][s % 2][0] += 5
out(a)

# === del of chosen
a, b = [0], [0]
del [a, b][s % 2][0]
out(a)

# === slices with secret
l = [1, 2, 3]
l[s:] = [9]
out(l)

# === dict pop order
d = {1: [1], 2: [2]}
d.pop(s, None)
next(iter(d.values())).append(5)
out(d.get(2))

# === set pop
a = {1, 2}
if s: a.discard(1)
out(a.pop() == 2)

# === walrus in comprehension condition
[x for v in [1, 2] if (x := v) > s]
out(x)

# === walrus in short circuit
x = 0
s and (x := 1)
out(x)

# === lambda default captured
fs = [lambda i=i: log.append(i) for i in range(2)]
log = []
fs[s % 2]()
out(log)

# === generator passed to function by secret
log = []
def g(n):
    log.append(n)
    yield n
def eat(it): return list(it)
a, b = g(1), g(2)
eat([a, b][s % 2])
out(log)

# === bound method stored
log = []
class A:
    def __init__(self, n): self.n = n
    def m(self): log.append(self.n)
class B: pass
o = B()
o.f = A(1).m
if s: o.f = A(2).m
o.f()
out(log)

# === partial of method chosen
from functools import partial
log = []
a = []
b = []
p = partial([a, b][s % 2].append, 1)
p()
out(a)

# === reduce with secret initial
from functools import reduce
log = []
reduce(lambda x, y: log.append(x) or y, [1, 2], s)
out(len(log))

# === reduce branch
from functools import reduce
log = []
def f(a, b):
    if a: log.append(b)
    return b
reduce(f, [1, 2], s)
out(log)

# === accumulate branch
from itertools import accumulate
log = []
def f(a, b):
    if a: log.append(b)
    return b
list(accumulate([1, 2], f, initial=s))
out(log)

# === groupby key
from itertools import groupby
log = []
def f(a):
    if s: log.append(a)
    return a
for k, g in groupby([1, 1, 2], f): list(g)
out(log)

# === takewhile stops
from itertools import takewhile
it = iter([1, 2, 3])
list(takewhile(lambda v: v <= s, it))
out(next(it, 0))

# === islice consumption
from itertools import islice
it = iter([1, 2, 3])
list(islice(it, s))
out(next(it, 0))

# === zip consumption
it = iter([1, 2, 3])
list(zip(range(s), it))
out(next(it, 0))

# === enumerate start
it = iter([1, 2, 3])
for i, v in enumerate(it, s):
    if i > 1: break
out(next(it, 0))

# === lru cache info
from functools import lru_cache
@lru_cache
def f(n): return n
if s: f(1)
f(1)
out(f.cache_info().hits)

# === lru cache effects
from functools import lru_cache
log = []
@lru_cache
def f(n): log.append(n)
if s: f(1)
f(1)
out(len(log))

# === counter most common
from collections import Counter
c = Counter(["a", "b", "b"])
c["a"] += s
out(c.most_common(1)[0][0])

# === namedtuple field mutated
from collections import namedtuple
P = namedtuple("P", "a b")
p = P([1], [2])
p[s % 2].append(1)
out(p.a)

# === dataclass eq with effects
from dataclasses import dataclass
log = []
class N:
    def __eq__(self, o):
        log.append(1)
        return True
@dataclass
class D:
    x: int
    y: object
D(1, N()) == D(s, N())
out(log)

# === enum iteration
from enum import Enum
class E(Enum):
    A = 1
    B = 2
for e in E:
    if e.value == s: break
out(e.value)

# === regex callback count
import re
log = []
re.sub("a", lambda m: log.append(1) or "b", "a" * s)
out(log)

# === json hook order
import json
log = []
json.loads('{"a": %s}' % ("{}" if s else "1"), object_hook=lambda d: log.append(1) or d)
out(log)

# === property deleter
class A:
    @property
    def p(self): return 1
    @p.deleter
    def p(self): log.append(s)
log = []
if s: del A().p
out(log)

# === getattr fallback
class A:
    def __getattr__(self, n):
        log.append(n)
        return 1
log = []
getattr(A(), "ab" if s else "cd")
out(log)

# === contains effects
class A:
    def __contains__(self, x):
        if x: log.append(1)
        return True
log = []
s in A()
out(log)

# === call with keyword by secret
log = []
def f(a=0, b=0):
    if a: log.append(1)
f(**{["a", "b"][s % 2]: 1})
out(log)

# === exception args mutated
e1, e2 = ValueError([1]), ValueError([2])
try: raise [e1, e2][s % 2]
except ValueError as e: e.args[0].append(5)
out(e1.args[0])

# === finally order
log = []
def f():
    try:
        if s: return log.append(1)
        log.append(2)
    finally: log.append(3)
f()
out(len(log))

# === nested loops break
log = []
for i in [1, 2]:
    for j in [1, 2]:
        if j == s: break
        log.append(j)
    else: log.append(9)
    log.append(0)
out(log)

# === return in nested loop in with
log = []
class M:
    def __enter__(self): pass
    def __exit__(self, *a): log.append(1)
def f():
    for i in [1, 2]:
        with M():
            if i == s: return
f()
out(log)

# === print
print(1)
if s: print(2)
print(3)

# === an iterator that the loop over it lets go
it = iter([1, 2, 3])
keep = it
for v in it:
    it = None
    if s: break
out(next(keep, 0))

# === an iterator that the comprehension over it lets go
it = iter([1, 2, 3])
keep = it
try: [(it := 0, 1 // (v - s)) for v in it]
except ZeroDivisionError: pass
out(next(keep, 0))

# === an iterator that the comprehension over it lets go, with tools
it = iter([1, 2, 3])
keep = it
try: [(it := 0, echo(1) // (v - s)) for v in it]
except ZeroDivisionError: pass
out(next(keep, 0))

# === an iterator that a generator lets go
it = iter([1, 2, 3])
keep = it
def g():
    global it
    for v in it:
        it = None
        yield v
for v in g():
    if s: break
out(next(keep, 0))

# === an iterator that a yield from lets go
it = iter([1, 2, 3])
keep = it
def g():
    global it
    yield from it
for v in g():
    it = 0
    if s: break
out(next(keep, 0))

# === an iterator that a generator expression lets go
it = iter([1, 2, 3])
keep = it
for v in ((it := 0) or u for u in it if u):
    if s: break
out(next(keep, 0))

# === what a comprehension's key decides
a, b = [1], [2]
d = {v: w for v, w in [(s, a), (1, b)]}
d[1].append(5)
out(b)

# === what a set comprehension holds
a, b = (1, [1]), (2, [2])
class K:
    def __init__(self, n): self.n = n
ka, kb = K(1), K(2)
st = {k for k in [ka, kb] if k.n != s}
next(iter(st)).n = 9
out(ka.n)

# === an object that a comprehension picked
class K:
    def __init__(self, n): self.n = n
ka, kb = K(1), K(2)
l = [k for k in [ka, kb] if k.n != s]
ka.n = 0
kb.n = 0
l[0].n = 9
out(ka.n)

# === how many a nested comprehension has
l = [[1] * s, [2]]
m = [v for row in l for v in row]
out(len(m))

# === a comprehension with a key of a plan's hash
log = []
class K:
    def __init__(self, n): self.n = n
    def __hash__(self):
        if self.n: log.append(1)
        return 1
    def __eq__(self, o): return True
ks = [K(s), K(0)]
{k for k in ks}
{k: 1 for k in ks}
out(log)

# === a generator that leaves its try in another one
def g(v):
    try: yield 1
    except ValueError: pass
    1 // v
    yield 2
it = g(s)
next(it)
y = 0
try:
    next(it)
    y = 1
except ZeroDivisionError: y = 2
out(y)

# === a generator that leaves its try in another one, and goes on there
def g(v):
    try: yield 1
    except ValueError: pass
    yield 2
    1 // v
    yield 3
it = g(s)
next(it)
y = 0
try:
    next(it)
    next(it)
    y = 1
except ZeroDivisionError: y = 2
out(y)

# === a generator that leaves its try in a function's try
def g(v):
    try: yield 1
    except ValueError: pass
    yield 2
it = g(s)
next(it)
log = []
keep = log
def f():
    global log
    next(it)
    log = 0
    1 // s
    keep.append(1)
y = 0
try:
    f()
    y = 1
except ZeroDivisionError: y = 2
out(y)
out(keep)

# === a dict display whose keys replace
a, b = [1], [2]
d = {s: a, 1: b}
d[1].append(5)
out(b)
out(a)

# === a dict whose keys replace
a, b = [1], [2]
d = dict([(s, a), (1, b)])
d[1].append(5)
out(b)
out(a)

# === an update whose keys replace
a, b = [1], [2]
d = {1: a}
d.update({s: b})
d[1].append(5)
out(b)
out(a)

# === a union whose keys replace
a, b = [1], [2]
d = {1: a} | {s: b}
d[1].append(5)
out(b)
out(a)

# === a union in place whose keys replace
a, b = [1], [2]
d = {1: a}
d |= {s: b}
d[1].append(5)
out(b)
out(a)

# === a spread dict whose keys replace
a, b = [1], [2]
e = {s: b}
d = {1: a, **e}
d[1].append(5)
out(b)
out(a)

# === a dict of keyword arguments whose keys replace
a, b = [1], [2]
d = dict({"x": a}, **{["x", "y"][s % 2]: b})
d["x"].append(5)
out(b)
out(a)

# === an ordered dict whose keys replace
from collections import OrderedDict, ChainMap, defaultdict
a, b = [1], [2]
d = OrderedDict([(s, a), (1, b)])
d[1].append(5)
out(b)
out(a)

# === a default dict whose keys replace
from collections import OrderedDict, ChainMap, defaultdict
a, b = [1], [2]
d = defaultdict(list, [(s, a), (1, b)])
d[1].append(5)
out(b)
out(a)

# === a chain map whose keys hide
from collections import OrderedDict, ChainMap, defaultdict
a, b = [1], [2]
d = ChainMap({s: a}, {1: b})
d[1].append(5)
out(b)
out(a)

# === keyword arguments whose names are chosen
a, b = [1], [2]
def f(x=None, y=None):
    if x: x.append(1)
f(**{["x", "y"][s % 2]: a})
out(a)

# === a slice that replaces
a, b = [1], [2]
l = [a, b]
l[s:] = []
for q in l: q.append(5)
out(b)

# === a deque that drops
from collections import deque
a, b = [1], [2]
d = deque([a], maxlen=1)
if s: d.append(b)
d[0].append(5)
out(a)
out(b)

# === an exception leaves a loop in a function
it = iter([1, 2, 3])
keep = it
def f():
    global it
    for v in it:
        it = 0
        1 // (v - s)
try: f()
except ZeroDivisionError: pass
out(next(keep, 0))

# === a return leaves two loops
it = iter([1, 2, 3])
keep = it
def f():
    global it
    for v in it:
        it = 0
        for w in [1, 2]:
            if s: return
f()
out(next(keep, 0))

# === a yield in two loops
it = iter([1, 2, 3])
keep = it
def f():
    global it
    for v in it:
        it = 0
        for w in [1, 2]:
            if s: yield w
next(f(), 0)
out(next(keep, 0))

# === a continue in a loop over an iterator
it = iter([1, 2, 3])
keep = it
log = []
for v in it:
    it = 0
    for w in [1, 2]:
        if s: break
        log.append(w)
    if s > 1: break
out(next(keep, 0))
out(log)

# === a while loop in a for loop
it = iter([1, 2, 3])
keep = it
for v in it:
    it = 0
    while True:
        if s: break
        break
out(next(keep, 0))

# === cached direct
from functools import cached_property
class A:
    @cached_property
    def x(self):
        return 1
b = A()
if s: b.x
out(b.x)

# === cached direct 2
from functools import cached_property
class A:
    def __init__(self, v): self.v = v
    @cached_property
    def x(self):
        return self.v
b = A(1)
if s: b.x
b.v = 2
out(b.x)

# === receiver list rebound in args
l = [1]
k = l
try:
    l.append((l := [9]) and 1 // s)
except ZeroDivisionError:
    pass
out(k)
out(l)

# === match capture partial, sub pattern evaluating property
class P:
    __match_args__ = ("q", "r")
    @property
    def q(self):
        log.append(1)
        return 1
    @property
    def r(self):
        if s: raise AttributeError("r")
        log.append(2)
        return 2
log = []
match P():
    case P(a, b): pass
    case _: pass
out(log)

# === star unpacking with iter counting
n = 0
class It:
    def __iter__(self):
        global n
        for i in range(s + 1):
            n += 1
            yield i
a, *b = It()
out(n)
out(len(b))
out(type(b) is list)

# === class body raise mid
log = []
try:
    class C:
        log.append(1)
        x = 1 // s
        log.append(2)
except ZeroDivisionError: pass
out(log)

# === dict view in arm
d = {"a": 1}
v = d.items()
k = d.keys()
if s: d["b"] = 1
out(len(v))
out(list(k))
out("b" in k)

# === cache, eviction
from functools import lru_cache
n = []
@lru_cache(maxsize=2)
def f(x):
    n.append(x)
    return x
f(10); f(11); f(10 + s); f(12)
f(10)
out(n)

# === enum missing hook
from enum import Enum
log = []
class E(Enum):
    A = 0
    @classmethod
    def _missing_(cls, v):
        log.append(1)
        return cls.A
E(s)
out(log)

# === pydantic fields set
from pydantic import BaseModel
class M(BaseModel):
    a: int = 0
m = M()
if s: m.a = 1
out(m.model_fields_set)
out(m.model_dump(exclude_unset=True))
out(m.model_dump())

# === pydantic default equality exclude_defaults
from pydantic import BaseModel
class M(BaseModel):
    a: int = 0
    b: int = 0
m = M(a=s)
out(m.model_dump(exclude_defaults=True))
out(len(m.model_dump(exclude_defaults=True)))

# === abc abstract set dynamic
from abc import ABC, abstractmethod
class A(ABC):
    @abstractmethod
    def f(self): pass
class B(A):
    if s:
        def f(self): pass
r = 0
try:
    B()
    r = 1
except TypeError: r = 2
out(r)

# === abc decorator in arm
from abc import ABC, abstractmethod
def deco(f):
    if s: return abstractmethod(f)
    return f
class A(ABC):
    @deco
    def f(self): return 1
r = 0
try:
    A()
    r = 1
except TypeError: r = 2
out(r)

# === sort sees list empty in key
l = [3,1,2]
seen = []
def key(x):
    seen.append(len(l))
    return x
if s: l.sort(key=key)
out(seen)

# === finally with state
log = []
def g():
    try:
        if s: raise ValueError
        log.append(1)
    finally:
        log.append(2)
        return 2
g()
out(log)
out(len(log))

# === generator nested throw
log = []
def inner():
    try:
        yield 1
    except ValueError:
        log.append(1)
        yield 2
def outer():
    yield from inner()
o = outer()
next(o)
if s: o.throw(ValueError())
out(log)
out(next(o, 5))

# === in flight 1: binary operand rebound
l = [1]
k = l
try:
    l + (l := [9]) + [1 // s]
    k.append(1)
except ZeroDivisionError:
    pass
out(k)

# === in flight 2: binary operand with method
class A:
    def __init__(self): self.v = []
    def __add__(self, o):
        self.v.append(1)
        return self
a = A()
k = a
try:
    a + ((a := None) or 1 // s)
except ZeroDivisionError:
    pass
out(k.v)

# === in flight 3: subscript store
l = [1]
k = l
try:
    l[(l := 0)] = 1 // s
except ZeroDivisionError:
    pass
out(k)

# === in flight 4: subscript value is in flight
l = [1]
k = l
try:
    k[0].append(1) if 0 else l.insert((l := 0), 1 // s)
except ZeroDivisionError:
    pass
out(k)

# === in flight 5: call argument is rebound by a function
l = [1]
k = l
def f():
    global l
    l = None
    return 1 // s
try:
    l.append(f())
except ZeroDivisionError:
    pass
out(k)

# === in flight 6: argument passed to function of the plan
l = [1]
k = l
def put(x, y): x.append(y)
try:
    put(l, (l := None) or 1 // s)
except ZeroDivisionError:
    pass
out(k)

# === in flight 7: keyword
l = [1]
k = l
def put(x=0, y=0): x.append(y)
try:
    put(x=l, y=(l := None) or 1 // s)
except ZeroDivisionError:
    pass
out(k)

# === in flight 8: for target and iterable
l = [1]
k = l
try:
    for l in [l]:
        l.append([l := None, 1 // s])
except ZeroDivisionError:
    pass
out(k)

# === in flight 9: callee is a fresh bound expression (no variable)
k = [1]
box = [k]
try:
    box.pop().append(1 // s)
except ZeroDivisionError:
    pass
out(k)

# === in flight 10: callee out of a dict popped
k = [1]
d = {"a": k}
try:
    d.pop("a").append(1 // s)
except ZeroDivisionError:
    pass
out(k)

# === in flight 11: next of an iterator
k = [1]
it = iter([k])
try:
    next(it).append(1 // s)
except ZeroDivisionError:
    pass
out(k)

# === in flight 12: function returning local
k = [1]
def give():
    return k
try:
    give().append(1 // s)
except ZeroDivisionError:
    pass
out(k)

# === in flight 13: closure returns then rebinding
k = [1]
box = {"a": k}
def give():
    return box.pop("a")
try:
    give().append(1 // s)
except ZeroDivisionError:
    pass
out(k)

# === in flight 14: for over pops
k = [1]
box = [k]
def gen():
    while box: yield box.pop()
try:
    for x in gen():
        x.append(1 // s)
except ZeroDivisionError:
    pass
out(k)

# === in flight 15: comp
k = [1]
box = [k]
try:
    [box.pop().append(1 // s) for _ in range(1)]
except ZeroDivisionError:
    pass
out(k)

# === in flight 16: generator send
k = [1]
def g():
    v = yield
    v.append(1)
    yield
x = g()
next(x)
box = [k]
try:
    x.send([box.pop(), 1 // s][0])
except ZeroDivisionError:
    pass
out(k)

# === in flight 17: chained attr
class N: pass
n = N(); n.k = [1]
k = n.k
def f():
    del n.k
    return 1 // s
try:
    n.k.append(f())
except ZeroDivisionError: pass
out(k)

# === in flight 18: list element replaced
k = [1]
b = [k]
def f():
    b[0] = None
    return 1 // s
try:
    b[0].append(f())
except ZeroDivisionError: pass
out(k)

# === in flight 19: return under finally
k = [1]
def f():
    box = [k]
    try:
        box.pop().append(1 // s)
    except ZeroDivisionError: pass
f()
out(k)

# === in flight 20: no try but function return in arm
k = [1]
box = [k]
def f():
    if s: return 1
    return 0
box.pop().append(f())
out(k)
out(len(k))

# === in flight 21: ternary
k = [1]
box = [k]
box.pop().append(1) if s else box.pop()
out(k)

# === in flight 22: or
k = [1]
box = [k]
s and box.pop().append(1)
out(k)

# === in flight 23: walrus
k = [1]
x = k
s and (x := [5]).append(1)
out(k)
out(x)

# === in flight 24: popped then short circuit
k = [1]
box = [k]
(y := box.pop()) and s and y.append(1)
out(k)

# === in flight 25: stack of operand then short circuit in arg
k = [1]
box = [k]
class P:
    def put(self, c, v):
        if c: self.v.append(v)
p = P(); p.v = k
boxp = [p]
boxp.pop().put(s, 1)
out(k)

# === in flight 26: tool call in-between, suspending
k = [1]
box = [k]
def f():
    out(0)
    return 1 // s
try:
    box.pop().append(f())
except ZeroDivisionError: pass
out(k)

# === in flight 27: tool call, name rebound
l = [1]
k = l
def f():
    out(0)
    return 1 // s
try:
    l.append([l := None, f()])
except ZeroDivisionError: pass
out(k)

# === in flight 28: ternary in argument
l = [1]
k = l
def f():
    if s: raise ValueError
try:
    l.append([(l := None), f()])
except ValueError: pass
out(k)

# === in flight 29: augmented
l = [1]
k = l
try:
    l += [(l := None), 1 // s]
except ZeroDivisionError: pass
out(k)

# === in flight 30: augmented item
l = [[1]]
k = l[0]
try:
    l[0] += [l.clear(), 1 // s]
except (ZeroDivisionError, IndexError): pass
out(k)

# === in flight 31: augmented attribute
class N: pass
n = N(); n.k = [1]
k = n.k
try:
    n.k += [(n := None), 1 // s]
except ZeroDivisionError: pass
out(k)

# === in flight 32: assign to attr, value first
class N: pass
n = N(); n.k = 1
m = n
try:
    n.k = [(n := m), 1 // s][0]
except ZeroDivisionError: pass
out(m.k)

# === in flight 33: with
class C:
    def __init__(self): self.l = []
    def __enter__(self): return self
    def __exit__(self, *a):
        self.l.append(1) if a[0] else None
        return True
c = C()
k = c
with c:
    c = None
    1 // s
out(k.l)

# === in flight 34: with anonymous
k = []
class C:
    def __init__(self): self.l = k
    def __enter__(self): pass
    def __exit__(self, *a):
        self.l.append(1) if a[0] else None
        return True
def f():
    with C():
        1 // s
f()
out(k)

# === in flight 35: with popped
k = []
class C:
    def __init__(self, l): self.l = l
    def __enter__(self): pass
    def __exit__(self, *a):
        self.l.append(1) if a[0] else None
        return True
box = [C(k)]
with box.pop():
    1 // s
out(k)

# === in flight 36: decorators
k = []
box = [lambda f: k.append(1)]
try:
    @box.pop()
    def f(a=1 // s): pass
except ZeroDivisionError: pass
out(k)

# === in flight 37: class bases
k = []
class B:
    def __init_subclass__(cls): k.append(1)
box = [B]
B = 0
try:
    class C(box.pop()):
        1 // s
except ZeroDivisionError: pass
out(k)

# === in flight 38: compare chain
class V:
    def __init__(self): self.n = []
    def __lt__(self, o):
        self.n.append(1)
        return True
v = V()
k = v
try:
    v < ((v := None) or 1 // s)
except ZeroDivisionError: pass
out(k.n)

# === in flight 39: contains
class V:
    def __init__(self): self.n = []
    def __contains__(self, o):
        self.n.append(1)
        return True
v = V(); k = v
try:
    # right operand evaluated last
    (1 // s) in v
except ZeroDivisionError: pass
out(k.n)

# === in flight 40: chain compare, middle
class V:
    def __init__(self): self.n = []
    def __lt__(self, o):
        self.n.append(1)
        return True
box = [V()]
k = box[0]
0 < s < 2 and box.pop() < 3
out(k.n)

# === in flight 41: dict display key hash
class K:
    def __init__(self): self.n = []
    def __hash__(self):
        self.n.append(1)
        return 1
    def __eq__(self, o): return True
box = [K()]
k = box[0]
try:
    {box.pop(): 1 // s}
except ZeroDivisionError: pass
out(k.n)

# === in flight 42: f-string parts
class K:
    def __init__(self): self.n = []
    def __format__(self, sp):
        self.n.append(1)
        return ""
box = [K()]
k = box[0]
try:
    f"{1 // s}{box.pop()}"
except ZeroDivisionError: pass
out(k.n)

# === in flight 43: f-string spec
class K:
    def __init__(self): self.n = []
    def __format__(self, sp):
        self.n.append(1)
        return ""
box = [K()]
k = box[0]
try:
    f"{box.pop():{1 // s}}"
except ZeroDivisionError: pass
out(k.n)

# === in flight 44: slice assign
k = [1]
box = [k]
try:
    box.pop()[0:1 // s] = [5]
except ZeroDivisionError: pass
out(k)

# === in flight 45: del
k = [1, 2, 3]
box = [k]
try:
    del box.pop()[1 // s]
except ZeroDivisionError: pass
out(k)

# === in flight 46: unpack target
k = [1]
box = [k]
try:
    box.pop()[1 // s - 1], y = 5, 6
except (ZeroDivisionError, IndexError): pass
out(k)

# === in flight 47: for target
k = [1]
box = [k]
try:
    for box.pop()[1 // s - 1] in [7]: pass
except (ZeroDivisionError, IndexError): pass
out(k)

# === in flight 48: yield in args
k = [1]
def g(l):
    l.append((l := None) or (yield 1))
x = g(k)
next(x)
try:
    x.send(1 // s)
except (ZeroDivisionError, StopIteration): pass
out(k)

# === in flight 49: yield in args thrown
k = [1]
def g(l):
    try:
        l.append((l := None) or (yield 1))
    except ValueError: pass
    yield 3
x = g(k)
next(x)
if s: x.throw(ValueError())
else: next(x)
out(k)

# === in flight 50: yield in args, only once advanced
k = [1]
def g():
    box = [k]
    box.pop().append((yield 1))
    yield 3
x = g()
next(x)
k2 = k
k = None
if s: next(x)
out(k2)

# === in flight 51: star args
k = [1]
box = [k]
def put(*a): a[0].append(1)
try:
    put(*[box.pop()], *range(1 // s - 1))
except ZeroDivisionError: pass
out(k)

# === in flight 52: lambda immediate
k = [1]
try:
    (lambda x, y: x.append(y))(k, 1 // s)
except ZeroDivisionError: pass
out(k)

# === in flight 53: try in function whose arguments in flight outside
k = [1]
box = [k]
def f():
    try:
        g()
    except ZeroDivisionError:
        return 1
def g():
    box.pop().append(1 // s)
f()
out(k)

# === in flight 54: recursive, frames' locals in between
k = [1]
def g(l):
    h()
    l.append(1)
def h():
    1 // s
try: g(k)
except ZeroDivisionError: pass
out(k)

# === in flight 55: local dropped before raise in frame between
k = [1]
def g(l):
    l.append([l := None, h()])
def h():
    1 // s
k2 = k
try: g(k)
except ZeroDivisionError: pass
out(k2)

# === in flight 56: frames reached by anonymous arguments
k = [1]
box = [k]
def g(l):
    h()
    l.append(1)
def h():
    1 // s
try: g(box.pop())
except ZeroDivisionError: pass
out(k)

# === in flight 57: same with map
k = [1]
box = [k]
def h(l):
    1 // s
    l.append(1)
try: list(map(h, [box.pop()]))
except ZeroDivisionError: pass
out(k)

# === in flight 58: same with sorted key
k = [1]
box = [k]
def h(l):
    1 // s
    l.append(1)
    return 1
try: sorted([box.pop()], key=h)
except ZeroDivisionError: pass
out(k)

# === in flight 59: partial
from functools import partial
k = [1]
box = [partial(k.append)]
try: box.pop()(1 // s)
except ZeroDivisionError: pass
out(k)

# === in flight 60: two items of with, first suppresses
k = [1]
class C:
    def __enter__(self): return k
    def __exit__(self, *a): return True
with C() as x, (1 // s and C()) as y:
    x.append(1)
out(k)

# === in use: active frame local
k = [1]
box = [k]
def g():
    x = box.pop()
    1 // s
    x.append(1)
try: g()
except ZeroDivisionError: pass
out(k)

# === in use: active frame local, param
k = [1]
def g(x, y):
    1 // s
    x.append(1)
def h(box):
    g(box.pop(), 1)
b = [k]
try: h(b)
except ZeroDivisionError: pass
out(k)

# === in use: active frame local, calls tool
k = [1]
box = [k]
def g():
    x = box.pop()
    out(0)
    1 // s
    x.append(1)
try: g()
except ZeroDivisionError: pass
out(k)

# === in use: frame local rebound in the try
def g():
    k = [1]
    x = k
    try:
        x = [x.append(1 // s), x := None]
    except ZeroDivisionError: pass
    return k
out(g())

# === in use: display held
k = [1]
box = [k]
def f(a, b): a.append(b)
try:
    for q in [box.pop(), 1 // s]: q.append(1)
except (ZeroDivisionError, AttributeError): pass
out(k)

# === in use: comprehension held
k = [1]
box = [k]
try:
    for q in [box.pop() if i == 0 else 1 // s for i in range(2)]: q.append(1)
except (ZeroDivisionError, AttributeError): pass
out(k)

# === in use: set display held
class K:
    def __init__(self): self.n = []
    def __hash__(self):
        self.n.append(1)
        return 1
box = [K()]
k = box[0]
try:
    {box.pop(), 1 // s}
except ZeroDivisionError: pass
out(k.n)

# === in use: yield in flight across tries
k = [1]
def g():
    box = [k]
    try:
        [box.pop(), (yield 1), 1 // s][0].append(1)
    except ZeroDivisionError: pass
    yield 2
x = g()
try:
    next(x)
finally: pass
next(x)
out(k)

# === in use: a generator left in one try and resumed outside
k = [1]
def g():
    box = [k]
    box.pop().append((yield 1) or 3)
    yield 2
x = g()
try:
    next(x)
    1 // s
except ZeroDivisionError: pass
l = [5]
try:
    l2 = l
    l2.append([(l2 := None), next(x), 1 // s])
except ZeroDivisionError: pass
out(l)
out(k)

# === in use: tool in arguments under a generator
k = [1]
def g():
    box = [k]
    box.pop().append([out(0), (yield 1), 1 // s])
    yield 2
x = g()
next(x)
try: next(x)
except ZeroDivisionError: pass
out(k)

# === in use: map in builtin
k = [1]
box = [k]
def f(i): return box.pop() if i == 0 else 1 // s
try:
    for q in list(map(f, [0, 1])): q.append(1)
except (ZeroDivisionError, AttributeError): pass
out(k)

# === in use: tuple of map
k = [1]
box = [k]
def f():
    yield box.pop()
    yield 1 // s
try:
    a, b = f()
    a.append(1)
except ZeroDivisionError: pass
out(k)

# === in use: dict of generator
k = [1]
box = [k]
def f():
    yield 1, box.pop()
    yield 2, 1 // s
try:
    dict(f())[1].append(1)
except ZeroDivisionError: pass
out(k)

# === in use: sorted of generator
k = [1]
box = [k]
def f():
    yield box.pop()
    yield [1 // s]
try:
    sorted(f())[0].append(1)
except ZeroDivisionError: pass
out(k)

# === in use: reduce accumulates
from functools import reduce
k = []
box = [k]
def f(a, b):
    a.append(1 // b)
    return a
try:
    reduce(f, [s], box.pop()).append(1)
except ZeroDivisionError: pass
out(k)

# === in use: reduce takes from the box
from functools import reduce
k = []
box = [k]
def f(a, b):
    if b == 0: return box.pop()
    a.append(1 // s)
    return a
try:
    reduce(f, [0, 1], None).append(1)
except ZeroDivisionError: pass
out(k)

# === in use: star unpacking
k = [1]
box = [k]
def f():
    yield box.pop()
    yield [1 // s]
try:
    [*f()][0].append(1)
except ZeroDivisionError: pass
out(k)

# === in use: hasattr as try: frames
k = [1]
box = [k]
class P:
    @property
    def p(self):
        x = box.pop()
        if s: raise AttributeError("p")
        x.append(1)
        return 1
hasattr(P(), "p")
out(k)

# === in use: an early return of a callee is no exit of the caller
k = [1]
box = [k]
def f():
    if s: return 1
    return 2
x = box.pop()
f()
x.append(1)
out(len(k))

# === in use: break from a loop with an item that was popped before
k = [1]
box = [k]
for i in range(2):
    x = box.pop() if box else None
    if s: break
    if x: x.append(1)
out(k)

# === in use: return leaves a local undone
k = [1]
box = [k]
def f():
    x = box.pop()
    if s: return
    x.append(1)
f()
out(k)

# === in use: continue with rebound
k = [1]
x = k
for i in range(2):
    y, x = x, None
    if s: continue
    if y: y.append(1)
out(k)

# === in use: return in a loop over popped items
k = [1]
box = [k]
def take():
    while box: yield box.pop()
def f():
    for x in take():
        if s: return
        x.append(1)
f()
out(k)

# === in use: a with inside a function
k = [1]
box = [k]
class C:
    def __init__(self, l): self.l = l
    def __enter__(self): return self.l
    def __exit__(self, *a): return True
def f():
    with C(box.pop()) as x:
        1 // s
        x.append(1)
f()
out(k)

# === in use: unpacked items while one of them is stored
k = [1]
box = [k]
l = [0]
try:
    l[1 // s - 1], b = 0, box.pop()
    b.append(1)
except (ZeroDivisionError, IndexError): pass
out(k)

# === in use: a value while its target is evaluated
k = [1]
box = [k]
d = {}
try:
    d[1 // s] = box.pop()
    d[1].append(1)
except (ZeroDivisionError, KeyError): pass
out(k)

# === in use: unpacked from a generator
k = [1]
box = [k]
def f():
    yield box.pop()
    yield 1 // s
try:
    a, b, *c = f()
    a.append(1)
except (ZeroDivisionError, ValueError): pass
out(k)

# === in use: items taken by a builtin that stops, callback in flight
k = [1]
box = [k]
def f(x):
    y = box.pop()
    if s: raise ValueError
    return y
try:
    max([1], key=f)
except (ValueError, IndexError): pass
out(k)

# === in use: while condition pops
k = [1]
box = [k]
while s and box: box.pop().append(1)
out(k)

# === in use: chained comparison middle in flight
class V:
    def __init__(self): self.n = []
    def __lt__(self, o):
        self.n.append(1)
        return True
box = [V()]
k = box[0]
try: 0 != box.pop() < 1 // s
except ZeroDivisionError: pass
out(k.n)

# === in use: yield from an inner generator with popped in flight
k = [1]
box = [k]
def inner():
    x = box.pop()
    yield 1
    1 // s
    x.append(1)
def outer(): yield from inner()
try: list(outer())
except ZeroDivisionError: pass
out(k)

# === in use: match subject in flight
k = [1]
box = [k]
try:
    match box.pop():
        case [x] if 1 // s: pass
        case y: y.append(1)
except ZeroDivisionError: pass
out(k)

# === in use: default arguments in flight
k = [1]
box = [k]
try:
    def f(a=box.pop(), b=1 // s): a.append(1)
    f()
except ZeroDivisionError: pass
out(k)

# === in use: exception being handled then
k = [1]
box = [k]
class E(Exception):
    def __init__(self, l): self.l = l
try:
    try: raise E(box.pop())
    except E as e:
        1 // s
        e.l.append(1)
except ZeroDivisionError: pass
out(k)

# === in use: ternary over comprehension in flight
k = [1]
box = [k]
try: (box.pop() or 0).append([i for i in [1] if 1 // s])
except ZeroDivisionError: pass
out(k)

# === in use: super in flight
class A:
    def put(self, x): self.l.append(x)
class B(A):
    def put(self, x): super().put(1 // x)
b = B(); b.l = [1]; k = b.l
box = [b]; b = None
try: box.pop().put(s)
except ZeroDivisionError: pass
out(k)

# === in use: what is returned while finally raises
k = [1]
box = [k]
def f():
    try: return box.pop()
    finally: 1 // s
try: f().append(1)
except ZeroDivisionError: pass
out(k)

# === in use: what is returned after an exception while finally raises
k = [1]
box = [k]
def f():
    try:
        try: 1 // 0
        except ZeroDivisionError: return box.pop()
    finally: 1 // s
try: f().append(1)
except ZeroDivisionError: pass
out(k)

# === in use: bounds of a slice
class Index:
    def __init__(self, l): self.l = l
    def __index__(self):
        self.l.append(1)
        return 0
k = [1]
box = [Index(k)]
try: [1, 2][box.pop():1 // s]
except ZeroDivisionError: pass
out(k)

# === in use: the second bound of a slice
class Index:
    def __init__(self, l): self.l = l
    def __index__(self):
        self.l.append(1)
        return 0
k = [1]
box = [Index(k)]
try: [1, 2][0:box.pop():1 // s]
except ZeroDivisionError: pass
out(k)

# === in use: an exception while its cause is made
k = [1]
box = [k]
class E(Exception):
    def __init__(self, l): self.l = l
try: raise E(box.pop()) from (ValueError() if 1 // s else None)
except ZeroDivisionError: pass
except E as e: e.l.append(1)
out(k)
