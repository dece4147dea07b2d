import { raise } from "../errors.ts";
import { addInt, compareInt } from "../python/integer.ts";
import type { Run } from "../run.ts";
import { PyInstance } from "../value/class.ts";
import { typeName } from "../value/classes.ts";
import type { PySlice } from "../value/scalar.ts";
import type { Int, Value } from "../value/value.ts";
import { callProtocol } from "./call.ts";

/** The largest index that CPython knows on 64 bits. */
export const maximumIndex = 2n ** 63n - 1n;

/** IndexError for an index beyond CPython's. */
export function checkIndexSize(run: Run, index: number | bigint, given: Value = index): void {
  if (typeof index === "bigint" && (index > maximumIndex || index < -maximumIndex - 1n))
    throw raise(run, "IndexError", `cannot fit '${typeName(given)}' into an index-sized integer`);
}

/** An int, or what its `__index__` gives; undefined for anything else. */
export function indexOf(run: Run, value: Value): number | bigint | undefined {
  if (typeof value === "number" || typeof value === "bigint") return value;
  if (typeof value === "boolean") return Number(value);
  if (value instanceof PyInstance) {
    const method = value.cls.lookup("__index__");
    if (method !== undefined) {
      const label = run.label;
      const result = callProtocol(run, method, [value], [label]);
      run.label = run.join(run.label, label);
      if (typeof result === "number" || typeof result === "bigint") return result;
      if (typeof result === "boolean") return Number(result);
      throw raise(run, "TypeError", `__index__ returned non-int (type ${typeName(result)})`);
    }
  }
  return undefined;
}

/** Start, stop and step of a slice over `length` elements, as `slice.indices` gives them. */
export function sliceBounds(run: Run, slice: PySlice, length: number): readonly [number, number, number] {
  const step = slice.step === null ? 1 : sliceNumber(run, slice.step);
  if (step === 0) throw raise(run, "ValueError", "slice step cannot be zero");
  const low = step > 0 ? 0 : -1;
  const high = step > 0 ? length : length - 1;
  const clamp = (value: Value, fallback: number) => {
    if (value === null) return fallback;
    const index = sliceNumber(run, value);
    return Math.min(Math.max(index < 0 ? index + length : index, low), high);
  };
  return step > 0
    ? [clamp(slice.start, low), clamp(slice.stop, high), step]
    : [clamp(slice.start, high), clamp(slice.stop, low), step];
}

/** The same over a length of any size. */
export function exactBounds(run: Run, slice: PySlice, length: Int): readonly [Int, Int, Int] {
  const step = slice.step === null ? 1 : sliceInt(run, slice.step);
  if (compareInt(step, 0) === 0) throw raise(run, "ValueError", "slice step cannot be zero");
  const forward = compareInt(step, 0) > 0;
  const low = forward ? 0 : -1;
  const high = forward ? length : addInt(length, -1);
  const bound = (value: Value, fallback: Int): Int => {
    if (value === null) return fallback;
    const index = sliceInt(run, value);
    const from = compareInt(index, 0) < 0 ? addInt(index, length) : index;
    return compareInt(from, low) < 0 ? low : compareInt(from, high) > 0 ? high : from;
  };
  return forward
    ? [bound(slice.start, low), bound(slice.stop, high), step]
    : [bound(slice.start, high), bound(slice.stop, low), step];
}

function sliceNumber(run: Run, value: Value): number {
  const index = indexOf(run, value);
  if (index === undefined)
    throw raise(run, "TypeError", "slice indices must be integers or None or have an __index__ method");
  return Math.min(Math.max(Number(index), -Number.MAX_SAFE_INTEGER), Number.MAX_SAFE_INTEGER);
}

/** A bound of `str.find` and the like. */
export function sliceInt(run: Run, value: Value): number | bigint {
  const index = indexOf(run, value);
  if (index === undefined)
    throw raise(run, "TypeError", "slice indices must be integers or None or have an __index__ method");
  return index;
}

/** The name of a codec or of an error handler: `encode` and `decode` take str alone. */
export function codecName(run: Run, method: string, parameter: string, value: Value): string {
  if (typeof value === "string") {
    if (value.includes("\0")) throw raise(run, "ValueError", "embedded null character");
    return value;
  }
  throw raise(run, "TypeError", `${method}() argument '${parameter}' must be str, not ${shownType(value)}`);
}

/** The type of a wrong argument as CPython's argument checks show it: None as itself. */
export function shownType(value: Value): string {
  return value === null ? "None" : typeName(value);
}

/** A bound of `list.index` and `tuple.index`, which cannot be None. */
export function searchBound(run: Run, value: Value, length: number): number {
  const index = indexOf(run, value);
  if (index === undefined)
    throw raise(run, "TypeError", "slice indices must be integers or have an __index__ method");
  const at = Number(index);
  return Math.min(Math.max(at < 0 ? at + length : at, 0), length);
}

/** The indices that a slice selects. */
export function sliceIndexes(bounds: readonly [number, number, number]): number[] {
  const [start, stop, step] = bounds;
  const indexes: number[] = [];
  if (step > 0) for (let i = start; i < stop; i += step) indexes.push(i);
  else for (let i = start; i > stop; i += step) indexes.push(i);
  return indexes;
}
