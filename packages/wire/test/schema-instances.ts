import { readFileSync } from "node:fs";
import fc from "fast-check";

/** Random instances of a JSON Schema, for contract tests: all that the schema accepts, we must accept. */

export interface ReferenceSchema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, ReferenceSchema>>;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly ReferenceSchema[];
  readonly oneOf?: readonly ReferenceSchema[];
  readonly properties?: Readonly<Record<string, ReferenceSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | ReferenceSchema;
  readonly items?: ReferenceSchema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
}

/** One of the reference schemas in `schemas/`. */
export function referenceSchema(name: string): ReferenceSchema {
  return JSON.parse(readFileSync(new URL(`../schemas/${name}.json`, import.meta.url), "utf8"));
}

function resolve(schema: ReferenceSchema, root: ReferenceSchema): ReferenceSchema {
  const name = schema.$ref?.replace("#/$defs/", "");
  return name === undefined ? schema : (root.$defs?.[name] ?? {});
}

function objects(schema: ReferenceSchema, root: ReferenceSchema): fc.Arbitrary<unknown> {
  const fields: Record<string, fc.Arbitrary<unknown>> = {};
  for (const [name, field] of Object.entries(schema.properties ?? {})) fields[name] = instances(field, root);
  const known = fc.record(fields, { requiredKeys: [...(schema.required ?? [])] });
  if (schema.additionalProperties === false) return known;
  const more = typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined;
  const values = more === undefined ? fc.jsonValue() : instances(more, root);
  const extra = fc.dictionary(fc.string({ minLength: 1 }), values, { maxKeys: 2 });
  return fc.tuple(extra, known).map(([others, own]) => {
    const beyond = Object.entries(others).filter(([name]) => !Object.hasOwn(fields, name));
    return { ...Object.fromEntries(beyond.map(([name, value]) => [`x_${name}`, value])), ...own };
  });
}

/** Values that the schema accepts. `root` holds its definitions. */
export function instances(schema: ReferenceSchema, root: ReferenceSchema): fc.Arbitrary<unknown> {
  const node = resolve(schema, root);
  if (node.const !== undefined) return fc.constant(node.const);
  if (node.enum) return fc.constantFrom(...node.enum);
  const variants = node.anyOf ?? node.oneOf;
  if (variants) return fc.oneof(...variants.map((variant) => instances(variant, root)));
  switch (node.type) {
    case "null":
      return fc.constant(null);
    case "boolean":
      return fc.boolean();
    case "integer":
      return fc.integer({ min: node.minimum ?? -(2 ** 40), max: node.maximum ?? 2 ** 40 });
    case "number":
      return fc.double({
        noNaN: true,
        noDefaultInfinity: true,
        min: node.minimum ?? -1e15,
        max: node.maximum ?? 1e15,
      });
    case "string":
      return fc.string({ minLength: node.minLength ?? 0 });
    case "array":
      return fc.array(instances(node.items ?? {}, root), { maxLength: 4 });
    case "object":
      return objects(node, root);
    default:
      return fc.jsonValue();
  }
}
