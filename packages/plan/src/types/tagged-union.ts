/** Unions whose members a field tells apart: `Field(discriminator="kind")`. */
import type { Label } from "../metadata.ts";
import { PyClass, PyInstance } from "../value/class.ts";
import { PyDict } from "../value/container.ts";
import { equals } from "../value/equality.ts";
import { textKey } from "../value/json-values.ts";
import { reprOf, strOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";
import { TypeForm } from "./type-form.ts";
import { type Validation, validateType } from "./validation.ts";

export interface TaggedMember {
  readonly tag: Value;
  readonly cls: PyClass;
}

/** The models of a union, `Annotated` or not, each with the tags that its field allows. */
export function taggedMembers(type: Value, field: string): readonly TaggedMember[] {
  if (type instanceof TypeForm && (type.origin === "Union" || type.origin === "Annotated")) {
    const parts = type.origin === "Union" ? type.args : type.args.slice(0, 1);
    return parts.flatMap((part) => taggedMembers(part, field));
  }
  if (!(type instanceof PyClass)) return [];
  const found = type.fields?.all.find((one) => one.name === field);
  const literal = found?.type;
  if (!(literal instanceof TypeForm) || literal.origin !== "Literal") return [];
  return literal.args.map((tag) => ({ tag: plainTag(tag), cls: type }));
}

function plainTag(tag: Value): Value {
  return tag instanceof PyInstance && tag.cls.kind === "enum" ? (tag.attributes.get("value") ?? null) : tag;
}

/** The key that holds the tag in input. */
function aliasOf(members: readonly TaggedMember[], field: string): string {
  return members[0]?.cls.fields?.all.find((one) => one.name === field)?.alias ?? field;
}

function allowsNone(type: Value): boolean {
  return type instanceof TypeForm && type.origin === "Union" && type.args.includes(null);
}

/** The member whose tag the value has; undefined with the problem noted. */
export function validateTagged(
  v: Validation,
  type: Value,
  field: string,
  value: Value,
  label: Label,
  path: readonly (string | number)[],
): Value | undefined {
  const { run } = v;
  if (value === null && allowsNone(type)) return null;
  const members = taggedMembers(type, field);
  const key = aliasOf(members, field);
  let tag: Value | undefined;
  if (value instanceof PyDict) {
    tag = value.map.get(textKey(key));
    v.label = run.join(
      v.label,
      run.join(label, tag === undefined ? value.shape : value.labelOf(textKey(key))),
    );
  } else if (value instanceof PyInstance && value.cls.fields !== null) {
    tag = value.attributes.get(field);
    v.label = run.join(v.label, run.join(label, value.labelOf(field)));
  } else
    return v.fail(
      path,
      "model_attributes_type",
      "Input should be a valid dictionary or object to extract fields from",
      value,
    );
  const shownField = reprOf(run, key);
  if (tag === undefined)
    return v.fail(
      path,
      "union_tag_not_found",
      `Unable to extract tag using discriminator ${shownField}`,
      value,
      { discriminator: shownField },
    );
  const given = plainTag(tag);
  const found = members.find((member) => equals(run, member.tag, given));
  const shown = strOf(run, given);
  if (found !== undefined) return validateType(v, found.cls, value, label, [...path, shown]);
  const expected = members.map((member) => reprOf(run, member.tag)).join(", ");
  return v.fail(
    path,
    "union_tag_invalid",
    `Input tag '${shown}' found using ${shownField} does not match any of the expected tags: ${expected}`,
    value,
    { discriminator: shownField, tag: shown, expected_tags: expected },
  );
}
