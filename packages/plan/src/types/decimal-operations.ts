/** The operations that `Decimal` and `Context` both have as methods, by name. */
import { deepMethod } from "../builtins/define.ts";
import { tupleOf } from "../modules/arguments.ts";
import type { Decimal, DecimalContext } from "../python/decimal/index.ts";
import * as pure from "../python/decimal/index.ts";
import type { Run } from "../run.ts";
import type { PyBuiltin } from "../value/callable.ts";
import type { Value } from "../value/value.ts";
import { contextFor, contextOf } from "./decimal-context.ts";
import { decimalArgument, decimalOf, made } from "./decimal-value.ts";

type One = (a: Decimal, context: DecimalContext) => Decimal | boolean | string;
type Two = (a: Decimal, b: Decimal, context: DecimalContext) => Decimal | boolean;

const wrapped = (result: Decimal | boolean | string): Value =>
  typeof result === "object" ? made(result) : result;

/** With an optional context as methods of Decimal. */
const ones: Readonly<Record<string, One>> = {
  exp: pure.expDecimal,
  ln: pure.lnDecimal,
  log10: pure.log10Decimal,
  logb: pure.logbDecimal,
  logical_invert: pure.logicalInvert,
  next_minus: pure.nextMinusDecimal,
  next_plus: pure.nextPlusDecimal,
  normalize: pure.normalizeDecimal,
  sqrt: pure.sqrtDecimal,
  is_normal: (a, { settings }) =>
    a.form === "finite" && !pure.isZero(a) && pure.adjusted(a) >= settings.minimumExponent,
  is_subnormal: (a, { settings }) => isSubnormal(a, settings.minimumExponent),
  number_class: (a, { settings }) => numberClass(a, settings.minimumExponent),
  to_eng_string: (a, { settings }) => pure.decimalText(a, settings.capitals ? "E" : "e", true),
};

/** Without. */
const plainOnes: Readonly<Record<string, (a: Decimal) => Decimal | boolean>> = {
  canonical: (a) => a,
  copy_abs: (a) => ({ ...a, negative: false }),
  copy_negate: (a) => ({ ...a, negative: !a.negative }),
  is_canonical: () => true,
  is_finite: (a) => a.form === "finite",
  is_infinite: (a) => a.form === "infinite",
  is_nan: pure.isNan,
  is_qnan: (a) => a.form === "nan",
  is_signed: (a) => a.negative,
  is_snan: (a) => a.form === "snan",
  is_zero: pure.isZero,
};

const twos: Readonly<Record<string, Two>> = {
  compare: pure.comparedDecimal,
  compare_signal: pure.signalComparedDecimal,
  compare_total: pure.compareTotalDecimal,
  compare_total_mag: pure.compareTotalMagnitude,
  copy_sign: (a, b) => ({ ...a, negative: b.negative }),
  logical_and: pure.logicalAnd,
  logical_or: pure.logicalOr,
  logical_xor: pure.logicalXor,
  max: pure.maxDecimal,
  max_mag: pure.maxMagnitudeDecimal,
  min: pure.minDecimal,
  min_mag: pure.minMagnitudeDecimal,
  next_toward: pure.nextTowardDecimal,
  remainder_near: pure.remainderNearDecimal,
  rotate: pure.rotateDecimal,
  same_quantum: pure.sameQuantum,
  scaleb: pure.scaleDecimal,
  shift: pure.shiftDecimal,
};

/** What only a context has: Decimal has operators for these. */
const contextOnes: Readonly<Record<string, One>> = {
  abs: pure.absDecimal,
  minus: pure.negateDecimal,
  plus: pure.plusDecimal,
  copy_decimal: (a) => a,
  to_integral: (a, context) => pure.integralDecimal(a, undefined, context),
  to_integral_value: (a, context) => pure.integralDecimal(a, undefined, context),
  to_integral_exact: (a, context) => pure.integralDecimal(a, undefined, context, true),
  to_sci_string: (a, { settings }) => pure.decimalText(a, settings.capitals ? "E" : "e"),
};
const contextTwos: Readonly<Record<string, Two>> = {
  add: pure.addDecimal,
  subtract: pure.subtractDecimal,
  multiply: pure.multiplyDecimal,
  divide: pure.divideDecimal,
  divide_int: pure.floorDivideDecimal,
  remainder: pure.moduloDecimal,
  quantize: (a, b, context) => pure.quantizeDecimal(a, b, undefined, context),
};

