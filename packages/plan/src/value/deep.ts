import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { PyException, PyInstance } from "./class.ts";
import { PyDict, PyList, PySet, PyTuple } from "./container.ts";
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
 * (plan.md, Metadata 6).
 */
export function raiseReachable(run: Run, value: Value, label: Label, seen: Set<object> = new Set()): void {
  if (typeof value !== "object" || value === null || seen.has(value)) return;
  if (value instanceof PyList) {
    seen.add(value);
    run.step();
    value.shape = run.join(value.shape, label);
    value.each = run.join(value.each, label);
    if (value.labels !== null) value.labels = value.labels.map((one) => run.join(one, label));
    run.work(value.items.length);
    for (const item of value.items) raiseReachable(run, item, label, seen);
  } else if (value instanceof PyTuple) {
    seen.add(value);
    run.work(value.items.length);
    for (const item of value.items) raiseReachable(run, item, label, seen);
  } else if (value instanceof PyDict) {
    seen.add(value);
    value.shape = run.join(value.shape, label);
    value.each = run.join(value.each, label);
    if (value.labels !== null)
      for (const [key, one] of value.labels) value.labels.set(key, run.join(one, label));
    run.work(value.size);
    for (const item of value.map.values()) raiseReachable(run, item, label, seen);
  } else if (value instanceof PySet) {
    value.shape = run.join(value.shape, label);
  } else if (value instanceof PyInstance) {
    seen.add(value);
    value.shape = run.join(value.shape, label);
    run.work(value.attributes.size);
    value.labels ??= new Map();
    for (const name of value.attributes.keys()) value.labels.set(name, run.join(value.labelOf(name), label));
    for (const item of value.inside()) raiseReachable(run, item, label, seen);
  }
}
