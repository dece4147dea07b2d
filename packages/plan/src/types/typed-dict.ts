import { joinAll } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { PyClass } from "../value/class.ts";
import { builtinClass, objectClass } from "../value/classes.ts";
import { PyDict } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import type { Value } from "../value/value.ts";
import { fillDict } from "./dict.ts";

/** `class T(TypedDict)` makes plain dicts. */
export const typedDictClass = builtinClass("TypedDict", objectClass, "typing");
typedDictClass.attributes.set("__extendable__", true);
typedDictClass.construct = (run, cls, values, labels, names) => {
  if (cls === typedDictClass) return declare(run, values, labels, names);
  const dict = new PyDict();
  fillDict(run, dict, cls.name, values, labels, names);
  run.label = run.planLabel;
  return dict;
};

/** `TypedDict("T", {"name": str})` is the class that the statement would make. */
function declare(
  run: Run,
  values: readonly Value[],
  labels: readonly Label[],
  names: readonly string[] | null,
): Value {
  const [name = null, fields = null] = values;
  const odd = names?.find((one) => one !== "total");
  if (odd !== undefined)
    throw raise(run, "TypeError", `TypedDict() got an unexpected keyword argument '${odd}'`);
  if (typeof name !== "string" || !(fields instanceof PyDict))
    throw raise(run, "TypeError", "TypedDict takes a name and a dict of types");
  const cls = new PyClass(name, [typedDictClass], typedDictClass.mro, false, "__main__");
  cls.annotations = Array.from(fields.entries(), ([field, type]) => ({
    name: String(field),
    type: () => type,
    textType: () => undefined,
    known: type,
  }));
  const label = run.join(joinAll(run, labels), deepLabel(run, fields));
  cls.fieldsLabel = label;
  cls.shape = label;
  run.label = run.join(label, run.planLabel);
  return cls;
}
