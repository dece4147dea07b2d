import { isJsonObject, parseJson } from "@sequrity/wire";
import type { JsonObject, JsonValue } from "./conversation.ts";

/** How deep JSON may nest: what reads a value goes down into it. */
const depthMax = 256;

/** The deepest nesting of brackets outside of strings is within what is read. */
function isShallow(text: string): boolean {
  if (text.length <= depthMax) return true;
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 0x5c) at++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > depthMax) return false;
    } else if (code === 0x7d || code === 0x5d) depth--;
  }
  return true;
}

/**
 * Reads JSON text without losing a digit; undefined when it is none, or nests so deep that what goes down into it would
 * run out of stack: an untrusted text must not end a session.
 */
export function readJson(text: string): JsonValue | undefined {
  if (!isShallow(text)) return undefined;
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** Whether a JSON value is a list. */
export function isJsonList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** JSON without spaces, keys sorted: two texts are equal exactly when the values are. */
export function canonicalJson(value: JsonValue): string {
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (isJsonList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const fields: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const field = value[key];
    if (field !== undefined) fields.push(`${JSON.stringify(key)}:${canonicalJson(field)}`);
  }
  return `{${fields.join(",")}}`;
}

/** Whether two values of plain data are the same, whatever the order of their keys; undefined fields do not count. */
export function sameData(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => sameData(item, b[index]))
    );
  }
  const fields = new Map<string, unknown>(Object.entries(a).filter(([, field]) => field !== undefined));
  for (const [key, field] of Object.entries(b)) {
    if (field === undefined) continue;
    if (!fields.has(key) || !sameData(fields.get(key), field)) return false;
    fields.delete(key);
  }
  return fields.size === 0;
}

/**
 * Whether a value read from JSON can be written as the same JSON again: a number such as `1e999`, which no double holds,
 * cannot.
 */
export function isWritable(value: JsonValue): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (isJsonList(value)) return value.every(isWritable);
  if (isJsonObject(value)) return Object.values(value).every(isWritable);
  return true;
}

/**
 * The JSON form of plain data: fields that are undefined are left out, a number that JSON lacks becomes null. Throws a
 * TypeError on what is no data.
 */
export function jsonOf(data: unknown): JsonValue {
  switch (typeof data) {
    case "string":
    case "boolean":
    case "bigint":
      return data;
    case "number":
      return Number.isFinite(data) ? data : null;
    case "object":
      if (data === null) return null;
      if (Array.isArray(data)) return data.map(jsonOf);
      return jsonObjectOf(data);
    default:
      throw new TypeError(`JSON has no form for a ${typeof data}.`);
  }
}

/** `jsonOf` for what is an object and no list. */
export function jsonObjectOf(data: object): JsonObject {
  const fields: Record<string, JsonValue> = {};
  if (!isRecord(data)) return fields;
  for (const key of Object.keys(data)) {
    const field = data[key];
    if (field === undefined) continue;
    // Assigning to it would change what the object is.
    if (key === "__proto__") {
      Object.defineProperty(fields, key, {
        value: jsonOf(field),
        enumerable: true,
        writable: true,
        configurable: true,
      });
    } else {
      fields[key] = jsonOf(field);
    }
  }
  return fields;
}

function isRecord(data: object): data is Record<string, unknown> {
  return !Array.isArray(data);
}

export { isJsonObject };
