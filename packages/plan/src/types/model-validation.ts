/** Models from input: fields, the validators of the plan, what `model_config` says. */
import { modelConfigNames } from "../check/modules.ts";
import { raise, Unsupported } from "../errors.ts";
import { findAttribute } from "../evaluate/attribute.ts";
import { call, callProtocol } from "../evaluate/call.ts";
import { attempt } from "../evaluate/try.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { PyBuiltin, PyFunction } from "../value/callable.ts";
import { type PyClass, PyInstance, rawOf } from "../value/class.ts";
import { PyDict, PyList, PySet } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { textKey } from "../value/json-values.ts";
import { reprOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";
import { constrain } from "./constraint-check.ts";
import { completeFields } from "./forward-types.ts";
import {
  type ModelField,
  type ModelFields,
  type ModelHook,
  ModelInstance,
  noFields,
} from "./model-fields.ts";
import { callHook, validationInfo } from "./model-hooks.ts";
import { validateTagged } from "./tagged-union.ts";
import { applyHook, Validation, validateType } from "./validation.ts";
import { ModelError, validationError } from "./validation-error.ts";

type Path = readonly (string | number)[];

export function fieldsOf(cls: PyClass): ModelFields {
  return cls.fields ?? noFields;
}

/** A container that a model has as default is copied for each instance. */
export function copied(run: Run, value: Value): Value {
  if (value instanceof PyList) {
    run.chargeCells(value.items.length);
    return new PyList(
      value.items.map((item) => copied(run, item)),
      value.each,
      value.shape,
      value.labels?.slice() ?? null,
    );
  }
  if (value instanceof PyDict) {
    run.chargeCells(value.size);
    const copy = new PyDict(0, value.shape, false, value.cls);
    copy.factory = value.factory;
    for (const [hash, item] of value.map)
      copy.set(hash, value.keyOf(hash), copied(run, item), value.labelOf(hash));
    return copy;
  }
  if (value instanceof PySet && !value.frozen) {
    const copy = new PySet(false, value.shape);
    for (const [hash, item] of value.map) copy.map.set(hash, item);
    return copy;
  }
  return value;
}

/** A field's default for a new instance; its label is in `run.label`. */
export function defaultOf(run: Run, field: ModelField): Value {
  if (field.factory !== undefined) {
    run.label = run.join(run.planLabel, field.fallbackLabel);
    const made = callProtocol(run, field.factory, [], []);
    run.label = run.join(run.label, field.fallbackLabel);
    return made;
  }
  run.label = field.fallbackLabel;
  return copied(run, field.fallback);
}

function hooksFor(fields: ModelFields, name: string, mode: ModelHook["mode"]): ModelHook[] {
  return Array.from(fields.hooks.values()).filter(
    (hook) =>
      hook.kind === "field validator" &&
      hook.mode === mode &&
      (hook.fields.includes(name) || hook.fields.includes("*")),
  );
}

/** One field's value through its validators; undefined with the problems noted. */
export function validateField(
  v: Validation,
  cls: PyClass,
  field: ModelField,
  value: Value,
  label: Label,
  path: Path,
  data: PyDict,
): Value | undefined {
  const { run } = v;
  const fields = fieldsOf(cls);
  const info = () => validationInfo(run, field.name, data);
  const through = (hooks: readonly ModelHook[], start: Value): Value | undefined => {
    let current: Value | undefined = start;
    for (const hook of hooks) {
      if (current === undefined) return undefined;
      const given = current;
      const givenLabel = run.join(label, v.label);
      run.label = givenLabel;
      current = applyHook(v, path, given, value, hook.target, () =>
        callHook(run, hook.target, cls, [given], [givenLabel], info),
      );
    }
    return current;
  };
  const [plain] = hooksFor(fields, field.name, "plain");
  if (plain !== undefined) return through([plain], value);
  const input = through(hooksFor(fields, field.name, "before").reverse(), value);
  if (input === undefined) return undefined;
  const strict = v.strict;
  v.strict = v.forced ?? field.strict ?? (fields.config.strict || strict);
  const { discriminator } = field.constraints;
  const valid =
    discriminator === undefined
      ? validateType(v, field.type, input, label, path)
      : validateTagged(v, field.type, discriminator, input, label, path);
  v.strict = strict;
  const checked = valid === undefined ? undefined : constrain(v, field.constraints, valid, input, path);
  if (checked === undefined) return undefined;
  const made = through(hooksFor(fields, field.name, "after"), checked);
  const member = made instanceof PyInstance && made.cls.kind === "enum" && fields.config.enumValues;
  return member && made instanceof PyInstance ? (made.attributes.get("value") ?? null) : made;
}

/** Fills an instance from a dict of input; notes what does not fit. */
function fill(v: Validation, instance: PyInstance, input: PyDict, label: Label, path: Path): void {
  const { run } = v;
  const { cls } = instance;
  const fields = fieldsOf(cls);
  const { config } = fields;
  const outer = v.config;
  v.config = config;
  const used = new Set<string>();
  const reference = run.join(label, input.shape);
  const data = new PyDict();
  const store = (field: ModelField, value: Value, valueLabel: Label) => {
    instance.set(field.name, value, valueLabel);
    data.set(textKey(field.name), field.name, value, valueLabel);
  };
  for (const field of fields.all) {
    const keys = config.byAlias ? [field.alias, ...field.otherAliases] : [];
    if (config.byName && !keys.includes(field.name)) keys.push(field.name);
    const found = keys.find((key) => input.map.has(textKey(key)));
    for (const key of keys) used.add(textKey(key));
    const value = found === undefined ? undefined : input.map.get(textKey(found));
    if (found === undefined || value === undefined) {
      if (field.required) {
        v.fail([...path, field.alias], "missing", "Field required", input);
        continue;
      }
      const made = defaultOf(run, field);
      const fallbackLabel = run.join(reference, run.label);
      if (field.validatesDefault || config.validateDefault) {
        const checked = validateField(v, cls, field, made, fallbackLabel, [...path, field.alias], data);
        if (checked !== undefined) store(field, checked, run.join(fallbackLabel, v.label));
      } else store(field, made, fallbackLabel);
      continue;
    }
    const valueLabel = run.join(input.labelOf(textKey(found)), label);
    const outerLabel = v.label;
    v.label = 0;
    const made = validateField(v, cls, field, value, valueLabel, [...path, found], data);
    if (made !== undefined) store(field, made, run.join(valueLabel, v.label));
    // That a field is there tells validators of later ones that it fitted.
    data.shape = run.join(data.shape, run.join(run.join(valueLabel, v.label), deepLabel(run, value)));
    v.label = run.join(outerLabel, v.label);
    if (instance instanceof ModelInstance) instance.given.add(field.name);
  }
  v.config = outer;
  for (const [hash, value] of input.map) {
    if (typeof hash === "string" && used.has(hash)) continue;
    const key = input.keyOf(hash);
    if (fields.extra === "forbid")
      v.fail(
        [...path, typeof key === "string" ? key : reprOf(run, key)],
        "extra_forbidden",
        "Extra inputs are not permitted",
        value,
      );
    if (fields.extra === "allow" && typeof key === "string") {
      instance.set(key, value, run.join(input.labelOf(hash), label));
      if (instance instanceof ModelInstance) instance.given.add(key);
    }
  }
  for (const [name, hidden] of fields.hidden) {
    if (hidden.value instanceof PrivateDefault && hidden.value.factory !== null) {
      run.label = hidden.label;
      instance.set(name, callProtocol(run, hidden.value.factory, [], []), run.join(run.label, reference));
    } else
      instance.set(
        name,
        copied(run, hidden.value instanceof PrivateDefault ? hidden.value.fallback : hidden.value),
        run.join(hidden.label, reference),
      );
  }
  run.chargeCells(instance.attributes.size);
  instance.shape = run.join(instance.shape, reference);
}

/** `PrivateAttr(default)`, `PrivateAttr(default_factory=list)`. */
export class PrivateDefault extends PyInstance {
  readonly fallback: Value;
  readonly factory: Value;
  constructor(cls: PyClass, fallback: Value, factory: Value) {
    super(cls);
    this.fallback = fallback;
    this.factory = factory;
  }
  override inside(): Iterable<Value> {
    return [this.fallback, this.factory];
  }
}

function modelHooks(fields: ModelFields, mode: ModelHook["mode"]): ModelHook[] {
  return Array.from(fields.hooks.values()).filter(
    (hook) => hook.kind === "model validator" && hook.mode === mode,
  );
}

/** The attributes of any object, as `from_attributes` reads them. */
function attributesOf(run: Run, cls: PyClass, value: Value, label: Label): PyDict {
  const dict = new PyDict(0, label);
  for (const field of fieldsOf(cls).all) {
    run.label = label;
    const found = findAttribute(run, value, field.alias);
    if (found !== undefined) dict.set(textKey(field.alias), field.alias, found, run.label);
  }
  return dict;
}

/**
 * A model from an instance or a dict; undefined with the problems noted. `target` is the instance that `__init__` fills;
 * without it a new one is made.
 */
export function validateModel(
  v: Validation,
  cls: PyClass,
  given: Value,
  label: Label,
  path: Path,
  target: PyInstance | null = null,
): Value | undefined {
  const { run } = v;
  completeFields(run, cls);
  const fields = fieldsOf(cls);
  // What a problem says of a field, such as its bounds, came with the class.
  v.label = run.join(v.label, cls.fieldsLabel);
  const count = v.problems.length;
  const info = () => validationInfo(run, null, null);
  let input: Value | undefined = given;
  for (const hook of modelHooks(fields, "before").reverse()) {
    if (input === undefined) return undefined;
    const current: Value = input;
    const at = run.join(label, v.label);
    run.label = at;
    input = applyHook(v, path, current, given, hook.target, () =>
      callHook(run, hook.target, cls, [current], [at], info),
    );
  }
  if (input === undefined) return undefined;
  if (target === null && input instanceof PyInstance && input.cls.isSubclassOf(cls)) {
    if (input instanceof ModelInstance) v.fieldsGiven = (v.fieldsGiven ?? 0) + input.given.size;
    return input;
  }
  v.converted();
  const fromAttributes = fields.config.fromAttributes || v.fromAttributes;
  if (fromAttributes && input instanceof PyInstance && rawOf(input) === input)
    input = attributesOf(run, cls, input, label);
  const dict = rawOf(input);
  if (!(dict instanceof PyDict))
    return v.fail(
      path,
      fromAttributes && !v.fromJson ? "model_attributes_type" : "model_type",
      v.fromJson
        ? "Input should be an object"
        : fromAttributes
          ? "Input should be a valid dictionary or object to extract fields from"
          : `Input should be a valid dictionary or instance of ${cls.name}`,
      given,
      fromAttributes ? {} : { class_name: cls.name },
    );
  const init = cls.lookup("__init__");
  if (target === null && init instanceof PyFunction) return throughInit(v, cls, dict, label, path);
  const instance = target ?? new ModelInstance(cls);
  fill(v, instance, dict, run.join(label, v.label), path);
  if (v.problems.length > count) return undefined;
  if (instance instanceof ModelInstance) v.fieldsGiven = (v.fieldsGiven ?? 0) + instance.given.size;
  const after = cls.lookup("model_post_init");
  if (after !== undefined && !(after instanceof PyBuiltin)) {
    run.label = label;
    callProtocol(run, after, [instance, null], [label, 0]);
  }
  let result: Value | undefined = instance;
  for (const hook of modelHooks(fields, "after")) {
    if (result === undefined) return undefined;
    const current: Value = result;
    run.label = label;
    result = applyHook(v, path, current, given, hook.target, () =>
      callHook(run, hook.target, cls, [current], [label], info),
    );
  }
  return result;
}

/** A model whose `__init__` the plan wrote is made by it. */
function throughInit(v: Validation, cls: PyClass, dict: PyDict, label: Label, path: Path): Value | undefined {
  const { run } = v;
  const names: string[] = [];
  const values: Value[] = [];
  const labels: Label[] = [];
  for (const [key, value, valueLabel] of dict.entries()) {
    if (typeof key !== "string") throw raise(run, "TypeError", "keywords must be strings");
    names.push(key);
    values.push(value);
    labels.push(run.join(valueLabel, label));
  }
  let error: ModelError | undefined;
  run.label = run.join(label, dict.shape);
  const made = attempt(
    run,
    () => call(run, cls, values, labels, names),
    (raised) => {
      if (raised.exception instanceof ModelError) error = raised.exception;
      return error !== undefined;
    },
    cls,
  );
  v.label = run.join(v.label, run.label);
  if (error === undefined) return made ?? null;
  v.label = run.join(v.label, deepLabel(run, error));
  for (const problem of error.problems) v.problems.push({ ...problem, path: [...path, ...problem.path] });
  return undefined;
}

/** `cls.model_validate(value)`; ValidationError. */
export function modelFrom(
  run: Run,
  cls: PyClass,
  value: Value,
  label: Label,
  {
    strict,
    fromJson = false,
    fromAttributes = false,
  }: { strict?: boolean | undefined; fromJson?: boolean; fromAttributes?: boolean } = {},
): Value {
  const v = new Validation(run, strict ?? false);
  v.forced = strict;
  v.fromJson = fromJson;
  v.fromAttributes = fromAttributes;
  const made = validateModel(v, cls, value, label, []);
  run.label = run.join(run.join(label, v.label), deepLabel(run, value));
  if (made === undefined) throw validationError(run, fieldsOf(cls).config.title ?? cls.name, v.problems);
  run.label = run.join(label, v.label);
  return made;
}

/** `model_config`: what it says; refuses what the plan language lacks. */
export function readConfig(
  run: Run,
  given: Value | undefined,
): ModelFields["config"] & Pick<ModelFields, "frozen" | "extra"> {
  const dict = given instanceof PyDict ? given : new PyDict();
  for (const key of dict.map.keys())
    if (typeof key !== "string" || !modelConfigNames.has(key))
      throw new Unsupported(
        `model_config[${String(key)}] is not part of the plan language; leave it away`,
        run.at,
      );
  const flag = (name: string) => dict.map.get(name) === true;
  const number = (name: string) => {
    const value = dict.map.get(name);
    return typeof value === "number" ? value : undefined;
  };
  const extra = dict.map.get("extra");
  const title = dict.map.get("title");
  return {
    strict: flag("strict"),
    stripWhitespace: flag("str_strip_whitespace"),
    textCase: flag("str_to_lower") ? "lower" : flag("str_to_upper") ? "upper" : null,
    minLength: number("str_min_length"),
    maxLength: number("str_max_length"),
    validateAssignment: flag("validate_assignment"),
    validateDefault: flag("validate_default"),
    byName: flag("populate_by_name") || flag("validate_by_name"),
    byAlias: dict.map.get("validate_by_alias") !== false,
    enumValues: flag("use_enum_values"),
    fromAttributes: flag("from_attributes"),
    numbersToText: flag("coerce_numbers_to_str"),
    title: typeof title === "string" ? title : null,
    aliasGenerator: dict.map.get("alias_generator") ?? null,
    schemaExtra: dict.map.get("json_schema_extra") ?? null,
    frozen: flag("frozen"),
    extra: extra === "forbid" || extra === "allow" ? extra : "ignore",
  };
}
