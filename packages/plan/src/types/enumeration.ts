/** `Enum`: members are the instances of their class. */
import { defineMethods, own, ownMethod } from "../builtins/define.ts";
import { raise, Unsupported } from "../errors.ts";
import { binaryOperation } from "../evaluate/operators.ts";
import type { Run } from "../run.ts";
import { PyFunction } from "../value/callable.ts";
import { PyClass, PyInstance, PyProperty } from "../value/class.ts";
import { builtinClass, classOf, objectClass, typeName } from "../value/classes.ts";
import { deepLabel } from "../value/deep.ts";
import { equals } from "../value/equality.ts";
import { compareOrder, type OrderOperator } from "../value/order.ts";
import { notImplemented } from "../value/scalar.ts";
import { reprOf, strOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";
import { formatValue } from "./format.ts";

export const enumClass = builtinClass("Enum", objectClass, "enum");
enumClass.kind = "enum";
export const intEnumClass = builtinClass("IntEnum", enumClass, "enum");
intEnumClass.kind = "enum";
export const strEnumClass = builtinClass("StrEnum", enumClass, "enum");
strEnumClass.kind = "enum";

const autoClass = builtinClass("auto", objectClass, "enum");
class AutoValue extends PyInstance {
  constructor() {
    super(autoClass);
  }
}
autoClass.construct = (run) => {
  run.label = run.planLabel;
  return new AutoValue();
};

export { autoClass };

function memberValue(member: Value): Value {
  return member instanceof PyInstance ? (member.attributes.get("value") ?? null) : member;
}

/** Turns what the class body bound into members. */
export function finishEnum(run: Run, cls: PyClass): void {
  for (const base of cls.mro.slice(1)) {
    if (base.members !== null && base.members.size > 0)
      throw raise(run, "TypeError", `<enum '${cls.name}'> cannot extend <enum '${base.name}'>`);
  }
  const members = new Map<string, PyInstance>();
  let previous: Value = 0;
  for (const [name, given] of Array.from(cls.attributes)) {
    if (
      name.startsWith("_") ||
      given instanceof PyFunction ||
      given instanceof PyProperty ||
      given instanceof PyClass
    )
      continue;
    const text = cls.isSubclassOf(strEnumClass);
    const value: Value =
      given instanceof AutoValue
        ? text
          ? name.toLowerCase()
          : binaryOperation(run, "Add", previous, 1)
        : given;
    if (typeof value === "number") previous = value;
    const known = Array.from(members.values()).find((member) => equals(run, memberValue(member), value));
    if (known !== undefined) {
      members.set(name, known);
      cls.attributes.set(name, known);
      continue;
    }
    if (cls.lookup("__init__") instanceof PyFunction)
      throw new Unsupported("an Enum with __init__; keep further data in a dict", run.at);
    const member = new PyInstance(cls);
    const label = run.join(cls.labels?.get(name) ?? 0, deepLabel(run, value));
    member.set("name", name, run.planLabel);
    member.set("value", value, label);
    members.set(name, member);
    cls.attributes.set(name, member);
  }
  cls.members = members;
}

/** `Color("r")`: the member with this value; ValueError. */
enumClass.construct = (run, cls, values, labels) => {
  const [value] = values;
  if (value === undefined || values.length !== 1 || cls.members === null)
    throw new Unsupported("an Enum made by a call; write a class statement", run.at);
  run.label = run.join(labels[0] ?? 0, deepLabel(run, value));
  const { label } = run;
  for (const member of cls.members.values()) {
    if (member === value || equals(run, memberValue(member), value)) {
      run.label = run.join(run.label, label);
      return member;
    }
  }
  run.label = label;
  throw raise(run, "ValueError", `${reprOf(run, value)} is not a valid ${cls.name}`);
};

const order = (name: string, operator: OrderOperator) =>
  ownMethod(`${name}(self, other, /)`, (run, _labels, self, other) => {
    run.label = run.join(run.label, run.join(deepLabel(run, self), deepLabel(run, other)));
    return compareOrder(run, operator, memberValue(self), memberValue(other));
  });

const arithmetic = (name: string, op: Parameters<typeof binaryOperation>[1], reflected: boolean) =>
  ownMethod(`${name}(self, other, /)`, (run, _labels, self, other) => {
    run.label = run.join(run.label, run.join(deepLabel(run, self), deepLabel(run, other)));
    return reflected
      ? binaryOperation(run, op, memberValue(other), memberValue(self))
      : binaryOperation(run, op, memberValue(self), memberValue(other));
  });

defineMethods(enumClass, [
  ownMethod("__repr__(self, /)", (run, _labels, self) => {
    run.label = run.join(run.label, deepLabel(run, self));
    return self instanceof PyInstance
      ? `<${typeName(self)}.${String(self.attributes.get("name"))}: ${reprOf(run, memberValue(self))}>`
      : "";
  }),
  ownMethod("__str__(self, /)", (_run, _labels, self) =>
    self instanceof PyInstance ? `${typeName(self)}.${String(self.attributes.get("name"))}` : "",
  ),
  ownMethod("__hash__(self, /)", (run, _labels, self) => {
    if (!(self instanceof PyInstance)) return null;
    return mixed(self) ? memberValue(self) : `${run.identity(self)}`;
  }),
  ownMethod("__setattr__(self, name, value, /)", (run, _labels, _self, name) => {
    throw raise(run, "AttributeError", `<enum 'Enum'> cannot set attribute '${String(name)}'`);
  }),
  ownMethod("__eq__(self, other, /)", (run, _labels, self, other) => {
    if (self === other) return true;
    run.label = run.join(run.label, run.join(deepLabel(run, self), deepLabel(run, other)));
    if (mixed(self) || mixed(other))
      return equals(run, mixed(self) ? memberValue(self) : self, mixed(other) ? memberValue(other) : other);
    return notImplemented;
  }),
]);

/** A member that is an int or a str at the same time. */
function mixed(value: Value): boolean {
  const cls = classOf(value);
  return cls.isSubclassOf(intEnumClass) || cls.isSubclassOf(strEnumClass);
}

for (const cls of [intEnumClass, strEnumClass]) {
  defineMethods(cls, [
    order("__lt__", "<"),
    order("__le__", "<="),
    order("__gt__", ">"),
    order("__ge__", ">="),
    arithmetic("__add__", "Add", false),
    arithmetic("__radd__", "Add", true),
    ownMethod("__str__(self, /)", (run, _labels, self) => {
      run.label = run.join(run.label, deepLabel(run, self));
      return strOf(run, memberValue(self));
    }),
    ownMethod("__format__(self, spec, /)", (run, _labels, self, spec) => {
      run.label = run.join(run.label, deepLabel(run, self));
      return formatValue(run, memberValue(self), String(spec));
    }),
  ]);
}
defineMethods(intEnumClass, [
  arithmetic("__sub__", "Sub", false),
  arithmetic("__rsub__", "Sub", true),
  arithmetic("__mul__", "Mult", false),
  arithmetic("__rmul__", "Mult", true),
  ownMethod("__index__(self, /)", (run, _labels, self) => {
    run.label = run.join(run.label, deepLabel(run, self));
    return memberValue(self);
  }),
]);

export const uniqueDecorator = own("unique(enumeration, /)", (run, _labels, cls) => {
  const members = cls instanceof PyClass ? cls.members : null;
  if (cls instanceof PyClass && members !== null && new Set(members.values()).size < members.size) {
    const doubles = Array.from(members, ([name, member]) => ({
      name,
      first: String(member.attributes.get("name")),
    })).filter((one) => one.name !== one.first);
    throw raise(
      run,
      "ValueError",
      `duplicate values found in <enum '${cls.name}'>: ${doubles.map((one) => `${one.name} -> ${one.first}`).join(", ")}`,
    );
  }
  return cls;
});
