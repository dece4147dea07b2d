/** `dict.keys()`, `values()`, `items()`: views that follow the dict. */
import { deepMethod, defineMethods, ownMethod } from "../builtins/define.ts";
import { iteratorClassOf } from "../builtins/iteration.ts";
import { raise } from "../errors.ts";
import { contains } from "../evaluate/compare.ts";
import { iterate } from "../evaluate/iterate.ts";
import { setOperation } from "../evaluate/operators.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { type PyClass, PyInstance } from "../value/class.ts";
import { builtinClass, objectClass, typeName } from "../value/classes.ts";
import { PyDict, PySet, PyTuple } from "../value/container.ts";
import { sameOrEqual } from "../value/equality.ts";
import { hashKey } from "../value/hash.ts";
import { PyIterator } from "../value/iterator.ts";
import { notImplemented } from "../value/scalar.ts";
import { reprOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";
import { setFrom } from "./set.ts";

type Which = "keys" | "values" | "items";

export const viewClasses: Readonly<Record<Which, PyClass>> = {
  keys: builtinClass("dict_keys", objectClass),
  values: builtinClass("dict_values", objectClass),
  items: builtinClass("dict_items", objectClass),
};
/** Those of an OrderedDict. */
const orderedViewClasses: Readonly<Record<Which, PyClass>> = {
  keys: builtinClass("odict_keys", viewClasses.keys),
  values: builtinClass("odict_values", viewClasses.values),
  items: builtinClass("odict_items", viewClasses.items),
};

export class DictView extends PyInstance {
  readonly dict: PyDict;
  readonly which: Which;
  constructor(dict: PyDict, which: Which) {
    super((dict.cls?.lookup("move_to_end") === undefined ? viewClasses : orderedViewClasses)[which]);
    this.dict = dict;
    this.which = which;
  }
  override inside(): Iterable<Value> {
    return [this.dict];
  }
}

export function viewOf(run: Run, dict: PyDict, which: Which, label: Label): Value {
  run.label = label;
  return new DictView(dict, which);
}

function dictOfView(value: Value): PyDict {
  return value instanceof DictView ? value.dict : new PyDict();
}

/** Goes through the view; RuntimeError when the dict changes its size meanwhile. */
function viewIterator(run: Run, view: DictView, label: Label): PyIterator {
  const { dict, which } = view;
  const keys = dict.map.keys();
  const { size } = dict;
  let done = false;
  return new PyIterator(iteratorClassOf(`dict_${which.slice(0, -1)}iterator`), () => {
    run.label = run.join(label, dict.shape);
    if (done) return undefined;
    if (dict.size !== size) throw raise(run, "RuntimeError", "dictionary changed size during iteration");
    const next = keys.next();
    if (next.done) {
      done = true;
      return undefined;
    }
    const hash = next.value;
    if (which === "keys") return dict.keyOf(hash);
    const value = dict.map.get(hash) ?? null;
    const valueLabel = dict.labelOf(hash);
    if (which === "values") {
      run.label = run.join(run.label, valueLabel);
      return value;
    }
    return new PyTuple([dict.keyOf(hash), value], 0, valueLabel === 0 ? null : [0, valueLabel]);
  }).through([dict]);
}

/** The elements as a list of plain values, for what looks at them all. */
function elements(value: Value): Value[] {
  if (!(value instanceof DictView)) return [];
  return Array.from(value.dict.entries(), ([key, item]) =>
    value.which === "keys" ? key : value.which === "values" ? item : new PyTuple([key, item]),
  );
}

const ofEveryView = (which: Which) => [
  ownMethod("__iter__(self, /)", (run, [label = 0], self) => {
    run.label = label;
    return self instanceof DictView ? viewIterator(run, self, label) : null;
  }),
  ownMethod("__len__(self, /)", (run, _labels, self) => {
    const dict = dictOfView(self);
    run.label = run.join(run.label, dict.shape);
    return dict.size;
  }),
  ownMethod("__reversed__(self, /)", (run, [label = 0], self) => {
    const items = elements(self).reverse();
    const dict = dictOfView(self);
    run.chargeCells(items.length);
    const labels = Array.from(dict.map.keys(), (hash) =>
      run.join(dict.labelOf(hash), run.join(dict.shape, label)),
    ).reverse();
    let at = 0;
    return new PyIterator(iteratorClassOf(`dict_reverse${which.slice(0, -1)}iterator`), (inner) => {
      inner.label = labels[at] ?? run.join(dict.shape, label);
      return items[at++];
    });
  }),
  deepMethod(
    "__repr__(self, /)",
    (run, self) =>
      `${typeName(self ?? null)}([${elements(self)
        .map((item) => reprOf(run, item))
        .join(", ")}])`,
  ),
  deepMethod("__contains__(self, item, /)", (run, self, item) => {
    const dict = dictOfView(self);
    if (which === "keys") return dict.map.has(hashKey(run, item));
    if (which === "values") return elements(self).some((one) => sameOrEqual(run, one, item));
    if (!(item instanceof PyTuple) || item.items.length !== 2) return false;
    const value = dict.map.get(hashKey(run, item.items[0] ?? null));
    return value !== undefined && sameOrEqual(run, value, item.items[1] ?? null);
  }),
];

/** What views of keys and items have of a set. */
const setLike = (() => {
  const operation = (name: string, op: "BitAnd" | "BitOr" | "BitXor" | "Sub", reflected: boolean) =>
    deepMethod(`${name}(self, other, /)`, (run, self, other) => {
      const { label } = run;
      const [first = null, second = null] = reflected ? [other, self] : [self, other];
      const left = setFrom(run, first, label, false);
      const right = setFrom(run, second, label, false);
      run.label = label;
      return setOperation(run, op, left, right);
    });
  /** Elements are looked up only where the sizes allow the answer to be yes. */
  const comparing = (name: string, holds: (run: Run, mine: Value, theirs: Value) => boolean) =>
    deepMethod(`${name}(self, other, /)`, (run, self = null, other = null) =>
      other instanceof PySet || (other instanceof DictView && other.which !== "values")
        ? holds(run, self, other)
        : notImplemented,
    );
  const size = (value: Value): number =>
    value instanceof PySet ? value.map.size : value instanceof DictView ? value.dict.size : 0;
  const within = (run: Run, a: Value, b: Value): boolean => {
    const items = a instanceof PySet ? Array.from(a.map.values()) : elements(a);
    run.work(items.length);
    return items.every((item) => contains(run, b, item));
  };
  /** The elements of the smaller one that the other has. */
  const common = (run: Run, self: Value = null, other: Value = null): Value => {
    const { label } = run;
    // A set that is no smaller looks up the view's elements, which must be hashable then.
    const bySet = other instanceof PySet && !other.frozen && size(self) <= size(other);
    const byView = other instanceof DictView && other.which !== "values" && size(other) > size(self);
    const [large, small] = bySet || byView ? [other, self] : [self, other];
    const found = new PySet(false, label);
    const iterator = iterate(run, small);
    for (let item = iterator.advance(run); item !== undefined; item = iterator.advance(run)) {
      run.step();
      run.label = label;
      if (!contains(run, large, item)) continue;
      run.chargeCells(1, found.map.size + 1);
      found.add(hashKey(run, item), item);
    }
    run.label = label;
    return found;
  };
  return [
    deepMethod("__and__(self, other, /)", common),
    operation("__or__", "BitOr", false),
    operation("__xor__", "BitXor", false),
    operation("__sub__", "Sub", false),
    deepMethod("__rand__(self, other, /)", common),
    operation("__ror__", "BitOr", true),
    operation("__rsub__", "Sub", true),
    operation("__rxor__", "BitXor", true),
    comparing("__eq__", (run, a, b) => size(a) === size(b) && within(run, a, b)),
    comparing("__le__", (run, a, b) => size(a) <= size(b) && within(run, a, b)),
    comparing("__lt__", (run, a, b) => size(a) < size(b) && within(run, a, b)),
    comparing("__ge__", (run, a, b) => size(a) >= size(b) && within(run, b, a)),
    comparing("__gt__", (run, a, b) => size(a) > size(b) && within(run, b, a)),
    deepMethod("isdisjoint(self, other, /)", (run, self, other) => {
      const { label } = run;
      const sized = other instanceof PySet || (other instanceof DictView && other.which !== "values");
      const [large, small] = sized && size(other) > size(self) ? [other, self] : [self, other];
      const iterator = iterate(run, small);
      for (let item = iterator.advance(run); item !== undefined; item = iterator.advance(run)) {
        run.step();
        run.label = label;
        if (contains(run, large, item)) return false;
      }
      run.label = label;
      return true;
    }),
  ];
})();

for (const which of ["keys", "values", "items"] as const) {
  defineMethods(viewClasses[which], ofEveryView(which));
  if (which !== "values") defineMethods(viewClasses[which], setLike);
  if (which !== "values") viewClasses[which].attributes.set("__hash__", null);
}
