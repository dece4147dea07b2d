import type { TSchema } from "typebox";
import { compileCheck } from "../schema/compile.ts";
import { findMismatches } from "../schema/mismatch.ts";

/**
 * Lists whose elements are told apart by more than one word: by a `type` that may be absent, or that providers extend.
 * The form of each element is picked by hand, so that one form is checked and an error speaks of that form alone.
 */

/** One of the forms that an element may have. */
export interface ElementForm {
  readonly schema: TSchema;
  readonly accepts: (value: unknown) => boolean;
}

export interface Refusal {
  readonly ok: false;
  readonly param: string;
  readonly message: string;
}

export function elementForm(schema: TSchema): ElementForm {
  return { schema, accepts: compileCheck(schema) };
}

function joinPath(outer: string, inner: string): string {
  if (outer === "" || inner === "") return outer + inner;
  return inner.startsWith("[") ? outer + inner : `${outer}.${inner}`;
}

/** Says where a value that was refused departs from its schema. `path` is where the value stands in the body. */
export function refusalOf(schema: TSchema, value: unknown, path = ""): Refusal {
  const [first] = findMismatches(schema, value);
  const param = joinPath(path, first?.path ?? "");
  const subject = param === "" ? "The body" : param;
  // INVARIANT: what the compiled check refuses is refused, whether or not there are words for it.
  const message = first?.message ?? "does not fit the request's schema";
  return { ok: false, param, message: `${subject}: ${message}.` };
}

/** The first element that does not have the form picked for it; undefined when all do. */
export function firstRefusal(
  elements: readonly unknown[],
  path: string,
  formOf: (element: unknown) => ElementForm,
): Refusal | undefined {
  for (const [index, element] of elements.entries()) {
    const form = formOf(element);
    if (!form.accepts(element)) return refusalOf(form.schema, element, `${path}[${index}]`);
  }
  return undefined;
}

/** The value of a field; undefined for what is no object and for fields that it only inherits. */
export function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return Reflect.get(value, name);
}
