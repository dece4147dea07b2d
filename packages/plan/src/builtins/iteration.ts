import { raise, raiseWith } from "../errors.ts";
import { call, callProtocol, isCallable } from "../evaluate/call.ts";
import { under } from "../evaluate/choice.ts";
import { arrayAdvance, iterate } from "../evaluate/iterate.ts";
import { binaryOperation } from "../evaluate/operators.ts";
import { getItem } from "../evaluate/subscript.ts";
import type { Label } from "../metadata.ts";
import { integerArgument } from "../modules/arguments.ts";
import { codePointLength, lookAt } from "../python/code-points.ts";
import { addInt, multiplyInt, subtractInt } from "../python/integer.ts";
import type { Run } from "../run.ts";
import { membersOf, PyClass, PyInstance } from "../value/class.ts";
import { builtinClass, generatorClass, objectClass, typeName } from "../value/classes.ts";
import { PyDict, PyList, PySet, PyTuple } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { equals } from "../value/equality.ts";
import { type Advance, PyIterator } from "../value/iterator.ts";
import { PyBytes, PyRange } from "../value/scalar.ts";
import { checkedLength, isTrue } from "../value/truth.ts";
import type { Int, Value } from "../value/value.ts";
import { absent, joinAll, own, variadic } from "./define.ts";

/** `len(value)`: carries the shape, not the elements. */
export function lengthOf(run: Run, value: Value): Int {
  if (typeof value === "string") {
    if (value.length > 4096) lookAt(value, (steps) => run.work(steps));
    return codePointLength(value);
  }
  if (value instanceof PyList || value instanceof PyDict || value instanceof PySet) {
    run.label = run.join(run.label, value.shape);
    return value instanceof PyList
      ? value.items.length
      : value instanceof PyDict
        ? value.size
        : value.map.size;
  }
  if (value instanceof PyTuple) return value.items.length;
  if (value instanceof PyRange) return value.size;
  if (value instanceof PyBytes) return value.bytes.length;
  if (value instanceof PyClass && value.members !== null) return membersOf(value).length;
  const method = value instanceof PyInstance ? value.cls.lookup("__len__") : undefined;
  if (method === undefined) throw raise(run, "TypeError", `object of type '${typeName(value)}' has no len()`);
  const { label } = run;
  const result = callProtocol(run, method, [value], [label]);
  run.label = run.join(run.label, label);
  return checkedLength(run, result);
}

const iteratorClasses = new Map<string, PyClass>();

/** The class of a kind of iterator: `zip`, `map`, ... */
export function iteratorClassOf(name: string): PyClass {
  let cls = iteratorClasses.get(name);
  if (cls === undefined) {
    cls = builtinClass(name, objectClass);
    iteratorClasses.set(name, cls);
  }
  return cls;
}

export function iteratorOf(name: string, advance: Advance, inside: readonly Value[] = []): PyIterator {
  return new PyIterator(iteratorClassOf(name), advance).through(inside);
}

/** Iterates over an argument, with its label. */
export function iterateArgument(run: Run, value: Value, label: Label): PyIterator {
  run.label = label;
  return iterate(run, value);
}

function anyOrAll(run: Run, iterable: Value, label: Label, wanted: boolean): boolean {
  const iterator = iterateArgument(run, iterable, label);
  let seen = label;
  for (let item = iterator.advance(run); item !== undefined; item = iterator.advance(run)) {
    run.step();
    const truth = isTrue(run, item);
    seen = run.join(seen, run.label);
    if (truth === wanted) {
      run.label = seen;
      return wanted;
    }
  }
  run.label = run.join(seen, run.label);
  return !wanted;
}

function sumOf(run: Run, iterable: Value, label: Label, start: Value, startLabel: Label): Value {
  const iterator = iterateArgument(run, iterable, label);
  if (typeof start === "string")
    throw raise(run, "TypeError", "sum() can't sum strings [use ''.join(seq) instead]");
  if (start instanceof PyBytes)
    throw raise(run, "TypeError", "sum() can't sum bytes [use b''.join(seq) instead]");
  let total: Value = start;
  let joined = run.join(label, startLabel);
  for (let item = iterator.advance(run); item !== undefined; item = iterator.advance(run)) {
    run.step();
    const itemLabel = run.label;
    joined = run.join(joined, run.join(itemLabel, typeof item === "object" ? deepLabel(run, item) : 0));
    run.label = joined;
    if (typeof total === "number" && typeof item === "number") {
      const sum: number = total + item;
      if (Number.isSafeInteger(sum)) {
        total = sum;
        continue;
      }
    }
    total = binaryOperation(run, "Add", total, item);
    joined = run.join(joined, run.label);
  }
  run.label = run.join(joined, run.label);
  return total;
}

