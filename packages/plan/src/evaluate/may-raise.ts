import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { raiseInUse } from "./in-use.ts";

/** An operation that might have raised inside a `try`: its label stays until control meets again (security.md F2). */
export function mayRaise(run: Run, label: Label): void {
  if (!run.implicitFlows || run.tries === 0 || run.join(run.pc, label) === run.pc) return;
  spreadTries(run, label);
  run.mayHaveRaised = run.join(run.mayHaveRaised, label);
  run.pc = run.join(run.pc, label);
}

/** INVARIANT: before the control label of a `try` rises, all that an exception may leave undone in it takes the label. */
export function spreadTries(run: Run, label: Label): void {
  const { label: register } = run;
  for (const spread of run.trySpreads) spread(label);
  const [around = 0] = run.tryIterating;
  raiseInUse(run, run.iterating.slice(around), label);
  run.label = register;
}
