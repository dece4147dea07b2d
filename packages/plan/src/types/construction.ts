import { deep } from "../builtins/define.ts";
import type { Run } from "../run.ts";
import type { Construct } from "../value/class.ts";
import type { Value } from "../value/value.ts";

/**
 * `cls(...)` of a builtin class whose instances are immutable: declared like a builtin, so that the instance carries
 * everything inside the arguments (security.md M3).
 */
export function construction(signature: string, body: (run: Run, ...values: Value[]) => Value): Construct {
  const builtin = deep(signature, body);
  return (run, _cls, values, labels, names) => {
    const value = builtin.invoke(run, values, labels, names);
    run.label = run.join(run.label, run.planLabel);
    return value;
  };
}
