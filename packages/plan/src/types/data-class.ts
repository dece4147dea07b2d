/** `dataclasses`: the decorator and its functions. */
import { absent, defineMethods, own, ownMethod, variadic } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import { getAttribute, storeAttribute } from "../evaluate/attribute.ts";
import { countedArguments, quotedList } from "../evaluate/bind.ts";
import { call } from "../evaluate/call.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import type { PyBuiltin } from "../value/callable.ts";
import { PyClass, PyInstance } from "../value/class.ts";
import {
  builtinClass,
  classOf,
  defineModuleException,
  dictClass,
  objectClass,
  tupleClass,
} from "../value/classes.ts";
import { PyDict, PyList, PySet, PyTuple } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { equals } from "../value/equality.ts";
import { comparesApart } from "../value/hash.ts";
import { compareOrder, type OrderOperator } from "../value/order.ts";
import { notImplemented, PySlice } from "../value/scalar.ts";
import { reprOf } from "../value/text.ts";
import { isTrue } from "../value/truth.ts";
import type { Value } from "../value/value.ts";
import { sharedInstance } from "./immutable.ts";
import { type ModelField, noFields, plainField } from "./model-fields.ts";
import { TypeForm } from "./type-form.ts";

const frozenError = defineModuleException("dataclasses", "FrozenInstanceError", "AttributeError");
const fieldClass = builtinClass("Field", objectClass, "dataclasses");

