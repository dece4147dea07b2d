import { call } from "../evaluate/call.ts";
import type { Label } from "../metadata.ts";
import type { PyClass } from "../value/class.ts";
import * as classes from "../value/classes.ts";
import { PyDict } from "../value/container.ts";
import type { Value } from "../value/value.ts";
import { TypeForm } from "./type-form.ts";
import { type Path, type Validation, validateType } from "./validation.ts";

/** A dataclass from a dict of its fields. */
export function validateDataClass(
  v: Validation,
  type: PyClass,
  value: Value,
  label: Label,
  path: Path,
): Value | undefined {
  const { run } = v;
  if (classes.classOf(value).isSubclassOf(type)) return value;
  if (!(value instanceof PyDict))
    return v.fail(
      path,
      "dataclass_type",
      `Input should be a dictionary or an instance of ${type.name}`,
      value,
      { class_name: type.name },
    );
  v.converted();
  const count = v.problems.length;
  const names: string[] = [];
  const values: Value[] = [];
  const labels: Label[] = [];
  for (const field of type.fields?.all ?? []) {
    if (!field.init) continue;
    const given = value.map.get(field.name);
    if (given === undefined) {
      if (field.required) v.fail([...path, field.name], "missing", "Field required", value);
      continue;
    }
    const fieldLabel = run.join(value.labelOf(field.name), label);
    const made = validateType(v, field.type, given, fieldLabel, [...path, field.name]);
    names.push(field.name);
    values.push(made ?? null);
    labels.push(fieldLabel);
  }
  if (v.problems.length > count) return undefined;
  run.label = run.join(label, value.shape);
  return call(run, type, values, labels, names);
}

/** A dict with the keys that `class T(TypedDict)` names. */
export function validateTypedDict(
  v: Validation,
  type: PyClass,
  value: Value,
  label: Label,
  path: Path,
): Value | undefined {
  if (!(value instanceof PyDict))
    return v.fail(path, "dict_type", "Input should be a valid dictionary", value);
  const count = v.problems.length;
  const made = new PyDict(0, v.run.join(value.shape, label));
  for (const cls of Array.from(type.mro).reverse()) {
    for (const annotation of cls.annotations) {
      const { name } = annotation;
      const given = value.map.get(name);
      const wanted = annotation.type();
      const optional = wanted instanceof TypeForm && wanted.origin === "NotRequired";
      if (given === undefined) {
        if (!optional) v.fail([...path, name], "missing", "Field required", value);
        continue;
      }
      const itemLabel = v.run.join(value.labelOf(name), label);
      const item = validateType(v, optional ? (wanted.args[0] ?? null) : wanted, given, itemLabel, [
        ...path,
        name,
      ]);
      if (item !== undefined) made.set(name, name, item, itemLabel);
    }
  }
  return v.problems.length > count ? undefined : made;
}
