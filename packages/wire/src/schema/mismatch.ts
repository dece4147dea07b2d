import { isWholeNumber } from "./shapes.ts";
import { closestName } from "./spelling.ts";

/**
 * Says where a value departs from a schema, in words for the one who wrote the value. Ajv decides whether it departs
 * (compile.ts); this reads the same schema again, once something is wrong, and follows the variant that was meant
 * instead of listing what every variant of a union misses. It knows the keywords that our schemas use and no others.
 */

/** The keywords that our schemas use. */
interface SchemaNode {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly discriminator?: { readonly propertyName: string };
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | SchemaNode;
  readonly items?: SchemaNode;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly wholeNumber?: true;
}

export interface Mismatch {
  /** Where, such as `messages[2].content`; empty for the whole value. */
  readonly path: string;
  /** What was expected, and what was found. */
  readonly message: string;
}

function isSchemaNode(schema: unknown): schema is SchemaNode {
  return typeof schema === "object" && schema !== null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The path of a field: `a.b`, or `a["b c"]` where the name is not plain. */
function fieldPath(path: string, name: string): string {
  if (!/^[\p{L}\p{N}_$-]+$/u.test(name)) return `${path}[${JSON.stringify(name)}]`;
  return path === "" ? name : `${path}.${name}`;
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}

const shownLength = 40;

/** What was found, in words. Long texts are not repeated: they may be prompts. */
function found(value: unknown): string {
  switch (typeOf(value)) {
    case "null":
      return "null";
    case "array":
      return "an array";
    case "object":
      return "an object";
    case "string":
      return typeof value === "string" && value.length <= shownLength
        ? JSON.stringify(value)
        : "a long string";
    case "bigint":
      return "an integer beyond 2^53";
    case "undefined":
      return "nothing";
    default:
      return String(value);
  }
}

function quoted(words: readonly unknown[]): string {
  return words.map((word) => JSON.stringify(word)).join(", ");
}

function joined(words: readonly string[]): string {
  const [last] = words.slice(-1);
  return words.length < 2 ? (last ?? "nothing") : `${words.slice(0, -1).join(", ")} or ${last}`;
}

function bounds(least: number | undefined, most: number | undefined): string {
  if (least !== undefined && most !== undefined) return ` from ${least} to ${most}`;
  if (least !== undefined) return ` of at least ${least}`;
  return most === undefined ? "" : ` of at most ${most}`;
}

/** What a schema asks for, in words. */
function expected(schema: SchemaNode): string {
  if (schema.anyOf) return joined(schema.anyOf.map(expected));
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.length === 1 ? quoted(schema.enum) : `one of ${quoted(schema.enum)}`;
  if (schema.wholeNumber) return "an integer";
  switch (schema.type) {
    case "integer":
      return `an integer${bounds(schema.minimum, schema.maximum)}`;
    case "number":
      return `a number${bounds(schema.minimum, schema.maximum)}`;
    case "string":
      return schema.minLength === 1 ? "a string that is not empty" : "a string";
    case "boolean":
      return "true or false";
    case "array":
      return (schema.minItems ?? 0) > 0 ? "an array that is not empty" : "an array";
    case "object":
      return "an object";
    default:
      return schema.type ?? "any value";
  }
}

function accepts(type: string | undefined, value: unknown): boolean {
  const actual = typeOf(value);
  return type === undefined || type === actual || (type === "number" && actual === "integer");
}

function wrong(schema: SchemaNode, value: unknown, path: string): Mismatch {
  return { path, message: `expected ${expected(schema)}, found ${found(value)}` };
}

function outside(value: number, least: number | undefined, most: number | undefined): boolean {
  return (least !== undefined && value < least) || (most !== undefined && value > most);
}

function wrongLength(schema: SchemaNode, text: string): boolean {
  const bounded = schema.minLength !== undefined || schema.maxLength !== undefined;
  return bounded && outside([...text].length, schema.minLength, schema.maxLength);
}

function* ofObject(schema: SchemaNode, value: unknown, path: string): Generator<Mismatch> {
  if (!isObject(value)) return;
  const known = schema.properties ?? {};
  for (const name of schema.required ?? []) {
    if (!Object.hasOwn(value, name)) {
      const field = known[name];
      yield {
        path: fieldPath(path, name),
        message: `is required${field === undefined ? "" : `: expected ${expected(field)}`}`,
      };
    }
  }
  for (const [name, item] of Object.entries(value)) {
    const field = Object.hasOwn(known, name) ? known[name] : schema.additionalProperties;
    if (field === false) {
      const names = Object.keys(known);
      const near = closestName(name, names);
      const hint = near === undefined ? "" : ` Did you mean "${near}"?`;
      yield {
        path: fieldPath(path, name.slice(0, shownLength)),
        message: `unknown field, found ${found(item)}.${hint} Allowed: ${names.join(", ")}`,
      };
    } else if (isSchemaNode(field)) yield* ofNode(field, item, fieldPath(path, name));
  }
}

function* ofTaggedUnion(
  tag: string,
  variants: readonly SchemaNode[],
  value: unknown,
  path: string,
): Generator<Mismatch> {
  if (!isObject(value)) return;
  const words: unknown[] = [];
  for (const variant of variants) {
    const field = variant.properties?.[tag];
    const own = field?.enum ?? [field?.const];
    if (own.includes(value[tag])) {
      yield* ofNode(variant, value, path);
      return;
    }
    words.push(...own);
  }
  const where = fieldPath(path, tag);
  if (!Object.hasOwn(value, tag))
    yield { path: where, message: `is required: expected one of ${quoted(words)}` };
  else yield wrong({ enum: words }, value[tag], where);
}

/** Whether a value is of the kind that a schema asks for, whatever is inside it. */
function isOfKind(schema: SchemaNode, value: unknown): boolean {
  if (schema.anyOf) return schema.anyOf.some((variant) => isOfKind(variant, value));
  return (
    accepts(schema.type, value) &&
    (schema.wholeNumber === undefined || isWholeNumber(value)) &&
    (schema.const === undefined || schema.const === value) &&
    (schema.enum === undefined || schema.enum.includes(value)) &&
    !(typeof value === "number" && outside(value, schema.minimum, schema.maximum)) &&
    !(Array.isArray(value) && outside(value.length, schema.minItems, schema.maxItems)) &&
    !(typeof value === "string" && wrongLength(schema, value))
  );
}

function* ofNode(schema: SchemaNode, value: unknown, path: string): Generator<Mismatch> {
  if (!isOfKind(schema, value)) yield wrong(schema, value, path);
  // The variants of our unions differ in kind, or else in a tag: one of them was meant, and only it is looked into.
  else if (schema.anyOf) {
    const meant = schema.anyOf.find((variant) => isOfKind(variant, value));
    if (meant) yield* ofNode(meant, value, path);
  } else if (schema.oneOf && schema.discriminator)
    yield* ofTaggedUnion(schema.discriminator.propertyName, schema.oneOf, value, path);
  else if (isObject(value)) yield* ofObject(schema, value, path);
  else if (Array.isArray(value) && schema.items) {
    for (const [index, item] of value.entries()) yield* ofNode(schema.items, item, `${path}[${index}]`);
  }
}

/** Where a value departs from a schema, one at a time, in the order of the value; nothing when it fits. */
export function* findMismatches(schema: object, value: unknown): Generator<Mismatch> {
  if (isSchemaNode(schema)) yield* ofNode(schema, value, "");
}
