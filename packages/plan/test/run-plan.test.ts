import { expect, test } from "vitest";
import {
  type CallResult,
  checkPlan,
  type PlanSettings,
  type Progress,
  runPlan,
  snapshotNamespace,
  type ToolSignature,
} from "../src/index.ts";
import { settings } from "./run-case.ts";

async function start(source: string, changes: Partial<PlanSettings<string>> = {}): Promise<Progress<string>> {
  const used = settings(changes);
  const checked = checkPlan(source, {
    tools: used.tools,
    variables: [
      ...(used.wrapResults ? ["Ok", "Err"] : []),
      ...used.variables.map((one) => one.name),
      ...(used.namespace === undefined ? [] : used.namespace.bindings.keys()),
    ],
  });
  if (!checked.ok) throw new Error(checked.diagnostics.map((one) => one.message).join("; "));
  return await runPlan(checked.program, used, { observe: () => 0 });
}

/** Runs to the end; each result is JSON text with a label of its own. */
async function finish(
  source: string,
  results: readonly (readonly [string, string])[],
  changes: Partial<PlanSettings<string>> = {},
) {
  const calls: { tool: string; shown: string[]; control: string }[] = [];
  let progress = await start(source, changes);
  let next = 0;
  while (progress.kind === "suspended") {
    const answers = progress.calls.map((call): CallResult<string> => {
      const [text = "null", label = ""] = results[next++] ?? [];
      const shown = [...call.positional, ...call.arguments].map(
        (one) => `${one.name === "" ? "" : `${one.name}=`}${one.json}@${one.label}`,
      );
      calls.push({ tool: call.tool, shown, control: call.controlLabel });
      return text.startsWith("!")
        ? { kind: "error", message: text.slice(1), label }
        : { kind: "text", text, label };
    });
    progress = await progress.resume(answers);
  }
  return { progress, calls };
}

const sourceOfLabels: readonly (readonly [string, string, string])[] = [
  ["an element of a result", "x = a(); out(x['k'])", "1@a"],
  ["a result whole", "x = a(); out(x)", '{"k": 1, "l": [2, 3]}@a'],
  ["elements of a list keep their own", "x = [a()['k'], 5]; out(x[1])", "5@"],
  ["and the list joins them", "x = [a()['k'], 5]; out(x)", "[1, 5]@a"],
  ["length is the shape, not the elements", "x = [a()['k'], 5]; out(len(x))", "2@"],
  ["length of a result", "out(len(a()['l']))", "2@a"],
  ["an operation joins its operands", "out(a()['k'] + b()['k'])", "2@ab"],
  ["str joins everything inside", "x = [a()['k']]; out(str(x))", '"[1]"@a'],
  ["f-strings too", "x = {'k': a()['k']}; out(f'{x}')", `"{'k': 1}"@a`],
  ["a key joins the shape", "d = {}; d[a()['k']] = 2; out(d.get('z', 0))", "0@a"],
  ["an index joins", "i = a()['k']; out([5, 6, 7][i])", "6@a"],
  ["comparison joins both sides", "out(a()['k'] == 1)", "true@a"],
  ["membership joins the elements", "out(5 in [a()['k'], 5])", "true@a"],
  ["sorted carries the keys", "out(sorted([3, a()['k'], 2])[0])", "1@a"],
  ["max carries what was compared", "out(max(3, a()['k']))", "3@a"],
  ["a key function's result decides", "k = a()['k']; out(sorted([3, 2], key=lambda v: v * k)[0])", "2@a"],
  ["a comprehension carries its conditions", "k = a()['k']; out(len([v for v in [1, 2] if v > k]))", "1@a"],
  ["a ternary carries its condition", "out(1 if a()['k'] else 2)", "1@a"],
  ["and, or carry theirs", "out(a()['k'] and 7)", "7@a"],
  [
    "an exception's message",
    "try:\n    int(str(a()['l']))\nexcept ValueError as e:\n    out(str(e))",
    `"invalid literal for int() with base 10: '[2, 3]'"@a`,
  ],
  ["an append does not touch the others", "l = [1]; l.append(a()['k']); out(l[0])", "1@"],
  ["what is stored in a slot stays there", "d = {'x': 1}; d['y'] = a()['k']; out(d['x'])", "1@"],
  ["unpacking", "p, q = [a()['k'], 2]; out(q)", "2@"],
  ["attributes of instances", "class C:\n    pass\nc = C()\nc.x = a()['k']\nc.y = 1\nout(c.y)", "1@"],
  ["join of strings", "out(','.join([str(a()['k']), 'z']))", '"1,z"@a'],
  ["an alias sees what was stored", "l = []; m = l; m.append(a()['k']); out(l)", "[1]@a"],
  ["a closure", "k = a()['k']\ndef f():\n    return k\nout(f())", "1@a"],
  ["isinstance carries the value's", "out(isinstance(a(), dict))", "true@a"],
  ["any carries what was looked at", "out(any([0, a()['k']]))", "true@a"],
  ["no control flow in standard mode", "x = 1\nif a()['k']:\n    x = 2\nout(x)", "2@"],
];

