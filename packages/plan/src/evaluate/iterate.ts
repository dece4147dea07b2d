/** Iterators over values. On entry `run.label` is the label of the reference to the iterable. */

import { iteratorClassOf } from "../builtins/iteration.ts";
import { raise } from "../errors.ts";
import type { Label } from "../metadata.ts";
import { widthAt } from "../python/code-points.ts";
import { addInt } from "../python/integer.ts";
import type { Run } from "../run.ts";
import { membersOf, PyClass, PyInstance } from "../value/class.ts";
import { exceptionClass, iteratorClass, typeName } from "../value/classes.ts";
import { PyDict, PyList, PySet, PyTuple } from "../value/container.ts";
import { type Advance, PyIterator } from "../value/iterator.ts";
import { keyWalk } from "../value/key-ends.ts";
import { PyBytes, PyRange } from "../value/scalar.ts";
import type { Value } from "../value/value.ts";
import { callProtocol } from "./call.ts";
import { enterIteration } from "./choice.ts";
import { hold, letGo } from "./in-use.ts";
import { mayRaise } from "./may-raise.ts";
import { getItem } from "./subscript.ts";
import { attempt } from "./try.ts";

const bytesOfIterator = 200;

/** `iter(value)`; TypeError. Each element's label joins the reference's and the container's. */
export function iterate(run: Run, value: Value): PyIterator {
  if (value instanceof PyIterator) return value;
  run.allocate(bytesOfIterator);
  const label = run.label;
  if (value instanceof PyList)
    return new PyIterator(iteratorClassOf("list_iterator"), listAdvance(value, label)).through([value]);
  if (value instanceof PyTuple)
    return new PyIterator(iteratorClassOf("tuple_iterator"), tupleAdvance(value, label)).through([value]);
  if (value instanceof PyDict)
    return new PyIterator(iteratorClassOf("dict_keyiterator"), dictAdvance(run, value, label)).through([
      value,
    ]);
  if (value instanceof PySet)
    return new PyIterator(iteratorClassOf("set_iterator"), setAdvance(value, label)).through([value]);
  if (typeof value === "string")
    return new PyIterator(
      iteratorClassOf(/^[\0-\x7f]*$/.test(value) ? "str_ascii_iterator" : "str_iterator"),
      textAdvance(value, label),
    );
  if (value instanceof PyRange)
    return new PyIterator(iteratorClassOf("range_iterator"), rangeAdvance(value, label));
  if (value instanceof PyBytes)
    return new PyIterator(iteratorClassOf("bytes_iterator"), arrayAdvance(Array.from(value.bytes), label));
  if (value instanceof PyClass && value.members !== null)
    return new PyIterator(iteratorClass, arrayAdvance(membersOf(value), label));
  if (value instanceof PyInstance) return instanceIterator(run, value);
  throw raise(run, "TypeError", `'${typeName(value)}' object is not iterable`);
}

/** Whether `iterate` would take a value. */
export function isIterable(value: Value): boolean {
  if (typeof value === "string") return true;
  if (value instanceof PyInstance)
    return value.cls.lookup("__iter__") !== undefined || value.cls.lookup("__getitem__") !== undefined;
  if (value instanceof PyClass) return value.members !== null;
  return (
    value instanceof PyIterator ||
    value instanceof PyList ||
    value instanceof PyTuple ||
    value instanceof PyDict ||
    value instanceof PySet ||
    value instanceof PyRange ||
    value instanceof PyBytes
  );
}

/** An iterator that gives the items of an array, all with one label. */
export function arrayAdvance(items: readonly Value[], label: Label): Advance {
  let at = 0;
  return (run) => {
    run.label = label;
    return at < items.length ? items[at++] : undefined;
  };
}

function listAdvance(list: PyList, label: Label): Advance {
  let at = 0;
  return (run) => {
    run.label = run.join(label, list.shape);
    if (at >= list.items.length) {
      at = Number.POSITIVE_INFINITY;
      return undefined;
    }
    run.label = run.join(run.label, list.labelAt(at));
    return list.items[at++];
  };
}

function tupleAdvance(tuple: PyTuple, label: Label): Advance {
  let at = 0;
  return (run) => {
    run.label = label;
    if (at >= tuple.items.length) return undefined;
    run.label = run.join(label, tuple.labelAt(at));
    return tuple.items[at++];
  };
}

function dictAdvance(run: Run, dict: PyDict, label: Label): Advance {
  const { size } = dict;
  const next = keyWalk(dict.map, () => dict.firstKey());
  let done = false;
  return () => {
    run.label = run.join(label, dict.shape);
    if (done) return undefined;
    if (dict.size !== size) throw raise(run, "RuntimeError", "dictionary changed size during iteration");
    const key = next();
    if (key !== undefined) return dict.keyOf(key);
    done = true;
    return undefined;
  };
}

