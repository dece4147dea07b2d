/** Plans as models write them that call read-only tools, with how often each waits for results. */
import { Random } from "../fuzz/random.ts";
import type { CallResult, JsonValue, PlanCall, ToolSignature } from "../src/index.ts";

const k = { name: "k", required: true };

/** `get` and `find` only read; `write` does not. */
export const tools: readonly ToolSignature[] = [
  { name: "get", parameters: [k], readOnly: true },
  { name: "find", parameters: [k, { name: "limit", required: false, default: 5 }], readOnly: true },
  { name: "write", parameters: [k], readOnly: false },
];

/** What a tool answers hangs on what it was asked alone. `failing`: the arguments for which it fails. */
export function answer(call: PlanCall<string>, failing: ReadonlySet<string>): CallResult<string> {
  const asked = call.arguments[0]?.json ?? "";
  let hash = 7;
  for (const char of asked) hash = (hash * 31 + char.charCodeAt(0)) % 1009;
  const label = Array.from(new Set(Array.from(`${call.controlLabel}${"xyz"[hash % 3]}`)))
    .sort()
    .join("");
  if (failing.has(asked)) return { kind: "error", message: `no ${asked}`, label };
  const value: JsonValue =
    call.tool === "find"
      ? Array.from({ length: 3 }, (_, i) => ({ id: hash + i, name: `n${i}`, ids: [hash, i] }))
      : { id: hash, name: `name ${hash}`, n: hash % 7, list: [hash, 1], flag: hash % 2 === 0 };
  return { kind: "value", value, label };
}

/** Title, plan, how often it waits in standard mode and with implicit flows. */
export type Shape = readonly [title: string, source: string, standard: number, implicit: number];

