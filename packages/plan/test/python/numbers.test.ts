import fc from "fast-check";
import * as f from "../../src/python/float.ts";
import * as n from "../../src/python/integer.ts";
import * as t from "../../src/python/integer-text.ts";
import { type Case, differential, float, type Operation, type Value } from "./oracle.ts";

type Int = n.Int;
const list = (pair: readonly Int[]): Value => [...pair];
const orNone = (x: number | undefined): Value => x ?? null;

const twoInts: Record<string, Operation> = {
  add: ["a[0] + a[1]", (a: Int, b: Int) => n.addInt(a, b)],
  subtract: ["a[0] - a[1]", (a: Int, b: Int) => n.subtractInt(a, b)],
  multiply: ["a[0] * a[1]", (a: Int, b: Int) => n.multiplyInt(a, b)],
  floorDivide: ["a[0] // a[1]", (a: Int, b: Int) => n.floorDivideInt(a, b)],
  modulo: ["a[0] % a[1]", (a: Int, b: Int) => n.moduloInt(a, b)],
  divmod: ["divmod(a[0], a[1])", (a: Int, b: Int) => list(n.divmodInt(a, b))],
  trueDivide: ["a[0] / a[1]", (a: Int, b: Int) => float(n.trueDivideInt(a, b))],
  and: ["a[0] & a[1]", (a: Int, b: Int) => n.andInt(a, b)],
  or: ["a[0] | a[1]", (a: Int, b: Int) => n.orInt(a, b)],
  xor: ["a[0] ^ a[1]", (a: Int, b: Int) => n.xorInt(a, b)],
  compare: ["(a[0] > a[1]) - (a[0] < a[1])", (a: Int, b: Int) => n.compareInt(a, b)],
};
const oneInt: Record<string, Operation> = {
  negate: ["-a[0]", (a: Int) => n.negateInt(a)],
  abs: ["abs(a[0])", (a: Int) => n.absInt(a)],
  invert: ["~a[0]", (a: Int) => n.invertInt(a)],
  bitLength: ["a[0].bit_length()", (a: Int) => n.bitLength(a)],
  bitCount: ["a[0].bit_count()", (a: Int) => n.bitCount(a)],
  str: ["str(a[0])", (a: Int) => t.intToString(a)],
  hex: ["hex(a[0])", (a: Int) => t.intToBase(a, 16)],
  bin: ["bin(a[0])", (a: Int) => t.intToBase(a, 2)],
  toFloat: ["float(a[0])", (a: Int) => float(n.intToFloat(a))],
};
const intAndSmall: Record<string, Operation> = {
  shiftLeft: ["a[0] << a[1]", (a: Int, b: Int) => n.shiftLeft(a, b)],
  shiftRight: ["a[0] >> a[1]", (a: Int, b: Int) => n.shiftRight(a, b)],
  power: ["a[0] ** abs(a[1])", (a: Int, b: Int) => n.powerInt(a, n.absInt(b))],
  round: ["round(a[0], a[1])", (a: Int, b: Int) => n.roundInt(a, b)],
  bytes: [
    'a[0].to_bytes(abs(a[1]), "little", signed=True)',
    (a: Int, b: Int) => t.intToBytes(a, n.absInt(b), "little", true),
  ],
  bytesBig: [
    'a[0].to_bytes(abs(a[1]), "big")',
    (a: Int, b: Int) => t.intToBytes(a, n.absInt(b), "big", false),
  ],
};
const twoFloats: Record<string, Operation> = {
  floorDivideF: ["a[0] // a[1]", (a: number, b: number) => float(f.floorDivideFloat(a, b))],
  moduloF: ["a[0] % a[1]", (a: number, b: number) => float(f.moduloFloat(a, b))],
  divmodF: ["divmod(a[0], a[1])", (a: number, b: number) => f.divmodFloat(a, b).map(float)],
  divideF: ["a[0] / a[1]", (a: number, b: number) => float(f.divideFloat(a, b))],
};
const oneFloat: Record<string, Operation> = {
  reprF: ["repr(a[0])", (x: number) => f.reprFloat(x)],
  ratio: ["a[0].as_integer_ratio()", (x: number) => list(f.floatAsIntegerRatio(x))],
  int: ["int(a[0])", (x: number) => f.floatToInt(x)],
  roundF: ["round(a[0])", (x: number) => f.roundFloatToInt(x)],
  hexF: ["a[0].hex()", (x: number) => f.floatHex(x)],
  fromHex: ["float.fromhex(a[0].hex())", (x: number) => float(f.floatFromHex(f.floatHex(x)))],
};
const others: Record<string, Operation> = {
  roundDigits: ["round(a[0], a[1])", (x: number, d: Int) => float(f.roundFloat(x, d))],
  powerF: ["a[0] ** a[1]", (x: number, y: number) => float(f.powerFloat(x, y))],
  powerModulo: ["pow(a[0], a[1], a[2])", (a: Int, b: Int, c: Int) => n.powerModulo(a, b, c)],
  parseInt: ["int(a[0], a[1])", (s: string, b: Int) => t.parseInteger(s, b)],
  parseFloat: ["float(a[0])", (s: string) => float(f.parseFloatText(s))],
  fromHexText: ["float.fromhex(a[0])", (s: string) => float(f.floatFromHex(s))],
  fromBytes: [
    "int.from_bytes(a[0], a[1], signed=a[2])",
    (b: Uint8Array, o: string, s: boolean) => t.intFromBytes(b, o, s),
  ],
  compareIntFloat: [
    "None if a[1] != a[1] else (a[0] > a[1]) - (a[0] < a[1])",
    (a: Int, b: number) => orNone(n.compareIntFloat(a, b)),
  ],
  sameKey: ["a[0] == a[1]", (a: Int, b: number) => n.numericKey(a, false) === n.numericKey(b, true)],
};
const operations = { ...twoInts, ...oneInt, ...intAndSmall, ...twoFloats, ...oneFloat, ...others };

