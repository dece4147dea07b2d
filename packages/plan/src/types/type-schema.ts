/** The JSON Schema of a type, in the form in which pydantic 2 prints it. */
import { raise } from "../errors.ts";
import type { Run } from "../run.ts";
import { PyClass } from "../value/class.ts";
import * as classes from "../value/classes.ts";
import { PyDict } from "../value/container.ts";
import type { JsonValue } from "../value/json.ts";
import { jsonOf } from "../value/json-values.ts";
import { ellipsis } from "../value/scalar.ts";
import { reprOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";
import type { Constraints } from "./constraints.ts";
import { dateClass } from "./date.ts";
import { datetimeClass } from "./datetime.ts";
import { decimalClass } from "./decimal.ts";
import { FieldInfo } from "./field-info.ts";
import type { ModelField } from "./model-fields.ts";
import { timeClass } from "./time.ts";
import { timedeltaClass } from "./timedelta.ts";
import { TypeForm } from "./type-form.ts";
import { uuidClass } from "./uuid.ts";

const decimalPattern = "^(?!^[-+.]*$)[+-]?0*\\d*\\.?\\d*$";

type Schema = { [key: string]: JsonValue };

/** `zip_code` → `Zip Code`. */
function titleOf(name: string): string {
  return name
    .replaceAll("_", " ")
    .replace(/[A-Za-z]+/g, (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())
    .trim();
}

/** Keys in order, but for properties and defaults, which keep theirs. */
function sorted(value: JsonValue, parent: string): JsonValue {
  if (Array.isArray(value)) return value.map((item) => sorted(item, parent));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  if (parent !== "properties" && parent !== "default")
    entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(
    entries.map(([key, item]) => [
      key,
      parent === "default" ? item : sorted(item, parent === "properties" ? "" : key),
    ]),
  );
}

/** The schema of a class, a type form or a dict that is a schema already; TypeError for anything else. */
export function schemaOfType(run: Run, type: Value): JsonValue {
  if (type instanceof PyDict) return jsonOf(run, type);
  const builder = new SchemaBuilder(run);
  const schema = builder.root(type);
  return sorted(schema, "");
}

class SchemaBuilder {
  private readonly run: Run;
  private readonly definitions = new Map<PyClass, Schema>();
  constructor(run: Run) {
    this.run = run;
  }

  root(type: Value): JsonValue {
    const schema = this.of(type);
    if (this.definitions.size === 0) return schema;
    const own = type instanceof PyClass ? this.definitions.get(type) : undefined;
    // A model that nothing refers to stands for itself; a recursive one stays a definition.
    if (own !== undefined && type instanceof PyClass && !this.refersTo(type)) {
      this.definitions.delete(type);
      return this.definitions.size === 0 ? own : { ...own, $defs: this.defs() };
    }
    return { ...schema, $defs: this.defs() };
  }

  private refersTo(cls: PyClass): boolean {
    const reference = `"#/$defs/${cls.name}"`;
    return Array.from(this.definitions.values()).some((schema) =>
      JSON.stringify(schema, (_key, item: unknown) =>
        typeof item === "bigint" ? String(item) : item,
      ).includes(reference),
    );
  }

  private defs(): Schema {
    return Object.fromEntries(Array.from(this.definitions, ([cls, schema]) => [cls.name, schema]));
  }

  private of(type: Value): Schema {
    const { run } = this;
    run.step();
    if (type === null || type === classes.noneClass) return { type: "null" };
    if (type instanceof TypeForm) return this.form(type);
    if (!(type instanceof PyClass))
      throw raise(run, "TypeError", `${reprOf(run, type)} is no type that a schema can be made of`);
    switch (type) {
      case classes.intClass:
        return { type: "integer" };
      case classes.floatClass:
        return { type: "number" };
      case classes.strClass:
        return { type: "string" };
      case classes.boolClass:
        return { type: "boolean" };
      case classes.listClass:
        return { type: "array", items: {} };
      case classes.tupleClass:
        return { type: "array", items: {} };
      case classes.setClass:
      case classes.frozensetClass:
        return { type: "array", items: {}, uniqueItems: true };
      case classes.dictClass:
        return { type: "object", additionalProperties: true };
      case classes.objectClass:
        return {};
      case dateClass:
        return { type: "string", format: "date" };
      case datetimeClass:
        return { type: "string", format: "date-time" };
      case timeClass:
        return { type: "string", format: "time" };
      case decimalClass:
        return {
          anyOf: [{ type: "number" }, { type: "string", pattern: decimalPattern }],
        };
      case uuidClass:
        return { type: "string", format: "uuid" };
      case classes.bytesClass:
        return { type: "string", format: "binary" };
      case timedeltaClass:
        return { type: "string", format: "duration" };
    }
    if (type.kind === "enum" || type.fields !== null) return this.reference(type);
    throw raise(run, "TypeError", `${type.name} is no type that a schema can be made of`);
  }

  private reference(cls: PyClass): Schema {
    if (!this.definitions.has(cls)) {
      this.definitions.set(cls, {});
      this.definitions.set(cls, cls.kind === "enum" ? this.enumeration(cls) : this.model(cls));
    }
    return { $ref: `#/$defs/${cls.name}` };
  }

  private enumeration(cls: PyClass): Schema {
    const values = Array.from(new Set(cls.members?.values() ?? []), (member) =>
      jsonOf(this.run, member.attributes.get("value") ?? null),
    );
    return { ...literalSchema(values), title: cls.name };
  }

  private model(cls: PyClass): Schema {
    const properties: Schema = {};
    const required: string[] = [];
    for (const field of cls.fields?.all ?? []) {
      properties[field.alias] = this.field(field);
      if (field.required) required.push(field.alias);
    }
    const doc = cls.attributes.get("__doc__");
    return {
      ...(typeof doc === "string" ? { description: cleanDoc(doc) } : {}),
      ...(cls.fields?.extra === "forbid" ? { additionalProperties: false } : {}),
      ...(cls.fields?.extra === "allow" ? { additionalProperties: true } : {}),
      properties,
      ...(required.length === 0 ? {} : { required }),
      title: cls.fields?.config.title ?? cls.name,
      type: "object",
    };
  }

  private field(field: ModelField): Schema {
    const { constraints } = field;
    const schema = constrained(this.of(field.type), constraints);
    const plain =
      typeof schema.$ref === "string" || (Array.isArray(schema.anyOf) && nullableReference(schema.anyOf));
    if (!plain) schema.title = titleOf(field.alias);
    if (constraints.title !== undefined) schema.title = constraints.title;
    if (constraints.description !== undefined) schema.description = constraints.description;
    if (constraints.examples !== undefined) schema.examples = constraints.examples;
    if (!field.required && field.factory === undefined) schema.default = jsonOf(this.run, field.fallback);
    if (isSchema(constraints.extra ?? null)) Object.assign(schema, constraints.extra);
    return schema;
  }

  private form(form: TypeForm): Schema {
    const { origin, args } = form;
    const name = origin instanceof PyClass ? classes.plainName(origin) : origin;
    const [first, second] = args;
    switch (name) {
      case "list":
      case "Sequence":
      case "Iterable":
      case "Collection":
      case "deque":
        return { type: "array", items: first === undefined ? {} : this.of(first) };
      case "set":
      case "frozenset":
        return { type: "array", items: first === undefined ? {} : this.of(first), uniqueItems: true };
      case "tuple":
        if (first === undefined) return { type: "array", items: {} };
        if (second === ellipsis) return { type: "array", items: this.of(first) };
        return {
          type: "array",
          prefixItems: args.map((one) => this.of(one)),
          minItems: args.length,
          maxItems: args.length,
        };
      case "dict":
      case "Mapping":
      case "MutableMapping":
      case "defaultdict": {
        const inner = second === undefined ? {} : this.of(second);
        return { type: "object", additionalProperties: Object.keys(inner).length === 0 ? true : inner };
      }
      case "Union":
        return { anyOf: args.map((one) => this.of(one)) };
      case "Literal":
        return literalSchema(args.map((one) => jsonOf(this.run, one)));
      case "Annotated": {
        let schema = first === undefined ? {} : this.of(first);
        for (const one of args.slice(1))
          if (one instanceof FieldInfo) schema = constrained(schema, one.constraints);
        return schema;
      }
      default:
        return origin instanceof PyClass ? this.of(origin) : {};
    }
  }
}

/** A docstring as `inspect.cleandoc` gives it: without the indentation that all lines but the first share. */
function cleanDoc(doc: string): string {
  const [first = "", ...rest] = doc.replaceAll("\t", "        ").split("\n");
  const indents = rest
    .filter((line) => line.trim() !== "")
    .map((line) => line.length - line.trimStart().length);
  const indent = Math.min(...indents, doc.length);
  return [first.trimStart(), ...rest.map((line) => line.slice(indent))].join("\n").trim();
}

function nullableReference(parts: readonly JsonValue[]): boolean {
  const others = parts.filter((part) => JSON.stringify(part) !== '{"type":"null"}');
  const [only] = others;
  return (
    others.length === 1 &&
    others.length < parts.length &&
    typeof only === "object" &&
    only !== null &&
    "$ref" in only
  );
}

function literalSchema(values: readonly JsonValue[]): Schema {
  const types = new Set(
    values.map((value) =>
      typeof value === "string"
        ? "string"
        : typeof value === "boolean"
          ? "boolean"
          : typeof value === "number" && Number.isInteger(value)
            ? "integer"
            : typeof value === "number"
              ? "number"
              : "",
    ),
  );
  const [type] = types;
  const typed: Schema = types.size === 1 && type !== undefined && type !== "" ? { type } : {};
  const [only] = values;
  if (values.length === 1 && only !== undefined) return { const: only, ...typed };
  return { enum: [...values], ...typed };
}

const numberKeys: ReadonlyMap<string, string> = new Map([
  ["ge", "minimum"],
  ["gt", "exclusiveMinimum"],
  ["le", "maximum"],
  ["lt", "exclusiveMaximum"],
  ["multipleOf", "multipleOf"],
]);

/** Adds a field's constraints, under the names that they have for its type. */
function constrained(schema: Schema, constraints: Constraints): Schema {
  const anyOf = schema.anyOf;
  const {
    title: _title,
    description: _description,
    examples: _examples,
    extra: _extra,
    ...limits
  } = constraints;
  if (Object.keys(limits).length === 0) return { ...schema };
  if (Array.isArray(anyOf) && anyOf.length === 2) {
    // Constraints of an optional type belong to the type.
    return {
      ...schema,
      anyOf: anyOf.map((part: JsonValue) =>
        isSchema(part) && part.type !== "null" ? constrained(part, constraints) : part,
      ),
    };
  }
  const result: Schema = { ...schema };
  for (const [key, limit] of Object.entries(limits)) {
    const name = numberKeys.get(key);
    if (name !== undefined && typeof limit === "number") result[name] = limit;
  }
  const suffix = schema.type === "array" ? "Items" : schema.type === "object" ? "Properties" : "Length";
  if (limits.minLength !== undefined) result[`min${suffix}`] = limits.minLength;
  if (limits.maxLength !== undefined) result[`max${suffix}`] = limits.maxLength;
  if (limits.pattern !== undefined) result.pattern = limits.pattern;
  return result;
}

function isSchema(value: JsonValue): value is { readonly [key: string]: JsonValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
