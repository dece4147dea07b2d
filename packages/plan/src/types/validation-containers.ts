import { collect, isIterable } from "../evaluate/iterate.ts";
import type { Label } from "../metadata.ts";
import { PyInstance } from "../value/class.ts";
import { PyDict, PyList, PySet, PyTuple } from "../value/container.ts";
import { hashKey } from "../value/hash.ts";
import { PyIterator } from "../value/iterator.ts";
import { ellipsis } from "../value/scalar.ts";
import { reprOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";
import { type Path, type Validation, validateType } from "./validation.ts";

/** `Sequence[int]`: a tuple stays a tuple. */
export function validateSequence(
  v: Validation,
  args: readonly Value[],
  value: Value,
  label: Label,
  path: Path,
): Value | undefined {
  const [item = null] = args;
  if (typeof value === "string")
    return v.fail(path, "sequence_str", "'str' instances are not allowed as a Sequence value", value, {
      type_name: "str",
    });
  if (value instanceof PyTuple)
    return validateTuple(v, args.length === 0 ? null : [item, ellipsis], value, label, path);
  if (!(value instanceof PyList))
    return v.fail(path, "is_instance_of", "Input should be an instance of Sequence", value, {
      class: "Sequence",
    });
  return validateItems(v, "list", item, args.length > 0, value, label, path);
}

/** What kind of thing the items of a list may come from. */
function isListLike(value: Value): boolean {
  if (
    value instanceof PyList ||
    value instanceof PyTuple ||
    value instanceof PySet ||
    value instanceof PyIterator
  )
    return true;
  return value instanceof PyInstance && !(value.cls.kind === "model") && isIterable(value);
}

export function validateItems(
  v: Validation,
  kind: "list" | "set" | "frozenset",
  type: Value,
  typed: boolean,
  value: Value,
  label: Label,
  path: Path,
): Value | undefined {
  const { run } = v;
  const fits = v.strict
    ? kind === "list"
      ? value instanceof PyList
      : value instanceof PySet
    : isListLike(value);
  if (!fits)
    return v.fail(
      path,
      `${kind === "frozenset" ? "frozen_set" : kind}_type`,
      `Input should be a valid ${v.fromJson && kind === "list" ? "array" : kind}`,
      value,
    );
  if (!v.fromJson && !(kind === "list" ? value instanceof PyList : value instanceof PySet)) v.converted();
  run.label = label;
  const all = collect(run, value);
  const count = v.problems.length;
  const items = all.items.map((item, i) =>
    typed ? (validateType(v, type, item, all.labels[i] ?? 0, [...path, i]) ?? null) : item,
  );
  if (v.problems.length > count) return undefined;
  if (kind === "list") return new PyList(items, 0, all.end, all.labels);
  const set = new PySet(kind === "frozenset", all.end);
  items.forEach((item, i) => {
    run.label = all.labels[i] ?? 0;
    set.add(hashKey(run, item), item);
    set.shape = run.join(set.shape, run.label);
  });
  return set;
}

export function validateTuple(
  v: Validation,
  /** null: of any length. */
  args: readonly Value[] | null,
  value: Value,
  label: Label,
  path: Path,
): Value | undefined {
  const { run } = v;
  if (!(v.strict ? value instanceof PyTuple : isListLike(value)))
    return v.fail(path, "tuple_type", "Input should be a valid tuple", value);
  if (!v.fromJson && !(value instanceof PyTuple)) v.converted();
  run.label = label;
  const all = collect(run, value);
  const count = v.problems.length;
  const variable = args?.length === 2 && args[1] === ellipsis;
  const wanted = args === null || variable ? all.items.length : args.length;
  const items: Value[] = [];
  for (let i = 0; i < wanted; i++) {
    const item = all.items[i];
    if (item === undefined) {
      v.fail([...path, i], "missing", "Field required", value);
      continue;
    }
    const type = variable ? args[0] : args?.[i];
    items.push(
      type === undefined ? item : (validateType(v, type, item, all.labels[i] ?? 0, [...path, i]) ?? null),
    );
  }
  if (all.items.length > wanted)
    v.fail(
      path,
      "too_long",
      `Tuple should have at most ${wanted} item${wanted === 1 ? "" : "s"} after validation, not ${all.items.length}`,
      value,
      { field_type: "Tuple", max_length: wanted, actual_length: all.items.length },
    );
  return v.problems.length > count ? undefined : new PyTuple(items, 0, all.labels);
}

export function validateDict(
  v: Validation,
  args: readonly Value[],
  value: Value,
  label: Label,
  path: Path,
): Value | undefined {
  const { run } = v;
  if (!(value instanceof PyDict))
    return v.fail(
      path,
      "dict_type",
      v.fromJson ? "Input should be an object" : "Input should be a valid dictionary",
      value,
    );
  const [keyType, valueType] = args;
  const count = v.problems.length;
  const result = new PyDict(0, run.join(value.shape, label));
  run.chargeCells(value.size);
  for (const [key, item, itemLabel] of value.entries()) {
    const at = typeof key === "string" || typeof key === "number" ? key : reprOf(run, key);
    const newKey = keyType === undefined ? key : validateType(v, keyType, key, label, [...path, at, "[key]"]);
    const newItem =
      valueType === undefined ? item : validateType(v, valueType, item, itemLabel, [...path, at]);
    if (newKey !== undefined && newItem !== undefined)
      result.set(hashKey(run, newKey), newKey, newItem, run.join(itemLabel, label));
  }
  return v.problems.length > count ? undefined : result;
}
