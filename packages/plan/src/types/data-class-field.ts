/** Fields of a dataclass: `field(...)`, what a class body says of them, how `fields` shows them. */
import { absent, defineMethods, own, ownMethod } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { type PyClass, PyInstance } from "../value/class.ts";
import { builtinClass, classOf, defineModuleException, objectClass } from "../value/classes.ts";
import { PyDict, PyList, PySet } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { PySlice } from "../value/scalar.ts";
import { reprOf } from "../value/text.ts";
import { isTrue } from "../value/truth.ts";
import type { Value } from "../value/value.ts";
import { sharedInstance } from "./immutable.ts";
import { type ModelField, plainField } from "./model-fields.ts";
import { TypeForm } from "./type-form.ts";

const fieldClass = builtinClass("Field", objectClass, "dataclasses");
/** What `field(...)` gives. */
export class FieldOptions extends PyInstance {
  readonly fallback: Value | undefined;
  readonly fallbackLabel: Label;
  readonly factory: Value | undefined;
  readonly init: boolean;
  readonly repr: boolean;
  readonly compare: boolean;
  readonly hash: boolean | null;
  readonly keywordOnly: boolean;
  readonly metadata: Value;
  constructor(
    fallback: Value | undefined,
    label: Label,
    factory: Value | undefined,
    flags: readonly boolean[],
    hash: boolean | null,
    metadata: Value,
  ) {
    super(fieldClass);
    this.fallback = fallback;
    this.fallbackLabel = label;
    this.factory = factory;
    const [init = true, repr = true, compare = true, keywordOnly = false] = flags;
    this.init = init;
    this.repr = repr;
    this.compare = compare;
    this.hash = hash;
    this.keywordOnly = keywordOnly;
    this.metadata = metadata;
  }
}

/** Options that may be of any type; the label of what their truth hangs on. */
export function optionsOf(run: Run, values: readonly Value[], labels: readonly Label[]) {
  let label: Label = run.planLabel;
  for (const one of labels) label = run.join(label, one);
  const flags = values.map((value) => {
    const flag = isTrue(run, value);
    label = run.join(label, run.label);
    return flag;
  });
  return { flags, label };
}

export const fieldFunction = own(
  "field(*, default=?, default_factory=?, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=False)",
  (run, labels, fallback, factory, init, repr, hash, compare, metadata, keywordOnly) => {
    if (fallback !== absent && factory !== absent)
      throw raise(run, "ValueError", "cannot specify both default and default_factory");
    // The default's own label stays with the default.
    const { flags, label } = optionsOf(
      run,
      [init, repr, compare, keywordOnly, ...(hash === null ? [] : [hash])],
      labels.slice(1),
    );
    const hashed = flags[4] ?? null;
    run.label = run.join(label, deepLabel(run, metadata));
    return new FieldOptions(
      fallback === absent ? undefined : fallback,
      labels[0] ?? 0,
      factory === absent ? undefined : factory,
      flags,
      hashed,
      metadata,
    );
  },
);

/** The fields that instances have. */
export function fieldsOf(cls: PyClass): readonly ModelField[] {
  return (cls.fields?.all ?? []).filter((field) => !isInitVar(field));
}

/** `InitVar[int]`: an argument of `__init__` that `__post_init__` gets. */
export function isInitVar(field: ModelField): boolean {
  return field.type instanceof TypeForm && field.type.origin === "InitVar";
}

/** `_: KW_ONLY`: the fields behind it are given by keyword. */
const keywordMarker = sharedInstance(
  new PyInstance(builtinClass("_KW_ONLY_TYPE", objectClass, "dataclasses")),
);

/** Stands for a default that there is not. */
const missing = sharedInstance(new PyInstance(builtinClass("_MISSING_TYPE", objectClass, "dataclasses")));

const frozenError = defineModuleException("dataclasses", "FrozenInstanceError", "AttributeError");

export const dataclassNames = {
  FrozenInstanceError: frozenError,
  InitVar: sharedInstance(new TypeForm("InitVar", [])),
  KW_ONLY: keywordMarker,
  MISSING: missing,
};

