/** `set` and `frozenset`. A set labels its shape alone, so every element added joins it. */
import { absent, defineMethods, own, ownMethod, variadic } from "../builtins/define.ts";
import { raise, raiseWith } from "../errors.ts";
import { memberKey } from "../evaluate/compare.ts";
import { iterate } from "../evaluate/iterate.ts";
import { setOperation } from "../evaluate/operators.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import type { PyBuiltin } from "../value/callable.ts";
import { frozensetClass, setClass, typeName } from "../value/classes.ts";
import { PySet } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { hashKey } from "../value/hash.ts";
import type { Value } from "../value/value.ts";

/** Adds all that an iterable gives. */
export function fillSet(run: Run, set: PySet, iterable: Value, label: Label): void {
  run.label = label;
  const iterator = iterate(run, iterable);
  for (let item = iterator.advance(run); item !== undefined; item = iterator.advance(run)) {
    run.step();
    run.chargeEntries(1, set.map.size + 1);
    run.label = run.join(run.label, deepLabel(run, item));
    set.add(hashKey(run, item), item);
    set.shape = run.join(set.shape, run.label);
  }
  set.shape = run.join(set.shape, run.join(run.label, label));
}

export function setFrom(run: Run, iterable: Value, label: Label, frozen: boolean): PySet {
  if (iterable instanceof PySet && iterable.frozen === frozen && frozen) return iterable;
  const set = new PySet(frozen);
  fillSet(run, set, iterable, label);
  return set;
}

for (const [cls, frozen] of [
  [setClass, false],
  [frozensetClass, true],
] as const) {
  const make = own(`${cls.name}(iterable=?, /)`, (run, [label = 0], iterable) => {
    const set = iterable === absent ? new PySet(frozen) : setFrom(run, iterable, label, frozen);
    run.label = run.planLabel;
    return set;
  });
  cls.construct = (run, _cls, values, labels, names) => make.invoke(run, values, labels, names);
}

function setOf(run: Run, value: Value, name: string): PySet {
  if (value instanceof PySet) return value;
  throw raise(
    run,
    "TypeError",
    `descriptor '${name}' requires a 'set' object but received a '${typeName(value)}'`,
  );
}

function none(run: Run): null {
  run.label = run.planLabel;
  return null;
}

type Operation = "BitOr" | "BitAnd" | "BitXor" | "Sub";

/** None takes keywords, the symmetric ones exactly one operand. */
function refuse(
  run: Run,
  name: string,
  op: Operation,
  self: Value,
  count: number,
  names: readonly string[] | null,
): void {
  const shown = `${typeName(self)}.${name}()`;
  if (names !== null) throw raise(run, "TypeError", `${shown} takes no keyword arguments`);
  if (op === "BitXor" && count !== 1)
    throw raise(run, "TypeError", `${shown} takes exactly one argument (${count} given)`);
}

/** A set and an iterable. An intersection takes the elements of what is no set from there, in its order. */
function operated(run: Run, op: Operation, set: PySet, other: Value, label: Label): PySet {
  const given = setFrom(run, other, label, false);
  if (op !== "BitAnd" || other instanceof PySet) return setOperation(run, op, set, given);
  run.chargeEntries(Math.min(set.map.size, given.map.size));
  const result = new PySet(set.frozen, run.join(set.shape, given.shape));
  for (const [key, value] of given.map) if (set.map.has(key)) result.map.set(key, value);
  return result;
}

/** `union` and the like: any iterables as operands. */
function combining(name: string, op: Operation): PyBuiltin {
  return variadic(name, (run, values, labels, names) => {
    const [first = null, ...others] = values;
    refuse(run, name, op, first, others.length, names);
    let result = setOf(run, first, name);
    if (others.length === 0) result = setOperation(run, "BitOr", result, new PySet());
    others.forEach((other, i) => {
      result = operated(run, op, result, other, labels[i + 1] ?? 0);
    });
    run.label = run.join(labels[0] ?? 0, run.planLabel);
    return result;
  });
}

