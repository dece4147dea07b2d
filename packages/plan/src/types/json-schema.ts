/** Checks JSON data against the part of JSON Schema that tool declarations use. Unknown keywords say nothing. */
import type { JsonValue } from "../value/json.ts";

export interface SchemaProblem {
  /** `.name[0]` from the value checked. */
  readonly path: string;
  readonly message: string;
  readonly kind: "type" | "value";
  /** The required property that is missing. */
  readonly missing?: string;
}

type JsonObject = { readonly [key: string]: JsonValue };

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function typeOf(value: JsonValue): string {
  if (value === null) return "null";
  if (isArray(value)) return "array";
  switch (typeof value) {
    case "boolean":
      return "boolean";
    case "string":
      return "string";
    case "bigint":
      return "integer";
    case "number":
      return Number.isInteger(value) ? "integer" : "number";
  }
  return "object";
}

function hasType(value: JsonValue, wanted: string): boolean {
  const type = typeOf(value);
  return type === wanted || (wanted === "number" && type === "integer");
}

export function sameJson(a: JsonValue, b: JsonValue): boolean {
  if (a === b) return true;
  if ((typeof a === "number" || typeof a === "bigint") && (typeof b === "number" || typeof b === "bigint"))
    return Number(a) === Number(b);
  if (isArray(a))
    return isArray(b) && a.length === b.length && a.every((item, i) => sameJson(item, b[i] ?? null));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key] ?? null, b[key] ?? null))
  );
}

const depthMax = 200;
/** References can make a short schema take time that doubles with each of them: what is checked is counted. */
const checksMax = 200_000;
/** Nobody reads more findings of one list or object. */
const problemsMax = 20;
const alternativesShownMax = 20;
const messageLengthMax = 500;

/** What one check goes by all the way down. */
interface Checking {
  /** What `$ref` is looked up in. */
  readonly root: JsonValue;
  left: number;
}

/** The problems, the outermost first; empty when the value fits. `root` is what `$ref` is looked up in. */
export function checkSchema(
  value: JsonValue,
  schema: JsonValue,
  path: string,
  root: JsonValue = schema,
): SchemaProblem[] {
  const checking = { root, left: checksMax };
  const problems = check(value, schema, path, checking, 0);
  return checking.left < 0
    ? [{ path, message: "the schema takes too long to check", kind: "value" }]
    : problems;
}

function check(
  value: JsonValue,
  schema: JsonValue,
  path: string,
  checking: Checking,
  depth: number,
): SchemaProblem[] {
  if (--checking.left < 0) return [{ path, message: "the schema takes too long to check", kind: "value" }];
  if (schema === true) return [];
  if (schema === false) return [{ path, message: "no value is allowed here", kind: "value" }];
  if (!isObject(schema)) return [];
  if (depth > depthMax) return [{ path, message: "the schema is nested too deeply", kind: "value" }];
  const problems: SchemaProblem[] = [];
  if (typeof schema.$ref === "string") {
    const target = resolveReference(checking.root, schema.$ref);
    if (target === undefined)
      problems.push({
        path,
        message: `the schema refers to ${schema.$ref}, which it lacks`,
        kind: "value",
      });
    else problems.push(...check(value, target, path, checking, depth + 1));
  }
  const { type } = schema;
  if (typeof type === "string" || isArray(type)) {
    const wanted = typeof type === "string" ? [type] : type.filter((one) => typeof one === "string");
    if (schema.nullable === true) wanted.push("null");
    if (!wanted.some((one) => hasType(value, one))) {
      problems.push({ path, message: `expected ${wanted.join(" or ")}, got ${typeOf(value)}`, kind: "type" });
      return problems;
    }
  }
  if (isArray(schema.enum) && !schema.enum.some((one) => sameJson(one, value)))
    problems.push({ path, message: `must be one of ${shown(schema.enum)}`, kind: "value" });
  if (schema.const !== undefined && !sameJson(schema.const, value))
    problems.push({ path, message: `must be ${shown(schema.const)}`, kind: "value" });
  if (typeof value === "number" || typeof value === "bigint")
    problems.push(...checkNumber(value, schema, path));
  if (typeof value === "string") problems.push(...checkText(value, schema, path));
  if (isArray(value)) problems.push(...checkArray(value, schema, path, checking, depth));
  else if (isObject(value)) problems.push(...checkObject(value, schema, path, checking, depth));
  problems.push(...checkCombined(value, schema, path, checking, depth));
  return problems;
}

function shown(value: JsonValue): string {
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === "bigint" ? Number(item) : item));
}

