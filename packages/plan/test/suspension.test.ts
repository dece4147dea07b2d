import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { render, statementProgram } from "../fuzz/programs.ts";
import { Random } from "../fuzz/random.ts";
import {
  type CallResult,
  type PlanSettings,
  type Program,
  runPlan,
  type ToolSignature,
} from "../src/index.ts";
import { cases } from "./cpython-cases.ts";
import { settings } from "./run-case.ts";
import { type Answer, answersOf, LiveRun, programOf } from "./suspension.ts";

interface Recorded {
  readonly story: ReturnType<LiveRun["story"]>;
  /** The results of each suspension, as a journal would hold them. */
  readonly journal: readonly string[];
}

async function live(program: Program, used: PlanSettings<string>, answer: Answer): Promise<Recorded> {
  const run = new LiveRun(program, used);
  const journal: string[] = [];
  for (let calls = await run.start(); calls.length > 0; ) {
    const results = calls.map(answer);
    journal.push(JSON.stringify(results));
    calls = await run.resume(results);
  }
  return { story: run.story(), journal };
}

const read = (entry: string | undefined): CallResult<string>[] => JSON.parse(entry ?? "[]");

/**
 * One run for each prefix of the journal (of a long one forty, evenly spread), all alive at once: each is brought to its
 * prefix, then, the last first, to its end. A run that had something in common with another would tell another story.
 */
async function afterEveryPrefix(program: Program, used: PlanSettings<string>, journal: readonly string[]) {
  const runs: [prefix: number, run: LiveRun][] = [];
  const stride = Math.max(1, Math.ceil(journal.length / 40));
  for (let prefix = 0; prefix <= journal.length; prefix += stride) {
    const run = new LiveRun(program, used);
    await run.start();
    for (const entry of journal.slice(0, prefix)) await run.resume(read(entry));
    runs.push([prefix, run]);
  }
  for (const [prefix, run] of runs.toReversed())
    for (const entry of journal.slice(prefix)) await run.resume(read(entry));
  return runs.map(([, run]) => run.story());
}

async function replaysAlike(source: string, used: PlanSettings<string>, answer: Answer): Promise<number> {
  const program = programOf(source, used);
  const { story, journal } = await live(program, used, answer);
  for (const replayed of await afterEveryPrefix(program, used, journal))
    expect(replayed, source).toEqual(story);
  return journal.length;
}

const withTools = cases.filter(({ source }) => /^# tool /m.test(source));

describe.each([false, true])("replay after any prefix, implicit flows %s", (implicitFlows) => {
  test.each(withTools)("$name", async ({ source }) => {
    await replaysAlike(source, settings({ implicitFlows }), answersOf(source));
  });

  test("random programs", async () => {
    const lookup: ToolSignature = {
      name: "lookup",
      parameters: [{ name: "key", required: true }],
      readOnly: false,
    };
    let suspensions = 0;
    for (let seed = 1; seed <= 600; seed++) {
      const source = render(statementProgram(new Random(seed)));
      if (!source.includes("lookup(")) continue;
      const used = settings({ implicitFlows, tools: [lookup], limits: { steps: 60_000 } });
      let n = 0;
      const answer: Answer = (call) => {
        const label = "abc"[n++ % 3] ?? "";
        if (n % 7 === 0) return { kind: "error", message: "down", label };
        return {
          kind: "text",
          text: `{"key": ${call.arguments[0]?.json}, "items": [1, "two"], "n": ${n}}`,
          label,
        };
      };
      try {
        suspensions += await replaysAlike(source, used, answer);
      } catch (thrown) {
        // A random program may use what plans lack.
        if (!(thrown instanceof Error) || !thrown.message.includes(" in\n")) throw thrown;
      }
    }
    expect(suspensions).toBeGreaterThan(50);
  }, 120_000);
});

const reader: ToolSignature = { name: "read", parameters: [{ name: "k", required: true }], readOnly: true };

test("grouped or one by one: the same calls, the same outcome", async () => {
  const statement = fc.oneof(
    fc.tuple(fc.constantFrom("a", "b", "c"), fc.nat(9)).map(([name, k]) => `${name} = read(${k})`),
    fc
      .tuple(fc.constantFrom("a", "b", "c"), fc.constantFrom("a", "b", "c"))
      .map(([name, k]) => `${name} = read(${k})`),
    fc.constantFrom(
      "read(a)",
      "a += b",
      "print(c)",
      "b = [read(k) for k in [a, 5]][1]",
      "if b > 4:\n    c = read(1)\n    a = read(2)",
      "for i in [1, 2]:\n    b = read(i)\n    c = read(i + 1)",
      "c = read(read(7))",
    ),
  );
  let together = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(statement, { minLength: 1, maxLength: 12 }), async (statements) => {
      const source = `a = b = c = 1\n${statements.join("\n")}\nfinal_return_value = [a, b, c]`;
      const answer: Answer = (call) => ({
        kind: "value",
        value: Number(call.arguments[0]?.json) + 1,
        label: "xyz"[call.index % 3] ?? "",
      });
      const used = settings({ tools: [reader], groupReadOnlyCalls: true });
      const program = programOf(source, used);
      const grouped = await live(program, used, answer);
      const single = await live(program, { ...used, groupReadOnlyCalls: false }, answer);
      if (grouped.journal.length < single.journal.length) together++;
      expect(grouped.story.calls).toEqual(single.story.calls);
      expect(grouped.story.printed).toBe(single.story.printed);
      expect(grouped.story.outcome.split(',{"steps"')[0]).toBe(single.story.outcome.split(',{"steps"')[0]);
      await replaysAlike(source, used, answer);
    }),
    { numRuns: 150 },
  );
  expect(together).toBeGreaterThan(20);
});

