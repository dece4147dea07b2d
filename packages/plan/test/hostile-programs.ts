import type { LimitName } from "../src/index.ts";

/**
 * Programs that want all the time and memory there is, and what may end each: limits by name; `completed` where it is
 * cheap enough to end by itself.
 */

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
  "a split into millions": ["('a,' * 8000000).split(',')", "container", "stretch"],
  "a replacement that grows": ["('a' * 4000000).replace('a', 'b' * 12)", "string"],
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
  "a search without end": ["x = list(range(500000))\nfor i in range(10 ** 6): -1 in x", "steps"],
  "copies without end": ["x = [0] * 900000\nfor i in range(100000): y = x * 1", "steps", "cells"],
  "unions without end": [
    "a = set(range(400000))\nfor i in range(10 ** 6): b = a | a",
    "stretch",
    "steps",
    "cells",
  ],
  "wrapped lines": ["import textwrap\ntextwrap.wrap('a b ' * 1000000, 5)", "stretch"],
  "a huge exponent": ["from decimal import Decimal\nDecimal(10) ** Decimal(10 ** 9)", "program_error"],
};
