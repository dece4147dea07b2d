/** `collections.defaultdict` and `collections.OrderedDict`: dicts with a class of their own. */
import { absent, deepMethod, defineMethods, joinAll, ownMethod, variadic } from "../builtins/define.ts";
import { raise, raiseWith } from "../errors.ts";
import { call } from "../evaluate/call.ts";
import { setItem } from "../evaluate/subscript.ts";
import type { Label } from "../metadata.ts";
import { wrongReceiver } from "../modules/arguments.ts";
import type { Run } from "../run.ts";
import { PyBuiltin, PyFunction, PyMethod, PyTool } from "../value/callable.ts";
import { PyClass, PyInstance, PyProperty, rawOf } from "../value/class.ts";
import { dictClass } from "../value/classes.ts";
import { PyDict, PyTuple } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { equalEntries } from "../value/equality.ts";
import { hashKey } from "../value/hash.ts";
import { notImplemented } from "../value/scalar.ts";
import { isTrue } from "../value/truth.ts";
import type { Value } from "../value/value.ts";
import { fillDict, storeItem } from "./dict.ts";
import { qualifiedClass } from "./qualified-class.ts";

export const defaultdictClass = qualifiedClass("defaultdict", dictClass, "collections");
export const orderedDictClass = qualifiedClass("OrderedDict", dictClass, "collections");

function callable(value: Value): boolean {
  if (value instanceof PyInstance) return value.cls.lookup("__call__") !== undefined;
  return (
    value instanceof PyFunction ||
    value instanceof PyBuiltin ||
    value instanceof PyMethod ||
    value instanceof PyClass ||
    value instanceof PyTool
  );
}

/** `defaultdict(factory, ...)`, and its `__init__`. */
export function fillDefault(
  run: Run,
  dict: PyDict,
  values: readonly Value[],
  labels: readonly Label[],
  names: readonly string[] | null,
): void {
  const given = values.length - (names?.length ?? 0);
  const factory = given === 0 ? null : (values[0] ?? null);
  if (factory !== null && !callable(factory))
    throw raise(run, "TypeError", "first argument must be callable or None");
  // The factory's label is in the shape: it decides what a missing key gives.
  dict.shape = run.join(dict.shape, run.join(run.pc, given === 0 ? 0 : (labels[0] ?? 0)));
  dict.factory = factory;
  const skip = Math.min(given, 1);
  fillDict(run, dict, "defaultdict", values.slice(skip), labels.slice(skip), names);
  run.label = run.planLabel;
}

/** Fills an OrderedDict; what a class of the plan stores with, stores each entry. */
export function fillOrdered(
  run: Run,
  dict: PyDict,
  values: Value[],
  labels: Label[],
  names: readonly string[] | null,
): void {
  const { owner } = dict;
  const through = owner !== null && !(owner.cls.lookup("__setitem__") instanceof PyBuiltin);
  if (!through) {
    fillDict(run, dict, "OrderedDict", values, labels, names);
    return;
  }
  const given = new PyDict();
  fillDict(run, given, "OrderedDict", values, labels, names);
  dict.shape = run.join(dict.shape, given.shape);
  for (const [key, value, label] of given.entries()) {
    run.label = given.shape;
    setItem(run, owner, key, value, label);
  }
}

defaultdictClass.construct = (run, cls, values, labels, names) => {
  const dict = new PyDict(0, 0, false, cls);
  fillDefault(run, dict, values, labels, names);
  return dict;
};

orderedDictClass.construct = (run, cls, values, labels, names) => {
  const dict = new PyDict(0, 0, false, cls);
  fillDict(run, dict, "OrderedDict", values, labels, names);
  run.label = run.planLabel;
  return dict;
};

export function dictOf(run: Run, cls: PyClass, value: Value = null): PyDict {
  const dict = rawOf(value);
  if (dict instanceof PyDict && dict.cls?.isSubclassOf(cls)) return dict;
  throw wrongReceiver(run, cls, value);
}

