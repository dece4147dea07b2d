/** pydantic's validation of named tuples, which it makes of tuples, lists and dicts. */
import { call } from "../evaluate/call.ts";
import type { Label } from "../metadata.ts";
import type { PyClass } from "../value/class.ts";
import { PyDict, PyList, PyTuple } from "../value/container.ts";
import type { Value } from "../value/value.ts";
import { namedTupleClass } from "./named-tuple.ts";
import { TypeForm } from "./type-form.ts";
import { type Validation, validateType } from "./validation.ts";

export interface TupleField {
  readonly name: string;
  readonly type: Value;
  /** undefined: there is none. */
  readonly fallback: Value | undefined;
}

export function isNamedTuple(cls: PyClass): boolean {
  return cls !== namedTupleClass && cls.isSubclassOf(namedTupleClass);
}

/** The fields of a named tuple with their types; those of `namedtuple(...)` may be anything. */
export function tupleFields(cls: PyClass): readonly TupleField[] {
  const declaring = cls.mro.find(
    (base) => !base.builtin && (base.annotations.length > 0 || base.tupleFields !== null),
  );
  const defaults = declaring?.lookup("_field_defaults");
  const named = declaring?.tupleFields ?? null;
  const fallback = (name: string) => {
    if (defaults instanceof PyDict) return defaults.map.get(name);
    return named === null ? declaring?.attributes.get(name) : undefined;
  };
  if (declaring !== undefined && declaring.annotations.length > 0)
    return declaring.annotations.map(({ name, type }) => ({ name, type: type(), fallback: fallback(name) }));
  return (named ?? []).map((name) => ({ name, type: new TypeForm("Any"), fallback: fallback(name) }));
}

/** A named tuple; undefined with the problems noted. */
export function validateNamedTuple(
  v: Validation,
  cls: PyClass,
  value: Value,
  label: Label,
  path: readonly (string | number)[],
): Value | undefined {
  const { run } = v;
  if (!(value instanceof PyTuple || value instanceof PyList || value instanceof PyDict))
    return v.fail(path, "arguments_type", "Arguments must be a tuple, list or a dictionary", value);
  const fields = tupleFields(cls);
  v.label = run.join(v.label, cls.fieldsLabel);
  if (!(value instanceof PyTuple && value.cls === cls)) v.converted();
  const count = v.problems.length;
  const names: string[] = [];
  const values: Value[] = [];
  const labels: Label[] = [];
  const take = (field: TupleField, item: Value, itemLabel: Label, at: string | number) => {
    const made = validateType(v, field.type, item, itemLabel, [...path, at]);
    names.push(field.name);
    values.push(made ?? null);
    labels.push(itemLabel);
  };
  const shape = run.join(label, value instanceof PyTuple ? 0 : value.shape);
  for (const [i, field] of fields.entries()) {
    const item = value instanceof PyDict ? value.map.get(field.name) : value.items[i];
    if (item !== undefined && value instanceof PyDict)
      take(field, item, run.join(shape, value.labelOf(field.name)), field.name);
    else if (item !== undefined && !(value instanceof PyDict))
      take(field, item, run.join(shape, value.labelAt(i)), i);
    else if (field.fallback === undefined)
      v.fail(
        [...path, value instanceof PyDict ? field.name : i],
        "missing_argument",
        "Missing required argument",
        value,
      );
  }
  if (value instanceof PyDict) {
    for (const [key, item] of value.entries())
      if (!fields.some((field) => field.name === key))
        v.fail([...path, String(key)], "unexpected_keyword_argument", "Unexpected keyword argument", item);
  } else
    for (const [i, item] of value.items.entries())
      if (i >= fields.length)
        v.fail([...path, i], "unexpected_positional_argument", "Unexpected positional argument", item);
  if (v.problems.length > count) return undefined;
  run.label = shape;
  return call(run, cls, values, labels, names);
}
