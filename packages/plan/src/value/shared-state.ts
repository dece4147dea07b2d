import type { Run } from "../run.ts";
import type { Value } from "./value.ts";

const reached = new Map<object, (run: Run) => Value>();

/**
 * Says that a builtin reads or changes state of the run, so that an arm which mentions it may (security.md F1). Told while
 * the modules are loaded.
 */
export function sharesState(mentioned: object, state: (run: Run) => Value): void {
  reached.set(mentioned, state);
}

/** The state that a value shares; null for most. */
export function sharedState(run: Run, mentioned: object): Value {
  return reached.get(mentioned)?.(run) ?? null;
}
