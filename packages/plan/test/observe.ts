import { checkPlan, type JsonValue, type Program, runPlan } from "../src/index.ts";
import { settings } from "./run-case.ts";

/** What somebody sees who may see nothing labelled: each call outside labelled control, labels, values without label. */
export interface Observation {
  readonly tool: string;
  readonly arguments: readonly { readonly label: string; readonly json: string | null }[];
}

export interface Observed {
  readonly seen: readonly Observation[];
  /** Null when the run failed. */
  readonly final: { readonly label: string; readonly json: string | null } | null;
  readonly failure: string;
}

/** Runs a program with implicit flows tracked; every secret variable has the label `s`. */
export async function observe(
  source: string,
  secrets: Readonly<Record<string, JsonValue>>,
): Promise<Observed> {
  return await observeProgram(parsed(source, Object.keys(secrets)), secrets);
}

/** The same for two choices of secrets. */
export async function observeBoth(
  source: string,
  first: Readonly<Record<string, JsonValue>>,
  second: Readonly<Record<string, JsonValue>>,
): Promise<readonly [Observed, Observed]> {
  const program = parsed(source, Object.keys(first));
  return [await observeProgram(program, first), await observeProgram(program, second)];
}

/** The check refuses a program: a random one may be no program of the plan language. */
export class RefusedProgram extends Error {}

function parsed(source: string, variables: readonly string[]): Program {
  const checked = checkPlan(source, { tools: "any", variables });
  if (!checked.ok) throw new RefusedProgram(`${checked.diagnostics[0]?.message} in\n${source}`);
  return checked.program;
}

async function observeProgram(
  program: Program,
  secrets: Readonly<Record<string, JsonValue>>,
): Promise<Observed> {
  const seen: Observation[] = [];
  let progress = await runPlan(
    program,
    settings({
      implicitFlows: true,
      variables: Object.entries(secrets).map(([name, value]) => ({ name, value, label: "s" })),
      limits: { steps: 200_000, digits: 400, cells: 100_000 },
    }),
    { observe: (): JsonValue => 0 },
  );
  while (progress.kind === "suspended") {
    for (const call of progress.calls) {
      if (call.controlLabel !== "" || call.callLabel !== "") continue;
      seen.push({
        tool: call.tool,
        arguments: call.positional.map((one) => ({
          label: one.label,
          json: one.label === "" ? one.json : null,
        })),
      });
    }
    progress = await progress.resume(progress.calls.map(() => ({ kind: "value", value: 1, label: "" })));
  }
  const final =
    progress.kind === "completed"
      ? { label: progress.label, json: progress.label === "" ? progress.json : null }
      : null;
  const failure =
    progress.kind === "failed"
      ? `${progress.error.code} ${progress.error.exceptionType ?? ""} ${progress.error.message}`
      : "";
  return { seen, final, failure };
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
  const [x, y] = [JSON.stringify(left.final), JSON.stringify(right.final)];
  return x === y ? null : `${x}\n${y}`;
}
