/**
 * Classes of the plan that extend a builtin type (`class Stack(list)`), and enum members that are a str or an int as well:
 * instances that hold the builtin value in `raw`. Their methods with special names, for whoever looks one up in the class
 * or calls it through `super()`.
 */

import { absent, defineMethods, own, ownMethod, variadic } from "../builtins/define.ts";
import { lengthOf } from "../builtins/iteration.ts";
import { raise } from "../errors.ts";
import { call } from "../evaluate/call.ts";
import { contains } from "../evaluate/compare.ts";
import { iterate } from "../evaluate/iterate.ts";
import { deleteItem, getItem, setItem } from "../evaluate/subscript.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { PyBuiltin } from "../value/callable.ts";
import { type PyClass, PyInstance, rawOf } from "../value/class.ts";
import {
  bytesClass,
  dictClass,
  floatClass,
  frozensetClass,
  intClass,
  listClass,
  setClass,
  strClass,
  tupleClass,
} from "../value/classes.ts";
import { PyDict, PyList, PySet } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { equals } from "../value/equality.ts";
import { compareOrder, type OrderOperator } from "../value/order.ts";
import { notImplemented } from "../value/scalar.ts";
import { reprOf, strOf } from "../value/text.ts";
import { isTrue } from "../value/truth.ts";
import type { Value } from "../value/value.ts";
import { fillDict } from "./dict.ts";
import { formatValue } from "./format.ts";
import { fillList } from "./list.ts";
import { fillSet } from "./set.ts";

/** The mutable types, and what an instance starts with before `__init__` fills it. */
const mutable = new Map<PyClass, (instance: PyInstance) => Value>([
  [listClass, () => new PyList([])],
  [dictClass, () => new PyDict()],
  [setClass, () => new PySet(false)],
]);
const immutable: ReadonlySet<PyClass> = new Set([
  bytesClass,
  floatClass,
  frozensetClass,
  intClass,
  strClass,
  tupleClass,
]);

/** The builtin types that a class of the plan may extend. */
export function isExtendable(cls: PyClass): boolean {
  return mutable.has(cls) || immutable.has(cls);
}

/** The builtin type that a class of the plan extends. */
export function extendedType(cls: PyClass): PyClass | undefined {
  if (cls.builtin || cls.kind === "enum" || cls.tupleFields !== null) return undefined;
  const found = cls.mro.find((base) => base.builtin && base.construct !== null);
  return found !== undefined && isExtendable(found) ? found : undefined;
}

/** `cls(...)` of a class that extends `type`: the builtin value, then `__init__`. */
export function instantiateExtended(
  run: Run,
  cls: PyClass,
  type: PyClass,
  values: Value[],
  labels: Label[],
  names: readonly string[] | null,
): Value {
  let { label } = run;
  const instance = new PyInstance(cls);
  const init = cls.lookup("__init__");
  const empty = mutable.get(type);
  if (empty !== undefined) instance.raw = empty(instance);
  else {
    // Whoever asks for the constructor of a builtin class finds one.
    instance.raw = type.construct?.(run, type, values.slice(), labels.slice(), names) ?? null;
    instance.shape = run.join(instance.shape, run.label);
    // INVARIANT: what can't change is like a plain number or text: whoever refers to it has the label of what it is made of.
    label = run.join(label, run.label);
  }
  if (init !== undefined && (empty !== undefined || !(init instanceof PyBuiltin))) {
    run.label = label;
    const result = call(run, init, [instance, ...values], [label, ...labels], names);
    if (result !== null) throw raise(run, "TypeError", "__init__() should return None");
  }
  run.label = run.join(label, run.planLabel);
  return instance;
}

const joined = (run: Run, ...values: Value[]): void => {
  for (const value of values) run.label = run.join(run.label, deepLabel(run, value));
};