export const shapes: readonly Shape[] = [
  ["statements in a row", "a = get(1)\nb = get(2)\nfinal_return_value = [a, b]", 1, 1],
  [
    "three, with logs between",
    'a = get(1)\nprint("one", a["n"])\nb = get(2)\nprint("two")\nc = get(3)\nfinal_return_value = [a, b, c]',
    1,
    1,
  ],
  ["wrapped: an element", 'a = get(1)["name"]\nb = get(2)["name"]\nfinal_return_value = a + b', 1, 1],
  ["wrapped: an attribute", "a = get(1).name\nb = get(2).name\nfinal_return_value = a + b", 1, 1],
  ["wrapped: a builtin", "a = len(get(1))\nb = str(get(2))\nfinal_return_value = [a, b]", 1, 1],
  [
    "wrapped: a method",
    'a = get(1).get("name", "")\nb = get(2)["name"].upper()\nfinal_return_value = a + b',
    1,
    2,
  ],
  [
    "later statements need results",
    'a = get(1)\nname = a["name"]\nb = get(2)\nboth = name + b["name"]\nfinal_return_value = both',
    1,
    1,
  ],
  ["one needs the other", 'a = get(1)\nb = get(a["id"])\nfinal_return_value = b', 2, 2],
  [
    "the second and third need the first",
    'a = get(1)\nb = get(a["id"])\nc = get(a["n"])\nfinal_return_value = [b, c]',
    2,
    2,
  ],
  ["a list", "final_return_value = [get(1), get(2), get(3)]", 1, 1],
  ["a tuple", "final_return_value = (get(1), get(2))", 1, 1],
  ["a dict", 'final_return_value = {"a": get(1), "b": get(2)}', 1, 1],
  ["nested displays", 'final_return_value = {"a": [get(1), get(2)["n"]], "b": {"c": get(3)}}', 1, 1],
  ["an f-string", "final_return_value = f\"{get(1)} and {get(2)}: {get(3)['n']:>4}\"", 1, 1],
  ["a sum", 'final_return_value = get(1)["n"] + get(2)["n"] * get(3)["n"]', 1, 1],
  ["a comparison", 'final_return_value = get(1)["n"] < get(2)["n"]', 1, 1],
  [
    "a comparison in a condition",
    'if get(1)["n"] < get(2)["n"]:\n    final_return_value = get(3)\nelse:\n    final_return_value = get(4)',
    2,
    2,
  ],
  ["tuple assignment", "x, y = get(1), get(2)\nfinal_return_value = [x, y]", 1, 1],
  [
    "arguments of a function of the plan",
    'def both(a, b):\n    return a["n"] + b["n"]\nfinal_return_value = both(get(1), get(2))',
    1,
    1,
  ],
  [
    "keyword arguments",
    "def both(a, b):\n    return [a, b]\nfinal_return_value = both(a=get(1), b=get(2))",
    1,
    1,
  ],
  ["arguments of a tool", "write([get(1), get(2)])\nfinal_return_value = get(3)", 3, 3],
  ["arguments of a read-only tool", 'final_return_value = get(get(1)["n"] + get(2)["n"])', 2, 2],
  [
    "arguments of a method",
    "class Box:\n    def put(self, a, b):\n        self.held = [a, b]\nbox = Box()\nbox.put(get(1), get(2))\nfinal_return_value = box.held",
    1,
    1,
  ],
  ["json.dumps", "import json\nfinal_return_value = json.dumps([get(1), get(2)])", 1, 1],
  ["return", "def load():\n    return get(1), get(2)\nfinal_return_value = load()", 1, 1],
  [
    "in a function",
    'def load(x):\n    a = get(x)\n    b = get(x + 1)\n    return {"a": a, "b": b}\nfinal_return_value = [load(1), load(5)]',
    2,
    2,
  ],
  ["a comprehension", "ids = [1, 2, 3]\nfinal_return_value = [get(i) for i in ids]", 1, 1],
  [
    "a comprehension with more around the call",
    'ids = [1, 2, 3]\nfinal_return_value = [{"id": i, "name": get(i)["name"]} for i in ids if i != 2]',
    1,
    1,
  ],
  ["a dict comprehension", "final_return_value = {i: get(i) for i in range(3)}", 1, 1],
  ["nested comprehensions", "final_return_value = [[get(i * j) for j in [1, 2]] for i in [3, 5]]", 1, 2],
  ["a comprehension over results", 'final_return_value = [get(m["id"]) for m in find("x")]', 2, 2],
  [
    "a comprehension, then a statement",
    "a = [get(i) for i in [1, 2]]\nb = get(3)\nfinal_return_value = [a, b]",
    1,
    2,
  ],
  [
    "a loop that appends",
    "out = []\nfor i in [1, 2, 3]:\n    out.append(get(i))\nfinal_return_value = out",
    1,
    1,
  ],
  [
    "a loop that fills a dict",
    "d = {}\nfor i in [1, 2, 3]:\n    d[i] = get(i)\nfinal_return_value = d",
    1,
    1,
  ],
  [
    "a loop: assigned, then appended",
    'out = []\nfor i in [1, 2, 3]:\n    mail = get(i)\n    out.append(mail["name"])\nfinal_return_value = out',
    1,
    1,
  ],
  [
    "a loop: two calls, then a dict of both",
    'out = []\nfor i in [1, 2]:\n    a = get(i)\n    b = get(i + 10)\n    out.append({"id": i, "a": a, "b": b["n"]})\nfinal_return_value = out',
    1,
    1,
  ],
  [
    "a loop: names before the call",
    'out = []\nfor m in [{"id": 1}, {"id": 2}]:\n    key = m["id"]\n    text = f"mail {key}"\n    out.append(get(text))\nfinal_return_value = out',
    1,
    1,
  ],
  [
    "a loop over a tool's result",
    'out = []\nfor m in find("x"):\n    out.append(get(m["id"])["name"])\nfinal_return_value = out',
    2,
    2,
  ],
  [
    "a loop over a result in a variable",
    'out = []\nmails = find("x")\nfor m in mails:\n    body = get(m["id"])\n    out.append({"from": m["name"], "body": body["name"]})\nfinal_return_value = out',
    2,
    2,
  ],
  [
    "a loop that counts",
    'total = 0\nfor i in [1, 2, 3]:\n    total += get(i)["n"]\nfinal_return_value = total',
    1,
    1,
  ],
  [
    "a loop that counts in the long form",
    'total = 0\nfor i in [1, 2, 3]:\n    total = total + get(i)["n"]\nfinal_return_value = total',
    1,
    1,
  ],
  [
    "a loop with enumerate",
    "out = []\nfor n, i in enumerate([4, 5]):\n    out.append([n, get(i)])\nfinal_return_value = out",
    1,
    1,
  ],
  [
    "a loop with zip",
    "out = []\nfor a, b in zip([4, 5], [6, 7]):\n    out.append([get(a), get(b)])\nfinal_return_value = out",
    1,
    1,
  ],
  [
    "a loop over items",
    'out = {}\nfor name, i in {"a": 1, "b": 2}.items():\n    out[name] = get(i)\nfinal_return_value = out',
    1,
    1,
  ],
  [
    "a loop with a counter of its own",
    "out = []\npage = 1\nfor _ in range(3):\n    out.append(get(page))\n    page += 1\nfinal_return_value = out",
    1,
    1,
  ],
  [
    "a loop that skips",
    'out = []\nfor m in [{"id": 1, "ok": True}, {"id": 2, "ok": False}, {"id": 3, "ok": True}]:\n    if not m["ok"]:\n        continue\n    out.append(get(m["id"]))\nfinal_return_value = out',
    1,
    2,
  ],
  [
    "a loop: a condition on the result",
    'out = []\nfor i in [1, 2, 3]:\n    r = get(i)\n    if r["flag"]:\n        out.append(r["name"])\nfinal_return_value = out',
    1,
    3,
  ],
  [
    "a loop: the best so far",
    'best = None\nfor i in [1, 2, 3]:\n    r = get(i)\n    if best is None or r["n"] > best["n"]:\n        best = r\nfinal_return_value = best',
    1,
    3,
  ],
  [
    "a loop that stops at a result",
    'for i in [1, 2, 3]:\n    r = get(i)\n    if r["flag"]:\n        break\nfinal_return_value = r',
    -1,
    -1,
  ],
  [
    "a loop in which each call needs the one before",
    'last = 1\nfor i in [1, 2, 3]:\n    last = get(last)["n"]\nfinal_return_value = last',
    3,
    3,
  ],
  [
    "a loop that fills what it goes through",
    'mails = find("x")\nfor m in mails:\n    m["body"] = get(m["id"])["name"]\nfinal_return_value = mails',
    2,
    2,
  ],
  [
    "a loop that adds to a list in place",
    "out = []\nfor i in [1, 2, 3]:\n    out += [get(i)]\nfinal_return_value = out",
    1,
    3,
  ],
  [
    "nested loops",
    "out = []\nfor g in [[1, 2], [3, 4]]:\n    for i in g:\n        out.append(get(i))\nfinal_return_value = out",
    1,
    2,
  ],
  [
    "a row made step by step",
    'rows = []\nfor i in [1, 2]:\n    row = {}\n    row["a"] = get(i)\n    row["b"] = get(i + 5)["n"]\n    rows.append(row)\nfinal_return_value = rows',
    1,
    1,
  ],
  [
    "a loop that calls a function of the plan",
    'def name(r):\n    return r["name"]\nout = []\nfor i in [1, 2]:\n    out.append(name(get(i)))\nfinal_return_value = out',
    2,
    2,
  ],
  ["a loop that writes", "for i in [1, 2]:\n    r = get(i)\n    write(r)\nfinal_return_value = 0", 4, 4],
  [
    "a loop with a try",
    'out = []\nfor i in [1, 2, 3]:\n    try:\n        out.append(get(i)["name"])\n    except Exception as e:\n        out.append(str(e))\nfinal_return_value = out',
    3,
    3,
  ],
  [
    "in a try",
    'try:\n    a = get(1)["name"]\n    b = get(2)["name"]\n    final_return_value = a + b\nexcept Exception as e:\n    final_return_value = str(e)',
    1,
    2,
  ],
  ["short circuits", "a = get(1) or get(2)\nb = get(3) if a else get(4)\nfinal_return_value = [a, b]", 2, 2],
  [
    "models of data",
    'from pydantic import BaseModel\nclass Mail(BaseModel):\n    id: int\n    name: str\nmails = [Mail(id=1, name="a"), Mail(id=2, name="b")]\nout = []\nfor m in mails:\n    out.append({"name": m.name, "r": get(m.id)})\nfinal_return_value = out',
    1,
    1,
  ],
];

