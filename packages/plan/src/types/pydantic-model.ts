/** pydantic's `BaseModel`: its fields from annotations, and its methods. */
import { defineMethods, joinAll, own, ownMethod, variadic } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import { storeAttribute } from "../evaluate/attribute.ts";
import { callProtocol } from "../evaluate/call.ts";
import { iterate } from "../evaluate/iterate.ts";
import type { Label } from "../metadata.ts";
import { PythonError } from "../python/error.ts";
import { jsonProblem } from "../python/json-problem.ts";
import { writeJson } from "../python/json-text.ts";
import type { Run } from "../run.ts";
import { PyBuiltin, PyFunction } from "../value/callable.ts";
import { PyClass, PyInstance, PyProperty, rawOf } from "../value/class.ts";
import { builtinClass, objectClass, typeName } from "../value/classes.ts";
import { PyDict, PySet, PyTuple } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { equals } from "../value/equality.ts";
import { jsonShape, textKey, valueOfText } from "../value/json-values.ts";
import { notImplemented, PyBytes } from "../value/scalar.ts";
import { reprOf } from "../value/text.ts";
import { isTrue } from "../value/truth.ts";
import type { Value } from "../value/value.ts";
import { describeField, FieldInfo } from "./field-info.ts";
import { completeFields, type PendingType, resolveTexts, textsIn } from "./forward-types.ts";
import { newInstance } from "./instantiate.ts";
import { computedFields, type DumpOptions, dump, selectionOf } from "./model-dump.ts";
import { type ModelField, type ModelHook, ModelInstance, noFields } from "./model-fields.ts";
import { HookMark } from "./model-hooks.ts";
import {
  copied,
  defaultOf,
  fieldsOf,
  modelFrom,
  PrivateDefault,
  readConfig,
  validateField,
  validateModel,
} from "./model-validation.ts";
import { valueOfSchema } from "./schema-value.ts";
import { TypeForm } from "./type-form.ts";
import { schemaOfType } from "./type-schema.ts";
import { Validation } from "./validation.ts";
import { validationError } from "./validation-error.ts";

export const modelClass = builtinClass("BaseModel", objectClass, "pydantic.main");
modelClass.kind = "model";
modelClass.fields = noFields;

/** `Annotated[int, Field(...)] = 3`: what the note says of the field itself. */
function noteOf(type: Value): FieldInfo | undefined {
  if (!(type instanceof TypeForm) || type.origin !== "Annotated") return undefined;
  return type.args.slice(1).find((one) => one instanceof FieldInfo);
}

/** Reads the fields of a model from its annotations; those of the bases come first. */
export function finishDataModel(
  run: Run,
  cls: PyClass,
  options: ReadonlyMap<string, { readonly value: Value }>,
): void {
  const fields = new Map<string, ModelField>();
  const hooks = new Map<string, ModelHook>();
  const hidden = new Map<string, { value: Value; label: Label }>();
  for (const base of cls.mro.slice(1).reverse()) {
    for (const field of base.fields?.all ?? []) fields.set(field.name, field);
    for (const [name, hook] of base.fields?.hooks ?? []) hooks.set(name, hook);
    for (const [name, one] of base.fields?.hidden ?? []) hidden.set(name, one);
  }
  for (const [name, value] of Array.from(cls.attributes)) {
    if (!(value instanceof HookMark)) continue;
    hooks.set(name, value.hook);
    cls.attributes.set(name, value.hook.target);
  }
  const pending: PendingType[] = [];
  for (const base of cls.mro.slice(1)) pending.push(...(base.fields?.pending ?? []));
  const described = new PyDict();
  const inherited = cls.lookup("model_fields");
  if (inherited instanceof PyDict)
    for (const [hash, value] of inherited.map) described.set(hash, inherited.keyOf(hash), value, 0);
  const read = readConfig(run, configOf(run, cls, options));
  for (const annotation of cls.annotations) {
    const { name } = annotation;
    if (name === "model_config") continue;
    const given = cls.attributes.get(name);
    const label = cls.labels?.get(name) ?? 0;
    if (name.startsWith("_")) continue;
    const type = resolveTexts(annotation.type(), (text) =>
      text === cls.name ? cls : annotation.textType(text),
    );
    for (const text of textsIn(type)) pending.push({ text, find: () => annotation.textType(text) });
    if (type instanceof TypeForm && type.origin === "ClassVar") continue;
    const field = fieldOf(name, type, given, label);
    fields.set(name, aliased(run, cls, field, read.aliasGenerator));
    const info = given instanceof FieldInfo ? given : noteOf(type);
    described.set(textKey(name), name, describeField(name, type, field.required, field.fallback, info), 0);
    cls.attributes.delete(name);
  }
  for (const [name, value] of Array.from(cls.attributes)) {
    const method =
      value instanceof PyFunction ||
      value instanceof PyProperty ||
      value instanceof PyClass ||
      value instanceof PyBuiltin;
    if (name.startsWith("_") && !name.startsWith("__") && !method) {
      hidden.set(name, { value, label: cls.labels?.get(name) ?? 0 });
      cls.attributes.delete(name);
      continue;
    }
    if (name.startsWith("_") || name === "model_config" || method || fields.has(name)) continue;
    const declared = cls.annotations.some((one) => one.name === name);
    if (declared) continue;
    throw raise(
      run,
      "TypeError",
      `A non-annotated attribute was detected: \`${name} = ${reprOf(run, value)}\`. All model fields require a type annotation; if \`${name}\` is not meant to be a field, you may be able to resolve this error by annotating it as a \`ClassVar\` or updating \`model_config['ignored_types']\`.`,
    );
  }
  const { frozen, extra, ...config } = read;
  cls.attributes.set("model_fields", described);
  cls.fields = { all: Array.from(fields.values()), frozen, extra, config, hooks, hidden, pending };
  if (frozen && !cls.attributes.has("__hash__")) cls.attributes.set("__hash__", frozenHash);
}