test.each(sourceOfLabels)("data flow: %s", async (_title, source, wanted) => {
  const one = '{"k": 1, "l": [2, 3]}';
  const first: readonly [string, string] = [one, "a"];
  const { calls, progress } = await finish(source, [first, [one, "b"]]);
  expect(progress).toMatchObject({ kind: "completed" });
  expect(calls.at(-1)?.shown).toEqual([wanted]);
});

const implicit: readonly (readonly [string, string, string])[] = [
  ["an arm taken", "x = 1\nif s > 0:\n    x = 2\nout(x)", "2@s"],
  ["an arm not taken", "x = 1\nif s > 100:\n    x = 2\nout(x)", "1@s"],
  ["a variable that no arm assigns", "x = 1\nif s > 100:\n    y = 2\nout(x)", "1@"],
  ["an object that an arm mentions", "l = [1]\nif s > 100:\n    l.append(2)\nout(l)", "[1]@s"],
  ["through a function", "l = [1]\ndef f():\n    l.append(2)\nif s > 100:\n    f()\nout(l)", "[1]@s"],
  ["through a global", "x = 1\ndef f():\n    global x\n    x = 2\nif s > 100:\n    f()\nout(x)", "1@s"],
  ["a loop that ran zero times", "x = 1\nwhile s > 100:\n    x = 2\nout(x)", "1@s"],
  ["a break", "for i in [1, 2, 3]:\n    if s == i:\n        break\nout(i)", "1@s"],
  ["a return", "def f():\n    if s > 100:\n        return 1\n    return 2\nout(f())", "2@s"],
  [
    "a raise in a try",
    "x = 1\ntry:\n    if s > 100:\n        raise ValueError()\nexcept ValueError:\n    x = 2\nout(x)",
    "1@s",
  ],
  [
    "an operation that may raise",
    "x = 1\ntry:\n    y = 1 // s\nexcept ZeroDivisionError:\n    x = 2\nout(x)",
    "1@s",
  ],
  ["match", "x = 1\nmatch s:\n    case 99:\n        x = 2\nout(x)", "1@s"],
  ["del", "x = 1\ny = 2\nif s > 100:\n    del y\nout(y)", "2@s"],
  ["a short circuit", "l = [1]\ns > 100 and l.append(2)\nout(l)", "[1]@s"],
  ["after control meets again", "if s > 100:\n    x = 2\nout(5)", "5@"],
  [
    "a generator advanced",
    "def g():\n    yield 1\n    yield 2\n    yield 3\nit = g()\nif s > 100:\n    next(it)\nout(next(it))",
    "1@s",
  ],
  [
    "a method",
    "class C:\n    n = 0\n    def up(self):\n        self.n = 1\nc = C()\nif s > 100:\n    c.up()\nout(c.n)",
    "0@s",
  ],
  [
    "a nonlocal",
    "def f():\n    n = 1\n    def up():\n        nonlocal n\n        n = 2\n    if s > 100:\n        up()\n    return n\nout(f())",
    "1@s",
  ],
  ["a choice of objects", "a = [1]\nb = [2]\n[a, b][s].append(3)\nout(a)", "[1]@s"],
];

test.each(implicit)("implicit flow: %s", async (_title, source, wanted) => {
  const { calls, progress } = await finish(source, [], {
    implicitFlows: true,
    variables: [{ name: "s", value: 1, label: "s" }],
  });
  expect(progress).toMatchObject({ kind: "completed" });
  expect(calls.at(-1)?.shown).toEqual([wanted]);
});

