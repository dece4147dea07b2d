import type { JsonObject, JsonValue } from "@sequrity/engine";

/** Reading JSON that came from outside: a field of the wrong type reads as absent. */

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
export function isArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
export function objectAt(value: JsonValue | undefined, key: string): JsonObject | undefined {
  const found = own(value, key);
  return isObject(found) ? found : undefined;
}
export function arrayAt(value: JsonValue | undefined, key: string): readonly JsonValue[] | undefined {
  const found = own(value, key);
  return isArray(found) ? found : undefined;
}
export function stringAt(value: JsonValue | undefined, key: string): string | undefined {
  const found = own(value, key);
  return typeof found === "string" ? found : undefined;
}
export function numberAt(value: JsonValue | undefined, key: string): number | undefined {
  const found = own(value, key);
  return typeof found === "number" ? found : undefined;
}
export function booleanAt(value: JsonValue | undefined, key: string): boolean | undefined {
  const found = own(value, key);
  return typeof found === "boolean" ? found : undefined;
}
/** A field by its own name: what an object inherits is not read. */
export function own(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