/** What a tool may send instead of proper JSON. */
const hostile: readonly (readonly [string, string, string])[] = [
  [
    "a __proto__ key",
    '{"__proto__": {"polluted": 1}, "constructor": 2}',
    '{"__proto__": {"polluted": 1}, "constructor": 2}',
  ],
  ["a number beyond the range", "1e999", "Infinity"],
  ["NaN and infinities", "[NaN, Infinity, -Infinity]", "[NaN, Infinity, -Infinity]"],
  ["half a surrogate pair: escaped", '"\\ud800"', '"\\ud800"'],
  ["duplicate keys: the last counts", '{"a": 1, "a": 2}', '{"a": 2}'],
  ["a long integer", "9".repeat(400), "9".repeat(400)],
  ["no JSON", "<html>", '"<html>"'],
  ["half a JSON", '{"a": [1, 2', '"{\\"a\\": [1, 2"'],
  ["nothing", "", '""'],
  ["a null character", '"a\\u0000b"', '"a\\u0000b"'],
];

test.each(hostile)("a result that is %s", async (_title, text, json) => {
  const run = new LiveRun(programOf("final_return_value = get()", settings()), settings());
  await run.start();
  await run.resume([{ kind: "text", text, label: "t" }]);
  const { end } = run;
  expect(end).toMatchObject({ kind: "completed", json, label: "t" });
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
});

test.each([
  ["nested too deeply", "[".repeat(100_000) + "]".repeat(100_000)],
  ["nested objects", `${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`],
  ["a string of 10 MB", JSON.stringify("a".repeat(10_000_000))],
  ["an integer of a million digits", "9".repeat(1_000_000)],
  ["many elements", `[${"1,".repeat(2_000_000)}1]`],
])("a result that is large ends in a value, a string or an error: %s", async (_title, text) => {
  const used = settings();
  const run = new LiveRun(
    programOf(
      "try:\n    x = get()\n    final_return_value = len(str(x))\nexcept Exception as e:\n    final_return_value = str(e)[:40]",
      used,
    ),
    used,
  );
  await run.start();
  await run.resume([{ kind: "text", text, label: "t" }]);
  const { end } = run;
  if (end.kind === "failed") expect(end.error).toMatchObject({ code: "budget_exceeded" });
  else expect(end).toMatchObject({ kind: "completed", label: "t" });
});

