/** `collections.namedtuple` and `typing.NamedTuple`: tuples whose elements have names. */
import { defineMethods, ownMethod, variadic } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import { quotedList } from "../evaluate/bind.ts";
import { collect } from "../evaluate/iterate.ts";
import type { Label } from "../metadata.ts";
import { wrongReceiver } from "../modules/arguments.ts";
import { reprString } from "../python/repr.ts";
import type { Run } from "../run.ts";
import { PyBuiltin } from "../value/callable.ts";
import { PyClass, PyProperty } from "../value/class.ts";
import { builtinClass, tupleClass } from "../value/classes.ts";
import { PyDict, PyList, PyTuple } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { textKey } from "../value/json-values.ts";
import type { Value } from "../value/value.ts";
import { checkNames } from "./field-names.ts";

/** A default of a field, with its label. */
interface Fallback {
  readonly value: Value;
  readonly label: Label;
}

function tupleOf(run: Run, cls: PyClass, value: Value = null): PyTuple {
  if (value instanceof PyTuple && value.cls !== null) return value;
  throw wrongReceiver(run, cls, value);
}

/** What all named tuples have: `_make`, `_replace`, `_asdict`. */
export const namedTupleClass = builtinClass("NamedTuple", tupleClass, "typing");
namedTupleClass.attributes.set("__extendable__", true);

function namesOf(cls: PyClass | null): readonly string[] {
  for (const base of cls?.mro ?? []) if (base.tupleFields !== null) return base.tupleFields;
  return [];
}

function makeTuple(run: Run, cls: PyClass, iterable: Value, label: Label): Value {
  const names = namesOf(cls);
  run.label = label;
  const all = collect(run, iterable);
  if (all.items.length !== names.length)
    throw raise(run, "TypeError", `Expected ${names.length} arguments, got ${all.items.length}`);
  run.label = run.join(label, all.end);
  return new PyTuple(all.items, 0, all.labels, cls);
}

defineMethods(namedTupleClass, [
  variadic("_replace", (run, values, labels, names) => {
    const [self = null, ...by] = values;
    const tuple = tupleOf(run, namedTupleClass, self);
    const fields = namesOf(tuple.cls);
    const items = Array.from(tuple.items);
    const itemLabels = items.map((_item, i) => tuple.labelAt(i));
    const unknown: string[] = [];
    names?.forEach((name, i) => {
      const at = fields.indexOf(name);
      if (at < 0) unknown.push(name);
      items[at < 0 ? items.length : at] = by[i] ?? null;
      itemLabels[at < 0 ? items.length : at] = labels[i + 1] ?? 0;
    });
    if (unknown.length > 0)
      throw raise(
        run,
        "ValueError",
        `Got unexpected field names: [${unknown.map((name) => reprString(name)).join(", ")}]`,
      );
    run.label = labels[0] ?? 0;
    return new PyTuple(items, 0, itemLabels, tuple.cls);
  }),
  ownMethod("_asdict(self)", (run, [label = 0], self) => {
    const tuple = tupleOf(run, namedTupleClass, self);
    const dict = new PyDict(0, 0);
    namesOf(tuple.cls).forEach((name, i) => {
      dict.set(textKey(name), name, tuple.items[i] ?? null, tuple.labelAt(i));
    });
    run.label = label;
    return dict;
  }),
]);
const make = ownMethod("_make(cls, iterable)", (run, [, label = 0], cls = null, iterable = null) => {
  if (!(cls instanceof PyClass)) throw wrongReceiver(run, namedTupleClass, cls);
  return makeTuple(run, cls, iterable, label);
});
namedTupleClass.attributes.set("_make", new PyBuiltin("_make", make.invoke, "class"));

/** The arguments of `cls(...)` by field; TypeError as a Python function would raise it. */
function bindFields(
  run: Run,
  cls: PyClass,
  fields: readonly string[],
  fallbacks: ReadonlyMap<string, Fallback>,
  values: readonly Value[],
  labels: readonly Label[],
  names: readonly string[] | null,
): PyTuple {
  const given = values.length - (names?.length ?? 0);
  const who = `${cls.name}.__new__()`;
  const bound = new Map<string, Fallback>();
  for (let i = 0; i < Math.min(given, fields.length); i++)
    bound.set(fields[i] ?? "", { value: values[i] ?? null, label: labels[i] ?? 0 });
  names?.forEach((name, i) => {
    if (!fields.includes(name))
      throw raise(run, "TypeError", `${who} got an unexpected keyword argument '${name}'`);
    if (bound.has(name)) throw raise(run, "TypeError", `${who} got multiple values for argument '${name}'`);
    bound.set(name, { value: values[given + i] ?? null, label: labels[given + i] ?? 0 });
  });
  if (given > fields.length) {
    const least = fields.length - fallbacks.size + 1;
    const most = fields.length + 1;
    const takes = fallbacks.size > 0 ? `from ${least} to ${most}` : String(most);
    throw raise(
      run,
      "TypeError",
      `${who} takes ${takes} positional argument${most === 1 ? "" : "s"} but ${given + 1} were given`,
    );
  }
  const found = fields.map((name) => bound.get(name) ?? fallbacks.get(name));
  const missing = fields.filter((_name, i) => found[i] === undefined);
  if (missing.length > 0)
    throw raise(
      run,
      "TypeError",
      `${who} missing ${missing.length} required positional argument${missing.length === 1 ? "" : "s"}: ${quotedList(missing)}`,
    );
  run.chargeCells(fields.length);
  return new PyTuple(
    found.map((one) => one?.value ?? null),
    0,
    found.map((one) => one?.label ?? 0),
    cls,
  );
}

