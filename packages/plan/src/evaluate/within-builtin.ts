/**
 * Tool calls from places that cannot stop: a builtin's callback, an operator's method, a property, a context manager.
 * What has an answer already goes on; else the run is thrown away there and made again with the answers that have come
 * (plan.md, Suspension: a run can be made again by replay).
 */
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import type { PendingCall, Request } from "./code.ts";

/** Leaves the run where it needs results; `Session` makes it again when they are there. Nothing of the plan sees it. */
export class ResultsNeeded {
  readonly calls: readonly PendingCall[];
  constructor(calls: readonly PendingCall[]) {
    this.calls = calls;
  }
}

/** Fills in the outcomes of calls that were answered before the run was made again. Throws `ResultsNeeded`. */
export function demandResults(run: Run, calls: readonly PendingCall[]): void {
  if (!run.world.answered(calls)) throw new ResultsNeeded(calls);
}

/** Runs a body that may suspend where the caller cannot. */
export function runThrough<T>(run: Run, body: Generator<Request, T, void>): T {
  run.within++;
  try {
    let step = body.next();
    while (!step.done) {
      if (!("sent" in step.value) && step.value.kind === "calls") demandResults(run, step.value.calls);
      step = body.next();
    }
    return step.value;
  } finally {
    run.within--;
  }
}

/**
 * INVARIANT: what led a builtin or an operator to call back (a length, a key, which class a value has) is known to
 * nobody here, so with implicit flows a tool call inside carries everything that came into the run.
 */
export function raiseControl(run: Run): Label {
  const control = run.pc;
  if (run.implicitFlows) run.pc = run.join(control, run.sources);
  return control;
}