/** The same, in place. */
function updating(name: string, op: Operation): PyBuiltin {
  return variadic(name, (run, values, labels, names) => {
    const [first = null, ...others] = values;
    refuse(run, name, op, first, others.length, names);
    const set = setOf(run, first, name);
    others.forEach((other, i) => {
      const result = operated(run, op, set, other, labels[i + 1] ?? 0);
      set.clear();
      for (const [key, value] of result.map) set.map.set(key, value);
      set.shape = run.join(set.shape, result.shape);
    });
    set.shape = run.join(set.shape, run.pc);
    return none(run);
  });
}

/** `issubset` and the like. */
function comparing(name: string, holds: (a: PySet, b: PySet) => boolean): PyBuiltin {
  return ownMethod(`${name}(self, other, /)`, (run, [label = 0, otherLabel = 0], self, other) => {
    const a = setOf(run, self, name);
    const b = setFrom(run, other, otherLabel, false);
    run.work(a.map.size + b.map.size);
    run.label = run.join(run.join(label, otherLabel), run.join(a.shape, b.shape));
    return holds(a, b);
  });
}

/** `issuperset` and `isdisjoint` end with the first element that decides: what follows need not have a hash. */
function searching(name: string, decides: boolean): PyBuiltin {
  return ownMethod(`${name}(self, other, /)`, (run, [label = 0, otherLabel = 0], self, other = null) => {
    const set = setOf(run, self, name);
    run.label = otherLabel;
    const iterator = iterate(run, other);
    let seen = run.join(run.join(label, otherLabel), set.shape);
    let found = false;
    for (let item = iterator.advance(run); item !== undefined && !found; ) {
      run.step();
      seen = run.join(seen, run.join(run.label, deepLabel(run, item)));
      run.label = seen;
      found = set.map.has(hashKey(run, item)) === decides;
      seen = run.join(seen, run.label);
      if (!found) item = iterator.advance(run);
    }
    run.label = run.join(seen, run.label);
    return !found;
  });
}

const within = (a: PySet, b: PySet) => Array.from(a.map.keys()).every((key) => b.map.has(key));

const shared = [
  combining("union", "BitOr"),
  combining("intersection", "BitAnd"),
  combining("difference", "Sub"),
  combining("symmetric_difference", "BitXor"),
  comparing("issubset", within),
  searching("issuperset", false),
  searching("isdisjoint", true),
  ownMethod("copy(self, /)", (run, [label = 0], self) => {
    const set = setOf(run, self, "copy");
    run.label = label;
    return setOperation(run, "BitOr", set, new PySet(set.frozen));
  }),
];
defineMethods(setClass, shared);
defineMethods(frozensetClass, shared);

function change(name: string, body: (run: Run, set: PySet, value: Value) => Value): PyBuiltin {
  return ownMethod(`${name}(self, element, /)`, (run, [, label = 0], self, value) => {
    const set = setOf(run, self, name);
    run.label = run.join(run.join(label, deepLabel(run, value)), run.pc);
    const result = body(run, set, value);
    set.shape = run.join(set.shape, run.label);
    run.label = run.planLabel;
    return result;
  });
}

defineMethods(setClass, [
  change("add", (run, set, value) => {
    run.chargeEntries(1, set.map.size + 1);
    set.add(hashKey(run, value), value);
    return null;
  }),
  change("discard", (run, set, value) => {
    set.delete(memberKey(run, value));
    return null;
  }),
  change("remove", (run, set, value) => {
    const key = memberKey(run, value);
    run.label = run.join(run.label, set.shape);
    if (!set.delete(key)) throw raiseWith(run, "KeyError", value);
    return null;
  }),
  ownMethod("pop(self, /)", (run, [label = 0], self) => {
    const set = setOf(run, self, "pop");
    run.label = run.join(label, set.shape);
    const first = set.firstKey();
    if (first === undefined) throw raiseWith(run, "KeyError", "pop from an empty set");
    const value = set.map.get(first) ?? null;
    set.delete(first);
    set.shape = run.join(set.shape, run.pc);
    return value;
  }),
  ownMethod("clear(self, /)", (run, _labels, self) => {
    const set = setOf(run, self, "clear");
    set.clear();
    set.shape = run.join(set.shape, run.pc);
    return none(run);
  }),
  updating("update", "BitOr"),
  updating("intersection_update", "BitAnd"),
  updating("difference_update", "Sub"),
  updating("symmetric_difference_update", "BitXor"),
]);
