# Programs over one secret `s` (0, 1 or 2) that tell it today, in strict and custom mode: what docs/security-model.md names as open.
# The test asserts that they do, so that whoever closes one sees it and moves the program to implicit-flows.py.

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
