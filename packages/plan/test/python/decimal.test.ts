import fc from "fast-check";
import * as d from "../../src/python/decimal/index.ts";
import { type Case, differential, float, type Operation } from "./oracle.ts";

const D = d.decimalOfText;
const s = d.decimalText;
const pair = (f: (a: d.Decimal, b: d.Decimal) => d.Decimal) => (a: string, b: string) => s(f(D(a), D(b)));
const two: Record<string, Operation> = {
  add: ["str(D(a[0]) + D(a[1]))", pair(d.addDecimal)],
  subtract: ["str(D(a[0]) - D(a[1]))", pair(d.subtractDecimal)],
  multiply: ["str(D(a[0]) * D(a[1]))", pair(d.multiplyDecimal)],
  divide: ["str(D(a[0]) / D(a[1]))", pair(d.divideDecimal)],
  floor: ["str(D(a[0]) // D(a[1]))", pair(d.floorDivideDecimal)],
  modulo: ["str(D(a[0]) % D(a[1]))", pair(d.moduloDecimal)],
  quantize: ["str(D(a[0]).quantize(D(a[1])))", pair((a, b) => d.quantizeDecimal(a, b))],
  compare: [
    "(lambda x, y: None if x != x or y != y else (x > y) - (x < y))(D(a[0]), D(a[1]))",
    (a: string, b: string) => d.compareDecimal(D(a), D(b)) ?? null,
  ],
};
const one: Record<string, Operation> = {
  repr: ["repr(D(a[0]))", (a: string) => d.decimalRepr(D(a))],
  negate: ["str(-D(a[0]))", (a: string) => s(d.negateDecimal(D(a)))],
  plus: ["str(+D(a[0]))", (a: string) => s(d.plusDecimal(D(a)))],
  abs: ["str(abs(D(a[0])))", (a: string) => s(d.absDecimal(D(a)))],
  sqrt: ["str(D(a[0]).sqrt())", (a: string) => s(d.sqrtDecimal(D(a)))],
  normalize: ["str(D(a[0]).normalize())", (a: string) => s(d.normalizeDecimal(D(a)))],
  integral: ["str(D(a[0]).to_integral_value())", (a: string) => s(d.integralDecimal(D(a)))],
  int: ["int(D(a[0]))", (a: string) => d.decimalToInt(D(a))],
  float: ["float(D(a[0]))", (a: string) => float(d.decimalToFloat(D(a)))],
  tuple: [
    "(lambda t: [t.sign, list(t.digits), t.exponent])(D(a[0]).as_tuple())",
    (a: string) => {
      const t = d.decimalTuple(D(a));
      return [t.sign, t.digits, t.exponent];
    },
  ],
};
const modes: d.Rounding[] = [
  "ROUND_HALF_EVEN",
  "ROUND_HALF_UP",
  "ROUND_HALF_DOWN",
  "ROUND_UP",
  "ROUND_DOWN",
  "ROUND_CEILING",
  "ROUND_FLOOR",
  "ROUND_05UP",
];
const operations: Record<string, Operation> = {
  ...two,
  ...one,
  rounding: [
    'str(D(a[0]).quantize(D("0.1"), rounding=a[1]))',
    (a: string, m: d.Rounding) => s(d.quantizeDecimal(D(a), D("0.1"), m)),
  ],
  round: ["str(round(D(a[0]), a[1]))", (a: string, n: number) => s(d.roundDecimal(D(a), n))],
  power: ["str(D(a[0]) ** a[1])", (a: string, n: number) => s(d.powerDecimal(D(a), d.decimalOfInt(n)))],
  format: ["format(D(a[0]), a[1])", (a: string, f: string) => d.formatDecimal(D(a), f)],
  ofFloat: ["str(D(a[0]))", (x: number) => s(d.decimalOfFloat(x))],
};
for (const [name, [source, here]] of Object.entries(operations))
  operations[name] = [source.replaceAll(/\bD\(/g, "decimal.Decimal("), here];
const values = [
  "0",
  "-0",
  "1",
  "-1",
  "1.10",
  "2.5",
  "0.1",
  "1E+3",
  "1E-10",
  "123456789.987654321",
  "0E+2",
  "0.000",
  "9999999999999999999999999999",
  "1e30",
  "1.00000000000000000000000000005",
  "-7.25",
  "3",
  "Infinity",
  "-inf",
  "NaN",
  "0.00000001",
];
const chosen: Case[] = [
  ...Object.keys(one).flatMap((n) =>
    [...values, "", "abc", "1_000", " 1 ", "sNaN", "NaN12", "1.", ".5", ".", "\u0661.5", "1e", "--1"].map(
      (a): Case => [n, a],
    ),
  ),
  ...Object.keys(two).flatMap((n) =>
    values.flatMap((a, i) => values.filter((_, k) => (i + k) % 4 === 0).map((b): Case => [n, a, b])),
  ),
  ...modes.flatMap((m) =>
    ["1.25", "1.35", "-1.25", "1.21", "-1.29", "1.20", "1.01", "1.05001"].map(
      (a): Case => ["rounding", a, m],
    ),
  ),
  ...[
    "",
    ".2f",
    ",.2f",
    "10.3f",
    "<10",
    "+.1e",
    ".3g",
    "%",
    ".1%",
    "012,.2f",
    "e",
    "E",
    "g",
    "x",
    "*^15",
    ".0f",
    "f",
    "z.1f",
    "08.1f",
    " .2f",
    "n",
  ].flatMap((f) =>
    ["1234.5678", "-0.00001234", "1E+5", "0", "0.000", "1.10", "NaN", "-Infinity", "99.995"].map(
      (a): Case => ["format", a, f],
    ),
  ),
  ["power", "1.1", 10],
  ["power", "2", -3],
  ["power", "0", 0],
  ["power", "-2", 3],
  ["power", "1.0001", 5000],
  ["power", "10", 999999],
  ["round", "2.675", 2],
  ["round", "1250", -2],
  ["ofFloat", float(0.1)],
  ["ofFloat", float(-0)],
  ["ofFloat", float(1e300)],
];
function generated(): Case[] {
  const num = fc
    .tuple(
      fc.constantFrom("", "-"),
      fc.oneof(
        fc.integer({ min: 0, max: 1000 }).map(String),
        fc.bigInt({ min: 0n, max: 10n ** 32n }).map(String),
      ),
      fc.integer({ min: -12, max: 8 }),
    )
    .map(([sign, c, e]) => `${sign}${c}E${e}`);
  const wide = fc.oneof(
    num,
    num,
    num,
    fc.tuple(num, fc.integer({ min: -60, max: 60 })).map(([x, e]) => x.replace(/E.*/, `E${e}`)),
  );
  return fc.sample(
    fc.oneof(
      fc.tuple(fc.constantFrom(...Object.keys(two)), wide, wide),
      fc.tuple(fc.constantFrom(...Object.keys(one)), wide),
      fc.tuple(fc.constant("rounding"), num, fc.constantFrom(...modes)),
      fc.tuple(
        fc.constant("power"),
        fc.integer({ min: -3000, max: 3000 }).map((k) => `${k / 100}`),
        fc.integer({ min: 1, max: 60 }),
      ),
      fc.tuple(
        fc.constant("format"),
        num,
        fc.constantFrom(".2f", ",.1f", ".3e", ".4g", "", ".0%", "12", "020,", "e", "f"),
      ),
      fc.tuple(fc.constant("ofFloat"), fc.double().map(float)),
      fc.tuple(fc.constant("round"), num, fc.integer({ min: -5, max: 10 })),
    ),
    { numRuns: 10000, seed: 7 },
  ) as Case[];
}
differential("decimal", operations, chosen, generated);
