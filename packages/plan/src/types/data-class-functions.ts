/** The functions of `dataclasses`: `asdict`, `astuple`, `fields`, `is_dataclass`, `replace`. */
import { absent, own, variadic } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import { call } from "../evaluate/call.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { PyClass, PyInstance } from "../value/class.ts";
import { dictClass, tupleClass } from "../value/classes.ts";
import { PyDict, PyList, PySet, PyTuple } from "../value/container.ts";
import type { Value } from "../value/value.ts";
import { fieldsOf, isInitVar, shownField } from "./data-class-field.ts";
import { valuesOf } from "./data-class-methods.ts";

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