/** What `field(...)` gives. */
class FieldOptions extends PyInstance {
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
function optionsOf(run: Run, values: readonly Value[], labels: readonly Label[]) {
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
function fieldsOf(cls: PyClass): readonly ModelField[] {
  return (cls.fields?.all ?? []).filter((field) => !isInitVar(field));
}

/** `InitVar[int]`: an argument of `__init__` that `__post_init__` gets. */
function isInitVar(field: ModelField): boolean {
  return field.type instanceof TypeForm && field.type.origin === "InitVar";
}

/** `_: KW_ONLY`: the fields behind it are given by keyword. */
const keywordMarker = sharedInstance(
  new PyInstance(builtinClass("_KW_ONLY_TYPE", objectClass, "dataclasses")),
);

/** Stands for a default that there is not. */
const missing = sharedInstance(new PyInstance(builtinClass("_MISSING_TYPE", objectClass, "dataclasses")));

export const dataclassNames = {
  FrozenInstanceError: frozenError,
  InitVar: sharedInstance(new TypeForm("InitVar", [])),
  KW_ONLY: keywordMarker,
  MISSING: missing,
};

/** The fields of the bases and of the body, in order; what is wrong with one of them. */
function collectFields(run: Run, cls: PyClass, keywordOnly: boolean): ModelField[] {
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
function checkDefaults(run: Run, fields: readonly ModelField[]): void {
  let seen = false;
  for (const field of fields.filter((one) => one.init && !one.keywordOnly)) {
    if (!field.required) seen = true;
    else if (seen)
      throw raise(run, "TypeError", `non-default argument '${field.name}' follows default argument`);
  }
}

/** The `__init__` that a dataclass gets. */
function makeInit(cls: PyClass, fields: readonly ModelField[]): PyBuiltin {
  const parameters = fields.filter((field) => field.init);
  const positional = parameters.filter((field) => !field.keywordOnly);
  const name = `${cls.qualifiedName}.__init__()`;
  return variadic("__init__", (run, values, labels, names) => {
    const [self = null] = values;
    if (!(self instanceof PyInstance)) throw raise(run, "TypeError", `${name} needs an instance`);
    const given = values.length - (names?.length ?? 0) - 1;
    const bound = new Map<string, { value: Value; label: Label }>();
    positional.slice(0, given).forEach((field, i) => {
      bound.set(field.name, { value: values[i + 1] ?? null, label: labels[i + 1] ?? 0 });
    });
    names?.forEach((keyword, i) => {
      if (!parameters.some((field) => field.name === keyword))
        throw raise(run, "TypeError", `${name} got an unexpected keyword argument '${keyword}'`);
      if (bound.has(keyword))
        throw raise(run, "TypeError", `${name} got multiple values for argument '${keyword}'`);
      bound.set(keyword, { value: values[given + 1 + i] ?? null, label: labels[given + 1 + i] ?? 0 });
    });
    if (given > positional.length) {
      const least = positional.filter((field) => field.required).length + 1;
      const takes =
        least === positional.length + 1 ? `${least}` : `from ${least} to ${positional.length + 1}`;
      const byKeyword = parameters.filter((field) => field.keywordOnly && bound.has(field.name)).length;
      throw raise(run, "TypeError", `${name} ${countedArguments(takes, given + 1, byKeyword)}`);
    }
    for (const which of ["positional", "keyword-only"] as const) {
      const missing = parameters.filter(
        (field) =>
          field.required && !bound.has(field.name) && field.keywordOnly === (which === "keyword-only"),
      );
      if (missing.length > 0)
        throw raise(
          run,
          "TypeError",
          `${name} missing ${missing.length} required ${which} argument${missing.length === 1 ? "" : "s"}: ${quotedList(missing.map((field) => field.name))}`,
        );
    }
    const passed: { value: Value; label: Label }[] = [];
    for (const field of fields) {
      const one = bound.get(field.name);
      if (isInitVar(field)) {
        if (field.init) passed.push(one ?? { value: field.fallback, label: field.fallbackLabel });
        continue;
      }
      if (one !== undefined) storeAttribute(run, self, field.name, one.value, one.label);
      else if (field.factory !== undefined) {
        const made = call(run, field.factory, [], [], null);
        storeAttribute(run, self, field.name, made, run.label);
      } else if (field.init && !field.required)
        storeAttribute(run, self, field.name, field.fallback, field.fallbackLabel);
    }
    const after = self.cls.lookup("__post_init__");
    if (after !== undefined)
      call(
        run,
        after,
        [self, ...passed.map((one) => one.value)],
        [0, ...passed.map((one) => one.label)],
        null,
      );
    run.label = run.planLabel;
    return null;
  });
}

function comparable(self: Value, other: Value): self is PyInstance {
  return self instanceof PyInstance && other instanceof PyInstance && self.cls === other.cls;
}

/** The values of an instance's fields; AttributeError where one was never set. */
function valuesOf(run: Run, instance: Value, fields: readonly ModelField[]): PyTuple {
  const { label } = run;
  const values = fields.map(
    ({ name }) =>
      (instance instanceof PyInstance ? instance.attributes.get(name) : undefined) ??
      getAttribute(run, instance, name),
  );
  run.label = label;
  return new PyTuple(values);
}

function compared(run: Run, instance: Value, fields: readonly ModelField[]): PyTuple {
  return valuesOf(
    run,
    instance,
    fields.filter((field) => field.compare),
  );
}

function hashed(run: Run, instance: Value, fields: readonly ModelField[]): PyTuple {
  return valuesOf(
    run,
    instance,
    fields.filter((field) => field.hash ?? field.compare),
  );
}

const orders: readonly (readonly [string, OrderOperator])[] = [
  ["__lt__", "<"],
  ["__le__", "<="],
  ["__gt__", ">"],
  ["__ge__", ">="],
];

interface Options {
  readonly init: boolean;
  readonly repr: boolean;
  readonly eq: boolean;
  readonly order: boolean;
  readonly frozen: boolean;
  readonly keywordOnly: boolean;
  readonly slots: boolean;
  readonly unsafeHash: boolean;
  readonly matchArgs: boolean;
}

function makeDataClass(run: Run, cls: Value, options: Options): Value {
  if (!(cls instanceof PyClass) || cls.builtin)
    throw raise(run, "TypeError", "dataclass() should be called on a class");
  const collected = collectFields(run, cls, options.keywordOnly);
  const bases = cls.mro.slice(1).filter((base) => base.kind === "dataclass" && base.fields !== null);
  if (bases.length > 0 && bases.some((base) => base.fields?.frozen) !== options.frozen)
    throw raise(
      run,
      "TypeError",
      options.frozen
        ? "cannot inherit frozen dataclass from a non-frozen one"
        : "cannot inherit non-frozen dataclass from a frozen one",
    );
  if (options.order && !options.eq) throw raise(run, "ValueError", "eq must be true if order is true");
  const fields = collected.filter((field) => !isInitVar(field));
  const givenHash = cls.attributes.get("__hash__");
  const ownHash = givenHash !== undefined && !(givenHash === null && cls.attributes.has("__eq__"));
  cls.fields = { ...noFields, all: collected, frozen: options.frozen, extra: "forbid" };
  cls.kind = cls.kind === "exception" ? "exception" : "dataclass";
  const add = (method: PyBuiltin) => {
    if (!cls.attributes.has(method.name)) cls.attributes.set(method.name, method);
  };
  /** A method that the class must not have already. */
  const addOnly = (method: PyBuiltin, advice = "") => {
    if (cls.attributes.has(method.name))
      throw raise(
        run,
        "TypeError",
        `Cannot overwrite attribute ${method.name} in class ${cls.name}${advice}`,
      );
    cls.attributes.set(method.name, method);
  };
  if (options.init) {
    checkDefaults(run, fields);
    add(makeInit(cls, collected));
  }
  if (options.repr) add(makeRepr(fields));
  if (cls.attributes.has("__eq__") || fields.some((field) => (field.hash ?? field.compare) !== field.compare))
    cls.attributes.set(comparesApart, true);
  if (options.eq)
    add(
      ownMethod("__eq__(self, other, /)", (inner, _labels, self, other) => {
        if (!comparable(self, other)) return notImplemented;
        inner.label = inner.join(inner.label, inner.join(deepLabel(inner, self), deepLabel(inner, other)));
        return equals(inner, compared(inner, self, fields), compared(inner, other, fields));
      }),
    );
  if (options.order)
    for (const [name, operator] of orders)
      addOnly(
        ownMethod(`${name}(self, other, /)`, (inner, _labels, self, other) => {
          if (!comparable(self, other)) return notImplemented;
          inner.label = inner.join(inner.label, inner.join(deepLabel(inner, self), deepLabel(inner, other)));
          return compareOrder(inner, operator, compared(inner, self, fields), compared(inner, other, fields));
        }),
        ". Consider using functools.total_ordering",
      );
  if (options.frozen) for (const method of frozenMethods) addOnly(method);
  const hash = ownMethod("__hash__(self, /)", (inner, _labels, self) => {
    inner.label = inner.join(inner.label, deepLabel(inner, self));
    return hashed(inner, self, fields);
  });
  if (options.unsafeHash) {
    if (ownHash) throw raise(run, "TypeError", `Cannot overwrite attribute __hash__ in class ${cls.name}`);
    cls.attributes.set("__hash__", hash);
  } else if (options.eq && !ownHash) cls.attributes.set("__hash__", options.frozen ? hash : null);
  if (options.matchArgs && !cls.attributes.has("__match_args__"))
    cls.attributes.set(
      "__match_args__",
      new PyTuple(collected.filter((field) => field.init && !field.keywordOnly).map((field) => field.name)),
    );
  if (options.slots) {
    cls.slots = new Set(fields.map((field) => field.name));
    for (const field of fields) cls.attributes.delete(field.name);
  }
  return cls;
}

function makeRepr(fields: readonly ModelField[]): PyBuiltin {
  const shown = fields.filter((field) => field.repr);
  return ownMethod("__repr__(self, /)", (run, _labels, self) => {
    run.label = run.join(run.label, deepLabel(run, self));
    const values = valuesOf(run, self, shown).items;
    const parts = shown.map((field, i) => `${field.name}=${reprOf(run, values[i] ?? null)}`);
    return `${classOf(self).qualifiedName}(${parts.join(", ")})`;
  });
}

const frozenMethods = [
  ownMethod("__setattr__(self, name, value, /)", (run, _labels, _self, name) => {
    throw raise(run, "FrozenInstanceError", `cannot assign to field '${String(name)}'`);
  }),
  ownMethod("__delattr__(self, name, /)", (run, _labels, _self, name) => {
    throw raise(run, "FrozenInstanceError", `cannot delete field '${String(name)}'`);
  }),
];

/** `@dataclass` and `@dataclass(...)`. */
export const dataclassDecorator = own(
  "@dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False)",
  (run, labels, cls, init, repr, eq, order, unsafeHash, frozen, matchArgs, keywordOnly, slots) => {
    const given = [init, repr, eq, order, frozen, keywordOnly, slots, unsafeHash, matchArgs];
    const { flags, label: decided } = optionsOf(run, given, labels);
    const [a = true, b = true, c = true, d = false, e = false, f = false] = flags;
    const options: Options = {
      init: a,
      repr: b,
      eq: c,
      order: d,
      frozen: e,
      keywordOnly: f,
      slots: flags[6] ?? false,
      unsafeHash: flags[7] ?? false,
      matchArgs: flags[8] ?? true,
    };
    run.label = decided;
    if (cls !== null) return makeDataClass(run, cls, options);
    return own("wrap(cls, /)", (inner, _inner, wrapped) => {
      inner.label = inner.join(inner.label, decided);
      return makeDataClass(inner, wrapped, options);
    });
  },
);

function instanceOf(run: Run, value: Value, name: string): PyInstance {
  if (value instanceof PyInstance && value.cls.kind === "dataclass") return value;
  throw raise(run, "TypeError", `${name}() should be called on dataclass instances`);
}

/** What `asdict` and `astuple` make of a dataclass: the names and values of its fields. */
type Assemble = (
  names: readonly string[],
  values: readonly Value[],
  labels: readonly Label[],
  shape: Label,
) => Value;

function plain(run: Run, value: Value, assemble: Assemble): Value {
  run.step();
  if (value instanceof PyInstance && value.cls.kind === "dataclass") {
    const fields = fieldsOf(value.cls);
    run.chargeCells(fields.length);
    const values = valuesOf(run, value, fields).items.map((item) => plain(run, item, assemble));
    return assemble(
      fields.map((field) => field.name),
      values,
      fields.map((field) => value.labelOf(field.name)),
      value.shape,
    );
  }
  if (value instanceof PyList) {
    run.chargeCells(value.items.length);
    return new PyList(
      value.items.map((item) => plain(run, item, assemble)),
      value.each,
      value.shape,
      value.labels?.slice() ?? null,
    );
  }
  if (value instanceof PyTuple) {
    run.chargeCells(value.items.length);
    return new PyTuple(
      value.items.map((item) => plain(run, item, assemble)),
      value.each,
      value.labels,
      value.cls,
    );
  }
  if (value instanceof PySet && !value.frozen) {
    run.chargeCells(value.map.size);
    const copy = new PySet(false, value.shape);
    for (const [hash, item] of value.map) copy.map.set(hash, item);
    return copy;
  }
  if (value instanceof PyDict) {
    run.chargeCells(value.size);
    const copy = new PyDict(0, value.shape, false, value.cls);
    copy.factory = value.factory;
    for (const [hash, item] of value.map)
      copy.set(hash, value.keyOf(hash), plain(run, item, assemble), value.labelOf(hash));
    return copy;
  }
  return value;
}

/** A dict, or what a factory makes of a list of pairs. */
function assembleDict(run: Run, factory: Value, factoryLabel: Label): Assemble {
  return (names, values, labels, shape) => {
    if (factory !== dictClass) {
      const pairs = names.map((name, i) => new PyTuple([name, values[i] ?? null], 0, [0, labels[i] ?? 0]));
      return call(run, factory, [new PyList(pairs, 0, shape)], [run.join(shape, factoryLabel)], null);
    }
    const dict = new PyDict(0, shape);
    names.forEach((name, i) => {
      dict.set(name, name, values[i] ?? null, labels[i] ?? 0);
    });
    return dict;
  };
}

/** A tuple, or what a factory makes of a list of values. */
function assembleTuple(run: Run, factory: Value, factoryLabel: Label): Assemble {
  return (_names, values, labels, shape) => {
    const each = labels.map((label) => run.join(label, shape));
    if (factory === tupleClass) return new PyTuple(values, 0, each);
    return call(
      run,
      factory,
      [new PyList([...values], 0, shape, each)],
      [run.join(shape, factoryLabel)],
      null,
    );
  };
}

/** A field as `fields` shows it. */
function shownField(run: Run, field: ModelField): Value {
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

export const dataclassFunctions = {
  asdict: own("@asdict(obj, *, dict_factory=?)", (run, [label = 0, factoryLabel = 0], value, factory) => {
    const chosen = factory === absent ? dictClass : factory;
    const made = plain(run, instanceOf(run, value, "asdict"), assembleDict(run, chosen, factoryLabel));
    run.label = run.join(label, factoryLabel);
    return made;
  }),
  astuple: own("@astuple(obj, *, tuple_factory=?)", (run, [label = 0, factoryLabel = 0], value, factory) => {
    const chosen = factory === absent ? tupleClass : factory;
    const made = plain(run, instanceOf(run, value, "astuple"), assembleTuple(run, chosen, factoryLabel));
    run.label = run.join(label, factoryLabel);
    return made;
  }),
  fields: own("@fields(class_or_instance, /)", (run, _labels, value) => {
    const cls = value instanceof PyClass ? value : value instanceof PyInstance ? value.cls : null;
    if (cls === null || cls.kind !== "dataclass")
      throw raise(run, "TypeError", "must be called with a dataclass type or instance");
    return new PyTuple(fieldsOf(cls).map((field) => shownField(run, field)));
  }),
  is_dataclass: own("@is_dataclass(obj, /)", (_run, _labels, value) => {
    const cls = value instanceof PyClass ? value : value instanceof PyInstance ? value.cls : null;
    return cls !== null && cls.kind === "dataclass";
  }),
  replace: variadic("replace", (run, values, labels, names) => {
    const instance = instanceOf(run, values[0] ?? null, "replace");
    const first = values.length - (names?.length ?? 0);
    const merged = new Map<string, { value: Value; label: Label }>();
    for (const field of instance.cls.fields?.all ?? []) {
      const changed = names?.includes(field.name) === true;
      if (!field.init && changed)
        throw raise(
          run,
          "ValueError",
          `field ${field.name} is declared with init=False, it cannot be specified with replace()`,
        );
      if (isInitVar(field)) {
        if (field.required && !changed)
          throw raise(run, "ValueError", `InitVar '${field.name}' must be specified with replace()`);
        continue;
      }
      if (field.init)
        merged.set(field.name, {
          value: instance.attributes.get(field.name) ?? null,
          label: run.join(labels[0] ?? 0, instance.labelOf(field.name)),
        });
    }
    names?.forEach((name, i) => {
      merged.set(name, { value: values[first + i] ?? null, label: labels[first + i] ?? 0 });
    });
    const entries = Array.from(merged.values());
    run.label = labels[0] ?? 0;
    return call(
      run,
      instance.cls,
      entries.map((one) => one.value),
      entries.map((one) => one.label),
      Array.from(merged.keys()),
    );
  }),
};