test("a call under a labelled branch carries the control label, without arguments too", async () => {
  const { calls } = await finish("if s:\n    out()\nout()", [], {
    implicitFlows: true,
    variables: [{ name: "s", value: 1, label: "s" }],
  });
  expect(calls.map((call) => call.control)).toEqual(["s", ""]);
});

test("security.md M3: the callee's label and that of starred operands reach every argument", async () => {
  const tools: ToolSignature[] = ["get", "pay", "refund"].map((name) => ({
    name,
    readOnly: false,
    parameters: name === "get" ? [] : [{ name: "n", required: false }],
  }));
  const source = "x = get()\n{'a': pay, 'b': refund}[x['which']](1)\npay(*x['none'])";
  const { calls } = await finish(source, [['{"which": "a", "none": []}', "x"]], { tools });
  expect(calls[1]).toMatchObject({ tool: "pay", shown: ["n=1@x"], control: "x" });
  expect(calls[2]).toMatchObject({ tool: "pay", shown: [], control: "x" });
});

test("plan.md Metadata 7, security.md P3: forbidden branches and the plan label", async () => {
  const forbidden = await finish(
    "x = get()\ntry:\n    if x:\n        out(1)\nexcept Exception:\n    out(2)\nfinally:\n    out(3)",
    [["1", "n"]],
    {
      branchForbidden: (label) => label.includes("n"),
    },
  );
  expect(forbidden.calls.map((call) => call.tool)).toEqual(["get"]);
  expect(forbidden.progress).toMatchObject({
    kind: "failed",
    error: { code: "control_flow_violation", line: 3, column: 8 },
  });
  const labelled = await finish("out(1)\nout()", [], { planLabel: "p" });
  expect(labelled.calls).toEqual([
    { tool: "out", shown: ["1@p"], control: "p" },
    { tool: "out", shown: [], control: "p" },
  ]);
});

const limits: readonly (readonly [string, string, string])[] = [
  ["steps", "while True:\n    pass", "steps"],
  ["string", "'a' * 10 ** 9", "string"],
  ["container", "[0] * 10 ** 9", "container"],
  ["digits", "10 ** 10 ** 8", "digits"],
  ["shift", "1 << 10 ** 9", "digits"],
  ["recursion", "def f():\n    return f()\nf()", "recursion"],
  ["toolCalls", "while True:\n    out()", "toolCalls"],
  ["growing string", "s = 'ab'\nwhile True:\n    s += s", "string"],
  ["growing list", "l = [1]\nwhile True:\n    l += l", "container"],
  ["padding", "'a'.ljust(10 ** 9)", "string"],
  ["format", "f'{1:>1000000000}'", "bytes"],
  ["join", "('a' * 10 ** 6).join(['b'] * 10 ** 4)", "string"],
  ["replace", "('a' * 10 ** 6).replace('a', 'b' * 1000)", "string"],
];

test.each(limits)("limit: %s; neither except nor finally sees it", async (_title, source, limit) => {
  const indented = source
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");
  const { progress, calls } = await finish(
    `try:\n${indented}\nexcept BaseException:\n    caught(1)\nfinally:\n    final(1)`,
    [],
    {
      limits: { steps: 3_000_000, container: 50_000 },
    },
  );
  expect(progress).toMatchObject({ kind: "failed", error: { code: "budget_exceeded", limit } });
  expect(calls.filter((call) => call.tool !== "out")).toEqual([]);
});

test("a suspension is resumed once, with one result per call", async () => {
  const progress = await start("x = get()\nout(x)");
  if (progress.kind !== "suspended") throw new Error("it waits for get()");
  await expect(progress.resume([])).rejects.toMatchObject({ code: "wrong_result_count" });
  const result: CallResult<string> = { kind: "value", value: 1, label: "" };
  expect(await progress.resume([result])).toMatchObject({ kind: "suspended" });
  await expect(progress.resume([result])).rejects.toMatchObject({ code: "resumed_twice" });
});

test("arguments are serialised when the call is made", async () => {
  const progress = await start("l = [1]\nsend(l)\nl.append(2)\nsend(l)");
  if (progress.kind !== "suspended") throw new Error("it waits");
  const first = progress.calls[0];
  await progress.resume([{ kind: "value", value: null, label: "" }]);
  expect(first?.positional[0]?.json).toBe("[1]");
});

