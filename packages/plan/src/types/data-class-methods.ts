/** The methods that `@dataclass` gives a class. */
import { own, ownMethod, variadic } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import { getAttribute, storeAttribute } from "../evaluate/attribute.ts";
import { countedArguments, quotedList } from "../evaluate/bind.ts";
import { call } from "../evaluate/call.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import type { PyBuiltin } from "../value/callable.ts";
import { type PyClass, PyInstance } from "../value/class.ts";
import { classOf } from "../value/classes.ts";
import { PyTuple } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { equals } from "../value/equality.ts";
import { compareOrder, type OrderOperator } from "../value/order.ts";
import { notImplemented } from "../value/scalar.ts";
import { reprOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";
import { isInitVar } from "./data-class-field.ts";
import type { ModelField } from "./model-fields.ts";
import { objectMethods } from "./object-methods.ts";

/** The `__init__` that a dataclass gets. */
export function makeInit(cls: PyClass, fields: readonly ModelField[]): PyBuiltin {
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
export function valuesOf(run: Run, instance: Value, fields: readonly ModelField[]): PyTuple {
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

/** The `__eq__` that a dataclass gets. */
export function makeEqual(fields: readonly ModelField[]): PyBuiltin {
  return ownMethod("__eq__(self, other, /)", (run, _labels, self, other) => {
    if (!comparable(self, other)) return notImplemented;
    run.label = run.join(run.label, run.join(deepLabel(run, self), deepLabel(run, other)));
    return equals(run, compared(run, self, fields), compared(run, other, fields));
  });
}

/** The `__hash__` of a frozen dataclass. */
export function makeHash(fields: readonly ModelField[]): PyBuiltin {
  return ownMethod("__hash__(self, /)", (run, _labels, self) => {
    run.label = run.join(run.label, deepLabel(run, self));
    return hashed(run, self, fields);
  });
}

const orders: readonly (readonly [string, OrderOperator])[] = [
  ["__lt__", "<"],
  ["__le__", "<="],
  ["__gt__", ">"],
  ["__ge__", ">="],
];

/** The comparisons that a dataclass with `order=True` gets. */
export function makeOrders(fields: readonly ModelField[]): readonly PyBuiltin[] {
  return orders.map(([name, operator]) =>
    ownMethod(`${name}(self, other, /)`, (run, _labels, self, other) => {
      if (!comparable(self, other)) return notImplemented;
      run.label = run.join(run.label, run.join(deepLabel(run, self), deepLabel(run, other)));
      return compareOrder(run, operator, compared(run, self, fields), compared(run, other, fields));
    }),
  );
}

/** The `__repr__` that a dataclass gets. */
export function makeRepr(fields: readonly ModelField[]): PyBuiltin {
  const shown = fields.filter((field) => field.repr);
  return ownMethod("__repr__(self, /)", (run, _labels, self) => {
    run.label = run.join(run.label, deepLabel(run, self));
    const values = valuesOf(run, self, shown).items;
    const parts = shown.map((field, i) => `${field.name}=${reprOf(run, values[i] ?? null)}`);
    return `${classOf(self).qualifiedName}(${parts.join(", ")})`;
  });
}

/**
 * The `__setattr__` and `__delattr__` of a frozen dataclass. CPython makes a class with slots anew, so that they do not find
 * their own class there.
 */
export function makeFrozen(
  cls: PyClass,
  fields: readonly ModelField[],
  slots: boolean,
): readonly PyBuiltin[] {
  const names = new Set(fields.map((field) => field.name));
  const refuse = (run: Run, self: Value, name: Value, what: string): void => {
    if ((!slots && classOf(self) === cls) || (typeof name === "string" && names.has(name)))
      throw raise(run, "FrozenInstanceError", `cannot ${what} field ${reprOf(run, name)}`);
    if (slots) throw raise(run, "TypeError", "super(type, obj): obj must be an instance or subtype of type");
  };
  /** The method of the classes behind this one. */
  const behind = (self: Value, method: string): Value | undefined => {
    const { mro } = classOf(self);
    for (const base of mro.slice(mro.indexOf(cls) + 1)) {
      const found = base.attributes.get(method);
      if (found !== undefined) return found;
    }
    return objectMethods.get(method);
  };
  return [
    own(
      "__setattr__(self, name, value, /)",
      (run, labels, self, name, value) => {
        refuse(run, self, name, "assign to");
        return call(run, behind(self, "__setattr__") ?? null, [self, name, value], [...labels], null);
      },
      1,
    ),
    own(
      "__delattr__(self, name, /)",
      (run, labels, self, name) => {
        refuse(run, self, name, "delete");
        return call(run, behind(self, "__delattr__") ?? null, [self, name], [...labels], null);
      },
      1,
    ),
  ];
}