/** `model_config` of the class and its bases, and the keywords of the class statement. */
function configOf(run: Run, cls: PyClass, options: ReadonlyMap<string, { readonly value: Value }>): PyDict {
  const merged = new PyDict();
  for (const base of Array.from(cls.mro).reverse()) {
    const own = rawOf(base.attributes.get("model_config") ?? null);
    if (own instanceof PyDict)
      for (const [hash, value] of own.map) merged.set(hash, own.keyOf(hash), value, 0);
  }
  for (const [name, option] of options) merged.set(textKey(name), name, option.value, 0);
  run.chargeCells(merged.size);
  return merged;
}

/** A field with the alias that `alias_generator` makes for it, where it has none of its own. */
function aliased(run: Run, cls: PyClass, field: ModelField, generator: Value): ModelField {
  if (generator === null || field.alias !== field.name || field.outputAlias !== field.name) return field;
  run.label = run.planLabel;
  const alias = callProtocol(run, generator, [field.name], [run.planLabel]);
  cls.fieldsLabel = run.join(cls.fieldsLabel, run.label);
  return typeof alias === "string" ? { ...field, alias, outputAlias: alias } : field;
}

function fieldOf(name: string, type: Value, given: Value | undefined, label: Label): ModelField {
  const info = given instanceof FieldInfo ? given : undefined;
  const note = noteOf(type);
  const known = info ?? note;
  const fallback = info === undefined ? (given === undefined ? note?.fallback : given) : info.fallback;
  const factory = info?.factory ?? (given === undefined ? note?.factory : undefined);
  return {
    name,
    alias: known?.alias ?? name,
    otherAliases: known?.otherAliases ?? [],
    outputAlias: known?.outputAlias ?? name,
    type,
    required: fallback === undefined && factory === undefined,
    fallback: fallback ?? null,
    fallbackLabel: info === undefined ? label : info.fallbackLabel,
    factory,
    constraints: { ...note?.constraints, ...info?.constraints },
    strict: known?.strict,
    frozen: known?.frozen ?? false,
    excluded: known?.excluded ?? false,
    validatesDefault: known?.validatesDefault ?? false,
    init: true,
    repr: known?.shown ?? true,
    compare: true,
    hash: null,
    keywordOnly: true,
    metadata: null,
  };
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
  const made = validateModel(v, self.cls, input, 0, [], self);
  run.label = run.join(label, v.label);
  if (made === undefined)
    throw validationError(run, fieldsOf(self.cls).config.title ?? self.cls.name, v.problems);
  run.label = run.planLabel;
  return null;
});