const mail: ToolSignature = {
  name: "send_mail",
  readOnly: false,
  parameters: [
    { name: "to", required: true, schema: { type: "array", items: { type: "string" } } },
    { name: "subject", required: false, schema: { type: "string" }, default: "none" },
    { name: "urgent", required: false, schema: { type: "boolean" } },
  ],
};

test.each([
  ["positional and defaults", "send_mail(['a'])", ['to=["a"]@', 'subject="none"@']],
  ["by name", "send_mail(subject='s', to=['a'], urgent=True)", ['to=["a"]@', 'subject="s"@', "urgent=true@"]],
  [
    "None for an optional argument counts as not given",
    "send_mail(['a'], urgent=None)",
    ['to=["a"]@', 'subject="none"@'],
  ],
] as const)("tool arguments: %s", async (_title, source, shown) => {
  const { calls } = await finish(source, [], { tools: [mail] });
  expect(calls[0]?.shown).toEqual([...shown]);
});

test.each([
  ["send_mail('a')", "TypeError", "send_mail() argument 'to': expected array, got string"],
  ["send_mail(['a', 1])", "TypeError", "send_mail() argument 'to' at [1]: expected string, got integer"],
  ["send_mail()", "TypeError", "send_mail() missing 1 required argument: 'to'"],
  [
    "send_mail(['a'], cc=1)",
    "TypeError",
    "send_mail() got an unexpected keyword argument 'cc'; its arguments are to, subject, urgent",
  ],
  ["send_mail(['a'], to=['b'])", "TypeError", "send_mail() got multiple values for argument 'to'"],
] as const)("tool arguments: %s", async (source, type, message) => {
  const { progress, calls } = await finish(source, [], { tools: [mail] });
  expect(calls).toEqual([]);
  expect(progress).toMatchObject({ kind: "failed", error: { exceptionType: type, message } });
});

const parser: ToolSignature = {
  name: "parse_with_ai",
  readOnly: false,
  parameters: [
    { name: "query", required: true },
    { name: "output_schema", required: false },
  ],
  resultSchemaFrom: "output_schema",
};

const getter: ToolSignature = { name: "get", readOnly: false, parameters: [] };

test.each([
  ["int", '{"type": "integer"}', '"42"', "42"],
  ["str", '{"type": "string"}', "plain text", '"plain text"'],
  ["list[str]", '{"items": {"type": "string"}, "type": "array"}', '["a"]', '["a"]'],
  ["bool", '{"type": "boolean"}', "true", "true"],
  ["Optional[int]", '{"anyOf": [{"type": "integer"}, {"type": "null"}]}', "null", "null"],
  ['{"type": "object"}', '{"type": "object"}', '{"a": 1}', '{"a": 1}'],
] as const)("a result in the form that the call asked for: %s", async (type, schema, text, wanted) => {
  const source = `from typing import Optional\nfinal_return_value = parse_with_ai('q', output_schema=${type})`;
  const { calls, progress } = await finish(source, [[text, "q"]], { tools: [parser] });
  expect(calls[0]?.shown[1]).toBe(`output_schema=${schema}@`);
  expect(progress).toMatchObject({ kind: "completed", json: wanted, label: "q" });
});

test("a result as an instance of a class, or an error that says what does not fit", async () => {
  const source = `
from pydantic import BaseModel
class Person(BaseModel):
    name: str
    age: int
    def older(self): return self.age + 1
p = parse_with_ai("q", Person)
final_return_value = [p.name, p.older()]
`;
  const good = await finish(source, [['{"name": "Ann", "age": "41"}', "q"]], { tools: [parser] });
  expect(good.progress).toMatchObject({ json: '["Ann", 42]', label: "q" });
  const bad = await finish(source, [['{"name": 1}', "q"]], { tools: [parser] });
  expect(bad.progress).toMatchObject({
    kind: "failed",
    error: { exceptionType: "ValidationError", messageLabel: "q" },
  });
});

