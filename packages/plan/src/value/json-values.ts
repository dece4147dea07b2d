/** Values of a plan from JSON and back. */
import { raise } from "../errors.ts";
import type { Label } from "../metadata.ts";
import { PythonError, valueError } from "../python/error.ts";
import { type JsonShape, jsonFloat, jsonKey, jsonString, readJson, writeJson } from "../python/json-text.ts";
import type { Run } from "../run.ts";
import { plainForm } from "../types/plain-form.ts";
import { PyInstance } from "./class.ts";
import { typeName } from "./classes.ts";
import { PyDict, PyList, PySet, PyTuple } from "./container.ts";
import type { JsonValue } from "./json.ts";
import { PyFloat } from "./scalar.ts";
import type { Value } from "./value.ts";

/** Parses JSON text; everything in it shares one label. PythonError of type JSONDecodeError. */
export function valueOfText(run: Run, text: string, label: Label, record: boolean): Value {
  return readJson<Value>(
    text,
    {
      nil: () => null,
      boolean: (value) => value,
      integer: (value) => value,
      real: (value) => new PyFloat(value),
      text: (value) => value,
      array: (items) => {
        run.chargeCells(items.length);
        return new PyList(items, label, label);
      },
      object: (entries) => {
        run.chargeCells(entries.size);
        return dictOf(entries, label, record);
      },
    },
    { charge: run.chargeBytes },
  );
}

function dictOf(entries: Iterable<readonly [string, Value]>, label: Label, record: boolean): PyDict {
  const dict = new PyDict(label, label, record);
  for (const [key, value] of entries) dict.set(textKey(key), key, value, label);
  return dict;
}

/** The hash key of a str. */
export function textKey(key: string): string {
  return key.charCodeAt(0) === 0 ? `\0s${key}` : key;
}

/** JSON data as a value; an integral number is an int. */
export function valueOfJson(run: Run, json: JsonValue, label: Label, record: boolean): Value {
  if (json === null || typeof json === "boolean" || typeof json === "string") return json;
  if (typeof json === "bigint") return Number.isSafeInteger(Number(json)) ? Number(json) : json;
  if (typeof json === "number") return Number.isSafeInteger(json) ? json + 0 : new PyFloat(json);
  if (isArray(json)) {
    run.chargeCells(json.length);
    return new PyList(
      json.map((item) => valueOfJson(run, item, label, record)),
      label,
      label,
    );
  }
  const entries = Object.entries(json);
  run.chargeCells(entries.length);
  return dictOf(
    entries.map(([key, item]) => [key, valueOfJson(run, item, label, record)] as const),
    label,
    record,
  );
}

function isArray(json: JsonValue): json is readonly JsonValue[] {
  return Array.isArray(json);
}

/** The JSON text of a dict key; undefined for what is none. */
function keyText(key: Value): string | undefined {
  if (key instanceof PyInstance && key.raw !== undefined) return keyText(key.raw);
  if (typeof key === "string") return key;
  if (typeof key === "number" || typeof key === "bigint") return jsonKey({ kind: "integer", value: key });
  if (typeof key === "boolean") return jsonKey({ kind: "boolean", value: key });
  if (key === null) return jsonKey({ kind: "nil" });
  return key instanceof PyFloat ? jsonKey({ kind: "real", value: key.v }) : undefined;
}

/** How a value is written as JSON. `lenient`: sets, models, dates and enums too, as a tool's argument takes them. */
export function jsonShape(run: Run, value: Value, lenient: boolean): JsonShape<Value> {
  switch (typeof value) {
    case "string":
      return { kind: "text", value };
    case "boolean":
      return { kind: "boolean", value };
    case "number":
    case "bigint":
      return { kind: "integer", value };
  }
  if (value === null) return { kind: "nil" };
  run.work(4);
  if (value instanceof PyFloat) return { kind: "real", value: value.v };
  if (value instanceof PyList || value instanceof PyTuple) return { kind: "array", items: value.items };
  if (value instanceof PyDict) return { kind: "object", entries: dictEntries(run, value, lenient) };
  if (value instanceof PyInstance && value.raw !== undefined) return jsonShape(run, value.raw, lenient);
  if (lenient) {
    if (value instanceof PySet) return { kind: "array", items: value.map.values() };
    if (value instanceof PyInstance) {
      const plain = plainForm(run, value);
      if (plain !== undefined) return jsonShape(run, plain, true);
    }
  }
  throw raise(run, "TypeError", `Object of type ${typeName(value)} is not JSON serializable`);
}

