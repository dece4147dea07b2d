/** pydantic's `BaseModel`: fields from annotations, validation, dumps. */
import { defineMethods, own, ownMethod, variadic } from "../builtins/define.ts";
import { raise, Unsupported } from "../errors.ts";
import { storeAttribute } from "../evaluate/attribute.ts";
import { call } from "../evaluate/call.ts";
import { collect } from "../evaluate/iterate.ts";
import type { Label } from "../metadata.ts";
import { PythonError } from "../python/error.ts";
import { writeJson } from "../python/json-text.ts";
import type { Run } from "../run.ts";
import { PyBuiltin, PyFunction } from "../value/callable.ts";
import { PyClass, PyInstance, PyProperty } from "../value/class.ts";
import { builtinClass, objectClass, typeName } from "../value/classes.ts";
import { PyDict, PyList, PySet, PyTuple } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { equals } from "../value/equality.ts";
import { jsonShape, textKey, valueOfJson, valueOfText } from "../value/json-values.ts";
import { notImplemented } from "../value/scalar.ts";
import { reprOf } from "../value/text.ts";
import { isTrue } from "../value/truth.ts";
import type { Value } from "../value/value.ts";
import { checkConstraints } from "./constraint-check.ts";
import { FieldInfo } from "./field-info.ts";
import { newInstance } from "./instantiate.ts";
import type { ModelField, ModelFields } from "./model-fields.ts";
import { TypeForm } from "./type-form.ts";
import { schemaOfType } from "./type-schema.ts";
import { type Problem, Validation, validateType, validationError } from "./validation.ts";

export const modelClass = builtinClass("BaseModel", objectClass, "pydantic.main");
modelClass.kind = "model";
modelClass.fields = { all: [], frozen: false, extra: "ignore" };

/** A type with the class's own name in place of the string that stands for it. */
function resolveForward(run: Run, type: Value, cls: PyClass): Value {
  if (typeof type === "string") {
    if (type === cls.name) return cls;
    throw new Unsupported(
      `the type "${type}" is given as text; write it without quotes, after its definition`,
      run.at,
    );
  }
  if (!(type instanceof TypeForm) || type.origin === "Literal") return type;
  return new TypeForm(
    type.origin,
    type.args.map((one, i) => (type.origin === "Annotated" && i > 0 ? one : resolveForward(run, one, cls))),
  );
}

/** Reads the fields of a model from its annotations; those of the bases come first. */
export function finishDataModel(run: Run, cls: PyClass): void {
  const fields = new Map<string, ModelField>();
  for (const base of cls.mro.slice(1).reverse())
    for (const field of base.fields?.all ?? []) fields.set(field.name, field);
  for (const annotation of cls.annotations) {
    if (annotation.name.startsWith("_") || annotation.name === "model_config") continue;
    const type = resolveForward(run, annotation.type(), cls);
    if (type instanceof TypeForm && type.origin === "ClassVar") continue;
    const given = cls.attributes.get(annotation.name);
    fields.set(annotation.name, fieldOf(annotation.name, type, given, cls.labels?.get(annotation.name) ?? 0));
    cls.attributes.delete(annotation.name);
  }
  for (const [name, value] of cls.attributes) {
    if (
      name.startsWith("_") ||
      name === "model_config" ||
      value instanceof PyFunction ||
      value instanceof PyProperty ||
      value instanceof PyClass
    )
      continue;
    if (!fields.has(name))
      throw raise(
        run,
        "TypeError",
        `A non-annotated attribute was detected: \`${name} = ${reprOf(run, value)}\`. All model fields require a type annotation; if \`${name}\` is not meant to be a field, you may be able to resolve this error by annotating it as a \`ClassVar\` or updating \`model_config['ignored_types']\`.`,
      );
  }
  const config = cls.lookup("model_config");
  const option = (name: string): Value => (config instanceof PyDict ? (config.map.get(name) ?? null) : null);
  const extra = option("extra");
  cls.fields = {
    all: Array.from(fields.values()),
    frozen: option("frozen") === true,
    extra: extra === "forbid" || extra === "allow" ? extra : "ignore",
  };
}