function resolveReference(root: JsonValue, reference: string): JsonValue | undefined {
  if (!reference.startsWith("#")) return undefined;
  let at: JsonValue | undefined = root;
  for (const part of reference.slice(1).split("/").slice(1)) {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    at = isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }
  return at;
}

function checkNumber(value: number | bigint, schema: JsonObject, path: string): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  const bound = (key: string, holds: (limit: number) => boolean, words: string) => {
    const limit = schema[key];
    if (typeof limit === "number" && !holds(limit))
      problems.push({ path, message: `must be ${words} ${limit}`, kind: "value" });
  };
  bound("minimum", (limit) => value >= limit, "at least");
  bound("maximum", (limit) => value <= limit, "at most");
  bound("exclusiveMinimum", (limit) => value > limit, "more than");
  bound("exclusiveMaximum", (limit) => value < limit, "less than");
  bound("multipleOf", (step) => Number.isInteger(Number(value) / step), "a multiple of");
  return problems;
}

function checkText(value: string, schema: JsonObject, path: string): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  const length = Array.from(value).length;
  if (typeof schema.minLength === "number" && length < schema.minLength)
    problems.push({ path, message: `must have at least ${schema.minLength} characters`, kind: "value" });
  if (typeof schema.maxLength === "number" && length > schema.maxLength)
    problems.push({ path, message: `must have at most ${schema.maxLength} characters`, kind: "value" });
  return problems;
}

function checkArray(
  value: readonly JsonValue[],
  schema: JsonObject,
  path: string,
  checking: Checking,
  depth: number,
): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  if (typeof schema.minItems === "number" && value.length < schema.minItems)
    problems.push({ path, message: `must have at least ${schema.minItems} items`, kind: "value" });
  if (typeof schema.maxItems === "number" && value.length > schema.maxItems)
    problems.push({ path, message: `must have at most ${schema.maxItems} items`, kind: "value" });
  const prefix = isArray(schema.prefixItems) ? schema.prefixItems : [];
  const items = schema.items;
  for (const [i, item] of value.entries()) {
    if (problems.length > problemsMax) break;
    const one = prefix[i] ?? items;
    if (one !== undefined) problems.push(...check(item, one, `${path}[${i}]`, checking, depth + 1));
  }
  return problems;
}

function checkObject(
  value: JsonObject,
  schema: JsonObject,
  path: string,
  checking: Checking,
  depth: number,
): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  const properties = isObject(schema.properties) ? schema.properties : {};
  if (isArray(schema.required)) {
    for (const name of schema.required) {
      if (typeof name === "string" && !Object.hasOwn(value, name))
        problems.push({ path, message: `'${name}' is missing`, kind: "value", missing: name });
    }
  }
  for (const [key, item] of Object.entries(value)) {
    if (problems.length > problemsMax) break;
    const at = path === "" ? key : `${path}.${key}`;
    if (Object.hasOwn(properties, key))
      problems.push(...check(item, properties[key] ?? true, at, checking, depth + 1));
    else if (schema.additionalProperties === false)
      problems.push({ path, message: `'${key}' is not allowed`, kind: "value" });
    else if (isObject(schema.additionalProperties))
      problems.push(...check(item, schema.additionalProperties, at, checking, depth + 1));
  }
  return problems;
}

function checkCombined(
  value: JsonValue,
  schema: JsonObject,
  path: string,
  checking: Checking,
  depth: number,
): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  for (const part of isArray(schema.allOf) ? schema.allOf : [])
    problems.push(...check(value, part, path, checking, depth + 1));
  for (const key of ["anyOf", "oneOf"]) {
    const parts = schema[key];
    if (!isArray(parts)) continue;
    const results = parts.map((part) => check(value, part, path, checking, depth + 1));
    const fitting = results.filter((result) => result.length === 0).length;
    if (fitting > 0 && (key === "anyOf" || fitting === 1)) continue;
    const nearest = results
      .toSorted((a, b) => a.length - b.length)
      .find((result) => result.some((one) => one.path !== path));
    if (fitting === 0 && nearest !== undefined) problems.push(...nearest);
    else {
      const typed = results.every((result) => result[0]?.kind === "type");
      problems.push({
        path,
        message:
          fitting > 1
            ? "fits more than one of the schema's alternatives"
            : results
                .slice(0, alternativesShownMax)
                .map((result) => result[0]?.message.slice(0, messageLengthMax) ?? "")
                .join("; or "),
        kind: typed ? "type" : "value",
      });
    }
  }
  if (schema.not !== undefined && check(value, schema.not, path, checking, depth + 1).length === 0)
    problems.push({ path, message: "is a value that the schema excludes", kind: "value" });
  return problems;
}
