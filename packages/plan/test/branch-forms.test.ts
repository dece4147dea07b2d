import { expect, test } from "vitest";
import { runPlan } from "../src/index.ts";
import { settings } from "./run-case.ts";
import { programOf } from "./suspension.ts";

/** Every form that decides by a value; `s` is 41, `l` is [41], both labelled; the place is that of what decided. */
const forms: readonly (readonly [form: string, source: string, line: number])[] = [
  ["if", "if s:\n    pass", 1],
  ["if, not taken", "if s == 7:\n    pass", 1],
  ["elif", "if 0:\n    pass\nelif s:\n    pass", 3],
  ["while", "while s < 50:\n    pass", 1],
  ["for", "for x in l:\n    pass", 1],
  ["for over a dict", "for x in d:\n    pass", 1],
  ["for over a range", "for x in range(s):\n    pass", 1],
  ["comprehension condition", "x = [1 for y in [1] if s]", 1],
  ["set comprehension condition", "x = {1 for y in [1] if s}", 1],
  ["dict comprehension condition", "x = {1: 1 for y in [1] if s}", 1],
  ["generator expression condition", "x = list(1 for y in [1] if s)", 1],
  ["comprehension over", "x = [1 for y in l]", 1],
  ["ternary", "x = 1 if s else 2", 1],
  ["and", "x = s and 1", 1],
  ["or", "x = s or 1", 1],
  ["not in a condition", "if not s:\n    pass", 1],
  ["match subject", "match s:\n    case 1:\n        pass", 2],
  ["match guard", "match 1:\n    case 1 if s:\n        pass", 2],
  ["assert", "assert s", 1],
  ["walrus in a condition", "if (x := s):\n    pass", 1],
  ["chained comparison", "x = 1 < s < 100", 1],
  ["in, in a condition", "if 1 in l:\n    pass", 1],
  ["a condition in a function", "def f(v):\n    if v:\n        return 1\nf(s)", 2],
  ["a condition in a lambda", "f = lambda v: 1 if v else 2\nf(s)", 1],
  ["a condition in a callback", "x = sorted([1], key=lambda v: v if s else 0)", 1],
  ["a condition in a generator", "def g():\n    if s:\n        yield 1\nlist(g())", 2],
  [
    "a condition in a property",
    "class C:\n    @property\n    def p(self):\n        return 1 if s else 2\nC().p",
    4,
  ],
  ["a condition beside a call", "if tool() == s:\n    pass", 1],
  ["a while beside a call", "while tool() == s:\n    pass", 1],
  ["a ternary beside a call", "x = tool() if s else 2", 1],
  ["and beside a call", "x = s and tool()", 1],
  ["a comprehension beside a call", "x = [tool() for y in [1] if s]", 1],
  ["a for beside a call", "for y in l:\n    tool()", 1],
  ["a match beside a call", "match s:\n    case 1:\n        tool()", 2],
  [
    "an __exit__ that decides whether the exception goes on",
    "class C:\n    def __enter__(self): return 1\n    def __exit__(self, *a): return s\nwith C():\n    1 // 0",
    4,
  ],
  [
    "the same beside a call",
    "class C:\n    def __enter__(self): return 1\n    def __exit__(self, *a): return s\nwith C():\n    tool()\n    1 // 0",
    4,
  ],
  ["an except that meets a labelled exception", "try:\n    int(str(l))\nexcept ValueError:\n    pass", 3],
];

test.each(forms)("a forbidden branch: %s", async (_form, source, line) => {
  for (const implicitFlows of [false, true]) {
    const used = settings({
      implicitFlows,
      branchForbidden: (label) => label.includes("s"),
      variables: [
        { name: "s", value: 41, label: "s" },
        { name: "l", value: [41], label: "s" },
        { name: "d", value: { secret: 41 }, label: "s" },
      ],
    });
    let progress = await runPlan(programOf(source, used), used, { observe: () => 0 });
    while (progress.kind === "suspended")
      progress = await progress.resume(progress.calls.map(() => ({ kind: "value", value: 2, label: "" })));
    expect(progress, `implicit flows ${implicitFlows}`).toMatchObject({
      kind: "failed",
      error: {
        code: "control_flow_violation",
        line,
        column: expect.toSatisfy((column: number) => column > 0),
      },
    });
    if (progress.kind === "failed") {
      expect(progress.error.message).toBe("branching on a value that the policy mode forbids");
      expect(JSON.stringify({ ...progress.error, line: 0, column: 0 })).not.toMatch(/41|secret/);
    }
  }
});

/** What chooses by data flow alone: its result carries the label, and a branch on that result is the violation. */
const choices: readonly string[] = [
  "sorted(l)",
  "min(l)",
  "max(l, default=0)",
  "any(l)",
  "all(l)",
  "not s",
  "1 in l",
  "[1, 2, 3][s - 40:]",
  "list(filter(None, l))",
  "next(iter(l), 0)",
  "getattr(d, str(s), 1)",
  "hasattr(d, str(s))",
  "{41: 1}.get(s, 0)",
  "isinstance(s, int)",
  "bool(s)",
  "s == 1",
];

test.each(choices)("its result may not decide: %s", async (expression) => {
  for (const implicitFlows of [false, true]) {
    const used = settings({
      implicitFlows,
      branchForbidden: (label) => label.includes("s"),
      variables: [
        { name: "s", value: 41, label: "s" },
        { name: "l", value: [41], label: "s" },
        { name: "d", value: { secret: 41 }, label: "s" },
      ],
    });
    const progress = await runPlan(programOf(`x = ${expression}\nif x:\n    tool()`, used), used, {
      observe: () => 0,
    });
    expect(progress).toMatchObject({
      kind: "failed",
      error: { code: "control_flow_violation", line: expect.any(Number) },
    });
  }
});

test("what the mode does not forbid may decide", async () => {
  const used = settings({
    branchForbidden: (label) => label.includes("s"),
    variables: [{ name: "p", value: 1, label: "p" }],
  });
  const progress = await runPlan(programOf("final_return_value = 1 if p else 2", used), used, {
    observe: () => 0,
  });
  expect(progress).toMatchObject({ kind: "completed", json: "1" });
});
