import type { Theme } from "./program-themes.ts";

/** What may raise by what is inside its operands, not by the references to them. */
const raising = [
  "[int(v) for v in texts_]",
  "{int(v): 1 for v in texts_}",
  "list(int(v) for v in texts_)",
  "list(map(int, texts_))",
  "[*map(int, texts_)]",
  "x_, *y_ = map(int, texts_)",
  "sorted(mixed_)",
  "mixed_.sort()",
  "sum(mixed_)",
  "max(mixed_)",
  "','.join(mixed_)",
  "{key_}",
  "{key_: 1}",
  "held_[key_] = 1",
  "held_.get(key_)",
  "held_.update([(key_, 1)])",
  "del held_[key_]",
  "key_ in held_",
  "{v for v in [key_]}",
  "some_[0]",
  "some_[0] = 5",
  "some_[1] = 5",
  "del some_[0]",
  "some_.pop()",
  "some_.remove(1)",
  "some_.index(1)",
  "x_, = some_",
  "one(*some_)",
  "one(**dict.fromkeys('v' if some_ else 'u', 1))",
  "1 // 0 if some_ else 0",
  "some_ and 1 // 0",
  "some_ or 1 // 0",
  "next(iter(some_))",
  "max(some_)",
  "min(some_ or [])",
  "dict([some_])",
  "list(zip(some_, [1], strict=True))",
  "isinstance(1, (str, kinds_[0]))",
  "kinds_[0]('1')",
  "raise kinds_[1]",
  "1 // nums_[0]",
  "[1 // v for v in nums_]",
  "list(divides(nums_))",
  "for q in divides(nums_): pass",
  "any(divides(nums_))",
  "one(*divides(nums_))",
  "fragile.n",
  "fragile.n = 1",
  "fragile + 1",
  "int(fragile == 1)",
  "sorted(nums_, key=lambda v: 1 // v)",
  "[f(1) for f in [lambda v: 1 // nums_[0]]]",
  "with fragile: pass",
  "[].extend(divides(nums_))",
  "some_[:] = divides(nums_)",
  "Fields(n=nums_[0])",
  "Fields.model_validate({'n': nums_[0]})",
  "Needs(*some_)",
  "f'{1:{texts_[0]}}'",
  "re.compile(texts_[0])",
  "json.loads(texts_[0])",
  "getattr(fragile, 'm', 0)",
  "next(divides(nums_), 0)",
  "[v for v in fragile]",
  "match_(fragile)",
];