function setAdvance(set: PySet, label: Label): Advance {
  const next = keyWalk(set.map, () => set.firstKey());
  const { size } = set.map;
  let done = false;
  return (run) => {
    run.label = run.join(label, set.shape);
    if (done) return undefined;
    if (set.map.size !== size) throw raise(run, "RuntimeError", "Set changed size during iteration");
    const key = next();
    if (key !== undefined) return set.map.get(key);
    done = true;
    return undefined;
  };
}

function textAdvance(text: string, label: Label): Advance {
  let at = 0;
  return (run) => {
    run.label = label;
    if (at >= text.length) return undefined;
    const width = widthAt(text, at);
    const character = text.slice(at, at + width);
    at += width;
    return character;
  };
}

function rangeAdvance(range: PyRange, label: Label): Advance {
  let next = range.start;
  const up = range.step > 0;
  return (run) => {
    run.label = label;
    if (up ? next >= range.stop : next <= range.stop) return undefined;
    const value = next;
    next = addInt(next, range.step);
    return value;
  };
}

function instanceIterator(run: Run, value: PyInstance): PyIterator {
  const label = run.label;
  const iter = value.cls.lookup("__iter__");
  if (iter === null) throw raise(run, "TypeError", `'${typeName(value)}' object is not iterable`);
  if (iter !== undefined) {
    const made = callProtocol(run, iter, [value], [label]);
    run.label = run.join(run.label, label);
    if (made instanceof PyIterator) return made;
    const next = made instanceof PyInstance ? made.cls.lookup("__next__") : undefined;
    if (next === undefined)
      throw raise(run, "TypeError", `iter() returned non-iterator of type '${typeName(made)}'`);
    return new PyIterator(
      iteratorClass,
      untilStop(made, (inner) => callProtocol(inner, next, [made], [label]), ["StopIteration"], label),
    ).through([made]);
  }
  const item = value.cls.lookup("__getitem__");
  if (item === undefined) throw raise(run, "TypeError", `'${typeName(value)}' object is not iterable`);
  let at = 0;
  const advance = (inner: Run) => {
    inner.label = label;
    return getItem(inner, value, at++);
  };
  return new PyIterator(
    iteratorClass,
    untilStop(value, advance, ["IndexError", "StopIteration"], label),
  ).through([value]);
}

/** Ends where the plan's own code raises `stop`. */
function untilStop(
  subject: Value,
  advance: (run: Run) => Value,
  stops: readonly string[],
  label: Label,
): Advance {
  return (run) => {
    const value = attempt(
      run,
      () => advance(run),
      (raised) => stops.some((stop) => raised.exception.cls.isSubclassOf(exceptionClass(stop))),
      subject,
    );
    run.label = run.join(run.label, label);
    return value;
  };
}

/**
 * `iterate` where CPython asks for a sequence: for what is not iterable, and for a TypeError of `__iter__`, a TypeError
 * with a message of its own.
 */
export function iterateSequence(run: Run, value: Value, message: string): PyIterator {
  if (!isIterable(value)) throw raise(run, "TypeError", message);
  if (!(value instanceof PyInstance)) return iterate(run, value);
  const iterator = attempt(
    run,
    () => iterate(run, value),
    (raised) => raised.exception.cls.isSubclassOf(exceptionClass("TypeError")),
    value,
  );
  if (iterator === undefined) throw raise(run, "TypeError", message);
  return iterator;
}

/** `collect` of what `iterateSequence` gives. */
export function collectSequence(
  run: Run,
  value: Value,
  message: string,
): { items: Value[]; labels: Label[]; end: Label } {
  const reference = run.label;
  return iterateAll(run, iterateSequence(run, value, message), reference);
}

/** All that an iterable gives, with one label each; charged as it grows. */
export function collect(run: Run, value: Value): { items: Value[]; labels: Label[]; end: Label } {
  const reference = run.label;
  return iterateAll(run, iterate(run, value), reference);
}

/**
 * The same of an iterator; `reference` is the label of the reference to what it goes through. `check` sees each element
 * before the next is asked for.
 */
export function iterateAll(
  run: Run,
  iterator: PyIterator,
  reference: Label,
  check?: (item: Value) => void,
): { items: Value[]; labels: Label[]; end: Label } {
  const items: Value[] = [];
  const labels: Label[] = [];
  const held = hold(run, items);
  const control = run.pc;
  const decided = enterIteration(run, iterator);
  if (run.implicitFlows) run.pc = run.join(control, decided);
  for (let item = iterator.advance(run); item !== undefined; item = iterator.advance(run)) {
    run.chargeCells(1, items.length + 1);
    run.step();
    items.push(item);
    labels.push(run.label);
    check?.(item);
  }
  // What the end depends on: the container's shape, the iterator's conditions.
  const end = run.join(run.join(run.label, reference), decided);
  if (run.tries > 0) mayRaise(run, end);
  letGo(run, held);
  if (run.implicitFlows) run.pc = run.join(control, run.mayHaveRaised);
  return { items, labels, end };
}