/** Gives a class the fields of a named tuple. */
function nameFields(cls: PyClass, fields: readonly string[], fallbacks: ReadonlyMap<string, Fallback>): void {
  cls.tupleFields = fields;
  cls.attributes.set("_fields", new PyTuple(fields));
  const defaults = new PyDict();
  for (const [name, { value, label }] of fallbacks) defaults.set(textKey(name), name, value, label);
  cls.attributes.set("_field_defaults", defaults);
  fields.forEach((name, index) => {
    const getter = ownMethod(`${name}(self)`, (run, [label = 0], self) => {
      const tuple = tupleOf(run, cls, self);
      run.label = run.join(label, tuple.labelAt(index));
      return tuple.items[index] ?? null;
    });
    cls.attributes.set(name, new PyProperty(getter));
  });
  cls.construct = (run, called, values, labels, names) => {
    const reference = run.label;
    const tuple = bindFields(run, called, fields, fallbacks, values, labels, names);
    // A class of the plan that extends the named tuple shows its fields too.
    called.tupleFields ??= fields;
    run.label = run.join(reference, run.planLabel);
    return tuple;
  };
}

/** The class that `namedtuple(...)` makes; `module`: one of a module's own, which all runs share. */
export function makeNamedTuple(
  name: string,
  fields: readonly string[],
  fallbacks: ReadonlyMap<string, Fallback>,
  module?: string,
): PyClass {
  const cls = new PyClass(
    name,
    [tupleClass],
    [namedTupleClass, ...tupleClass.mro],
    module !== undefined,
    module ?? "__main__",
  );
  nameFields(cls, fields, fallbacks);
  return cls;
}

/** `class P(NamedTuple): x: int` takes its fields from the annotations, when it is called first. */
namedTupleClass.construct = (run, cls, values, labels, names) => {
  if (cls === namedTupleClass) return declare(run, values, labels, names);
  const declaring = cls.mro.find((base) => !base.builtin && base.annotations.length > 0);
  if (declaring === undefined || declaring.construct !== null)
    throw raise(run, "TypeError", "NamedTuple must be the base of a class with annotated fields");
  const fallbacks = new Map<string, Fallback>();
  const fields = declaring.annotations.map((annotation) => annotation.name);
  for (const field of fields) {
    const value = declaring.attributes.get(field);
    if (value !== undefined) fallbacks.set(field, { value, label: declaring.labels?.get(field) ?? 0 });
    else if (fallbacks.size > 0)
      throw raise(
        run,
        "TypeError",
        `Non-default namedtuple field ${field} cannot follow default field${fallbacks.size === 1 ? "" : "s"} ${Array.from(fallbacks.keys()).join(", ")}`,
      );
  }
  nameFields(declaring, fields, fallbacks);
  return declaring.construct === null ? null : rebuild(run, declaring, cls, values, labels, names);
};

/** `NamedTuple("P", [("x", int)])` is the class that the statement would make. */
function declare(
  run: Run,
  values: readonly Value[],
  labels: readonly Label[],
  names: readonly string[] | null,
): Value {
  if (names !== null || values.length !== 2)
    throw raise(run, "TypeError", "NamedTuple takes a name and a list of pairs of a name and a type");
  const [name = null, listed = null] = values;
  run.label = run.join(labels[0] ?? 0, run.join(labels[1] ?? 0, deepLabel(run, listed)));
  const { label } = run;
  const fields = collect(run, listed).items.map((pair) => {
    const field = pair instanceof PyTuple || pair instanceof PyList ? pair.items[0] : undefined;
    if (typeof field === "string" && typeof name === "string") return field;
    throw raise(run, "TypeError", "NamedTuple takes a name and a list of pairs of a name and a type");
  });
  run.label = label;
  checkNames(run, String(name), fields);
  const cls = makeNamedTuple(String(name), fields, new Map());
  run.label = run.join(label, run.planLabel);
  return cls;
}

function rebuild(
  run: Run,
  declaring: PyClass,
  cls: PyClass,
  values: Value[],
  labels: Label[],
  names: readonly string[] | null,
): Value {
  const construct: PyClass["construct"] = declaring.construct;
  return construct === null ? null : construct(run, cls, values, labels, names);
}