/** What `repr` and `str` show: fields, extra values, computed fields. */
function shownFields(run: Run, self: Value, separator: string): string {
  if (!(self instanceof PyInstance)) return "";
  const fields = new Map(fieldsOf(self.cls).all.map((field) => [field.name, field]));
  const parts: string[] = [];
  for (const [name, value] of self.attributes)
    if (!name.startsWith("_") && fields.get(name)?.repr !== false)
      parts.push(`${name}=${reprOf(run, value)}`);
  let { label } = run;
  for (const [name, value] of computedFields(run, self)) {
    run.label = run.join(run.join(label, run.label), deepLabel(run, value));
    parts.push(`${name}=${reprOf(run, value)}`);
    label = run.label;
  }
  run.label = label;
  return parts.join(separator);
}

const frozenHash = ownMethod("__hash__(self, /)", (run, _labels, self) => {
  run.label = run.join(run.label, deepLabel(run, self));
  return new PyTuple(
    self instanceof PyInstance
      ? fieldsOf(self.cls).all.map((field) => self.attributes.get(field.name) ?? null)
      : [],
  );
});

const classMethod = (builtin: PyBuiltin, name = builtin.name) =>
  new PyBuiltin(name, builtin.invoke, "class", [], builtin.keywords);

function classArgument(run: Run, value: Value): PyClass {
  if (value instanceof PyClass) return value;
  throw raise(run, "TypeError", `a model class is needed, not '${typeName(value)}'`);
}

function setField(run: Run, self: PyInstance, name: string, value: Value, label: Label): void {
  const { cls } = self;
  const fields = fieldsOf(cls);
  const field = fields.all.find((one) => one.name === name);
  if (fields.frozen || field?.frozen)
    throw validationError(run, fields.config.title ?? cls.name, [
      {
        path: [name],
        type: fields.frozen ? "frozen_instance" : "frozen_field",
        message: fields.frozen ? "Instance is frozen" : "Field is frozen",
        input: value,
        context: {},
      },
    ]);
  if (field === undefined && fields.config.validateAssignment && fields.extra !== "allow")
    throw validationError(run, fields.config.title ?? cls.name, [
      {
        path: [name],
        type: "no_such_attribute",
        message: `Object has no attribute '${name}'`,
        input: value,
        context: { attribute: name },
      },
    ]);
  if (field === undefined && fields.extra !== "allow" && !name.startsWith("_"))
    throw raise(run, "ValueError", `"${cls.name}" object has no field "${name}"`);
  let stored: Value = value;
  let storedLabel = label;
  if (field !== undefined && fields.config.validateAssignment) {
    const v = new Validation(run);
    v.config = fields.config;
    v.label = run.join(v.label, cls.fieldsLabel);
    const data = new PyDict();
    for (const [key, one] of self.attributes) data.set(textKey(key), key, one, self.labelOf(key));
    const made = validateField(v, cls, field, value, label, [name], data);
    storedLabel = run.join(label, v.label);
    run.label = run.join(storedLabel, deepLabel(run, value));
    if (made === undefined) throw validationError(run, fields.config.title ?? cls.name, v.problems);
    stored = made;
  }
  storeAttribute(run, self, name, stored, storedLabel);
  if (self instanceof ModelInstance && !name.startsWith("_")) self.given.add(name);
}

function optionsOf(
  run: Run,
  json: boolean,
  byAlias: Value,
  unset: Value,
  defaults: Value,
  none: Value,
): DumpOptions {
  return {
    json,
    byAlias: byAlias !== null && isTrue(run, byAlias),
    withoutUnset: isTrue(run, unset),
    withoutDefaults: isTrue(run, defaults),
    withoutNone: isTrue(run, none),
    serialized: { label: 0 },
  };
}

const dumpParameters =
  "include=None, exclude=None, by_alias=None, exclude_unset=False, exclude_defaults=False, exclude_none=False, round_trip=False, warnings=True";

const toDict = (name: string) =>
  ownMethod(
    `${name}(self, *, mode='python', ${dumpParameters})`,
    (
      run,
      labels,
      self,
      mode = null,
      include = null,
      exclude = null,
      alias = null,
      unset = false,
      defaults = false,
      none = false,
    ) => {
      const options = optionsOf(run, mode === "json", alias, unset, defaults, none);
      const made = dump(run, self ?? null, options, selectionOf(include), selectionOf(exclude));
      run.label = run.join(
        joinAll(run, labels),
        run.join(options.serialized.label, run.join(deepLabel(run, include), deepLabel(run, exclude))),
      );
      return made;
    },
  );

