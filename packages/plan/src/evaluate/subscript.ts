/**
 * `object[index]`: reading, storing, deleting. On entry `run.label` is the join of the labels of the object's reference
 * and of the index.
 */
import { raise, raiseWith } from "../errors.ts";
import type { Label } from "../metadata.ts";
import { codePointAt, codePointLength, isSimple, lookAt, sliceText } from "../python/code-points.ts";
import { addInt, multiplyInt } from "../python/integer.ts";
import type { Run } from "../run.ts";
import { subscriptClass } from "../types/type-form.ts";
import { PyBuiltin } from "../value/callable.ts";
import { PyClass, PyInstance, PyProperty } from "../value/class.ts";
import { classOf, typeName } from "../value/classes.ts";
import { PyDict, PyList, PySet, PyTuple } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { hashKey } from "../value/hash.ts";
import { PyBytes, PyRange, PySlice } from "../value/scalar.ts";
import type { Value } from "../value/value.ts";
import { callProtocol } from "./call.ts";
import { iterateSequence } from "./iterate.ts";
import { checkIndexSize, indexOf, sliceBounds, sliceIndexes } from "./slice.ts";

/** `object[index]`; the result's label is in `run.label`. */
export function getItem(run: Run, object: Value, index: Value): Value {
  if (object instanceof PyDict) return dictItem(run, object, index);
  if (object instanceof PyList) {
    run.label = run.join(run.label, object.shape);
    if (index instanceof PySlice) return listSlice(run, object, index);
    const at = position(run, object.items.length, index, "list");
    run.label = run.join(run.label, object.labelAt(at));
    return object.items[at] ?? null;
  }
  if (typeof object === "string") {
    if (object.length > 4096) lookAt(object, (steps) => run.work(steps));
    if (index instanceof PySlice) {
      const [start, stop, step] = sliceBounds(run, index, codePointLength(object));
      const count = Math.max(0, Math.ceil((stop - start) / step));
      run.chargeText(count);
      // Taken out one by one.
      if (step !== 1 || !isSimple(object)) run.work(count);
      return sliceText(object, start, stop, step);
    }
    const at = indexOf(run, index);
    if (at === undefined)
      throw raise(run, "TypeError", `string indices must be integers, not '${typeName(index)}'`);
    checkIndexSize(run, at, index);
    const character = codePointAt(object, Number(at));
    if (character === undefined) throw raise(run, "IndexError", "string index out of range");
    return character;
  }
  if (object instanceof PyTuple) {
    if (index instanceof PySlice) {
      const indexes = sliceIndexes(sliceBounds(run, index, object.items.length));
      run.chargeCells(indexes.length);
      return new PyTuple(
        indexes.map((i) => object.items[i] ?? null),
        object.each,
        indexes.map((i) => object.labelAt(i)),
      );
    }
    const at = position(run, object.items.length, index, "tuple");
    run.label = run.join(run.label, object.labelAt(at));
    return object.items[at] ?? null;
  }
  if (object instanceof PyRange) return rangeItem(run, object, index);
  if (object instanceof PyBytes) {
    if (index instanceof PySlice)
      return new PyBytes(
        Uint8Array.from(
          sliceIndexes(sliceBounds(run, index, object.bytes.length)),
          (i) => object.bytes[i] ?? 0,
        ),
      );
    return object.bytes[position(run, object.bytes.length, index, "index")] ?? null;
  }
  if (object instanceof PyClass && !(object.kind === "enum")) {
    const hook = object.builtin ? undefined : object.lookup("__class_getitem__");
    if (hook === undefined) return subscriptClass(run, object, index);
    const { label } = run;
    const made = callProtocol(
      run,
      hook instanceof PyProperty ? hook.getter : hook,
      [object, index],
      [label, label],
    );
    run.label = run.join(run.label, label);
    return made;
  }
  if (object instanceof PyClass) {
    const member = typeof index === "string" ? object.members?.get(index) : undefined;
    if (member === undefined) throw raiseWith(run, "KeyError", index);
    return member;
  }
  const method = object instanceof PyInstance ? object.cls.lookup("__getitem__") : undefined;
  if (method === undefined)
    throw raise(run, "TypeError", `'${typeName(object)}' object is not subscriptable`);
  const label = run.label;
  if (object instanceof PyInstance && object.raw instanceof PyDict && method instanceof PyBuiltin) {
    const missing = object.cls.lookup("__missing__");
    run.label = run.join(label, object.raw.shape);
    if (missing !== undefined && !object.raw.map.has(hashKey(run, index))) {
      const found = callProtocol(run, missing, [object, index], [label, label]);
      run.label = run.join(run.label, run.join(label, object.raw.shape));
      return found;
    }
  }
  const result = callProtocol(run, method, [object, index], [label, label]);
  run.label = run.join(run.label, label);
  return result;
}