/** `reversed(value)`. */
function reversedOf(run: Run, value: Value, label: Label): Value {
  if (value instanceof PyClass && value.members !== null) {
    const members = membersOf(value).reverse();
    const made = new PyIterator(generatorClass, arrayAdvance(members, label));
    made.title = "EnumType.__reversed__.<locals>.<genexpr>";
    return made;
  }
  if (value instanceof PyDict) {
    run.label = run.join(label, value.shape);
    run.work(value.size >> 3);
    const keys = Array.from(value.map.keys(), (hash) => value.keyOf(hash)).reverse();
    let at = 0;
    const shape = run.label;
    return iteratorOf(
      "dict_reversekeyiterator",
      (inner) => {
        inner.label = shape;
        return keys[at++];
      },
      [value],
    );
  }
  if (value instanceof PyInstance) {
    const method = value.cls.lookup("__reversed__");
    if (method === null) throw raise(run, "TypeError", `'${typeName(value)}' object is not reversible`);
    if (method !== undefined) return callProtocol(run, method, [value], [label]);
  }
  if (value instanceof PyRange) {
    const last = addInt(value.start, multiplyInt(value.step, subtractInt(value.size, 1)));
    const backwards = new PyRange(last, subtractInt(value.start, value.step), multiplyInt(value.step, -1));
    return iterateArgument(run, backwards, label);
  }
  if (
    !(
      typeof value === "string" ||
      value instanceof PyList ||
      value instanceof PyTuple ||
      value instanceof PyBytes ||
      (value instanceof PyInstance && value.cls.lookup("__getitem__") !== undefined)
    )
  )
    throw raise(run, "TypeError", `'${typeName(value)}' object is not reversible`);
  let at = Number(lengthOf(run, value)) - 1;
  return iteratorOf(
    value instanceof PyList ? "list_reverseiterator" : "reversed",
    (inner) => {
      inner.label = label;
      if (value instanceof PyList) inner.label = inner.join(label, value.shape);
      // A list that has become shorter than the position ends the iteration.
      if (value instanceof PyList && at >= value.items.length) at = -1;
      return at < 0 ? undefined : getItem(inner, value, at--);
    },
    [value],
  );
}

/** Names of keyword arguments are refused, but for those listed. */
export function keywordValues(
  run: Run,
  name: string,
  values: Value[],
  labels: Label[],
  names: readonly string[] | null,
  known: readonly string[],
): Map<string, { value: Value; label: Label }> {
  const found = new Map<string, { value: Value; label: Label }>();
  if (names === null) return found;
  const first = values.length - names.length;
  names.forEach((keyword, i) => {
    if (!known.includes(keyword))
      throw raise(
        run,
        "TypeError",
        known.length === 0
          ? `${name}() takes no keyword arguments`
          : `'${keyword}' is an invalid keyword argument for ${name}()`,
      );
    found.set(keyword, { value: values[first + i] ?? null, label: labels[first + i] ?? 0 });
  });
  values.length = first;
  labels.length = first;
  return found;
}

