import {
  type CallResult,
  checkPlan,
  type JsonValue,
  type PlanSettings,
  type Program,
  type Progress,
  runPlan,
  snapshotNamespace,
} from "../src/index.ts";
import { settings } from "./run-case.ts";
import { answer, plainSituation, type Secrets, type Situation, toolsOf, visible } from "./situation.ts";

/**
 * What somebody sees: each call and printed line outside control that is hidden from them, values that are not hidden. A
 * label that is hidden shows as `null`: which of the hidden ones it is, is hidden too.
 */
export interface Observation {
  readonly tool: string;
  readonly arguments: readonly Shown[];
}

interface Shown {
  readonly label: string | null;
  readonly json: string | null;
}

export interface Observed {
  readonly seen: readonly Observation[];
  /** The answer and the variables; null when the run failed. */
  readonly final: Readonly<Record<string, Shown>> | null;
  readonly failure: string;
}

/** Runs a program with implicit flows tracked. */
export async function observe(
  source: string,
  secrets: Secrets,
  situation: Situation = plainSituation(secrets),
): Promise<Observed> {
  return await observeProgram(parsed(source, situation), secrets, situation);
}

/** The same for two choices of secrets. */
export async function observeBoth(
  source: string,
  [first, second]: readonly [Secrets, Secrets],
  situation: Situation,
): Promise<readonly [Observed, Observed]> {
  const program = parsed(source, situation);
  return [await observeProgram(program, first, situation), await observeProgram(program, second, situation)];
}

/** The check refuses a program: a random one may be no program of the plan language. */
export class RefusedProgram extends Error {}

function parsed(source: string, situation: Situation): Program {
  const checked = checkPlan(source, {
    tools: toolsOf(situation),
    variables: Object.keys(situation.labels),
  });
  if (!checked.ok) throw new RefusedProgram(`${checked.diagnostics[0]?.message} in\n${source}`);
  return checked.program;
}

async function observeProgram(program: Program, secrets: Secrets, situation: Situation): Promise<Observed> {
  const { clearance, forbidden } = situation;
  const used: PlanSettings<string> = settings({
    implicitFlows: true,
    tools: toolsOf(situation),
    groupReadOnlyCalls: situation.grouped,
    branchForbidden: (label) =>
      forbidden !== "" && Array.from(forbidden).every((letter) => label.includes(letter)),
    variables: Object.entries(secrets).map(([name, value]) => ({
      name,
      value,
      label: situation.labels[name] ?? "",
    })),
    limits: { steps: 200_000, digits: 400, cells: 100_000 },
  });
  const shown = (label: string, json: string): Shown =>
    visible(label, clearance) ? { label, json } : { label: null, json: null };
  let seen: Observation[] = [];
  const start = (): Promise<Progress<string>> => {
    seen = [];
    return runPlan(program, used, {
      observe: (): JsonValue => 0,
      print: ({ text, label }) => {
        if (visible(label, clearance)) seen.push({ tool: "print", arguments: [{ label, json: text }] });
      },
    });
  };
  const results: CallResult<string>[][] = [];
  let progress = await start();
  for (let at = 0; progress.kind === "suspended"; at++) {
    for (const call of progress.calls) {
      if (!visible(call.controlLabel + call.callLabel, clearance)) continue;
      const given = [...call.positional, ...call.arguments];
      seen.push({ tool: call.tool, arguments: given.map((one) => shown(one.label, one.json)) });
    }
    const answers = results[at] ?? progress.calls.map((call) => answer(call, secrets, situation));
    const again = situation.replayed && at === results.length && at < 5;
    if (at === results.length) results.push(answers);
    if (again) {
      at = -1;
      progress = await start();
    } else progress = await progress.resume(answers);
  }
  if (progress.kind === "failed") {
    const { code, exceptionType, message } = progress.error;
    return { seen, final: null, failure: `${code} ${exceptionType ?? ""} ${message}` };
  }
  const final: Record<string, Shown> = { "": shown(progress.label, progress.json) };
  for (const { name, json, label } of snapshotNamespace(progress.namespace)) final[name] = shown(label, json);
  return { seen, final, failure: "" };
}

/** What two runs show differently; null when nothing. A run that fails has a prefix of the other's (security.md F4). */
export function difference(left: Observed, right: Observed): string | null {
  const length = Math.min(
    left.final === null ? left.seen.length : Number.POSITIVE_INFINITY,
    right.final === null ? right.seen.length : Number.POSITIVE_INFINITY,
  );
  const [a, b] = [left.seen.slice(0, length), right.seen.slice(0, length)].map((seen) =>
    JSON.stringify(seen),
  );
  if (a !== b) return `${a}\n${b}`;
  if (left.final === null || right.final === null) return null;
  for (const name of new Set([...Object.keys(left.final), ...Object.keys(right.final)])) {
    // A variable that only one run has must be hidden there.
    const [x, y] = [left.final[name], right.final[name]].map((one) => one ?? { label: null, json: null });
    if (x?.label !== y?.label || x?.json !== y?.json)
      return `${name === "" ? "the answer" : name}: ${JSON.stringify(x)}\n${JSON.stringify(y)}`;
  }
  return null;
}