const ints: Int[] = [
  0,
  1,
  -1,
  2,
  -2,
  7,
  -7,
  255,
  2 ** 31,
  -(2 ** 31),
  2 ** 53 - 1,
  -(2 ** 53 - 1),
  2n ** 53n,
  -(2n ** 53n),
  10n ** 30n,
  -(10n ** 30n) + 1n,
];
const floats = [
  0,
  -0,
  1,
  -1,
  0.5,
  1.5,
  2.5,
  -2.5,
  0.1,
  1e16,
  1e22,
  123456789012345680,
  1e-4,
  1e-5,
  5e-324,
  2.2250738585072014e-308,
  1.7976931348623157e308,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Number.NaN,
  2.675,
  1e300,
  0.30000000000000004,
];
const intTexts = [
  "12",
  " 12 ",
  "-12",
  "+0",
  "1_000",
  "1__0",
  "_1",
  "1_",
  "",
  " ",
  "0x1f",
  "0X1F",
  "0b101",
  "0o17",
  "007",
  "0_0",
  "-0",
  "\u0661\u0662",
  "\u20032\u2003",
  "1 2",
  "it's",
  "z",
  "Zz",
  "1e5",
  "1.0",
  "0x",
  "0x_f",
  "99999999999999999999",
  "\ud83d\ude00",
  "\u00b2",
  "--1",
  "\x00",
  "x".repeat(250),
  "9".repeat(4300),
  "9".repeat(4301),
];
const floatTexts = [
  "1",
  "1.5",
  ".5",
  "5.",
  ".",
  "1e5",
  "1e",
  "1_0.0_1",
  "1_.0",
  "inf",
  "-Infinity",
  "nan",
  "+NaN",
  "infin",
  "1e400",
  "-1e-400",
  "0x1p3",
  " 1.5\n",
  "\u0661.\u0665",
  "1,5",
  "",
  "o'clock",
  "1e1_0",
  "2.2250738585072011e-308",
  "123456789012345678901234567890",
];

