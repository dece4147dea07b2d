/** `collections.Counter`: a dict whose values are counts. A count carries the elements that it counts. */
import { absent, deepMethod, defineMethods, ownMethod, variadic } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import { iterate } from "../evaluate/iterate.ts";
import { binaryOperation, unaryOperation } from "../evaluate/operators.ts";
import type { Label } from "../metadata.ts";
import { listOf, sizeArgument, tupleOf, wrongReceiver } from "../modules/arguments.ts";
import type { Run } from "../run.ts";
import type { PyBuiltin } from "../value/callable.ts";
import { builtinClass, dictClass, objectClass } from "../value/classes.ts";
import { type HashKey, PyDict } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { hashKey } from "../value/hash.ts";
import { compareOrder } from "../value/order.ts";
import { notImplemented } from "../value/scalar.ts";
import type { Value } from "../value/value.ts";
import { steppingIterator } from "./stepping-iterator.ts";

export const counterClass = builtinClass("Counter", dictClass, "collections");
const elementsIterator = builtinClass("chain", objectClass, "itertools");

function counterOf(run: Run, value: Value = null): PyDict {
  if (value instanceof PyDict && value.cls === counterClass) return value;
  throw wrongReceiver(run, counterClass, value);
}

const empty = (label: Label): PyDict => new PyDict(label, label, false, counterClass);

/** Adds `by` to one count. */
function change(
  run: Run,
  counter: PyDict,
  key: Value,
  keyLabel: Label,
  by: Value,
  byLabel: Label,
  op: "Add" | "Sub",
): void {
  const inside = run.join(run.join(keyLabel, deepLabel(run, key)), run.pc);
  run.label = inside;
  const hash = hashKey(run, key);
  const known = counter.map.get(hash);
  if (known === undefined) run.chargeCells(1, counter.size + 1);
  run.label = run.join(run.join(byLabel, inside), known === undefined ? 0 : counter.labelOf(hash));
  const count = binaryOperation(run, op, known ?? 0, by);
  counter.set(hash, key, count, run.label);
  counter.shape = run.join(counter.shape, inside);
}

function changeAll(run: Run, counter: PyDict, source: Value, label: Label, op: "Add" | "Sub"): void {
  if (source === null || source === absent) return;
  if (source instanceof PyDict) {
    run.work(source.size);
    const reference = run.join(label, source.shape);
    for (const [key, value, valueLabel] of Array.from(source.entries()))
      change(run, counter, key, reference, value, valueLabel, op);
    counter.shape = run.join(counter.shape, run.join(reference, run.pc));
    return;
  }
  run.label = label;
  const iterator = iterate(run, source);
  for (let item = iterator.advance(run); item !== undefined; item = iterator.advance(run)) {
    run.step();
    change(run, counter, item, run.join(run.label, label), 1, 0, op);
  }
  counter.shape = run.join(counter.shape, run.join(run.join(run.label, label), run.pc));
}

/** What `Counter(...)`, `update` and `subtract` take. */
function changeBy(
  run: Run,
  name: string,
  counter: PyDict,
  values: readonly Value[],
  labels: readonly Label[],
  names: readonly string[] | null,
  op: "Add" | "Sub",
): void {
  const given = values.length - (names?.length ?? 0);
  if (given > 1)
    throw raise(
      run,
      "TypeError",
      `Counter.${name}() takes from 1 to 2 positional arguments but ${given + 1} were given`,
    );
  if (given === 1) changeAll(run, counter, values[0] ?? null, labels[0] ?? 0, op);
  names?.forEach((key, i) => {
    change(run, counter, key, 0, values[given + i] ?? null, labels[given + i] ?? 0, op);
  });
}

counterClass.construct = (run, _cls, values, labels, names) => {
  const counter = empty(0);
  changeBy(run, "__init__", counter, values, labels, names, "Add");
  run.label = run.planLabel;
  return counter;
};

/** Entries by count, the highest first; equal counts keep their order. */
function byCount(run: Run, counter: PyDict): (readonly [Value, Value])[] {
  const entries = Array.from(counter.entries(), ([key, value]) => [key, value] as const);
  run.work(entries.length * Math.ceil(Math.log2(entries.length + 1)));
  return entries.sort((a, b) =>
    compareOrder(run, "<", b[1], a[1]) ? -1 : compareOrder(run, "<", a[1], b[1]) ? 1 : 0,
  );
}

