import type { JsonValue } from "./json.ts";

/** What a value is made of, once lists and objects are taken apart. */
export type Scalar = null | boolean | number | bigint | string;

/** One scalar that is looked up in sets, with the other forms in which a string might be read. */
export class Leaf {
  readonly value: Scalar;
  #forms: readonly string[] | undefined;

  constructor(value: Scalar) {
    this.value = value;
  }

  /** A string's other forms: NFC, trimmed, both. Empty where none of them is another string. */
  get otherForms(): readonly string[] {
    this.#forms ??= typeof this.value === "string" ? otherForms(this.value) : [];
    return this.#forms;
  }

  /** Whether every way of reading the string gives the same: no other forms, no line break. */
  get isPlain(): boolean {
    return this.otherForms.length === 0 && !(typeof this.value === "string" && this.value.includes("\n"));
  }
}

const PLAIN = /^(?:[!-~](?:[ -~]*[!-~])?)?$/;

function otherForms(text: string): readonly string[] {
  if (PLAIN.test(text)) return [];
  const trimmed = trimText(text);
  const forms = new Set([text.normalize("NFC"), trimmed, trimmed.normalize("NFC")]);
  forms.delete(text);
  return [...forms];
}

/**
 * Without blanks at either end: what any of JavaScript, Python, Go and C would strip, so that no callee strips more than we do.
 */
function trimText(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && BLANK.test(text.charAt(start))) start++;
  while (end > start && BLANK.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what some languages strip
const BLANK = /[\s\u0000-\u001f\u0085\u180e\u200b]/;

/** The form in which strings are the same that differ only by normalisation or by blanks around them. */
export function foldText(text: string): string {
  return PLAIN.test(text) ? text : trimText(trimText(text).normalize("NFC"));
}

const nothing = new Leaf(null);

/**
 * The leaves of a value: its scalars, and the keys of its objects where the schema does not declare them. An empty
 * list or object counts as null, which is in no set.
 */
export function leavesOf(value: JsonValue, schema: JsonValue | undefined): readonly Leaf[] {
  if (value === null || typeof value !== "object") return [new Leaf(value)];
  const leaves: Leaf[] = [];
  const open: { readonly value: JsonValue; readonly schema: JsonValue | undefined }[] = [{ value, schema }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value: inner, schema: known } = next;
    if (inner === null || typeof inner !== "object") {
      leaves.push(new Leaf(inner));
    } else if (isList(inner)) {
      if (inner.length === 0) leaves.push(nothing);
      const items = itemsSchema(known);
      for (const item of inner) open.push({ value: item, schema: items });
    } else {
      const entries = Object.entries(inner);
      if (entries.length === 0) leaves.push(nothing);
      for (const [key, item] of entries) {
        const declared = propertySchema(known, key);
        if (declared === undefined) leaves.push(new Leaf(key));
        open.push({ value: item, schema: declared });
      }
    }
  }
  return leaves;
}

/** Narrows a value to a list; `Array.isArray` does not narrow readonly arrays. */
export function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function schemaObject(schema: JsonValue | undefined): { readonly [key: string]: JsonValue } | undefined {
  return schema === undefined || schema === null || typeof schema !== "object" || isList(schema)
    ? undefined
    : schema;
}

function own(object: { readonly [key: string]: JsonValue } | undefined, key: string): JsonValue | undefined {
  return object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The alternatives of a schema besides itself. */
function alternatives(schema: { readonly [key: string]: JsonValue } | undefined): readonly JsonValue[] {
  return ["anyOf", "oneOf", "allOf"].flatMap((word) => {
    const list = own(schema, word);
    return list !== undefined && isList(list) ? list : [];
  });
}

function propertySchema(schema: JsonValue | undefined, key: string): JsonValue | undefined {
  const object = schemaObject(schema);
  const declared = own(schemaObject(own(object, "properties")), key);
  if (declared !== undefined) return declared;
  for (const alternative of alternatives(object)) {
    const found = propertySchema(alternative, key);
    if (found !== undefined) return found;
  }
  return undefined;
}

function itemsSchema(schema: JsonValue | undefined): JsonValue | undefined {
  const object = schemaObject(schema);
  const items = own(object, "items");
  if (items !== undefined) return items;
  for (const alternative of alternatives(object)) {
    const found = itemsSchema(alternative);
    if (found !== undefined) return found;
  }
  return undefined;
}