defineMethods(defaultdictClass, [
  ownMethod("__missing__(self, key)", (run, [label = 0, keyLabel = 0], self, key = null) => {
    const dict = dictOf(run, defaultdictClass, self);
    if (dict.factory === null) throw raiseWith(run, "KeyError", key);
    run.label = run.join(label, dict.shape);
    const reference = run.label;
    const value = call(run, dict.factory, [], [], null);
    const valueLabel = run.join(run.label, reference);
    storeItem(run, dict, key, keyLabel, value, valueLabel);
    run.label = valueLabel;
    return value;
  }),
]);
defaultdictClass.attributes.set(
  "default_factory",
  new PyProperty(
    ownMethod("default_factory(self)", (run, [label = 0], self) => {
      const dict = dictOf(run, defaultdictClass, self);
      run.label = run.join(label, dict.shape);
      return dict.factory;
    }),
    ownMethod("default_factory(self, value)", (run, labels, self, factory = null) => {
      const dict = dictOf(run, defaultdictClass, self);
      dict.factory = factory;
      // As when it was made: the factory's label is in the shape.
      dict.shape = run.join(dict.shape, run.join(joinAll(run, labels), run.pc));
      run.label = run.planLabel;
      return null;
    }),
  ),
);

defineMethods(orderedDictClass, [
  variadic("update", (run, [self = null, ...values], labels, names) => {
    fillOrdered(run, dictOf(run, orderedDictClass, self), values, labels.slice(1), names);
    run.label = run.planLabel;
    return null;
  }),
  // Two of them are equal only in the same order.
  deepMethod("__eq__(self, other)", (run, self, other) => {
    const dict = dictOf(run, orderedDictClass, self);
    if (!(other instanceof PyDict)) return notImplemented;
    if (!equalEntries(run, dict, other)) return false;
    if (!other.cls?.isSubclassOf(orderedDictClass)) return true;
    const keys = Array.from(other.map.keys());
    return Array.from(dict.map.keys()).every((key, i) => key === keys[i]);
  }),
  ownMethod(
    "move_to_end(self, key, last=True)",
    (run, [label = 0, keyLabel = 0, lastLabel = 0], self, key = null, last = true) => {
      const dict = dictOf(run, orderedDictClass, self);
      run.label = run.join(run.join(label, dict.shape), run.join(keyLabel, deepLabel(run, key)));
      const hash = hashKey(run, key);
      const value = dict.map.get(hash);
      if (value === undefined) throw raiseWith(run, "KeyError", key);
      const original = dict.keyOf(hash);
      const valueLabel = dict.labelOf(hash);
      const toEnd = isTrue(run, last);
      dict.delete(hash);
      const others = toEnd
        ? []
        : Array.from(
            dict.map.keys(),
            (other) => [other, dict.keyOf(other), dict.map.get(other) ?? null, dict.labelOf(other)] as const,
          );
      if (!toEnd) {
        run.work(others.length);
        dict.clear();
      }
      dict.set(hash, original, value, valueLabel);
      for (const [other, otherKey, item, itemLabel] of others) dict.set(other, otherKey, item, itemLabel);
      dict.shape = run.join(dict.shape, run.join(run.join(run.label, lastLabel), run.pc));
      run.label = run.planLabel;
      return null;
    },
  ),
  ownMethod("popitem(self, last=True)", (run, [label = 0, lastLabel = 0], self, last = absent) => {
    const dict = dictOf(run, orderedDictClass, self);
    run.label = run.join(run.join(label, lastLabel), dict.shape);
    const hash = isTrue(run, last) ? dict.lastKey() : dict.firstKey();
    if (hash === undefined) throw raiseWith(run, "KeyError", "dictionary is empty");
    const pair = new PyTuple([dict.keyOf(hash), dict.map.get(hash) ?? null], 0, [0, dict.labelOf(hash)]);
    dict.delete(hash);
    dict.shape = run.join(dict.shape, run.join(run.label, run.pc));
    return pair;
  }),
]);