/** Plans where looking ahead would show, if it went too far. */
export const traps: readonly (readonly [title: string, source: string])[] = [
  [
    "an argument with an effect",
    "seen = []\ndef mark(x):\n    seen.append(x)\n    return x\ntry:\n    a = get(mark(1))\n    b = get(mark(2))\nexcept Exception as e:\n    print(e)\nfinal_return_value = seen",
  ],
  [
    "an argument that reads a variable through a function",
    "a = 5\ndef read():\n    return a\na = get(1)\nb = get(read())\nfinal_return_value = [a, b]",
  ],
  [
    "an argument that takes from a list",
    "xs = [1, 2]\ntry:\n    a = get(xs.pop())\n    b = get(xs.pop())\nexcept Exception as e:\n    print(e)\nfinal_return_value = xs",
  ],
  [
    "the list that is gone through grows",
    "xs = [1]\nfor x in xs:\n    r = get(x)\n    if len(xs) < 4:\n        xs.append(r['n'])\nfinal_return_value = xs",
  ],
  [
    "the list that grows by another name",
    "xs = [1]\nys = xs\nfor x in xs:\n    if len(xs) > 3:\n        break\n    ys.append(get(x)['n'])\nfinal_return_value = xs",
  ],
  [
    "an argument holds what is filled",
    "out = []\nbox = [out]\nfor x in [1, 2]:\n    out.append(get([x, box]))\nfinal_return_value = out",
  ],
  [
    "an element holds what is filled",
    "out = []\nxs = [{'o': out}, {'o': out}]\nfor x in xs:\n    out.append(get(x))\nfinal_return_value = len(out)",
  ],
  [
    "the argument is changed in the loop",
    "q = {'k': 1}\nout = []\nfor x in [1, 2]:\n    q['k'] = x\n    out.append(get(q))\nfinal_return_value = out",
  ],
  [
    "the argument is changed by a result",
    "q = {'k': 1}\nfor x in [1, 2]:\n    r = get(q)\n    q['k'] = r['n']\nfinal_return_value = q",
  ],
  [
    "the element is filled",
    "ms = [{'id': 1}, {'id': 2}]\nfor m in ms:\n    m['r'] = get(m['id'])\nfinal_return_value = ms",
  ],
  [
    "the same element twice",
    "m = {'id': 1}\nfor x in [m, m]:\n    x['id'] = get(x['id'])['n']\nfinal_return_value = m",
  ],
  [
    "an index that fails between two calls",
    "d = {}\ntry:\n    x = [get(1), d['k'], get(2)]\nexcept KeyError as e:\n    print(e)\nfinal_return_value = d",
  ],
  [
    "a key that cannot be hashed between two calls",
    "d = {}\ntry:\n    a = get(1)\n    d[[]] = 3\n    b = get(2)\nexcept TypeError as e:\n    print(e)\nfinal_return_value = d",
  ],
  [
    "a name that is not bound",
    "xs = [1]\nif not xs:\n    nothing = 1\ntry:\n    x = nothing(get(1), get(2))\nexcept NameError as e:\n    print(e)\nfinal_return_value = 1",
  ],
  [
    "a call that does not fit",
    "try:\n    a = get(1)\n    b = get()\n    c = get(3)\nexcept TypeError as e:\n    print(e)\nfinal_return_value = 1",
  ],
  [
    "an iterator that others have",
    "it = iter([1, 2, 3])\nout = []\ntry:\n    for i in it:\n        out.append(get(i)['n'] // 0)\nexcept Exception as e:\n    print(e)\nfinal_return_value = [out, list(it)]",
  ],
  [
    "a zip of an iterator that others have",
    "it = iter([1, 2, 3])\nout = []\ntry:\n    for i, j in zip(it, [5, 6]):\n        out.append(get(i)['n'] // 0)\nexcept Exception as e:\n    print(e)\nfinal_return_value = [out, list(it)]",
  ],
  [
    "a property",
    "n = []\nclass P:\n    @property\n    def k(self):\n        n.append(1)\n        return len(n)\np = P()\nout = []\nfor _ in range(2):\n    out.append(get(p.k))\nfinal_return_value = [out, n]",
  ],
  [
    "a text of one's own",
    "class P:\n    def __init__(self):\n        self.n = 0\n    def __str__(self):\n        self.n += 1\n        return f'p{self.n}'\np = P()\nout = []\nfor _ in range(2):\n    out.append(get(f'{p}'))\nfinal_return_value = out",
  ],
  [
    "a text of one's own between",
    "n = [1]\nclass P:\n    def __repr__(self):\n        n.append(2)\n        return 'p'\nout = [P()]\nfor i in [1, 2]:\n    r = get(len(n))\n    out.append(f'{out} {i}')\nfinal_return_value = [n, len(out)]",
  ],
  [
    "a default that is made",
    "from collections import defaultdict\nd = defaultdict(list)\ntry:\n    a = get(1)\n    b = get(d['x'])\nexcept Exception as e:\n    print(e)\nfinal_return_value = list(d)",
  ],
  [
    "conditions with effects",
    "seen = []\ndef ok(x):\n    seen.append(x)\n    return True\ntry:\n    out = [get(x) for x in [1, 2, 3] if ok(x)]\nexcept Exception as e:\n    print(e)\nfinal_return_value = seen",
  ],
  [
    "an operator on a list in place",
    "xs = [1]\nys = xs\nfor i in [1, 2]:\n    r = get(ys)\n    xs += [r['n']]\nfinal_return_value = ys",
  ],
  [
    "a variable chosen by a result",
    "xs = [1]\nys = [2]\nfor i in [1, 2, 3]:\n    z = xs if get(i)['flag'] else ys\n    z.append(i)\n    get(xs)\nfinal_return_value = [xs, ys]",
  ],
  [
    "a result is shared and changed",
    "r = get(1)\ns = r\nr['n'] = 5\nt = get(s)\nfinal_return_value = [s, t]",
  ],
  [
    "a display is shared and changed",
    "r = {'a': 1}\ns = [r]\nr['a'] = get(1)\nt = get(s)\nfinal_return_value = t",
  ],
  [
    "generators",
    "def gen():\n    a = get(1)\n    yield a\n    b = get(2)\n    yield b\ng = gen()\nx = next(g)\ny = get(3)\nfinal_return_value = [x, y, list(g)]",
  ],
  [
    "a retry",
    "out = []\nfor attempt in range(3):\n    try:\n        a = get(1)['name'] + 1\n        b = get(2)\n        break\n    except TypeError as e:\n        out.append(str(e))\nc = get(3)\nfinal_return_value = [out, c]",
  ],
  [
    "recursion",
    "def walk(n):\n    if n == 0:\n        return []\n    a = get(n)['n']\n    b = get(n + 10)['n']\n    return [a, b] + walk(n - 1) + [get(n + 20)['n']]\nfinal_return_value = walk(3)",
  ],
  [
    "a counter before it is bound",
    "def f():\n    out = []\n    for i in [1, 2]:\n        n = total + 1\n        out.append(get(i))\n        total = n\n    return out\ntry:\n    f()\nexcept Exception as e:\n    final_return_value = str(e)",
  ],
  [
    "a division before the first call",
    "total = 0\ntry:\n    for i in [1, 2]:\n        n = 10 // total\n        total = total + get(i)['n']\nexcept ZeroDivisionError as e:\n    final_return_value = str(e)",
  ],
  [
    "a tool's name is another's",
    "def f(get):\n    a = get(1)\n    b = get(2)\n    return [a, b]\nfinal_return_value = f(lambda x: x + 1)",
  ],
  [
    "closures over a loop's variables",
    "out = []\nfs = []\nfor i in [1, 2]:\n    fs.append(lambda: i)\n    out.append(get(i))\nfinal_return_value = [f() for f in fs]",
  ],
  [
    "a method of a set",
    "s = set()\nfor i in [1, 2]:\n    s.add(get(i)['n'])\nfinal_return_value = sorted(s)",
  ],
  [
    "an update by what is no mapping",
    "d = {}\ntry:\n    a = get(1)\n    d.update(5)\n    b = get(2)\nexcept TypeError as e:\n    print(e)\nfinal_return_value = 1",
  ],
  [
    "an element is filled that the next one holds",
    "m = {'id': 1}\nms = [m, {'id': m}, m]\nfor x in ms:\n    x['r'] = get(x['id'])['n']\nfinal_return_value = ms",
  ],
  [
    "an element is filled, all are an argument",
    "ms = [{'id': 1}, {'id': 2}]\nfor x in ms:\n    x['r'] = get([x['id'], ms])['n']\nfinal_return_value = ms",
  ],
  [
    "a dict grows while it is gone through",
    "d = {'a': 1, 'b': 2}\ntry:\n    for k in d:\n        d[get(k)['name']] = 1\nexcept RuntimeError as e:\n    print(e)\nfinal_return_value = d",
  ],
  [
    "a dict grows while its items are gone through",
    "d = {'a': 1, 'b': 2}\ntry:\n    for n, (k, v) in enumerate(d.items()):\n        d[get(k)['name']] = 1\nexcept RuntimeError as e:\n    print(e)\nfinal_return_value = d",
  ],
  [
    "a list grows while it is zipped",
    "xs = [1, 2]\nfor a, b in zip(xs, [1, 2, 3]):\n    xs.append(get(a)['n'])\nfinal_return_value = xs",
  ],
  [
    "a row is shared and filled",
    "row = {'a': 1}\nrows = [row, row]\nfor r in rows:\n    r['b'] = get(rows)['n']\nfinal_return_value = rows",
  ],
  [
    "calls in a key of sorted",
    "def key(x):\n    a = get(x)['n']\n    b = get(x + 5)['n']\n    return a + b\nc = get(9)\nfinal_return_value = [sorted([3, 1, 2], key=key), c]",
  ],
  [
    "calls in a special method",
    "class C:\n    def __len__(self):\n        return get(1)['n'] + get(2)['n']\nfinal_return_value = [len(C()), get(3), get(4)]",
  ],
  [
    "calls in a generator that a builtin goes through",
    "def gen():\n    a, b = get(1)['n'], get(2)['n']\n    yield a\n    yield b + get(3)['n']\nfinal_return_value = [sum(gen()), max(gen())]",
  ],
  [
    "a function whose loop fills a variable that a function shares",
    "def f():\n    total = 0\n    def tell():\n        return total\n    for i in [1, 2, 3]:\n        total += get(i)['n']\n    return tell()\nfinal_return_value = f()",
  ],
  [
    "a variable of the loop that a function shares",
    "def f():\n    fs = []\n    for i in [1, 2, 3]:\n        r = get(i)\n        fs.append(r)\n    g = lambda: [i, r]\n    return [fs, g()]\nfinal_return_value = f()",
  ],
  [
    "the target of a loop is in its head",
    "xs = [[1, 2, 3], [4, 5], [6]]\nout = []\nfor n, xs in enumerate(xs):\n    out.append(get(xs))\nfor xs in reversed(xs):\n    out.append(get([xs, xs]))\nfinal_return_value = [out, xs]",
  ],
  [
    "the targets of a loop are in its head",
    "xs = [[1, 2, 3], [4, 5], [6]]\nout = []\nfor xs, y in zip(xs, [7, 8, 9]):\n    out.append(get(xs))\nfinal_return_value = [out, xs]",
  ],
  [
    "a list of a class grows, an instance is an argument",
    "class A:\n    tags = []\na = A()\nxs = A.tags\nfor i in [1, 2, 3]:\n    xs.append(get(a.tags)['n'])\nfinal_return_value = xs",
  ],
  [
    "a dict of a class above grows",
    "class A:\n    held = {'x': {}}\nclass B(A):\n    pass\nbs = [B()]\nd = A.held['x']\nfor i in [1, 2, 3]:\n    d[str(i)] = get(bs[0].held)['n']\nfinal_return_value = d",
  ],
  [
    "a list of a class in a class grows",
    "class A:\n    class Inner:\n        tags = []\na = A()\nxs = A.Inner.tags\nfor i in [1, 2, 3]:\n    xs.append(get(a.Inner.tags)['n'])\nfinal_return_value = xs",
  ],
  [
    "an iterator of a class",
    "class A:\n    it = iter([1, 2, 3, 4])\na = A()\nx = get(1)\ny = get(list(a.it))\nz = get(list(a.it))\nfinal_return_value = [x, y, z]",
  ],
  [
    "the fields of a model grow",
    "from pydantic import BaseModel\nclass M(BaseModel):\n    id: int = 1\nm = M()\nd = M.model_fields\nfor i in [1, 2, 3]:\n    d[str(i)] = get(m.id + len(m.model_fields))['n']\nfinal_return_value = len(d)",
  ],
];

