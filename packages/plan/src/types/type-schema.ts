/** The JSON Schema of a type, in the form in which pydantic 2 prints it. */
import { raise, Unsupported } from "../errors.ts";
import type { Label } from "../metadata.ts";
import { decimalToFloat } from "../python/decimal/index.ts";
import type { Run } from "../run.ts";
import { PyFunction } from "../value/callable.ts";
import { PyClass, PyProperty } from "../value/class.ts";
import * as classes from "../value/classes.ts";
import { PyDict } from "../value/container.ts";
import { ellipsis, PyFloat } from "../value/scalar.ts";
import { reprOf, strOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";
import type { Constraints } from "./constraints.ts";
import { dateClass } from "./date.ts";
import { datetimeClass } from "./datetime.ts";
import { decimalClass, PyDecimal } from "./decimal.ts";
import { FieldInfo } from "./field-info.ts";
import { completeFields } from "./forward-types.ts";
import type { ModelField, ModelHook } from "./model-fields.ts";
import { isArray, isObject, type SchemaValue, schemaValueOf } from "./schema-value.ts";
import { taggedMembers } from "./tagged-union.ts";
import { timeClass } from "./time.ts";
import { timedeltaClass } from "./timedelta.ts";
import { TypeForm } from "./type-form.ts";
import { uuidClass } from "./uuid.ts";
import { isNamedTuple, tupleFields } from "./validation-named-tuple.ts";

/** What a decimal's text is like, with the digits that it may have. */
function decimalPattern({ maxDigits, decimalPlaces }: Constraints): string {
  const start = "^(?!^[-+.]*$)[+-]?0*";
  if (maxDigits !== undefined) {
    const whole = Math.max(0, maxDigits - (decimalPlaces ?? 0));
    const parts =
      decimalPlaces === undefined ? "\\d*\\.\\d*0*$" : `\\d{0,${whole}}\\.\\d{0,${decimalPlaces}}0*$`;
    return `${start}(?:\\d{0,${whole}}|(?=[\\d.]{1,${maxDigits + 1}}0*$)${parts})`;
  }
  return decimalPlaces === undefined ? `${start}\\d*\\.?\\d*$` : `${start}\\d*\\.?\\d{0,${decimalPlaces}}0*$`;
}

type Schema = { [key: string]: SchemaValue };

/** `zip_code` → `Zip Code`. */
function titleOf(name: string): string {
  return name
    .replaceAll("_", " ")
    .replace(/[A-Za-z]+/g, (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())
    .trim();
}

/** Keys in order, but for properties and defaults, which keep theirs. */
function sorted(value: SchemaValue, parent: string): SchemaValue {
  if (isArray(value)) return value.map((item) => sorted(item, parent));
  if (!isObject(value)) return value;
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

/**
 * The schema of a class, a type form or a dict that is a schema already; TypeError for anything else. The label of the
 * classes in it is in `run.label`.
 */
export function schemaOfType(run: Run, type: Value, view: SchemaView = validationView): SchemaValue {
  if (type instanceof PyDict) {
    const schema = schemaValueOf(run, type);
    run.label = 0;
    return schema;
  }
  const builder = new SchemaBuilder(run, view);
  const schema = builder.root(type);
  run.label = builder.label;
  return sorted(schema, "");
}

/** Which side of a model a schema shows. */
export interface SchemaView {
  /** What a dump gives (`mode="serialization"`) rather than what validation takes. */
  readonly output: boolean;
  readonly byAlias: boolean;
}

const validationView: SchemaView = { output: false, byAlias: true };

class SchemaBuilder {
  private readonly run: Run;
  private readonly view: SchemaView;
  private readonly definitions = new Map<PyClass, Schema>();
  /** The join of what the models in it were made of. */
  label: Label = 0;
  constructor(run: Run, view: SchemaView) {
    this.run = run;
    this.view = view;
  }

  root(type: Value): SchemaValue {
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
        return this.view.output
          ? { type: "string", pattern: decimalPattern({}) }
          : { anyOf: [{ type: "number" }, { type: "string", pattern: decimalPattern({}) }] };
      case uuidClass:
        return { type: "string", format: "uuid" };
      case classes.bytesClass:
        return { type: "string", format: "binary" };
      case timedeltaClass:
        return { type: "string", format: "duration" };
    }
    if (type.kind === "enum" || type.fields !== null || isNamedTuple(type)) return this.reference(type);
    throw raise(run, "TypeError", `${type.name} is no type that a schema can be made of`);
  }

  private reference(cls: PyClass): Schema {
    if (!this.definitions.has(cls)) {
      this.definitions.set(cls, {});
      this.definitions.set(cls, this.definition(cls));
    }
    return { $ref: `#/$defs/${cls.name}` };
  }

  private definition(cls: PyClass): Schema {
    if (isNamedTuple(cls)) return this.namedTuple(cls);
    return cls.kind === "enum" ? this.enumeration(cls) : this.model(cls);
  }

  private namedTuple(cls: PyClass): Schema {
    const fields = tupleFields(cls);
    this.label = this.run.join(this.label, cls.fieldsLabel);
    return {
      maxItems: fields.length,
      minItems: fields.filter((field) => field.fallback === undefined).length,
      prefixItems: fields.map(({ name, type, fallback }) => ({
        ...this.of(type),
        ...(fallback === undefined ? {} : { default: schemaValueOf(this.run, fallback) }),
        title: titleOf(name),
      })),
      type: "array",
    };
  }

  private enumeration(cls: PyClass): Schema {
    this.label = this.run.join(this.label, cls.fieldsLabel);
    const values = Array.from(new Set(cls.members?.values() ?? []), (member) =>
      schemaValueOf(this.run, member.attributes.get("value") ?? null),
    );
    const doc = cls.attributes.get("__doc__");
    return {
      ...(typeof doc === "string" ? { description: cleanDoc(doc) } : {}),
      ...literalSchema(values),
      title: cls.name,
    };
  }

  private model(cls: PyClass): Schema {
    completeFields(this.run, cls);
    const properties: Schema = {};
    const required: string[] = [];
    const { output, byAlias } = this.view;
    for (const field of cls.fields?.all ?? []) {
      if (output && field.excluded) continue;
      const name = byAlias ? (output ? field.outputAlias : field.alias) : field.name;
      define(properties, name, this.field(field, name));
      if (field.required) required.push(name);
    }
    for (const [name, hook] of output ? (cls.fields?.hooks ?? []) : []) {
      if (hook.kind !== "computed") continue;
      const shown = byAlias ? (hook.alias ?? name) : name;
      const inner = this.of(this.computedType(cls, hook));
      define(properties, shown, {
        ...inner,
        ...(inner.$ref === undefined ? { title: titleOf(shown) } : {}),
        readOnly: true,
      });
      required.push(shown);
    }
    this.label = this.run.join(this.label, cls.fieldsLabel);
    const doc = cls.attributes.get("__doc__");
    return {
      ...(typeof doc === "string" ? { description: cleanDoc(doc) } : {}),
      ...(cls.kind === "model" && cls.fields?.extra === "forbid" ? { additionalProperties: false } : {}),
      ...(cls.fields?.extra === "allow" ? { additionalProperties: true } : {}),
      properties,
      ...(required.length === 0 ? {} : { required }),
      title: cls.fields?.config.title ?? cls.name,
      type: "object",
      ...this.extraOf(cls),
    };
  }

  /** What `json_schema_extra` of the model's configuration adds. */
  private extraOf(cls: PyClass): Schema {
    const given = cls.fields?.config.schemaExtra ?? null;
    if (given === null) return {};
    const extra = given instanceof PyDict ? schemaValueOf(this.run, given) : null;
    if (extra !== null && isObject(extra)) return { ...extra };
    throw new Unsupported("model_config['json_schema_extra'] takes a dict in a plan", this.run.at);
  }

  /** The type that a computed field's getter says it returns. */
  private computedType(cls: PyClass, { target }: ModelHook): Value {
    const getter = target instanceof PyProperty ? target.getter : target;
    const type = getter instanceof PyFunction ? getter.code.returnType() : undefined;
    cls.fieldsLabel = this.run.join(cls.fieldsLabel, this.run.label);
    if (type !== undefined) return type;
    throw raise(
      this.run,
      "PydanticUserError",
      `Computed field is missing return type annotation or specifying \`return_type\` to the \`@computed_field\` decorator (e.g. \`@computed_field(return_type=int | str)\`)`,
    );
  }

  private field(field: ModelField, name: string): Schema {
    const { constraints } = field;
    const { discriminator } = constraints;
    const schema =
      discriminator === undefined
        ? constrained(this.of(field.type), constraints)
        : this.tagged(field.type, discriminator);
    const plain =
      typeof schema.$ref === "string" || (Array.isArray(schema.anyOf) && nullableReference(schema.anyOf));
    if (!plain) schema.title = titleOf(name);
    if (constraints.title !== undefined) schema.title = constraints.title;
    if (constraints.description !== undefined) schema.description = constraints.description;
    if (constraints.examples !== undefined) schema.examples = constraints.examples;
    if (!field.required && field.factory === undefined)
      schema.default = schemaValueOf(this.run, field.fallback);
    if (constraints.deprecated) schema.deprecated = true;
    if (constraints.extra !== undefined && isObject(constraints.extra))
      for (const [key, value] of Object.entries(constraints.extra)) define(schema, key, value);
    return schema;
  }

  /** A union whose members a field tells apart. */
  private tagged(type: Value, field: string): Schema {
    const members = taggedMembers(type, field);
    const classesInOrder = Array.from(new Set(members.map((member) => member.cls)));
    const oneOf = classesInOrder.map((cls) => this.reference(cls));
    const mapping = Object.fromEntries(
      members.map(({ tag, cls }) => [strOf(this.run, tag), `#/$defs/${cls.name}`]),
    );
    const union = { discriminator: { mapping, propertyName: field }, oneOf };
    const optional = type instanceof TypeForm && type.origin === "Union" && type.args.includes(null);
    return optional ? { anyOf: [union, { type: "null" }] } : union;
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
        if (first === undefined) return { type: "array", maxItems: 0, minItems: 0 };
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
        return literalSchema(args.map((one) => schemaValueOf(this.run, one)));
      case "Annotated": {
        const notes = args.slice(1).filter((one) => one instanceof FieldInfo);
        const tag = notes.find((one) => one.constraints.discriminator !== undefined);
        let schema =
          tag?.constraints.discriminator === undefined
            ? first === undefined
              ? {}
              : this.of(first)
            : this.tagged(first ?? null, tag.constraints.discriminator);
        for (const one of notes) schema = constrained(schema, one.constraints);
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

function nullableReference(parts: readonly SchemaValue[]): boolean {
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

function literalSchema(values: readonly SchemaValue[]): Schema {
  const types = new Set(
    values.map((value) =>
      typeof value === "string"
        ? "string"
        : typeof value === "boolean"
          ? "boolean"
          : typeof value === "number" || typeof value === "bigint"
            ? "integer"
            : value instanceof PyFloat
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
  const { anyOf } = schema;
  if (anyOf !== undefined && isArray(anyOf)) {
    if (isDecimal(anyOf))
      return { ...schema, anyOf: anyOf.map((part) => constrainedDecimal(part, constraints)) };
    // Constraints of an optional type belong to the type.
    if (anyOf.length === 2)
      return {
        ...schema,
        anyOf: anyOf.map((part) =>
          isObject(part) && part.type !== "null" ? constrained(part, constraints) : part,
        ),
      };
  }
  // A decimal that is written: its text alone.
  if (schema.type === "string" && schema.pattern === decimalPattern({}))
    return { ...schema, pattern: decimalPattern(constraints) };
  const result: Schema = { ...schema };
  const numeric = schema.type === "integer" || schema.type === "number";
  for (const [key, limit] of Object.entries(constraints)) {
    const name = numberKeys.get(key);
    if (name !== undefined && numeric && isNumber(limit)) result[name] = limit;
  }
  const suffix = schema.type === "array" ? "Items" : schema.type === "object" ? "Properties" : "Length";
  if (constraints.minLength !== undefined) result[`min${suffix}`] = constraints.minLength;
  if (constraints.maxLength !== undefined) result[`max${suffix}`] = constraints.maxLength;
  if (constraints.pattern !== undefined) result.pattern = constraints.pattern;
  return result;
}

function isNumber(value: unknown): value is number | bigint | PyFloat {
  return typeof value === "number" || typeof value === "bigint" || value instanceof PyFloat;
}

/** The two forms in which a decimal may come. */
function isDecimal(parts: readonly SchemaValue[]): boolean {
  return parts.some(
    (part) => isObject(part) && typeof part.pattern === "string" && part.pattern === decimalPattern({}),
  );
}

function constrainedDecimal(part: SchemaValue, constraints: Constraints): SchemaValue {
  if (!isObject(part)) return part;
  if (part.type === "string") return { ...part, pattern: decimalPattern(constraints) };
  if (part.type !== "number") return part;
  const result: Schema = { ...part };
  for (const [key, limit] of Object.entries(constraints)) {
    const name = numberKeys.get(key);
    if (name === undefined) continue;
    if (limit instanceof PyDecimal) result[name] = new PyFloat(decimalToFloat(limit.decimal));
    else if (isNumber(limit)) result[name] = new PyFloat(limit instanceof PyFloat ? limit.v : Number(limit));
  }
  return result;
}

/** Keys come from the plan: `__proto__` is one like any other. */
function define(schema: Schema, key: string, value: SchemaValue): void {
  Object.defineProperty(schema, key, { value, enumerable: true, writable: true, configurable: true });
}
