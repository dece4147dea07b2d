/** `re.RegexFlag`: the flags of a pattern, ints that show their names. */
import { defineMethods, ownMethod } from "../builtins/define.ts";
import { intOf } from "../python/integer.ts";
import type { Run } from "../run.ts";
import { PyClass, PyInstance, rawOf } from "../value/class.ts";
import { deepLabel } from "../value/deep.ts";
import { notImplemented } from "../value/scalar.ts";
import { strOf } from "../value/text.ts";
import type { Int, Value } from "../value/value.ts";
import { enumClass, intFlagClass } from "./enumeration.ts";
import { formatValue } from "./format.ts";
import { sharedInstance } from "./immutable.ts";

export const regexFlagClass = new PyClass("RegexFlag", [intFlagClass], intFlagClass.mro, true, "re");
regexFlagClass.kind = "enum";

const bitsOf: readonly (readonly [string, number])[] = [
  ["ASCII", 256],
  ["IGNORECASE", 2],
  ["LOCALE", 4],
  ["UNICODE", 32],
  ["MULTILINE", 8],
  ["DOTALL", 16],
  ["VERBOSE", 64],
  ["TEMPLATE", 1],
  ["DEBUG", 128],
];
const allBits = 511n;

function flag(name: string | null, bits: Int): PyInstance {
  const made = new PyInstance(regexFlagClass);
  made.set("name", name, 0);
  made.set("value", bits, 0);
  made.raw = bits;
  return made;
}

const members = new Map<string, PyInstance>(
  bitsOf.map(([name, bits]) => [name, sharedInstance(flag(name, bits))]),
);
const byBits = new Map(bitsOf.map(([name, bits]) => [bits, members.get(name)] as const));
for (const name of ["ASCII", "IGNORECASE", "LOCALE", "UNICODE", "MULTILINE", "DOTALL", "VERBOSE"]) {
  const member = members.get(name);
  const short = name === "DOTALL" ? "S" : name === "VERBOSE" ? "X" : name.charAt(0);
  if (member !== undefined) members.set(short, member);
}
// No bits make no member, but they have a name.
const noFlag = sharedInstance(flag("NOFLAG", 0));
regexFlagClass.members = members;
for (const [name, member] of [...members, ["NOFLAG", noFlag] as const])
  regexFlagClass.attributes.set(name, member);

/** The flags by name, those of one letter too. */
export const regexFlagMembers: ReadonlyMap<string, PyInstance> = new Map([...members, ["NOFLAG", noFlag]]);

function namesOf(bits: bigint): string[] {
  const names = bitsOf.filter(([, bit]) => (bits & BigInt(bit)) !== 0n).map(([name]) => name);
  const rest = bits & ~allBits;
  return rest === 0n ? names : [...names, `0x${rest.toString(16)}`];
}

/** The flags with these bits. Negative numbers are those that all flags, or as many bits as they have, lack. */
function flagOf(run: Run, given: bigint): Value {
  const width = (given < 0n ? -given : given).toString(2).length;
  const modulus = width > 9 ? 1n << BigInt(width) : allBits + 1n;
  const bits = given < 0n ? modulus + given : given;
  run.chargeBytes(width);
  const known = bits === 0n ? noFlag : byBits.get(Number(bits));
  if (known !== undefined) return known;
  const made = flag((bits & allBits) === 0n ? null : namesOf(bits).join("|"), intOf(bits));
  made.shape = run.label;
  return made;
}

function bitsIn(value: Value): bigint | undefined {
  return typeof value === "number" || typeof value === "bigint" || typeof value === "boolean"
    ? BigInt(value)
    : undefined;
}

const operation = (name: string, combine: (a: bigint, b: bigint) => bigint) =>
  ownMethod(`${name}(self, other, /)`, (run, _labels, self, other) => {
    run.label = run.join(run.label, run.join(deepLabel(run, self), deepLabel(run, other)));
    const [a, b] = [rawOf(self), rawOf(other)];
    const [x, y] = [bitsIn(a), bitsIn(b)];
    return x === undefined || y === undefined ? notImplemented : flagOf(run, combine(x, y));
  });

const shown = (name: string) =>
  ownMethod(`${name}(self, /)`, (run, _labels, self) => {
    run.label = run.join(run.label, deepLabel(run, self));
    const bits = bitsIn(rawOf(self)) ?? 0n;
    const names = namesOf(bits);
    if (bits !== 0n && (bits & allBits) === 0n) return `re.RegexFlag(${bits})`;
    return names.length === 0
      ? "re.NOFLAG"
      : names.map((one) => (one.startsWith("0x") ? one : `re.${one}`)).join("|");
  });

defineMethods(regexFlagClass, [
  operation("__or__", (a, b) => a | b),
  operation("__ror__", (a, b) => a | b),
  operation("__and__", (a, b) => a & b),
  operation("__rand__", (a, b) => a & b),
  operation("__xor__", (a, b) => a ^ b),
  operation("__rxor__", (a, b) => a ^ b),
  ownMethod("__invert__(self, /)", (run, _labels, self) => {
    run.label = run.join(run.label, deepLabel(run, self));
    return flagOf(run, allBits & ~(bitsIn(rawOf(self)) ?? 0n));
  }),
  ownMethod("__format__(self, spec, /)", (run, _labels, self, spec) => {
    run.label = run.join(run.label, run.join(deepLabel(run, self), deepLabel(run, spec)));
    return spec === "" ? strOf(run, self) : formatValue(run, rawOf(self), String(spec));
  }),
  shown("__repr__"),
  shown("__str__"),
]);

/** `re.RegexFlag(2)`. */
const { construct } = enumClass;
regexFlagClass.construct = (run, cls, values, labels, names) => {
  const [bits = null] = values;
  const given = bitsIn(rawOf(bits));
  if (values.length !== 1 || names !== null || given === undefined)
    return construct === null ? null : construct(run, cls, values, labels, names);
  run.label = run.join(labels[0] ?? 0, deepLabel(run, bits));
  return flagOf(run, given);
};