function dictItem(run: Run, object: PyDict, index: Value): Value {
  run.label = run.join(run.label, object.shape);
  const key = hashKey(run, index);
  const value = object.map.get(key);
  if (value !== undefined) {
    run.label = run.join(run.label, object.labelOf(key));
    return value;
  }
  const missing = object.cls?.lookup("__missing__");
  if (missing !== undefined) {
    const label = run.label;
    const result = callProtocol(run, missing, [object, index], [label, label]);
    run.label = run.join(run.label, label);
    return result;
  }
  throw raiseWith(run, "KeyError", index);
}

/** An index within `length`; IndexError, TypeError. */
function position(run: Run, length: number, index: Value, what: string): number {
  const given = typeof index === "number" ? index : indexOf(run, index);
  if (given === undefined)
    throw raise(
      run,
      "TypeError",
      what === "index"
        ? `byte indices must be integers or slices, not ${typeName(index)}`
        : `${what} indices must be integers or slices, not ${typeName(index)}`,
    );
  checkIndexSize(run, given, index);
  const at = given < 0 ? Number(given) + length : Number(given);
  if (at < 0 || at >= length)
    throw raise(run, "IndexError", `${what} ${what === "index" ? "" : "index "}out of range`);
  return at;
}

function listSlice(run: Run, list: PyList, slice: PySlice): PyList {
  const bounds = sliceBounds(run, slice, list.items.length);
  const [start, stop, step] = bounds;
  run.chargeCells(Math.max(0, Math.ceil((stop - start) / step)));
  if (step === 1)
    return new PyList(
      list.items.slice(start, Math.max(start, stop)),
      list.each,
      run.join(list.shape, run.label),
      list.labels?.slice(start, Math.max(start, stop)) ?? null,
    );
  const indexes = sliceIndexes(bounds);
  return new PyList(
    indexes.map((i) => list.items[i] ?? null),
    list.each,
    run.join(list.shape, run.label),
    list.labels === null ? null : indexes.map((i) => list.labelAt(i)),
  );
}

function rangeItem(run: Run, range: PyRange, index: Value): Value {
  if (index instanceof PySlice) {
    const [start, stop, step] = sliceBounds(run, index, Number(range.size));
    const at = (i: number) => addInt(range.start, multiplyInt(range.step, i));
    return new PyRange(at(start), at(stop), multiplyInt(range.step, step));
  }
  const given = indexOf(run, index);
  if (given === undefined)
    throw raise(run, "TypeError", `range indices must be integers or slices, not ${typeName(index)}`);
  const at = given < 0 ? addInt(given, range.size) : given;
  if (at < 0 || at >= range.size) throw raise(run, "IndexError", "range object index out of range");
  return addInt(range.start, multiplyInt(range.step, at));
}

/**
 * `object[index] = value`. The index joins the shape: which element changed shows in all others too. `reference` is the
 * join of the labels of the object's reference and of the index; `label` is the value's.
 */
export function setItem(run: Run, object: Value, index: Value, value: Value, label: Label): void {
  const reference = run.join(run.label, run.pc);
  const stored = run.join(label, reference);
  if (object instanceof PyDict) {
    run.label = run.join(run.label, deepLabel(run, index));
    const key = hashKey(run, index);
    if (!object.map.has(key)) run.chargeEntries(1, object.size + 1);
    object.shape = run.join(object.shape, run.join(reference, run.label));
    object.set(key, index, value, stored);
    return;
  }
  if (object instanceof PyList) {
    if (index instanceof PySlice) {
      replaceSlice(run, object, index, value, stored);
      object.shape = run.join(object.shape, run.join(stored, run.label));
      return;
    }
    run.label = run.join(run.label, object.shape);
    const at =
      typeof index === "number" || indexOf(run, index) !== undefined
        ? assignPosition(run, object.items.length, index)
        : -1;
    if (at < 0)
      throw raise(run, "TypeError", `list indices must be integers or slices, not ${typeName(index)}`);
    // What `__index__` gave may tell more than the index.
    object.shape = run.join(object.shape, run.join(reference, run.label));
    object.set(at, value, stored);
    return;
  }
  const method = object instanceof PyInstance ? object.cls.lookup("__setitem__") : undefined;
  if (method === undefined)
    throw raise(run, "TypeError", `'${typeName(object)}' object does not support item assignment`);
  callProtocol(run, method, [object, index, value], [reference, reference, label]);
}

