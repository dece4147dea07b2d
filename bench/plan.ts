/**
 * How long a plan takes from its text to its result, how long 1,000 suspensions take, and what labels cost: our
 * interpreter, `@pydantic/monty` and CPython (`python3`, when there is one), by turns in one run; medians of nine rounds.
 * Ours runs with labels on: every tool result carries metadata of its own.
 * Usage: node bench/plan.ts
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { Monty, MontyComplete, MontySnapshot } from "@pydantic/monty";
import {
  type CallResult,
  checkPlan,
  type JsonValue,
  type PlanSettings,
  type Progress,
  runPlan,
  type ToolSignature,
} from "@sequrity/plan";
import { emptyMetadata, joinMetadata, type Metadata, metadataOf } from "@sequrity/sqrt";
import { hostilePrograms } from "../packages/plan/test/hostile-programs.ts";

const ROUNDS = 9;
const SUSPENSIONS = 1000;
/** What a hostile program may keep the event loop from answering, on an idle machine. */
const delayMsMax = 100;

/** A program, what its tools answer (JSON text, one after the other), how often one round runs it. */
interface Workload {
  readonly name: string;
  readonly source: string;
  readonly results: Readonly<Record<string, readonly string[]>>;
  readonly runs: number;
}

const anchor: Workload = {
  name: "anchor",
  source: readFileSync(new URL("./plan/anchor.py", import.meta.url), "utf8"),
  results: {
    search_emails: [
      JSON.stringify(
        Array.from({ length: 20 }, (_, at) => ({
          from: `${["Ann.Lee", "bob.ray", "Eve.M.Fox", "dan"][at % 4]}@corp.com`,
          read: at % 5 === 0,
          amount: 37.5 * at,
        })),
      ),
    ],
    get_contact: ["Dan", "Eve Fox", "Bob Ray"].map((name, at) =>
      JSON.stringify({ name, tags: at === 1 ? ["vip"] : [] }),
    ),
    list_events: [
      JSON.stringify([9, 10, 12].map((hour) => ({ start: `${`${hour}`.padStart(2, "0")}:00`, minutes: 60 }))),
    ],
    create_event: ['{"room": "B12"}'],
    send_email: ['{"id": 99}'],
  },
  runs: 30,
};

/** `seed()` brings the label into what would else be a public computation. */
const small: readonly Workload[] = [
  {
    name: "fib",
    source:
      "def fib(k):\n    return k if k < 2 else fib(k - 1) + fib(k - 2)\nn = seed()\nfinal_return_value = fib(n + 17)\n",
    results: { seed: ["1"] },
    runs: 9,
  },
  {
    name: "loop",
    source:
      "n = seed()\ntotal = 0\ni = 0\nwhile i < 20000:\n    total = total + i * n\n    i = i + 1\nfinal_return_value = total\n",
    results: { seed: ["1"] },
    runs: 9,
  },
  {
    name: "dict",
    source:
      "n = seed()\ncounts = {}\nfor i in range(10000):\n    key = (i * n) % 97\n    counts[key] = counts.get(key, 0) + n\nfinal_return_value = counts[5]\n",
    results: { seed: ["1"] },
    runs: 9,
  },
  {
    name: "comprehension",
    source:
      "n = seed()\nsquares = [i * i * n for i in range(10000) if i % 3 == 0]\nfinal_return_value = sum(squares)\n",
    results: { seed: ["1"] },
    runs: 9,
  },
];

const suspends: Workload = {
  name: `${SUSPENSIONS} suspends`,
  source: `total = 0\nfor i in range(${SUSPENSIONS}):\n    total += step(i)\nfinal_return_value = total\n`,
  results: {},
  runs: 9,
};

const parameters: Readonly<Record<string, readonly string[]>> = {
  search_emails: ["query", "limit"],
  get_contact: ["email"],
  list_events: ["day"],
  create_event: ["title", "start", "minutes"],
  send_email: ["to", "subject", "body"],
  seed: [],
  step: ["i"],
};
const tools: readonly ToolSignature[] = Object.entries(parameters).map(([name, names]) => ({
  name,
  parameters: names.map((parameter) => ({ name: parameter, required: true })),
  readOnly: false,
}));

function settings(implicitFlows: boolean): PlanSettings<Metadata> {
  return {
    labels: { empty: emptyMetadata, join: joinMetadata },
    tools,
    implicitFlows,
    branchForbidden: () => false,
    planLabel: emptyMetadata,
    environmentLabel: emptyMetadata,
    variables: [],
    limits: { toolCalls: SUSPENSIONS + 1 },
    wrapResults: false,
    groupReadOnlyCalls: false,
  };
}

/** What tool results are labelled with. */
type LabelOf = (tool: string) => Metadata;
const labelOfTool = new Map(
  tools.map(({ name }) => [
    name,
    metadataOf({ producers: [name], tags: [`${name}_data`], consumers: ["ann", "bob"] }),
  ]),
);
const labelled: LabelOf = (tool) => labelOfTool.get(tool) ?? emptyMetadata;
const unlabelled: LabelOf = () => emptyMetadata;
const standard = settings(false);
const strict = settings(true);

