/** pydantic's `Field(...)`: what a field says besides its type. */
import { absent, own } from "../builtins/define.ts";
import { Unsupported } from "../errors.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { PyInstance } from "../value/class.ts";
import { builtinClass, objectClass } from "../value/classes.ts";
import { deepLabel } from "../value/deep.ts";
import { jsonOf } from "../value/json-values.ts";
import { ellipsis, PyFloat } from "../value/scalar.ts";
import type { Value } from "../value/value.ts";
import type { Constraints } from "./constraints.ts";

const fieldInfoClass = builtinClass("FieldInfo", objectClass, "pydantic.fields");

export class FieldInfo extends PyInstance {
  /** undefined: the field is required. */
  readonly fallback: Value | undefined;
  readonly fallbackLabel: Label;
  readonly factory: Value | undefined;
  readonly alias: string | null;
  readonly constraints: Constraints;
  constructor(
    fallback: Value | undefined,
    fallbackLabel: Label,
    factory: Value | undefined,
    alias: string | null,
    constraints: Constraints,
  ) {
    super(fieldInfoClass);
    this.fallback = fallback;
    this.fallbackLabel = fallbackLabel;
    this.factory = factory;
    this.alias = alias;
    this.constraints = constraints;
  }
}

function numberOf(value: Value): number | undefined {
  if (value instanceof PyFloat) return value.v;
  return typeof value === "number" ? value : undefined;
}

function constraint(run: Run, name: string, value: Value): Constraints {
  const number = numberOf(value);
  switch (name) {
    case "title":
    case "description":
    case "pattern":
      return typeof value === "string" ? { [name]: value } : {};
    case "examples":
      return { examples: jsonOf(run, value) };
    case "ge":
    case "gt":
    case "le":
    case "lt":
      return number === undefined ? {} : { [name]: number };
    case "multiple_of":
      return number === undefined ? {} : { multipleOf: number };
    case "min_length":
      return number === undefined ? {} : { minLength: number };
    case "max_length":
      return number === undefined ? {} : { maxLength: number };
    default:
      throw new Unsupported(`Field(${name}=...) is not part of the plan language`, run.at);
  }
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
];

export const fieldFunction = own(
  `Field(default=?, *, default_factory=None, alias=None, ${names.map((name) => `${name}=None`).join(", ")})`,
  (run, labels, fallback, factory, alias, ...rest) => {
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
      typeof alias === "string" ? alias : null,
      constraints,
    );
  },
);
