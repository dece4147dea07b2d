/** `collections.deque`: a list with two ends. Its elements and its shape are labelled as a list's. */
import { absent, defineMethods, joinAll, own, ownMethod } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import { call } from "../evaluate/call.ts";
import { collect } from "../evaluate/iterate.ts";
import { checkIndexSize, indexOf } from "../evaluate/slice.ts";
import { deleteItem, getItem, setItem } from "../evaluate/subscript.ts";
import type { Label } from "../metadata.ts";
import { sizeArgument, wrongReceiver } from "../modules/arguments.ts";
import type { Run } from "../run.ts";
import { PyInstance, rawOf } from "../value/class.ts";
import { builtinClass, objectClass, typeName } from "../value/classes.ts";
import { PyList } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { equals, sameOrEqual } from "../value/equality.ts";
import { compareOrder, type OrderOperator } from "../value/order.ts";
import { notImplemented } from "../value/scalar.ts";
import { reprOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";
import { readOnly, refuseAttributes } from "./immutable.ts";
import { qualifiedClass } from "./qualified-class.ts";
import { steppingIterator } from "./stepping-iterator.ts";

export const dequeClass = qualifiedClass("deque", objectClass, "collections");
const forward = builtinClass("_deque_iterator", objectClass, "_collections");
const backward = builtinClass("_deque_reverse_iterator", objectClass, "_collections");

export class PyDeque extends PyInstance {
  readonly list: PyList;
  /** `undefined`: it grows without bound. */
  maximum: number | undefined;
  maximumLabel: Label;
  /** The instance of a class of the plan that extends `deque`. */
  owner: PyInstance | null = null;
  /** Counts changes of length, which iterators watch. */
  changes = 0;
  constructor(list: PyList, maximum: number | undefined, maximumLabel: Label) {
    super(dequeClass);
    this.list = list;
    this.maximum = maximum;
    this.maximumLabel = maximumLabel;
  }
  override inside(): Iterable<Value> {
    return [this.list];
  }
}

function dequeOf(run: Run, given: Value = null): PyDeque {
  const value = rawOf(given);
  if (value instanceof PyDeque) return value;
  throw wrongReceiver(run, dequeClass, value);
}

/** A change of length or order: what decided it joins the shape. */
function reshape(run: Run, deque: PyDeque, label: Label): void {
  deque.changes++;
  deque.list.shape = run.join(deque.list.shape, run.join(run.join(label, deque.maximumLabel), run.pc));
}

function none(run: Run): null {
  run.label = run.planLabel;
  return null;
}

function pushRight(run: Run, deque: PyDeque, value: Value, label: Label): void {
  const { list, maximum } = deque;
  if (maximum === 0) return;
  run.chargeCells(1, list.items.length + 1);
  list.push(value, run.join(label, run.pc));
  if (maximum !== undefined && list.items.length > maximum) dropLeft(run, deque);
}

function dropLeft(run: Run, { list }: PyDeque): Value {
  run.work(list.items.length >> 8);
  list.labels?.shift();
  return list.items.shift() ?? null;
}

function pushLeft(run: Run, deque: PyDeque, value: Value, label: Label): void {
  const { list, maximum } = deque;
  if (maximum === 0) return;
  run.chargeCells(1, list.items.length + 1);
  run.work(list.items.length >> 8);
  list.ownLabels().unshift(run.join(label, run.pc));
  list.items.unshift(value);
  if (maximum !== undefined && list.items.length > maximum) {
    list.items.pop();
    list.labels?.pop();
  }
}

function extend(run: Run, deque: PyDeque, iterable: Value, label: Label, left: boolean): void {
  run.label = label;
  const all = collect(run, iterable);
  all.items.forEach((item, i) => {
    (left ? pushLeft : pushRight)(run, deque, item, all.labels[i] ?? 0);
  });
  reshape(run, deque, all.end);
}

function copyOf(run: Run, { list, maximum, maximumLabel }: PyDeque): PyDeque {
  run.chargeCells(list.items.length);
  const labels = list.labels === null ? null : list.labels.slice();
  return new PyDeque(new PyList(list.items.slice(), list.each, list.shape, labels), maximum, maximumLabel);
}

/** A copy of the same class. */
function copyLike(run: Run, deque: PyDeque, label: Label): Value {
  if (deque.owner === null) return copyOf(run, deque);
  const { maximum, maximumLabel } = deque;
  const values = maximum === undefined ? [deque.list] : [deque.list, maximum];
  return call(run, deque.owner.cls, values, [label, maximumLabel].slice(0, values.length), null);
}

/** `deque(iterable, maxlen)`, and its `__init__`. */
const initialise = own(
  "deque(self, iterable=?, maxlen=None)",
  (run, [, label = 0, maximumLabel = 0], self, iterable = absent, maximum = null) => {
    const deque = dequeOf(run, self);
    run.label = maximumLabel;
    const limit = maximum === null ? undefined : sizeArgument(run, maximum);
    if (limit !== undefined && limit < 0) throw raise(run, "ValueError", "maxlen must be non-negative");
    deque.maximum = limit;
    deque.maximumLabel = run.join(deque.maximumLabel, run.label);
    deque.list.replace([], null, 0);
    deque.list.shape = run.join(deque.list.shape, run.pc);
    if (iterable !== absent) extend(run, deque, iterable, label, false);
    run.label = run.planLabel;
    return null;
  },
  1,
);

export const emptyDeque = (): PyDeque => new PyDeque(new PyList([]), undefined, 0);

dequeClass.construct = (run, _cls, values, labels, names) => {
  const deque = emptyDeque();
  initialise.invoke(run, [deque, ...values], [0, ...labels], names);
  return deque;
};

/** Fills a deque that a class of the plan extends. */
export function fillDeque(
  run: Run,
  self: Value,
  values: readonly Value[],
  labels: readonly Label[],
  names: readonly string[] | null,
): void {
  initialise.invoke(run, [self, ...values], [0, ...labels], names);
}

/** The position of an equal element; everything compared joins the label register. */
function find(run: Run, deque: PyDeque, value: Value, from = 0, to = Number.POSITIVE_INFINITY): number {
  run.label = run.join(run.label, run.join(deepLabel(run, deque.list), deepLabel(run, value)));
  const { items } = deque.list;
  for (let i = from; i < Math.min(to, items.length); i++) {
    run.step();
    if (sameOrEqual(run, items[i] ?? null, value)) return i;
  }
  return -1;
}

function takeEnd(run: Run, deque: PyDeque, label: Label, left: boolean): Value {
  const { list } = deque;
  run.label = run.join(label, list.shape);
  if (list.items.length === 0) throw raise(run, "IndexError", "pop from an empty deque");
  const element = run.join(run.label, list.labelAt(left ? 0 : list.items.length - 1));
  let value: Value;
  if (left) value = dropLeft(run, deque);
  else {
    value = list.items.pop() ?? null;
    list.labels?.pop();
  }
  reshape(run, deque, label);
  run.label = element;
  return value;
}

function rotate(run: Run, deque: PyDeque, by: number): void {
  const { list } = deque;
  const size = list.items.length;
  if (size < 2) return;
  run.work(size);
  const at = ((-by % size) + size) % size;
  list.items = [...list.items.slice(at), ...list.items.slice(0, at)];
  if (list.labels !== null) list.labels = [...list.labels.slice(at), ...list.labels.slice(0, at)];
}

function iterator(run: Run, deque: PyDeque, reversed: boolean): Value {
  const { list, changes } = deque;
  let at = 0;
  return steppingIterator(
    reversed ? backward : forward,
    run.label,
    (inner) => {
      inner.label = list.shape;
      if (at >= list.items.length) return undefined;
      if (deque.changes !== changes) throw raise(inner, "RuntimeError", "deque mutated during iteration");
      const index = reversed ? list.items.length - 1 - at : at;
      at++;
      inner.label = inner.join(inner.label, list.labelAt(index));
      return list.items[index];
    },
    [deque],
  );
}

/** Sequence positions have messages of their own. */
function checkIndex(run: Run, { list }: PyDeque, index: Value): number {
  const given = indexOf(run, index);
  run.label = run.join(run.label, list.shape);
  if (given === undefined)
    throw raise(run, "TypeError", `sequence index must be integer, not '${typeName(index)}'`);
  checkIndexSize(run, given);
  const at = Number(given) < 0 ? Number(given) + list.items.length : Number(given);
  if (at < 0 || at >= list.items.length) throw raise(run, "IndexError", "deque index out of range");
  return at;
}

function ordered(name: string, operator: OrderOperator) {
  return ownMethod(`${name}(self, other)`, (run, _labels, self, given = null) => {
    const other = rawOf(given);
    if (!(other instanceof PyDeque)) return notImplemented;
    const { list } = dequeOf(run, self);
    run.label = run.join(run.label, run.join(deepLabel(run, list), deepLabel(run, other.list)));
    return compareOrder(run, operator, list, other.list);
  });
}

/** `deque * n`: the elements so often, the last of them where there is a maximum. */
function repeated(run: Run, labels: readonly Label[], self: Value = null, n: Value = null): Value {
  const copy = copyLike(run, dequeOf(run, self), labels[0] ?? 0);
  const { list, maximum } = dequeOf(run, copy);
  run.label = joinAll(run, labels);
  const times = indexOf(run, n);
  const decided = run.label;
  if (times === undefined)
    throw raise(run, "TypeError", `can't multiply sequence by non-int of type '${typeName(n)}'`);
  const count = list.items.length === 0 ? 0 : Math.max(0, sizeArgument(run, times));
  run.chargeCells(count * list.items.length);
  const items = Array.from({ length: count }, () => list.items).flat();
  const own = list.ownLabels();
  const itemLabels = Array.from({ length: count }, () => own).flat();
  const from = maximum === undefined ? 0 : Math.max(0, items.length - maximum);
  list.replace(items.slice(from), itemLabels.slice(from), 0);
  list.shape = run.join(list.shape, decided);
  run.label = labels[0] ?? 0;
  return copy;
}

defineMethods(dequeClass, [
  ownMethod("append(self, x, /)", (run, [label = 0, valueLabel = 0], self, value = null) => {
    const deque = dequeOf(run, self);
    pushRight(run, deque, value, valueLabel);
    reshape(run, deque, label);
    return none(run);
  }),
  ownMethod("appendleft(self, x, /)", (run, [label = 0, valueLabel = 0], self, value = null) => {
    const deque = dequeOf(run, self);
    pushLeft(run, deque, value, valueLabel);
    reshape(run, deque, label);
    return none(run);
  }),
  ownMethod("extend(self, iterable, /)", (run, [label = 0, iterableLabel = 0], self, iterable = null) => {
    extend(run, dequeOf(run, self), iterable, run.join(label, iterableLabel), false);
    return none(run);
  }),
  ownMethod("extendleft(self, iterable, /)", (run, [label = 0, iterableLabel = 0], self, iterable = null) => {
    extend(run, dequeOf(run, self), iterable, run.join(label, iterableLabel), true);
    return none(run);
  }),
  ownMethod("pop(self, /)", (run, [label = 0], self) => takeEnd(run, dequeOf(run, self), label, false)),
  ownMethod("popleft(self, /)", (run, [label = 0], self) => takeEnd(run, dequeOf(run, self), label, true)),
  ownMethod("clear(self, /)", (run, [label = 0], self) => {
    const deque = dequeOf(run, self);
    deque.list.replace([], null, 0);
    reshape(run, deque, label);
    return none(run);
  }),
  ownMethod("copy(self, /)", (run, [label = 0], self) => {
    run.label = label;
    return copyLike(run, dequeOf(run, self), label);
  }),
  ownMethod("count(self, value, /)", (run, _labels, self, value = null) => {
    const deque = dequeOf(run, self);
    let count = 0;
    for (let at = find(run, deque, value); at >= 0; at = find(run, deque, value, at + 1)) count++;
    return count;
  }),
  ownMethod(
    "index(self, value, start=0, stop=?, /)",
    (run, _labels, self, value = null, start = 0, stop = absent) => {
      const deque = dequeOf(run, self);
      const size = deque.list.items.length;
      const bound = (given: Value) => {
        const n = sizeArgument(run, given);
        return Math.min(Math.max(n < 0 ? n + size : n, 0), size);
      };
      const at = find(run, deque, value, bound(start), stop === absent ? size : bound(stop));
      if (at < 0) throw raise(run, "ValueError", `${reprOf(run, value)} is not in deque`);
      return at;
    },
  ),
  ownMethod(
    "insert(self, index, value, /)",
    (run, [label = 0, indexLabel = 0, valueLabel = 0], self, index = null, value = null) => {
      const deque = dequeOf(run, self);
      const { list } = deque;
      if (deque.maximum !== undefined && list.items.length >= deque.maximum)
        throw raise(run, "IndexError", "deque already at its maximum size");
      run.chargeCells(1, list.items.length + 1);
      run.label = run.join(label, indexLabel);
      const given = sizeArgument(run, index);
      const at = Math.min(Math.max(given < 0 ? given + list.items.length : given, 0), list.items.length);
      list.ownLabels().splice(at, 0, run.join(valueLabel, run.pc));
      list.items.splice(at, 0, value);
      reshape(run, deque, run.label);
      return none(run);
    },
  ),
  ownMethod("remove(self, value, /)", (run, _labels, self, value = null) => {
    const deque = dequeOf(run, self);
    const at = find(run, deque, value);
    if (at < 0) throw raise(run, "ValueError", `${reprOf(run, value)} is not in deque`);
    deque.list.items.splice(at, 1);
    deque.list.labels?.splice(at, 1);
    reshape(run, deque, run.label);
    return none(run);
  }),
  ownMethod("reverse(self, /)", (run, [label = 0], self) => {
    const deque = dequeOf(run, self);
    run.work(deque.list.items.length);
    deque.list.items.reverse();
    deque.list.labels?.reverse();
    reshape(run, deque, label);
    return none(run);
  }),
  ownMethod("rotate(self, n=1, /)", (run, [label = 0, byLabel = 0], self, by = 1) => {
    const deque = dequeOf(run, self);
    run.label = run.join(label, byLabel);
    rotate(run, deque, sizeArgument(run, by));
    reshape(run, deque, run.label);
    return none(run);
  }),
  ownMethod("__len__(self)", (run, [label = 0], self) => {
    const { list } = dequeOf(run, self);
    run.label = run.join(label, list.shape);
    return list.items.length;
  }),
  ownMethod("__iter__(self)", (run, [label = 0], self) => {
    run.label = label;
    return iterator(run, dequeOf(run, self), false);
  }),
  ownMethod("__reversed__(self)", (run, [label = 0], self) => {
    run.label = label;
    return iterator(run, dequeOf(run, self), true);
  }),
  ownMethod(
    "__contains__(self, value)",
    (run, _labels, self, value = null) => find(run, dequeOf(run, self), value) >= 0,
  ),
  ownMethod("__getitem__(self, index)", (run, _labels, self, index = null) => {
    const deque = dequeOf(run, self);
    return getItem(run, deque.list, checkIndex(run, deque, index));
  }),
  ownMethod(
    "__setitem__(self, index, value)",
    (run, [label = 0, indexLabel = 0, valueLabel = 0], self, index = null, value = null) => {
      const deque = dequeOf(run, self);
      run.label = run.join(label, indexLabel);
      const at = checkIndex(run, deque, index);
      setItem(run, deque.list, at, value, valueLabel);
      return none(run);
    },
  ),
  ownMethod("__delitem__(self, index)", (run, _labels, self, index = null) => {
    const deque = dequeOf(run, self);
    const at = checkIndex(run, deque, index);
    deleteItem(run, deque.list, at);
    reshape(run, deque, run.label);
    return none(run);
  }),
  ownMethod("__add__(self, given)", (run, [label = 0, otherLabel = 0], self, given = null) => {
    const other = rawOf(given);
    if (!(other instanceof PyDeque))
      throw raise(run, "TypeError", `can only concatenate deque (not "${typeName(given)}") to deque`);
    const joined = copyLike(run, dequeOf(run, self), label);
    extend(run, dequeOf(run, joined), other, otherLabel, false);
    run.label = label;
    return joined;
  }),
  ownMethod("__mul__(self, n)", repeated),
  ownMethod("__rmul__(self, n)", repeated),
  ownMethod("__imul__(self, n)", (run, labels, self, n = null) => {
    const { list } = dequeOf(run, repeated(run, labels, self, n));
    const deque = dequeOf(run, self);
    deque.list.replace(list.items, list.labels, list.each);
    reshape(run, deque, list.shape);
    run.label = labels[0] ?? 0;
    return deque;
  }),
  ownMethod("__iadd__(self, other)", (run, [label = 0, otherLabel = 0], self, other = null) => {
    const deque = dequeOf(run, self);
    extend(run, deque, other, run.join(label, otherLabel), false);
    run.label = label;
    return deque;
  }),
  ownMethod("__eq__(self, other)", (run, _labels, self, other) => {
    if (!(other instanceof PyDeque)) return notImplemented;
    const { list } = dequeOf(run, self);
    run.label = run.join(run.label, run.join(deepLabel(run, list), deepLabel(run, other.list)));
    return equals(run, list, other.list);
  }),
  ordered("__lt__", "<"),
  ordered("__le__", "<="),
  ordered("__gt__", ">"),
  ordered("__ge__", ">="),
  ownMethod("__repr__(self)", (run, _labels, self) => {
    const { list, maximum, owner } = dequeOf(run, self);
    run.label = run.join(run.label, deepLabel(run, list));
    return `${owner?.cls.name ?? "deque"}(${reprOf(run, list)}${maximum === undefined ? "" : `, maxlen=${maximum}`})`;
  }),
]);
dequeClass.attributes.set("__hash__", null);
readOnly(dequeClass, "maxlen", (run, self) => {
  const deque = dequeOf(run, self);
  run.label = run.join(run.label, deque.maximumLabel);
  return deque.maximum ?? null;
});
refuseAttributes(dequeClass);
