import { monitorEventLoopDelay } from "node:perf_hooks";
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
  delay.disable();
  expect(ends).toContain(endOf(progress));
  expect(delay.max / 1e6).toBeLessThan(delayMsMax);
});

function endOf(progress: Progress<string>): string {
  if (progress.kind !== "failed") return progress.kind;
  return progress.error.limit ?? progress.error.code;
}
