import { raise } from "../errors.ts";
import { callProtocol } from "../evaluate/call.ts";
import { PythonError } from "../python/error.ts";
import { formatFloat, formatInt, formatString } from "../python/format-spec.ts";
import type { Run } from "../run.ts";
import { PyInstance } from "../value/class.ts";
import { typeName } from "../value/classes.ts";
import { PyFloat } from "../value/scalar.ts";
import { strOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";

/** `format(value, spec)`. The caller has joined what is inside into `run.label`. */
export function formatValue(run: Run, value: Value, spec: string): string {
  if (value instanceof PyInstance) {
    const method = value.cls.lookup("__format__");
    if (method !== undefined) {
      const label = run.label;
      const result = callProtocol(run, method, [value, spec], [label, label]);
      run.label = run.join(run.label, label);
      return strOf(run, result);
    }
  }
  if (spec === "") return strOf(run, value);
  if (typeof value === "string") return formatString(value, spec, run.chargeBytes);
  if (typeof value === "boolean") return formatBool(run, value, spec);
  if (typeof value === "number" || typeof value === "bigint") return formatInt(value, spec, run.chargeBytes);
  if (value instanceof PyFloat) return formatFloat(value.v, spec, run.chargeBytes);
  throw raise(run, "TypeError", `unsupported format string passed to ${typeName(value)}.__format__`);
}

/** A bool is formatted as the int that it is; errors name its own type. */
function formatBool(run: Run, value: boolean, spec: string): string {
  try {
    return formatInt(Number(value), spec, run.chargeBytes);
  } catch (thrown) {
    if (!(thrown instanceof PythonError)) throw thrown;
    throw raise(run, thrown.type, thrown.message.replace(/type 'int'$/, "type 'bool'"));
  }
}
