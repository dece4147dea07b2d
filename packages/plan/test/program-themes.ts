/**
 * What random programs are made of. In a form, `$e` stands for an expression over small ints, `$b` alone on a line for a block,
 * `$t` for a block that may leave the loop around, `$r` for one that may return, `$n` for a small number, `$v` for a variable.
 */
export interface Theme {
  readonly name: string;
  readonly prelude: string;
  readonly expressions: readonly string[];
  readonly statements: readonly string[];
  /** What is shown at the end. */
  readonly shown: readonly string[];
}

export const core: Theme = {
  name: "core",
  prelude: `
p0 = 1
p1 = 2
p2 = 3
q = 0
l0 = [1, 2, 3]
l1 = [0]
d0 = {"a": 1}
hidden = [0]
def bump(v):
    global p2
    # tell
    p2 = p2 + v
    return 0
def push(v):
    # tell
    hidden.append(v)
    return len(hidden) % 2
def pick(v):
    # tell
    if v:
        return p0
    return p1
`,
  expressions: [
    "p0",
    "p1",
    "p2",
    "q",
    "$n",
    "s0",
    "s1",
    "len(l0)",
    "sum(l1)",
    "d0.get('a', 0)",
    "($e + $e)",
    "($e - $e)",
    "($e * $n)",
    "int($e < $e)",
    "int($e == $e)",
    "int($e < $e < $e)",
    "($e if $e else $e)",
    "($e and $e)",
    "($e or $e)",
    "($e and $e and $e)",
    "($e or $e or $e)",
    "int($e < $e < $e < $e)",
    "int(not $e)",
    "pick($e)",
    "bump($e)",
    "push($e)",
    "[p0, p1, $e][$e % 3]",
    "int($e in l0)",
    "(l0 or [0])[$e % (len(l0) or 1)]",
  ],
  statements: [
    "$v = $e",
    "$v += $e",
    "$v, $v = $e, $e",
    "out($e)",
    "out($v)",
    "l0.append($e)",
    "l1[$e % len(l1)] = $e",
    "d0['a'] = $e",
    "d0[$e] = $e",
    "bump($e)",
    "push($e)",
    "if $e:\n    $b",
    "if $e:\n    $b\nelse:\n    $b",
    "if $e:\n    $b\nelif $e:\n    $b\nelse:\n    $b",
    "for q in range(3):\n    $t",
    "for q in range(min(abs($e), 3)):\n    $t\nelse:\n    $b",
    "for q in list(l0)[:3]:\n    $t",
    "fuel = 3\nwhile fuel > 0 and $e:\n    fuel -= 1\n    $t\nelse:\n    $b",
    "out()",
    "print($e)",
    "assert $e or True",
  ],
  shown: ["p0", "p1", "p2", "q", "l0", "l1", "d0", "hidden", "len(l0)", "list(d0)"],
};

export const callsInARow: Theme = {
  name: "calls in a row",
  prelude:
    "got = []\nby_id = {}\nrow_ = {}\ntotal_ = 0\nitems_ = [{'id': 1, 'n': 2}, {'id': 2, 'n': s0}, {'id': s1, 'n': 3}]\n",
  expressions: [
    "(ask0($v) + ask1($n))",
    "len([ask0($n), echo($v), rows1($v)])",
    "len(f'{ask0($n)} {ask1($v)}')",
    "sum([ask0(v) for v in [1, $e]])",
    "int(ask0($v) < ask1($n))",
    "max(echo([ask0($n), ask1($v)]))",
    "pick([ask0($n), ask1($v)][0])",
  ],
  statements: [
    "p0 = ask0($v)\np1 = ask1($n)",
    "p0 = len(rows0($n))\nprint(p0)\np1 = len(rows1($v))",
    "p0, p1 = ask0($n), ask1($v)",
    "got.append([ask0($e), ask1($n)])",
    "row_ = {'a': ask0($n), 'b': echo($v), 'c': ask1($e)}",
    "for q in [1, 2, 3]:\n    got.append(ask0(q))",
    "for q in [1, $e, 3]:\n    by_id[q] = ask1(q)",
    "for item in items_:\n    value_ = ask0(item['id'])\n    got.append({'id': item['id'], 'v': value_})\n    total_ += value_",
    "for item in items_:\n    a_ = ask0(item['n'])\n    b_ = ask1(item['id'])\n    got.append([item, a_, b_])",
    "for item in items_[:2]:\n    row_ = {}\n    row_['a'] = ask0(item['id'])\n    row_['b'] = ask1($v)\n    got.append(row_)",
    "for item in items_:\n    if item['n'] > 1:\n        got.append(ask0(item['id']))",
    "for item in rows0($e):\n    got.append(ask1(item['id']))\n    $t",
    "for q, item in enumerate(items_):\n    got.append(echo(item))\n    $t",
    "items_.append({'id': $e, 'n': $v})",
    "items_ = got",
    "items_[0]['n'] = $e",
    "got = [ask0(v) for v in l0[:3]]",
    "got = [{'a': ask0(v), 'b': ask1(q)} for v in l0[:3] if v != $v]",
    "by_id = {v: ask1(v) for v in l0[:3]}",
    "try:\n    p0 = fail1($v)\n    p1 = fail1($n)\n    $b\nexcept Exception:\n    $b",
  ],
  shown: ["got", "by_id", "total_", "items_", "row_"],
};