const toJson = (name: string) =>
  ownMethod(
    `${name}(self, *, indent=None, ${dumpParameters})`,
    (
      run,
      labels,
      self,
      indent = null,
      include = null,
      exclude = null,
      alias = null,
      unset = false,
      defaults = false,
      none = false,
    ) => {
      const options = optionsOf(run, true, alias, unset, defaults, none);
      const plain = dump(run, self ?? null, options, selectionOf(include), selectionOf(exclude));
      const made = run.join(deepLabel(run, self ?? null), deepLabel(run, plain));
      const chosen = run.join(deepLabel(run, include), deepLabel(run, exclude));
      run.label = run.join(run.join(joinAll(run, labels), options.serialized.label), run.join(made, chosen));
      return modelJson(run, plain, indent);
    },
  );

/** JSON as pydantic writes it. */
export function modelJson(run: Run, plain: Value, indent: Value): string {
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
}

const validate = (name: string) =>
  classMethod(
    own(
      `${name}(cls, /, obj, *, strict=None, from_attributes=None, context=None)`,
      (run, [, ...labels], cls, value, strict, attributes) =>
        modelFrom(run, classArgument(run, cls ?? null), value ?? null, joinAll(run, labels), {
          strict: typeof strict === "boolean" ? strict : undefined,
          fromAttributes: attributes === true,
        }),
    ),
    name,
  );

/** JSON text as a value; ValidationError where it is none. */
export function parsedJson(run: Run, title: string, given: Value, label: Label): Value {
  const text = given instanceof PyBytes ? new TextDecoder().decode(given.bytes) : given;
  if (typeof text !== "string")
    throw raise(run, "TypeError", "JSON input should be string, bytes or bytearray");
  try {
    return valueOfText(run, text, label, false);
  } catch (thrown) {
    if (!(thrown instanceof PythonError)) throw thrown;
    run.label = label;
    throw validationError(run, title, [
      {
        path: [],
        type: "json_invalid",
        message: `Invalid JSON: ${jsonProblem(text)}`,
        input: given,
        context: { error: jsonProblem(text) },
      },
    ]);
  }
}

const validateText = (name: string) =>
  classMethod(
    own(
      `${name}(cls, /, json_data, *, strict=None, context=None)`,
      (run, [, ...labels], cls, text, strict) => {
        const model = classArgument(run, cls ?? null);
        const label = joinAll(run, labels);
        const json = parsedJson(run, model.name, text ?? null, label);
        return modelFrom(run, model, json, label, {
          strict: typeof strict === "boolean" ? strict : undefined,
          fromJson: true,
        });
      },
    ),
    name,
  );

const schema = (name: string) =>
  classMethod(
    own(`${name}(cls, /, by_alias=True, *, mode='validation')`, (run, labels, cls, alias, mode) => {
      if (cls instanceof PyClass) completeFields(run, cls);
      const view = { output: mode === "serialization", byAlias: alias !== false };
      const made = schemaOfType(run, cls ?? null, view);
      run.label = run.join(run.label, run.join(run.planLabel, joinAll(run, labels)));
      return valueOfSchema(run, made, run.label);
    }),
    name,
  );

const copyMethod = (name: string) =>
  ownMethod(`${name}(self, *, update=None, deep=False)`, (run, labels, self, update, deep) => {
    if (!(self instanceof PyInstance)) return null;
    const copy = new ModelInstance(self.cls);
    copy.shape = self.shape;
    if (self instanceof ModelInstance) for (const name of self.given) copy.given.add(name);
    const whole = isTrue(run, deep ?? false);
    for (const [name, value] of self.attributes)
      copy.set(name, whole ? copied(run, value) : value, self.labelOf(name));
    if (update instanceof PyDict) {
      copy.shape = run.join(copy.shape, update.shape);
      for (const [key, value, valueLabel] of update.entries())
        if (typeof key === "string") {
          copy.set(key, value, run.join(valueLabel, update.shape));
          copy.given.add(key);
        }
    }
    run.label = joinAll(run, labels);
    return copy;
  });