test("what a validator of the asked-for type makes of a result has the validator's label", async () => {
  const source = `
from typing import Annotated
from pydantic import AfterValidator
secret = get()
final_return_value = parse_with_ai("q", Annotated[int, AfterValidator(lambda v: secret)])
`;
  const { progress } = await finish(
    source,
    [
      ["7", "s"],
      ["1", "q"],
    ],
    { tools: [parser, getter] },
  );
  expect(progress).toMatchObject({ kind: "completed", json: "7", label: "qs" });
});

test("wrapped results", async () => {
  const source = `
r = []
for n in [1, 2]:
    match get(n):
        case Ok(value):
            r.append(value)
        case Err(message):
            r.append(message)
final_return_value = r`;
  const { progress } = await finish(
    source,
    [
      ["5", ""],
      ["!down", ""],
    ],
    { wrapResults: true, tools: "any" },
  );
  expect(progress).toMatchObject({ kind: "completed", json: '[5, "down"]' });
});

test("read-only calls go out together where nothing needs a result", async () => {
  const tools: ToolSignature[] = [
    { name: "read", parameters: [{ name: "k", required: true }], readOnly: true },
    { name: "write", parameters: [{ name: "k", required: true }], readOnly: false },
  ];
  const source =
    "a = read(1)\nb = read(2)\nc = read(a)\nwrite(3)\nd = [read(k) for k in [4, 5]]\ne = read(6)\nfinal_return_value = [a, b, c, d, e]";
  const batches: string[][] = [];
  let progress = await start(source, { tools, groupReadOnlyCalls: true });
  let n = 10;
  while (progress.kind === "suspended") {
    batches.push(progress.calls.map((call) => `${call.tool}(${call.arguments[0]?.json})`));
    progress = await progress.resume(progress.calls.map(() => ({ kind: "value", value: n++, label: "" })));
  }
  expect(batches).toEqual([
    ["read(1)", "read(2)"],
    ["read(10)"],
    ["write(3)"],
    ["read(4)", "read(5)", "read(6)"],
  ]);
  expect(progress).toMatchObject({ json: "[10, 11, 12, [14, 15], 16]" });
});

test("a later step sees the variables of an earlier one, with their labels", async () => {
  const first = await finish("x = get()\ndef double(v):\n    return v * 2\ny = [x, 1]", [["21", "g"]]);
  if (first.progress.kind !== "completed") throw new Error("it completes");
  const { namespace } = first.progress;
  expect(snapshotNamespace(namespace)).toEqual([
    { name: "x", json: "21", value: 21, label: "g" },
    { name: "y", json: "[21, 1]", value: [21, 1], label: "g" },
  ]);
  const labels = settings().labels;
  const second = await finish("out(double(x), y[1])", [], { namespace, labels });
  expect(second.calls[0]?.shown).toEqual(["42@g", "1@"]);
});

test("errors show where they come from", async () => {
  const { progress } = await finish("def f(x):\n    return x / 0\n\ny = f(1)", []);
  expect(progress).toMatchObject({
    kind: "failed",
    error: {
      code: "program_error",
      exceptionType: "ZeroDivisionError",
      message: "division by zero",
      line: 2,
      column: 12,
      excerpt: "return x / 0\n       ^^^^^",
    },
  });
});

test("deep recursion ends as a spent budget, deep data too", async () => {
  const nested = await finish(
    "def f(n):\n    return [f(n - 1)] if n else []\nfinal_return_value = str(f(300))[:3]",
    [],
  );
  expect(nested.progress).toMatchObject({ json: '"[[["' });
  const deep = await finish("x = []\nfor i in range(100000):\n    x = [x]\nfinal_return_value = str(x)", []);
  expect(deep.progress).toMatchObject({ kind: "failed", error: { code: "budget_exceeded" } });
});

const calledInside = `
class C:
    def __add__(self, o):
        print("add")
        return get()

print("start")
final_return_value = [C() + 1, C() + 2, random.random()]
`;

test("a tool called where a run cannot stop: the run is made again, what it showed and asked before stays", async () => {
  const lines: string[] = [];
  let asked = 0;
  const checked = checkPlan(`import random\n${calledInside}`, { tools: "any", variables: [] });
  if (!checked.ok) throw new Error("it is a plan");
  let progress = await runPlan(checked.program, settings(), {
    observe: () => ++asked / 8,
    print: (line) => lines.push(line.text),
  });
  for (const value of [1, 2]) {
    if (progress.kind !== "suspended") throw new Error("it waits for get()");
    expect(progress.calls.map((call) => call.index)).toEqual([value - 1]);
    progress = await progress.resume([{ kind: "value", value, label: "" }]);
  }
  expect(progress).toMatchObject({ kind: "completed", value: [1, 2, 0.125] });
  expect(lines).toEqual(["start\n", "add\n", "add\n"]);
  expect(asked).toBe(1);
});

