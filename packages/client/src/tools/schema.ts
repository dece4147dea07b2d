import type { Static } from "typebox";
import { Errors, type XStatic } from "typebox/schema";
import { fieldOf } from "../fields.ts";

/**
 * The schema of a tool's arguments: of a library that speaks Standard Schema (Zod, Valibot, ArkType), of TypeBox, or
 * plain JSON Schema.
 */

/** What we need of Standard Schema, and of its JSON Schema part where a library has that. */
export interface StandardSchema<Output = unknown> {
  readonly "~standard": {
    readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>;
    readonly types?: { readonly output: Output } | undefined;
    readonly jsonSchema?: {
      readonly input: (options: { readonly target: "draft-2020-12" }) => Record<string, unknown>;
    };
  };
}
type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] };
interface StandardIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** A JSON Schema; its type is inferred when it is written where it is used. */
export type JsonSchema = { readonly type: "object"; readonly [keyword: string]: unknown };

/** What describes a tool's arguments: any Standard Schema (Zod, Valibot, …), TypeBox, or JSON Schema. */
export type ArgumentsSchema = StandardSchema | JsonSchema | { readonly "~kind": "Object" };

/** The arguments that a schema describes. */
export type ArgumentsOf<Schema> =
  Schema extends StandardSchema<infer Output>
    ? Output
    : Schema extends { readonly "~kind": string }
      ? Static<Schema>
      : XStatic<Schema>;

export type ReadArguments<Schema> =
  | { readonly ok: true; readonly value: ArgumentsOf<Schema> }
  | { readonly ok: false; readonly issues: readonly string[] };

function isStandard(schema: ArgumentsSchema): schema is StandardSchema {
  return "~standard" in schema;
}

/** The schema as JSON Schema, which is what models and the server read; undefined when its library does not give it. */
export function jsonSchemaOf(schema: ArgumentsSchema): Record<string, unknown> | undefined {
  if (!isStandard(schema)) return { ...schema };
  const said = schema["~standard"].jsonSchema?.input({ target: "draft-2020-12" });
  // The dialect is no part of what a tool takes.
  return said && Object.fromEntries(Object.entries(said).filter(([keyword]) => keyword !== "$schema"));
}

/**
 * The paths of integers that have lost digits on their way through JSON. INVARIANT: a tool gets what was checked, or
 * nothing: 2^53 + 1 arrives as 2^53, which may be somebody else's account.
 */
function roundedIntegers(value: unknown, path: string): string[] {
  if (typeof value === "number") {
    return Number.isInteger(value) && !Number.isSafeInteger(value)
      ? [`${path}: an integer beyond 2^53 loses digits on its way; declare it as a string`]
      : [];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => roundedIntegers(item, `${path}/${name}`));
}

function issueText({ message, path = [] }: StandardIssue): string {
  const keys = path.map((step) => String(typeof step === "object" ? step.key : step));
  return `/${keys.join("/")}: ${message}`;
}

/** What has passed its schema's check is what the schema describes. */
function isDescribed<Schema>(value: unknown, issues: readonly string[]): value is ArgumentsOf<Schema> {
  return issues.length === 0;
}

/** Checks a call's arguments; a schema's own conversions and defaults are applied. */
export async function readArguments<Schema extends ArgumentsSchema>(
  schema: Schema,
  given: unknown,
): Promise<ReadArguments<Schema>> {
  const issues = roundedIntegers(given, "");
  if (issues.length > 0) return { ok: false, issues };
  let value = given;
  if (isStandard(schema)) {
    const result = await schema["~standard"].validate(given);
    if (result.issues !== undefined) issues.push(...result.issues.map(issueText));
    else value = result.value;
  } else {
    const [valid, errors] = Errors(schema, given);
    if (!valid) issues.push(...errors.map((error) => `${error.instancePath || "/"}: ${error.message}`));
  }
  return isDescribed<Schema>(value, issues) ? { ok: true, value } : { ok: false, issues };
}

/** Whether a JSON Schema describes an object, as the arguments of a tool are. */
export function describesObject(schema: Record<string, unknown>): schema is JsonSchema {
  return fieldOf(schema, "type") === "object";
}
