import { raise } from "../errors.ts";
import { callProtocol } from "../evaluate/call.ts";
import { enterIteration } from "../evaluate/choice.ts";
import { collect, iterate } from "../evaluate/iterate.ts";
import type { Label } from "../metadata.ts";
import { intArgument } from "../modules/arguments.ts";
import type { Run } from "../run.ts";
import { PyList } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { compareOrder } from "../value/order.ts";
import type { Value } from "../value/value.ts";
import { absent, own, variadic } from "./define.ts";
import { keywordValues } from "./iteration.ts";

interface Keyed {
  readonly value: Value;
  readonly label: Label;
  readonly key: Value;
}

/** Applies `key` to each item in order. `keys` is the join of all keys, inside too: what decides the order. */
export function keyed(
  run: Run,
  items: readonly Value[],
  labels: readonly Label[],
  key: Value,
  keyLabel: Label,
): { entries: Keyed[]; keys: Label } {
  let keys = keyLabel;
  const entries = items.map((value, i): Keyed => {
    const label = labels[i] ?? 0;
    run.label = run.join(label, keyLabel);
    const made = key === null ? value : callProtocol(run, key, [value], [label], keyLabel);
    keys = run.join(keys, run.join(run.label, deepLabel(run, made)));
    return { value, label, key: made };
  });
  return { entries, keys };
}

/**
 * Sorts stably by key, smallest first (with `reverse` largest first, equal ones still in order). `failed` gets the order
 * reached when a comparison raises.
 */
export function sortKeyed(
  run: Run,
  entries: Keyed[],
  reverse: boolean,
  keys: Label,
  failed?: (reached: readonly Keyed[]) => void,
): Keyed[] {
  const count = entries.length;
  run.work((count * Math.max(1, Math.ceil(Math.log2(count + 1)))) >> 2);
  run.label = keys;
  const less = (a: Keyed, b: Keyed) => {
    if (typeof a.key === "number" && typeof b.key === "number") return a.key < b.key;
    const result = compareOrder(run, "<", a.key, b.key);
    return result;
  };
  const inPlace = reverse ? entries.toReversed() : entries.slice();
  let sorted: Keyed[] | undefined;
  try {
    sorted = mergeSort(inPlace, less);
  } finally {
    if (sorted === undefined) failed?.(reverse ? inPlace.reverse() : inPlace);
  }
  return reverse ? sorted.reverse() : sorted;
}

/** CPython sorts so many elements and fewer by insertion. */
const insertionMax = 63;

/**
 * A stable sort of its own: `Array.sort` must not see a comparison that raises or contradicts itself. Short lists are
 * compared in CPython's order, which shows in errors and in what `__lt__` does.
 */
function mergeSort(entries: Keyed[], less: (a: Keyed, b: Keyed) => boolean): Keyed[] {
  if (entries.length <= insertionMax) return insertionSort(entries, less);
  const middle = entries.length >> 1;
  const left = mergeSort(entries.slice(0, middle), less);
  const right = mergeSort(entries.slice(middle), less);
  const merged: Keyed[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    const a = left[i];
    const b = right[j];
    if (a === undefined || b === undefined) break;
    if (less(b, a)) {
      merged.push(b);
      j++;
    } else {
      merged.push(a);
      i++;
    }
  }
  return [...merged, ...left.slice(i), ...right.slice(j)];
}

/** The run that the list begins with, then binary insertion. */
function insertionSort(entries: Keyed[], less: (a: Keyed, b: Keyed) => boolean): Keyed[] {
  const isLess = (a: number, b: number) => {
    const [x, y] = [entries[a], entries[b]];
    return x !== undefined && y !== undefined && less(x, y);
  };
  const { length } = entries;
  if (length < 2) return entries;
  let run = 2;
  if (isLess(1, 0)) {
    while (run < length && isLess(run, run - 1)) run++;
    const falling = entries.slice(0, run).reverse();
    for (const [at, entry] of falling.entries()) entries[at] = entry;
  } else while (run < length && !isLess(run, run - 1)) run++;
  for (let at = run; at < length; at++) {
    const pivot = entries[at];
    if (pivot === undefined) break;
    let low = 0;
    let high = at;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = entries[middle];
      if (other !== undefined && less(pivot, other)) high = middle;
      else low = middle + 1;
    }
    entries.splice(at, 1);
    entries.splice(low, 0, pivot);
  }
  return entries;
}

