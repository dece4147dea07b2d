import { type Static, type TProperties, type TSchema, type TUnsafe, Type } from "typebox";

/**
 * The few shapes that TypeBox does not build the way we want them. Unions of objects are `oneOf` with a
 * `discriminator`: Ajv then looks at one variant only, and an error names the variant that was meant.
 */

/** A schema or null. */
export function nullable<T extends TSchema>(schema: T) {
  return Type.Union([schema, Type.Null()]);
}

/** A field that may be absent or null. */
export function optional<T extends TSchema>(schema: T) {
  return Type.Optional(nullable(schema));
}

/** One of some words. */
export function oneOf<const Words extends readonly [string, ...string[]]>(
  ...words: Words
): TUnsafe<Words[number]> {
  return Type.Unsafe<Words[number]>({ type: "string", enum: [...words] });
}

/** An object with any keys, whose values have one schema. */
export function recordOf<T extends TSchema>(schema: T): TUnsafe<Readonly<Record<string, Static<T>>>> {
  return Type.Unsafe<Readonly<Record<string, Static<T>>>>({ type: "object", additionalProperties: schema });
}

type Tagged = TSchema & { readonly properties: TProperties };

/** A union of objects that differ in the word at `tag`. */
export function taggedUnion<Variants extends readonly [Tagged, ...Tagged[]]>(
  tag: string,
  ...variants: Variants
): TUnsafe<Static<Variants[number]>> {
  return Type.Unsafe<Static<Variants[number]>>({
    type: "object",
    required: [tag],
    discriminator: { propertyName: tag },
    oneOf: [...variants],
  });
}

/** Whether a value is an integer, of whatever size. */
export function isWholeNumber(value: unknown): value is number | bigint {
  return typeof value === "bigint" || Number.isInteger(value);
}

/** An integer of any size: JSON Schema's own `integer` cannot see a `bigint`. */
export function wholeNumber(): TUnsafe<number | bigint> {
  return Type.Unsafe<number | bigint>({ wholeNumber: true });
}