async function startOurs(source: string, used: PlanSettings<Metadata>): Promise<Progress<Metadata>> {
  const checked = checkPlan(source, { tools, variables: [] });
  if (!checked.ok) throw new Error(checked.diagnostics.map(({ message }) => message).join("; "));
  return await runPlan(checked.program, used, { observe: () => 0 });
}

function answerOf(progress: Progress<Metadata>): JsonValue {
  if (progress.kind === "failed") throw new Error(progress.error.message);
  if (progress.kind !== "completed") throw new Error("the plan is suspended");
  return progress.value;
}

/** Parse, check, compile and run, with results as text. */
async function ours(work: Workload, used = standard, labelOf = labelled): Promise<JsonValue> {
  const given = new Map<string, number>();
  let progress = await startOurs(work.source, used);
  while (progress.kind === "suspended") {
    const results: CallResult<Metadata>[] = progress.calls.map(({ tool }) => {
      const at = given.get(tool) ?? 0;
      given.set(tool, at + 1);
      return { kind: "text", text: work.results[tool]?.[at] ?? "null", label: labelOf(tool) };
    });
    progress = await progress.resume(results);
  }
  return answerOf(progress);
}

async function monty(work: Workload): Promise<unknown> {
  const given = new Map<string, number>();
  let progress = new Monty(`${work.source}final_return_value`).start();
  while (progress instanceof MontySnapshot) {
    const tool = progress.functionName;
    const at = given.get(tool) ?? 0;
    given.set(tool, at + 1);
    // The arguments are read: whoever makes the call needs them.
    void progress.kwargs;
    progress = progress.resume({ returnValue: JSON.parse(work.results[tool]?.[at] ?? "null") });
  }
  if (!(progress instanceof MontyComplete)) throw new Error("monty looks for a name");
  return progress.output;
}

const journal: CallResult<Metadata>[] = [];

/** Suspends at every call; answers from the call's argument and keeps the answers, or replays the kept ones. */
async function suspendOurs(replay: boolean): Promise<JsonValue> {
  let progress = await startOurs(suspends.source, standard);
  let at = 0;
  if (!replay) journal.length = 0;
  while (progress.kind === "suspended") {
    const [call] = progress.calls;
    if (!replay) {
      const i = Number(call?.arguments[0]?.value);
      journal.push({ kind: "value", value: i * 2, label: labelled("step") });
    }
    const kept = journal[at++];
    if (kept === undefined) throw new Error("the journal is too short");
    progress = await progress.resume([kept]);
  }
  return answerOf(progress);
}

const montyJournal: number[] = [];

async function suspendMonty(replay: boolean): Promise<unknown> {
  let progress = new Monty(`${suspends.source}final_return_value`).start();
  let at = 0;
  if (!replay) montyJournal.length = 0;
  while (progress instanceof MontySnapshot) {
    if (!replay) montyJournal.push(Number(progress.args[0]) * 2);
    progress = progress.resume({ returnValue: montyJournal[at++] });
  }
  if (!(progress instanceof MontyComplete)) throw new Error("monty looks for a name");
  return progress.output;
}

/** CPython in a process of its own that stays warm; it measures itself. */
class CPython {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  private constructor(child: ChildProcess, lines: AsyncIterator<string>) {
    this.#child = child;
    this.#lines = lines;
  }

  static async start(): Promise<CPython | null> {
    const script = new URL("./plan/cpython.py", import.meta.url).pathname;
    const child = spawn("python3", [script], { stdio: ["pipe", "pipe", "inherit"] });
    try {
      await once(child, "spawn");
    } catch {
      return null;
    }
    return new CPython(child, createInterface({ input: child.stdout })[Symbol.asyncIterator]());
  }

  async time(work: Workload): Promise<number> {
    this.#child.stdin?.write(`${JSON.stringify(work)}\n`);
    const { value } = await this.#lines.next();
    return Number(JSON.parse(String(value)).milliseconds);
  }