test("any text is a result: a value or a string, and the run goes on", async () => {
  const used = settings();
  const program = programOf("x = get()\nout(x)\nfinal_return_value = type(x) is str", used);
  const fragment = fc.oneof(
    fc.json(),
    fc.string({ unit: "binary" }),
    fc.constantFrom("NaN", "-", "1e5", "[", '"', "\\u"),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fragment, { maxLength: 4 }), async (fragments) => {
      const run = new LiveRun(program, used);
      await run.start();
      await run.resume([{ kind: "text", text: fragments.join(""), label: "t" }]);
      expect(run.calls[1]).toContain('"t"]]');
      await run.resume([{ kind: "value", value: null, label: "" }]);
      expect(run.end.kind).toBe("completed");
    }),
    { numRuns: 300 },
  );
});

test("security.md C1: what the plan does to an argument after the call changes nothing that was sent", async () => {
  const used = settings({ tools: [reader, { ...reader, name: "send" }], groupReadOnlyCalls: true });
  const source =
    "d = {'l': [1]}\na = read(d)\nd['l'].append(2)\nb = read(d)\nx = send([d])\nd.clear()\nfinal_return_value = d";
  const run = new LiveRun(programOf(source, used), used);
  const kept: (() => string)[] = [];
  for (let calls = await run.start(); calls.length > 0; ) {
    for (const call of calls)
      kept.push(() => `${call.arguments[0]?.json} ${JSON.stringify(call.arguments[0]?.value)}`);
    calls = await run.resume(calls.map(() => ({ kind: "value", value: 1, label: "" })));
  }
  expect(kept.map((one) => one())).toEqual([
    '{"l": [1]} {"l":[1]}',
    '{"l": [1, 2]} {"l":[1,2]}',
    '[{"l": [1, 2]}] [{"l":[1,2]}]',
  ]);
});

test("what the caller does to a result that it gave, or to an argument that it got, changes nothing in the run", async () => {
  const used = settings();
  const run = new LiveRun(programOf("x = get([1])\nout(1)\nfinal_return_value = x", used), used);
  await run.start();
  const value = { k: [1, { deep: 2 }] };
  await run.resume([{ kind: "value", value, label: "" }]);
  value.k.length = 0;
  await run.resume([{ kind: "value", value: null, label: "" }]);
  expect(run.end).toMatchObject({ kind: "completed", json: '{"k": [1, {"deep": 2}]}' });
});

test("a wrong number of results is refused and loses nothing; a second use is refused after success and failure", async () => {
  const used = settings({ tools: [reader], groupReadOnlyCalls: true });
  const program = programOf("a = read(1)\nb = read(2)\nfinal_return_value = a // b", used);
  const one: CallResult<string> = { kind: "value", value: 1, label: "" };
  for (const last of [1, 0]) {
    const progress = await runPlan(program, used, { observe: () => 0 });
    if (progress.kind !== "suspended") throw new Error("it waits");
    for (const results of [[], [one], [one, one, one]])
      await expect(progress.resume(results)).rejects.toMatchObject({ code: "wrong_result_count" });
    const end = await progress.resume([one, { ...one, value: last }]);
    expect(end.kind).toBe(last === 1 ? "completed" : "failed");
    await expect(progress.resume([one, one])).rejects.toMatchObject({ code: "resumed_twice" });
  }
});

const around = (body: string) =>
  `def tried():\n    try:\n        ${body}\n    except BaseException:\n        caught(1)\n    finally:\n        caught(2)\ntry:\n    tried()\nexcept:\n    caught(3)\nfinally:\n    caught(4)\n`;

test.each([
  ["a spent budget of calls", "out()", { limits: { toolCalls: 1 } }, "budget_exceeded"],
  ["a spent budget after a result", "'a' * 10 ** 10", {}, "budget_exceeded"],
  [
    "a branch on a result",
    "x = 1 if out() else 2",
    { branchForbidden: (label: string) => label !== "" },
    "control_flow_violation",
  ],
  [
    "a branch in an argument",
    "out(get() or 1)",
    { branchForbidden: (label: string) => label !== "" },
    "control_flow_violation",
  ],
] as const)("security.md C2: %s is not caught at a call", async (_title, body, changes, code) => {
  for (const implicitFlows of [false, true]) {
    const used = settings({ ...changes, implicitFlows });
    const { story } = await live(programOf(`get()\n${around(body)}`, used), used, () => ({
      kind: "value",
      value: 1,
      label: "n",
    }));
    expect(story.outcome).toContain(`"code":"${code}"`);
    expect(story.calls.join()).not.toContain("caught");
  }
});
