import { raise } from "../errors.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { PyClass } from "../value/class.ts";
import { PyDict } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { jsonOf } from "../value/json-values.ts";
import { reprOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";
import { checkSchema } from "./json-schema.ts";
import { Validation, validateType } from "./validation.ts";
import { validationError } from "./validation-error.ts";

/**
 * A result as the type that the call asked for: an instance of a model, an int, a list of str. A dict is a JSON Schema,
 * which the result must fit. ValidationError or ValueError when it does not. `run.label` is the result's.
 */
export function coerceResult(run: Run, type: Value, value: Value, label: Label): Value {
  if (type instanceof PyDict) {
    const [problem] = checkSchema(jsonOf(run, value), jsonOf(run, type), "");
    run.label = run.join(label, run.join(deepLabel(run, type), deepLabel(run, value)));
    if (problem !== undefined)
      throw raise(
        run,
        "ValueError",
        `the result does not fit the schema${problem.path === "" ? "" : ` at ${problem.path}`}: ${problem.message}`,
      );
    run.label = label;
    return value;
  }
  const v = new Validation(run);
  const made = validateType(v, type, value, label, []);
  // What the validators of the plan gave is in the result.
  run.label = run.join(label, v.label);
  if (made === undefined) {
    run.label = run.join(run.label, deepLabel(run, value));
    throw validationError(run, type instanceof PyClass ? type.name : reprOf(run, type), v.problems);
  }
  return made;
}