/** `a op b` of two counters: positive counts only. All of both decides what is in it. */
function combine(name: string, count: (run: Run, a: Value, b: Value) => Value) {
  return deepMethod(`${name}(self, other)`, (run, self, other) => {
    const a = counterOf(run, self);
    if (!(other instanceof PyDict) || other.cls !== counterClass) return notImplemented;
    return positive(run, keysOf(a, other), (hash) =>
      count(run, a.map.get(hash) ?? 0, other.map.get(hash) ?? 0),
    );
  });
}

function keysOf(...counters: readonly PyDict[]): Map<HashKey, Value> {
  const keys = new Map<HashKey, Value>();
  for (const counter of counters)
    for (const hash of counter.map.keys()) if (!keys.has(hash)) keys.set(hash, counter.keyOf(hash));
  return keys;
}

function positive(run: Run, keys: ReadonlyMap<HashKey, Value>, count: (hash: HashKey) => Value): PyDict {
  run.chargeCells(keys.size);
  const result = empty(run.label);
  for (const [hash, key] of keys) {
    const value = count(hash);
    if (compareOrder(run, ">", value, 0)) result.set(hash, key, value, run.label);
  }
  return result;
}

const larger = (run: Run, a: Value, b: Value): Value => (compareOrder(run, "<", a, b) ? b : a);
const smaller = (run: Run, a: Value, b: Value): Value => (compareOrder(run, "<", a, b) ? a : b);

/** `a <= b` and its like: for all keys, a missing one counting as 0. */
function compared(name: string, holds: (run: Run, a: Value, b: Value) => boolean) {
  return deepMethod(`${name}(self, other)`, (run, self, other) => {
    const a = counterOf(run, self);
    if (!(other instanceof PyDict) || other.cls !== counterClass) return notImplemented;
    run.work(a.size + other.size);
    for (const hash of keysOf(a, other).keys())
      if (!holds(run, a.map.get(hash) ?? 0, other.map.get(hash) ?? 0)) return false;
    return true;
  });
}

function none(run: Run): null {
  run.label = run.planLabel;
  return null;
}

function changing(name: "update" | "subtract", op: "Add" | "Sub"): PyBuiltin {
  return variadic(name, (run, values, labels, names) => {
    const [self, ...rest] = values;
    changeBy(run, name, counterOf(run, self), rest, labels.slice(1), names, op);
    return none(run);
  });
}

defineMethods(counterClass, [
  changing("update", "Add"),
  changing("subtract", "Sub"),
  ownMethod("__missing__(self, key)", () => 0),
  deepMethod("most_common(self, n=None)", (run, self, n = null) => {
    const entries = byCount(run, counterOf(run, self));
    const wanted = n === null ? entries : entries.slice(0, Math.max(0, sizeArgument(run, n)));
    return listOf(
      run,
      wanted.map((entry) => tupleOf(run, entry)),
    );
  }),
  deepMethod("elements(self)", (run, self) => {
    const entries = Array.from(counterOf(run, self).entries(), ([key, count]) => ({ key, count }));
    let at = 0;
    let given = 0;
    return steppingIterator(
      elementsIterator,
      run.label,
      (inner) => {
        inner.label = 0;
        for (; at < entries.length; at++, given = 0) {
          const entry = entries[at];
          if (entry !== undefined && given < sizeArgument(inner, entry.count)) {
            given++;
            return entry.key;
          }
          inner.step();
        }
        return undefined;
      },
      [],
    );
  }),
  deepMethod("total(self)", (run, self) => {
    let total: Value = 0;
    for (const count of counterOf(run, self).map.values()) total = binaryOperation(run, "Add", total, count);
    return total;
  }),
  ownMethod("__delitem__(self, key)", (run, [label = 0, keyLabel = 0], self, key = null) => {
    const counter = counterOf(run, self);
    run.label = run.join(keyLabel, deepLabel(run, key));
    counter.delete(hashKey(run, key));
    counter.shape = run.join(counter.shape, run.join(run.join(label, run.label), run.pc));
    return none(run);
  }),
  combine("__add__", (run, a, b) => binaryOperation(run, "Add", a, b)),
  combine("__sub__", (run, a, b) => binaryOperation(run, "Sub", a, b)),
  combine("__or__", larger),
  combine("__and__", smaller),
  compared("__le__", (run, a, b) => compareOrder(run, "<=", a, b)),
  compared("__ge__", (run, a, b) => compareOrder(run, ">=", a, b)),
  deepMethod("__pos__(self)", (run, self) => {
    const counter = counterOf(run, self);
    return positive(run, keysOf(counter), (hash) => counter.map.get(hash) ?? 0);
  }),
  deepMethod("__neg__(self)", (run, self) => {
    const counter = counterOf(run, self);
    return positive(run, keysOf(counter), (hash) => unaryOperation(run, "USub", counter.map.get(hash) ?? 0));
  }),
]);
