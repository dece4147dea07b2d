/** Builtins that call back into the plan, where the callback or an iterator may reach a tool call. */
import type { Span } from "../ast.ts";
import { iteratorClassOf } from "../builtins/iteration.ts";
import { ExtremeSearch, extremeOptions } from "../builtins/ordering.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { PyBuiltin, PyFunction, PyMethod, PyTool } from "../value/callable.ts";
import { PyClass } from "../value/class.ts";
import { iteratorClass } from "../value/classes.ts";
import { PyList } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { PyIterator } from "../value/iterator.ts";
import { isTrue } from "../value/truth.ts";
import type { Value } from "../value/value.ts";
import { callSuspending } from "./call-suspending.ts";
import { enterIteration, raiseAll, tells } from "./choice.ts";
import type { Request } from "./code.ts";
import { advanceSuspending, drain } from "./generator.ts";
import { iterate } from "./iterate.ts";
import { raiseControl, runThrough } from "./within-builtin.ts";

type Suspending = Generator<Request, Value, void>;

/** Whether calling a value may reach a tool call. */
function mayCall(value: Value): boolean {
  if (value instanceof PyTool) return true;
  if (value instanceof PyFunction) return value.code.suspending !== null && !value.code.generator;
  if (value instanceof PyMethod) return mayCall(value.callee);
  if (value instanceof PyClass && !value.builtin) {
    const init = value.lookup("__init__");
    return init instanceof PyFunction && mayCall(init);
  }
  return false;
}

function isSuspending(value: Value | undefined): value is PyIterator {
  return value instanceof PyIterator && value.suspending !== null;
}

/** The suspending form of a builtin's call; undefined where the plain one will do. */
export function suspendingBuiltin(
  run: Run,
  callee: PyBuiltin | PyClass,
  values: Value[],
  labels: Label[],
  names: readonly string[] | null,
  span: Span,
): Suspending | undefined {
  if (!(callee instanceof PyBuiltin)) return undefined;
  const [first] = values;
  switch (callee.name) {
    case "any":
    case "all":
      return isSuspending(first) && values.length === 1
        ? anyOrAll(run, first, labels[0] ?? 0, callee.name === "any")
        : undefined;
    case "next":
      return isSuspending(first) && names === null ? nextOf(run, callee, first, values, labels) : undefined;
    case "map":
    case "filter":
      return first !== undefined && (mayCall(first) || values.slice(1).some(isSuspending)) && names === null
        ? lazily(run, callee.name, values, labels, span)
        : undefined;
    case "sorted":
    case "max":
    case "min":
    case "sort":
      return withKeys(run, callee, values, labels, names, span);
    case "reduce":
      return first !== undefined && mayCall(first) ? reduce(run, callee, values, labels, span) : undefined;
    default:
      return undefined;
  }
}

/** From here on `label` decides how far iterators are moved and what a callback is called with. */
function decide(run: Run, label: Label, moved: readonly Value[]): void {
  if (!tells(run, label)) return;
  const { label: register } = run;
  raiseAll(run, moved, label);
  run.pc = run.join(run.pc, label);
  run.label = register;
}

function* anyOrAll(run: Run, iterator: PyIterator, label: Label, wanted: boolean): Suspending {
  let seen = label;
  const control = run.pc;
  for (;;) {
    const item = yield* advanceSuspending(run, iterator);
    if (item === undefined) break;
    run.step();
    const truth = isTrue(run, item);
    seen = run.join(seen, run.label);
    decide(run, seen, [iterator]);
    if (truth === wanted) {
      run.pc = run.join(control, run.mayHaveRaised);
      run.label = seen;
      return wanted;
    }
  }
  run.pc = run.join(control, run.mayHaveRaised);
  run.label = run.join(seen, run.label);
  return !wanted;
}

function* nextOf(
  run: Run,
  callee: PyBuiltin,
  iterator: PyIterator,
  values: Value[],
  labels: Label[],
): Suspending {
  const item = yield* advanceSuspending(run, iterator);
  run.label = run.join(run.label, labels[0] ?? 0);
  if (item !== undefined) return item;
  const end = run.label;
  values[0] = new PyIterator(iteratorClass, (inner) => {
    inner.label = end;
    return undefined;
  });
  return callee.invoke(run, values, labels, null);
}

/** `map`, `filter`: the callback runs when the next element is asked for. */
function* lazily(run: Run, name: "map" | "filter", values: Value[], labels: Label[], span: Span): Suspending {
  const [fn = null, ...iterables] = values;
  const [fnLabel = 0] = labels;
  const iterators = iterables.map((value, i) => {
    run.label = labels[i + 1] ?? 0;
    return iterate(run, value);
  });
  let seen: Label = fnLabel;
  const advance = function* (): Generator<Request, Value | undefined, void> {
    const control = run.pc;
    if (name === "filter") decide(run, seen, [fn, ...iterators]);
    const value = yield* step();
    run.pc = run.join(control, run.mayHaveRaised);
    return value;
  };
  const step = function* (): Generator<Request, Value | undefined, void> {
    for (;;) {
      const items: Value[] = [];
      const itemLabels: Label[] = [];
      for (const iterator of iterators) {
        const item = yield* advanceSuspending(run, iterator);
        if (item === undefined) {
          if (name === "filter") run.label = run.join(run.label, seen);
          return undefined;
        }
        items.push(item);
        itemLabels.push(run.label);
      }
      run.step();
      run.label = fnLabel;
      const result =
        fn === null
          ? (items[0] ?? null)
          : yield* callSuspending(run, fn, [...items], [...itemLabels], null, fnLabel, span);
      if (name === "map") {
        run.label = run.join(run.label, fnLabel);
        return result;
      }
      const holds = isTrue(run, result);
      seen = run.join(seen, run.label);
      decide(run, seen, [fn, ...iterators]);
      if (holds) {
        run.label = run.join(itemLabels[0] ?? 0, seen);
        return items[0] ?? null;
      }
    }
  };
  run.label = run.planLabel;
  const plainly = (): Value | undefined => {
    const control = raiseControl(run);
    const item = runThrough(run, advance());
    run.pc = run.join(control, run.mayHaveRaised);
    return item;
  };
  return new PyIterator(iteratorClassOf(name), plainly, advance).through([fn, ...iterators]);
}