function fieldOf(name: string, type: Value, given: Value | undefined, label: Label): ModelField {
  const info = given instanceof FieldInfo ? given : undefined;
  const fallback = info === undefined ? given : info.fallback;
  return {
    name,
    alias: info?.alias ?? name,
    type,
    required: fallback === undefined && info?.factory === undefined,
    fallback: fallback ?? null,
    fallbackLabel: info === undefined ? label : info.fallbackLabel,
    factory: info?.factory,
    constraints: info?.constraints ?? {},
    init: true,
    repr: true,
    compare: true,
    keywordOnly: true,
  };
}

function fieldsOf(cls: PyClass): ModelFields {
  return cls.fields ?? { all: [], frozen: false, extra: "ignore" };
}

/** A container that a model has as default is copied for each instance. */
function copied(run: Run, value: Value): Value {
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
    const copy = new PyDict(0, value.shape);
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

/** Fills an instance from a dict of input; notes what does not fit. */
function fill(
  v: Validation,
  instance: PyInstance,
  input: PyDict,
  label: Label,
  path: readonly (string | number)[],
): void {
  const { run } = v;
  const { cls } = instance;
  const fields = fieldsOf(cls);
  const used = new Set<string>();
  const reference = run.join(label, input.shape);
  for (const field of fields.all) {
    const key = textKey(field.alias);
    used.add(key);
    const value = input.map.get(key);
    if (value === undefined) {
      if (field.required) {
        v.fail([...path, field.alias], "missing", "Field required", input);
        continue;
      }
      const made =
        field.factory === undefined ? copied(run, field.fallback) : call(run, field.factory, [], [], null);
      instance.set(field.name, made, run.join(reference, field.fallbackLabel));
      continue;
    }
    const valueLabel = run.join(input.labelOf(key), label);
    const at = [...path, field.alias];
    const checked = validateType(v, field.type, value, valueLabel, at);
    if (checked !== undefined && checkConstraints(v, field.constraints, checked, value, at))
      instance.set(field.name, checked, valueLabel);
  }
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
    if (fields.extra === "allow" && typeof key === "string")
      instance.set(key, value, run.join(input.labelOf(hash), label));
  }
  run.chargeCells(instance.attributes.size);
  instance.shape = run.join(instance.shape, reference);
}

/** A model from an instance or a dict; undefined with the problems noted. */
export function validateModel(
  v: Validation,
  cls: PyClass,
  value: Value,
  label: Label,
  path: readonly (string | number)[],
): Value | undefined {
  if (value instanceof PyInstance && value.cls.isSubclassOf(cls)) return value;
  if (!(value instanceof PyDict))
    return v.fail(path, "model_type", `Input should be a valid dictionary or instance of ${cls.name}`, value);
  const instance = new PyInstance(cls);
  const count = v.problems.length;
  fill(v, instance, value, label, path);
  return v.problems.length > count ? undefined : instance;
}

/** `cls.model_validate(value)`; ValidationError. */
export function modelFrom(run: Run, cls: PyClass, value: Value, label: Label): Value {
  const v = new Validation(run);
  const made = validateModel(v, cls, value, label, []);
  run.label = run.join(label, deepLabel(run, value));
  if (made === undefined) throw validationError(run, cls.name, v.problems);
  run.label = label;
  return made;
}

const init = variadic("__init__", (run, values, labels, names) => {
  const [self = null] = values;
  if (!(self instanceof PyInstance)) throw raise(run, "TypeError", "__init__() needs an instance");
  const positional = values.length - (names?.length ?? 0);
  if (positional > 1)
    throw raise(
      run,
      "TypeError",
      `BaseModel.__init__() takes 1 positional argument but ${positional} were given`,
    );
  const input = new PyDict();
  let label: Label = 0;
  names?.forEach((name, i) => {
    const value = values[positional + i] ?? null;
    input.set(textKey(name), name, value, labels[positional + i] ?? 0);
    label = run.join(label, run.join(labels[positional + i] ?? 0, deepLabel(run, value)));
  });
  const v = new Validation(run);
  fill(v, self, input, 0, []);
  run.label = label;
  if (v.problems.length > 0) throw validationError(run, self.cls.name, v.problems);
  run.label = run.planLabel;
  return null;
});

