import { expect, test } from "vitest";
import { modules } from "../src/check/modules.ts";
import { checkPlan, type JsonValue, runPlan } from "../src/index.ts";
import { settings } from "./run-case.ts";

/** Variables of the programs: `s` and `t` are text, `n` a number, `xs` a list; each carries its own name as a label. */
const variables: readonly { name: string; value: JsonValue; label: string }[] = [
  { name: "s", value: "2024-05-06 secret 7", label: "s" },
  { name: "t", value: "t", label: "t" },
  { name: "n", value: 2, label: "n" },
  { name: "x", value: [3, 1, 2], label: "x" },
];

const answers: Record<string, JsonValue> = {
  now: "2024-05-06T07:08:09.000010",
  today: "2024-05-06",
  time: 12.5,
  random: 0.5,
  uuid4: "12345678-1234-4678-9234-567812345678",
};

async function labelOf(source: string, implicitFlows = false): Promise<string> {
  const checked = checkPlan(source, { tools: [], variables: variables.map((one) => one.name) });
  if (!checked.ok) throw new Error(checked.diagnostics.map((one) => one.message).join("; "));
  const progress = await runPlan(checked.program, settings({ tools: [], variables, implicitFlows }), {
    observe: (request) => answers[request.kind] ?? null,
  });
  if (progress.kind !== "completed")
    throw new Error(JSON.stringify(progress.kind === "failed" ? progress.error : progress.kind));
  return progress.label;
}

/** `*` stands for the module's names that the expression mentions. */
function imported(imports: string, expression: string): string {
  const module = /^from (\S+) import \*$/.exec(imports)?.[1] ?? "";
  const offered = Array.from(modules.get(module) ?? []).filter((name) =>
    new RegExp(`\\b${name}\\b`).test(expression),
  );
  return imports.replace("*", offered.join(", "));
}