  stop(): void {
    this.#child.stdin?.end();
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

const timings = new Map<string, number[]>();

function record(name: string, milliseconds: number): void {
  const known = timings.get(name);
  if (known === undefined) timings.set(name, [milliseconds]);
  else known.push(milliseconds);
}

type Contestant = readonly [name: string, run: () => Promise<unknown>];

/**
 * Runs the contestants by turns, each turn beginning with the next one. A round's figure is the median of its runs: on
 * a busy machine single runs are interrupted.
 */
async function time(runs: number, contestants: readonly Contestant[]): Promise<void> {
  const took = contestants.map((): number[] => []);
  for (let turn = 0; turn < runs; turn++) {
    for (let at = 0; at < contestants.length; at++) {
      const index = (turn + at) % contestants.length;
      const run = contestants[index]?.[1];
      const started = performance.now();
      await run?.();
      took[index]?.push(performance.now() - started);
    }
  }
  for (const [index, [name]] of contestants.entries()) record(name, median(took[index] ?? []));
}

const taken = (name: string): number => median(timings.get(name) ?? []);
const ratio = (name: string, one: string, other: string): number =>
  taken(`${name} ${one}`) / taken(`${name} ${other}`);

const all = [anchor, ...small];
for (const work of all) {
  const [mine, theirs] = [JSON.stringify(await ours(work)), JSON.stringify(plain(await monty(work)))];
  if (mine !== theirs) throw new Error(`${work.name}: ${mine} is not ${theirs}`);
}

/** Monty gives dicts as maps. */
function plain(value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries(Array.from(value, ([key, item]) => [key, plain(item)]));
  return Array.isArray(value) ? value.map(plain) : value;
}

interface Delay {
  readonly milliseconds: number;
  readonly program: string;
}

/** How long, in ms, each hostile program kept the event loop from answering, at its better of two runs; the longest first. */
async function longestDelays(): Promise<readonly Delay[]> {
  const delays: Delay[] = [];
  for (const [program, [source]] of Object.entries(hostilePrograms)) {
    const checked = checkPlan(source, { tools: [], variables: [] });
    if (!checked.ok) throw new Error(checked.diagnostics[0]?.message);
    let milliseconds = Number.POSITIVE_INFINITY;
    for (let run = 0; run < 2; run++) {
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      // Its timer must have run before and after: it measures from one time to the next.
      await setTimeout(10);
      await runPlan(checked.program, { ...standard, tools: [], variables: [] }, { observe: () => null });
      await setTimeout(10);
      delay.disable();
      milliseconds = Math.min(milliseconds, delay.max / 1e6);
    }
    delays.push({ milliseconds, program });
  }
  return delays.sort((a, b) => b.milliseconds - a.milliseconds);
}

const python = await CPython.start();
// The first two rounds warm up and do not count.
for (let round = -2; round < ROUNDS; round++) {
  if (round === 0) timings.clear();
  for (const work of all) {
    const { name, runs } = work;
    await time(runs, [
      [`${name} on`, () => ours(work)],
      [`${name} monty`, () => monty(work)],
      [`${name} off`, () => ours(work, standard, unlabelled)],
      [`${name} strict`, () => ours(work, strict, labelled)],
      [`${name} strict off`, () => ours(work, strict, unlabelled)],
    ]);
    if (python !== null) record(`${name} cpython`, await python.time(work));
  }
  await time(suspends.runs, [
    ["suspend on", () => suspendOurs(false)],
    ["suspend monty", () => suspendMonty(false)],
    ["replay on", () => suspendOurs(true)],
    ["replay monty", () => suspendMonty(true)],
  ]);
  await time(anchor.runs, [
    ["check on", async () => checkPlan(anchor.source, { tools, variables: [] })],
    ["check monty", async () => new Monty(anchor.source)],
  ]);
}
python?.stop();

console.log(
  `load: ${loadavg()[0]?.toFixed(2)}; medians of ${ROUNDS} rounds, milliseconds from the text to the result`,
);
const columns = ["on", "monty", "cpython", "off", "strict", "strict off"];
console.log(["", "ours", ...columns.slice(1)].map((title) => title.padStart(14)).join(""));
for (const name of [...all.map((work) => work.name), "suspend", "replay", "check"]) {
  const row = columns.map((column) => taken(`${name} ${column}`));
  console.log(
    name.padStart(14) +
      row.map((value) => (Number.isNaN(value) ? "" : value.toFixed(3)).padStart(14)).join(""),
  );
}
const delays = await longestDelays();
for (const { milliseconds, program } of delays)
  console.log(
    `${milliseconds.toFixed(0).padStart(6)} ms${milliseconds > delayMsMax ? " !" : "  "} ${program}`,
  );
console.log(
  `event loop, longest delay under hostile programs: ${delays[0]?.milliseconds.toFixed(0)} ms (aim: ${delayMsMax}), by ${delays[0]?.program}`,
);
const meanOf = (ratios: readonly number[]): number =>
  Math.exp(ratios.reduce((sum, one) => sum + Math.log(one), 0) / ratios.length);
console.log(`replay, ours/monty: ${ratio("replay", "on", "monty").toFixed(2)}`);
console.log(
  `labels with implicit flows, on/off: ${meanOf(all.map(({ name }) => ratio(name, "strict", "strict off"))).toFixed(2)}`,
);
console.log(
  `implicit flows, strict/standard: ${meanOf(all.map(({ name }) => ratio(name, "strict", "on"))).toFixed(2)}`,
);
console.log(`anchor, ours/monty: ${ratio("anchor", "on", "monty").toFixed(2)}`);
console.log(`suspend, ours/monty: ${ratio("suspend", "on", "monty").toFixed(2)}`);
console.log(`labels, on/off: ${meanOf(all.map(({ name }) => ratio(name, "on", "off"))).toFixed(2)}`);
