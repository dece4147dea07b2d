import type { GlobalEffects } from "../evaluate/effects.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { type Cell, PyBuiltin, PyFunction, PyMethod } from "./callable.ts";
import { PyClass, PyException, PyInstance, PyProperty } from "./class.ts";
import { PyDict, PyList, PySet, PyTuple } from "./container.ts";
import { type GeneratorBody, PyIterator, PyModule } from "./iterator.ts";
import { sharedState } from "./shared-state.ts";
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
    if (!value.holdsObjects) return joined;
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

/** A place with a label among what is reachable from a value: reads it, and joins another into it. */
type Touch = (label: Label) => Label;

/**
 * Joins `label` into a value and everything reachable from it: what an arm that was not taken might have changed
 * (plan.md, Metadata 6). Functions reach their cells, defaults and the module variables that they name; instances their
 * classes; iterators what they go through, generators the variables of their frame.
 */
export function raiseReachable(run: Run, value: Value, label: Label, seen: Set<object> = new Set()): void {
  visitReachable(run, value, seen, (found) => run.join(found, label));
}

/** The join of all labels of everything reachable from values, what their code may read included. */
export function reachableLabel(run: Run, values: readonly Value[]): Label {
  const seen = new Set<object>();
  let label: Label = 0;
  for (const value of values)
    visitReachable(run, value, seen, (found) => {
      label = run.join(label, found);
      return found;
    });
  return label;
}

function visitReachable(run: Run, value: Value, seen: Set<object>, touch: Touch): void {
  const pending: Value[] = [value];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next !== "object" || next === null || seen.has(next)) continue;
    seen.add(next);
    run.step();
    visitOne(run, next, touch, pending);
  }
}

function visitOne(
  run: Run,
  value: Exclude<Value, null | boolean | number | bigint | string>,
  touch: Touch,
  pending: Value[],
): void {
  if (value instanceof PyList) {
    value.shape = touch(value.shape);
    value.each = touch(value.each);
    if (value.labels !== null) value.labels = value.labels.map(touch);
    push(run, pending, value.items);
  } else if (value instanceof PyTuple) {
    // A tuple does not change: its labels are read alone.
    touch(value.each);
    if (value.labels !== null) for (const one of value.labels) touch(one);
    push(run, pending, value.items);
    pending.push(value.cls);
  } else if (value instanceof PyDict) {
    value.shape = touch(value.shape);
    value.each = touch(value.each);
    if (value.labels !== null) for (const [key, one] of value.labels) value.labels.set(key, touch(one));
    push(run, pending, value.map.values());
    if (value.originals !== null) push(run, pending, value.originals.values());
    pending.push(value.factory);
  } else if (value instanceof PySet) {
    value.shape = touch(value.shape);
    push(run, pending, value.map.values());
  } else if (value instanceof PyInstance) visitInstance(run, value, touch, pending);
  else if (value instanceof PyFunction) visitFunction(run, value, touch, pending);
  else if (value instanceof PyMethod) {
    touch(value.selfLabel);
    pending.push(value.self, value.callee);
  } else if (value instanceof PyProperty) pending.push(value.getter, value.setter, value.deleter);
  else if (value instanceof PyBuiltin) {
    push(run, pending, value.inside);
    pending.push(sharedState(run, value));
  } else if (value instanceof PyModule) pending.push(sharedState(run, value));
  else if (value instanceof PyIterator) {
    value.position = touch(value.position);
    push(run, pending, value.inside);
    if (value.body !== null) visitFrame(run, value.body, touch, pending);
  } else if (value instanceof PyClass && !value.builtin) visitClass(run, value, touch, pending);
}

function push(run: Run, pending: Value[], values: Iterable<Value>): void {
  for (const value of values) {
    if (typeof value === "object" && value !== null) pending.push(value);
  }
  run.work(1);
}

