import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { PyFunction, PyMethod } from "./callable.ts";
import { PyClass, PyException, PyInstance, PyProperty } from "./class.ts";
import { PyDict, PyList, PySet, PyTuple } from "./container.ts";
import { PyIterator } from "./iterator.ts";
import type { Value } from "./value.ts";

/** The join of all labels inside a value (not that of the reference to it). */
export function deepLabel(run: Run, value: Value): Label {
  if (typeof value !== "object" || value === null) return 0;
  if (value instanceof PySet) return value.shape;
  if (
    value instanceof PyList ||
    value instanceof PyDict ||
    value instanceof PyTuple ||
    value instanceof PyInstance
  )
    return collect(run, value, 0, new Set());
  return 0;
}

function collect(run: Run, value: object, label: Label, seen: Set<object>): Label {
  if (value instanceof PyList || value instanceof PyTuple) {
    if (seen.has(value)) return label;
    seen.add(value);
    let joined = value instanceof PyList ? run.join(label, value.shape) : label;
    if (value.labels === null) joined = run.join(joined, value.each);
    else for (const one of value.labels) joined = run.join(joined, one);
    run.work(value.items.length >> 3);
    for (const item of value.items) {
      if (typeof item === "object" && item !== null) joined = collect(run, item, joined, seen);
    }
    return joined;
  }
  if (value instanceof PyDict) {
    if (seen.has(value)) return label;
    seen.add(value);
    let joined = run.join(label, value.shape);
    if (value.labels === null) joined = run.join(joined, value.each);
    else for (const one of value.labels.values()) joined = run.join(joined, one);
    run.work(value.size >> 3);
    for (const item of value.map.values()) {
      if (typeof item === "object" && item !== null) joined = collect(run, item, joined, seen);
    }
    if (value.originals !== null) {
      for (const item of value.originals.values()) {
        if (typeof item === "object" && item !== null) joined = collect(run, item, joined, seen);
      }
    }
    return joined;
  }
  if (value instanceof PySet) {
    return run.join(label, value.shape);
  }
  if (value instanceof PyInstance) {
    if (seen.has(value)) return label;
    seen.add(value);
    let joined = run.join(label, value.shape);
    if (value.labels !== null) for (const one of value.labels.values()) joined = run.join(joined, one);
    for (const item of value.inside()) {
      if (typeof item === "object" && item !== null) joined = collect(run, item, joined, seen);
    }
    return value instanceof PyException ? run.join(joined, value.argsLabel) : joined;
  }
  return label;
}

/**
 * Joins `label` into a value and everything reachable from it: what an arm that was not taken might have changed
 * (plan.md, Metadata 6). Functions reach their cells, defaults and the module variables that they name; instances their
 * classes; iterators what they go through.
 */
export function raiseReachable(run: Run, value: Value, label: Label, seen: Set<object> = new Set()): void {
  const pending: Value[] = [value];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next !== "object" || next === null || seen.has(next)) continue;
    seen.add(next);
    run.step();
    raiseOne(run, next, label, pending);
  }
}

function raiseOne(
  run: Run,
  value: Exclude<Value, null | boolean | number | bigint | string>,
  label: Label,
  pending: Value[],
): void {
  if (value instanceof PyList) {
    value.shape = run.join(value.shape, label);
    value.each = run.join(value.each, label);
    if (value.labels !== null) value.labels = value.labels.map((one) => run.join(one, label));
    push(run, pending, value.items);
  } else if (value instanceof PyTuple) push(run, pending, value.items);
  else if (value instanceof PyDict) {
    value.shape = run.join(value.shape, label);
    value.each = run.join(value.each, label);
    if (value.labels !== null)
      for (const [key, one] of value.labels) value.labels.set(key, run.join(one, label));
    push(run, pending, value.map.values());
    pending.push(value.factory);
  } else if (value instanceof PySet) value.shape = run.join(value.shape, label);
  else if (value instanceof PyInstance) raiseInstance(run, value, label, pending);
  else if (value instanceof PyFunction) raiseFunction(run, value, label, pending);
  else if (value instanceof PyMethod) pending.push(value.self, value.callee);
  else if (value instanceof PyProperty) pending.push(value.getter, value.setter);
  else if (value instanceof PyIterator) {
    value.position = run.join(value.position, label);
    push(run, pending, value.inside);
  } else if (value instanceof PyClass && !value.builtin) {
    value.labels ??= new Map();
    value.shape = run.join(value.shape, label);
    for (const name of value.attributes.keys())
      value.labels.set(name, run.join(value.labels.get(name) ?? 0, label));
    push(run, pending, value.attributes.values());
    for (const field of value.fields?.all ?? []) pending.push(field.fallback, field.factory ?? null);
    for (const base of value.bases) pending.push(base);
  }
}

function push(run: Run, pending: Value[], values: Iterable<Value>): void {
  for (const value of values) {
    if (typeof value === "object" && value !== null) pending.push(value);
  }
  run.work(1);
}

function raiseInstance(run: Run, value: PyInstance, label: Label, pending: Value[]): void {
  value.shape = run.join(value.shape, label);
  if (value.attributes.size > 0) {
    value.labels ??= new Map();
    for (const name of value.attributes.keys()) value.labels?.set(name, run.join(value.labelOf(name), label));
  }
  if (value instanceof PyException) value.argsLabel = run.join(value.argsLabel, label);
  push(run, pending, value.inside());
  pending.push(value.cls);
}

function raiseFunction(run: Run, fn: PyFunction, label: Label, pending: Value[]): void {
  for (const cell of fn.cells) {
    cell.label = run.join(cell.label, label);
    if (cell.value !== undefined) pending.push(cell.value);
  }
  push(run, pending, fn.defaults);
  for (const value of fn.keywordDefaults) if (value !== undefined) pending.push(value);
  // Which attributes it has is told by their dict, so it must be there to carry the label.
  fn.attributes ??= new PyDict();
  pending.push(fn.attributes);
  const { frame, mentioned, bound } = fn.code.globalEffects();
  for (const slot of bound) frame.labels[slot] = run.join(frame.labels[slot] ?? 0, label);
  for (const slot of mentioned) {
    const value = frame.slots[slot];
    if (value !== undefined) pending.push(value);
  }
}
