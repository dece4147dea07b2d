import type { JsonObject, JsonValue } from "@sequrity/engine";
import { jsonObjectOf } from "../apis/json-of.ts";
import { isArray, isObject } from "../json-fields.ts";

/** A schema as others read it: JSON Schema alone, without the keyword of our own for integers of any size. */
export function jsonSchemaOf(schema: object): JsonObject {
  return withoutOwnKeywords(jsonObjectOf(schema));
}

function withoutOwnKeywords(schema: JsonObject): JsonObject {
  const { wholeNumber, ...rest } = schema;
  const fields = Object.entries(rest).map(([name, part]): [string, JsonValue] => [name, partOf(part)]);
  return { ...(wholeNumber === true ? { type: "integer" } : {}), ...Object.fromEntries(fields) };
}

function partOf(part: JsonValue): JsonValue {
  if (isArray(part)) return part.map(partOf);
  return isObject(part) ? withoutOwnKeywords(part) : part;
}
