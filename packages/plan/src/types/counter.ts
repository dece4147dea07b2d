/** `collections.Counter`: a dict whose values are counts. A count carries the elements that it counts. */
import {
  absent,
  classMethod,
  deepMethod,
  defineMethods,
  own,
  ownMethod,
  variadic,
} from "../builtins/define.ts";
import { sortKeyed } from "../builtins/ordering.ts";
import { raise, Unsupported } from "../errors.ts";
import { iterate } from "../evaluate/iterate.ts";
import { binaryOperation } from "../evaluate/operators.ts";
import type { Label } from "../metadata.ts";
import { listOf, sizeArgument, tupleOf, wrongReceiver } from "../modules/arguments.ts";
import type { Run } from "../run.ts";
import { PyBuiltin } from "../value/callable.ts";
import { rawOf } from "../value/class.ts";
import { builtinClass, dictClass, objectClass, typeName } from "../value/classes.ts";
import { type HashKey, PyDict, PyTuple } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { sameOrEqual } from "../value/equality.ts";
import { hashKey } from "../value/hash.ts";
import { textKey } from "../value/json-values.ts";
import { compareOrder } from "../value/order.ts";
import { notImplemented } from "../value/scalar.ts";
import type { Value } from "../value/value.ts";
import { steppingIterator } from "./stepping-iterator.ts";

export const counterClass = builtinClass("Counter", dictClass, "collections");
const elementsIterator = builtinClass("chain", objectClass, "itertools");

function counterOf(run: Run, value: Value = null): PyDict {
  const counter = rawOf(value);
  if (counter instanceof PyDict && counter.cls === counterClass) return counter;
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
  added: "count first" | "count last" = "count last",
): void {
  run.label = run.join(run.join(keyLabel, deepLabel(run, key)), run.pc);
  const hash = hashKey(run, key);
  const inside = run.label;
  const known = counter.map.get(hash);
  if (known === undefined) run.chargeCells(1, counter.size + 1);
  run.label = run.join(run.join(byLabel, inside), known === undefined ? 0 : counter.labelOf(hash));
  const before = known === undefined ? 0 : known;
  const count =
    op === "Add" && added === "count first"
      ? binaryOperation(run, op, by, before)
      : binaryOperation(run, op, before, by);
  counter.set(hash, key, count, run.label);
  counter.shape = run.join(counter.shape, inside);
}

