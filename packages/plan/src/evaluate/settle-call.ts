import type { Span } from "../ast.ts";
import { raise } from "../errors.ts";
import type { Run } from "../run.ts";
import { resultOf } from "../types/tool-result.ts";
import type { Value } from "../value/value.ts";
import type { PendingCall } from "./code.ts";

/** The value of a call whose result has come; a failed one raises RuntimeError. */
export function settleCall(run: Run, pending: PendingCall, span: Span): Value {
  const { outcome } = pending;
  run.at = span;
  if (outcome === null) throw raise(run, "RuntimeError", "the tool gave no result");
  run.label = outcome.label;
  if (outcome.kind === "error") throw raise(run, "RuntimeError", outcome.message);
  return resultOf(run, pending, outcome.value);
}