/** Plans that end before their first call. */
export const early: readonly (readonly [title: string, source: string])[] = [
  ["no such method of an element", "d = {'a': [1]}\nd['a'].nothing(get(1), get(2))"],
  ["no such method of a list", "xs = [1]\nr = xs.upper(get(1), get(2))"],
  ["no such method of None", "none = None\nr = none.get(get(1), get(2))"],
  ["no such method of a number", "r = (5).join(get(1), get(2))"],
  ["no such function of a module", "import json\nr = json.lower(get(1), get(2))"],
];

/** A random plan of these forms, over a few variables that share objects. */
export function randomPlan(seed: number): string {
  const random = new Random(seed);
  const scalar = () => random.pick(["1", "2", "i", "n", "xs[0]", "d['k']", "len(xs)", "n + i"]);
  const list = () =>
    random.pick(["xs", "ys", "[1, 2]", "[n, i, 3]", "xs[:2]", "range(2)", "list(d.values())"]);
  const call = (): string =>
    random.pick([
      `get(${scalar()})`,
      `get(${scalar()})["n"]`,
      `get(${list()})["id"]`,
      `len(get(${scalar()}))`,
      `get(f"{n} {i}")["n"]`,
      `find(${scalar()}, limit=${scalar()})[0]["id"]`,
      `get(get(${scalar()})["n"])["n"]`,
      `get(r)["n"]`,
      `get({"a": ${scalar()}, "b": d})["n"]`,
    ]);
  const value = (): string =>
    random.pick([
      call(),
      call(),
      `[${call()}, ${call()}]`,
      `{"a": ${call()}, "b": ${scalar()}}`,
      `(${call()}, ${scalar()}, ${call()})`,
      `f"{${call().replaceAll('"', "'").replace("f'{n} {i}'", "n")}} {n}"`,
      `${call()} == ${call()}`,
      `[${call()} for i in ${list()}]`,
      `{i: ${call()} for i in ${list()} if i != n}`,
      `(${call()} or ${call()})`,
      `(${call()} if n else ${call()})`,
      `str(${call()}) + str(${call()})`,
      `same(${call()}, ${call()})`,
      scalar(),
      list(),
    ]);
  const simple = (): string =>
    random.pick([
      `r = ${value()}`,
      `r = ${call()}`,
      `q = ${call()}`,
      `n = n + 1`,
      `n += ${scalar()}`,
      `n += len(str(${call()}))`,
      `xs.append(${value()})`,
      `out.append(${value()})`,
      `out.append({"r": r, "v": ${call()}})`,
      `d[${scalar()}] = ${value()}`,
      `d["k"] = ${scalar()}`,
      `row = {}\nrow["a"] = ${value()}\nrow["b"] = ${call()}\nout.append(row)`,
      `ys = xs`,
      `ys = list(xs)`,
      `xs = [1, n]`,
      `print(n, ${call()})`,
      `q, r = ${call()}, ${call()}`,
      `write(${scalar()})`,
      `xs += [${call()}]`,
      `${call()}`,
      `assert ${call()} is not ${call()}`,
      `out.extend([${call()}, ${call()}])`,
      `ms.append({"id": ${scalar()}, "d": ${random.pick(["d", "ms[0]", "xs", "1"])}})`,
      `for m in ms[:4]:\n    m["r"] = ${call()}\n    m["n"] = get(m["id"])["n"]`,
      `for m in ms[:4]:\n    q = get(m)["n"]\n    m["r"] = q`,
      `for m in list(ms)[:4]:\n    ms.append(m)\n    m["r"] = get(m["d"])["n"]`,
    ]);
  const indent = (text: string) => text.replaceAll(/^/gm, "    ");
  const block = (depth: number, length: number): string =>
    Array.from({ length }, () => statement(depth)).join("\n");
  const statement = (depth: number): string => {
    if (depth === 0 || random.below(3) > 0) return simple();
    const body = () => indent(block(depth - 1, 1 + random.below(3)));
    switch (random.below(6)) {
      case 0:
        return `if ${random.pick(["n > 2", "r", `${call()}`, "i == 1"])}:\n${body()}\nelse:\n${body()}`;
      case 1:
        return `try:\n${body()}\nexcept Exception as e:\n    print(e)`;
      case 2:
        return `for i in ${list()}:\n    if len(out) + len(xs) > 12:\n        break\n${body()}`;
      case 3:
        return `for i in ${list()}:\n    if i == n:\n        continue\n${body()}`;
      default:
        return `for ${random.pick(["i in ", "i, q in enumerate("])}XS:\n${body()}`
          .replace("enumerate(XS", `enumerate(${list()})`)
          .replace("XS", list());
    }
  };
  const start =
    'def same(a, b):\n    return [a, b]\nxs = [1, 2]\nys = xs\nout = []\nms = [{"id": 1, "d": xs}, {"id": 2, "d": out}]\nd = {"k": 3}\nn = 1\ni = 2\nr = q = 0\n';
  return `${start}${block(2, 2 + random.below(5))}\nfinal_return_value = str([xs, ys, out, ms, d, n, i, r, q])`;
}