/** The fields of the bases and of the body, in order; what is wrong with one of them. */
export function collectFields(run: Run, cls: PyClass, keywordOnly: boolean): ModelField[] {
  const fields = new Map<string, ModelField>();
  for (const base of cls.mro.slice(1).reverse())
    for (const field of base.fields?.all ?? []) fields.set(field.name, field);
  let rest = keywordOnly;
  for (const annotation of cls.annotations) {
    const { name } = annotation;
    const type = annotation.type();
    if (type instanceof TypeForm && type.origin === "ClassVar") continue;
    if (type === keywordMarker) {
      rest = true;
      continue;
    }
    const given = cls.attributes.get(name);
    const options = given instanceof FieldOptions ? given : undefined;
    const fallback = options === undefined ? given : options.fallback;
    if (
      fallback instanceof PyList ||
      fallback instanceof PyDict ||
      fallback instanceof PySlice ||
      (fallback instanceof PySet && !fallback.frozen)
    )
      throw raise(
        run,
        "ValueError",
        `mutable default ${reprOf(run, classOf(fallback))} for field ${name} is not allowed: use default_factory`,
      );
    if (options !== undefined) {
      if (fallback === undefined) cls.attributes.delete(name);
      else cls.attributes.set(name, fallback);
    }
    fields.set(name, {
      name,
      ...plainField,
      alias: name,
      outputAlias: name,
      type,
      required: fallback === undefined && options?.factory === undefined,
      fallback: fallback ?? null,
      fallbackLabel: options === undefined ? (cls.labels?.get(name) ?? 0) : options.fallbackLabel,
      factory: options?.factory,
      init: options?.init ?? true,
      repr: options?.repr ?? true,
      compare: options?.compare ?? true,
      hash: options?.hash ?? null,
      metadata: options?.metadata ?? null,
      keywordOnly: rest || (options?.keywordOnly ?? false),
    });
  }
  for (const [name, value] of cls.attributes)
    if (value instanceof FieldOptions)
      throw raise(run, "TypeError", `'${name}' is a field but has no type annotation`);
  return Array.from(fields.values());
}

/** Positional arguments with defaults stand behind those without. */
export function checkDefaults(run: Run, fields: readonly ModelField[]): void {
  let seen = false;
  for (const field of fields.filter((one) => one.init && !one.keywordOnly)) {
    if (!field.required) seen = true;
    else if (seen)
      throw raise(run, "TypeError", `non-default argument '${field.name}' follows default argument`);
  }
}

/** A field as `fields` shows it. */
export function shownField(run: Run, field: ModelField): Value {
  const shown = new PyInstance(fieldClass);
  const set = (name: string, value: Value) => shown.set(name, value, run.label);
  set("name", field.name);
  set("type", field.type);
  shown.set(
    "default",
    field.required || field.factory !== undefined ? missing : field.fallback,
    field.fallbackLabel,
  );
  set("default_factory", field.factory ?? missing);
  set("init", field.init);
  set("repr", field.repr);
  set("hash", field.hash);
  set("compare", field.compare);
  set("metadata", field.metadata ?? new PyDict());
  set("kw_only", field.keywordOnly);
  return shown;
}

defineMethods(fieldClass, [
  ownMethod("__repr__(self, /)", (run, _labels, self) => {
    run.label = run.join(run.label, deepLabel(run, self));
    const given = self instanceof FieldOptions ? fieldShape(self) : undefined;
    const shown = (name: string): string => {
      if (self instanceof PyInstance && self.attributes.has(name))
        return reprOf(run, self.attributes.get(name) ?? null);
      return reprOf(run, given?.get(name) ?? null);
    };
    const parts = ["name", "type", "default", "default_factory", "init", "repr", "hash", "compare"].map(
      (name) => `${name}=${shown(name)}`,
    );
    const kind = given === undefined ? "_FIELD" : "None";
    return `Field(${parts.join(",")},metadata=mappingproxy({}),kw_only=${shown("kw_only")},_field_type=${kind})`;
  }),
]);

/** What `field(...)` shows before a class takes it. */
function fieldShape(field: FieldOptions): ReadonlyMap<string, Value> {
  return new Map<string, Value>([
    ["default", field.fallback ?? missing],
    ["default_factory", field.factory ?? missing],
    ["init", field.init],
    ["repr", field.repr],
    ["hash", field.hash],
    ["compare", field.compare],
    ["kw_only", field.keywordOnly ? true : missing],
  ]);
}
