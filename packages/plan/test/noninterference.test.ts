import fc from "fast-check";
import { expect, test } from "vitest";
import { checkPlan, type JsonValue, runPlan } from "../src/index.ts";
import { randomProgram } from "./random-program.ts";
import { settings } from "./run-case.ts";

/** What somebody sees who may see nothing labelled: each call outside labelled control, labels, values without label. */
interface Observation {
  readonly tool: string;
  readonly arguments: readonly { readonly label: string; readonly json: string | null }[];
}

async function observe(source: string, secrets: readonly [number, number]) {
  const checked = checkPlan(source, { tools: "any", variables: ["s0", "s1"] });
  if (!checked.ok) throw new Error(`${checked.diagnostics[0]?.message} in\n${source}`);
  const seen: Observation[] = [];
  let progress = await runPlan(
    checked.program,
    settings({
      implicitFlows: true,
      variables: secrets.map((value, i) => ({ name: `s${i}`, value, label: "s" })),
      limits: { steps: 200_000, digits: 400, cells: 100_000 },
    }),
    { observe: (): JsonValue => 0 },
  );
  while (progress.kind === "suspended") {
    for (const call of progress.calls) {
      if (call.controlLabel !== "") continue;
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

const secret = fc.integer({ min: 0, max: 4 });

test("programs that differ only in their secrets look the same to an unlabelled observer", async () => {
  let completed = 0;
  await fc.assert(
    fc.asyncProperty(randomProgram, secret, secret, secret, secret, async (source, a, b, c, d) => {
      const left = await observe(source, [a, b]);
      const right = await observe(source, [c, d]);
      if (left.failure === "" && right.failure === "") completed++;
      // A run that fails has a prefix of the other's observations (security.md F4).
      const length = Math.min(
        left.final === null ? left.seen.length : Number.POSITIVE_INFINITY,
        right.final === null ? right.seen.length : Number.POSITIVE_INFINITY,
      );
      expect(left.seen.slice(0, length)).toEqual(right.seen.slice(0, length));
      if (left.final !== null && right.final !== null) expect(left.final).toEqual(right.final);
    }),
    { numRuns: Number(process.env.NONINTERFERENCE_RUNS ?? 60) },
  );
  expect(completed).toBeGreaterThan(10);
}, 120_000);
