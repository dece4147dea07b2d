/** A JSON value. Integers beyond 2^53 are `bigint`, so that what is checked is what is sent. */
export type JsonValue = null | boolean | number | bigint | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** JSON text that stands for itself: a plan's result keeps the form its own writer gave it (`1.0` stays `1.0`). */
export class JsonText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What `writeJson` takes: a JSON value, some of whose parts are text already. Fields that are undefined are left out. */
export type WritableJson =
  | null
  | boolean
  | number
  | bigint
  | string
  | JsonText
  | readonly WritableJson[]
  | { readonly [key: string]: WritableJson | undefined };

function isArray(value: WritableJson): value is readonly WritableJson[] {
  return Array.isArray(value);
}

/**
 * JSON text with `", "` and `": "` between its parts, as Python's `json.dumps` separates them: clients of the hosted
 * product search answers for text such as `"denied": [{`. Characters beyond ASCII stay as they are; a number that
 * JSON lacks (NaN, an infinity) becomes null.
 */
export function writeJson(value: WritableJson): string {
  if (value === null) return "null";
  switch (typeof value) {
    case "boolean":
      return value ? "true" : "false";
    case "number":
      if (!Number.isFinite(value)) return "null";
      return Object.is(value, -0) ? "-0.0" : String(value);
    case "bigint":
      return value.toString();
    case "string":
      return JSON.stringify(value);
    default:
  }
  if (value instanceof JsonText) return value.text;
  if (isArray(value)) return `[${value.map(writeJson).join(", ")}]`;
  const fields: string[] = [];
  for (const [key, field] of Object.entries(value)) {
    if (field !== undefined) fields.push(`${JSON.stringify(key)}: ${writeJson(field)}`);
  }
  return `{${fields.join(", ")}}`;
}

/** Sixteen digits are the least that an integer beyond 2^53 has. */
const longInteger = /\d{16}/;

function exactInteger(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== "number" || Number.isSafeInteger(value)) return value;
  const source = context?.source;
  return source !== undefined && /^-?\d+$/.test(source) ? BigInt(source) : value;
}

/**
 * Reads JSON text; integers beyond 2^53 become `bigint`.
 * @throws SyntaxError when the text is not JSON.
 */
export function parseJson(text: string): JsonValue {
  return longInteger.test(text) ? JSON.parse(text, exactInteger) : JSON.parse(text);
}

/** Whether a value is an object in the JSON sense: neither null nor an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
