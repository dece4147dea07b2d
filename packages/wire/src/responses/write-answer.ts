import { JsonText } from "../json.ts";

function* writtenFields(value: object): Generator<string> {
  for (const [key, field] of Object.entries(value)) {
    if (field !== undefined) yield `${JSON.stringify(key)}:${writeAnswer(field)}`;
  }
}

/**
 * JSON text of an answer or an event. What the request brought comes back with every digit (integers beyond 2^53 are
 * `bigint`, which `JSON.stringify` refuses), and what is `JsonText` stands as it was checked. Undefined fields are left
 * out; what JSON lacks (a function, a symbol, NaN) becomes null.
 */
export function writeAnswer(value: unknown): string {
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (value instanceof JsonText) return value.text;
  if (Array.isArray(value)) return `[${value.map(writeAnswer).join(",")}]`;
  return `{${[...writtenFields(value)].join(",")}}`;
}