/** A class is changed by `X.name = value` alone: a name that no statement stores or deletes keeps its label. */
function visitClass(run: Run, cls: PyClass, touch: Touch, pending: Value[]): void {
  // Whoever reaches the class may make an instance and hash it: with which others it is then compared is told by all.
  if (cls.attributes.get("__hash__") instanceof PyFunction) {
    run.hashed.label = touch(run.hashed.label);
    push(run, pending, run.hashed.instances);
  }
  // Which attributes there are decides what is reached from here: their labels are read, where they are not raised.
  if (cls.labels !== null) for (const label of cls.labels.values()) touch(label);
  cls.shape = touch(cls.shape);
  for (const name of cls.attributes.keys()) {
    if (!run.storesAttribute(name)) continue;
    cls.labels ??= new Map();
    cls.labels.set(name, touch(cls.labels.get(name) ?? 0));
  }
  push(run, pending, cls.attributes.values());
  for (const field of cls.fields?.all ?? []) pending.push(field.type, field.fallback, field.factory ?? null);
  for (const { known } of cls.annotations) pending.push(known);
  // Types given as text, whose classes came further down.
  const { label } = run;
  for (const { find } of cls.fields?.pending ?? []) pending.push(find() ?? null);
  run.label = label;
  for (const hidden of cls.fields?.hidden.values() ?? []) pending.push(hidden.value);
  for (const hook of cls.fields?.hooks.values() ?? []) pending.push(hook.target);
  for (const base of cls.bases) pending.push(base);
}

function visitInstance(run: Run, value: PyInstance, touch: Touch, pending: Value[]): void {
  value.shape = touch(value.shape);
  if (value.attributes.size > 0) {
    // An instance that all runs share keeps none (immutable.ts).
    const labels = value.labels ?? new Map<string, Label>();
    for (const name of value.attributes.keys()) labels.set(name, touch(value.labelOf(name)));
    value.labels = labels;
  }
  if (value instanceof PyException) {
    value.argsLabel = touch(value.argsLabel);
    pending.push(value.cause, value.context);
  }
  push(run, pending, value.inside());
  pending.push(value.cls);
}

function visitFunction(run: Run, fn: PyFunction, touch: Touch, pending: Value[]): void {
  visitCaptured(fn.cells, fn.code.boundCells(), touch, pending);
  for (const one of [...fn.defaultLabels, ...fn.keywordDefaultLabels]) touch(one);
  push(run, pending, fn.defaults);
  for (const value of fn.keywordDefaults) if (value !== undefined) pending.push(value);
  // Which attributes it has is told by their dict, so it must be there to carry the label.
  fn.attributes ??= new PyDict();
  pending.push(fn.attributes);
  visitEffects(fn.code.globalEffects(), touch, pending);
}

/** Cells of frames around it: one that code only reads keeps its label. */
function visitCaptured(
  cells: readonly Cell[],
  bound: readonly number[],
  touch: Touch,
  pending: Value[],
): void {
  cells.forEach((cell, at) => {
    if (bound.includes(at)) visitCells([cell], touch, pending);
    else {
      touch(cell.label);
      cell.reach = touch(cell.reach);
      if (cell.value !== undefined) pending.push(cell.value);
    }
  });
}

function visitCells(cells: readonly Cell[], touch: Touch, pending: Value[]): void {
  for (const cell of cells) {
    cell.label = touch(cell.label);
    cell.floor = touch(cell.floor);
    cell.reach = touch(cell.reach);
    if (cell.value !== undefined) pending.push(cell.value);
  }
}

/** The module variables that code names: those that it may bind take the label, the others are read. */
function visitEffects({ frame, mentioned, bound }: GlobalEffects, touch: Touch, pending: Value[]): void {
  for (const slot of bound) {
    frame.labels[slot] = touch(frame.labels[slot] ?? 0);
    frame.floors[slot] = touch(frame.floors[slot] ?? 0);
  }
  for (const slot of mentioned) {
    touch(frame.labels[slot] ?? 0);
    // What it is bound to later is reached too.
    frame.reaches[slot] = touch(frame.reaches[slot] ?? 0);
    const value = frame.slots[slot];
    if (value !== undefined) pending.push(value);
  }
}

function visitFrame(run: Run, body: GeneratorBody, touch: Touch, pending: Value[]): void {
  const { frame, captured } = body;
  for (let slot = 0; slot < frame.slots.length; slot++) {
    frame.labels[slot] = touch(frame.labels[slot] ?? 0);
    const value = frame.slots[slot];
    if (value !== undefined) pending.push(value);
  }
  visitCaptured(frame.cells.slice(0, captured), body.boundCells(), touch, pending);
  visitCells(frame.cells.slice(captured), touch, pending);
  visitEffects(body.effects(), touch, pending);
  run.work(1);
}
