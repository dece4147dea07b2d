import fc from "fast-check";
import * as d from "../../src/python/decimal/index.ts";
import { type Case, differential, type Operation } from "./oracle.ts";

/** Every operation in contexts of all kinds: the result, and the flags that it raised. */
type Body = (context: d.DecimalContext, ...values: d.Decimal[]) => d.Decimal;

const unaries: Record<string, Body> = {
  plus: (c, a) => d.plusDecimal(a, c),
  minus: (c, a) => d.negateDecimal(a, c),
  abs: (c, a) => d.absDecimal(a, c),
  normalize: (c, a) => d.normalizeDecimal(a, c),
  sqrt: (c, a) => d.sqrtDecimal(a, c),
  exp: (c, a) => d.expDecimal(a, c),
  ln: (c, a) => d.lnDecimal(a, c),
  log10: (c, a) => d.log10Decimal(a, c),
  logb: (c, a) => d.logbDecimal(a, c),
  next_minus: (c, a) => d.nextMinusDecimal(a, c),
  next_plus: (c, a) => d.nextPlusDecimal(a, c),
  to_integral_exact: (c, a) => d.integralDecimal(a, undefined, c, true),
  to_integral_value: (c, a) => d.integralDecimal(a, undefined, c),
  logical_invert: (c, a) => d.logicalInvert(a, c),
};
const binaries: Record<string, Body> = {
  add: (c, a, b) => d.addDecimal(a, need(b), c),
  subtract: (c, a, b) => d.subtractDecimal(a, need(b), c),
  multiply: (c, a, b) => d.multiplyDecimal(a, need(b), c),
  divide: (c, a, b) => d.divideDecimal(a, need(b), c),
  divide_int: (c, a, b) => d.floorDivideDecimal(a, need(b), c),
  remainder: (c, a, b) => d.moduloDecimal(a, need(b), c),
  remainder_near: (c, a, b) => d.remainderNearDecimal(a, need(b), c),
  quantize: (c, a, b) => d.quantizeDecimal(a, need(b), undefined, c),
  power: (c, a, b) => d.powerDecimal(a, need(b), c),
  compare: (c, a, b) => d.comparedDecimal(a, need(b), c),
  compare_signal: (c, a, b) => d.signalComparedDecimal(a, need(b), c),
  compare_total: (_c, a, b) => d.compareTotalDecimal(a, need(b)),
  compare_total_mag: (_c, a, b) => d.compareTotalMagnitude(a, need(b)),
  max: (c, a, b) => d.maxDecimal(a, need(b), c),
  min: (c, a, b) => d.minDecimal(a, need(b), c),
  max_mag: (c, a, b) => d.maxMagnitudeDecimal(a, need(b), c),
  min_mag: (c, a, b) => d.minMagnitudeDecimal(a, need(b), c),
  next_toward: (c, a, b) => d.nextTowardDecimal(a, need(b), c),
  scaleb: (c, a, b) => d.scaleDecimal(a, need(b), c),
  shift: (c, a, b) => d.shiftDecimal(a, need(b), c),
  rotate: (c, a, b) => d.rotateDecimal(a, need(b), c),
  logical_and: (c, a, b) => d.logicalAnd(a, need(b), c),
  logical_or: (c, a, b) => d.logicalOr(a, need(b), c),
  logical_xor: (c, a, b) => d.logicalXor(a, need(b), c),
};
const ternaries: Record<string, Body> = {
  fma: (c, x, y, z) => d.perform(c, (work) => d.fusedDecimal(work, x, need(y), need(z))),
  power: (c, x, y, z) => d.perform(c, (work) => d.modularPower(work, x, need(y), need(z))),
};

function need(value: d.Decimal | undefined): d.Decimal {
  if (value === undefined) throw new Error("an operand is missing");
  return value;
}

type Settings = readonly [number, d.Rounding, number, number, number];

function operation(method: string, count: number, body: Body): Operation {
  const given = Array.from({ length: count }, (_, i) => `decimal.Decimal(a[1][${i}])`).join(", ");
  return [
    `(lambda c: [str(c.${method}(${given})), [s.__name__ for s in c.flags if c.flags[s]]])` +
      "(decimal.Context(prec=a[0][0], rounding=a[0][1], Emin=a[0][2], Emax=a[0][3], clamp=a[0][4], traps=[]))",
    ([precision, rounding, minimumExponent, maximumExponent, clamp]: Settings, values: readonly string[]) => {
      const context = new d.DecimalContext({
        ...d.defaultSettings,
        precision,
        rounding,
        minimumExponent,
        maximumExponent,
        clamp: clamp === 1,
        traps: new Set(),
      });
      const result = body(context, ...values.map((value) => d.decimalOfText(value)));
      return [d.decimalText(result), d.signals.filter((one) => context.hasFlag(one))];
    },
  ];
}

