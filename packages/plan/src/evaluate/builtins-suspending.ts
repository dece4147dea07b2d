import type { Span } from "../ast.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import type { PyBuiltin } from "../value/callable.ts";
import type { PyClass } from "../value/class.ts";
import type { Value } from "../value/value.ts";
import type { Request } from "./code.ts";

/** Builtins that call back into the plan, where the callback or an iterator may reach a tool call. */
export function suspendingBuiltin(
  _run: Run,
  _callee: PyBuiltin | PyClass,
  _values: Value[],
  _labels: Label[],
  _names: readonly string[] | null,
  _span: Span,
): Generator<Request, Value, void> | undefined {
  return undefined;
}
