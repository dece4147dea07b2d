import type { Compare, ComparisonOperator } from "../ast.ts";
import { raise } from "../errors.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { PyClass, PyInstance, rawOf } from "../value/class.ts";
import { exceptionClass, typeName } from "../value/classes.ts";
import { type HashKey, PyDict, PyList, PySet, PyTuple } from "../value/container.ts";
import { deepLabel, reachableLabel } from "../value/deep.ts";
import { equalityByMethods, equals, sameOrEqual } from "../value/equality.ts";
import { hashKey } from "../value/hash.ts";
import { type OrderOperator, orderValue } from "../value/order.ts";
import { notImplemented, PyBytes, PyFloat, PyRange } from "../value/scalar.ts";
import { isTrue } from "../value/truth.ts";
import type { Value } from "../value/value.ts";
import { callProtocol } from "./call.ts";
import { holdsActive, spreadOperands, tells, under } from "./choice.ts";
import type { Evaluate } from "./code.ts";
import type { Context } from "./context.ts";
import { compileExpression, compileHolding } from "./expression.ts";
import { conditional } from "./implicit.ts";
import { hold, letGo } from "./in-use.ts";
import { isIterable, iterate } from "./iterate.ts";
import { indexOf } from "./slice.ts";
import { attempt } from "./try.ts";

const orders: Readonly<Partial<Record<ComparisonOperator, OrderOperator>>> = {
  Lt: "<",
  LtE: "<=",
  Gt: ">",
  GtE: ">=",
};

/** `a < b`, `a in b`, chains of them. The result carries both sides, and everything inside them. */
export function compileCompare(c: Context, node: Compare): Evaluate {
  const { run } = c;
  const [op] = node.ops;
  const [comparator] = node.comparators;
  const { span } = node;
  if (op === undefined || comparator === undefined) throw new Error("a comparison without comparators");
  const [left, right] = compileHolding(c, node.left, comparator);
  if (node.ops.length === 1) {
    return (frame) => {
      const a = left(frame);
      const label = run.label;
      const b = right(frame);
      run.label = run.join(label, run.label);
      if (typeof a === "number" && typeof b === "number") {
        // Ints alone are numbers: no -0, no NaN.
        if (op === "Lt") return a < b;
        if (op === "Eq") return a === b;
        if (op === "Gt") return a > b;
      }
      run.at = span;
      return comparison(run, op, a, b);
    };
  }
  const rest = node.comparators
    .slice(1)
    .map((other, i, all) => conditional(c, all.slice(i), compileExpression(c, other)));
  return (frame) => {
    let a = left(frame);
    const start = run.label;
    let b = right(frame);
    run.label = run.join(start, run.label);
    let operandLabel = run.label;
    run.at = span;
    let result = comparison(run, op, a, b);
    let label = run.label;
    for (let i = 0; i < rest.length; i++) {
      run.label = label;
      const truth = isTrue(run, result);
      label = run.label;
      if (!truth) {
        rest[i]?.skip(frame, label);
        break;
      }
      a = b;
      const held = hold(run, [a]);
      b = rest[i]?.take(frame, label) ?? null;
      letGo(run, held);
      operandLabel = run.join(operandLabel, run.label);
      run.label = run.join(operandLabel, label);
      run.at = span;
      result = comparison(run, node.ops[i + 1] ?? op, a, b);
      label = run.join(label, run.label);
    }
    run.label = label;
    return result;
  };
}

/** One comparison. `run.label` is the join of the references' labels before, the result's after. */
export function comparison(run: Run, op: ComparisonOperator, a: Value, b: Value): Value {
  switch (op) {
    case "Eq":
    case "NotEq": {
      if (
        (typeof a === "string" && typeof b === "string") ||
        (typeof a === "number" && typeof b === "number")
      ) {
        if (typeof a === "string") run.work(a.length >> 8);
        return (a === b) === (op === "Eq");
      }
      joinInside(run, a, b);
      if (run.implicitFlows) spreadOperands(run, run.label, [a, b]);
      if (op === "NotEq" && a instanceof PyInstance && a.cls.lookup("__ne__") !== undefined) {
        const label = run.label;
        const result = callProtocol(run, a.cls.lookup("__ne__") ?? null, [a, b], [label, label]);
        run.label = run.join(run.label, label);
        if (result !== notImplemented) return result;
      }
      // The builtin types have a `!=` of their own, which a plan's `__eq__` does not change.
      if (op === "NotEq" && a instanceof PyInstance && a.raw !== undefined && a.cls.kind !== "enum")
        return !equals(run, a.raw, rawOf(b));
      if (a instanceof PyInstance || b instanceof PyInstance) {
        const own = equalityByMethods(run, a, b);
        if (own !== undefined) return op === "Eq" ? own : !isTrue(run, own);
        return (a === b) === (op === "Eq");
      }
      return equals(run, a, b) === (op === "Eq");
    }
    case "Is":
      return identical(a, b);
    case "IsNot":
      return !identical(a, b);
    case "In":
      return contains(run, b, a);
    case "NotIn":
      return !contains(run, b, a);
    default: {
      if (typeof a !== "number" || typeof b !== "number") {
        joinInside(run, a, b);
        if (run.implicitFlows) spreadOperands(run, run.label, [a, b]);
      }
      return orderValue(run, orders[op] ?? "<", a, b);
    }
  }
}

