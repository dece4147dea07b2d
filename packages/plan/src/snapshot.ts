import { LimitExceeded, Raised } from "./errors.ts";
import { defaultLimits } from "./limits.ts";
import type { Namespace } from "./namespace.ts";
import { PythonError } from "./python/error.ts";
import { Run } from "./run.ts";
import { deepLabel } from "./value/deep.ts";
import type { JsonValue } from "./value/json.ts";
import { jsonOf, jsonText } from "./value/json-values.ts";

/**
 * The variables of a namespace that JSON can show, in the order in which they were first bound. Functions, classes and
 * modules are left out.
 */
export function snapshotNamespace<L>(
  namespace: Namespace<L>,
): { name: string; json: string; value: JsonValue; label: L }[] {
  const { table } = namespace;
  const run = new Run({
    limits: defaultLimits,
    joins: table,
    implicitFlows: false,
    planLabel: 0,
    forbids: () => false,
    world: { observe: () => null, print: () => {}, answered: () => false, environmentLabel: 0 },
  });
  const shown: { name: string; json: string; value: JsonValue; label: L }[] = [];
  for (const [name, { value, label }] of namespace.bindings) {
    try {
      const json = jsonText(run, value);
      shown.push({
        name,
        json,
        value: jsonOf(run, value),
        label: table.external(run.join(label, deepLabel(run, value))),
      });
    } catch (thrown) {
      // What is nested too deeply, or too large to be shown, is left out as well.
      const tooMuch = thrown instanceof LimitExceeded || thrown instanceof RangeError;
      if (!(tooMuch || thrown instanceof Raised || thrown instanceof PythonError)) throw thrown;
    }
  }
  return shown;
}