function changeAll(run: Run, counter: PyDict, source: Value, label: Label, op: "Add" | "Sub"): void {
  if (source === null || source === absent) return;
  if (source instanceof PyDict) {
    run.work(source.size);
    const reference = run.join(label, source.shape);
    // An empty counter takes the counts as they are, whatever their type.
    if (op === "Add" && counter.size === 0) {
      run.chargeCells(source.size);
      for (const [hash, value] of source.map)
        counter.set(hash, source.keyOf(hash), value, run.join(source.labelOf(hash), run.join(label, run.pc)));
      counter.shape = run.join(counter.shape, run.join(reference, run.pc));
      return;
    }
    for (const [key, value, valueLabel] of Array.from(source.entries()))
      change(run, counter, key, reference, value, valueLabel, op, "count first");
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
  const plain = op === "Add" && counter.size === 0;
  names?.forEach((key, i) => {
    const value = values[given + i] ?? null;
    const label = run.join(labels[given + i] ?? 0, run.pc);
    if (!plain) change(run, counter, key, 0, value, label, op, "count first");
    else {
      run.chargeCells(1, counter.size + 1);
      counter.set(textKey(key), key, value, label);
    }
  });
  if (names !== null) counter.shape = run.join(counter.shape, run.pc);
}

counterClass.construct = (run, _cls, values, labels, names) => {
  const counter = empty(0);
  changeBy(run, "__init__", counter, values, labels, names, "Add");
  run.label = run.planLabel;
  return counter;
};

/** Fills a Counter that a class of the plan extends. */
export function fillCounter(
  run: Run,
  self: Value,
  values: readonly Value[],
  labels: readonly Label[],
  names: readonly string[] | null,
): void {
  const counter = counterOf(run, self);
  refuseOwnStoring(run, counter);
  changeBy(run, "__init__", counter, values, labels, names, "Add");
}

/** CPython counts through the `__setitem__` of the class. */
function refuseOwnStoring(run: Run, { owner }: PyDict): void {
  if (owner !== null && !(owner.cls.lookup("__setitem__") instanceof PyBuiltin))
    throw new Unsupported(
      "a class that extends Counter and defines __setitem__; keep a dict in an attribute instead",
      run.at,
    );
}

/** Entries by count, the highest first; equal counts keep their order. */
function byCount(run: Run, counter: PyDict): (readonly [Value, Value])[] {
  const entries = Array.from(counter.entries(), ([key, count]) => ({
    value: new PyTuple([key, count]),
    label: 0,
    key: count,
  }));
  return sortKeyed(run, entries, true, run.label).map(({ value, key }) => [
    value instanceof PyTuple ? (value.items[0] ?? null) : null,
    key,
  ]);
}

/** The first entry with the highest count: one is looked for, not sorted for, and so compared by `>`. */
function highest(run: Run, counter: PyDict): Value[] {
  let found: readonly [Value, Value] | undefined;
  for (const [key, count] of counter.entries()) {
    run.step();
    if (found === undefined || compareOrder(run, ">", count, found[1])) found = [key, count];
  }
  return found === undefined ? [] : [tupleOf(run, found)];
}

/** The count of a key; 0 where there is none. */
function countIn(counter: PyDict, hash: HashKey): Value {
  const count = counter.map.get(hash);
  return count === undefined ? 0 : count;
}

type Count = (run: Run, mine: Value, theirs: Value) => Value;

/** `a op b` of two counters: positive counts only. All of both decides what is in it. */
function combine(name: string, count: Count, alone?: Count) {
  return deepMethod(`${name}(self, other)`, (run, self, other) => {
    const a = counterOf(run, self);
    if (!isCounter(other)) return notImplemented;
    run.chargeCells(a.size + other.size);
    const result = empty(run.label);
    const keep = (hash: HashKey, key: Value, value: Value) => {
      if (compareOrder(run, ">", value, 0)) result.set(hash, key, value, run.label);
    };
    for (const [hash, mine] of a.map) keep(hash, a.keyOf(hash), count(run, mine, countIn(other, hash)));
    if (alone !== undefined)
      for (const [hash, theirs] of other.map)
        if (!a.map.has(hash)) keep(hash, other.keyOf(hash), alone(run, 0, theirs));
    return result;
  });
}

/** `a op= b`: the counter itself changes, and keeps positive counts only. */
function combineInto(name: string, walksOther: boolean, count: Count) {
  return deepMethod(`${name}(self, other)`, (run, self, other = null) => {
    const a = counterOf(run, self);
    if (!(other instanceof PyDict))
      throw raise(run, "AttributeError", `'${typeName(other)}' object has no attribute 'items'`);
    const source = walksOther ? other : a;
    run.chargeCells(source.size, a.size + other.size);
    const label = run.join(run.label, run.pc);
    for (const hash of Array.from(source.map.keys()))
      a.set(hash, source.keyOf(hash), count(run, countIn(a, hash), countIn(other, hash)), label);
    for (const [hash, value] of Array.from(a.map)) if (!compareOrder(run, ">", value, 0)) a.delete(hash);
    a.shape = run.join(a.shape, label);
    return a;
  });
}

const isCounter = (value: Value | undefined): value is PyDict =>
  value instanceof PyDict && value.cls !== null && value.cls.isSubclassOf(counterClass);

const larger: Count = (run, mine, theirs) => (compareOrder(run, "<", mine, theirs) ? theirs : mine);
const smaller: Count = (run, mine, theirs) => (compareOrder(run, "<", mine, theirs) ? mine : theirs);
const sum: Count = (run, mine, theirs) => binaryOperation(run, "Add", mine, theirs);
const difference: Count = (run, mine, theirs) => binaryOperation(run, "Sub", mine, theirs);
const only: Count = (_run, _mine, theirs) => theirs;

/** Whether something holds for the counts of all keys, a missing one counting as 0. */
function forAll(run: Run, a: PyDict, b: PyDict, holds: (mine: Value, theirs: Value) => boolean): boolean {
  run.work(a.size + b.size);
  for (const hash of [...a.map.keys(), ...b.map.keys()])
    if (!holds(countIn(a, hash), countIn(b, hash))) return false;
  return true;
}

function compared(name: string, holds: (run: Run, a: PyDict, b: PyDict) => boolean) {
  return deepMethod(`${name}(self, other)`, (run, self, other) => {
    const a = counterOf(run, self);
    return isCounter(other) ? holds(run, a, other) : notImplemented;
  });
}

const same = (run: Run, a: PyDict, b: PyDict): boolean => forAll(run, a, b, (x, y) => sameOrEqual(run, x, y));
const within = (run: Run, a: PyDict, b: PyDict): boolean =>
  forAll(run, a, b, (x, y) => compareOrder(run, "<=", x, y));
const covers = (run: Run, a: PyDict, b: PyDict): boolean =>
  forAll(run, a, b, (x, y) => compareOrder(run, ">=", x, y));

/** The counts on one side of 0. */
function signed(run: Run, counter: PyDict, side: "<" | ">", count: (given: Value) => Value): PyDict {
  run.chargeCells(counter.size);
  const result = empty(run.label);
  for (const [hash, value] of counter.map)
    if (compareOrder(run, side, value, 0)) result.set(hash, counter.keyOf(hash), count(value), run.label);
  return result;
}

function none(run: Run): null {
  run.label = run.planLabel;
  return null;
}

function changing(name: "update" | "subtract", op: "Add" | "Sub"): PyBuiltin {
  return variadic(name, (run, values, labels, names) => {
    const [self, ...rest] = values;
    const counter = counterOf(run, self);
    refuseOwnStoring(run, counter);
    changeBy(run, name, counter, rest, labels.slice(1), names, op);
    return none(run);
  });
}

defineMethods(counterClass, [
  changing("update", "Add"),
  changing("subtract", "Sub"),
  ownMethod("__missing__(self, key)", () => 0),
  deepMethod("@most_common(self, n=None)", (run, self, n = null) => {
    const counter = counterOf(run, self);
    if (n === 1 || n === true) return listOf(run, highest(run, counter));
    const all = n === null || compareOrder(run, ">=", n, counter.size);
    const most = all ? counter.size : Math.max(0, sizeArgument(run, n));
    const wanted = most === 0 ? [] : byCount(run, counter).slice(0, most);
    return listOf(
      run,
      wanted.map((entry) => tupleOf(run, entry)),
    );
  }),
  classMethod(
    own("fromkeys(cls, iterable, v=None)", (run) => {
      throw raise(
        run,
        "NotImplementedError",
        "Counter.fromkeys() is undefined.  Use Counter(iterable) instead.",
      );
    }),
  ),
  deepMethod("@elements(self)", (run, self) => {
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
  deepMethod("@total(self)", (run, self) => {
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
  combine("__add__", sum, only),
  combine("__sub__", difference, (run, mine, theirs) =>
    compareOrder(run, "<", theirs, 0) ? difference(run, mine, theirs) : 0,
  ),
  combine("__or__", larger, only),
  combine("__and__", smaller),
  combineInto("__iadd__", true, sum),
  combineInto("__isub__", true, difference),
  combineInto("__ior__", true, larger),
  combineInto("__iand__", false, (run, mine, theirs) =>
    compareOrder(run, "<", theirs, mine) ? theirs : mine,
  ),
  compared("__eq__", same),
  compared("__le__", within),
  compared("__ge__", covers),
  compared("__lt__", (run, a, b) => within(run, a, b) && !same(run, a, b)),
  compared("__gt__", (run, a, b) => covers(run, a, b) && !same(run, a, b)),
  deepMethod("__pos__(self)", (run, self) => signed(run, counterOf(run, self), ">", (count) => count)),
  deepMethod("__neg__(self)", (run, self) =>
    signed(run, counterOf(run, self), "<", (count) => binaryOperation(run, "Sub", 0, count)),
  ),
]);
