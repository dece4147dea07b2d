import { callProtocol } from "../evaluate/call.ts";
import { compareIntFloat } from "../python/integer.ts";
import type { Run } from "../run.ts";
import { PyBuiltin, PyMethod } from "./callable.ts";
import { PyInstance, rawOf } from "./class.ts";
import { classOf, specialMethod } from "./classes.ts";
import { PyDict, PyList, PySet, PyTuple } from "./container.ts";
import { notImplemented, PyBytes, PyFloat, PyRange, PySlice } from "./scalar.ts";
import { isTrue } from "./truth.ts";
import type { Value } from "./value.ts";

/** `a == b`. Work is charged by size; the caller joins the labels. */
export function equals(run: Run, a: Value, b: Value): boolean {
  if (typeof a === "string") run.work(a.length >> 8);
  if (a === b) {
    if (a instanceof PyFloat) return !Number.isNaN(a.v);
    if (!(a instanceof PyInstance) || !hasEquality(a)) return true;
  }
  if (typeof a === "string") return b instanceof PyInstance ? equalsInstance(run, a, b) : false;
  if (typeof a === "number" || typeof a === "bigint" || typeof a === "boolean") {
    if (typeof b === "boolean" || typeof a === "boolean") {
      const left = typeof a === "boolean" ? Number(a) : a;
      const right = typeof b === "boolean" ? Number(b) : b;
      return (
        left === right ||
        (right instanceof PyFloat && compareIntFloat(left, right.v) === 0) ||
        (right instanceof PyInstance && equalsInstance(run, a, right))
      );
    }
    if (b instanceof PyFloat) return compareIntFloat(a, b.v) === 0;
    return b instanceof PyInstance ? equalsInstance(run, a, b) : false;
  }
  if (a === null) return b instanceof PyInstance ? equalsInstance(run, a, b) : false;
  if (a instanceof PyFloat) {
    if (b instanceof PyFloat) return a.v === b.v;
    if (typeof b === "number" || typeof b === "bigint") return compareIntFloat(b, a.v) === 0;
    if (typeof b === "boolean") return a.v === Number(b);
    return b instanceof PyInstance ? equalsInstance(run, a, b) : false;
  }
  if (a instanceof PyInstance || b instanceof PyInstance) return equalsInstance(run, a, b);
  if (a instanceof PyList) return b instanceof PyList && equalItems(run, a.items, b.items);
  if (a instanceof PyTuple) return b instanceof PyTuple && equalItems(run, a.items, b.items);
  if (a instanceof PyDict && b instanceof PyDict) return equalDicts(run, a, b);
  if (a instanceof PySet) return b instanceof PySet && equalSets(run, a, b);
  if (a instanceof PyBytes) return b instanceof PyBytes && equalBytes(run, a.bytes, b.bytes);
  if (a instanceof PyRange)
    return (
      b instanceof PyRange &&
      a.size === b.size &&
      (a.size === 0 || (a.start === b.start && (a.size === 1 || a.step === b.step)))
    );
  if (a instanceof PySlice)
    return (
      b instanceof PySlice &&
      equals(run, a.start, b.start) &&
      equals(run, a.stop, b.stop) &&
      equals(run, a.step, b.step)
    );
  if (a instanceof PyMethod) return b instanceof PyMethod && a.self === b.self && a.callee === b.callee;
  return false;
}

/** Identity or equality: how containers compare their elements. */
export function sameOrEqual(run: Run, a: Value, b: Value): boolean {
  if (typeof a === "string") run.work(a.length >> 8);
  return a === b || equals(run, a, b);
}

function hasEquality(value: PyInstance): boolean {
  return value.cls.lookup("__eq__") !== undefined;
}

function equalsInstance(run: Run, a: Value, b: Value): boolean {
  const own = equalityByMethods(run, a, b);
  return own === undefined ? a === b : isTrue(run, own);
}

/** What the values' own `__eq__` says; undefined where they leave it open. */
export function equalityByMethods(run: Run, a: Value, b: Value): Value | undefined {
  const label = run.label;
  const order: readonly (readonly [Value, Value])[] =
    a !== b && classOf(b) !== classOf(a) && classOf(b).isSubclassOf(classOf(a))
      ? [
          [b, a],
          [a, b],
        ]
      : [
          [a, b],
          [b, a],
        ];
  for (const [left, right] of order) {
    const method = specialMethod(left, "__eq__");
    if (method === undefined || (method instanceof PyBuiltin && rawOf(left) !== left)) continue;
    const result = callProtocol(run, method, [left, right], [label, label]);
    run.label = run.join(run.label, label);
    if (result !== notImplemented) return result;
  }
  const [x, y] = [rawOf(a), rawOf(b)];
  return x !== a || y !== b ? equals(run, x, y) : undefined;
}

function equalItems(run: Run, a: readonly Value[], b: readonly Value[]): boolean {
  if (a.length !== b.length) return false;
  run.work(a.length);
  for (let i = 0; i < a.length; i++) if (!sameOrEqual(run, a[i] ?? null, b[i] ?? null)) return false;
  return true;
}

function equalDicts(run: Run, a: PyDict, b: PyDict): boolean {
  if (hasDictEquality(a) || hasDictEquality(b)) {
    const own = equalityByMethods(run, a, b);
    if (own !== undefined) return isTrue(run, own);
  }
  return equalEntries(run, a, b);
}

const hasDictEquality = (dict: PyDict): boolean =>
  dict.cls !== null && specialMethod(dict, "__eq__") !== undefined;

/** Whether two dicts have the same keys with equal values, whatever their classes and the order. */
export function equalEntries(run: Run, a: PyDict, b: PyDict): boolean {
  if (a.size !== b.size) return false;
  run.work(a.size);
  for (const [key, value] of a.map) {
    const other = b.map.get(key);
    if (other === undefined || !sameOrEqual(run, value, other)) return false;
  }
  return true;
}

function equalSets(run: Run, a: PySet, b: PySet): boolean {
  if (a.map.size !== b.map.size) return false;
  run.work(a.map.size);
  for (const key of a.map.keys()) if (!b.map.has(key)) return false;
  return true;
}

function equalBytes(run: Run, a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  run.work(a.length >> 6);
  return a.every((byte, index) => byte === b[index]);
}
