import { expect, test } from "vitest";
import { type PlanSettings, RunTrace, runPlan } from "../src/index.ts";
import { cases } from "./cpython-cases.ts";
import { settings } from "./run-case.ts";
import { answersOf, LiveRun, programOf } from "./suspension.ts";

async function traced(source: string, changes: Partial<PlanSettings<string>> = {}) {
  const trace = new RunTrace<string>();
  const used = settings({ ...changes, trace });
  let progress = await runPlan(programOf(source, used), used, { observe: () => 0 });
  while (progress.kind === "suspended")
    progress = await progress.resume(
      progress.calls.map(({ index }) => ({
        kind: "value",
        value: [{ text: "hi" }, { text: "you" }],
        label: "abc"[index] ?? "",
      })),
    );
  return { trace, progress };
}

const mails = `mails = search("inbox")
def clean(text):
    stripped = text.strip()
    return stripped
body = ""
parts = []
for mail in mails:
    body += mail["text"]
    parts.append(body)
note = clean(body)
other = 1
send(to="x@y.org", text=note)
`;

test("lines run and how often", async () => {
  const { trace } = await traced(mails);
  expect(trace.lines().map(({ line, count }) => [line, count])).toEqual([
    [1, 1],
    [2, 1],
    [3, 1],
    [4, 1],
    [5, 1],
    [6, 1],
    [7, 1],
    [8, 2],
    [9, 2],
    [10, 1],
    [11, 1],
    [12, 1],
  ]);
});

test("assignments, changes and calls with their labels", async () => {
  const { trace } = await traced(mails);
  const shown = trace
    .events()
    .map(({ kind, name, line, label }) => `${line} ${kind} ${name} ${label}`.trim());
  expect(shown).toEqual([
    "1 argument",
    "1 call search a",
    "1 assignment mails a",
    "2 assignment clean",
    "5 assignment body",
    "6 assignment parts",
    "7 assignment mail a",
    "8 assignment body a",
    "9 change parts a",
    "7 assignment mail a",
    "8 assignment body a",
    "9 change parts a",
    "2 parameter text a",
    "3 assignment stripped a",
    "4 return return a",
    "10 assignment note a",
    "11 assignment other",
    "12 argument to",
    "12 argument text a",
    "12 call send b",
  ]);
});

test("from an argument back to the tool result, line by line, through a function and a loop", async () => {
  const { trace } = await traced(mails);
  const argument = trace.events().findLast(({ kind, name }) => kind === "argument" && name === "text");
  const sources = trace.sourcesOf(argument?.id ?? -1);
  expect(sources[0]).toEqual(argument);
  const names = sources.map(({ line, name }) => `${line} ${name}`);
  expect(names).toEqual(
    expect.arrayContaining([
      "10 note",
      "4 return",
      "3 stripped",
      "2 text",
      "8 body",
      "7 mail",
      "1 mails",
      "1 search",
    ]),
  );
  expect(names).not.toContain("11 other");
});

test("a run made again for a call inside an operator is traced once", async () => {
  const source =
    "class C:\n    def __len__(self):\n        get()\n        return 3\nx = len(C())\ny = len(C())";
  const { trace, progress } = await traced(source);
  expect(progress.kind).toBe("completed");
  expect(trace.events().filter(({ kind }) => kind === "call")).toHaveLength(2);
  expect(trace.lines().find(({ line }) => line === 5)?.count).toBe(1);
});

test("calls that go out together have the arguments' sources of their own", async () => {
  const tools = [{ name: "read", parameters: [{ name: "k", required: true }], readOnly: true }];
  const { trace } = await traced("p = 1\nq = 2\na = read(p)\nb = read(q)\nfinal_return_value = [a, b]", {
    tools,
    groupReadOnlyCalls: true,
  });
  const args = trace.events().filter(({ kind }) => kind === "argument");
  const names = (id: number) => trace.events()[id]?.name;
  expect(args.map(({ parents }) => parents.map(names))).toEqual([["p"], ["q"]]);
  const bound = trace.events().filter(({ kind, name }) => kind === "assignment" && "ab".includes(name));
  expect(bound.map(({ line, label }) => [line, label])).toEqual([
    [3, "a"],
    [4, "b"],
  ]);
});

test("a traced run does what the run without a trace does", async () => {
  const plain = new LiveRun(programOf(mails, settings()), settings());
  const used = settings({ trace: new RunTrace<string>() });
  const watched = new LiveRun(programOf(mails, used), used);
  for (const run of [plain, watched])
    for (let calls = await run.start(); calls.length > 0; )
      calls = await run.resume(calls.map(() => ({ kind: "value", value: [{ text: "hi" }], label: "m" })));
  expect(watched.calls).toEqual(plain.calls);
});

test.each(cases.filter(({ source }) => /^# tool /m.test(source)))(
  "a trace changes neither calls nor outcome: $name",
  async ({ source }) => {
    const stories: unknown[] = [];
    for (const trace of [null, new RunTrace<string>()]) {
      const used = settings({ implicitFlows: true, ...(trace === null ? {} : { trace }) });
      const run = new LiveRun(programOf(source, used), used);
      const answer = answersOf(source);
      for (let calls = await run.start(); calls.length > 0; ) calls = await run.resume(calls.map(answer));
      const { outcome, ...story } = run.story();
      stories.push({ ...story, outcome: outcome.split(',{"steps"')[0] });
      if (trace !== null) expect(trace.lines().length).toBeGreaterThan(0);
    }
    expect(stories[1]).toEqual(stories[0]);
  },
);