/** Themes about what is reached late, what raises deep inside, and who asks a generator for more. */
export const lateThemes: readonly Theme[] = [
  {
    name: "reached late",
    prelude: `
noted = [0]
fresh = [0]
def notes():
    # tell
    noted.append(1)
def silent():
    # tell
    pass
def reads(): return noted
def makes(): return [9]
class Slot:
    shared = [1]
    def __init__(self, items): self.items = items
    def note(self):
        # tell
        noted.append(2)
    def share(self): self.shared.append(3)
class Mute(Slot):
    shared = [2]
    def note(self): pass
sa = Slot([1])
sb = Mute([2])
so = sa
ca = [[1], [2]]
cb = [[3]]
co = ca
da = {0: [1]}
db = {0: [2], 1: [3]}
do = da
hook = notes
keep = makes
def listens(l):
    got = l
    while True:
        new = yield len(got)
        if new: got = new
        got.append(4)
ga = listens([1])
gb = listens([2])
go = ga
next(ga)
next(gb)
def closes():
    own = [1]
    def f(): own.append(1)
    def g(): pass
    h = [f, g][s0 % 2]
    own = fresh
    h()
    return own
def pops(l):
    while l: yield l.pop()
`,
    expressions: [
      "len(keep())",
      "len(so.items)",
      "len(co[0])",
      "len(do[0])",
      "len(fresh)",
      "next(go)",
      "len(closes())",
    ],
    statements: [
      "hook = [notes, silent][$e % 2]",
      "hook = [so.note, sb.note, silent][$e % 3]",
      "hook = (lambda: noted.append(5)) if $e else silent",
      "noted = [$n]",
      "noted = fresh",
      "fresh = [$n]",
      "hook()",
      "keep = [reads, makes][$e % 2]",
      "keep().append($n)",
      "keep = [reads, makes][$e % 2]\nnoted = [$n]\nkeep().append(1)",
      "hook = [notes, silent][$e % 2]\nnoted = [$n]\nhook()",
      "so = [sa, sb][$e % 2]",
      "sa.items = fresh",
      "sb.items = fresh",
      "so.items.append($n)",
      "so.note()",
      "so.share()",
      "Slot.shared = fresh",
      "Mute.shared = fresh",
      "so = [sa, sb][$e % 2]\nfresh = [$n]\nsa.items = fresh\nso.items.append(1)",
      "co = [ca, cb][$e % 2]",
      "ca[0] = fresh",
      "ca.insert(0, fresh)",
      "ca.extend(pops([fresh]))",
      "ca += pops([fresh])",
      "ca[:] = [fresh]",
      "ca[:] = pops([fresh])",
      "co[0].append($n)",
      "co = [ca, cb][$e % 2]\nfresh = [$n]\nca[0] = fresh\nco[0].append(1)",
      "do = [da, db][$e % 2]",
      "da[0] = fresh",
      "da.update({0: fresh})",
      "da |= {0: fresh}",
      "da.setdefault($e % 2, fresh)",
      "do[0].append($n)",
      "go = [ga, gb][$e % 2]",
      "ga.send(fresh)",
      "next(go)",
      "if $e: go.send(fresh)",
      "for fresh in ca: hook()",
      "notes.kept = fresh",
      "getattr([notes, silent][$e % 2], 'kept', [0]).append(1)",
      "fresh = closes()",
      "if $e: hook()",
      "if $e: notes = silent",
      "def notes(): noted.append($e)",
      "del noted\nnoted = [$n]",
    ],
    shown: [
      "noted",
      "fresh",
      "sa.items",
      "sb.items",
      "ca",
      "cb",
      "da",
      "len(noted)",
      "Slot.shared",
      "Mute.shared",
    ],
  },
  {
    name: "raises inside",
    prelude: `
import re, json
from pydantic import BaseModel, Field
from collections import namedtuple
texts_ = ['1']
mixed_ = [1, 2]
key_ = (1,)
some_ = []
nums_ = [1, 2]
kinds_ = [int, ValueError]
held_ = {(1,): 1}
y_ = 0
class Fields(BaseModel):
    n: int = Field(ge=1)
Needs = namedtuple('Needs', 'a')
def one(v): return v
def divides(l):
    yield 1
    for v in l: yield 1 // v
class Fragile:
    def __init__(self, v): self.v = v
    @property
    def n(self):
        # tell
        return 1 // self.v
    @n.setter
    def n(self, v): 1 // self.v
    def __add__(self, o): return 1 // self.v
    def __eq__(self, o): return 1 // self.v > 0
    def __enter__(self): pass
    def __exit__(self, *a): 1 // self.v
    def __iter__(self): return iter([1 // self.v])
    def __getattr__(self, name):
        if self.v > 1: raise AttributeError(name)
        return 1
fragile = Fragile(1)
def match_(v):
    match v:
        case Fragile(n=1): return 1
        case _: return 2
`,
    expressions: ["y_", "len(some_)", "len(texts_)", "len(held_)"],
    statements: [
      "texts_ = [['1', 'x', '[', '{'][$e % 4]]",
      "mixed_ = [1, [2, 'a'][$e % 2]]",
      "key_ = ([1, []][$e % 2],)",
      "some_ = []\nif $e: some_.append(1)",
      "if $e: some_.append(1)",
      "if some_: some_.pop()",
      "nums_ = [$e, $e]",
      "kinds_ = [[int, 5, len][$e % 3], [ValueError, KeyError][$e % 2]]",
      "fragile = Fragile($e)",
      "fragile.v = $e",
      ...raising.map((one) => `try:\n    ${one}\n    y_ = 1\nexcept Exception:\n    y_ = 2`),
      ...raising.map(
        (one) => `try:\n    $b\n    ${one}\n    $b\nexcept (ValueError, ZeroDivisionError):\n    $b`,
      ),
      ...raising
        .filter((_, i) => i % 3 === 0)
        .map(
          (one) =>
            `def fails():\n    try:\n        ${one}\n        $r\n    finally:\n        $b\ntry: fails()\nexcept Exception: pass`,
        ),
      ...raising
        .filter((_, i) => i % 3 === 1)
        .map((one) =>
          `try:\n    try:\n        ${one}\n    finally:\n        $b\n    $b\nexcept Exception: $b`.replace(
            "Exception: $b",
            "Exception:\n    $b",
          ),
        ),
    ],
    shown: ["y_", "some_", "len(some_)", "held_ == {(1,): 1}", "fragile.v", "mixed_ == [1, 2]"],
  },
  {
    name: "asked for more",
    prelude: `
told = []
class Door:
    def __init__(self, n): self.n = n
    def __enter__(self):
        # tell
        told.append(1)
        return self
    def __exit__(self, *a):
        # tell
        told.append(self.n)
        return self.n > 1
def tells(n):
    told.append(n)
    return n
def steps(v):
    for i in [1, 2, 3]:
        if v: yield i
        told.append(i)
        # tell
def forks(v):
    x = (yield 1) if v else 0
    told.append(2)
    y = v and (yield 2)
    told.append(3)
    z = 0 < v < (yield 3)
    if z: told.append(4)
def doors(v):
    with Door(v):
        yield 1
        1 // v
        yield 2
    told.append(5)
    try:
        got = yield 3
        if got: told.append(got)
    except ValueError:
        told.append(6)
        yield 4
    finally:
        # tell
        told.append(7)
def through(v):
    try:
        got = yield from doors(v)
        told.append(8)
    except (ZeroDivisionError, TypeError):
        told.append(9)
    yield got if v else 5
    yield from steps(v)
f0 = forks(1)
d0_ = doors(1)
t0 = through(1)
g0 = (tells(v) for v in [1, 2, 3] if v)
shut = Door(2)
`,
    expressions: [
      "next(f0, 0)",
      "next(d0_, 0)",
      "next(t0, 0)",
      "next(g0, 0)",
      "len(told)",
      "sum(steps($e))",
      "len(list(forks($e)))",
    ],
    statements: [
      "f0 = forks($e)",
      "d0_ = doors($e)",
      "t0 = through($e)",
      "g0 = (tells(v) for v in [1, $e, 2] if v != $e)",
      "g0 = (tells(v) for v in [1, $e, 2])",
      "g0 = (tells(u) for v in [[1, 2], [$e]] for u in v)",
      "g0 = ((q := v) for v in steps($e))",
      "for q in (tells(v) for v in [1, 2, 3]):\n    $t",
      "for q in (tells(v) for v in [1, $e, 3] if v):\n    $t",
      "for q in steps($e):\n    $t",
      "for q in forks($e):\n    $t",
      "for q in d0_:\n    $t",
      "for q in through($e):\n    $t",
      "for q in zip(steps(1), steps($e)):\n    $t",
      "for q in enumerate(map(tells, [1, $e, 2])):\n    $t",
      "for q in filter(tells, [0, $e, 1]):\n    $t",
      "try:\n    next(f0)\n    f0.send($e)\n    $b\nexcept StopIteration:\n    $b",
      "try:\n    d0_.throw([ValueError, TypeError][$e % 2])\n    $b\nexcept Exception:\n    $b",
      "try:\n    t0.throw(ValueError)\nexcept Exception:\n    $b",
      "if $e: d0_.close()",
      "[d0_, t0][$e % 2].close()",
      "next([f0, d0_, g0][$e % 3], 0)",
      "with Door($e) as door_:\n    $b",
      "with Door(2), Door($e):\n    1 // $e\n    $b",
      "with [Door(1), shut][$e % 2]:\n    $b\n    1 // $e",
      "shut.n = $e",
      "[tells(v) for v in [$e, 1]]",
      "[tells(v) for v in [1, 2] for u in [$e] if u]",
      "{tells(v): tells(u) for v, u in [(1, $e), ($e, 2)]}",
      "[q := v for v in [$e, 1] if v]",
      "l0[:] = [tells(v) for v in [1, $e, 2] if v] or [1]",
      "def steps(v):\n    $r\n    yield 1\n    try:\n        $r\n        yield 2\n    finally:\n        $b",
      "def doors(v):\n    while v > 0:\n        with Door(v):\n            if (yield v): $b\n            v -= 1".replace(
        "): $b",
        "):\n                $b",
      ),
    ],
    shown: ["told", "len(told)", "next(f0, 0)", "next(d0_, 0)", "next(t0, 0)", "next(g0, 0)", "shut.n"],
  },
  {
    name: "leaving early",
    prelude: `
marks = []
def swallows(v):
    for i in [1, 2]:
        try:
            if v > i: return i
            marks.append(i)
        finally:
            if v == 2: continue
            marks.append(9)
    return 0
def insists(v):
    try:
        1 // v
        marks.append(1)
    finally:
        return 5
def nested(v):
    n = 0
    def inner():
        nonlocal n
        n += 1
        if v: n = v
        # tell
        return n
    def drop():
        nonlocal n
        del n
    if v > 2: drop()
    try: inner()
    except NameError: marks.append(3)
    return 1
def deep(v):
    if v <= 0: return 0
    marks.append(v)
    return deep(v - 1) + 1
def spread(*a, k=0, **more):
    marks.append(len(a))
    return len(more) + k
def once(f):
    marks.append(4)
    return f
def twice(f):
    def g(*a): return f(*a) + f(*a)
    return g
g_ = 1
def unset():
    global g_
    del g_
chosen = insists
class Meta_:
    kinds = []
    def __init_subclass__(cls):
        # tell
        Meta_.kinds.append(1)
class Named:
    def __set_name__(self, owner, name): marks.append(len(name))
    def __get__(self, one, owner): return len(marks)
`,
    expressions: [
      "swallows($e)",
      "insists($e)",
      "nested($e)",
      "deep($e % 4)",
      "spread(*range($e % 3), k=$e)",
      "spread(**{'x' * ($e % 3 + 1): 1})",
      "chosen($e)",
      "len(Meta_.kinds)",
      "(w_ if (w_ := $e) else 1)",
      "int(0 < $e <= (w_ := $e) < 3)",
    ],
    statements: [
      "@[once, twice][$e % 2]\ndef chosen(v):\n    $r\n    return v",
      "@(once if $e else twice)\ndef chosen(v): return deep(v % 3)",
      "class Sub_(Meta_):\n    if $e: a = Named()\n    else: ab = Named()",
      "class Sub_(Meta_ if $e else object): pass",
      "class Body_:\n    for i_ in range($e % 3): marks.append(i_)\n    if $e: marks.append(7)\n    n = marks[-1] if marks else 0",
      "class Body_:\n    try:\n        n = 1 // $e\n        marks.append(1)\n    except ZeroDivisionError: pass",
      "if $e: unset()\ntry:\n    q = g_\nexcept NameError:\n    g_ = 1\n    $b",
      "try: unset()\nexcept NameError: marks.append(5)\ng_ = 1",
      "def swallows(v):\n    for i in [1, 2]:\n        try:\n            $r\n            1 // v\n        except ZeroDivisionError:\n            if $e: break\n        finally:\n            marks.append(i)\n    else:\n        return 1\n    return 2",
      "while True:\n    try:\n        1 // $e\n        marks.append(2)\n    except ZeroDivisionError:\n        pass\n    finally:\n        break",
      "for q in [1, 2]:\n    try:\n        if $e: continue\n        $b\n    finally:\n        marks.append(q)",
      "if (w_ := $e) and (v_ := $e): $b".replace(": $b", ":\n    $b"),
      "q = spread(*[1] * ($e % 2), *([2] if $e else []))",
      "def insists(v):\n    try:\n        return 1 // v\n    except ZeroDivisionError:\n        return 0\n    finally:\n        if v > 2: return 7\n        marks.append(v)",
      "for q in range(2):\n    for w_ in range(2):\n        if $e: break\n        marks.append(w_)\n    else:\n        continue\n    break",
    ],
    shown: ["marks", "len(marks)", "g_", "len(Meta_.kinds)", "chosen(1)", "nested(1)"],
  },
];
