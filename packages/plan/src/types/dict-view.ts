/** `dict.keys()`, `values()`, `items()`: views that follow the dict. */
import { deepMethod, defineMethods, ownMethod } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import { setOperation } from "../evaluate/operators.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { type PyClass, PyInstance } from "../value/class.ts";
import { builtinClass, iteratorClass, objectClass } from "../value/classes.ts";
import { PyDict, PySet, PyTuple } from "../value/container.ts";
import { equals, sameOrEqual } from "../value/equality.ts";
import { hashKey } from "../value/hash.ts";
import { PyIterator } from "../value/iterator.ts";
import { notImplemented } from "../value/scalar.ts";
import { reprOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";
import { setFrom } from "./set.ts";

type Which = "keys" | "values" | "items";

const viewClasses: Readonly<Record<Which, PyClass>> = {
  keys: builtinClass("dict_keys", objectClass),
  values: builtinClass("dict_values", objectClass),
  items: builtinClass("dict_items", objectClass),
};

export class DictView extends PyInstance {
  readonly dict: PyDict;
  readonly which: Which;
  constructor(dict: PyDict, which: Which) {
    super(viewClasses[which]);
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
  return new PyIterator(iteratorClass, () => {
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

const common = (which: Which) => [
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
    return new PyIterator(iteratorClass, (inner) => {
      inner.label = labels[at] ?? run.join(dict.shape, label);
      return items[at++];
    });
  }),
  deepMethod(
    "__repr__(self, /)",
    (run, self) =>
      `dict_${which}([${elements(self)
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
      const mine = setFrom(run, self, label, false);
      const theirs = setFrom(run, other, label, false);
      run.label = label;
      return reflected ? setOperation(run, op, theirs, mine) : setOperation(run, op, mine, theirs);
    });
  return [
    operation("__and__", "BitAnd", false),
    operation("__or__", "BitOr", false),
    operation("__xor__", "BitXor", false),
    operation("__sub__", "Sub", false),
    operation("__rand__", "BitAnd", true),
    operation("__ror__", "BitOr", true),
    operation("__rsub__", "Sub", true),
    deepMethod("__eq__(self, other, /)", (run, self, other) => {
      if (!(other instanceof DictView || other instanceof PySet)) return notImplemented;
      const { label } = run;
      const same = equals(run, setFrom(run, self, label, false), setFrom(run, other, label, false));
      run.label = label;
      return same;
    }),
    deepMethod("isdisjoint(self, other, /)", (run, self, other) => {
      const { label } = run;
      const mine = setFrom(run, self, label, false);
      const theirs = setFrom(run, other, label, false);
      run.label = label;
      return !Array.from(mine.map.keys()).some((key) => theirs.map.has(key));
    }),
  ];
})();

for (const which of ["keys", "values", "items"] as const) {
  defineMethods(viewClasses[which], common(which));
  if (which !== "values") defineMethods(viewClasses[which], setLike);
  viewClasses[which].attributes.set("__hash__", null);
}