export const iterationBuiltins = [
  own("all(iterable, /)", (run, [label = 0], iterable) => anyOrAll(run, iterable, label, false)),
  own("any(iterable, /)", (run, [label = 0], iterable) => anyOrAll(run, iterable, label, true)),
  own("len(obj, /)", (run, _labels, value) => lengthOf(run, value)),
  own("sum(iterable, /, start=0)", (run, [label = 0, startLabel = 0], iterable, start) =>
    sumOf(run, iterable, label, start, startLabel),
  ),
  own("enumerate(iterable, start=0)", (run, [label = 0, startLabel = 0], iterable, start) => {
    run.label = startLabel;
    let count = integerArgument(run, start);
    const countLabel = run.label;
    const iterator = iterateArgument(run, iterable, label);
    run.label = run.planLabel;
    return iteratorOf(
      "enumerate",
      (inner) => {
        const item = iterator.advance(inner);
        if (item === undefined) return undefined;
        const position = count;
        count = addInt(count, 1);
        const tuple = new PyTuple([position, item], 0, [countLabel, inner.label]);
        if (!inner.implicitFlows) inner.label = inner.planLabel;
        return tuple;
      },
      [iterator],
    );
  }),
  variadic("zip", (run, values, labels, names) => {
    const strict = keywordValues(run, "zip", values, labels, names, ["strict"]).get("strict")?.value === true;
    const iterators = values.map((value, i) => iterateArgument(run, value, labels[i] ?? 0));
    run.label = run.planLabel;
    return iteratorOf("zip", (inner) => zipNext(inner, iterators, strict), iterators);
  }),
  variadic("map", (run, values, labels, names) => {
    keywordValues(run, "map", values, labels, names, []);
    const [fn = null, ...iterables] = values;
    const [fnLabel = 0] = labels;
    if (iterables.length === 0) throw raise(run, "TypeError", "map() must have at least two arguments.");
    const iterators = iterables.map((value, i) => iterateArgument(run, value, labels[i + 1] ?? 0));
    run.label = run.planLabel;
    return iteratorOf(
      "map",
      (inner) => {
        const items: Value[] = [];
        const itemLabels: Label[] = [];
        for (const iterator of iterators) {
          const item = iterator.advance(inner);
          if (item === undefined) return undefined;
          items.push(item);
          itemLabels.push(inner.label);
        }
        inner.label = fnLabel;
        const result = under(inner, fnLabel, [fn, ...items], () => call(inner, fn, items, itemLabels, null));
        inner.label = inner.join(inner.label, fnLabel);
        if (inner.implicitFlows) inner.label = inner.join(inner.label, joinAll(inner, itemLabels));
        return result;
      },
      [fn, ...iterators],
    );
  }),
  own("filter(function, iterable, /)", (run, [fnLabel = 0, label = 0], fn, iterable) => {
    const iterator = iterateArgument(run, iterable, label);
    let seen = fnLabel;
    run.label = run.planLabel;
    return iteratorOf(
      "filter",
      (inner) => {
        for (let item = iterator.advance(inner); item !== undefined; item = iterator.advance(inner)) {
          inner.step();
          const itemLabel = inner.label;
          const tested = fn === null ? item : callProtocol(inner, fn, [item], [itemLabel], seen);
          const holds = isTrue(inner, tested);
          seen = inner.join(seen, inner.label);
          if (holds) {
            inner.label = inner.join(itemLabel, seen);
            return item;
          }
        }
        inner.label = inner.join(inner.label, seen);
        return undefined;
      },
      [fn, iterator],
    );
  }),
  own("iter(object, sentinel=?, /)", (run, labels, object, sentinel) => {
    if (sentinel === absent) {
      // An object that is its own iterator stays itself.
      const method = object instanceof PyInstance ? object.cls.lookup("__next__") : undefined;
      const iterator = iterateArgument(run, object, labels[0] ?? 0);
      return method !== undefined && iterator.inside[0] === object ? object : iterator;
    }
    if (!isCallable(object)) throw raise(run, "TypeError", "iter(v, w): v must be callable");
    const label = run.label;
    let done = false;
    return new PyIterator(iteratorClassOf("callable_iterator"), (inner) => {
      if (done) return undefined;
      inner.label = label;
      const value = callProtocol(inner, object, [], [], label);
      inner.label = inner.join(inner.label, label);
      if (!equals(inner, value, sentinel)) return value;
      done = true;
      return undefined;
    }).through([object]);
  }),
  own("next(iterator, default=?, /)", (run, labels, iterator, fallback) => {
    const [label = 0] = labels;
    if (iterator instanceof PyInstance) {
      const method = iterator.cls.lookup("__next__");
      if (method === undefined)
        throw raise(run, "TypeError", `'${typeName(iterator)}' object is not an iterator`);
      if (fallback === absent) return callProtocol(run, method, [iterator], [label]);
      const item = iterateArgument(run, iterator, label).advance(run);
      if (item !== undefined) return item;
      if (fallback === absent) throw raise(run, "StopIteration");
      run.label = run.join(run.label, labels[1] ?? 0);
      return fallback;
    }
    if (!(iterator instanceof PyIterator))
      throw raise(run, "TypeError", `'${typeName(iterator)}' object is not an iterator`);
    const item = iterator.advance(run);
    run.label = run.join(run.label, label);
    if (item !== undefined) return item;
    if (fallback === absent) {
      const returned = iterator.generator?.result(run) ?? null;
      throw returned === null ? raise(run, "StopIteration") : raiseWith(run, "StopIteration", returned);
    }
    run.label = run.join(run.label, labels[1] ?? 0);
    return fallback;
  }),
  own("^reversed(sequence, /)", (run, [label = 0], value) => reversedOf(run, value, label)),
];

/** The next tuple of `zip`; with `strict` ValueError where one ends early. */
export function zipNext(run: Run, iterators: readonly PyIterator[], strict: boolean): Value | undefined {
  if (iterators.length === 0) {
    run.label = run.planLabel;
    return undefined;
  }
  run.work(iterators.length * 2);
  const items: Value[] = [];
  const labels: Label[] = [];
  for (const [i, iterator] of iterators.entries()) {
    const item = iterator.advance(run);
    if (item === undefined) {
      if (!strict) return undefined;
      const many = (n: number) => (n === 1 ? "argument 1" : `arguments 1-${n}`);
      if (i > 0) throw raise(run, "ValueError", `zip() argument ${i + 1} is shorter than ${many(i)}`);
      for (const [j, other] of iterators.entries()) {
        if (j > 0 && other.advance(run) !== undefined)
          throw raise(run, "ValueError", `zip() argument ${j + 1} is longer than ${many(j)}`);
      }
      return undefined;
    }
    items.push(item);
    labels.push(run.label);
  }
  // That there is a tuple at all tells of all that were gone through.
  run.label = run.implicitFlows ? run.join(run.planLabel, joinAll(run, labels)) : run.planLabel;
  return new PyTuple(items, 0, labels);
}
