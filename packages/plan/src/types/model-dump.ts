/** `model_dump` and `model_dump_json`: a model as plain data, nested models and containers too. */
import { callProtocol } from "../evaluate/call.ts";
import type { Label } from "../metadata.ts";
import { durationText } from "../python/lax-time.ts";
import { microsecondsOf } from "../python/timedelta.ts";
import type { Run } from "../run.ts";
import { type PyClass, PyInstance, PyProperty } from "../value/class.ts";
import { dictClass, floatClass, listClass } from "../value/classes.ts";
import { PyDict, PyList, PySet, PyTuple } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { equals } from "../value/equality.ts";
import { jsonShape, textKey } from "../value/json-values.ts";
import { ellipsis, PyBytes, PyFloat } from "../value/scalar.ts";
import { strOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";
import { PyDateTime } from "./datetime.ts";
import { type ModelField, type ModelHook, ModelInstance } from "./model-fields.ts";
import { callHook, validationInfo } from "./model-hooks.ts";
import { defaultOf, fieldsOf } from "./model-validation.ts";
import { plainForm } from "./plain-form.ts";
import { PyTime } from "./time.ts";
import { PyTimeDelta } from "./timedelta.ts";
import { TypeForm } from "./type-form.ts";

/** What `include` and `exclude` name: keys, and what inside them. */
export type Selection = ReadonlyMap<Value, Selection | true>;

export interface DumpOptions {
  readonly json: boolean;
  readonly withoutNone: boolean;
  readonly withoutUnset: boolean;
  readonly withoutDefaults: boolean;
  readonly byAlias: boolean;
  /** The join of the labels of what serializers of whole models gave: the result is made of it. */
  readonly serialized: { label: Label };
}

/** A dump that leaves nothing out. */
export function plainOptions(): DumpOptions {
  return {
    json: false,
    byAlias: false,
    withoutUnset: false,
    withoutDefaults: false,
    withoutNone: false,
    serialized: { label: 0 },
  };
}

/** Reads `{"a", "b"}`, `{"a": True, "b": {"c"}}`; null for None. */
export function selectionOf(value: Value): Selection | null {
  if (value instanceof PyDict) {
    const parts: [Value, Selection | true][] = [];
    for (const [key, part] of value.entries())
      if (part !== false)
        parts.push([key, part === true || part === ellipsis ? true : (selectionOf(part) ?? true)]);
    return new Map(parts);
  }
  const items =
    value instanceof PySet
      ? Array.from(value.map.values())
      : value instanceof PyList || value instanceof PyTuple
        ? value.items
        : null;
  return items === null ? null : new Map(items.map((item) => [item, true]));
}

function within(selection: Selection | null, key: Value): Selection | true | undefined {
  return selection === null ? undefined : (selection.get(key) ?? selection.get("__all__"));
}

/** What is left of an element: undefined when it is left out, else the selections for what is inside it. */
function select(
  include: Selection | null,
  exclude: Selection | null,
  key: Value,
): { include: Selection | null; exclude: Selection | null } | undefined {
  const kept = within(include, key);
  const left = within(exclude, key);
  if (left === true || (include !== null && kept === undefined)) return undefined;
  return { include: kept === true ? null : (kept ?? null), exclude: left ?? null };
}

export function dump(
  run: Run,
  value: Value,
  options: DumpOptions,
  include: Selection | null = null,
  exclude: Selection | null = null,
): Value {
  run.step();
  if (value instanceof PyInstance && value.cls.kind === "model")
    return dumpModel(run, value, options, include, exclude);
  if (value instanceof PyInstance && value.cls.kind === "dataclass") {
    const dict = new PyDict(0, value.shape);
    for (const field of fieldsOf(value.cls).all) {
      const item = value.attributes.get(field.name) ?? null;
      const made = dump(run, item, options);
      const shown = options.json ? withFloats(field.type, made) : made;
      dict.set(field.name, field.name, shown, value.labelOf(field.name));
    }
    return dict;
  }
  if (value instanceof PyInstance) return options.json ? jsonLeaf(run, value) : value;
  if (value instanceof PyBytes) return options.json ? new TextDecoder().decode(value.bytes) : value;
  if (value instanceof PyList || value instanceof PyTuple) {
    run.chargeCells(value.items.length);
    const items: Value[] = [];
    const labels: Label[] = [];
    for (const [i, item] of value.items.entries()) {
      const inside = select(include, exclude, i);
      if (inside === undefined) continue;
      items.push(dump(run, item, options, inside.include, inside.exclude));
      labels.push(value.labelAt(i));
    }
    if (value instanceof PyTuple && !options.json) return new PyTuple(items, 0, labels);
    return new PyList(items, 0, value instanceof PyList ? value.shape : 0, labels);
  }
  if (value instanceof PySet) {
    const items = Array.from(value.map.values(), (item) => dump(run, item, options));
    if (options.json) return new PyList(items, value.shape, value.shape);
    return value;
  }
  if (value instanceof PyDict) {
    const copy = new PyDict(0, value.shape);
    for (const [hash, item] of value.map) {
      const key = value.keyOf(hash);
      const inside = select(include, exclude, key);
      if (inside === undefined) continue;
      const made = dump(run, item, options, inside.include, inside.exclude);
      if (options.json) {
        const text = jsonKey(run, key);
        copy.set(textKey(text), text, made, value.labelOf(hash));
      } else copy.set(hash, key, made, value.labelOf(hash));
    }
    return copy;
  }
  return value;
}

function jsonKey(run: Run, key: Value): string {
  if (typeof key === "string") return key;
  if (typeof key === "boolean") return key ? "true" : "false";
  const leaf = key instanceof PyInstance ? jsonLeaf(run, key) : key;
  return strOf(run, leaf);
}

/** An enum member, a date: as JSON shows it. */
function jsonLeaf(run: Run, value: PyInstance): Value {
  if (value instanceof PyTimeDelta) return durationText(microsecondsOf(value.delta));
  if (value instanceof PyDateTime || value instanceof PyTime)
    return strOf(run, plainForm(run, value) ?? null).replace(/\+00:00$/, "Z");
  const shape = jsonShape(run, value, true);
  if (shape.kind === "object" || shape.kind === "array") {
    const plain = value.raw ?? (value.cls.kind === "enum" ? value.attributes.get("value") : undefined);
    return plain === undefined ? value : plain;
  }
  return "value" in shape && typeof shape.value !== "object" && shape.kind !== "real" ? shape.value : value;
}

function hooksOf(cls: PyClass, kind: ModelHook["kind"]): [string, ModelHook][] {
  return Array.from(fieldsOf(cls).hooks).filter(([, hook]) => hook.kind === kind);
}

function serialized(run: Run, self: PyInstance, name: string, value: Value): Value | undefined {
  const hook = hooksOf(self.cls, "serializer").find(
    ([, one]) => one.fields.includes(name) || one.fields.includes("*"),
  )?.[1];
  if (hook === undefined) return undefined;
  const label = run.join(self.labelOf(name), self.shape);
  run.label = label;
  const info = () => validationInfo(run, name, null);
  return callHook(run, hook.target, self.cls, [self, value], [label, label], info);
}

/** The names and values of computed fields; the label of each is in `run.label` when it comes. */
export function* computedFields(
  run: Run,
  self: PyInstance,
): Generator<readonly [string, Value, string | null]> {
  for (const [name, hook] of hooksOf(self.cls, "computed")) {
    const getter = hook.target instanceof PyProperty ? hook.target.getter : hook.target;
    run.label = self.shape;
    const value = callProtocol(run, getter, [self], [self.shape]);
    yield [name, value, hook.alias];
  }
}

/** JSON shows the ints that a field of floats holds, such as a default, as floats. `made` is a dump of its own. */
function withFloats(type: Value, made: Value): Value {
  if (type === floatClass)
    return typeof made === "number" || typeof made === "bigint" ? new PyFloat(Number(made)) : made;
  if (!(type instanceof TypeForm)) return made;
  const [first = null, second = null] = type.args;
  if (type.origin === "Annotated") return withFloats(first, made);
  if (type.origin === "Union") {
    const others = type.args.filter((one) => one !== null);
    return others.length === 1 ? withFloats(others[0] ?? null, made) : made;
  }
  if (type.origin === listClass && made instanceof PyList)
    for (const [i, item] of made.items.entries()) made.items[i] = withFloats(first, item);
  if (type.origin === dictClass && made instanceof PyDict)
    for (const [hash, item] of made.map)
      made.set(hash, made.keyOf(hash), withFloats(second, item), made.labelOf(hash));
  return made;
}

function dumpModel(
  run: Run,
  self: PyInstance,
  options: DumpOptions,
  include: Selection | null,
  exclude: Selection | null,
): Value {
  const fields = fieldsOf(self.cls);
  const whole = hooksOf(self.cls, "model serializer")[0]?.[1];
  if (whole !== undefined) {
    run.label = deepLabel(run, self);
    const made = callHook(run, whole.target, self.cls, [self], [run.label], () =>
      validationInfo(run, null, null),
    );
    options.serialized.label = run.join(options.serialized.label, run.label);
    return dump(run, made, options);
  }
  const dict = new PyDict(0, self.shape);
  const byName = new Map<string, ModelField>(fields.all.map((field) => [field.name, field]));
  run.chargeCells(self.attributes.size);
  for (const [name, item] of self.attributes) {
    const field = byName.get(name);
    if (name.startsWith("_") || field?.excluded || (field === undefined && fields.extra !== "allow"))
      continue;
    const inside = select(include, exclude, name);
    if (inside === undefined) continue;
    if (options.withoutNone) {
      // That a field is left out tells its value.
      dict.shape = run.join(dict.shape, self.labelOf(name));
      if (item === null) continue;
    }
    if (options.withoutUnset && self instanceof ModelInstance && !self.given.has(name)) continue;
    if (options.withoutDefaults && field !== undefined && !field.required) {
      const fallback = defaultOf(run, field);
      run.label = run.join(
        run.join(run.label, self.labelOf(name)),
        run.join(deepLabel(run, item), deepLabel(run, fallback)),
      );
      const same = equals(run, item, fallback);
      dict.shape = run.join(dict.shape, run.label);
      if (same) continue;
    }
    const key = options.byAlias ? (field?.outputAlias ?? name) : name;
    const own = serialized(run, self, name, item);
    const label = own === undefined ? self.labelOf(name) : run.join(run.label, self.labelOf(name));
    const made = dump(run, own ?? (own === null ? null : item), options, inside.include, inside.exclude);
    const typed = options.json && own === undefined && field !== undefined;
    dict.set(textKey(key), key, typed ? withFloats(field.type, made) : made, label);
  }
  for (const [name, value, alias] of computedFields(run, self)) {
    const { label } = run;
    if (select(include, exclude, name) === undefined) continue;
    if (options.withoutNone) {
      dict.shape = run.join(dict.shape, label);
      if (value === null) continue;
    }
    const key = options.byAlias ? (alias ?? name) : name;
    dict.set(textKey(key), key, dump(run, value, options), label);
  }
  return dict;
}
