import { describe, expect, test } from "vitest";
import { type CallResult, checkPlan, type PlanSettings, type Program } from "../src/index.ts";
import { answer, early, randomPlan, shapes, tools, traps } from "./calls-together.ts";
import { randomProgram } from "./random-program.ts";
import { settings } from "./run-case.ts";
import { answer as answerAsked, secretsOf, situationOf, toolsOf } from "./situation.ts";
import { type Answer, LiveRun, programOf } from "./suspension.ts";

interface Told {
  /** What a call shows besides its number. */
  readonly calls: readonly string[];
  /** The arguments of each. */
  readonly asked: readonly string[];
  readonly printed: string;
  readonly outcome: string;
  readonly waits: number;
}

/** A run to its end; `again`: it is thrown away after so many suspensions and made again from the results so far. */
async function tell(program: Program, used: PlanSettings<string>, reply: Answer, again = 0): Promise<Told> {
  let run = new LiveRun(program, used);
  const asked: string[] = [];
  let waits = 0;
  const journal: CallResult<string>[][] = [];
  for (let calls = await run.start(); calls.length > 0; ) {
    waits += 1;
    for (const call of calls) asked.push(call.arguments[0]?.json ?? "");
    journal.push(calls.map(reply));
    if (waits === again) {
      run = new LiveRun(program, used);
      await run.start();
      for (const results of journal.slice(0, -1)) await run.resume(results);
    }
    calls = await run.resume(journal.at(-1) ?? []);
  }
  const { calls, printed, outcome } = run.story();
  return {
    calls: calls.map((call) => JSON.stringify(JSON.parse(call).slice(1))),
    asked,
    printed,
    outcome: outcome.split(',{"steps"')[0] ?? "",
    waits,
  };
}

/** Those of `all` that are left when `some` are taken out in their order; undefined where one is missing. */
function beyond(all: readonly string[], some: readonly string[]): readonly string[] | undefined {
  const left: string[] = [];
  let at = 0;
  for (const one of all) {
    if (one === some[at]) at += 1;
    else left.push(one);
  }
  return at === some.length ? left : undefined;
}