/** The largest or smallest so far, and what decided that. */
export class ExtremeSearch {
  private readonly run: Run;
  private readonly name: "max" | "min";
  private readonly decided: Label;
  private keys: Label;
  private best: Keyed | undefined = undefined;
  /** `decided`: what entering the iteration hangs on. */
  constructor(run: Run, name: "max" | "min", keyLabel: Label, decided: Label) {
    this.run = run;
    this.name = name;
    this.keys = keyLabel;
    this.decided = decided;
  }
  /** Each is compared as soon as it and its key are there. `keys` is the label of the key, inside too. */
  offer(entry: Keyed, keys: Label): void {
    const { run, name } = this;
    this.keys = run.join(this.keys, keys);
    run.label = run.join(this.keys, this.decided);
    if (this.best === undefined || compareOrder(run, name === "max" ? ">" : "<", entry.key, this.best.key))
      this.best = entry;
    this.keys = run.join(this.keys, run.label);
  }
  /** The one found, or the default. `end` is what the end of the elements hangs on. */
  result(end: Label, fallback: { readonly value: Value; readonly label: Label } | undefined): Value {
    const { run, best, decided } = this;
    const ended = run.join(decided, end);
    if (best === undefined) {
      run.label = run.join(ended, fallback?.label ?? 0);
      if (fallback === undefined) throw raise(run, "ValueError", `${this.name}() arg is an empty sequence`);
      return fallback.value;
    }
    run.label = run.join(run.join(this.keys, ended), best.label);
    return best.value;
  }
}

/** `key` and `default` of `max` and `min`; TypeError for what does not go together. */
export function extremeOptions(
  run: Run,
  name: "max" | "min",
  values: Value[],
  labels: Label[],
  names: readonly string[] | null,
): ReturnType<typeof keywordValues> {
  if (values.length === (names?.length ?? 0))
    throw raise(run, "TypeError", `${name} expected at least 1 argument, got 0`);
  const options = keywordValues(run, name, values, labels, names, ["key", "default"]);
  if (values.length !== 1 && options.has("default"))
    throw raise(
      run,
      "TypeError",
      `Cannot specify a default for ${name}() with multiple positional arguments`,
    );
  return options;
}

function extreme(
  run: Run,
  name: "max" | "min",
  values: Value[],
  labels: Label[],
  names: readonly string[] | null,
): Value {
  const options = extremeOptions(run, name, values, labels, names);
  const key = options.get("key");
  const only = values.length === 1;
  run.label = labels[0] ?? 0;
  const reference = only ? run.label : 0;
  const iterator = only ? iterate(run, values[0] ?? null) : null;
  const control = run.pc;
  const decided = iterator === null ? 0 : run.join(reference, enterIteration(run, iterator));
  if (run.implicitFlows && iterator !== null) run.pc = run.join(control, decided);
  const keyLabel = key?.label ?? 0;
  const search = new ExtremeSearch(run, name, keyLabel, decided);
  let end: Label = 0;
  for (let at = 0; ; at++) {
    const item = iterator === null ? values[at] : iterator.advance(run);
    const label = iterator === null ? (labels[at] ?? 0) : run.label;
    if (item === undefined) {
      if (iterator !== null) end = label;
      break;
    }
    run.step();
    const { entries, keys } = keyed(run, [item], [label], key?.value ?? null, keyLabel);
    for (const entry of entries) search.offer(entry, keys);
  }
  if (run.implicitFlows && iterator !== null) run.pc = run.join(control, run.mayHaveRaised);
  return search.result(end, options.get("default"));
}

/** Elements in an order, and what decided it. */
export interface OrderedItems {
  readonly values: Value[];
  readonly labels: Label[];
  readonly order: Label;
}

/** Sorts a list's elements; the order carries every key. `failed` gets the order reached when a comparison raises. */
export function sortedItems(
  run: Run,
  items: readonly Value[],
  labels: readonly Label[],
  key: Value,
  keyLabel: Label,
  reverse: Value,
  failed?: (reached: OrderedItems) => void,
): OrderedItems {
  const { label: register } = run;
  run.label = keyLabel;
  const backwards = reverse === true || (reverse !== false && intArgument(run, reverse) !== 0);
  // What a method of the plan gave for `reverse` decides like a key.
  const decided = run.join(keyLabel, run.label);
  run.label = register;
  const { entries, keys } = keyed(run, items, labels, key, decided);
  const ordered = (entries: readonly Keyed[]): OrderedItems => ({
    values: entries.map((entry) => entry.value),
    labels: entries.map((entry) => entry.label),
    order: run.join(keys, run.label),
  });
  return ordered(sortKeyed(run, entries, backwards, keys, failed && ((reached) => failed(ordered(reached)))));
}

export const orderBuiltins = [
  variadic("max", (run, values, labels, names) => extreme(run, "max", values, labels, names)),
  variadic("min", (run, values, labels, names) => extreme(run, "min", values, labels, names)),
  own("^sorted(iterable=?, /, *, key=None, reverse=False)", (run, labels, iterable, key, reverse) => {
    if (iterable === absent) throw raise(run, "TypeError", "sorted expected 1 argument, got 0");
    run.label = labels[0] ?? 0;
    const all = collect(run, iterable);
    const sorted = sortedItems(
      run,
      all.items,
      all.labels,
      key,
      run.join(labels[1] ?? 0, labels[2] ?? 0),
      reverse,
    );
    run.label = run.planLabel;
    return new PyList(sorted.values, 0, run.join(sorted.order, all.end), sorted.labels);
  }),
];