/** `max`, `min`, `sorted`, `list.sort` with a key that may call a tool. */
function withKeys(
  run: Run,
  callee: PyBuiltin,
  values: Value[],
  labels: Label[],
  names: readonly string[] | null,
  span: Span,
): Suspending | undefined {
  const at = names?.indexOf("key") ?? -1;
  const keyAt = at < 0 ? -1 : values.length - (names?.length ?? 0) + at;
  const key = values[keyAt];
  if (key === undefined || !mayCall(key)) return undefined;
  if (callee.name === "max" || callee.name === "min")
    return extremeByKey(run, callee.name, values, labels, names, span);
  return keysFirst(run, callee, values, labels, names, key, keyAt, span);
}

/** `max`, `min`: each element is compared as soon as its key is there. */
function* extremeByKey(
  run: Run,
  name: "max" | "min",
  values: Value[],
  labels: Label[],
  names: readonly string[] | null,
  span: Span,
): Suspending {
  const options = extremeOptions(run, name, values, labels, names);
  const key = options.get("key");
  const keyLabel = key?.label ?? 0;
  const [only = null] = values;
  run.label = labels[0] ?? 0;
  const iterator = iterate(run, values.length === 1 ? only : new PyList(values, 0, 0, labels));
  const reference = values.length === 1 ? (labels[0] ?? 0) : 0;
  const control = run.pc;
  const decided = run.join(reference, enterIteration(run, iterator));
  if (run.implicitFlows) run.pc = run.join(control, decided);
  const search = new ExtremeSearch(run, name, keyLabel, decided);
  for (;;) {
    const value = yield* advanceSuspending(run, iterator);
    if (value === undefined) break;
    run.step();
    const label = run.join(run.label, reference);
    run.label = keyLabel;
    const made = yield* callSuspending(run, key?.value ?? null, [value], [label], null, keyLabel, span);
    run.at = span;
    search.offer({ value, label, key: made }, run.join(run.label, deepLabel(run, made)));
  }
  const end = run.label;
  if (run.implicitFlows) run.pc = run.join(control, run.mayHaveRaised);
  return search.result(end, options.get("default"));
}

/** `sorted`, `list.sort`: the keys first, in order. */
function* keysFirst(
  run: Run,
  callee: PyBuiltin,
  values: Value[],
  labels: Label[],
  names: readonly string[] | null,
  key: Value,
  keyAt: number,
  span: Span,
): Suspending {
  const positional = values.length - (names?.length ?? 0);
  const single = callee.name === "sort" || positional === 1;
  let items = values.slice(0, positional);
  let itemLabels = labels.slice(0, positional);
  if (single) {
    run.label = labels[0] ?? 0;
    const all = yield* drain(run, iterate(run, values[0] ?? null), labels[0] ?? 0);
    items = all.items;
    itemLabels = [...all.ownLabels()];
    if (callee.name !== "sort") values[0] = all;
  }
  const keys: { value: Value; label: Label }[] = [];
  for (const [i, item] of items.entries()) {
    run.label = labels[keyAt] ?? 0;
    const value = yield* callSuspending(
      run,
      key,
      [item],
      [itemLabels[i] ?? 0],
      null,
      labels[keyAt] ?? 0,
      span,
    );
    keys.push({ value, label: run.label });
  }
  let next = 0;
  values[keyAt] = new PyBuiltin("key", (inner) => {
    const made = keys[next++];
    inner.label = made?.label ?? 0;
    return made?.value ?? null;
  });
  run.at = span;
  return callee.invoke(run, values, labels, names);
}

/** `functools.reduce` with a function that may call a tool. */
function* reduce(run: Run, callee: PyBuiltin, values: Value[], labels: Label[], span: Span): Suspending {
  const [fn = null, iterable = null, initial] = values;
  run.label = labels[1] ?? 0;
  const all = yield* drain(run, iterate(run, iterable), labels[1] ?? 0);
  if (initial === undefined && all.items.length === 0)
    return callee.invoke(run, [fn, new PyList([])], [labels[0] ?? 0, labels[1] ?? 0], null);
  const itemLabels = all.ownLabels();
  const start = initial === undefined ? 1 : 0;
  let total: Value = initial ?? all.items[0] ?? null;
  let label = run.join(all.shape, initial === undefined ? (itemLabels[0] ?? 0) : (labels[2] ?? 0));
  for (let i = start; i < all.items.length; i++) {
    run.label = labels[0] ?? 0;
    total = yield* callSuspending(
      run,
      fn,
      [total, all.items[i] ?? null],
      [label, itemLabels[i] ?? 0],
      null,
      labels[0] ?? 0,
      span,
    );
    label = run.join(all.shape, run.label);
  }
  run.label = label;
  return total;
}