const representation = ownMethod("__repr__(self, /)", (run, _labels, self) => {
  joined(run, self);
  return reprOf(run, self);
});
const formatting = ownMethod("__format__(self, format_spec, /)", (run, _labels, self, spec) => {
  joined(run, self, spec);
  return formatValue(run, self, typeof spec === "string" ? spec : strOf(run, spec));
});
const equality = ownMethod("__eq__(self, value, /)", (run, _labels, self, other) => {
  joined(run, self, other);
  return equals(run, self, rawOf(other)) || notImplemented;
});
const hashing = ownMethod("__hash__(self, /)", (run, _labels, self) => {
  joined(run, self);
  return self;
});
const size = ownMethod("__len__(self, /)", (run, _labels, self) => lengthOf(run, self));
const membership = ownMethod("__contains__(self, key, /)", (run, _labels, self, item) =>
  contains(run, self, item),
);
const iteration = ownMethod("__iter__(self, /)", (run, _labels, self) => iterate(run, self));
const reading = ownMethod("__getitem__(self, key, /)", (run, _labels, self, key) => {
  joined(run, key);
  return getItem(run, self, key);
});
const storing = own(
  "__setitem__(self, key, value, /)",
  (run, [label = 0, keyLabel = 0, valueLabel = 0], self, key, value) => {
    run.label = run.join(label, keyLabel);
    setItem(run, self, key, value, valueLabel);
    run.label = run.planLabel;
    return null;
  },
  1,
);
const deleting = ownMethod("__delitem__(self, key, /)", (run, _labels, self, key) => {
  deleteItem(run, self, key);
  run.label = run.planLabel;
  return null;
});
const truth = ownMethod("__bool__(self, /)", (run, _labels, self) => isTrue(run, self));
const whole = (name: string) => ownMethod(`${name}(self, /)`, (_run, _labels, self) => self);
const text = ownMethod("__str__(self, /)", (run, _labels, self) => strOf(run, self));

const orders: readonly (readonly [string, OrderOperator])[] = [
  ["__lt__", "<"],
  ["__le__", "<="],
  ["__gt__", ">"],
  ["__ge__", ">="],
];
const ordering = orders.map(([name, operator]) =>
  ownMethod(`${name}(self, other, /)`, (run, _labels, self, other) => {
    joined(run, self, other);
    return compareOrder(run, operator, self, rawOf(other));
  }),
);

const common = [representation, formatting, equality];
const sequence = [size, membership, iteration, reading];
defineMethods(listClass, [...common, ...sequence, ...ordering, storing, deleting]);
defineMethods(tupleClass, [...common, ...sequence, ...ordering, hashing]);
defineMethods(dictClass, [...common, ...sequence, storing, deleting]);
defineMethods(setClass, [...common, ...ordering, size, membership, iteration]);
defineMethods(frozensetClass, [...common, ...ordering, size, membership, iteration, hashing]);
defineMethods(strClass, [...common, ...sequence, ...ordering, hashing, text]);
defineMethods(bytesClass, [...common, ...sequence, ...ordering, hashing]);
defineMethods(intClass, [...common, ...ordering, hashing, truth, whole("__int__"), whole("__index__")]);
defineMethods(floatClass, [...common, ...ordering, hashing, truth, whole("__float__")]);
for (const cls of mutable.keys()) cls.attributes.set("__hash__", null);

/** Fills what an instance starts with: the `__init__` of a mutable type. */
type Fill = (
  run: Run,
  self: Value,
  values: Value[],
  labels: Label[],
  names: readonly string[] | null,
) => void;

const initialise = (cls: PyClass, fill: Fill) =>
  defineMethods(cls, [
    variadic("__init__", (run, values, labels, names) => {
      const [self = null, ...rest] = values;
      fill(run, self, rest, labels.slice(1), names);
      run.label = run.planLabel;
      return null;
    }),
  ]);

/** The one argument of `list.__init__` and `set.__init__`. */
function single(run: Run, name: string, values: readonly Value[], names: readonly string[] | null): Value {
  if (names !== null && names.length > 0)
    throw raise(run, "TypeError", `${name}() takes no keyword arguments`);
  if (values.length > 1)
    throw raise(run, "TypeError", `${name} expected at most 1 argument, got ${values.length}`);
  return values.length === 0 ? absent : (values[0] ?? null);
}

initialise(listClass, (run, self, values, labels, names) => {
  const given = single(run, "list", values, names);
  if (self instanceof PyList) fillList(run, self, given === absent ? new PyList([]) : given, labels[0] ?? 0);
});
initialise(setClass, (run, self, values, labels, names) => {
  const given = single(run, "set", values, names);
  if (!(self instanceof PySet)) return;
  self.clear();
  if (given !== absent) fillSet(run, self, given, labels[0] ?? 0);
});
initialise(dictClass, (run, self, values, labels, names) => {
  if (self instanceof PyDict) fillDict(run, self, "dict", values, labels, names);
});

/** Lets classes of the plan extend a type of a module. */
export function makeExtendable(cls: PyClass, empty: (instance: PyInstance) => Value, fill: Fill): void {
  mutable.set(cls, empty);
  initialise(cls, fill);
}
