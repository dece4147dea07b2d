import type { PendingCall } from "../evaluate/code.ts";
import type { Run } from "../run.ts";
import type { Value } from "../value/value.ts";
import { coerceResult } from "./coerce.ts";

/** A tool's result as the plan sees it: validated into the type that the call asked for. `run.label` is its label. */
export function resultOf(run: Run, pending: PendingCall, value: Value): Value {
  const { resultType } = pending.prepared;
  if (resultType === undefined || value === null) return value;
  return coerceResult(run, resultType.value, value, run.join(run.label, resultType.label));
}