export const themes: readonly Theme[] = [
  callsInARow,
  {
    name: "tools",
    prelude:
      "kept_rows = [{'id': 0, 'n': [1, 2]}]\nanswer_ = 0\nfrom itertools import takewhile\nit_ = iter([1, 2, 3, 4])\n",
    expressions: [
      "ask0($e)",
      "ask1($e)",
      "echo($e)",
      "len(rows0($e))",
      "sum(row.id for row in rows1($e))",
      "(rows0($e) or kept_rows)[0]['n'][$e % 2]",
      "len(str(text0($e)))",
      "len(kept_rows)",
      "len(list(takewhile(lambda v: ask0(v) > 1, it_)))",
      "next(it_, 0)",
      "sum(v for v in [1, 2, 3] if ask0(v) > 1)",
      "next((v for v in [1, 2, 3] if ask1(v) > 2), 0)",
      "len([v for v in [1, 2, 3] if ask0(v) > 1])",
      "(ask0($e) and ask1($e) and $e)",
      "int($e < ask0($e) < ask1($e))",
      "int(any(ask0(v) > 2 for v in [1, 2, 3]))",
      "max([ask0(v) for v in [1, $e]])",
      "sum(map(lambda v: ask1(v), [1, $e]))",
      "sorted([2, 1, $e], key=lambda v: ask0(v))[0]",
    ],
    statements: [
      "answer_ = ask0($e)",
      "answer_ = ask1($e)\nif answer_ > $e:\n    $b",
      "kept_rows = rows0($e) or kept_rows",
      "kept_rows = kept_rows + rows1($e)",
      "for row in rows0($e):\n    row['id'] += 1\n    kept_rows.append(row)\n    $t",
      "for row in kept_rows[:3]:\n    row['n'].append($e)\n    $t",
      "try:\n    answer_ = fail1($e)\n    $b\nexcept Exception as error:\n    answer_ = len(str(error))\n    $b",
      "if ask1($e):\n    echo(1)\n    $b",
      "while len(kept_rows) < 4 and ask0($e) > 1:\n    kept_rows.append({'id': 1, 'n': [$e]})\n    $t",
      "x_, y_ = echo($e), ask0($e)\nanswer_ = x_ + y_",
      "print($e, answer_)",
      "tuple(takewhile(lambda v: push(v) or ask0(v) > 1, [1, 2, 3]))",
      "it_ = iter([1, 2, 3])\nlist(takewhile(lambda v: ask1(v) > 1, it_))\nq = next(it_, 0)",
      "it_ = iter([1, 2, 3])\nany(ask0(v) > 2 for v in it_)\nq = next(it_, 0)",
      "for q in (v for v in [1, 2, 3] if ask0(v) > 1):\n    $t",
      "for q in [v for v in [1, 2, 3] if ask1(v) > 1]:\n    $t",
      "try:\n    $b\n    q = 6 // (ask0($e) - 1)\n    $b\nexcept ZeroDivisionError:\n    $b",
      "try:\n    q = rows0($e)[$e]['id']\n    $b\nexcept IndexError:\n    $b\nfinally:\n    $b",
      "match ask1($e):\n    case 0 | 1:\n        $b\n    case n if ask0(n) > 2:\n        $b\n    case _:\n        $b",
      "def asks(v):\n    $r\n    return ask0(v)\nanswer_ = asks($e)",
      "answer_ = ask0($e) if $e else ask1($e)",
      "answer_ = $e and echo($e)",
      "echo(kept_rows)",
    ],
    shown: ["answer_", "len(kept_rows)", "kept_rows[0]", "kept_rows"],
  },
  {
    name: "functions",
    prelude:
      "def fn(v, *rest, w=1, **named):\n    return v\nearly = pick\ndef falls(v):\n    if v > 1: return 1",
    expressions: [
      "(lambda v, w=$e: v + w)($e)",
      "(lambda: $e)()",
      "[bump, push][$e % 2](1)",
      "int(falls($e) is None)",
      "(falls($e) or 2)",
      "{0: bump, 1: push}[$e % 2]($e)",
    ],
    statements: [
      "def fn(v, *rest, w=1, **named):\n    $r\n    return v + w + len(rest) + len(named)",
      "q = fn($e)",
      "q = fn($e, $e, w=$e)",
      "q = fn(*([1] * ($e % 3 + 1)))",
      "q = fn(1, **{'x': $e})",
      "q = fn(1, **({'y': 1} if $e else {}))",
      "def early(v):\n    for i in [1, 2]:\n        if v > i:\n            return 0\n        l1.append(i)\n    return 1",
      "q = early($e)",
      "if $e:\n    def fn(v=0, *a, **k): return $n",
      "fn = [bump, push, pick][$e % 3]",
      "fn = [bump, push][$e % 2]\np2 = $n\nfn(1)",
      "fn = bump if $e else pick\np2 = $n\nfn(2)\nout(p2)",
      "(bump if $e else pick)(1)",
      "def fn(v=$e, *a, w=$e, **k): return v + w",
      "fn(*[1, 2][: $e % 2 + 1])",
      "def falls(v):\n    for i in [1, 2]:\n        if i == v: return i\n        l1.append(i)",
      "def falls(v):\n    try:\n        return 1 // v\n    except ZeroDivisionError:\n        bump(1)",
      "def falls(v):\n    while v > 1:\n        if $e: return 2\n        v -= 1",
      "out(*[1, 2][: $e % 2])",
      "out(**({'v': 1} if $e else {}))",
    ],
    shown: ["fn(1)", "p2", "hidden", "q"],
  },
  {
    name: "closures",
    prelude: `
def make(n):
    kept = [n]
    def add(v):
        nonlocal n
        n += v
        kept.append(v)
        return n
    def read():
        return n
    return add, read, kept
add, read, kept = make(1)
add2, read2, kept2 = make(2)
def deco(f):
    hidden.append(7)
    def inner(*a):
        bump(1)
        return f(*a)
    return inner
fs = [add, add2]
decorated = nested = pick
`,
    expressions: [
      "add($e)",
      "read()",
      "read2()",
      "[add, add2][$e % 2]($e)",
      "fs[$e % 2](1)",
      "(read if $e else read2)()",
      "(lambda f: f(1))(fs[$e % 2])",
    ],
    statements: [
      "if $e: add($e)",
      "fs.reverse()",
      "if $e: fs[0] = add2",
      "[kept, kept2][$e % 2].append($e)",
      "@deco\ndef decorated(v):\n    $r\n    return v",
      "q = decorated($e)",
      "def nested(v):\n    x = $e\n    def a():\n        nonlocal x\n        x += v\n        return x\n    if $e:\n        a()\n    return x",
      "q = nested($e)",
      "add, add2 = add2, add",
      "late = [lambda: i for i in range(2)]\nq = late[$e % 2]()",
    ],
    shown: ["read()", "read2()", "kept", "kept2"],
  },
  {
    name: "objects",
    prelude: `
class Box:
    made = 0
    tags = []
    def __init__(self, n):
        self.n = n
        self.items = [n]
        Box.made += 1
    def grow(self, v):
        # tell
        self.n += v
        self.items.append(v)
        return self.n
    def maybe(self, v):
        if v:
            return self
        return box
box = Box(1)
spare = Box(2)
o = box
boxes = [box, spare]
`,
    expressions: [
      "box.n",
      "spare.n",
      "o.n",
      "o.grow($e)",
      "[box, spare][$e % 2].n",
      "[box, spare][$e % 2].grow(1)",
      "(box if $e else spare).grow($e)",
      "(box and spare).n",
      "getattr(o, 'n', 0)",
      "getattr(o, ['n', 'zz'][$e % 2], 0)",
      "int(hasattr(o, 'extra'))",
      "Box($e).n",
      "Box.made",
      "box.maybe($e).n",
      "len(box.items)",
      "int(o is box)",
      "int(isinstance([1, box][$e % 2], Box))",
      "len(Box.tags)",
    ],
    statements: [
      "box.n = $e",
      "o.n += $e",
      "[box, spare][$e % 2].n = $e",
      "boxes[$e % len(boxes)].items.append(3)",
      "o = [box, spare][$e % 2]",
      "o = box if $e else spare",
      "o = boxes[$e % len(boxes)]",
      "o = max(boxes, key=lambda b: b.n)",
      "o = sorted(boxes, key=lambda b: b.n)[0]",
      "o = next((b for b in boxes if b.n == $e), box)",
      "for o in boxes:\n    if o.n > $e: break",
      "o = {0: box, 1: spare}[$e % 2]",
      "o = {0: box}.get($e, spare)",
      "o = box.maybe($e)",
      "o.items.append($e)",
      "o.items = l0",
      "o.extra = $e",
      "if $e: box.extra = 1",
      "if hasattr(box, 'extra'): del box.extra",
      "boxes.insert($e % 2, spare)",
      "boxes.sort(key=lambda b: b.n)",
      "boxes.reverse()",
      "if len(boxes) > 1: boxes.pop($e % 2)",
      "boxes = [b for b in boxes if b.n < $e] or [box, spare]",
      "box, spare = spare, box",
      "Box.tags.append($e)",
      "o.tags = [1]",
      "if $e: Box.grow = lambda self, v: v",
      "boxes.append([box, spare][$e % 2])",
      "boxes += [box] * ($e % 2)",
      "boxes.pop($e % len(boxes))\nboxes.append(box)\nboxes[0].n = $n",
      "boxes = [box, spare]\nboxes.pop($e % 2)\nboxes[0].grow(1)",
      "boxes = [box, Box(1)]\ndel boxes[: $e % 2]\nboxes.append(spare)\nspare.n = $n\nboxes[1].n = 9",
      "boxes = [Box(1), box]\nboxes[: $e % 2] = [spare]\nspare.n = $n\nboxes[0].n = 9",
      "boxes = [Box(1)] * ($e % 2)\nboxes += [box, spare]\nbox.n = spare.n = $n\nboxes[1].n = 9",
      "boxes = [box, spare]\ndel boxes[$e % 2]\nboxes[-1].items.append(5)",
      "boxes = [box, spare]\nboxes.sort(key=lambda b: b.n * $e)\nbox.n = $n\nspare.n = $n\nboxes[0].n = 8",
      "boxes = [spare] * ($e % 2) + [box]\nbox.n = 1\nboxes[0].n = $n",
      "boxes = [box, spare][$e % 2 :]\nboxes[0].n = $n",
      "boxes = [b for b in [box, spare] if b.n > $e] or [spare]\nboxes[0].n = $n",
      "boxes = list(filter(lambda b: b.n > $e, [box, spare])) or [spare]\nboxes[0].n = $n",
      "o = [box, spare][$e % 2]\nbox.n = $n\nspare.n = $n\no.n = $n",
      "o = [box, spare][$e % 2]\no.items = l1\nbox.items.append(1)",
      "del boxes[$e % len(boxes)]\nboxes.append(box)",
    ],
    shown: [
      "box.n",
      "spare.n",
      "box.items",
      "spare.items",
      "Box.made",
      "Box.tags",
      "hasattr(box, 'extra')",
      "hasattr(spare, 'extra')",
      "len(boxes)",
      "o.n",
      "boxes[0].n",
    ],
  },
  {
    name: "special",
    prelude: `
heard = []
class S:
    if s0:
        def __eq__(self, other):
            heard.append(1)
            return True
    if s1:
        def __bool__(self):
            heard.append(2)
            return False
    if s0 > 1:
        def __add__(self, other):
            heard.append(3)
            return 3
    if s1 > 1:
        def __getattr__(self, name): return 4
    if s0:
        @property
        def p(self): return 5
        def m(self): return 6
    else:
        p = 7
    if s1:
        def __len__(self): return 2
    else:
        def __iter__(self): return iter([1])
class T:
    k = 1
    def __radd__(self, other):
        heard.append(4)
        return 4
    def m(self): return 8
class U(T):
    if s0: k = 2
class W([S, T][s1 % 2]):
    pass
sp = S()
`,
    expressions: [
      "int(S() == 1)",
      "(1 if sp else 2)",
      "(sp + T())",
      "getattr(sp, 'nothing', 0)",
      "getattr(S(), 'p', 0)",
      "getattr(W(), 'm', pick)()",
      "W().k",
      "U().k",
      "len([sp, [1]][$e % 2])",
      "len(list([sp, [1]][$e % 2]))",
      "int([sp] == [1])",
      "int(1 in [sp])",
      "(W() + T())",
      "(1 if W() else 2)",
      "int(isinstance(W(), S))",
      "int(hasattr(sp, 'm'))",
    ],
    statements: [
      "class W([S, T, U][$e % 3]):\n    j = $e",
      "class S:\n    if $e:\n        def __len__(self): return 0\n    else:\n        def __bool__(self): return $e > 1",
      "class T:\n    k = 1\n    if $e:\n        def __radd__(self, other): return $n\n    def m(self): return $e",
      "def special_():\n    class T(S):\n        if $e:\n            def m(self):\n                heard.append(7)\n                return $n\n    return T()\nsp = special_()",
      "sp = [S(), T(), W()][$e % 3]",
      "try:\n    q = sp.m()\n    $b\nexcept AttributeError:\n    $b",
      "try:\n    q = sp + $e\n    $b\nexcept TypeError:\n    $b",
      "if sp:\n    $b",
    ],
    shown: [
      "heard",
      "1 if sp else 2",
      "int(sp == 1)",
      "getattr(W(), 'm', pick)()",
      "W().k",
      "U().k",
      "len(sp)",
    ],
  },
  {
    name: "protocols",
    prelude: `
calls = 0
seen = []
class V:
    def __init__(self, v): self.v = v
    def note(self):
        global calls
        # tell
        calls += 1
    def __add__(self, other):
        self.note()
        return self.v
    def __radd__(self, other):
        seen.append(1)
        return self.v
    def __eq__(self, other):
        global calls
        calls += 1
        return isinstance(other, V) and self.v == other.v
    def __hash__(self):
        return 1
    def __lt__(self, other):
        # tell
        seen.append(2)
        return self.v < other.v
    def __gt__(self, other):
        self.note()
        return self.v > other.v
    def __len__(self):
        seen.append(3)
        return 2
    def __bool__(self):
        self.note()
        return self.v > 1
    def __str__(self):
        seen.append(4)
        return str(self.v)
    def __iter__(self):
        self.note()
        return iter([self.v, 1])
    def __getitem__(self, i):
        seen.append(5)
        return self.v
    def __setitem__(self, i, x):
        self.v = x
        self.note()
    def __contains__(self, x):
        seen.append(6)
        return x == self.v
    def __call__(self, x):
        self.note()
        return x
    def __neg__(self):
        seen.append(7)
        return 1
    def __iadd__(self, x):
        self.v += x
        return self
    def __enter__(self):
        self.note()
        return self
    def __exit__(self, *a):
        seen.append(8)
        return self.v > 2
    @property
    def twice(self):
        self.note()
        return self.v * 2
    @twice.setter
    def twice(self, x):
        self.v = x
va = V(1)
vb = V(2)
vc = va
`,
    expressions: [
      "(va + $e)",
      "([va, vb, 1][$e % 3] + 1)",
      "(1 + [vb, 2][$e % 2])",
      "int([va, 1][$e % 2] == va)",
      "int(V($e) == vb)",
      "int(V($e) in [va, vb])",
      "int([va, V($e)] == [vb, vb])",
      "int((1, V($e)) < (1, va))",
      "sorted([V($e), va, vb])[0].v",
      "max(va, V($e), vb).v",
      "min([V($e), va]).v",
      "len([va, [1]][$e % 2])",
      "int(not [va, 1][$e % 2])",
      "len(str([va, 12][$e % 2]))",
      "len(f'{[va, 12][$e % 2]}')",
      "sum([va, [1]][$e % 2])",
      "[va, [4]][$e % 2][0]",
      "int($e in [va, [1]][$e % 2])",
      "[va, vb, pick][$e % 3](1)",
      "(-[va, 1][$e % 2])",
      "[va, vb][$e % 2].twice",
      "len({va: 1, V($e): 2})",
      "len({va, V($e), vb})",
      "{va: 1}.get(V($e), 0)",
      "(vc and 1)",
      "(1 if V($e) else 2)",
      "len('%s' % [va, 1][$e % 2])",
      "[va, vb].count(V($e))",
      "int(any([V($e), va]))",
      "int(all([va, V($e), vb]))",
      "[*[va, [1]][$e % 2]][0]",
      "V($e).v",
    ],
    statements: [
      "vc = [va, vb][$e % 2]",
      "vc += $e",
      "vc[0] = $e",
      "[va, d0][$e % 2][5] = 1",
      "[va, vb][$e % 2].twice = $e",
      "vc.v = $e",
      "with [va, vb][$e % 2] as w:\n    $b",
      "with V($e):\n    q = 10 // $e\n    $b",
      "for q in [va, [1]][$e % 2]:\n    $t",
      "a_, b_ = [va, [1, 2]][$e % 2]",
      "if [va, 1][$e % 2]:\n    $b",
      "while vc and calls < 20:\n    vc = 0\n    $b\nvc = va",
      "seen.sort()",
      "match V($e):\n    case V(v=1):\n        $b\n    case V(twice=4):\n        $b\n    case _:\n        $b",
    ],
    shown: ["calls", "seen", "va.v", "vb.v", "len(seen)"],
  },
  {
    name: "inheritance",
    prelude: `
class A:
    x = 1
    log = []
    def m(self): return 1
    def n(self):
        A.log.append(1)
        return self.m()
    @staticmethod
    def st(v): return v
    @classmethod
    def cl(cls, v):
        cls.x = v
        return cls.x
class B(A):
    def m(self):
        B.log.append(2)
        return super().m() + 1
class C(B):
    x = 3
    def n(self):
        return super().n() + 2
inst = B()
kind = A
`,
    expressions: [
      "[A, B, C][$e % 3]().m()",
      "[A(), B(), C()][$e % 3].n()",
      "inst.n()",
      "inst.m()",
      "A.x",
      "C.x",
      "inst.x",
      "kind.x",
      "kind().m()",
      "A.cl($e)",
      "[A, B][$e % 2].cl(1)",
      "A.st($e)",
      "int(isinstance(inst, kind))",
      "int(issubclass(kind, B))",
      "int(type(inst) is kind)",
    ],
    statements: [
      "kind = [A, B, C][$e % 3]",
      "class D([A, B][$e % 2]):\n    y = $e\n    if $e:\n        x = 5\ninst = D()",
      "inst = [A, B, C][$e % 3]()",
      "if $e: A.m = lambda self: 5",
      "if $e:\n    class C(A): x = 4",
      "inst.x = $e",
      "kind.x = $e",
      "kind.log.append($e)",
      "if $e: B.x = 7",
      "inst.m = lambda: 9",
      "class D([A, B, C][$e % 3]): pass\nq = D().m()",
      "class D([A, B][$e % 2]):\n    def m(self): return super().m() + 1\nq = D().n()",
      "class D([A, B][$e % 2]):\n    def st(v): return 5\ninst = D()\nq = inst.n()",
      "q = super([B, C][$e % 2], C()).m()",
      "def later(k):\n    class E(k):\n        z = $e\n    return E\nkind = later([A, B, C][$e % 3])",
    ],
    shown: ["A.x", "B.x", "C.x", "A.log", "inst.x", "A().m()", "B().n()", "kind.x"],
  },
  {
    name: "generators",
    prelude: `
def count():
    n = 0
    while n < 1000000:
        n += 1
        yield n
def walk(limit):
    # tell
    for i in range(3):
        if i == limit:
            return 5
        hidden.append(i)
        yield i
    return 6
def outer(limit):
    got = yield from walk(limit)
    yield got
def talk():
    total = 0
    while total < 100:
        got = yield total
        if got:
            total += got
            l1.append(got)
def guarded(v):
    try:
        # tell
        yield 1
        yield 10 // v
    except ZeroDivisionError:
        yield 7
    finally:
        hidden.append(9)
def keeps(l):
    yield 0
    l.append(4)
    yield 1
counter = count()
other = count()
it = iter([1, 2, 3])
w = walk(1)
t = talk()
next(t)
k = keeps(l0)
g = (push(v) for v in [1, 2, 3])
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        self.n -= 1
        if self.n < 0:
            raise StopIteration
        return self.n
its = It(2)
gen = walk
`,
    expressions: [
      "next(counter)",
      "next([counter, other][$e % 2])",
      "next(it, 0)",
      "next(w, 9)",
      "next(outer($e), 3)",
      "sum(walk($e))",
      "len(list(outer($e)))",
      "t.send($e)",
      "next(guarded($e))",
      "sum(guarded($e))",
      "next(k, 5)",
      "next(g, 4)",
      "next(its, 8)",
      "sum(It($e % 4))",
      "int($e in it)",
      "int(any(push(v) for v in [$e, 0, 1]))",
      "int(all(push(v) > $e for v in [1, 0]))",
      "next((v for v in it if v == $e), 6)",
      "sum(v for v in l0 if v < $e)",
      "max((v for v in l1), default=$e)",
      "len([v for v in walk($e) if v])",
      "next(filter(lambda v: v > $e, counter))",
      "sum(x for x, y in zip(it, l0))",
    ],
    statements: [
      "it = iter(l0)",
      "it = iter([$e, 2, 3])",
      "w = walk($e)",
      "w = outer($e)",
      "g = ((q := v) for v in [1, $e])",
      "g = (push(v) for v in [1, $e, 2] if v != $e)",
      "g = (pick(v) + u for v in [1, 2] for u in range($e % 3))",
      "w.close()",
      "if $e: w.close()",
      "if $e: next(counter)",
      "for q in w:\n    $t",
      "for q in counter:\n    if q > $e: break\n    if q > 9: break",
      "for q in g:\n    $t",
      "for q in (v for v in l0 if v != $e):\n    $t",
      "for q in (v for v in [1, 2, 3] if v > $e):\n    $t\nelse:\n    $b",
      "for q in (u + v for v in [1, 2] if v > $e for u in [1, 2] if u > $e):\n    $t",
      "g = (v for v in [1, 2, 3, 4] if v % 2 == $e % 2)\nnext(g, 0)\nq = next(g, 0)",
      "g = (v for v in it if v > $e)\nnext(g, 0)\nq = next(it, 0)",
      "g = (push(v) for v in [1, 2] if v > $e)\nl1 = list(g) or [0]",
      "it = [iter([1, 2, 3]), counter][$e % 2]\ncounter = count()\nnext(it)",
      "def gen(v):\n    for i in [1, 2, 3]:\n        if i > v: yield i\nfor q in gen($e):\n    $t",
      "def gen(v):\n    while v > 0:\n        yield v\n        v -= 1\n    return $e\nw = gen($e % 4)\nnext(w, 0)",
      "for q in its:\n    $t",
      "counter, other = other, counter",
      "k = keeps([l0, l1][$e % 2])",
      "k = guarded($e)",
      "def gen(v):\n    $r\n    yield 1\n    $r\n    yield 2",
      "q = sum(gen($e))",
      "def gen(v):\n    if v: yield v\n    got = yield 3\n    if got: hidden.append(got)\n    try:\n        yield from [v, 1 // v]\n    except ZeroDivisionError:\n        yield 5",
      "w = (lambda v: gen(v))($e) if 0 else walk(2)",
      "its = It($e % 3)",
      "x_, *y_ = walk(3)\nq = len(y_) + x_",
    ],
    shown: [
      "next(counter)",
      "next(other)",
      "next(it, 0)",
      "next(w, 0)",
      "next(g, 0)",
      "next(k, 0)",
      "next(its, 0)",
      "t.send(1)",
      "l1",
      "hidden",
    ],
  },
  {
    name: "exceptions",
    prelude: `
class Wrong(Exception):
    def __init__(self, n):
        super().__init__(n)
        self.n = n
class Quiet:
    def __init__(self, on): self.on = on
    def __enter__(self): return self.on
    def __exit__(self, kind, error, trace):
        if kind: hidden.append(3)
        return self.on
def risky(v):
    hidden.append(v)
    # tell
    if v > 2:
        raise Wrong(v)
    q = 10 // v
    l1.append(q)
    return q
kept_error = Wrong(0)
tries = pick
`,
    expressions: ["kept_error.n", "len(kept_error.args)"],
    statements: [
      "try:\n    $b\n    q = 10 // $e\n    $b\nexcept ZeroDivisionError:\n    $b",
      "try:\n    $b\n    if $e: raise Wrong(p0)\n    $b\nexcept Wrong as error:\n    kept_error = error\n    $b\nelse:\n    $b\nfinally:\n    $b",
      "try:\n    q = risky($e)\n    $b\nexcept (ValueError, Wrong):\n    $b\nexcept ZeroDivisionError:\n    $b",
      "try:\n    try:\n        q = risky($e)\n    finally:\n        $b\nexcept Exception:\n    $b",
      "try:\n    try:\n        q = l0[$e]\n        $b\n    except KeyError:\n        $b\n    $b\nexcept IndexError:\n    $b",
      "try:\n    q = d0[$e]\nexcept KeyError as error:\n    q = len(error.args)",
      "try:\n    raise [Wrong(1), ValueError(2)][$e % 2]\nexcept Wrong:\n    $b\nexcept ValueError:\n    $b",
      "try:\n    assert $e\n    $b\nexcept AssertionError:\n    $b",
      "try:\n    try:\n        1 // 0\n    except ZeroDivisionError as first:\n        if $e: raise Wrong(1) from first\n        $b\nexcept Wrong:\n    $b",
      "for q in range(3):\n    try:\n        $t\n        if $e: break\n    finally:\n        $b",
      "with Quiet($e):\n    q = risky($e)\n    $b",
      "with Quiet(True) as on:\n    $b\n    if $e: raise Wrong(2)\n    $b",
      "def tries(v):\n    try:\n        q = 10 // v\n        $r\n        return q\n    except ZeroDivisionError:\n        $r\n        return 2\n    finally:\n        hidden.append(5)",
      "q = tries($e)",
      "try:\n    if $e: name_ = 1\n    q = name_\nexcept NameError:\n    q = 2",
      "try:\n    a_, b_ = l0[:$e]\n    $b\nexcept ValueError:\n    $b",
      "try:\n    l0.remove($e)\n    $b\nexcept ValueError:\n    $b",
      "try:\n    l0[$e] = 1\n    $b\nexcept IndexError:\n    $b",
      "try:\n    for q in [[1], 1][$e % 2]: pass\n    $b\nexcept TypeError:\n    $b",
      "try:\n    q = f'{1:{$e}}' and 1\n    q = -[1, '1'][$e % 2]\n    $b\nexcept TypeError:\n    $b",
      "try:\n    d0[[1, []][$e % 2]] = 1\n    $b\nexcept TypeError:\n    $b",
      "try:\n    q = {[1, l0][$e % 2]: 1}[1]\nexcept TypeError:\n    q = 5",
      "try:\n    q = (0).real if $e else [1].zz\nexcept AttributeError:\n    $b",
      "l0.extend(10 // v for v in [1, $e or 1])",
      "p2 = 1\ntry:\n    p1 = 2\n    10 // $e\n    p2 = 3\nexcept ZeroDivisionError:\n    pass\np1 = 0",
      "try:\n    push(10 // $e)\n    bump(1)\nexcept ZeroDivisionError:\n    pass",
      "try:\n    10 // $e\n    l1.append(1)\nexcept ZeroDivisionError:\n    pass",
      "for q in [1, 2]:\n    try:\n        10 // $e\n        hidden.append(4)\n    except ZeroDivisionError:\n        continue\n    $b",
      "def tries(v):\n    try:\n        10 // v\n        l1.append(2)\n    except ZeroDivisionError:\n        return 1\n    hidden.append(v)\n    return 2\nq = tries($e)",
      "try:\n    q = [1, 2, 3].index($e)\n    hidden.append(6)\nexcept ValueError:\n    pass",
      "try:\n    q = int(['1', 'x'][$e % 2])\n    bump(2)\nexcept ValueError as error:\n    kept_error = error",
    ],
    shown: ["len(kept_error.args)", "p2", "hidden", "l1", "tries(1)"],
  },
  {
    name: "names",
    prelude:
      "n0 = 1\nn1 = 2\nn2 = 3\ndel n2\ndef setter(v):\n    global n0\n    if v:\n        n0 = v\n    return n0\n",
    expressions: ["setter($e)", "(n2 := $e)", "len([n2 := v for v in range($e % 3)])"],
    statements: [
      "n2 = $e",
      "if $e:\n    n2 = 1",
      "if $e:\n    n2 = 1\n    del n2\nelse:\n    n2 = 3",
      "n2 = 1\nif $e: del n2\ntry:\n    q = n2\nexcept NameError:\n    q = 9",
      "match $e:\n    case 0:\n        pass\n    case n2:\n        $b",
      "def local(v):\n    x = 1\n    if v: del x\n    try:\n        return x\n    except UnboundLocalError:\n        return 2\nq = local($e)",
      "if $e: import math as n2\nn2 = 0",
      "def binder():\n    global n1\n    n1 = $e\n    $r\n    return 0\nif $e: binder()",
      "for n2 in range($e % 3): pass",
      "n0 = n1 = $e",
    ],
    shown: ["n0", "n1", "n2", "setter(0)"],
  },
  {
    name: "matching",
    prelude:
      "class Pt:\n    __match_args__ = ('x', 'y')\n    def __init__(self, x, y):\n        self.x = x\n        self.y = y\npt = Pt(1, 2)\n",
    expressions: ["pt.x", "pt.y"],
    statements: [
      "match $e:\n    case 0:\n        $b\n    case 1 | 2:\n        $b\n    case n if n > $e:\n        $b\n    case _:\n        $b",
      "match [$e, $e]:\n    case [0, y]:\n        q = y\n    case [x, *rest] if x > 1:\n        $b\n    case _:\n        $b",
      "match {'a': $e, 'b': 1}:\n    case {'a': 0, **more}:\n        q = len(more)\n    case {'a': x}:\n        q = x\n        $b",
      "match [pt, Pt($e, 2)][$e % 2]:\n    case Pt(1, y):\n        $b\n    case Pt(x=0):\n        $b\n    case Pt() as other_:\n        other_.x = $e",
      "pt.x = $e",
      "match l0:\n    case [1, 2, *_]:\n        $b\n    case []:\n        $b",
      "match [1, 'a', None, [1]][$e % 4]:\n    case int():\n        $b\n    case str() | None:\n        $b\n    case [x]:\n        l0.append(x)",
    ],
    shown: ["pt.x", "pt.y"],
  },
  {
    name: "comprehensions",
    prelude: "rows = [[1, 2], [3]]\n",
    expressions: [
      "len([v for v in l0 if v < $e])",
      "len({v % 2 for v in l0 if v > $e})",
      "len({v: $e for v in range($e % 4)})",
      "sum([push(v) for v in [1, $e, 3] if v])",
      "sum([v for row in rows for v in row if v != $e])",
      "len([row for row in rows if len(row) > $e])",
      "sum([pick(v) if v else $e for v in l1])",
      "len(rows[$e % len(rows)])",
    ],
    statements: [
      "rows = [[v, $e] for v in l0 if v]\nrows = rows or [[1]]",
      "[row.append($e) for row in rows if len(row) > $e]",
      "row = [r for r in rows if len(r) != $e]\nfor r in row: r.append(0)",
      "{bump(v) for v in range($e % 3)}",
      "q = [v := $e, v + 1][1]",
      "rows[$e % len(rows)].append(1)",
      "d0 = {v: [v] for v in range(2)} if 0 else {'a': $e}",
      "l1 = [v for v in l0 if v != $e] or [0]",
      "l1 = [*l0, $e] if $e else [*l1]",
    ],
    shown: ["rows", "len(rows)", "rows[0]"],
  },
  {
    name: "lists",
    prelude: "m0 = [3, 1, 2]\nm1 = [5]\nm = m0\nnest = [m0, m1]\n",
    expressions: [
      "m[$e % len(m)]",
      "m0[-1]",
      "nest[$e % len(nest)][0]",
      "len(nest[0])",
      "len(m)",
      "m0.count($e)",
      "(m0.pop() if len(m0) > 2 else 0)",
      "sorted([2, $e, 1])[0]",
      "sorted(m0, key=lambda v: push(v) + $e)[0]",
      "max([$e, 1, p0])",
      "max(nest, key=len)[0]",
      "min(m0, key=lambda v: abs(v - $e))",
      "sum(map(lambda v: bump(v) + v, m0))",
      "len(list(filter(lambda v: push(v) > $e, m0)))",
      "sum(a * b for a, b in zip(m0, m1))",
      "list(enumerate(m0))[0][1]",
      "list(reversed(m))[0]",
      "int(m0 == m1)",
      "int(m0 < m1)",
      "int(m is m0)",
      "len(m0[:$e])",
      "len(m0 * ($e % 3))",
      "divmod($e, 3)[1]",
      "int(any(map(push, [$e, 0, 1])))",
      "next(filter(push, [0, $e, 1]), 0)",
    ],
    statements: [
      "m = [m0, m1][$e % 2]",
      "m = nest[$e % len(nest)]",
      "m = m0 if $e else m1",
      "m = max(m0, m1)",
      "m = max(nest, key=lambda l: len(l) + $e * 0)",
      "m.append($e)",
      "m.extend([1] * ($e % 3))",
      "m.insert($e % 3, 9)",
      "m.sort()",
      "m.sort(key=lambda v: (v - $e) ** 2)",
      "m.reverse()",
      "m += [$e]",
      "m *= 1 + ($e % 2)",
      "m[0] = $e",
      "m[$e % len(m)] = 5",
      "m[$e % 2:] = [7]",
      "if len(m) > 1: m.pop($e % len(m))",
      "if $e in m and len(m) > 1: m.remove($e)",
      "if len(m) > 1: del m[$e % len(m)]",
      "nest.reverse()",
      "nest.append([m0, m1][$e % 2])",
      "nest.insert($e % 2, [1])",
      "nest[$e % len(nest)].append(1)",
      "nest[0].append(2)",
      "if $e: nest[0] = m1",
      "nest.sort(key=lambda l: len(l) * $e)",
      "m0, m1 = m1, m0",
      "[l.append(1) for l in nest]",
      "x, *m = [1, 2, $e]\nm = m0",
      "m = nest.pop($e % len(nest)) if len(nest) > 1 else m0",
      "nest = nest[$e % 2:] or [m0]",
      "nest = [m0] * ($e % 2) + [m1]",
      "nest = sorted(nest, key=lambda l: l[0] * $e)",
      "for m in nest:\n    if len(m) > $e: break",
    ],
    shown: ["m0", "m1", "len(m0)", "len(m1)", "m0[0]", "len(nest)", "len(nest[0])", "nest[0]"],
  },
  {
    name: "dicts",
    prelude:
      "e0 = {'a': [1], 'b': [2]}\ne1 = {'a': [3]}\nst = {1, 2}\nst2 = {3}\nfrom collections import defaultdict, Counter, OrderedDict, deque\ndd = defaultdict(lambda: push(1))\ncn = Counter()\ndq = deque([1, 2])\nview = e0.values()\n",
    expressions: [
      "len(e0)",
      "len(e0.get(['a', 'b', 'c'][$e % 3], []))",
      "len([e0, e1][$e % 2])",
      "int('b' in e0)",
      "int($e in st)",
      "len(st)",
      "dd[$e % 3]",
      "cn['a']",
      "len(cn)",
      "len(dq)",
      "dq[$e % len(dq)]",
      "len(st | {$e})",
      "len(e0.setdefault(['a', 'd'][$e % 2], []))",
      "len(list(view))",
      "sum(len(x) for x in e0.values())",
      "len({**e0, $e: 1})",
      "int(st == st2)",
      "int(st < {1, 2, $e})",
    ],
    statements: [
      "e0[['a', 'b', 'c'][$e % 3]] = [$e]",
      "e0[['a', 'b', 'c'][$e % 3]] = e1['a']",
      "e0.setdefault(['a', 'd'][$e % 2], [1]).append($e)",
      "e0.get(['a', 'c'][$e % 2], l0).append(4)",
      "[e0, e1][$e % 2]['z'] = [1]",
      "[e0, e1][$e % 2].update(y=[$e])",
      "if 'b' in e0: del e0['b']",
      "e0.pop(['b', 'c'][$e % 2], None)",
      "if len(e0) > 1: e0.popitem()",
      "e0 |= {$e: [1]}",
      "for key in list(e0):\n    $t",
      "for value in list(e0.values())[:3]:\n    value.append($e)\n    $t",
      "for key, value in list(e0.items())[:2]: value.append(1)",
      "next(iter(e0.values()), l0).append(6)",
      "list(e0.values())[-1].append(8)",
      "st.add($e)",
      "st.discard($e)",
      "[st, st2][$e % 2].add(7)",
      "st |= {$e}",
      "st &= {1, $e}",
      "st.update([1] * ($e % 2))",
      "st2 = {v for v in st if v != $e}",
      "cn['a'] += $e",
      "cn.update(['b'] * ($e % 3))",
      "dd[$e] += 1",
      "dq.append($e)",
      "dq.rotate($e % 2)",
      "dq.appendleft(5)",
      "if len(dq) > 1: dq.popleft()",
      "e0 = dict(e1)",
      "e0 = {k: v for k, v in e0.items() if len(v) != $e} or {'a': l1}",
      "e0.clear()\ne0['a'] = l0",
      "e1 = e0",
    ],
    shown: [
      "e0",
      "e1",
      "len(e0)",
      "sorted(st)",
      "len(st)",
      "len(st2)",
      "len(dd)",
      "cn",
      "list(dq)",
      "len(view)",
      "list(e0)",
    ],
  },
  {
    name: "records",
    prelude: `
from collections import namedtuple
from dataclasses import dataclass, field
from enum import Enum
from pydantic import BaseModel, Field
def fresh():
    hidden.append(2)
    return [1]
P = namedtuple("P", "x y")
@dataclass(order=True)
class D:
    x: int
    items: list = field(default_factory=fresh)
    def __post_init__(self):
        l1.append(self.x)
class E(Enum):
    ONE = 1
    TWO = 2
class M(BaseModel):
    n: int
    rows: list[int] = Field(default_factory=fresh)
p = P(1, [2])
r = D(1)
r2 = D(2)
mo = M(n=1)
`,
    expressions: [
      "p.x",
      "p.y[0]",
      "len([p.y, r.items][$e % 2])",
      "D($e).x",
      "r.x",
      "[r, r2][$e % 2].x",
      "int(D($e) == r)",
      "int(r < D($e))",
      "max(r, D($e)).x",
      "E([1, 2][$e % 2]).value",
      "[E.ONE, E.TWO][$e % 2].value",
      "int(E.ONE is [E.ONE, E.TWO][$e % 2])",
      "mo.n",
      "M(n=$e).n",
      "len(mo.rows)",
      "mo.model_dump()['n']",
      "len(repr(r))",
      "len(str(mo))",
    ],
    statements: [
      "p = P($e, [1])",
      "p = p._replace(x=$e)",
      "[p, P(1, l0)][$e % 2].y.append(1)",
      "r.x = $e",
      "[r, r2][$e % 2].x = $e",
      "[r, r2][$e % 2].items.append(3)",
      "r.items.append($e)",
      "r = [r, r2][$e % 2]",
      "if $e: D(5)",
      "mo.n = $e",
      "mo.rows.append($e)",
      "mo = M(n=$e) if $e else mo",
      "try:\n    mo = M.model_validate({'n': [1, 'x'][$e % 2]})\n    $b\nexcept Exception:\n    $b",
      "match r:\n    case D(x=1):\n        $b\n    case D(x, items):\n        items.append(x)",
      "for member in E:\n    if member.value > $e: break",
    ],
    shown: ["p.x", "p.y", "r.x", "r2.x", "r.items", "r2.items", "mo.n", "mo.rows"],
  },
  {
    name: "modules",
    prelude:
      "from functools import reduce, partial, cmp_to_key\nfrom itertools import chain, islice, takewhile, dropwhile, accumulate, groupby, starmap, product, tee, cycle, count as counting, zip_longest\nimport json, re, math\nit1 = iter([1, 2, 3, 4])\nit2 = iter([5, 6, 7])\npart = partial(push, 3)\ncells = [[1], [2]]\n",
    expressions: [
      "reduce(lambda a, b: a + push(b), [1, $e, 2])",
      "part()",
      "sorted([1, $e, 2], key=cmp_to_key(lambda a, b: push(a) and a - b))[0]",
      "sum(islice(it1, $e % 3))",
      "sum(takewhile(lambda v: v < $e, it1))",
      "len(list(dropwhile(lambda v: push(v) < $e, [1, 0, 2])))",
      "next(chain(it1, it2), 0)",
      "next([it1, it2][$e % 2], 0)",
      "list(accumulate([1, $e, 2], lambda a, b: a + bump(b)))[-1]",
      "len(list(groupby([1, $e, 2], key=lambda v: push(v))))",
      "sum(starmap(lambda a, b: a + push(b), [(1, $e)]))",
      "len(json.dumps([$e, 1]))",
      "json.loads(['1', '2'][$e % 2])",
      "len(re.sub('a', lambda m: str(push(1)), 'a' * ($e % 3)))",
      "math.gcd($e, 4)",
      "sum(v for v, u in zip(it1, it2))",
      "sum(map(lambda a, b: a + b, it1, [1] * ($e % 3)))",
      "next(islice(counting($e), 1, 2))",
      "len(cells[$e % 2])",
      "reduce(lambda a, b: a if len(a) > $e else b, cells)[0]",
    ],
    statements: [
      "reduce(lambda a, b: a if len(a) > $e else b, cells).append(1)",
      "min(cells, key=lambda c: len(c) * $e).append(2)",
      "next(filter(lambda c: len(c) > $e, cells), cells[0]).append(3)",
      "next(chain(cells[$e % 2:], cells)).append(4)",
      "for c in islice(cells, $e % 3): c.append(5)",
      "for c in takewhile(lambda c: len(c) < $e, cells): c.append(6)",
      "list(zip(it1, [1] * ($e % 3)))",
      "for q in it1:\n    $t",
      "for a_, b_ in zip(it1, it2):\n    $t",
      "it1 = iter([1, $e])",
      "it1 = map(push, [1, $e, 3])",
      "it2 = filter(push, [1, $e, 3])",
      "it1, it2 = tee(it1)",
      "part = partial([push, bump][$e % 2], 1)",
      "part = [cells[0].append, cells[1].append][$e % 2]\npart(1)\npart = partial(push, 1)",
      "sorted(cells, key=lambda c: len(c) * $e)[0].append(7)",
      "list(map(lambda c: c.append($e), cells))",
      "[c for c in reversed(cells)][$e % 2].append(9)",
      "dict(enumerate(cells))[$e % 2].append(8)",
      "(cells[0] or cells[1]).append($e)",
      "list(zip(*cells))",
      "random_ = [cells[0], l0, l1][$e % 3]\nrandom_.append(2)",
    ],
    shown: ["next(it1, 0)", "next(it2, 0)", "part()", "cells", "len(cells[0])", "len(cells[1])"],
  },
  {
    name: "callbacks",
    prelude: `
heard_ = []
class K:
    def __init__(self, v): self.v = v
    def __hash__(self):
        heard_.append(1)
        return self.v % 2
    def __eq__(self, other):
        heard_.append(2)
        return isinstance(other, K) and self.v == other.v
    def __lt__(self, other):
        heard_.append(3)
        return self.v < other.v
    def __str__(self):
        heard_.append(4)
        return 'k' * self.v
    def __format__(self, spec):
        heard_.append(5)
        return spec
    def __call__(self, *a):
        heard_.append(6)
        return self.v
    def __contains__(self, v):
        heard_.append(7)
        return v == self.v
ka = K(1)
kb = K(2)
kd = {ka: 1}
ks = {kb}
def note(v):
    # tell
    heard_.append(8)
    return v
`,
    expressions: [
      "len({ka, K($e)})",
      "kd.get(K($e), 0)",
      "int(K($e) in ks)",
      "int(K($e) in [ka, kb])",
      "[ka, kb].count(K($e))",
      "min(K($e), ka).v",
      "max([K($e), ka], key=lambda k: note(k.v)).v",
      "min([], default=$e)",
      "max([v for v in [1, 2] if v > $e], default=note(1))",
      "sorted([3, 1, $e], key=note)[0]",
      "sorted([ka, K($e)], reverse=bool($e))[0].v",
      "len(str([ka, 'a'][$e % 2]))",
      "len(f'{ka:{'x' * ($e % 3)}}')",
      "len('{:a}'.format([ka, kb][$e % 2]))",
      "sum(map([ka, kb, note][$e % 3], [1, 2]))",
      "sum(map(note, [v for v in [1, 2] if v > $e]))",
      "len(list(filter([note, bool][$e % 2], [0, 1])))",
      "int($e in [ka, [1]][$e % 2])",
      "next(iter(K(2), $e), 0)",
      "next((v for v in map(note, [1, 2]) if v > $e), 0)",
      "int(all(note(v) for v in [1, $e, 2]))",
      "len(list(zip(map(note, [1, 2, 3]), [1] * ($e % 4))))",
      "dict(zip([1, 2], map(note, [$e, 1])))[1]",
      "[note(v) for v in [1, 2]][$e % 2]",
      "K($e)()",
      "len(kd)",
    ],
    statements: [
      "kd[K($e)] = 1",
      "ks.add(K($e))",
      "kd.pop(K($e), None)",
      "ks.discard(K($e))",
      "kd.setdefault(K($e), []) and 1",
      "l0.sort(key=lambda v: note(v) * $e)",
      "l1 = sorted(l0, key=[note, abs][$e % 2])",
      "ka, kb = sorted([ka, kb], key=lambda k: k.v * $e)",
      "ka.v = $e",
      "[ka, kb][$e % 2].v = $n",
      "if K($e) in ks:\n    $b",
      "kd = {k: 1 for k in [ka, kb, K($e)]}",
      "kd = dict([(K($e), 1), (ka, 2)])",
      "ks = {k for k in [ka, kb] if k.v != $e} or {ka}",
      "kd.update({K($e): 5})",
      "list(map([ka, note][$e % 2], [1, 2]))",
    ],
    shown: [
      "heard_",
      "len(heard_)",
      "len(kd)",
      "len(ks)",
      "ka.v",
      "kb.v",
      "kd.get(K(1), 0)",
      "[k.v for k in kd]",
    ],
  },
  {
    name: "models",
    prelude: `
from pydantic import BaseModel, Field, field_validator, model_validator, field_serializer, computed_field
from dataclasses import dataclass, field, replace, asdict
from enum import Enum, IntEnum
from functools import lru_cache, wraps, cached_property
checked = []
class In(BaseModel):
    n: int = Field(default=1, ge=0)
    @field_validator("n")
    @classmethod
    def look(cls, v):
        checked.append(v)
        return v
class Out(BaseModel):
    inner: In = Field(default_factory=In)
    parts: list[In] = []
    @model_validator(mode="after")
    def whole(self):
        checked.append(len(self.parts))
        return self
    @field_serializer("parts")
    def shown_parts(self, parts):
        checked.append(9)
        return len(parts)
@dataclass
class Rec:
    a: int = 1
    b: list = field(default_factory=list)
class Level(IntEnum):
    LOW = 1
    HIGH = 2
@lru_cache(maxsize=None)
def cached(v):
    checked.append(v)
    return v
class Lazy:
    def __init__(self, v): self.v = v
    @cached_property
    def once(self):
        checked.append(5)
        return self.v
lazy = Lazy(1)
mi = In(n=1)
mo_ = Out()
rec = Rec()
`,
    expressions: [
      "In(n=$e).n",
      "len(Out(parts=[{'n': $e}]).parts)",
      "Out(inner={'n': $e}).inner.n",
      "mo_.model_dump()['parts']",
      "len(mo_.model_dump_json())",
      "rec.a",
      "replace(rec, a=$e).a",
      "asdict(rec)['a']",
      "Level([1, 2][$e % 2]).value",
      "int(Level.LOW < [Level.LOW, Level.HIGH][$e % 2])",
      "cached($e)",
      "lazy.once",
      "[lazy, Lazy(2)][$e % 2].once",
      "mi.model_copy(update={'n': $e}).n",
      "len(mi.model_dump(exclude={'n'} if $e else None))",
      "int(mi == In(n=$e))",
      "len(repr(rec))",
    ],
    statements: [
      "mi = In(n=$e)",
      "mi.n = $e",
      "try:\n    mi = In(n=[1, -1, 'x'][$e % 3])\n    $b\nexcept ValueError:\n    $b",
      "try:\n    mi = In.model_validate({'n': '1'}, strict=bool($e))\n    $b\nexcept ValueError:\n    $b",
      "mo_.parts.append(In(n=$e))",
      "mo_ = Out(inner=[mi, In()][$e % 2])",
      "mo_.inner.n = $n",
      "rec.b.append($e)",
      "rec = [rec, Rec(2)][$e % 2]",
      "rec = replace(rec, b=[l0, l1][$e % 2])\nrec.b.append(1)",
      "if $e: lazy.once",
      "if $e: cached(1)",
      "cached($e)\ncached(1)",
      "@dataclass(order=bool($e), frozen=bool($e))\nclass Rec:\n    a: int = $e\n    b: list = field(default_factory=list)\nrec = Rec()",
      "class In(BaseModel):\n    n: int = $e\n    if $e: m: int = 2\nmi = In()",
      "class Level(IntEnum):\n    LOW = 1\n    HIGH = $e + 2\n    if $e: MID = 9",
      "for level in Level:\n    $t",
    ],
    shown: [
      "checked",
      "len(checked)",
      "mi.n",
      "mo_.inner.n",
      "len(mo_.parts)",
      "rec.a",
      "rec.b",
      "lazy.once",
      "len(list(Level))",
      "str(mi)",
    ],
  },
  {
    name: "stores that run code",
    prelude: `
stored = []
class Told:
    def __init__(self, v): self.v = v
    def __get__(self, one, cls):
        # tell
        if self.v > 1: stored.append(1)
        return self.v
    def __set__(self, one, v):
        # tell
        if v: stored.append(2)
        self.v = v
    def __delete__(self, one):
        # tell
        if self.v: stored.append(3)
class Keeper:
    told = Told(1)
    def __init__(self): self._w = 1
    @property
    def w(self):
        # tell
        if self._w > 1: stored.append(4)
        return self._w
    @w.setter
    def w(self, v):
        # tell
        if v > 1: stored.append(5)
        self._w = v
    @w.deleter
    def w(self):
        # tell
        if self._w: stored.append(6)
    def __setitem__(self, at, v):
        # tell
        if at > v: stored.append(7)
    def __delitem__(self, at):
        # tell
        if at: stored.append(8)
class Watcher:
    def __init__(self): self.last = 0
    def __setattr__(self, name, v):
        # tell
        if v: stored.append(9)
    def __getattr__(self, name):
        # tell
        return len(stored)
ka = Keeper()
kb = Keeper()
wa = Watcher()
`,
    expressions: ["ka.told", "kb.w", "[ka, kb][$e % 2].w", "wa.last", "len(stored)"],
    statements: [
      "ka.told = $e",
      "kb.told += $e",
      "del ka.told",
      "ka.w = $e",
      "kb.w += $e",
      "del kb.w",
      "[ka, kb][$e % 2].w = $e",
      "ka[$e] = $e",
      "del kb[$e]",
      "wa.last = $e",
      "wa.last, ka.w = $e, $e",
      "for ka.w in range($e): pass",
      "ka = [ka, kb][$e % 2]",
    ],
    shown: ["stored", "len(stored)", "ka.told", "kb.w", "wa.last"],
  },
];
