/** `Enum`: members are the instances of their class. */
import { defineMethods, joinAll, own, ownMethod } from "../builtins/define.ts";
import { raise, Unsupported } from "../errors.ts";
import { storeAttribute } from "../evaluate/attribute.ts";
import { callProtocol } from "../evaluate/call.ts";
import { raiseAll, tells } from "../evaluate/choice.ts";
import { collect, iterate } from "../evaluate/iterate.ts";
import { binaryOperation } from "../evaluate/operators.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { PyBuiltin, PyFunction } from "../value/callable.ts";
import { isSingleBit, membersOf, PyClass, PyInstance, PyProperty, rawOf } from "../value/class.ts";
import { builtinClass, classOf, intClass, objectClass, strClass, typeName } from "../value/classes.ts";
import { PyDict, PyList, PyTuple } from "../value/container.ts";
import { deepLabel, raiseReachable } from "../value/deep.ts";
import { equals } from "../value/equality.ts";
import { compareOrder, type OrderOperator } from "../value/order.ts";
import { notImplemented } from "../value/scalar.ts";
import { reprOf, strOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";
import { isExtendable } from "./extended-builtin.ts";
import { formatValue } from "./format.ts";

export const enumClass = builtinClass("Enum", objectClass, "enum");
enumClass.kind = "enum";
/** A builtin Enum whose members are of another type too. */
function mixedEnum(name: string, type: PyClass, base: PyClass): PyClass {
  const cls = new PyClass(name, [type, base], [type, ...base.mro], true, "enum");
  cls.kind = "enum";
  return cls;
}

export const intEnumClass = mixedEnum("IntEnum", intClass, enumClass);
export const strEnumClass = mixedEnum("StrEnum", strClass, enumClass);

const autoClass = builtinClass("auto", objectClass, "enum");
class AutoValue extends PyInstance {
  /** What the member got; an alias, and another member's `R | W`, in the class body refer to it. */
  chosen: Value | undefined = undefined;
  readonly parts: readonly Value[];
  constructor(parts: readonly Value[] = []) {
    super(autoClass);
    this.parts = parts;
  }
  /** What it got, or the number that `R | W` stands for, once its parts have theirs. */
  resolved(): Value | undefined {
    if (this.parts.length === 0) return this.chosen;
    let bits = 0;
    for (const part of this.parts) {
      const value = part instanceof AutoValue ? part.resolved() : part;
      if (typeof value !== "number") return undefined;
      bits |= value;
    }
    return bits;
  }
}
defineMethods(autoClass, [
  ownMethod("__or__(self, other, /)", (run, labels, self, other) => {
    run.label = joinAll(run, labels);
    return new AutoValue([self, other]);
  }),
  ownMethod("__ror__(self, other, /)", (run, labels, self, other) => {
    run.label = joinAll(run, labels);
    return new AutoValue([other, self]);
  }),
]);
autoClass.construct = (run) => {
  run.label = run.planLabel;
  return new AutoValue();
};

export { autoClass };

export const flagClass = builtinClass("Flag", enumClass, "enum");
flagClass.kind = "enum";
export const intFlagClass = mixedEnum("IntFlag", intClass, flagClass);

function memberValue(member: Value): Value {
  return member instanceof PyInstance ? (member.attributes.get("value") ?? null) : member;
}

/** The builtin type that the members of a class are as well: `class Color(str, Enum)`, `class Level(IntEnum)`. */
function mixinOf(cls: PyClass): PyClass | undefined {
  for (const base of cls.mro) {
    if (base === intEnumClass || base === intFlagClass) return intClass;
    if (base === strEnumClass) return strClass;
    if (base.builtin && isExtendable(base)) return base;
  }
  return undefined;
}

/** What `auto()` stands for. */
function nextValue(run: Run, cls: PyClass, name: string, members: ReadonlyMap<string, PyInstance>): Value {
  const own = cls.lookup("_generate_next_value_");
  const values = Array.from(members.values(), memberValue);
  const labels = Array.from(members.values(), (member) => member.labelOf("value"));
  if (own !== undefined) {
    const method = own instanceof PyProperty ? own.getter : own;
    const given = [name, 1, members.size, new PyList(values, 0, cls.shape, labels)];
    return callProtocol(run, method, given, [0, 0, cls.shape, 0]);
  }
  for (const label of labels) run.label = run.join(run.label, label);
  if (cls.isSubclassOf(strEnumClass)) return name.toLowerCase();
  const numbers = values.flatMap((value) =>
    typeof value === "number" || typeof value === "boolean" ? [Number(value)] : [],
  );
  if (cls.isSubclassOf(flagClass))
    return numbers.length === 0 ? 1 : 2 ** (Math.floor(Math.log2(Math.max(...numbers))) + 1);
  return numbers.length === 0 ? 1 : binaryOperation(run, "Add", Math.max(...numbers), 1);
}

/** The arguments of `Planet.EARTH = (mass, radius)` for `__init__` or a mixin's constructor. */
function partsOf(value: Value): Value[] {
  return value instanceof PyTuple ? Array.from(value.items) : [value];
}

function newMember(
  cls: PyClass,
  mixin: PyClass | undefined,
  name: string,
  value: Value,
  label: Label,
  run: Run,
): PyInstance {
  const member = new PyInstance(cls);
  member.set("name", name, run.planLabel);
  member.set("value", value, label);
  if (mixin !== undefined) member.raw = value;
  return member;
}

/** Turns what the class body bound into members. */
export function finishEnum(run: Run, cls: PyClass): void {
  for (const base of cls.mro.slice(1)) {
    if (base.members !== null && base.members.size > 0)
      throw raise(run, "TypeError", `<enum '${cls.name}'> cannot extend <enum '${base.name}'>`);
  }
  const mixin = mixinOf(cls);
  cls.isFlag = cls.isSubclassOf(flagClass);
  const members = new Map<string, PyInstance>();
  const init = cls.lookup("__init__");
  // A mixed-in type stands before Enum in the order of the bases, but members show themselves as Enum's.
  if (mixin !== undefined && !cls.isSubclassOf(intEnumClass) && !cls.isSubclassOf(strEnumClass)) {
    for (const name of ["__repr__", "__str__", "__format__"]) {
      const plans = cls.lookup(name);
      const method = enumMethod(cls, name);
      if (!(plans instanceof PyFunction) && method !== undefined) cls.attributes.set(name, method);
    }
  }
  cls.members = members;
  for (const [name, given] of Array.from(cls.attributes)) {
    if (
      (name.startsWith("_") && name.endsWith("_")) ||
      name.startsWith("__") ||
      given instanceof PyFunction ||
      given instanceof PyBuiltin ||
      given instanceof PyProperty ||
      given instanceof PyClass
    )
      continue;
    run.label = run.planLabel;
    let value: Value =
      given instanceof AutoValue ? (given.resolved() ?? nextValue(run, cls, name, members)) : given;
    if (given instanceof AutoValue) given.chosen = value;
    // `_generate_next_value_` may give what is in no attribute of the class.
    if (given instanceof AutoValue) cls.fieldsLabel = run.join(cls.fieldsLabel, run.label);
    const label = run.join(run.join(cls.labels?.get(name) ?? 0, run.label), deepLabel(run, value));
    if (mixin !== undefined) {
      const parts = partsOf(value);
      if (cls.isSubclassOf(strEnumClass)) checkText(run, parts);
      if (!(init instanceof PyFunction && value instanceof PyTuple))
        value =
          mixin.construct?.(
            run,
            mixin,
            parts,
            parts.map(() => label),
            null,
          ) ?? value;
    }
    const known = Array.from(members.values()).find((member) => equals(run, memberValue(member), value));
    if (known !== undefined) {
      members.set(name, known);
      cls.attributes.set(name, known);
      continue;
    }
    const member = newMember(cls, mixin, name, value, label, run);
    if (init instanceof PyFunction) {
      const parts = partsOf(value);
      // INVARIANT: that it is a member and no alias of another hangs on the values of all.
      if (tells(run, cls.fieldsLabel)) raiseReachable(run, cls, cls.fieldsLabel);
      run.label = label;
      callProtocol(run, init, [member, ...parts], [label, ...parts.map(() => label)], cls.fieldsLabel);
      const chosen = member.attributes.get("_value_");
      if (chosen !== undefined) {
        member.attributes.delete("_value_");
        member.set("value", chosen, label);
      }
    }
    members.set(name, member);
    cls.attributes.set(name, member);
  }
}

function checkText(run: Run, parts: readonly Value[]): void {
  const [first = null, encoding = ""] = parts;
  if (parts.length === 1 && typeof first !== "string")
    throw raise(run, "TypeError", `${reprOf(run, first)} is not a string`);
  if (typeof encoding !== "string")
    throw raise(run, "TypeError", `encoding must be a string, not ${reprOf(run, encoding)}`);
}

/** A method of `Enum` or `Flag`, past the mixed-in type. */
function enumMethod(cls: PyClass, name: string): Value | undefined {
  for (const base of cls.mro) {
    const found = base.kind === "enum" && base.builtin ? base.attributes.get(name) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function namedMembers(cls: PyClass): PyInstance[] {
  return Array.from(new Set(cls.members?.values() ?? []));
}

/**
 * The member of a Flag that has all bits of `bits`: a named one, or one that stands for several. There is one for the
 * same bits.
 *
 * INVARIANT: such a member says no more than its class does. What the bits came from is the label of the reference to it,
 * so that it can be shared.
 */
function flagOf(run: Run, cls: PyClass, bits: Value): Value {
  if (typeof bits !== "number")
    throw raise(run, "ValueError", `${reprOf(run, bits)} is not a valid ${cls.name}`);
  const all = namedMembers(cls);
  const mask = all.reduce((sum, member) => sum | Number(memberValue(member)), 0);
  const keeps = cls.isSubclassOf(intFlagClass);
  const wanted = bits >= 0 ? bits : keeps ? withoutSign(bits, mask) : mask & bits;
  const known = all.find((member) => memberValue(member) === wanted) ?? cls.composites.get(wanted);
  if (known !== undefined) return known;
  const unknown = wanted & ~mask;
  if (unknown !== 0 && !keeps)
    throw raise(
      run,
      "ValueError",
      `${reprOf(run, cls)} invalid value ${bits}\n    given ${binaryText(bits, mask)}\n  allowed ${binaryText(mask, bits)}`,
    );
  const parts = membersOf(cls).filter((member) => (Number(memberValue(member)) & wanted) !== 0);
  const names = parts.map((part) => String(part.attributes.get("name")));
  if (unknown !== 0 && names.length > 0) names.push(String(unknown));
  const made = newMember(cls, keeps ? intClass : undefined, names.join("|"), wanted, cls.fieldsLabel, run);
  if (names.length === 0) made.set("name", null, cls.fieldsLabel);
  run.chargeCells(1);
  cls.composites.set(wanted, made);
  return made;
}

/** The bits of a negative number, in as many bits as the members have. */
function withoutSign(bits: number, mask: number): number {
  const allBits = 2 ** mask.toString(2).length;
  return Math.max(mask === 0 ? 1 : allBits, 2 ** Math.abs(bits).toString(2).length) + bits;
}

function binaryText(bits: number, other: number): string {
  const width = Math.max(bits, other).toString(2).length;
  return `0b0 ${bits.toString(2).padStart(width, "0")}`;
}

/** `Color("r")`: the member with this value; ValueError. */
enumClass.construct = (run, cls, values, labels, names) => {
  const [value] = values;
  if (value === undefined || values.length !== 1 || cls.members === null || cls.members.size === 0)
    return functionalEnum(run, cls, values, labels, names);
  run.label = run.join(run.join(labels[0] ?? 0, deepLabel(run, value)), cls.fieldsLabel);
  const { label } = run;
  // Whether `__eq__` and `_missing_` run hangs on the value.
  if (tells(run, label)) raiseAll(run, [cls, value], label);
  for (const member of cls.members.values()) {
    if (member === value || equals(run, memberValue(member), value)) {
      run.label = run.join(run.label, label);
      return member;
    }
  }
  run.label = label;
  if (value instanceof PyInstance && value.cls === cls) return value;
  if (cls.isSubclassOf(flagClass)) return flagOf(run, cls, value);
  const missing = cls.lookup("_missing_");
  if (missing !== undefined) {
    const found = callProtocol(
      run,
      missing instanceof PyProperty ? missing.getter : missing,
      [cls, value],
      [0, label],
    );
    run.label = run.join(run.label, label);
    if (found instanceof PyInstance && found.cls === cls) return found;
    if (found !== null)
      throw raise(
        run,
        "TypeError",
        `error in ${cls.name}._missing_: returned ${reprOf(run, found)} instead of None or a valid member`,
      );
  }
  throw raise(run, "ValueError", `${reprOf(run, value)} is not a valid ${cls.name}`);
};

/** `Enum("Color", "RED GREEN")` and `Enum("Color", {"RED": 1})`. */
function functionalEnum(
  run: Run,
  base: PyClass,
  values: readonly Value[],
  labels: readonly Label[],
  names: readonly string[] | null,
): Value {
  const [name, listed] = values;
  if (typeof name !== "string" || listed === undefined || names !== null || values.length !== 2)
    throw new Unsupported("an Enum made by this call; write a class statement", run.at);
  const cls = new PyClass(name, [base], base.mro, false, "__main__");
  cls.kind = "enum";
  const label = run.join(labels[0] ?? 0, run.join(labels[1] ?? 0, deepLabel(run, listed)));
  const add = (member: Value, value: Value) => {
    if (typeof member !== "string") throw raise(run, "TypeError", "Enum names must be str");
    cls.attributes.set(member, value);
    cls.labels ??= new Map();
    cls.labels.set(member, label);
  };
  if (listed instanceof PyDict) for (const [key, value] of listed.entries()) add(key, value);
  else {
    const items =
      typeof listed === "string"
        ? listed
            .replaceAll(",", " ")
            .split(/\s+/)
            .filter((part) => part !== "")
        : collect(run, listed).items;
    for (const item of items) {
      if (item instanceof PyTuple && item.items.length === 2)
        add(item.items[0] ?? null, item.items[1] ?? null);
      else add(item, new AutoValue());
    }
  }
  cls.fieldsLabel = label;
  cls.shape = label;
  finishEnum(run, cls);
  run.label = run.join(label, run.planLabel);
  return cls;
}

const order = (name: string, operator: OrderOperator) =>
  ownMethod(`${name}(self, other, /)`, (run, _labels, self, other) => {
    run.label = run.join(run.label, run.join(deepLabel(run, self), deepLabel(run, other)));
    return compareOrder(run, operator, memberValue(self), memberValue(other));
  });

const arithmetic = (name: string, op: Parameters<typeof binaryOperation>[1], reflected: boolean) =>
  ownMethod(`${name}(self, other, /)`, (run, _labels, self, other) => {
    run.label = run.join(run.label, run.join(deepLabel(run, self), deepLabel(run, other)));
    return reflected
      ? binaryOperation(run, op, memberValue(other), memberValue(self), undefined, other, self)
      : binaryOperation(run, op, memberValue(self), memberValue(other), undefined, self, other);
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
  ownMethod("__format__(self, format_spec, /)", (run, _labels, self, spec) => {
    run.label = run.join(run.label, run.join(deepLabel(run, self), deepLabel(run, spec)));
    return formatValue(run, strOf(run, self), typeof spec === "string" ? spec : "");
  }),
  ownMethod("__hash__(self, /)", (run, _labels, self) => {
    if (!(self instanceof PyInstance)) return null;
    return `${run.identity(self)}`;
  }),
  ownMethod("__setattr__(self, name, value, /)", (run, [reference = 0, , label = 0], self, name, value) => {
    if (name === "name" || name === "value")
      throw raise(run, "AttributeError", `<enum 'Enum'> cannot set attribute '${name}'`);
    if (self instanceof PyInstance && typeof name === "string")
      storeAttribute(run, self, name, value, run.join(label, reference));
    return null;
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
  return cls.isSubclassOf(intEnumClass) || cls.isSubclassOf(strEnumClass) || rawOf(value) !== value;
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
      return spec === "" ? strOf(run, self) : formatValue(run, memberValue(self), String(spec));
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

const bits = (name: string, op: "BitOr" | "BitAnd" | "BitXor") =>
  ownMethod(`${name}(self, other, /)`, (run, _labels, self, other) => {
    if (!(self instanceof PyInstance)) return notImplemented;
    const theirs = other instanceof PyInstance && other.cls === self.cls ? memberValue(other) : other;
    if (typeof theirs !== "number" || (theirs === other && !self.cls.isSubclassOf(intFlagClass)))
      return notImplemented;
    run.label = run.join(run.label, run.join(deepLabel(run, self), deepLabel(run, other)));
    return flagOf(run, self.cls, binaryOperation(run, op, memberValue(self), theirs));
  });

/** The single members that a flag has. */
function flagParts(self: PyInstance): PyInstance[] {
  const own = Number(memberValue(self));
  return membersOf(self.cls).filter(
    (member) => isSingleBit(memberValue(member)) && (own & Number(memberValue(member))) !== 0,
  );
}

defineMethods(flagClass, [
  bits("__or__", "BitOr"),
  bits("__ror__", "BitOr"),
  bits("__and__", "BitAnd"),
  bits("__rand__", "BitAnd"),
  bits("__xor__", "BitXor"),
  bits("__rxor__", "BitXor"),
  ownMethod("__invert__(self, /)", (run, _labels, self) => {
    if (!(self instanceof PyInstance)) return notImplemented;
    run.label = run.join(run.label, deepLabel(run, self));
    return flagOf(run, self.cls, -1 - Number(memberValue(self)));
  }),
  ownMethod("__bool__(self, /)", (run, _labels, self) => {
    run.label = run.join(run.label, deepLabel(run, self));
    return memberValue(self) !== 0;
  }),
  ownMethod("__contains__(self, other, /)", (run, _labels, self, other) => {
    run.label = run.join(run.label, run.join(deepLabel(run, self), deepLabel(run, other)));
    if (!(other instanceof PyInstance) || classOf(other) !== classOf(self))
      throw raise(
        run,
        "TypeError",
        `unsupported operand type(s) for 'in': '${typeName(other)}' and '${typeName(self)}'`,
      );
    const theirs = Number(memberValue(other));
    return (Number(memberValue(self)) & theirs) === theirs;
  }),
  ownMethod("__len__(self, /)", (run, _labels, self) => {
    run.label = run.join(run.label, deepLabel(run, self));
    return self instanceof PyInstance ? flagParts(self).length : 0;
  }),
  ownMethod("__iter__(self, /)", (run, _labels, self) => {
    run.label = run.join(run.label, deepLabel(run, self));
    return self instanceof PyInstance ? iterate(run, new PyTuple(flagParts(self), run.label)) : null;
  }),
  ownMethod("__repr__(self, /)", (run, _labels, self) => {
    run.label = run.join(run.label, deepLabel(run, self));
    if (!(self instanceof PyInstance)) return "";
    const name = self.attributes.get("name");
    return name === null
      ? `<${typeName(self)}: ${reprOf(run, memberValue(self))}>`
      : `<${typeName(self)}.${String(name)}: ${reprOf(run, memberValue(self))}>`;
  }),
  ownMethod("__str__(self, /)", (run, _labels, self) => {
    run.label = run.join(run.label, deepLabel(run, self));
    if (!(self instanceof PyInstance)) return "";
    const name = self.attributes.get("name");
    return name === null
      ? `${typeName(self)}(${reprOf(run, memberValue(self))})`
      : `${typeName(self)}.${String(name)}`;
  }),
]);
defineMethods(intFlagClass, [
  ownMethod("__str__(self, /)", (run, _labels, self) => {
    run.label = run.join(run.label, deepLabel(run, self));
    return reprOf(run, memberValue(self));
  }),
]);

// The mixed-in type stands first in the order of the classes; what shows a member is Enum's.
for (const cls of [intEnumClass, strEnumClass, intFlagClass])
  for (const name of ["__repr__", "__hash__", "__eq__", "__setattr__"]) {
    const method = (cls === intFlagClass ? flagClass : enumClass).lookup(name);
    if (method !== undefined) cls.attributes.set(name, method);
  }
for (const name of [
  "__or__",
  "__ror__",
  "__and__",
  "__rand__",
  "__xor__",
  "__rxor__",
  "__invert__",
  "__len__",
  "__iter__",
  "__contains__",
]) {
  const method = flagClass.lookup(name);
  if (method !== undefined) intFlagClass.attributes.set(name, method);
}

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
