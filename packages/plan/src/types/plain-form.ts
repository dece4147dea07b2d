import { callProtocol } from "../evaluate/call.ts";
import type { Run } from "../run.ts";
import type { PyInstance } from "../value/class.ts";
import { PyDict } from "../value/container.ts";
import type { Value } from "../value/value.ts";

/**
 * An instance as plain data, as a tool's argument takes it: a model's or dataclass's fields as a dict, an enum member's
 * value, a date as ISO text. Undefined for what has no such form.
 */
export function plainForm(run: Run, value: PyInstance): Value | undefined {
  const { cls } = value;
  if (cls.kind === "enum") return value.attributes.get("value") ?? null;
  if (cls.fields !== null) {
    const dict = new PyDict(0, value.shape);
    for (const field of cls.fields.all) {
      const item = value.attributes.get(field.name);
      if (item !== undefined) dict.set(field.name, field.name, item, value.labelOf(field.name));
    }
    return dict;
  }
  const form = cls.lookup("__plain_form__");
  if (form === undefined) return undefined;
  const { label } = run;
  const plain = callProtocol(run, form, [value], [label]);
  run.label = label;
  return plain;
}
