import { Ajv2020 } from "ajv/dist/2020.js";
import { RE2JS } from "re2js";
import type { JsonValue } from "./conversation.ts";
import { isJsonList, isJsonObject } from "./json.ts";

/** Values held against JSON Schemas that come from callers and plans. */

/** Longest schema that is compiled, as JSON text. */
const schemaLengthMax = 100_000;

/** Patterns of a caller run in linear time. Ajv tells patterns apart by what `toString` gives. */
function linearPattern(pattern: string): { test(text: string): boolean; toString(): string } {
  const compiled = RE2JS.compile(pattern);
  return { test: (text) => compiled.matcher(text).find(), toString: () => pattern };
}
linearPattern.code = "linearPattern";

/** Ajv knows no bigint; for its checks the nearest number stands for it. */
function withoutBigIntegers(value: JsonValue): unknown {
  if (typeof value === "bigint") return Number(value);
  if (isJsonList(value)) return value.map(withoutBigIntegers);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, withoutBigIntegers(field)]));
}

export type SchemaCheck = { readonly ok: true } | { readonly ok: false; readonly message: string };

/** Holds a value against a schema. A schema that cannot be used is said so; the value does not fit it then. */
export function checkSchema(schema: JsonValue, value: JsonValue): SchemaCheck {
  if (typeof schema !== "boolean" && !isJsonObject(schema))
    return { ok: false, message: "The schema is no object." };
  try {
    const plain = withoutBigIntegers(schema);
    if (JSON.stringify(plain).length > schemaLengthMax)
      return { ok: false, message: "The schema is too long." };
    const ajv = new Ajv2020({ strict: false, validateFormats: false, code: { regExp: linearPattern } });
    if (typeof plain !== "boolean" && (typeof plain !== "object" || plain === null)) {
      return { ok: false, message: "The schema is no object." };
    }
    const validate = ajv.compile(plain);
    if (validate(withoutBigIntegers(value))) return { ok: true };
    return { ok: false, message: ajv.errorsText(validate.errors, { dataVar: "value" }) };
  } catch {
    return { ok: false, message: "The schema cannot be used." };
  }
}
