/** `dataclasses`: the decorator and its functions. */
import { absent, own, ownMethod, variadic } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import { storeAttribute } from "../evaluate/attribute.ts";
import { quotedList } from "../evaluate/bind.ts";
import { call } from "../evaluate/call.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import type { PyBuiltin } from "../value/callable.ts";
import { PyClass, PyInstance } from "../value/class.ts";
import { builtinClass, classOf, defineModuleException, objectClass, typeName } from "../value/classes.ts";
import { PyDict, PyList, PySet, PyTuple } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { equals } from "../value/equality.ts";
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
  readonly keywordOnly: boolean;
  constructor(
    fallback: Value | undefined,
    label: Label,
    factory: Value | undefined,
    flags: readonly boolean[],
  ) {
    super(fieldClass);
    this.fallback = fallback;
    this.fallbackLabel = label;
    this.factory = factory;
    const [init = true, repr = true, compare = true, keywordOnly = false] = flags;
    this.init = init;
    this.repr = repr;
    this.compare = compare;
    this.keywordOnly = keywordOnly;
  }
}

export const fieldFunction = own(
  "field(*, default=?, default_factory=?, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=False)",
  (run, labels, fallback, factory, init, repr, _hash, compare, _metadata, keywordOnly) => {
    if (fallback !== absent && factory !== absent)
      throw raise(run, "ValueError", "cannot specify both default and default_factory");
    const flags = [init, repr, compare, keywordOnly].map((flag) => isTrue(run, flag));
    // The default's own label stays with the default.
    run.label = labels.slice(1).reduce((joined, label) => run.join(joined, label), run.planLabel);
    return new FieldOptions(
      fallback === absent ? undefined : fallback,
      labels[0] ?? 0,
      factory === absent ? undefined : factory,
      flags,
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

export const dataclassNames = {
  FrozenInstanceError: frozenError,
  InitVar: sharedInstance(new TypeForm("InitVar", [])),
  KW_ONLY: keywordMarker,
};

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
      keywordOnly: rest || (options?.keywordOnly ?? false),
    });
  }
  const all = Array.from(fields.values());
  let seen = false;
  for (const field of all.filter((one) => one.init && !one.keywordOnly)) {
    if (!field.required) seen = true;
    else if (seen)
      throw raise(run, "TypeError", `non-default argument '${field.name}' follows default argument`);
  }
  return all;
}

