import { expect, test } from "vitest";
import { checkPlan, runPlan, snapshotNamespace } from "../src/index.ts";
import { settings } from "./run-case.ts";

async function run(source: string) {
  const checked = checkPlan(source, { tools: "any", variables: [] });
  if (!checked.ok) throw new Error(checked.diagnostics.map((one) => one.message).join("; "));
  return await runPlan(checked.program, settings(), { observe: () => 0 });
}

const nest = "x = []\nfor i in range(100000): x = [x]\n";
const longText = "a = 'a' * 4 * 10 ** 6\nb = 'a' * 4 * 10 ** 6\nfor i in range(10 ** 6): ";
const tuples = "t = (int, int)\nfor i in range(60): t = (t, t)\n";

/** Work that one step may blow up: each program ends by its own limit. */
test.each([
  ["a tool call", "return str(tool())"],
  ["a tool call in a function", "return f()"],
  ["a text that is too long", "return 'a' * 10 ** 9"],
  ["what the plan language lacks", "make = type; return str(make('C', (), {}))"],
])("an uncaught exception whose __str__ makes %s has no message", async (_title, body) => {
  const source = `def f(): return str(tool())\nclass E(Exception):\n    def __str__(self): ${body}\nraise E()`;
  expect(await run(source)).toMatchObject({
    kind: "failed",
    error: { code: "program_error", exceptionType: "E", message: "" },
  });
});

test("nor one whose __str__ branches on what it must not", async () => {
  const source = "class E(Exception):\n    def __str__(self): return 'a' if s else 'b'\nraise E()";
  const checked = checkPlan(source, { tools: [], variables: ["s"] });
  if (!checked.ok) throw new Error("the program is one");
  const used = settings({
    tools: [],
    implicitFlows: true,
    branchForbidden: (label) => label !== "",
    variables: [{ name: "s", value: 1, label: "s" }],
  });
  expect(await runPlan(checked.program, used, { observe: () => 0 })).toMatchObject({
    kind: "failed",
    error: { code: "program_error", exceptionType: "E", message: "" },
  });
});

const spent: readonly (readonly [title: string, source: string, limit: string])[] = [
  ["a final value nested too deeply", `${nest}final_return_value = x`, "recursion"],
  ["int.to_bytes", "(5).to_bytes(10 ** 10, 'big')", "string"],
  ["int.from_bytes", "int.from_bytes(b'a' * 10 ** 6, 'big')", "digits"],
  ["long texts compared", `${longText}a == b`, "steps"],
  ["long texts looked for", `${longText}a in [b + 'b', b]`, "steps"],
  ["long prefixes", `${longText}a.startswith(b)`, "steps"],
  ["long keys", `d = {}\n${longText}d[a] = 1`, "steps"],
  ["case of long texts", "('\\ufb03' * 10 ** 6).upper()", "stretch"],
  ["regular expression matches", "import re\nre.findall('', 'a' * 10 ** 6)", "stretch"],
  ["Decimal digits", "from decimal import Decimal\nDecimal('9' * 10 ** 6)", "digits"],
  [
    "Decimals far apart",
    "from decimal import Decimal\nwhile True: Decimal('1e999999') + Decimal('1e-999999')",
    "bytes",
  ],
  [
    "Decimals of unbounded precision",
    "from decimal import Decimal, getcontext\ngetcontext().prec = 10 ** 9\nd = Decimal(3)\nwhile True: d *= d",
    "digits",
  ],
  [
    "logarithms of Decimals to many digits",
    "from decimal import Decimal, getcontext\ngetcontext().prec = 2000\nwhile True: Decimal(2).ln()",
    "steps",
  ],
  [
    "roots of Decimals to many digits",
    "from decimal import Decimal, getcontext\ngetcontext().prec = 4000\nwhile True: Decimal(2).sqrt()",
    "steps",
  ],
  [
    "powers of Decimals to many digits",
    "from decimal import Decimal, getcontext\ngetcontext().prec = 2000\nwhile True: Decimal('1.1') ** Decimal('3.3')",
    "steps",
  ],
  [
    "shared data written out",
    "import json\nx = [1]\nfor i in range(60): x = [x, x]\njson.dumps(x)",
    "stretch",
  ],
  ["nested tuples of types", `${tuples}isinstance('a', t)`, "stretch"],
  [
    "nested tuples of exceptions",
    `${tuples.replaceAll("int,", "OSError,").replace("int)", "OSError)")}try: 1 / 0\nexcept t: pass`,
    "stretch",
  ],
  [
    "long chains of classes",
    "class A: pass\ndef sub(b):\n    class C(b): pass\n    return C\nfor i in range(10 ** 5): A = sub(A)",
    "recursion",
  ],
];

test.each(spent)(
  "%s",
  async (_title, source, limit) => {
    expect(await run(source)).toMatchObject({ kind: "failed", error: { code: "budget_exceeded", limit } });
  },
  60_000,
);

test("variables nested too deeply are left out of a snapshot", async () => {
  const progress = await run(`${nest}y = 1\nfinal_return_value = 1`);
  if (progress.kind !== "completed") throw new Error("it completes");
  expect(snapshotNamespace(progress.namespace).map((one) => one.name)).toContain("y");
  expect(snapshotNamespace(progress.namespace).map((one) => one.name)).not.toContain("x");
});

test("an exception whose message is nested too deeply ends the run as a program error", async () => {
  expect(await run(`${nest}raise ValueError(x)`)).toMatchObject({
    kind: "failed",
    error: { code: "program_error" },
  });
});

/** Keys that mean something to JavaScript are keys like others. */
const hostKeys = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "prototype"];

test.each(hostKeys)("the key %s reaches nothing of the host", async (key) => {
  const source = `
import json
from collections import Counter, defaultdict
def f(**k): return k
text = '{"${key}": {"polluted": 1}}'
d = {"${key}": 1}
final_return_value = [d, f(**d), json.loads(text), Counter(["${key}"]), "${key}" in {}, {}.get("${key}"), list(json.loads(text)["${key}"])]
`;
  const progress = await run(source);
  if (progress.kind !== "completed") throw new Error(JSON.stringify(progress));
  expect(progress.json).toBe(
    `[{"${key}": 1}, {"${key}": 1}, {"${key}": {"polluted": 1}}, {"${key}": 1}, false, null, ["polluted"]]`,
  );
  expect(Object.prototype).not.toHaveProperty("polluted");
});

/** Attributes with dunder names are refused: that is no answer which an `except` could take for one. */
test.each([
  "'{0.__class__}'.format(1)",
  "'{0.__class__.__init__.__globals__}'.format('a')",
  "getattr([], '__pro' + 'to__')",
  "getattr([], '__pro' + 'to__', 1)",
  "hasattr([], '__it' + 'er__')",
  "hasattr([], '__iter__')",
])("%s is refused", async (expression) => {
  const source = `
try:
    final_return_value = ${expression}
except Exception:
    final_return_value = "caught"
`;
  expect(await run(source)).toMatchObject({ kind: "failed", error: { code: "plan_syntax_error" } });
});

test.each([
  "'{0.constructor}'.format([])",
  "getattr([], 'constr' + 'uctor')",
  "getattr(len, 'inv' + 'oke')",
  "getattr({}, 'labels')",
  "'%(constructor)s' % {'a': 1}",
])("%s finds nothing", async (expression) => {
  expect(await run(`final_return_value = ${expression}`)).toMatchObject({
    kind: "failed",
    error: { exceptionType: expect.stringMatching(/AttributeError|KeyError/) },
  });
});
