import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { checkPlan, type Progress, runPlan } from "../src/index.ts";
import { hostilePrograms } from "./hostile-programs.ts";

/**
 * Programs that want all the time and memory there is: each ends with a limit's own error or with its answer, while the
 * event loop goes on answering. The limits are the defaults.
 */

/** What a server could bear once; a stall would be seconds without end. Tight figures are the benchmark's. */
const delayMsMax = 10_000;

test.each(Object.entries(hostilePrograms))("%s", async (_name, [source, ...ends]) => {
  const checked = checkPlan(source, { tools: [], variables: [] });
  if (!checked.ok) throw new Error(checked.diagnostics[0]?.message);
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  // Its timer must have run before and after: it measures from one time to the next.
  await setTimeout(20);
  const progress = await runPlan(
    checked.program,
    {
      labels: { empty: "", join: (a: string, b: string) => a + b },
      tools: [],
      implicitFlows: false,
      branchForbidden: () => false,
      planLabel: "",
      environmentLabel: "",
      variables: [],
      limits: {},
      wrapResults: false,
      groupReadOnlyCalls: false,
    },
    { observe: () => null },
  );
  await setTimeout(20);
  delay.disable();
  expect(ends).toContain(endOf(progress));
  expect(delay.max / 1e6).toBeLessThan(delayMsMax);
});

function endOf(progress: Progress<string>): string {
  if (progress.kind !== "failed") return progress.kind;
  return progress.error.limit ?? progress.error.code;
}