/** The `__init__` that a dataclass gets. */
function makeInit(cls: PyClass, fields: readonly ModelField[]): PyBuiltin {
  const parameters = fields.filter((field) => field.init);
  const positional = parameters.filter((field) => !field.keywordOnly);
  const name = `${cls.name}.__init__()`;
  return variadic("__init__", (run, values, labels, names) => {
    const [self = null] = values;
    if (!(self instanceof PyInstance)) throw raise(run, "TypeError", `${name} needs an instance`);
    const given = values.length - (names?.length ?? 0) - 1;
    if (given > positional.length) {
      const least = positional.filter((field) => field.required).length + 1;
      const takes =
        least === positional.length + 1 ? `${least}` : `from ${least} to ${positional.length + 1}`;
      throw raise(
        run,
        "TypeError",
        `${name} takes ${takes} positional argument${takes === "1" ? "" : "s"} but ${given + 1} were given`,
      );
    }
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
      } else if (!field.required) storeAttribute(run, self, field.name, field.fallback, field.fallbackLabel);
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

function compared(instance: Value, fields: readonly ModelField[]): PyTuple {
  const values = fields
    .filter((field) => field.compare)
    .map((field) => (instance instanceof PyInstance ? (instance.attributes.get(field.name) ?? null) : null));
  return new PyTuple(values);
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
}

function makeDataClass(run: Run, cls: Value, options: Options): Value {
  if (!(cls instanceof PyClass) || cls.builtin)
    throw raise(run, "TypeError", "dataclass() should be called on a class");
  const bases = cls.mro.slice(1).filter((base) => base.kind === "dataclass" && base.fields !== null);
  if (bases.length > 0 && bases.some((base) => base.fields?.frozen) !== options.frozen)
    throw raise(
      run,
      "TypeError",
      options.frozen
        ? "cannot inherit frozen dataclass from a non-frozen one"
        : "cannot inherit non-frozen dataclass from a frozen one",
    );
  const collected = collectFields(run, cls, options.keywordOnly);
  const fields = collected.filter((field) => !isInitVar(field));
  cls.fields = { ...noFields, all: collected, frozen: options.frozen, extra: "forbid" };
  cls.kind = cls.kind === "exception" ? "exception" : "dataclass";
  const add = (method: PyBuiltin) => {
    if (!cls.attributes.has(method.name)) cls.attributes.set(method.name, method);
  };
  if (options.init) add(makeInit(cls, collected));
  if (options.slots) cls.slots = new Set(fields.map((field) => field.name));
  if (options.repr)
    add(
      ownMethod("__repr__(self, /)", (inner, _labels, self) => {
        inner.label = inner.join(inner.label, deepLabel(inner, self));
        const shown = fields
          .filter((field) => field.repr)
          .map(
            (field) =>
              `${field.name}=${reprOf(inner, self instanceof PyInstance ? (self.attributes.get(field.name) ?? null) : null)}`,
          );
        return `${typeName(self)}(${shown.join(", ")})`;
      }),
    );
  if (options.eq) {
    if (!cls.attributes.has("__eq__") && !options.frozen && !cls.attributes.has("__hash__"))
      cls.attributes.set("__hash__", null);
    add(
      ownMethod("__eq__(self, other, /)", (inner, _labels, self, other) => {
        if (!comparable(self, other)) return notImplemented;
        inner.label = inner.join(inner.label, inner.join(deepLabel(inner, self), deepLabel(inner, other)));
        return equals(inner, compared(self, fields), compared(other, fields));
      }),
    );
  }
  if (options.frozen || options.unsafeHash) {
    if (cls.attributes.get("__hash__") === null) cls.attributes.delete("__hash__");
    add(
      ownMethod("__hash__(self, /)", (inner, _labels, self) => {
        inner.label = inner.join(inner.label, deepLabel(inner, self));
        return compared(self, fields);
      }),
    );
  }
  if (options.frozen) {
    add(
      ownMethod("__delattr__(self, name, /)", (inner, _labels, _self, name) => {
        throw raise(inner, "FrozenInstanceError", `cannot delete field '${String(name)}'`);
      }),
    );
    add(
      ownMethod("__setattr__(self, name, value, /)", (inner, _labels, _self, name) => {
        throw raise(inner, "FrozenInstanceError", `cannot assign to field '${String(name)}'`);
      }),
    );
  }
  if (options.order) {
    for (const [name, operator] of orders)
      add(
        ownMethod(`${name}(self, other, /)`, (inner, _labels, self, other) => {
          if (!comparable(self, other)) return notImplemented;
          inner.label = inner.join(inner.label, inner.join(deepLabel(inner, self), deepLabel(inner, other)));
          return compareOrder(inner, operator, compared(self, fields), compared(other, fields));
        }),
      );
  }
  return cls;
}

/** `@dataclass` and `@dataclass(...)`. */
export const dataclassDecorator = own(
  "dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False)",
  (run, labels, cls, init, repr, eq, order, unsafeHash, frozen, _matchArgs, keywordOnly, slots) => {
    const [a = true, b = true, c = true, d = false, e = false, f = false] = [
      init,
      repr,
      eq,
      order,
      frozen,
      keywordOnly,
    ].map((flag) => isTrue(run, flag));
    const options: Options = {
      init: a,
      repr: b,
      eq: c,
      order: d,
      frozen: e,
      keywordOnly: f,
      slots: isTrue(run, slots),
      unsafeHash: isTrue(run, unsafeHash),
    };
    const decided = labels.reduce((joined, label) => run.join(joined, label), run.planLabel);
    run.label = decided;
    if (cls !== null) return makeDataClass(run, cls, options);
    return own("wrap(cls, /)", (inner, _inner, given) => {
      inner.label = inner.join(inner.label, decided);
      return makeDataClass(inner, given, options);
    });
  },
);

function instanceOf(run: Run, value: Value, name: string): PyInstance {
  if (value instanceof PyInstance && value.cls.kind === "dataclass") return value;
  throw raise(run, "TypeError", `${name}() should be called on dataclass instances`);
}

function plain(run: Run, value: Value, asTuple: boolean): Value {
  if (value instanceof PyInstance && value.cls.kind === "dataclass") {
    const fields = fieldsOf(value.cls);
    run.chargeCells(fields.length);
    if (asTuple)
      return new PyTuple(
        fields.map((field) => plain(run, value.attributes.get(field.name) ?? null, true)),
        0,
        fields.map((field) => run.join(value.labelOf(field.name), value.shape)),
      );
    const dict = new PyDict(0, value.shape);
    for (const field of fields)
      dict.set(
        field.name,
        field.name,
        plain(run, value.attributes.get(field.name) ?? null, false),
        value.labelOf(field.name),
      );
    return dict;
  }
  if (value instanceof PyList)
    return new PyList(
      value.items.map((item) => plain(run, item, asTuple)),
      value.each,
      value.shape,
      value.labels?.slice() ?? null,
    );
  if (value instanceof PyTuple)
    return new PyTuple(
      value.items.map((item) => plain(run, item, asTuple)),
      value.each,
      value.labels,
      value.cls,
    );
  if (value instanceof PyDict) {
    const copy = new PyDict(0, value.shape);
    for (const [hash, item] of value.map)
      copy.set(hash, value.keyOf(hash), plain(run, item, asTuple), value.labelOf(hash));
    return copy;
  }
  return value;
}

export const dataclassFunctions = {
  asdict: own("@asdict(obj, /)", (run, [label = 0], value) => {
    const made = plain(run, instanceOf(run, value, "asdict"), false);
    run.label = label;
    return made;
  }),
  astuple: own("@astuple(obj, /)", (run, [label = 0], value) => {
    const made = plain(run, instanceOf(run, value, "astuple"), true);
    run.label = label;
    return made;
  }),
  fields: own("@fields(class_or_instance, /)", (run, _labels, value) => {
    const cls = value instanceof PyClass ? value : value instanceof PyInstance ? value.cls : null;
    if (cls === null || cls.kind !== "dataclass")
      throw raise(run, "TypeError", "must be called with a dataclass type or instance");
    return new PyTuple(
      fieldsOf(cls).map((field) => {
        const shown = new PyInstance(fieldClass);
        shown.set("name", field.name, 0);
        shown.set("type", field.type, 0);
        if (!field.required) shown.set("default", field.fallback, field.fallbackLabel);
        return shown;
      }),
    );
  }),
  is_dataclass: own("@is_dataclass(obj, /)", (_run, _labels, value) => {
    const cls = value instanceof PyClass ? value : value instanceof PyInstance ? value.cls : null;
    return cls !== null && cls.kind === "dataclass";
  }),
  replace: variadic("replace", (run, values, labels, names) => {
    const instance = instanceOf(run, values[0] ?? null, "replace");
    const first = values.length - (names?.length ?? 0);
    const merged = new Map<string, { value: Value; label: Label }>();
    for (const field of fieldsOf(instance.cls)) {
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