function isSubnormal(a: Decimal, minimumExponent: number): boolean {
  return a.form === "finite" && !pure.isZero(a) && pure.adjusted(a) < minimumExponent;
}

function numberClass(a: Decimal, minimumExponent: number): string {
  if (a.form === "nan") return "NaN";
  if (a.form === "snan") return "sNaN";
  const sign = a.negative ? "-" : "+";
  if (a.form === "infinite") return `${sign}Infinity`;
  if (pure.isZero(a)) return `${sign}Zero`;
  return sign + (isSubnormal(a, minimumExponent) ? "Subnormal" : "Normal");
}

/** The methods of Decimal. */
export function decimalOperations(): PyBuiltin[] {
  return [
    ...Object.entries(ones).map(([name, body]) =>
      deepMethod(`?${name}(self, context=None)`, (run, self, context) =>
        wrapped(body(decimalOf(run, self), contextFor(run, context))),
      ),
    ),
    ...Object.entries(plainOnes).map(([name, body]) =>
      deepMethod(`${name}(self)`, (run, self) => wrapped(body(decimalOf(run, self)))),
    ),
    ...Object.entries(twos).map(([name, body]) =>
      deepMethod(`?${name}(self, other, context=None)`, (run, self, other, context) => {
        const decided = contextFor(run, context);
        return wrapped(body(decimalOf(run, self), decimalArgument(run, other), decided));
      }),
    ),
    deepMethod("?fma(self, other, third, context=None)", (run, self, other, third, context) => {
      const decided = contextFor(run, context);
      return fused(decimalOf(run, self), decimalArgument(run, other), decimalArgument(run, third), decided);
    }),
  ];
}

function fused(a: Decimal, b: Decimal, c: Decimal, context: DecimalContext): Value {
  return made(pure.perform(context, (work) => pure.fusedDecimal(work, a, b, c)));
}

/** `divmod(a, b)`. */
export function dividedBoth(run: Run, a: Decimal, b: Decimal, context: DecimalContext): Value {
  const both = pure.perform(context, (work) => pure.quotientAndRemainder(work, a, b));
  return tupleOf(run, both.map(made));
}

/** `a ** b`, modulo c when it is not None. */
export function raised(run: Run, a: Decimal, b: Decimal, c: Value, context: DecimalContext): Value {
  if (c === null) return made(pure.powerDecimal(a, b, context));
  const modulus = decimalArgument(run, c);
  return made(pure.perform(context, (work) => pure.modularPower(work, a, b, modulus)));
}

/** The methods of Context. */
export function contextOperations(): PyBuiltin[] {
  const context = (run: Run, self: Value | undefined): DecimalContext => contextOf(run, self).context;
  const allOnes: Readonly<Record<string, One>> = { ...ones, ...plainOnes, ...contextOnes };
  const allTwos: Readonly<Record<string, Two>> = { ...twos, ...contextTwos };
  return [
    ...Object.entries(allOnes).map(([name, body]) =>
      deepMethod(`${name}(self, x, /)`, (run, self, x) =>
        wrapped(body(decimalArgument(run, x), context(run, self))),
      ),
    ),
    ...Object.entries(allTwos).map(([name, body]) =>
      deepMethod(`?${name}(self, x, y, /)`, (run, self, x, y) =>
        wrapped(body(decimalArgument(run, x), decimalArgument(run, y), context(run, self))),
      ),
    ),
    deepMethod("?divmod(self, x, y, /)", (run, self, x, y) =>
      dividedBoth(run, decimalArgument(run, x), decimalArgument(run, y), context(run, self)),
    ),
    deepMethod("?fma(self, x, y, z, /)", (run, self, x, y, z) =>
      fused(decimalArgument(run, x), decimalArgument(run, y), decimalArgument(run, z), context(run, self)),
    ),
    deepMethod("?power(self, a, b, modulo=None)", (run, self, a, b, modulo = null) =>
      raised(run, decimalArgument(run, a), decimalArgument(run, b), modulo, context(run, self)),
    ),
    deepMethod("radix(self)", () => made(pure.decimalOfInt(10))),
  ];
}