/** Compares a run in which calls went out together with the one in which they went one by one. */
function compare(source: string, single: Told, grouped: Told): void {
  // Looking ahead counts as steps, and a call that is out as a call.
  if (/"limit":"(steps|toolCalls)"/.test(single.outcome)) return;
  expect(grouped.outcome, source).toEqual(single.outcome);
  expect(grouped.printed, source).toEqual(single.printed);
  const left = beyond(grouped.calls, single.calls);
  expect(left, source).toBeDefined();
  // More goes out only where an exception came between.
  if (!single.outcome.startsWith('["failed"') && !/try:/.test(source)) expect(left, source).toEqual([]);
  expect(
    left?.filter((call) => /^\["(write|out)"/.test(call)),
    source,
  ).toEqual([]);
}

/** Runs one by one and together, without a failure and with a failure of each of the first calls. */
async function alike(
  source: string,
  changes: Partial<PlanSettings<string>>,
  failures = 3,
): Promise<[Told, Told]> {
  const used = settings({
    tools,
    groupReadOnlyCalls: true,
    limits: { toolCalls: 60, steps: 300_000 },
    ...changes,
  });
  const oneByOne = { ...used, groupReadOnlyCalls: false };
  const program = programOf(source, used);
  const replies = (failing: readonly string[]): Answer => {
    const fails = new Set(failing);
    return (call) => answer(call, fails);
  };
  const plain = await tell(program, oneByOne, replies([]));
  const together = await tell(program, used, replies([]));
  compare(source, plain, together);
  for (const failing of Array.from(new Set(plain.asked)).slice(0, failures)) {
    const reply = replies([failing]);
    compare(source, await tell(program, oneByOne, reply), await tell(program, used, reply));
  }
  for (let again = 1; again <= Math.min(3, together.waits); again++)
    expect(await tell(program, used, replies([]), again), source).toEqual(together);
  return [plain, together];
}

describe.each([false, true])("implicit flows %s", (implicitFlows) => {
  test.each(shapes)("%s", async (_title, source, standard, implicit) => {
    const [plain, together] = await alike(source, { implicitFlows });
    expect(plain.outcome).toMatch(/^\["completed"/);
    expect(together.waits).toBe(
      [standard, implicit][Number(implicitFlows)] === -1
        ? plain.waits
        : [standard, implicit][Number(implicitFlows)],
    );
  });

  test.each(traps)("nothing shows: %s", async (_title, source) => {
    await alike(source, { implicitFlows });
  });

  test.each(early)("none goes out: %s", async (_title, source) => {
    const [plain, together] = await alike(source, { implicitFlows });
    expect(plain.calls).toEqual([]);
    expect(together.calls).toEqual([]);
  });

  test("random plans", async () => {
    let saved = 0;
    let shorter = 0;
    for (let seed = 1; seed <= 250; seed++) {
      const [plain, together] = await alike(randomPlan(seed), { implicitFlows }, 2);
      saved += plain.waits - together.waits;
      if (together.waits < plain.waits) shorter += 1;
    }
    expect(shorter).toBeGreaterThan(60);
    expect(saved).toBeGreaterThan(250);
  }, 120_000);
});

test.each([
  [
    "computing between two calls takes a whole stretch",
    "def f():\n    a = get(1)\n    b = [i for i in range(200000)]\n    c = [i for i in range(200000)]\n    return get(len(b))\nfinal_return_value = f()",
    900_000,
  ],
  [
    "a loop in a loop whose calls do not come",
    "n = 0\nfor i in range(40):\n    for j in range(40):\n        for k in range(10):\n            if i < 0:\n                a = get(i)\n                b = get(i)\n            n += 1\nfinal_return_value = n",
    500_000,
  ],
  [
    "a row of loops whose calls do not come",
    `${"for i in range(100):\n    if i < 0:\n        a = get(i)\n".repeat(150)}final_return_value = 1`,
    500_000,
  ],
  [
    "an argument of many objects, looked through again in every round",
    "big = [{'i': i} for i in range(10000)]\nout = []\nfor i in range(100):\n    a = get(i)\n    b = get(len(big) + i)\n    write(i)\n    out.append(a['n'])\nfinal_return_value = len(out)",
    900_000,
  ],
])("looking ahead costs no more than a share: %s", async (_title, source, steps) => {
  const used = settings({ tools, groupReadOnlyCalls: true, limits: { steps: 5_000_000 } });
  const program = programOf(source, used);
  const reply: Answer = (call) => answer(call, new Set());
  const single = await tell(program, { ...used, groupReadOnlyCalls: false }, reply);
  const run = new LiveRun(program, used);
  for (let calls = await run.start(); calls.length > 0; ) calls = await run.resume(calls.map(reply));
  expect(run.story().outcome.split(',{"steps"')[0]).toEqual(single.outcome);
  expect(run.end.kind !== "suspended" && run.end.usage.steps).toBeLessThan(steps);
});

test("random programs with secrets: the same labels", async () => {
  let shorter = 0;
  for (let seed = 1; seed <= 1200; seed++) {
    const situation = situationOf(seed);
    if (!situation.grouped) continue;
    const source = randomProgram(seed);
    const [secrets] = secretsOf(seed, situation);
    const used = settings({
      implicitFlows: true,
      tools: toolsOf(situation),
      groupReadOnlyCalls: true,
      variables: Object.entries(secrets).map(([name, value]) => ({
        name,
        value,
        label: situation.labels[name] ?? "",
      })),
      limits: { steps: 200_000, digits: 400, cells: 100_000 },
    });
    const checked = checkPlan(source, { tools: used.tools, variables: Object.keys(secrets) });
    if (!checked.ok) continue;
    const { program } = checked;
    const reply: Answer = (call) => answerAsked(call, secrets, situation);
    const single = await tell(program, { ...used, groupReadOnlyCalls: false }, reply);
    const grouped = await tell(program, used, reply);
    compare(source, single, grouped);
    if (grouped.waits < single.waits) shorter += 1;
  }
  expect(shorter).toBeGreaterThan(60);
}, 120_000);
