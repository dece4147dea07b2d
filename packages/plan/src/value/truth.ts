import { raise } from "../errors.ts";
import { callProtocol } from "../evaluate/call.ts";
import { indexOf, maximumIndex } from "../evaluate/slice.ts";
import type { Run } from "../run.ts";
import { PyInstance } from "./class.ts";
import { typeName } from "./classes.ts";
import { PyDict, PyList, PySet, PyTuple } from "./container.ts";
import { PyBytes, PyFloat, PyRange } from "./scalar.ts";
import type { Value } from "./value.ts";

/** `bool(value)`; joins what decided it (a container's shape) into `run.label`. */
export function isTrue(run: Run, value: Value): boolean {
  switch (typeof value) {
    case "boolean":
      return value;
    case "string":
      return value !== "";
    case "number":
      return value !== 0;
    case "bigint":
      return true;
  }
  if (value === null) return false;
  if (value instanceof PyList) {
    run.label = run.join(run.label, value.shape);
    return value.items.length > 0;
  }
  if (value instanceof PyDict) {
    run.label = run.join(run.label, value.shape);
    return value.size > 0;
  }
  if (value instanceof PyTuple) return value.items.length > 0;
  if (value instanceof PySet) {
    run.label = run.join(run.label, value.shape);
    return value.map.size > 0;
  }
  if (value instanceof PyFloat) return value.v !== 0;
  if (value instanceof PyRange) return value.size !== 0;
  if (value instanceof PyBytes) return value.bytes.length > 0;
  if (value instanceof PyInstance) return instanceTruth(run, value);
  return true;
}

/** What `__len__` gave, as a length; TypeError, ValueError, OverflowError. */
export function checkedLength(run: Run, given: Value): number {
  const length = indexOf(run, given);
  if (length === undefined)
    throw raise(run, "TypeError", `'${typeName(given)}' object cannot be interpreted as an integer`);
  if (length < 0) throw raise(run, "ValueError", "__len__() should return >= 0");
  if (length > maximumIndex)
    throw raise(run, "OverflowError", "cannot fit 'int' into an index-sized integer");
  return Number(length);
}

function instanceTruth(run: Run, value: PyInstance): boolean {
  const label = run.label;
  const method = value.cls.lookup("__bool__");
  if (method !== undefined) {
    const result = callProtocol(run, method, [value], [label]);
    run.label = run.join(run.label, label);
    if (typeof result !== "boolean")
      throw raise(run, "TypeError", `__bool__ should return bool, returned ${typeName(result)}`);
    return result;
  }
  const length = value.cls.lookup("__len__");
  if (length === undefined) return true;
  const size = callProtocol(run, length, [value], [label]);
  run.label = run.join(run.label, label);
  return checkedLength(run, size) !== 0;
}
