/** Runs programs here and on CPython and says where they differ. */
import { type CallResult, checkPlan, type PlanSettings, runPlan } from "../src/index.ts";
import { nextAfter } from "../src/python/math.ts";
import type { CPython, Outcome } from "./oracle.ts";
import { type Block, render } from "./programs.ts";

/**
 * One program's verdict. `refused` is what the check says before anything runs, `limited` a spent budget, `documented` a
 * difference that docs/limitations/ has a page about.
 */
export type Verdict =
  | { readonly kind: "same" }
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "limited" }
  | { readonly kind: "documented" }
  | { readonly kind: "different"; readonly here: string; readonly there: string };

const settings: PlanSettings<string> = {
  labels: { empty: "", join: (a, b) => (a === b ? a : a + b) },
  tools: [{ name: "lookup", parameters: [{ name: "key", required: true }], readOnly: false }],
  implicitFlows: false,
  branchForbidden: () => false,
  planLabel: "",
  environmentLabel: "",
  variables: [],
  limits: { steps: 100_000 },
  wrapResults: false,
  groupReadOnlyCalls: false,
};

/** What programs say here where docs/limitations/ has a page about it. */
const documented: readonly RegExp[] = [
  /is a complex number, which plans lack/,
  /unsupported operand type\(s\) for %=?: 'bytes' and/,
  /<built-in (?:function|method) (?:lower|strip)/,
];

async function runHere(
  source: string,
): Promise<{ outcome: Outcome } | { refused: string } | { limited: true }> {
  const checked = checkPlan(source, { tools: [{ name: "lookup" }], variables: [] });
  if (!checked.ok) return { refused: checked.diagnostics.map((one) => one.message).join("; ") };
  let out = "";
  const calls: string[] = [];
  let progress = await runPlan(checked.program, settings, {
    observe: () => 0,
    print: (line) => {
      out += line.text;
    },
  });
  while (progress.kind === "suspended") {
    progress = await progress.resume(
      progress.calls.map((call): CallResult<string> => {
        const given = new Map(call.arguments.map((argument) => [argument.name, argument]));
        calls.push(`{${call.arguments.map((one) => `${JSON.stringify(one.name)}: ${one.json}`).join(", ")}}`);
        const key = given.get("key");
        if (key === undefined || key.value === null) return { kind: "error", message: "no key", label: "" };
        return {
          kind: "text",
          text: `{"key": ${key.json}, "items": [1, "two", null], "n": ${calls.length}}`,
          label: "",
        };
      }),
    );
  }
  const failed = progress.kind === "failed" ? progress.error : null;
  if (failed?.code === "budget_exceeded") return { limited: true };
  if (failed?.code === "plan_syntax_error") return { refused: failed.message };
  // That the answer is no JSON is no matter here.
  return {
    outcome: {
      out,
      error: failed === null ? null : [failed.exceptionType ?? failed.code, failed.message],
      calls,
    },
  };
}

/** Addresses and files of modules are never shown here. */
function comparable(outcome: Outcome): string {
  const error = outcome.error === null ? "" : `\nended by ${outcome.error[0]}: ${outcome.error[1]}`;
  return `${outcome.out}${error}\ncalls: ${outcome.calls.join("\n")}`
    .replace(/ at 0x[0-9a-f]+/g, "")
    .replace(/(<module '\w+') (?:from '[^']+'|\(built-in\))>/g, "$1>");
}

/** Functions that the C library does not always round correctly: docs/limitations/math-last-digit.md. */
const rounds =
  /math\.(?:a?(?:sin|cos|tan)h?|atan2|exp2?|expm1|log(?:1p|2|10)?|pow|cbrt|erfc?|l?gamma)\b|geometric_mean|NormalDist|\*\*/;

const floatNumber = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/g;

/** Whether two texts are the same but for floats that are neighbours. */
function differInLastDigits(a: string, b: string): boolean {
  if (a.replace(floatNumber, "0") !== b.replace(floatNumber, "0")) return false;
  const theirs = b.match(floatNumber) ?? [];
  return (a.match(floatNumber) ?? []).every((text, at) => {
    const other = theirs[at] ?? "";
    if (text === other) return true;
    return /[.e]/.test(text) && nextAfter(Number(text), Number(other)) === Number(other);
  });
}

/** The verdict on each source, in order. */
export async function judge(python: CPython, sources: readonly string[]): Promise<readonly Verdict[]> {
  const there = python.run(sources);
  const here: Awaited<ReturnType<typeof runHere>>[] = [];
  for (const source of sources) here.push(await runHere(source));
  const outcomes = await there;
  return here.map((mine, i): Verdict => {
    const theirs = outcomes[i];
    if ("refused" in mine) return { kind: "refused", message: mine.refused };
    if ("limited" in mine || theirs === null || theirs === undefined) return { kind: "limited" };
    if (documented.some((message) => message.test(`${mine.outcome.out}${mine.outcome.error?.[1] ?? ""}`)))
      return { kind: "documented" };
    const a = comparable(mine.outcome);
    const b = comparable(theirs);
    if (a === b) return { kind: "same" };
    return rounds.test(sources[i] ?? "") && differInLastDigits(a, b)
      ? { kind: "documented" }
      : { kind: "different", here: a, there: b };
  });
}

/** A small program that is still different, by leaving out statements and opening blocks. */
export async function shrink(python: CPython, program: readonly Block[]): Promise<string> {
  let best = program;
  for (let tries = 0; tries < 120; ) {
    const candidates = smaller(best);
    let found: readonly Block[] | undefined;
    for (let at = 0; at < candidates.length && found === undefined && tries < 120; at += 12, tries++) {
      const some = candidates.slice(at, at + 12);
      const verdicts = await judge(python, some.map(render));
      found = some[verdicts.findIndex((verdict) => verdict.kind === "different")];
    }
    if (found === undefined) break;
    best = found;
  }
  return render(best);
}

/** Programs with a part less, the biggest parts first. */
function smaller(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const found: (readonly Block[])[] = [];
  for (let size = blocks.length >> 1; size >= 1; size >>= 1)
    for (let at = 0; at < blocks.length; at += size)
      found.push([...blocks.slice(0, at), ...blocks.slice(at + size)]);
  blocks.forEach((block, at) => {
    const around = (inner: readonly Block[]) => [...blocks.slice(0, at), ...inner, ...blocks.slice(at + 1)];
    if (block.body.length > 0) {
      found.push(around(block.body));
      for (const body of smaller(block.body)) if (body.length > 0) found.push(around([{ ...block, body }]));
    }
  });
  return found.filter((candidate) => candidate.length > 0);
}
