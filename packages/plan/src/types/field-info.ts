/** pydantic's `Field(...)`: what a field says besides its type. */
import { absent, defineMethods, joinAll, own, ownMethod } from "../builtins/define.ts";
import { raise, Unsupported } from "../errors.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { PyInstance } from "../value/class.ts";
import { builtinClass, objectClass } from "../value/classes.ts";
import { PyDict } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { ellipsis } from "../value/scalar.ts";
import type { Value } from "../value/value.ts";
import type { Constraints } from "./constraints.ts";
import { qualifiedClass } from "./qualified-class.ts";
import { schemaValueOf } from "./schema-value.ts";

const fieldInfoClass = builtinClass("FieldInfo", objectClass, "pydantic.fields");

export class FieldInfo extends PyInstance {
  /** undefined: the field is required. */
  readonly fallback: Value | undefined;
  readonly fallbackLabel: Label;
  readonly factory: Value | undefined;
  readonly alias: string | null;
  /** Other keys that are looked for after `alias`: `AliasChoices("a", "b")`. */
  readonly otherAliases: readonly string[];
  readonly constraints: Constraints;
  readonly outputAlias: string | null;
  readonly strict: boolean | undefined;
  readonly frozen: boolean;
  readonly excluded: boolean;
  readonly shown: boolean;
  readonly validatesDefault: boolean;
  constructor(
    fallback: Value | undefined,
    fallbackLabel: Label,
    factory: Value | undefined,
    alias: string | null,
    constraints: Constraints,
    more: {
      outputAlias?: string | null;
      otherAliases?: readonly string[];
      strict?: boolean | undefined;
      frozen?: boolean;
      excluded?: boolean;
      shown?: boolean;
      validatesDefault?: boolean;
    } = {},
  ) {
    super(fieldInfoClass);
    this.outputAlias = more.outputAlias ?? null;
    this.strict = more.strict;
    this.frozen = more.frozen ?? false;
    this.excluded = more.excluded ?? false;
    this.shown = more.shown ?? true;
    this.validatesDefault = more.validatesDefault ?? false;
    this.fallback = fallback;
    this.fallbackLabel = fallbackLabel;
    this.factory = factory;
    this.alias = alias;
    this.otherAliases = more.otherAliases ?? [];
    this.constraints = constraints;
  }
}

function constraint(run: Run, name: string, value: Value): Constraints {
  switch (name) {
    case "title":
    case "description":
    case "pattern":
      return typeof value === "string" ? { [name]: value } : {};
    case "json_schema_extra":
      if (!(value instanceof PyDict))
        throw new Unsupported("Field(json_schema_extra=...) takes a dict in a plan", run.at);
      return { extra: schemaValueOf(run, value) };
    case "examples":
      return { examples: schemaValueOf(run, value) };
    case "ge":
    case "gt":
    case "le":
    case "lt":
      return { [name]: value };
    case "multiple_of":
      return { multipleOf: value };
    case "min_length":
      return { minLength: count(run, name, value) };
    case "max_length":
      return { maxLength: count(run, name, value) };
    case "max_digits":
      return { maxDigits: count(run, name, value) };
    case "decimal_places":
      return { decimalPlaces: count(run, name, value) };
    case "allow_inf_nan":
      return value === false ? { finite: true } : {};
    case "strip_whitespace":
      return value === true ? { stripWhitespace: true } : {};
    case "to_lower":
      return value === true ? { textCase: "lower" } : {};
    case "to_upper":
      return value === true ? { textCase: "upper" } : {};
    // Of pydantic's dataclasses, and of aliases in subclasses: models go on without.
    case "init":
    case "init_var":
    case "kw_only":
    case "alias_priority":
      return {};
    case "deprecated":
      return value === false ? {} : { deprecated: true };
    case "discriminator":
      if (typeof value === "string") return { discriminator: value };
      throw new Unsupported("Field(discriminator=...) takes the name of a field in a plan", run.at);
    default:
      throw new Unsupported(`Field(${name}=...) is not part of the plan language`, run.at);
  }
}

function count(run: Run, name: string, value: Value): number {
  if (typeof value === "number") return value;
  throw raise(run, "TypeError", `Field(${name}=...) takes an int`);
}

const names = [
  "title",
  "description",
  "examples",
  "ge",
  "gt",
  "le",
  "lt",
  "multiple_of",
  "min_length",
  "max_length",
  "pattern",
  "json_schema_extra",
  "max_digits",
  "decimal_places",
  "allow_inf_nan",
  "deprecated",
  "discriminator",
  "strip_whitespace",
  "to_lower",
  "to_upper",
  "init",
  "init_var",
  "kw_only",
  "alias_priority",
];

