import { raise } from "../errors.ts";
import { callProtocol } from "../evaluate/call.ts";
import { compareInt, compareIntFloat } from "../python/integer.ts";
import type { Run } from "../run.ts";
import { PyBuiltin } from "./callable.ts";
import { PyInstance, rawOf } from "./class.ts";
import { classOf, specialClass, specialMethod, typeName } from "./classes.ts";
import { PyList, PySet, PyTuple } from "./container.ts";
import { sameOrEqual } from "./equality.ts";
import { notImplemented, PyBytes, PyFloat, PySlice } from "./scalar.ts";
import { isTrue } from "./truth.ts";
import type { Value } from "./value.ts";

export type OrderOperator = "<" | "<=" | ">" | ">=";

const reflected: Readonly<Record<OrderOperator, OrderOperator>> = {
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};
const methodNames: Readonly<Record<OrderOperator, string>> = {
  "<": "__lt__",
  "<=": "__le__",
  ">": "__gt__",
  ">=": "__ge__",
};

function decide(operator: OrderOperator, sign: number): boolean {
  switch (operator) {
    case "<":
      return sign < 0;
    case "<=":
      return sign <= 0;
    case ">":
      return sign > 0;
    case ">=":
      return sign >= 0;
  }
}

/** How two strings compare by code points. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) {
      const xHigh = x >= 0xd800 && x <= 0xdfff;
      const yHigh = y >= 0xd800 && y <= 0xdfff;
      return xHigh === yHigh ? x - y : xHigh ? 1 : -1;
    }
  }
  return a.length - b.length;
}

/** `a < b` and its like; raises TypeError for what has no order. Returns the plan's value where a dunder gives one. */
export function compareOrder(run: Run, operator: OrderOperator, a: Value, b: Value): boolean {
  if (typeof a === "number" && typeof b === "number") return decide(operator, a - b);
  if (typeof a === "string" && typeof b === "string") {
    run.work(Math.min(a.length, b.length) >> 2);
    return decide(operator, compareText(a, b));
  }
  const sign = compareNumbers(a, b);
  if (sign !== null) return sign !== undefined && decide(operator, sign);
  if ((a instanceof PyList && b instanceof PyList) || (a instanceof PyTuple && b instanceof PyTuple))
    return compareSequences(run, operator, a.items, b.items);
  if (a instanceof PySlice && b instanceof PySlice)
    return compareSequences(run, operator, [a.start, a.stop, a.step], [b.start, b.stop, b.step]);
  if (a instanceof PySet && b instanceof PySet) return compareSets(run, operator, a, b);
  if (a instanceof PyBytes && b instanceof PyBytes) return decide(operator, compareBytes(a.bytes, b.bytes));
  if (specialClass(a) !== null || specialClass(b) !== null)
    return isTrue(run, orderOfInstances(run, operator, a, b));
  throw raise(
    run,
    "TypeError",
    `'${operator}' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`,
  );
}

/** The sign of `a - b`; undefined with a NaN; null where one is no number. */
function compareNumbers(a: Value, b: Value): number | undefined | null {
  const x = typeof a === "boolean" ? Number(a) : a;
  const y = typeof b === "boolean" ? Number(b) : b;
  if (x instanceof PyFloat) {
    if (y instanceof PyFloat) return x.v < y.v ? -1 : x.v > y.v ? 1 : x.v === y.v ? 0 : undefined;
    if (typeof y !== "number" && typeof y !== "bigint") return null;
    const sign = compareIntFloat(y, x.v);
    return sign === undefined ? undefined : -sign;
  }
  if (typeof x !== "number" && typeof x !== "bigint") return null;
  if (y instanceof PyFloat) return compareIntFloat(x, y.v);
  return typeof y === "number" || typeof y === "bigint" ? compareInt(x, y) : null;
}

function compareSequences(
  run: Run,
  operator: OrderOperator,
  a: readonly Value[],
  b: readonly Value[],
): boolean {
  const length = Math.min(a.length, b.length);
  run.work(length);
  for (let i = 0; i < length; i++) {
    const x = a[i] ?? null;
    const y = b[i] ?? null;
    if (!sameOrEqual(run, x, y)) return compareOrder(run, operator, x, y);
  }
  return decide(operator, a.length - b.length);
}

function compareSets(run: Run, operator: OrderOperator, a: PySet, b: PySet): boolean {
  if (operator === ">" || operator === ">=") return compareSets(run, reflected[operator], b, a);
  if (operator === "<" ? a.map.size >= b.map.size : a.map.size > b.map.size) return false;
  run.work(a.map.size);
  for (const key of a.map.keys()) if (!b.map.has(key)) return false;
  return true;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Whether two values of builtin types have an order: else the error names the classes that extend them. */
function comparable(a: Value, b: Value): boolean {
  const number = (value: Value) =>
    typeof value === "number" ||
    typeof value === "bigint" ||
    typeof value === "boolean" ||
    value instanceof PyFloat;
  return (number(a) && number(b)) || classOf(a) === classOf(b);
}

/** `a < b` and its like as a value: of sequences what their first different elements give. */
export function orderValue(run: Run, operator: OrderOperator, a: Value, b: Value): Value {
  if ((a instanceof PyList && b instanceof PyList) || (a instanceof PyTuple && b instanceof PyTuple)) {
    const length = Math.min(a.items.length, b.items.length);
    run.work(length);
    for (let i = 0; i < length; i++) {
      const [x, y] = [a.items[i] ?? null, b.items[i] ?? null];
      if (!sameOrEqual(run, x, y)) return orderValue(run, operator, x, y);
    }
    return decide(operator, a.items.length - b.items.length);
  }
  if (a instanceof PyInstance || b instanceof PyInstance) return orderOfInstances(run, operator, a, b);
  return compareOrder(run, operator, a, b);
}

/** Whether an instance is compared by the builtin value that it holds. */
function comparesRaw(value: Value): boolean {
  const raw = rawOf(value);
  return raw !== value && !(raw instanceof PyInstance);
}

/** `a < b` and its like where one has methods of its own: what those give, which need not be a bool. */
export function orderOfInstances(run: Run, operator: OrderOperator, a: Value, b: Value): Value {
  const label = run.label;
  const attempts: [Value, Value, string][] = [
    [a, b, methodNames[operator]],
    [b, a, methodNames[reflected[operator]]],
  ];
  if (classOf(a) !== classOf(b) && classOf(b).isSubclassOf(classOf(a))) attempts.reverse();
  for (const [left, right, name] of attempts) {
    const method = specialMethod(left, name);
    if (method === undefined || (method instanceof PyBuiltin && comparesRaw(left))) continue;
    const result = callProtocol(run, method, [left, right], [label, label]);
    run.label = run.join(run.label, label);
    if (result !== notImplemented) return result;
  }
  const [x, y] = [rawOf(a), rawOf(b)];
  if ((x !== a || y !== b) && !(x instanceof PyInstance) && !(y instanceof PyInstance) && comparable(x, y))
    return compareOrder(run, operator, x, y);
  throw raise(
    run,
    "TypeError",
    `'${operator}' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`,
  );
}
