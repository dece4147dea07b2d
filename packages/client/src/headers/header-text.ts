import { SequrityValidationError } from "../errors.ts";

/** JSON that may be changed field by field before it is sent. */
export type HeaderFields = Readonly<Record<string, unknown>>;

/**
 * The text of a header: JSON in which every character beyond ASCII is `\u`-escaped, since HTTP headers carry no others.
 */
export function headerText(fields: HeaderFields): string {
  return JSON.stringify(fields).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A copy without what JSON would drop, so that a field set to undefined is one left out. */
export function plainFields(fields: object): HeaderFields {
  return JSON.parse(JSON.stringify(fields));
}

/**
 * Refuses fields that the server would refuse.
 * @throws SequrityValidationError naming each field, what was found and what is allowed.
 */
export function assertHeader(name: string, complaints: readonly string[]): void {
  if (complaints.length > 0) throw new SequrityValidationError(name, complaints);
}

/** Complaints about fields that have no meaning in single-LLM: the server would silently ignore them. */
export function dualOnly(fields: HeaderFields, path: readonly string[], names: readonly string[]): string[] {
  let part: unknown = fields;
  for (const name of path) part = isFields(part) ? part[name] : undefined;
  if (!isFields(part)) return [];
  const present = Object.keys(part);
  return names
    .filter((name) => present.includes(name))
    .map((name) => `${[...path, name].join(".")}: has no effect in single-LLM`);
}

function isFields(value: unknown): value is HeaderFields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Overrides laid over a header's fields: objects are merged field by field, anything else is replaced. */
export function mergeFields(base: HeaderFields, over: HeaderFields): HeaderFields {
  const merged: [string, unknown][] = Object.entries(base);
  for (const [name, value] of Object.entries(over)) {
    const before = Object.hasOwn(base, name) ? base[name] : undefined;
    merged.push([name, isFields(before) && isFields(value) ? mergeFields(before, value) : value]);
  }
  return Object.fromEntries(merged);
}