/** An expression, and the label of its value with all inside. */
const expressions: readonly (readonly [imports: string, expression: string, label: string])[] = [
  ["import json", 'json.loads("[1, 2]")', ""],
  ["import json", "json.loads('{\"a\": ' + str(n) + '}')['a']", "n"],
  ["import json", "json.dumps({'a': [1, {'b': t}]})", "t"],
  ["import json", "json.dumps([1], indent=n)", "n"],
  ["import json", "json.dumps([{1}], default=lambda o: t)", "t"],
  ["import json", "json.loads('{}', object_hook=lambda d: t)", "t"],
  ["import re", 're.search("a", "abc").group()', ""],
  ["import re", 're.search(r"\\d+", s).group()', "s"],
  ["import re", 're.findall(t, "text")', "t"],
  ["import re", 're.sub("a", t, "banana")', "t"],
  ["import re", 're.sub("a", lambda m: t, "banana")', "t"],
  ["import re", "[m.start() for m in re.finditer('e', s)]", "s"],
  ["import re", "re.compile(t).pattern", "t"],
  ["import re", "re.split(',', 'a,b', maxsplit=n)", "n"],
  ["from decimal import *", "Context(prec=n).divide(1, 3)", "n"],
  ["from decimal import *", "(setcontext(Context(prec=n)), Decimal(1) / 3)[1]", "n"],
  ["from decimal import *", "(Decimal(n) / 3, getcontext().flags[Inexact])[1]", "nstx"],
  ["from decimal import *", "(Decimal(n) / 3, getcontext().prec)[1]", ""],
  ["from datetime import *", "str(datetime.now())", "e"],
  ["from datetime import *", "str(date.today() + timedelta(days=n))", "en"],
  ["from datetime import *", "date(2024, 1, n).month", "n"],
  ["from datetime import *", "date(2024, 1, 1).year", ""],
  ["from datetime import *", "datetime.strptime(s[:10], '%Y-%m-%d').day", "s"],
  ["from datetime import *", "date(2024, 1, 1) < date(2024, 1, n)", "n"],
  ["from datetime import *", "f'{date(2024, 1, n):%d}'", "n"],
  ["import time", "time.time()", "e"],
  ["import uuid", "str(uuid.uuid4())", "e"],
  ["import random", "random.random()", "e"],
  ["import random", "random.choice([t, t])", "et"],
  ["import random", "random.randint(1, n)", "en"],
  ["import random", "random.sample(['a', t], 1)", "et"],
  ["import math", "math.sqrt(4)", ""],
  ["import math", "math.floor(n / 3)", "n"],
  ["import math", "math.prod([1, 2, n])", "n"],
  ["import math", "math.fsum(v for v in x)", "x"],
  ["import math", "math.prod(v for v in [1, n])", "n"],
  ["import statistics", "statistics.mean([1, n])", "n"],
  ["import statistics", "statistics.median(v for v in x)", "x"],
  ["from collections import deque", "deque([1, n])[0]", ""],
  ["from collections import deque", "deque([1, n])[1]", "n"],
  ["from collections import deque", "len(deque([1, n]))", ""],
  ["from collections import deque", "str(deque([1, n]))", "n"],
  ["from collections import deque", "deque([1, 2, 3], maxlen=n)[0]", "n"],
  ["from collections import deque", "deque(x)[0]", "x"],
  ["from collections import Counter", "Counter('aab')['a']", ""],
  ["from collections import Counter", "Counter(['a', t])['a']", "t"],
  ["from collections import Counter", "Counter(s).most_common(1)", "s"],
  ["from collections import Counter", "Counter(a=1, b=n)['a']", ""],
  ["from collections import Counter", "Counter(a=1, b=n)['b']", "n"],
  ["from collections import defaultdict", "defaultdict(lambda: t)['k']", "t"],
  ["from collections import OrderedDict", "list(OrderedDict([('a', 1), (t, 2)]))", "t"],
  ["from collections import OrderedDict", "OrderedDict(a=1, b=n)['a']", ""],
  ["from collections import namedtuple", "namedtuple('P', 'x y')(1, n).x", ""],
  ["from collections import namedtuple", "namedtuple('P', 'x y')(1, n).y", "n"],
  ["from collections import namedtuple", "namedtuple('P', 'x y')(1, n)._replace(y=t).y", "t"],
  ["from collections import namedtuple", "namedtuple('P', 'x y')(1, n)._asdict()['x']", ""],
  ["from itertools import *", "list(chain([1], [n]))[0]", ""],
  ["from itertools import *", "list(chain([1], [n]))[1]", "n"],
  ["from itertools import *", "list(accumulate([1, n, 2]))[0]", ""],
  ["from itertools import *", "list(accumulate([1, n, 2]))[2]", "n"],
  ["from itertools import *", "list(islice([1, 2, 3], n))[0]", "n"],
  ["from itertools import *", "list(combinations([1, 2, n], 2))[0][0]", ""],
  ["from itertools import *", "list(combinations([1, 2, n], 2))[1][1]", "n"],
  ["from itertools import *", "list(product([1], [n]))[0][1]", "n"],
  ["from itertools import *", "list(takewhile(lambda v: v < n, [1, 2, 3]))", "n"],
  ["from itertools import *", "list(filterfalse(lambda v: v < n, [1, 2, 3]))[0]", "n"],
  ["from itertools import *", "next(groupby([1, n, 3]))[0]", ""],
  ["from itertools import *", "[list(g) for k, g in groupby([1, n, 3])][2]", "n"],
  ["from itertools import *", "list(compress([1, 2], [True, n]))", "n"],
  ["from itertools import *", "list(repeat(1, n))", "n"],
  ["from itertools import *", "list(zip_longest([1], [2, n], fillvalue=t))[1][0]", "t"],
  ["from itertools import *", "list(starmap(lambda a, b: a, [(1, n)]))[0]", ""],
  ["from itertools import *", "next(tee([n, 1])[1])", "n"],
  ["from itertools import *", "next(count(n))", "n"],
  ["from functools import *", "reduce(lambda a, b: a + b, [1, n])", "n"],
  ["from functools import *", "partial(lambda a, b: a, 1)(n)", ""],
  ["from functools import *", "partial(lambda a, b: b, n)(1)", ""],
  ["from functools import *", "partial(lambda a, b: a, n)(1)", "n"],
  ["from functools import *", "sorted([2, 1], key=cmp_to_key(lambda a, b: n))", "n"],
  ["from decimal import Decimal", "str(Decimal(n) + 1)", "n"],
  ["from decimal import Decimal", "str(Decimal('1.5').quantize(Decimal(n)))", "n"],
  ["import hashlib", "hashlib.sha256(t.encode()).hexdigest()", "t"],
  ["import base64", "base64.b64encode(t.encode()).decode()", "t"],
  ["import html", "html.escape(t)", "t"],
  ["import textwrap", "textwrap.wrap(s, n)", "ns"],
  ["from urllib.parse import *", "urlencode({'a': t})", "t"],
  ["from urllib.parse import *", "urlparse('http://' + t).hostname", "t"],
  ["from uuid import UUID", "UUID(int=n).hex", "n"],
];

test.each(expressions)("%s; %s", async (imports, expression, label) => {
  expect(await labelOf(`${imported(imports, expression)}\nfinal_return_value = ${expression}\n`)).toBe(label);
});