function shownFields(run: Run, self: Value, separator: string): string {
  if (!(self instanceof PyInstance)) return "";
  const names = Array.from(self.attributes.keys());
  return names.map((name) => `${name}=${reprOf(run, self.attributes.get(name) ?? null)}`).join(separator);
}

interface DumpOptions {
  readonly json: boolean;
  readonly excludeNone: boolean;
  readonly byAlias: boolean;
  readonly include: ReadonlySet<string> | null;
  readonly exclude: ReadonlySet<string>;
}

/** A model as a dict, nested models and containers too. */
function dump(run: Run, value: Value, options: DumpOptions): Value {
  const inner = { ...options, include: null, exclude: new Set<string>() };
  if (value instanceof PyInstance && value.cls.kind === "model") {
    const dict = new PyDict(0, value.shape);
    const aliases = new Map(fieldsOf(value.cls).all.map((field) => [field.name, field.alias]));
    run.chargeCells(value.attributes.size);
    for (const [name, item] of value.attributes) {
      if (options.exclude.has(name) || (options.include !== null && !options.include.has(name))) continue;
      if (options.excludeNone && item === null) continue;
      const key = options.byAlias ? (aliases.get(name) ?? name) : name;
      dict.set(textKey(key), key, dump(run, item, inner), value.labelOf(name));
    }
    return dict;
  }
  if (value instanceof PyInstance && options.json) {
    const shape = jsonShape(run, value, true);
    return "value" in shape
      ? typeof shape.value === "number" || typeof shape.value === "string" || typeof shape.value === "boolean"
        ? shape.value
        : value
      : value;
  }
  if (value instanceof PyList) {
    run.chargeCells(value.items.length);
    return new PyList(
      value.items.map((item) => dump(run, item, inner)),
      value.each,
      value.shape,
      value.labels?.slice() ?? null,
    );
  }
  if (value instanceof PyTuple && value.cls === null)
    return new PyTuple(
      value.items.map((item) => dump(run, item, inner)),
      value.each,
      value.labels,
    );
  if (value instanceof PyDict) {
    const copy = new PyDict(0, value.shape);
    for (const [hash, item] of value.map)
      copy.set(hash, value.keyOf(hash), dump(run, item, inner), value.labelOf(hash));
    return copy;
  }
  return value;
}

function namesOf(run: Run, value: Value): ReadonlySet<string> {
  if (value === null) return new Set();
  return new Set(collect(run, value).items.filter((item) => typeof item === "string"));
}

const classMethod = (builtin: PyBuiltin) => new PyBuiltin(builtin.name, builtin.invoke, "class");

function classArgument(run: Run, value: Value): PyClass {
  if (value instanceof PyClass) return value;
  throw raise(run, "TypeError", `a model class is needed, not '${typeName(value)}'`);
}