const choicesClass = qualifiedClass("AliasChoices", objectClass, "pydantic.aliases");

/** `AliasChoices("name", "full_name")`: the keys under which a field may come. */
class AliasChoices extends PyInstance {
  readonly names: readonly string[];
  constructor(names: readonly string[]) {
    super(choicesClass);
    this.names = names;
  }
}

choicesClass.construct = (run, _cls, values, labels) => {
  run.label = joinAll(run, labels);
  const names = values.filter((value) => typeof value === "string");
  if (names.length < values.length || names.length === 0)
    throw new Unsupported("AliasChoices(...) takes names in a plan", run.at);
  return new AliasChoices(names);
};

export { choicesClass };

export const fieldFunction = own(
  `Field(default=?, *, default_factory=None, alias=None, validation_alias=None, serialization_alias=None, strict=None, frozen=False, exclude=False, repr=True, validate_default=False, ${names.map((name) => `${name}=None`).join(", ")})`,
  (
    run,
    labels,
    fallback,
    factory,
    alias,
    inputAlias,
    outputAlias,
    strict,
    frozen,
    exclude,
    shown,
    validatesDefault,
    ...rest
  ) => {
    const choices = inputAlias instanceof AliasChoices ? inputAlias.names : [];
    if (inputAlias !== null && typeof inputAlias !== "string" && choices.length === 0)
      throw new Unsupported("Field(validation_alias=...) takes a name or AliasChoices of names", run.at);
    let constraints: Constraints = {};
    rest.forEach((value, i) => {
      if (value !== null) constraints = { ...constraints, ...constraint(run, names[i] ?? "", value) };
    });
    const label = run.join(labels[0] ?? 0, deepLabel(run, fallback));
    // What the constraints say is in the class's schema.
    run.label = labels.slice(1).reduce((joined, one) => run.join(joined, one), run.planLabel);
    for (const value of rest) run.label = run.join(run.label, deepLabel(run, value));
    return new FieldInfo(
      fallback === absent || fallback === ellipsis ? undefined : fallback,
      label,
      factory === null ? undefined : factory,
      typeof inputAlias === "string"
        ? inputAlias
        : (choices[0] ?? (typeof alias === "string" ? alias : null)),
      constraints,
      {
        otherAliases: choices.slice(1),
        outputAlias: typeof outputAlias === "string" ? outputAlias : typeof alias === "string" ? alias : null,
        strict: strict === true ? true : undefined,
        frozen: frozen === true,
        excluded: exclude === true,
        shown: shown !== false,
        validatesDefault: validatesDefault === true,
      },
    );
  },
);

const functionNoteClass = builtinClass("FunctionValidator", objectClass, "pydantic.functional_validators");

/** `AfterValidator(f)`, `BeforeValidator(f)` in `Annotated[...]`. */
export class FunctionNote extends PyInstance {
  readonly fn: Value;
  readonly mode: "before" | "after";
  constructor(fn: Value, mode: "before" | "after") {
    super(functionNoteClass);
    this.fn = fn;
    this.mode = mode;
  }
  override inside(): Iterable<Value> {
    return [this.fn];
  }
}

const functionNote = (name: string, mode: "before" | "after") =>
  own(`${name}(func, /)`, (run, [label = 0], fn) => {
    run.label = run.join(run.planLabel, label);
    return new FunctionNote(fn, mode);
  });

export const functionNotes = {
  AfterValidator: functionNote("AfterValidator", "after"),
  BeforeValidator: functionNote("BeforeValidator", "before"),
};

/** What a field of a class is like, as `Model.model_fields` gives it. */
export function describeField(
  name: string,
  type: Value,
  required: boolean,
  fallback: Value,
  info: FieldInfo | undefined,
): FieldInfo {
  const shown = new FieldInfo(
    required ? undefined : fallback,
    0,
    info?.factory,
    info?.alias ?? null,
    info?.constraints ?? {},
  );
  shown.set("annotation", type, 0);
  shown.set("default", required ? null : fallback, 0);
  shown.set("title", info?.constraints.title ?? null, 0);
  shown.set("description", info?.constraints.description ?? null, 0);
  shown.set("alias", info?.alias ?? null, 0);
  shown.set(" name", name, 0);
  return shown;
}
defineMethods(fieldInfoClass, [
  ownMethod("is_required(self, /)", (_run, _labels, self) =>
    self instanceof FieldInfo ? self.fallback === undefined && self.factory === undefined : false,
  ),
]);
