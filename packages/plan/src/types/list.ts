/** `list` and its methods. Mutation joins what is stored into its slot, and changes of order or length into the shape. */
import { absent, defineMethods, own, ownMethod } from "../builtins/define.ts";
import { type OrderedItems, sortedItems } from "../builtins/ordering.ts";
import { raise } from "../errors.ts";
import { compactLabels } from "../evaluate/expression.ts";
import { collect } from "../evaluate/iterate.ts";
import { searchBound } from "../evaluate/slice.ts";
import type { Label } from "../metadata.ts";
import { sizeArgument } from "../modules/arguments.ts";
import type { Run } from "../run.ts";
import { listClass, typeName } from "../value/classes.ts";
import { PyList } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { sameOrEqual } from "../value/equality.ts";
import { reprOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";

function listOf(run: Run, value: Value, name: string): PyList {
  if (value instanceof PyList) return value;
  throw raise(
    run,
    "TypeError",
    `descriptor '${name}' for 'list' objects doesn't apply to a '${typeName(value)}' object`,
  );
}

/** A new list of what an iterable gives. */
export function listFrom(run: Run, iterable: Value, label: Label): PyList {
  run.label = label;
  const all = collect(run, iterable);
  run.label = run.planLabel;
  const labels = compactLabels(all.labels);
  return new PyList(all.items, all.labels[0] ?? 0, all.end, labels);
}

/** Puts what an iterable gives in the place of what a list holds. */
export function fillList(run: Run, list: PyList, iterable: Value, label: Label): void {
  const made = listFrom(run, iterable, label);
  list.replace(made.items, made.labels, made.each);
  list.shape = run.join(list.shape, run.join(made.shape, run.pc));
}

const make = own("list(iterable=?, /)", (run, [label = 0], iterable) => {
  if (iterable === absent) {
    run.label = run.planLabel;
    return new PyList([]);
  }
  return listFrom(run, iterable, label);
});
listClass.construct = (run, _cls, values, labels, names) => make.invoke(run, values, labels, names);

/** The position at which elements compare equal; everything compared joins `run.label`. */
function find(run: Run, list: PyList, value: Value, from: number, to: number): number {
  run.label = run.join(run.label, run.join(deepLabel(run, list), deepLabel(run, value)));
  for (let i = from; i < Math.min(to, list.items.length); i++) {
    run.step();
    if (sameOrEqual(run, list.items[i] ?? null, value)) return i;
  }
  return -1;
}

function bound(run: Run, value: Value, length: number): number {
  const given = sizeArgument(run, value);
  return Math.min(Math.max(given < 0 ? given + length : given, 0), length);
}

/** The list's shape takes what decided the change. */
function reshape(run: Run, list: PyList, label: Label): void {
  list.shape = run.join(list.shape, run.join(label, run.pc));
}

function none(run: Run): null {
  run.label = run.planLabel;
  return null;
}

defineMethods(listClass, [
  ownMethod("append(self, object, /)", (run, [, valueLabel = 0], self, value) => {
    const list = listOf(run, self, "append");
    run.chargeCells(1, list.items.length + 1);
    list.push(value, run.join(valueLabel, run.pc));
    reshape(run, list, 0);
    return none(run);
  }),
  ownMethod("extend(self, iterable, /)", (run, [, label = 0], self, iterable) => {
    const list = listOf(run, self, "extend");
    run.label = label;
    const all = collect(run, iterable);
    all.items.forEach((item, i) => {
      list.push(item, run.join(all.labels[i] ?? 0, run.pc));
    });
    run.chargeCells(0, list.items.length);
    reshape(run, list, all.end);
    return none(run);
  }),
  ownMethod(
    "insert(self, index, object, /)",
    (run, [, indexLabel = 0, valueLabel = 0], self, index, value) => {
      const list = listOf(run, self, "insert");
      run.chargeCells(1, list.items.length + 1);
      run.work(list.items.length >> 3);
      run.label = indexLabel;
      const at = bound(run, index, list.items.length);
      const labels = list.ownLabels();
      list.items.splice(at, 0, value);
      labels.splice(at, 0, run.join(valueLabel, run.pc));
      reshape(run, list, run.label);
      return none(run);
    },
  ),
  ownMethod("pop(self, index=-1, /)", (run, [label = 0, indexLabel = 0], self, index) => {
    const list = listOf(run, self, "pop");
    run.label = indexLabel;
    const given = sizeArgument(run, index);
    const decided = run.label;
    run.label = run.join(run.join(label, decided), list.shape);
    if (list.items.length === 0) throw raise(run, "IndexError", "pop from empty list");
    const at = given < 0 ? given + list.items.length : given;
    if (at < 0 || at >= list.items.length) throw raise(run, "IndexError", "pop index out of range");
    run.label = run.join(run.label, list.labelAt(at));
    const [value = null] = list.items.splice(at, 1);
    list.labels?.splice(at, 1);
    if (at !== list.items.length) run.work(list.items.length >> 3);
    reshape(run, list, decided);
    return value;
  }),
  ownMethod("remove(self, value, /)", (run, _labels, self, value) => {
    const list = listOf(run, self, "remove");
    const at = find(run, list, value, 0, Number.POSITIVE_INFINITY);
    if (at < 0) throw raise(run, "ValueError", "list.remove(x): x not in list");
    run.work((list.items.length - at) >> 3);
    list.items.splice(at, 1);
    list.labels?.splice(at, 1);
    reshape(run, list, run.label);
    return none(run);
  }),
  ownMethod("clear(self, /)", (run, _labels, self) => {
    const list = listOf(run, self, "clear");
    list.replace([], null, 0);
    reshape(run, list, 0);
    return none(run);
  }),
  ownMethod("copy(self, /)", (run, [label = 0], self) => {
    const list = listOf(run, self, "copy");
    run.chargeCells(list.items.length);
    run.label = label;
    return new PyList(list.items.slice(), list.each, list.shape, list.labels?.slice() ?? null);
  }),
  ownMethod("reverse(self, /)", (run, _labels, self) => {
    const list = listOf(run, self, "reverse");
    run.work(list.items.length >> 3);
    list.items.reverse();
    list.labels?.reverse();
    return none(run);
  }),
  ownMethod("sort(self, /, *, key=None, reverse=False)", (run, labels, self, key, reverse) => {
    const list = listOf(run, self, "sort");
    const own = list.ownLabels();
    const { items } = list;
    const before = list.each;
    // Who looks at the list meanwhile finds it empty, as in CPython; what is stored then is lost.
    list.replace([], null, 0);
    let modified = false;
    // When a comparison raises, the list keeps the order reached, in which every key shows.
    let reached: OrderedItems | undefined;
    const keyLabel = run.join(labels[1] ?? 0, labels[2] ?? 0);
    try {
      reached = sortedItems(run, items, own, key, keyLabel, reverse, (partial) => {
        reached = partial;
      });
    } finally {
      modified = list.items.length > 0;
      if (reached === undefined) list.replace(items, own, before);
      else list.replace(reached.values, reached.labels, 0);
      if (reached !== undefined) reshape(run, list, reached.order);
    }
    if (modified) throw raise(run, "ValueError", "list modified during sort");
    return none(run);
  }),
  ownMethod("index(self, value, start=?, stop=?, /)", (run, _labels, self, value, start, stop) => {
    const list = listOf(run, self, "index");
    const { length } = list.items;
    const from = start === absent ? 0 : searchBound(run, start, length);
    const at = find(run, list, value, from, stop === absent ? length : searchBound(run, stop, length));
    if (at >= 0) return at;
    const { label } = run;
    const shown = reprOf(run, value);
    run.label = run.join(label, run.label);
    throw raise(run, "ValueError", `${shown} is not in list`);
  }),
  ownMethod("count(self, value, /)", (run, _labels, self, value) => {
    const list = listOf(run, self, "count");
    run.label = run.join(run.label, run.join(deepLabel(run, list), deepLabel(run, value)));
    let count = 0;
    for (const item of list.items) {
      run.step();
      if (sameOrEqual(run, item, value)) count++;
    }
    return count;
  }),
]);