modelClass.attributes.set("__init__", init);
defineMethods(modelClass, [
  ownMethod("__repr__(self, /)", (run, _labels, self) => {
    run.label = run.join(run.label, deepLabel(run, self));
    return `${typeName(self)}(${shownFields(run, self, ", ")})`;
  }),
  ownMethod("__str__(self, /)", (run, _labels, self) => {
    run.label = run.join(run.label, deepLabel(run, self));
    return shownFields(run, self, " ");
  }),
  ownMethod("__eq__(self, other, /)", (run, _labels, self, other) => {
    if (!(self instanceof PyInstance && other instanceof PyInstance) || self.cls !== other.cls)
      return notImplemented;
    run.label = run.join(run.label, run.join(deepLabel(run, self), deepLabel(run, other)));
    const { label } = run;
    for (const [name, value] of self.attributes) {
      const theirs = other.attributes.get(name);
      if (theirs === undefined || !equals(run, value, theirs)) return false;
    }
    run.label = run.join(run.label, label);
    return self.attributes.size === other.attributes.size;
  }),
  ownMethod("__setattr__(self, name, value, /)", (run, [reference = 0, , label = 0], self, name, value) => {
    if (!(self instanceof PyInstance) || typeof name !== "string") return null;
    const fields = fieldsOf(self.cls);
    if (fields.frozen)
      throw validationError(run, self.cls.name, [
        { path: [name], type: "frozen_instance", message: "Instance is frozen", input: value },
      ]);
    if (!fields.all.some((field) => field.name === name) && fields.extra !== "allow" && !name.startsWith("_"))
      throw raise(run, "ValueError", `"${self.cls.name}" object has no field "${name}"`);
    storeAttribute(run, self, name, value, run.join(label, reference));
    return null;
  }),
  ownMethod(
    "model_dump(self, *, mode='python', include=None, exclude=None, by_alias=False, exclude_none=False)",
    (run, [label = 0], self, mode, include, exclude, byAlias, excludeNone) => {
      const options: DumpOptions = {
        json: mode === "json",
        excludeNone: isTrue(run, excludeNone),
        byAlias: isTrue(run, byAlias),
        include: include === null ? null : namesOf(run, include),
        exclude: namesOf(run, exclude),
      };
      run.label = label;
      return dump(run, self, options);
    },
  ),
  ownMethod(
    "model_dump_json(self, *, indent=None, include=None, exclude=None, by_alias=False, exclude_none=False)",
    (run, [label = 0], self, indent, include, exclude, byAlias, excludeNone) => {
      const options: DumpOptions = {
        json: true,
        excludeNone: isTrue(run, excludeNone),
        byAlias: isTrue(run, byAlias),
        include: include === null ? null : namesOf(run, include),
        exclude: namesOf(run, exclude),
      };
      const plain = dump(run, self, options);
      run.label = run.join(label, deepLabel(run, self));
      const compact = indent === null;
      const text = writeJson<Value>(plain, (item) => jsonShape(run, item, true), {
        ensureAscii: false,
        indent: compact ? undefined : " ".repeat(Math.max(0, Number(indent))),
        itemSeparator: ",",
        keySeparator: compact ? ":" : ": ",
        charge: run.chargeBytes,
      });
      run.chargeText(text.length);
      return text;
    },
  ),
  ownMethod("model_copy(self, *, update=None, deep=False)", (run, [label = 0], self, update, deep) => {
    if (!(self instanceof PyInstance)) return null;
    const copy = new PyInstance(self.cls);
    copy.shape = self.shape;
    const whole = isTrue(run, deep);
    for (const [name, value] of self.attributes)
      copy.set(name, whole ? copied(run, value) : value, self.labelOf(name));
    if (update instanceof PyDict)
      for (const [key, value, valueLabel] of update.entries())
        if (typeof key === "string") copy.set(key, value, run.join(valueLabel, update.shape));
    run.label = label;
    return copy;
  }),
  classMethod(
    own("model_validate(cls, obj, /)", (run, [, label = 0], cls, value) =>
      modelFrom(run, classArgument(run, cls), value, label),
    ),
  ),
  classMethod(
    own("model_validate_json(cls, json_data, /)", (run, [, label = 0], cls, text) => {
      if (typeof text !== "string") throw raise(run, "TypeError", "model_validate_json() needs a str");
      const model = classArgument(run, cls);
      let value: Value;
      try {
        value = valueOfText(run, text, label, false);
      } catch (thrown) {
        if (!(thrown instanceof PythonError)) throw thrown;
        const problem: Problem = { path: [], type: "json_invalid", message: "Invalid JSON", input: text };
        run.label = label;
        throw validationError(run, model.name, [problem]);
      }
      return modelFrom(run, model, value, label);
    }),
  ),
  classMethod(
    own("model_json_schema(cls, /)", (run, _labels, cls) =>
      valueOfJson(run, schemaOfType(run, cls), run.planLabel, false),
    ),
  ),
  classMethod(
    variadic("model_construct", (run, values, labels, names) => {
      const [cls = null] = values;
      const model = classArgument(run, cls);
      const instance = newInstance(model, [], [], null);
      const first = values.length - (names?.length ?? 0);
      for (const field of fieldsOf(model).all)
        if (!field.required) instance.set(field.name, copied(run, field.fallback), field.fallbackLabel);
      names?.forEach((name, i) => {
        instance.set(name, values[first + i] ?? null, labels[first + i] ?? 0);
      });
      run.label = run.planLabel;
      return instance;
    }),
  ),
]);
