import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import type { Value } from "../value/value.ts";

export function coerceResult(_run: Run, _type: Value, value: Value, _label: Label): Value {
  return value;
}