function* dictEntries(run: Run, dict: PyDict, lenient: boolean): Generator<readonly [string, Value]> {
  for (const [key, value] of dict.entries()) {
    const plain = lenient && key instanceof PyInstance ? plainForm(run, key) : undefined;
    const text = keyText(plain === undefined ? key : plain);
    if (text === undefined)
      throw raise(run, "TypeError", `keys must be str, int, float, bool or None, not ${typeName(key)}`);
    yield [text, value];
  }
}

/**
 * JSON text as Python's `json.dumps` writes it, characters beyond ASCII as they are.
 * INVARIANT: the text has a UTF-8 form, so that what is checked is what is sent (security.md C1): half a surrogate pair is
 * escaped, for every encoder would put U+FFFD in its place.
 */
export function jsonText(run: Run, value: Value): string {
  const text = jsonTextOf(run, value);
  return loneSurrogate.test(text) ? text.replace(/\p{Surrogate}/gu, unicodeEscape) : text;
}

const loneSurrogate = /\p{Surrogate}/u;

function unicodeEscape(surrogate: string): string {
  return `\\u${surrogate.charCodeAt(0).toString(16)}`;
}

function jsonTextOf(run: Run, value: Value): string {
  if (typeof value === "string") run.readWide(value, 0.25);
  const scalar = scalarText(value);
  if (scalar !== null) {
    run.chargeText(scalar.length);
    return scalar;
  }
  try {
    return writeJson<Value>(value, (item) => jsonShape(run, item, true), {
      ensureAscii: false,
      allowNan: true,
      charge: run.growingText(),
    });
  } catch (thrown) {
    if (!(thrown instanceof PythonError) || thrown.type !== "RecursionError") throw thrown;
    throw holdsItself(run, value, new Set(), new Set()) ? valueError("Circular reference detected") : thrown;
  }
}

/** Whether a list, tuple or dict is somewhere inside itself. Each is gone through once, and no deeper than JSON goes. */
function holdsItself(run: Run, value: Value, around: Set<Value>, done: Set<Value>): boolean {
  if (!(value instanceof PyList || value instanceof PyTuple || value instanceof PyDict)) return false;
  if (around.has(value)) return true;
  if (done.has(value) || around.size > 900) return false;
  const inside = value instanceof PyDict ? Array.from(value.map.values()) : value.items;
  run.work(inside.length);
  around.add(value);
  const found = inside.some((item) => holdsItself(run, item, around, done));
  around.delete(value);
  done.add(value);
  return found;
}

/** The JSON text of a value that is no container; most arguments of calls are that. */
function scalarText(value: Value): string | null {
  if (typeof value === "string") return jsonString(value, false);
  if (typeof value === "number") return `${value}`;
  if (typeof value === "boolean") return value ? "true" : "false";
  return value === null ? "null" : null;
}

/** A value as JSON data. NaN and infinities become their Python names. */
export function jsonOf(run: Run, value: Value): JsonValue {
  if (
    value === null ||
    typeof value === "string" ||
    typeof value === "number" ||
    typeof value === "boolean"
  ) {
    return value;
  }
  const shape = jsonShape(run, value, true);
  switch (shape.kind) {
    case "nil":
      return null;
    case "real":
      return Number.isFinite(shape.value) ? shape.value : jsonFloat(shape.value);
    case "array":
      return Array.from(shape.items, (item) => jsonOf(run, item));
    case "object": {
      const object: Record<string, JsonValue> = {};
      for (const [key, item] of shape.entries) {
        Object.defineProperty(object, key, {
          value: jsonOf(run, item),
          enumerable: true,
          writable: true,
          configurable: true,
        });
      }
      return object;
    }
    default:
      return shape.value;
  }
}
