import { Ajv } from "ajv";
import { Ajv2019 } from "ajv/dist/2019.js";
import { Ajv2020 } from "ajv/dist/2020.js";
import { RE2JS } from "re2js";
import type { JsonValue } from "./conversation.ts";
import { canonicalJson, isJsonList, isJsonObject, jsonOf } from "./json.ts";

/** Values held against JSON Schemas that come from callers and plans. */

/** Longest schema that is compiled, as JSON text. */
const schemaLengthMax = 100_000;

/** Patterns of a caller run in linear time. Ajv tells patterns apart by what `toString` gives. */
function linearPattern(pattern: string): { test(text: string): boolean; toString(): string } {
  const compiled = RE2JS.compile(pattern);
  return { test: (text) => compiled.matcher(text).find(), toString: () => pattern };
}
linearPattern.code = "linearPattern";

/**
 * References make a short schema take time that doubles with each of them: how many may be followed in one check.
 */
const referencesMax = 20_000;
const countedKeyword = "countReference";
const referring: ReadonlySet<string> = new Set(["$ref", "$dynamicRef", "$recursiveRef"]);
const messageLengthMax = 2_000;
const errorsShownMax = 10;

/** Data for Ajv, which knows no bigint: the nearest number stands for it. Where a schema refers to another is counted. */
function counted(schema: JsonValue): unknown {
  if (typeof schema === "bigint") return Number(schema);
  if (isJsonList(schema)) return schema.map(counted);
  if (!isJsonObject(schema)) return schema;
  const fields: [string, unknown][] = Object.entries(schema).map(([key, field]) => [key, counted(field)]);
  const refers = fields.some(([key, field]) => referring.has(key) && typeof field === "string");
  if (refers) fields.push([countedKeyword, true]);
  return Object.fromEntries(fields);
}

/** The validators of the drafts that a schema may name; libraries that make schemas name an older one. */
const drafts: ReadonlyMap<string, typeof Ajv | typeof Ajv2019 | typeof Ajv2020> = new Map([
  ["http://json-schema.org/draft-07/schema", Ajv],
  ["https://json-schema.org/draft/2019-09/schema", Ajv2019],
  ["https://json-schema.org/draft/2020-12/schema", Ajv2020],
]);

/** The draft that a schema names, the latest when it names none. */
function draftOf(schema: JsonValue): typeof Ajv | typeof Ajv2019 | typeof Ajv2020 {
  const named = isJsonObject(schema) ? schema.$schema : undefined;
  const draft = typeof named === "string" ? drafts.get(named.replace(/#$/, "")) : undefined;
  return draft ?? Ajv2020;
}

/** A validator for one check, which throws when it has followed too many references. */
function newAjv(schema: JsonValue): Ajv | Ajv2019 | Ajv2020 {
  const draft = draftOf(schema);
  const ajv = new draft({ strict: false, validateFormats: false, code: { regExp: linearPattern } });
  let followed = 0;
  ajv.addKeyword({
    keyword: countedKeyword,
    before: draft === Ajv ? "$ref" : "$dynamicRef",
    validate: () => {
      if (++followed > referencesMax) throw new RangeError("too many references");
      return true;
    },
  });
  // Ajv's own compares each item with each other.
  ajv.removeKeyword("uniqueItems");
  ajv.addKeyword({
    keyword: "uniqueItems",
    type: "array",
    validate: (wanted: boolean, items: readonly unknown[]) =>
      !wanted || new Set(items.map((item) => canonicalJson(jsonOf(item)))).size === items.length,
  });
  return ajv;
}

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
    const plain = counted(schema);
    if (JSON.stringify(plain).length > schemaLengthMax)
      return { ok: false, message: "The schema is too long." };
    const ajv = newAjv(schema);
    if (typeof plain !== "boolean" && (typeof plain !== "object" || plain === null)) {
      return { ok: false, message: "The schema is no object." };
    }
    const validate = ajv.compile(plain);
    if (validate(withoutBigIntegers(value))) return { ok: true };
    return {
      ok: false,
      message: ajv
        .errorsText(validate.errors?.slice(0, errorsShownMax), { dataVar: "value" })
        .slice(0, messageLengthMax),
    };
  } catch {
    return { ok: false, message: "The schema cannot be used." };
  }
}