test("with implicit flows such a call carries all that came into the run", async () => {
  const { calls } = await finish(
    "x = a()\nclass C:\n    def __len__(self):\n        return get()\nfinal_return_value = len(C())",
    [
      ["1", "a"],
      ["2", "b"],
    ],
    { implicitFlows: true },
  );
  expect(calls.map((call) => call.control)).toEqual(["", "a"]);
});

test("in a further step of a session such a call is refused by name", async () => {
  const one = await start("l = [1]");
  if (one.kind !== "completed") throw new Error("it completes");
  const { progress } = await finish(
    "class C:\n    def __len__(self):\n        return get()\nfinal_return_value = len(C())",
    [],
    { namespace: one.namespace },
  );
  expect(progress).toMatchObject({
    kind: "failed",
    error: { code: "plan_syntax_error", message: expect.stringContaining("get()") },
  });
});

test("functions and instances of an earlier step work on under the step's control label", async () => {
  const one = await start(
    `items = []
def f(x):
    items.append(x)
class K:
    def __hash__(self):
        return 1
    def __eq__(self, other):
        return True
d = {K(): 2}`,
    { implicitFlows: true },
  );
  if (one.kind !== "completed") throw new Error("it completes");
  const two = await start("if secret:\n    f(1)\nfinal_return_value = [len(items), d[K()]]", {
    implicitFlows: true,
    namespace: one.namespace,
    variables: [{ name: "secret", value: true, label: "s" }],
  });
  expect(two).toMatchObject({ kind: "completed", value: [1, 2], label: "s" });
});

test("a run is deterministic", async () => {
  const source = "s = set()\nfor w in get():\n    s.add(w)\nout(list(s))";
  const runs = await Promise.all([1, 2, 3].map(() => finish(source, [['["z", "a", "m", "a"]', ""]])));
  expect(new Set(runs.map((one) => JSON.stringify(one.calls))).size).toBe(1);
});

test("an argument's data is traced back to its source", async () => {
  const source = `mails = search("inbox")
body = ""
for mail in mails:
    body += mail["text"]
note = body.strip()
send(to="x@y.org", text=note)`;
  let progress = await start(source);
  if (progress.kind !== "suspended") throw new Error("it searches");
  progress = await progress.resume([{ kind: "text", text: '[{"text": "hi"}]', label: "m" }]);
  if (progress.kind !== "suspended") throw new Error("it sends");
  const steps = progress.calls[0]?.trace("text") ?? [];
  expect(steps.map((step) => `${step.line} ${step.name} ${step.label}`)).toEqual([
    "6 text m",
    "5 note m",
    "4 body m",
    "2 body m",
    "3 mail m",
    "1 mails m",
  ]);
  expect(progress.calls[0]?.trace("to").map((step) => step.line)).toEqual([6]);
});

test.each(["if s: z = 1", "z = 1\nif s: del z", "z = 1\ndef f():\n    global z\n    del z\nif s: f()"])(
  "security.md F1: in the next step too it tells of the condition whether a name is bound: %j",
  async (source) => {
    const labelsOfN = await Promise.all(
      [0, 1].map(async (s) => {
        const variables = [{ name: "s", value: s, label: "a" }];
        const first = await finish(source, [], { implicitFlows: true, variables });
        if (first.progress.kind !== "completed") throw new Error("the first step must end");
        const second = checkPlan("try:\n    z\n    n = 1\nexcept NameError: n = 2\nout(n)", {
          tools: "any",
          variables: ["z"],
        });
        if (!second.ok) throw new Error("the second step must be a program");
        const next = await runPlan(
          second.program,
          settings({ implicitFlows: true, namespace: first.progress.namespace }),
          { observe: () => 0 },
        );
        return next.kind === "suspended" ? next.calls[0]?.positional[0]?.label : next.kind;
      }),
    );
    expect(labelsOfN).toEqual(["a", "a"]);
  },
);
