import { raise } from "../errors.ts";
import { callProtocol } from "../evaluate/call.ts";
import { raiseAll, tells } from "../evaluate/choice.ts";
import { numericKey } from "../python/integer.ts";
import type { Run } from "../run.ts";
import { PyBuiltin } from "./callable.ts";
import { PyInstance } from "./class.ts";
import { classOf } from "./classes.ts";
import { type HashKey, PyDict, PyList, PySet, PyTuple } from "./container.ts";
import { equals } from "./equality.ts";
import { notImplemented, PyBytes, PyFloat, PyRange, PySlice } from "./scalar.ts";
import type { Value } from "./value.ts";

/**
 * What stands for `value` as a key of a JS map: the same for Python values that are equal (`1`, `1.0`, `True`).
 * Raises TypeError for what is unhashable. A str is its own key, unless it begins with NUL, which marks composed keys.
 */
export function hashKey(run: Run, value: Value): HashKey {
  switch (typeof value) {
    case "string":
      run.work(value.length >> 8);
      return value.charCodeAt(0) === 0 ? `\0s${value}` : value;
    case "number":
    case "bigint":
      return value;
    case "boolean":
      return value ? 1 : 0;
  }
  if (value === null) return value;
  if (value instanceof PyTuple) {
    let text = "\0t";
    run.work(value.items.length);
    for (const item of value.items) text += `${encodeKey(run, hashKey(run, item))},`;
    return text;
  }
  if (value instanceof PyFloat) return floatKey(value);
  if (value instanceof PyInstance) return instanceKey(run, value);
  if (value instanceof PySet && value.frozen) {
    run.work(value.map.size * 4);
    const parts = Array.from(value.map.keys(), (key) => encodeKey(run, key)).sort();
    return `\0f${parts.join(",")}`;
  }
  if (value instanceof PyBytes) return `\0b${Array.from(value.bytes).join(",")}`;
  if (value instanceof PyRange)
    return `\0r${value.size === 0 ? "" : `${value.start},${value.size === 1 ? 0 : value.step},${value.size}`}`;
  if (
    value instanceof PyList ||
    value instanceof PyDict ||
    value instanceof PySet ||
    value instanceof PySlice
  )
    throw raise(run, "TypeError", `unhashable type: '${classOf(value).name}'`);
  return value;
}

function floatKey(value: PyFloat): HashKey {
  const number = value.v;
  if (Number.isNaN(number)) return value;
  if (!Number.isInteger(number)) return number;
  return numericKey(number, true);
}

/** An attribute of classes whose builtin hash does not tell which instances are equal. */
export const comparesApart = "__compares_apart__";

/** What was known of the key before stays in `run.label`, whatever the methods of the plan give. */
function instanceKey(run: Run, value: PyInstance): HashKey {
  const { label } = run;
  const key = ownKey(run, value);
  run.label = run.join(run.label, label);
  return key;
}

function ownKey(run: Run, value: PyInstance): HashKey {
  const { label } = run;
  const method = value.cls.lookup("__hash__");
  if (method === undefined) {
    if (value.cls.lookup("__eq__") === undefined) return value;
    throw raise(run, "TypeError", `unhashable type: '${value.cls.name}'`);
  }
  if (value.raw !== undefined && method instanceof PyBuiltin) return hashKey(run, value.raw);
  if (method === null) throw raise(run, "TypeError", `unhashable type: '${value.cls.name}'`);
  if (method instanceof PyBuiltin) {
    const equal = value.cls.lookup("__equal_key__");
    const key = equal === undefined ? notImplemented : callProtocol(run, equal, [value], [label]);
    run.label = run.join(run.label, label);
    if (key !== notImplemented) return hashKey(run, key);
  }
  const made = callProtocol(run, method, [value], [run.label]);
  run.label = run.join(run.label, label);
  if (
    !(method instanceof PyBuiltin) &&
    typeof made !== "number" &&
    typeof made !== "bigint" &&
    typeof made !== "boolean"
  )
    throw raise(run, "TypeError", "__hash__ method should return an integer");
  const hash = hashKey(run, made);
  if (method instanceof PyBuiltin && value.cls.lookup(comparesApart) === undefined)
    return `\0o${run.identity(value.cls)}:${encodeKey(run, hash)}`;
  return representative(run, value, encodeKey(run, hash));
}

/**
 * The first instance of the run with this hash that equals `value`.
 * INVARIANT: with whom a key is compared hangs on all instances that were hashed before, so it carries their labels, and
 * all whose `__eq__` may have run takes them.
 */
function representative(run: Run, value: PyInstance, hash: string): HashKey {
  const { hashed } = run;
  hashed.label = run.join(run.join(hashed.label, run.label), run.pc);
  const { label } = hashed;
  if (tells(run, label)) {
    if (run.join(hashed.raised, label) !== hashed.raised) hashed.raisedCount = 0;
    raiseAll(run, [value, ...hashed.instances.slice(hashed.raisedCount)], label);
    hashed.raised = run.join(hashed.raised, label);
    hashed.raisedCount = hashed.instances.length;
  }
  let bucket = hashed.buckets.get(hash);
  if (bucket === undefined) {
    bucket = [];
    hashed.buckets.set(hash, bucket);
  }
  for (const known of bucket) {
    run.label = label;
    if (known === value || equals(run, known, value)) {
      run.label = run.join(run.label, label);
      return known;
    }
  }
  run.label = label;
  run.chargeCells(1, bucket.length + 1);
  bucket.push(value);
  hashed.instances.push(value);
  return value;
}

/** A hash key as a part of a composed one. */
function encodeKey(run: Run, key: HashKey): string {
  switch (typeof key) {
    case "string":
      run.chargeBytes(key.length);
      return `s${key.length}:${key}`;
    case "number":
    case "bigint":
      return `n${key}`;
    case "symbol":
      return "y";
  }
  return key === null ? "N" : `i${run.identity(key)}`;
}
