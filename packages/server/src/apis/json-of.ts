import { Fault, type JsonObject, type JsonValue } from "@sequrity/engine";

/** A checked body's `unknown` parts as the JSON that they are. */
export function jsonOf(value: unknown): JsonValue {
  switch (typeof value) {
    case "string":
    case "boolean":
    case "number":
    case "bigint":
      return value;
    case "object":
      if (value === null) return null;
      if (Array.isArray(value)) return value.map(jsonOf);
      return jsonObjectOf(value);
    default:
      throw new Fault("internal", "A part of the body is no JSON.");
  }
}

export function jsonObjectOf(value: object): JsonObject {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .map(([name, part]) => [name, jsonOf(part)]),
  );
}