const operations: Record<string, Operation> = {};
for (const [name, body] of Object.entries(unaries)) operations[name] = operation(name, 1, body);
for (const [name, body] of Object.entries(binaries)) operations[`${name} of two`] = operation(name, 2, body);
for (const [name, body] of Object.entries(ternaries))
  operations[`${name} of three`] = operation(name, 3, body);
operations.engineering = [
  "decimal.Decimal(a[0]).to_eng_string()",
  (text: string) => d.decimalText(d.decimalOfText(text), "E", true),
];
operations.ratio = [
  "list(decimal.Decimal(a[0]).as_integer_ratio())",
  (text: string) => [...d.decimalRatio(d.decimalOfText(text))],
];

const roundings = [
  "ROUND_HALF_EVEN",
  "ROUND_HALF_UP",
  "ROUND_HALF_DOWN",
  "ROUND_UP",
  "ROUND_DOWN",
  "ROUND_CEILING",
  "ROUND_FLOOR",
  "ROUND_05UP",
] as const;

const values = [
  "0",
  "-0E+3",
  "1",
  "-1.00",
  "2.5",
  "0.1",
  "1E+3",
  "99999",
  "101",
  "Infinity",
  "-Infinity",
  "NaN7",
  "sNaN",
  "1E-8",
  "123.456",
];
const narrow: Settings = [4, "ROUND_HALF_UP", -9, 9, 0];
const chosen: Case[] = [
  ...Object.keys(unaries).flatMap((name) => values.map((a): Case => [name, narrow, [a]])),
  ...Object.keys(binaries).flatMap((name) =>
    values.flatMap((a, i) =>
      values.filter((_, k) => (i + k) % 5 === 0).map((b): Case => [`${name} of two`, narrow, [a, b]]),
    ),
  ),
  ...["0", "0E+7", "1E+4", "12E+5", "123E-12", "-1E-7", "0E-9", "1.5E+20"].flatMap((a): Case[] => [
    ["engineering", a],
    ["ratio", a],
  ]),
  ["power of three", narrow, ["3", "7", "10"]],
  ["fma of three", narrow, ["3", "7", "-20.9999"]],
];

function generated(): Case[] {
  const number = fc.oneof(
    {
      weight: 10,
      arbitrary: fc
        .tuple(
          fc.constantFrom("", "-"),
          fc.oneof(
            fc.integer({ min: 0, max: 1200 }).map(String),
            fc.bigInt({ min: 0n, max: 10n ** 12n }).map(String),
            fc.constantFrom("1", "10", "100", "5", "0", "9999", "99999", "101", "1001"),
          ),
          fc.oneof(fc.constant(0), fc.integer({ min: -14, max: 12 })),
        )
        .map(([sign, digits, exponent]) => `${sign}${digits}E${exponent}`),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom("Infinity", "-Infinity", "NaN", "-NaN123456", "sNaN1", "0", "-0"),
    },
  );
  const count = fc.oneof(number, fc.integer({ min: -12, max: 12 }).map(String));
  const settings: fc.Arbitrary<Settings> = fc.tuple(
    fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 10, max: 60 })),
    fc.constantFrom(...roundings),
    fc.oneof(fc.integer({ min: -20, max: 0 }), fc.constant(-999_999)),
    fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constant(999_999)),
    fc.constantFrom(0, 0, 0, 1),
  );
  return fc.sample(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.tuple(fc.constantFrom(...Object.keys(unaries)), settings, fc.tuple(number)),
      },
      {
        weight: 8,
        arbitrary: fc.tuple(
          fc.constantFrom(...Object.keys(binaries).map((name) => `${name} of two`)),
          settings,
          fc.tuple(number, count),
        ),
      },
      {
        weight: 2,
        arbitrary: fc.tuple(
          fc.constantFrom(...Object.keys(ternaries).map((name) => `${name} of three`)),
          settings,
          fc.tuple(number, count, number),
        ),
      },
      { weight: 1, arbitrary: fc.tuple(fc.constantFrom("engineering", "ratio"), number) },
    ),
    { numRuns: 20_000, seed: 13 },
  ) as Case[];
}

differential("decimal-context", operations, chosen, generated);
