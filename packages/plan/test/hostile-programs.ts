import type { LimitName } from "../src/index.ts";

/**
 * Programs that want all the time and memory there is, and what may end each: limits by name; `completed` where it is
 * cheap enough to end by itself.
 */

const shared = "x = [1]\nfor i in range(300): x = [x, x]\n";
const heir = "def heir(base):\n    class C(base): pass\n    return C\nc = object\n";
const evil = "class Evil:\n    def __lt__(self, other): return True\n    def __hash__(self): return 1\n";

export const hostilePrograms: Readonly<
  Record<string, readonly [string, ...(LimitName | "completed" | "program_error")[]]>
> = {
  "a loop without end": ["while True: pass", "steps"],
  "a loop without end in a function": ["def f():\n    while True: pass\nf()", "stretch"],
  "a loop that cannot be left": [
    "def f():\n    while True:\n        try: return 1\n        finally: continue\nf()",
    "stretch",
  ],
  "a dunder without end": ["class A:\n    def __len__(self):\n        while True: pass\nlen(A())", "stretch"],
  recursion: ["def f(n): return f(n + 1)\nf(0)", "recursion"],
  "recursion that branches": [
    "def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)\nfib(50)",
    "stretch",
  ],
  "exceptions without end": ["while True:\n    try: 1 / 0\n    except ZeroDivisionError: pass", "steps"],
  "a huge power": ["10 ** 10 ** 8", "digits"],
  "squares of squares": ["x = 3\nwhile True: x = x * x", "digits"],
  "a factorial": ["import math\nmath.factorial(10 ** 7)", "digits"],
  "a huge text": ["'a' * 10 ** 9", "string"],
  "a text that doubles": ["x = 'a'\nwhile True: x = x + x", "string"],
  "a huge range": ["list(range(10 ** 12))", "container", "stretch"],
  "a huge comprehension": ["[i for i in range(10 ** 9)]", "container", "stretch"],
  "a huge dict": ["{i: str(i) for i in range(10 ** 8)}", "container", "stretch"],
  "a join of a generator": ["','.join(str(i) for i in range(10 ** 9))", "container", "stretch"],
  bytes: ["bytes(10 ** 9)", "string", "bytes"],
  "nothing, very often": [
    `from collections import deque
from itertools import product
n = 9007199254740991
held = [1]
held.pop()
held *= n
assert b"" * n == b"" and "" * n == "" and [] * n == [] and () * n == () and not deque() * n and [1][1:] * n == held
assert list(product([], repeat=1000)) == []
`,
    "completed",
  ],
  "a split into millions": ["('a,' * 2000000).split(',')", "container", "stretch"],
  "a replacement that grows": ["('a' * 1000000).replace('a', 'b' * 12)", "string"],
  "lists in lists": ["x = []\nwhile True: x = [x]", "steps", "cells", "bytes"],
  "the text of lists in lists": ["x = []\nfor i in range(100000): x = [x]\nrepr(x)", "recursion"],
  "lists in lists compared": [
    "x = []\ny = []\nfor i in range(100000):\n    x = [x]\n    y = [y]\nx == y",
    "recursion",
  ],
  "JSON in JSON": ["import json\njson.loads('[' * 1000000)", "program_error"],
  "an exponential regex": ["import re\nre.match(r'(a+)+$', 'a' * 20000 + 'b')", "completed", "stretch"],
  "a regex with repetitions in repetitions": [
    "import re\nre.findall(r'((a{1,50}){1,50}){1,50}b', 'a')",
    "program_error",
  ],
  "a generator without end": ["def g():\n    while True: yield 1\nsum(g())", "stretch"],
  "a count without end": ["import itertools\nlist(itertools.count())", "container", "stretch"],
  "a cycle without end": ["import itertools\nsum(itertools.cycle([1, 2]))", "stretch"],
  permutations: [
    "import itertools\nlist(itertools.permutations(range(20)))",
    "cells",
    "container",
    "stretch",
  ],
  products: ["import itertools\nsum(1 for _ in itertools.product(range(100), repeat=10))", "stretch"],
  "a callback without end": ["sum(map(lambda v: v + 1, range(10 ** 9)))", "stretch"],
  "a reduction without end": [
    "from functools import reduce\nreduce(lambda a, b: a + b, range(10 ** 9))",
    "stretch",
  ],
  "a huge width": ["f'{1:{10 ** 9}}'", "string", "bytes"],
  "a huge width in %": ["'%*d' % (10 ** 9, 1)", "string", "bytes"],
  "a huge precision": ["f'{1.5:.{10 ** 8}f}'", "string", "bytes"],
  "keys that are all less": [`${evil}sorted([Evil() for i in range(5000)] * 100)`, "stretch"],
  "keys that all collide": [
    `${evil}    def __eq__(self, other): return False\n{Evil(): i for i in range(100000)}`,
    "stretch",
  ],
  "a sort of a million": ["sorted(range(1000000), key=lambda v: -v)", "stretch", "completed"],
  "a search without end": ["x = list(range(200000))\nfor i in range(10 ** 6): -1 in x", "steps"],
  "copies without end": ["x = [0] * 400000\nfor i in range(100000): y = x * 1", "steps", "cells"],
  "unions without end": [
    "a = set(range(80000))\nfor i in range(10 ** 6): b = a | a",
    "stretch",
    "steps",
    "cells",
  ],
  "wrapped lines": ["import textwrap\ntextwrap.wrap('a b ' * 1000000, 5)", "stretch"],
  "a huge exponent": ["from decimal import Decimal\nDecimal(10) ** Decimal(10 ** 9)", "program_error"],
  "asdict of what holds itself twice, again and again": [
    `from dataclasses import dataclass, asdict\n@dataclass\nclass D:\n    l: list\n${shared}asdict(D(x))`,
    "cells",
    "stretch",
  ],
  "the text of a type that holds itself twice, again and again": [
    "x = list[int]\nfor i in range(300): x = dict[x, x]\nrepr(x)",
    "string",
    "stretch",
  ],
  "types compared that hold themselves twice": [
    "x = list[int]\ny = list[int]\nfor i in range(300):\n    x = dict[x, x]\n    y = dict[y, y]\nx == y",
    "string",
    "stretch",
  ],
  "a class with thousands of bases": [`${heir}for i in range(5000): c = heir(c)`, "recursion"],
  "thousands of keywords": [
    "def f(**k): return len(k)\nf(**{'a' + str(i): i for i in range(20000)})",
    "completed",
  ],
  "thousands of percents": ["('%d' * 100000) % tuple(range(100000))", "completed"],
  "a long text that % writes often": ["'%(a)s' * 1000 % {'a': 'x' * 1000000}", "string", "stretch"],
  "thousands of directives": [
    "from datetime import datetime\ndatetime(2020, 1, 1).strftime('%c' * 2000000)",
    "string",
    "stretch",
  ],
  "a long binary number": ["int('1' * 500000, 2)", "digits"],
  "an exponent of a hundred thousand digits": ["pow(3, int('f' * 100000, 16), 10 ** 400 + 7)", "digits"],
  "slices put into a long list": ["x = list(range(150000))\nfor i in range(100000): x[0:0] = [1]", "steps"],
  "a long slice put into a list": ["x = [1]\nx[0:0] = list(range(150000))", "completed"],
  "sets emptied one by one": ["x = set(range(80000))\nwhile x: x.pop()", "completed"],
  "dicts emptied from the end": ["x = {i: i for i in range(60000)}\nwhile x: x.popitem()", "completed"],
  "dicts emptied from the front": [
    "x = {i: i for i in range(60000)}\nwhile x:\n    k = next(iter(x))\n    del x[k]",
    "completed",
  ],
  "a long dict reversed": [
    "x = {i: i for i in range(60000)}\nfor i in range(100000): next(reversed(x))",
    "steps",
  ],
  "a cache that forgets": [
    "from functools import lru_cache\n@lru_cache(maxsize=100000)\ndef f(x): return x\nfor i in range(300000): f(i)",
    "completed",
  ],
  "title case of a long text": ["('ab ' * 1000000).title()", "stretch", "steps"],
  "a long text translated": ["('ab' * 1000000).translate({97: 'bb'})", "stretch"],
  "a long text that is no number": ["float('\u00e9' * 1000000)", "stretch"],
  "a long text that is no date": [
    "from datetime import datetime\ndatetime.fromisoformat('\u00e9' * 1000000)",
    "stretch",
  ],
  "a long text of escapes": ["import json\njson.dumps('\u00e9' * 1000000)", "stretch"],
  "the text of a long text": ["repr('\u00e9' * 1000000)", "stretch"],
  "a long text of references": ["import html\nhtml.unescape('&amp;' * 800000)", "stretch"],
  "a long text of percents": [
    "import urllib.parse\nurllib.parse.unquote('%41' * 900000)",
    "stretch",
    "steps",
  ],
  "bytes of a long text": ["bytes.fromhex('41' * 1000000)", "stretch"],
  "long texts in order": ["x = 'a' * 4000000\nmin([x + str(i) for i in range(1000)])", "stretch"],
  "a text that grows and is looked at": [
    "def f():\n    x = 'a' * 4000000\n    while True:\n        x = x + 'b'\n        x[0]\nf()",
    "stretch",
  ],
  "a text of pairs cut in two": ["x = '\u{1f600}' * 1000000\nx[1:]", "stretch"],
  "long integers": ["def f():\n    x = 10 ** 2000\n    while True: (x * 7 // 7) & x\nf()", "stretch"],
  "remainders of far numbers": ["def f():\n    while True: 1e308 % 1e-308\nf()", "stretch"],
  "exact sums": ["import statistics\nstatistics.variance([1e-308 * i for i in range(90000)])", "stretch"],
  "a zip of thousands": ["list(zip(*[range(10 ** 9)] * 90000))", "stretch"],
  "powers of long Decimals": [
    "from decimal import Decimal, getcontext\ngetcontext().prec = 1000\ndef f():\n    while True: pow(Decimal(7), Decimal(10 ** 900), Decimal(10 ** 999))\nf()",
    "stretch",
    "bytes",
  ],
  "JSON of a million objects": ["import json\njson.loads('[' + '{},' * 1000000 + '1]')", "stretch"],
  "classes without end": ["r = None\nwhile True:\n    class A: pass\n    r = (A, r)", "bytes", "steps"],
  "patterns without end": [
    "import re\nr = None\ni = 0\nwhile True:\n    i += 1\n    r = (re.compile('(a)(b)' + str(i)), r)",
    "bytes",
    "steps",
  ],
  "sets without end": ["r = None\nwhile True: r = (set(), r)", "bytes", "steps"],
  "closures without end": ["r = None\nwhile True: r = (lambda: r, r)", "bytes", "steps"],
  "generators without end": ["r = None\nwhile True: r = ((i for i in range(3)), r)", "bytes", "steps"],
  "iterators without end": ["r = None\nwhile True: r = (zip([1], [2]), r)", "bytes", "steps"],
  "instances without end": ["class A: pass\nr = None\nwhile True: r = (A(), r)", "bytes", "steps"],
  "exceptions from exceptions": [
    "e = None\nwhile True:\n    try: raise ValueError(1) from e\n    except ValueError as x: e = x",
    "bytes",
    "steps",
  ],
};
