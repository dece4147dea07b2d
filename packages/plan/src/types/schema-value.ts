import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { PyDict, PyList } from "../value/container.ts";
import { jsonShape, textKey } from "../value/json-values.ts";
import { PyFloat } from "../value/scalar.ts";
import type { Value } from "../value/value.ts";
import { dump, plainOptions } from "./model-dump.ts";

/** A JSON Schema or a part of one. A float is kept as one: `0.0` is not shown as `0`. */
export type SchemaValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | PyFloat
  | readonly SchemaValue[]
  | { readonly [key: string]: SchemaValue };

export function isObject(value: SchemaValue): value is { readonly [key: string]: SchemaValue } {
  return typeof value === "object" && value !== null && !isArray(value) && !(value instanceof PyFloat);
}

export function isArray(value: SchemaValue): value is readonly SchemaValue[] {
  return Array.isArray(value);
}

/** A value as a schema shows it: models, dates, decimals in their JSON forms. TypeError for what has none. */
export function schemaValueOf(run: Run, value: Value): SchemaValue {
  return shaped(run, dump(run, value, { ...plainOptions(), json: true }));
}

function shaped(run: Run, value: Value): SchemaValue {
  const shape = jsonShape(run, value, true);
  switch (shape.kind) {
    case "nil":
      return null;
    case "real":
      return new PyFloat(shape.value);
    case "array":
      return Array.from(shape.items, (item) => shaped(run, item));
    case "object":
      return Object.fromEntries(Array.from(shape.entries, ([key, item]) => [key, shaped(run, item)]));
    default:
      return shape.value;
  }
}

/** A schema as a value of the plan; all of it has one label. */
export function valueOfSchema(run: Run, schema: SchemaValue, label: Label): Value {
  if (isArray(schema)) {
    run.chargeCells(schema.length);
    return new PyList(
      schema.map((item) => valueOfSchema(run, item, label)),
      label,
      label,
    );
  }
  if (!isObject(schema)) return schema;
  const entries = Object.entries(schema);
  run.chargeCells(entries.length);
  const dict = new PyDict(label, label);
  for (const [key, item] of entries) dict.set(textKey(key), key, valueOfSchema(run, item, label), label);
  return dict;
}