function assignPosition(run: Run, length: number, index: Value): number {
  const given = indexOf(run, index);
  if (given === undefined)
    throw raise(run, "TypeError", `list indices must be integers or slices, not ${typeName(index)}`);
  checkIndexSize(run, given, index);
  const at = given < 0 ? Number(given) + length : Number(given);
  if (at < 0 || at >= length) throw raise(run, "IndexError", "list assignment index out of range");
  return at;
}

function replaceSlice(run: Run, list: PyList, slice: PySlice, value: Value, label: Label): void {
  const items: Value[] = [];
  const labels: Label[] = [];
  run.label = label;
  const iterator = iterateSequence(
    run,
    value,
    slice.step === null || slice.step === 1
      ? "can only assign an iterable"
      : "must assign iterable to extended slice",
  );
  for (let item = iterator.advance(run); item !== undefined; item = iterator.advance(run)) {
    run.chargeCells(1, items.length + 1);
    items.push(item);
    labels.push(run.join(run.label, label));
  }
  const [start, stop, step] = sliceBounds(run, slice, list.items.length);
  const own = list.ownLabels();
  if (step === 1) {
    const count = Math.max(0, stop - start);
    const from = Math.min(start, list.items.length);
    run.chargeCells(0, list.items.length - count + items.length);
    run.work(list.items.length >> 3);
    list.replace(
      [...list.items.slice(0, from), ...items, ...list.items.slice(from + count)],
      [...own.slice(0, from), ...labels, ...own.slice(from + count)],
      list.each,
    );
    return;
  }
  const indexes = sliceIndexes([start, stop, step]);
  if (indexes.length !== items.length)
    throw raise(
      run,
      "ValueError",
      `attempt to assign sequence of size ${items.length} to extended slice of size ${indexes.length}`,
    );
  indexes.forEach((at, i) => {
    list.items[at] = items[i] ?? null;
    own[at] = labels[i] ?? 0;
  });
}

/** What CPython takes for a sequence when an element is to be deleted. */
function sequenceLike(value: Value): boolean {
  if (value instanceof PyInstance)
    return !(value.cls.builtin && value.cls.lookup("__getitem__") === undefined);
  return (
    typeof value === "string" ||
    value instanceof PyTuple ||
    value instanceof PyBytes ||
    value instanceof PyRange ||
    value instanceof PySet
  );
}

/** `del object[index]`. */
export function deleteItem(run: Run, object: Value, index: Value): void {
  const reference = run.join(run.label, run.pc);
  if (object instanceof PyDict) {
    run.label = run.join(run.label, deepLabel(run, index));
    const key = hashKey(run, index);
    run.label = run.join(run.label, object.shape);
    // A Counter counts what it lacks as nothing.
    if (!object.map.has(key) && object.cls?.name !== "Counter") throw raiseWith(run, "KeyError", index);
    object.delete(key);
    object.shape = run.join(object.shape, run.join(reference, run.label));
    return;
  }
  if (object instanceof PyList) {
    run.label = run.join(run.label, object.shape);
    const indexes =
      index instanceof PySlice
        ? sliceIndexes(sliceBounds(run, index, object.items.length))
        : [assignPosition(run, object.items.length, index)];
    const gone = new Set(indexes);
    run.work(object.items.length >> 3);
    if (gone.size === 1) {
      const [at = 0] = indexes;
      object.items.splice(at, 1);
      object.labels?.splice(at, 1);
    } else {
      const labels = object.labels?.filter((_, i) => !gone.has(i)) ?? null;
      object.replace(
        object.items.filter((_, i) => !gone.has(i)),
        labels,
        object.each,
      );
    }
    object.shape = run.join(object.shape, run.join(reference, run.label));
    return;
  }
  const method = object instanceof PyInstance ? object.cls.lookup("__delitem__") : undefined;
  if (method === undefined)
    throw raise(
      run,
      "TypeError",
      `'${classOf(object).name}' object ${sequenceLike(object) && indexOf(run, index) !== undefined ? "doesn't" : "does not"} support item deletion`,
    );
  callProtocol(run, method, [object, index], [reference, reference]);
}