/** Programs that change a module's values, and the label of what they end with. */
const programs: readonly (readonly [what: string, source: string, label: string, implicit: boolean])[] = [
  [
    "a precision",
    "from decimal import Decimal, getcontext\ngetcontext().prec = n\nfinal_return_value = str(Decimal(1) / 3)",
    "n",
    false,
  ],
  [
    "a precision in a block",
    "from decimal import Decimal, localcontext\nwith localcontext() as c:\n    c.prec = n\n    final_return_value = str(Decimal(1) / 3)",
    "n",
    true,
  ],
  [
    "a precision not set under a secret",
    "from decimal import Decimal, getcontext\nif n > 7:\n    getcontext().prec = 3\nfinal_return_value = str(Decimal(1) / 3)",
    "n",
    true,
  ],
  [
    "a context not put in force under a secret",
    "import decimal\ndef narrow():\n    decimal.setcontext(decimal.Context(prec=3))\nif n > 7:\n    narrow()\nfinal_return_value = str(decimal.Decimal(1) / 3)",
    "n",
    true,
  ],
  [
    "a trap not set under a secret",
    "from decimal import Decimal, getcontext, Inexact\nc = getcontext()\nif n > 7:\n    c.traps[Inexact] = True\nfinal_return_value = str(Decimal(1) / 3)",
    "n",
    true,
  ],
  [
    "an update of a hash",
    "import hashlib\nh = hashlib.md5()\nh.update(t.encode())\nfinal_return_value = h.hexdigest()",
    "t",
    false,
  ],
  [
    "a deque that took a secret",
    "from collections import deque\nd = deque([1])\nd.append(n)\nfinal_return_value = d[0]",
    "",
    false,
  ],
  [
    "a deque rotated by a secret",
    "from collections import deque\nd = deque([1, 2, 3])\nd.rotate(n)\nfinal_return_value = d[0]",
    "n",
    false,
  ],
  [
    "a deque changed under a secret",
    "from collections import deque\nd = deque([1])\nif n > 5:\n    d.append(2)\nfinal_return_value = len(d)",
    "n",
    true,
  ],
  ["a list shuffled", "import random\nv = [1, 2]\nrandom.shuffle(v)\nfinal_return_value = v[0]", "e", false],
  [
    "a counter changed under a secret",
    "from collections import Counter\nc = Counter('a')\nif n > 1:\n    c.update('a')\nfinal_return_value = c['a']",
    "n",
    true,
  ],
  [
    "an iterator advanced under a secret",
    "from itertools import count\nc = count()\nif n > 1:\n    next(c)\nfinal_return_value = next(c)",
    "n",
    true,
  ],
  [
    "an iterator not advanced under a secret",
    "from itertools import count\nc = count()\nif n > 7:\n    next(c)\nfinal_return_value = next(c)",
    "n",
    true,
  ],
  [
    "a source not advanced through another iterator",
    "from itertools import chain\nsource = iter([1, 2])\nc = chain(source)\nif n > 7:\n    next(c)\nfinal_return_value = next(source)",
    "n",
    true,
  ],
  [
    "a group not advanced under a secret",
    "from itertools import groupby\ngroups = groupby([1, 1, 2])\nk, g = next(groups)\nif n > 7:\n    next(g)\nfinal_return_value = next(groups)[0]",
    "n",
    true,
  ],
  [
    "a partial of a list not called under a secret",
    "from functools import partial\nv = []\np = partial(v.append, 1)\nif n > 7:\n    p()\nfinal_return_value = len(v)",
    "n",
    true,
  ],
  [
    "a deque not changed under a secret",
    "from collections import deque\nd = deque([1])\nif n > 7:\n    d.append(2)\nfinal_return_value = len(d)",
    "n",
    true,
  ],
  [
    "a deque of the plan's class not changed under a secret",
    "from collections import deque\nclass D(deque):\n    pass\nd = D([1])\nif n > 7:\n    d.append(2)\nfinal_return_value = len(d)",
    "n",
    true,
  ],
  [
    "a Counter of the plan's class",
    "from collections import Counter\nclass C(Counter):\n    pass\nc = C('ab')\nc[t] += 1\nfinal_return_value = repr(c)",
    "t",
    false,
  ],
  [
    "a maximum of a deque of the plan's class",
    "from collections import deque\nclass D(deque):\n    pass\nd = D(maxlen=n)\nd.append(1)\nfinal_return_value = len(d)",
    "n",
    false,
  ],
  [
    "a factory of a defaultdict of the plan's class",
    "from collections import defaultdict\nclass D(defaultdict):\n    pass\nd = D(lambda: t)\nfinal_return_value = d[1]",
    "t",
    false,
  ],
  [
    "what a descriptor gives",
    "class G:\n    def __get__(self, o, c):\n        return t\nclass A:\n    x = G()\nfinal_return_value = A().x",
    "t",
    false,
  ],
  [
    "what a descriptor stores",
    "class G:\n    def __set__(self, o, v):\n        o.kept = v\nclass A:\n    x = G()\na = A()\na.x = t\nfinal_return_value = a.kept",
    "t",
    false,
  ],
  [
    "a descriptor that a secret chose",
    "class G:\n    def __get__(self, o, c):\n        return 1\nclass H:\n    def __get__(self, o, c):\n        return 2\nclass A:\n    x = G()\nif n > 7:\n    A.x = H()\nfinal_return_value = A().x",
    "n",
    true,
  ],
  [
    "a generator not closed under a secret",
    "def g():\n    yield 1\n    yield 2\nit = g()\nnext(it)\nif n > 7:\n    it.close()\nfinal_return_value = next(it)",
    "n",
    true,
  ],
  [
    "what the closing of a generator would have done under a secret",
    "log = []\ndef g():\n    try:\n        yield 1\n    finally:\n        log.append(1)\nit = g()\nnext(it)\nif n > 7:\n    it.close()\nfinal_return_value = len(log)",
    "n",
    true,
  ],
  [
    "what is thrown into a generator",
    "def g():\n    try:\n        yield 1\n    except ValueError as e:\n        yield str(e)\nit = g()\nnext(it)\nfinal_return_value = it.throw(ValueError(t))",
    "t",
    false,
  ],
  [
    "which exception a secret throws into a generator",
    "def g():\n    try:\n        yield 1\n    except ValueError:\n        yield 'v'\n    except KeyError:\n        yield 'k'\nit = g()\nnext(it)\nfinal_return_value = it.throw(ValueError('x') if n > 7 else KeyError('x'))",
    "n",
    true,
  ],
  [
    "a protocol that a secret's attribute keeps",
    "from typing import Protocol, runtime_checkable\n@runtime_checkable\nclass P(Protocol):\n    def go(self): ...\nclass A:\n    pass\na = A()\nif n > 1:\n    a.go = 1\nfinal_return_value = isinstance(a, P)",
    "n",
    true,
  ],
  [
    "a hash not fed under a secret",
    "import hashlib\nh = hashlib.md5()\nif n > 7:\n    h.update(b'x')\nfinal_return_value = h.hexdigest()",
    "n",
    true,
  ],
  [
    "a tee advanced under a secret",
    "from itertools import tee\na, b = tee([1, 2])\nif n > 1:\n    next(a)\nfinal_return_value = next(a)",
    "n",
    true,
  ],
  [
    "a message of a module's exception",
    "import json\ntry:\n    json.loads(t)\nexcept ValueError as e:\n    final_return_value = str(e)",
    "t",
    false,
  ],
  [
    "a defaultdict read at a secret key",
    "from collections import defaultdict\nd = defaultdict(int)\nd[t]\nfinal_return_value = len(d)",
    "t",
    false,
  ],
  [
    "an OrderedDict reordered by a secret",
    "from collections import OrderedDict\nd = OrderedDict(t=1, b=2)\nd.move_to_end(t)\nfinal_return_value = list(d)",
    "t",
    false,
  ],
];

test.each(programs)("%s carries its label", async (_what, source, label, implicit) => {
  expect(await labelOf(`${source}\n`, implicit)).toBe(label);
});

test("behind a block with a context of its own, decimals carry its label no more", async () => {
  const source =
    "from decimal import Decimal, localcontext\nwith localcontext(prec=n) as c:\n    c.clamp = n - 2\n    x = Decimal(1) / 3\nfinal_return_value = str(Decimal(1) / 3)\n";
  expect(await labelOf(source, false)).toBe("");
});

test("a constant that modules share takes no label along into another run", async () => {
  const source =
    "from datetime import timezone\nz = timezone.utc\nif n > 1:\n    z = None\nfinal_return_value = str(timezone.utc)\n";
  await labelOf(source, true);
  expect(await labelOf("from datetime import timezone\nfinal_return_value = str(timezone.utc)\n", true)).toBe(
    "",
  );
});

test("an attribute cannot be set on a module's values", async () => {
  await expect(labelOf("from datetime import timezone\ntimezone.utc.extra = 1\n")).rejects.toThrow(
    "no attribute 'extra'",
  );
});