modelClass.attributes.set("__init__", init);
modelClass.attributes.set("model_fields", new PyDict());
modelClass.attributes.set(
  "model_fields_set",
  new PyProperty(
    ownMethod("model_fields_set(self)", (run, [label = 0], self) => {
      const set = new PySet(false, self instanceof PyInstance ? self.shape : 0);
      if (self instanceof ModelInstance) for (const name of self.given) set.add(textKey(name), name);
      run.label = label;
      return set;
    }),
  ),
);
modelClass.attributes.set(
  "model_extra",
  new PyProperty(
    ownMethod("model_extra(self)", (run, [label = 0], self) => {
      run.label = label;
      if (!(self instanceof PyInstance) || fieldsOf(self.cls).extra !== "allow") return null;
      const names = new Set(fieldsOf(self.cls).all.map((field) => field.name));
      const dict = new PyDict(0, self.shape);
      for (const [name, value] of self.attributes)
        if (!names.has(name) && !name.startsWith("_"))
          dict.set(textKey(name), name, value, self.labelOf(name));
      return dict;
    }),
  ),
);
defineMethods(modelClass, [
  ownMethod("__repr__(self, /)", (run, _labels, self) => {
    run.label = run.join(run.label, deepLabel(run, self));
    return `${typeName(self)}(${shownFields(run, self, ", ")})`;
  }),
  ownMethod("__str__(self, /)", (run, _labels, self) => {
    run.label = run.join(run.label, deepLabel(run, self));
    return shownFields(run, self, " ");
  }),
  ownMethod("__iter__(self, /)", (run, [label = 0], self) => {
    if (!(self instanceof PyInstance)) return null;
    const pairs = Array.from(self.attributes).filter(([name]) => !name.startsWith("_"));
    const made = new PyTuple(
      pairs.map(([name, value]) => new PyTuple([name, value], 0, [0, self.labelOf(name)])),
      self.shape,
    );
    run.label = label;
    return iterate(run, made);
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
    setField(run, self, name, value, run.join(label, reference));
    run.label = run.planLabel;
    return null;
  }),
  toDict("model_dump"),
  toDict("dict"),
  toJson("model_dump_json"),
  toJson("json"),
  copyMethod("model_copy"),
  copyMethod("copy"),
  ownMethod("model_post_init(self, context, /)", (run) => {
    run.label = run.planLabel;
    return null;
  }),
  validate("model_validate"),
  validate("parse_obj"),
  validateText("model_validate_json"),
  validateText("parse_raw"),
  schema("model_json_schema"),
  schema("schema"),
  classMethod(
    own("model_rebuild(cls, /, *, force=False)", (run, _labels, cls) => {
      const model = classArgument(run, cls ?? null);
      const complete = (model.fields?.pending.length ?? 0) === 0;
      completeFields(run, model);
      run.label = run.join(run.planLabel, model.fieldsLabel);
      return complete ? null : true;
    }),
  ),
  classMethod(
    variadic("model_construct", (run, values, labels, names) => {
      const [cls = null] = values;
      const model = classArgument(run, cls);
      const instance = newInstance(model, [], [], null);
      const first = values.length - (names?.length ?? 0);
      const given = new Map((names ?? []).map((name, i) => [name, first + i]));
      for (const field of fieldsOf(model).all) {
        const at = given.get(field.alias) ?? given.get(field.name);
        if (at !== undefined) {
          instance.set(field.name, values[at] ?? null, labels[at] ?? 0);
          if (instance instanceof ModelInstance) instance.given.add(field.name);
        } else if (!field.required) instance.set(field.name, defaultOf(run, field), run.label);
      }
      if (fieldsOf(model).extra === "allow")
        for (const [name, at] of given)
          if (!instance.attributes.has(name)) instance.set(name, values[at] ?? null, labels[at] ?? 0);
      run.label = run.planLabel;
      return instance;
    }),
  ),
]);

const privateClass = builtinClass("ModelPrivateAttr", objectClass, "pydantic.fields");

/** `PrivateAttr(...)`. */
export const privateAttribute = own(
  "PrivateAttr(default=None, *, default_factory=None)",
  (run, labels, fallback, factory) => {
    run.label = labels.reduce((joined, label) => run.join(joined, label), run.planLabel);
    return new PrivateDefault(privateClass, fallback ?? null, factory ?? null);
  },
);