const crossed: Case[] = [
  ...Object.keys(twoInts).flatMap((name) => ints.flatMap((a) => ints.map((b): Case => [name, a, b]))),
  ...Object.keys(oneInt).flatMap((name) => ints.map((a): Case => [name, a])),
  ...Object.keys(intAndSmall).flatMap((name) =>
    ints.flatMap((a) => [0, 1, 2, 3, 31, 52, 53, 64, -1, -2, -19, -31].map((b): Case => [name, a, b])),
  ),
  ...Object.keys(twoFloats).flatMap((name) =>
    floats.flatMap((a) => floats.map((b): Case => [name, float(a), float(b)])),
  ),
  ...Object.keys(oneFloat).flatMap((name) => floats.map((a): Case => [name, float(a)])),
  ...floats.flatMap((x) =>
    [0, 1, 2, 3, 15, 22, 308, 400, -1, -2, -16, -300, -308, -309].map(
      (d): Case => ["roundDigits", float(x), d],
    ),
  ),
  ...ints.flatMap((a) =>
    floats.flatMap((b): Case[] => [
      ["compareIntFloat", a, float(b)],
      ["sameKey", a, float(b)],
    ]),
  ),
  ...[0, 1, -1, 2, 0.5, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN].flatMap((x) =>
    [0, -0, 1, -1, 2, 3, -2, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN].map(
      (y): Case => ["powerF", float(x), float(y)],
    ),
  ),
];
const chosen: Case[] = [
  ...crossed.filter((_, index) => index % 9 === 0),
  ["powerF", float(1e300), float(2)],
  ["powerModulo", 3, 1000, 7],
  ["powerModulo", 3, -1, 7],
  ["powerModulo", 2, -1, 4],
  ["powerModulo", 2, 5, 0],
  ["powerModulo", -3, 5, -7],
  ["powerModulo", 5, 0, 1],
  ["powerModulo", 2, 10n ** 20n, 10n ** 18n],
  ...intTexts.flatMap((s) => [10, 0, 16, 2, 8, 36, 3, 32].map((b): Case => ["parseInt", s, b])),
  ["parseInt", "1", 1],
  ["parseInt", "1", 37],
  ["parseInt", "1", -5],
  ...floatTexts.map((s): Case => ["parseFloat", s]),
  ...[
    "0x1.8p3",
    "1.8",
    "-0x.1p-4",
    "0x1p-1075",
    "0x1.8p-1075",
    "0x1p1024",
    "zz",
    "",
    "inf",
    "0x1.fffffffffffff8p1023",
    "0x1.00000000000008p0",
  ].map((s): Case => ["fromHexText", s]),
  ["trueDivide", 10n ** 400n, 3],
  ["trueDivide", 3, 10n ** 400n],
  ["trueDivide", 10n ** 400n, 10n ** 399n],
  ["toFloat", 10n ** 400n],
  ["str", 10n ** 4300n],
  ["str", 10n ** 4300n - 1n],
  ["str", -(10n ** 4299n)],
  ["fromBytes", new Uint8Array([255, 1]), "big", true],
  ["fromBytes", new Uint8Array([255, 1]), "little", true],
  ["fromBytes", new Uint8Array([]), "big", false],
  ["fromBytes", new Uint8Array([255]), "x", false],
];

function generated(): Case[] {
  const anyInt = fc.oneof(
    fc.integer({ min: -1000, max: 1000 }),
    fc.maxSafeInteger(),
    fc.bigInt({ min: -(2n ** 200n), max: 2n ** 200n }).map(n.intOf),
    fc.integer({ min: 0, max: 1100 }).map((k) => n.intOf(2n ** BigInt(k))),
  );
  const anyFloat = fc
    .oneof(
      fc.double(),
      fc.double({ min: -1000, max: 1000 }),
      fc.integer({ min: -2000, max: 2000 }).map((k) => k / 8),
      fc.integer({ min: -100000, max: 100000 }).map((k) => k / 1000),
      fc.maxSafeInteger(),
    )
    .map(float);
  const small = fc.integer({ min: -40, max: 80 });
  const of = (names: string[], ...args: fc.Arbitrary<Value>[]): fc.Arbitrary<Case> =>
    fc.tuple(fc.constantFrom(...names), ...args).map(([name, ...rest]) => [name, ...rest]);
  const numeral = fc.string({
    unit: fc.constantFrom(..."0123456789_+-.eE xXoObBafAFinty\u0663\u2003"),
    maxLength: 12,
  });
  const any = fc.oneof(
    of(Object.keys(twoInts), anyInt, anyInt),
    of(Object.keys(oneInt), anyInt),
    of(Object.keys(intAndSmall), anyInt, small),
    of(Object.keys(twoFloats), anyFloat, anyFloat),
    of(Object.keys(oneFloat), anyFloat),
    of(["roundDigits"], anyFloat, small),
    of(["compareIntFloat", "sameKey"], anyInt, anyFloat),
    of(["parseInt"], numeral, fc.constantFrom(0, 2, 8, 10, 16, 36)),
    of(["parseFloat"], numeral),
    of(["powerModulo"], anyInt, fc.integer({ min: -50, max: 1000 }), anyInt),
  );
  return [...crossed, ...fc.sample(any, { numRuns: 12000, seed: 1 })];
}

differential("numbers", operations, chosen, generated);
