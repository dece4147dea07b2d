import { Random } from "../fuzz/random.ts";
import type { CallResult, JsonValue, PlanCall, ToolSignature } from "../src/index.ts";
import { letters } from "./run-case.ts";

export type Secrets = Readonly<Record<string, JsonValue>>;

/** Under what a program runs: who looks, what is forbidden, how results come. */
export interface Situation {
  /** The label of each secret. */
  readonly labels: Readonly<Record<string, string>>;
  /** The labels that whoever looks may see: letters. */
  readonly clearance: string;
  /** Custom mode: no branch may carry all of these letters. Empty: strict mode. */
  readonly forbidden: string;
  /** Tools are declared, read-only ones go out together. */
  readonly grouped: boolean;
  /** At every suspension the run is thrown away and made again from the results so far. */
  readonly replayed: boolean;
}

/** Strict mode; every secret has the label `s`, which nobody may see. */
export function plainSituation(secrets: Secrets): Situation {
  return {
    labels: Object.fromEntries(Object.keys(secrets).map((name) => [name, "s"])),
    clearance: "",
    forbidden: "",
    grouped: false,
    replayed: false,
  };
}

/** The situation of a seed, for secrets `s0` with the label `a` and `s1` with `b`. */
export function situationOf(seed: number): Situation {
  const random = new Random(seed ^ 0x2545f491);
  return {
    labels: { s0: "a", s1: "b" },
    clearance: random.pick(["", "", "a", "b"]),
    forbidden: random.below(8) === 0 ? random.pick(["a", "b", "ab"]) : "",
    grouped: random.below(4) === 0,
    replayed: random.below(12) === 0,
  };
}

/** Two choices of secrets for a seed: the same where whoever looks may see them. */
export function secretsOf(seed: number, { labels, clearance }: Situation): readonly [Secrets, Secrets] {
  const random = new Random(seed ^ 0x5bd1e995);
  const hidden = Object.keys(labels).filter((name) => !visible(labels[name] ?? "", clearance));
  const first: Record<string, number> = {};
  for (const name of Object.keys(labels)) first[name] = random.below(4);
  const second = { ...first };
  for (const name of hidden) second[name] = random.below(4);
  const [one = "s0"] = hidden;
  if (hidden.every((name) => first[name] === second[name])) second[one] = ((first[one] ?? 0) + 1) % 4;
  return [first, second];
}

/** Whether somebody with a clearance may see what has a label. */
export function visible(label: string, clearance: string): boolean {
  return Array.from(label).every((letter) => clearance.includes(letter));
}

/** The tools of random programs: `ask0` and `ask1` answer with what depends on a secret. */
const toolNames = ["out", "echo", "ask0", "ask1", "rows0", "rows1", "text0", "fail1"];

export function toolsOf({ grouped }: Situation): readonly ToolSignature[] | "any" {
  if (!grouped) return "any";
  return toolNames.map((name) => ({
    name,
    parameters: [{ name: "value", required: false }],
    readOnly: name !== "out",
  }));
}

/** What a tool answers. Its label joins all that it was asked with; that of a secret where it hangs on that. */
export function answer(call: PlanCall<string>, secrets: Secrets, situation: Situation): CallResult<string> {
  const given = [...call.positional, ...call.arguments];
  let label = letters.join(call.controlLabel, call.callLabel);
  for (const one of given) label = letters.join(label, one.label);
  const asked = numberIn(given[0]?.json ?? "0");
  const source = call.tool.endsWith("0") ? "s0" : "s1";
  const secret = numberIn(JSON.stringify(secrets[source] ?? 0));
  const labelled = letters.join(label, situation.labels[source] ?? "");
  const hash = (secret * 7 + asked * 3) % 5;
  switch (call.tool) {
    case "echo":
      return { kind: "value", value: given[0]?.value ?? null, label };
    case "ask0":
    case "ask1":
      return { kind: "value", value: hash, label: labelled };
    case "rows0":
    case "rows1":
      return {
        kind: "value",
        value: Array.from({ length: hash }, (_, i) => ({ id: i, n: [secret, asked] })),
        label: labelled,
      };
    case "text0":
      return { kind: "text", text: hash > 2 ? `{"id": ${hash}}` : `${hash}`, label: labelled };
    case "fail1":
      return hash > 2
        ? { kind: "error", message: `no ${secret}`, label: labelled }
        : { kind: "value", value: hash, label: labelled };
    default:
      return { kind: "value", value: 1, label: "" };
  }
}

/** A number from 0 to 9 that stands for a JSON text. */
function numberIn(json: string): number {
  let sum = 0;
  for (const char of json) sum = (sum * 3 + char.charCodeAt(0)) % 10;
  return sum;
}