function joinInside(run: Run, a: Value, b: Value): void {
  if (typeof a === "object" && a !== null) run.label = run.join(run.label, deepLabel(run, a));
  if (typeof b === "object" && b !== null) run.label = run.join(run.label, deepLabel(run, b));
}

function identical(a: Value, b: Value): boolean {
  return (
    a === b || (a instanceof PyTuple && b instanceof PyTuple && a.items.length === 0 && b.items.length === 0)
  );
}

/** `item in container`: carries the shape and the elements compared. */
export function contains(run: Run, container: Value, item: Value): boolean {
  if (!run.implicitFlows || (typeof container !== "object" && typeof item !== "object"))
    return isMember(run, container, item);
  // What is compared, and how far an iterator goes, hangs on everything that can be looked at.
  const active =
    holdsActive(run, container) ||
    holdsActive(run, item) ||
    (run.definesOperators &&
      tells(run, run.join(run.label, run.join(deepLabel(run, container), deepLabel(run, item)))));
  const label = active
    ? run.join(run.label, reachableLabel(run, [container, item]))
    : run.join(run.label, deepLabel(run, item));
  if (!active || !tells(run, label)) return isMember(run, container, item);
  return under(run, label, [container, item], () => isMember(run, container, item));
}

function isMember(run: Run, container: Value, item: Value): boolean {
  if (typeof container === "string") {
    if (item instanceof PyInstance && typeof item.raw === "string") {
      run.label = run.join(run.label, item.shape);
      return contains(run, container, item.raw);
    }
    if (typeof item !== "string")
      throw raise(run, "TypeError", `'in <string>' requires string as left operand, not ${typeName(item)}`);
    run.work(container.length >> 6);
    return container.includes(item);
  }
  if (typeof item === "object" && item !== null) run.label = run.join(run.label, deepLabel(run, item));
  if (container instanceof PyDict) {
    run.label = run.join(run.label, container.shape);
    return container.map.has(hashKey(run, item));
  }
  if (container instanceof PySet) {
    run.label = run.join(run.label, container.shape);
    return container.map.has(memberKey(run, item));
  }
  if (container instanceof PyList || container instanceof PyTuple) {
    run.label = run.join(run.label, deepLabel(run, container));
    for (const element of container.items) {
      run.step();
      if (sameOrEqual(run, element, item)) return true;
    }
    return false;
  }
  if (container instanceof PyRange) return rangeContains(container, item);
  if (container instanceof PyBytes && item instanceof PyBytes) {
    run.work(container.bytes.length * Math.max(1, item.bytes.length >> 4));
    return Buffer.from(container.bytes).includes(Buffer.from(item.bytes));
  }
  if (container instanceof PyBytes) {
    const byte = indexOf(run, item);
    if (byte === undefined)
      throw raise(run, "TypeError", `a bytes-like object is required, not '${typeName(item)}'`);
    if (byte < 0 || byte > 255) throw raise(run, "ValueError", "byte must be in range(0, 256)");
    return container.bytes.includes(Number(byte));
  }
  if (container instanceof PyClass && container.members !== null) {
    if (!(item instanceof PyInstance && item.cls.members !== null))
      throw raise(
        run,
        "TypeError",
        `unsupported operand type(s) for 'in': '${typeName(item)}' and 'EnumType'`,
      );
    return item.cls === container;
  }
  if (container instanceof PyInstance) {
    const method = container.cls.lookup("__contains__");
    if (method !== undefined) {
      const label: Label = run.label;
      const result = callProtocol(run, method, [container, item], [label, label]);
      run.label = run.join(run.label, label);
      return isTrue(run, result);
    }
  }
  return searchIterator(run, container, item);
}

/** The key to look for in a set: a set is looked for as the frozenset that equals it. */
export function memberKey(run: Run, item: Value): HashKey {
  if (!(item instanceof PySet) || item.frozen) return hashKey(run, item);
  const frozen = new PySet(true);
  for (const [key, value] of item.map) frozen.map.set(key, value);
  return hashKey(run, frozen);
}

function searchIterator(run: Run, container: Value, item: Value): boolean {
  let label = run.label;
  if (!isIterable(container))
    throw raise(run, "TypeError", `argument of type '${typeName(container)}' is not iterable`);
  const iterator = attempt(
    run,
    () => iterate(run, container),
    (raised) => raised.exception.cls.isSubclassOf(exceptionClass("TypeError")),
    container,
  );
  if (iterator === undefined)
    throw raise(run, "TypeError", `argument of type '${typeName(container)}' is not iterable`);
  for (let element = iterator.advance(run); element !== undefined; element = iterator.advance(run)) {
    run.step();
    label = run.join(label, run.label);
    run.label = label;
    const found = sameOrEqual(run, element, item);
    // How far it has gone tells what was compared.
    if (run.implicitFlows) iterator.position = run.join(iterator.position, run.join(label, run.label));
    if (found) return true;
  }
  run.label = run.join(label, run.label);
  return false;
}

function rangeContains(range: PyRange, item: Value): boolean {
  const value =
    typeof item === "boolean"
      ? Number(item)
      : item instanceof PyFloat && Number.isInteger(item.v)
        ? item.v
        : item;
  if (typeof value !== "number" && typeof value !== "bigint") return false;
  const [at, start, stop, step] = [
    BigInt(value),
    BigInt(range.start),
    BigInt(range.stop),
    BigInt(range.step),
  ];
  if (step > 0n ? at < start || at >= stop : at > start || at <= stop) return false;
  return (at - start) % step === 0n;
}
