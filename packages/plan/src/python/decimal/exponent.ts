/** Operations on exponents and digits: rounding to a place, shifting, the neighbours of a number. */
import type { Int } from "../integer.ts";
import { sum } from "./arithmetic.ts";
import { type DecimalContext, perform, type Work } from "./context.ts";
import {
  adjusted,
  type Decimal,
  digitCount,
  finite,
  infinity,
  isIntegral,
  isZero,
  powerOfTen,
} from "./number.ts";
import { binary, unary } from "./operation.ts";
import { compareDecimal } from "./order.ts";
import { dropDigits, type Rounding } from "./rounding.ts";

/** `value.quantize(like, rounding)`. */
export function quantizeDecimal(
  value: Decimal,
  like: Decimal,
  rounding?: Rounding,
  context?: DecimalContext,
): Decimal {
  return perform(context, (work) => quantized(work, value, like, rounding ?? work.rounding));
}

function quantized(work: Work, value: Decimal, like: Decimal, rounding: Rounding): Decimal {
  const quiet = work.nanOf(value, like);
  if (quiet !== undefined) return quiet;
  if (value.form === "infinite" || like.form === "infinite")
    return value.form === like.form ? value : work.invalid();
  const { exponent } = like;
  if (exponent > work.maximumExponent || exponent < work.tiniest) return work.invalid();
  if (isZero(value)) return work.fitted(value.negative, 0n, exponent);
  if (adjusted(value) > work.maximumExponent || adjusted(value) - exponent + 1 > work.precision)
    return work.invalid();
  let { coefficient } = value;
  if (exponent <= value.exponent) coefficient *= work.power(value.exponent - exponent);
  else {
    const kept = dropDigits(coefficient, exponent - value.exponent, value.negative, rounding);
    coefficient = kept.coefficient;
    work.met("Rounded");
    if (!kept.exact) work.met("Inexact");
  }
  if (coefficient !== 0n && digitCount(coefficient) + exponent - 1 > work.maximumExponent)
    return work.invalid();
  if (digitCount(coefficient) > work.precision) return work.invalid();
  return work.fitted(value.negative, coefficient, exponent);
}

/** `round(value, digits)`. */
export function roundDecimal(value: Decimal, digits: Int, context?: DecimalContext): Decimal {
  return quantizeDecimal(value, finite(false, 1n, -Number(digits)), undefined, context);
}

/** `value.to_integral_value(rounding)`; `exact`: with signals. */
export function integralDecimal(
  value: Decimal,
  rounding?: Rounding,
  context?: DecimalContext,
  exact = false,
): Decimal {
  return perform(context, (work) => {
    const quiet = work.nanOf(value);
    if (quiet !== undefined) return quiet;
    if (value.form === "infinite" || value.exponent >= 0) return value;
    if (isZero(value)) return finite(value.negative, 0n, 0);
    const kept = dropDigits(value.coefficient, -value.exponent, value.negative, rounding ?? work.rounding);
    if (exact) work.met("Rounded");
    if (exact && !kept.exact) work.met("Inexact");
    return finite(value.negative, kept.coefficient, 0);
  });
}

/** `value.normalize()`: without trailing zeros. */
export const normalizeDecimal = unary((work, value) => {
  const quiet = work.nanOf(value);
  if (quiet !== undefined) return quiet;
  const rounded = work.fit(value);
  if (rounded.form !== "finite") return rounded;
  if (isZero(rounded)) return finite(rounded.negative, 0n, 0);
  let { coefficient, exponent } = rounded;
  const most = work.clamp ? work.top : work.maximumExponent;
  while (coefficient % 10n === 0n && exponent < most) {
    coefficient /= 10n;
    exponent++;
  }
  return finite(rounded.negative, coefficient, exponent);
});

/** The exponent of the first digit, as a number. */
export const logbDecimal = unary((work, value) => {
  const quiet = work.nanOf(value);
  if (quiet !== undefined) return quiet;
  if (value.form === "infinite") return infinity(false);
  if (isZero(value)) {
    work.met("DivisionByZero");
    return infinity(true);
  }
  const power = adjusted(value);
  return work.fitted(power < 0, BigInt(Math.abs(power)), 0);
});

/** A whole number that an operand gives as a count; undefined when it is none or out of range. */
function countOf(value: Decimal, most: number): number | undefined {
  if (!isIntegral(value) || value.exponent !== 0 || value.coefficient > BigInt(most)) return undefined;
  return value.negative ? -Number(value.coefficient) : Number(value.coefficient);
}

/** `a.scaleb(b)`: the exponent moved by b. */
export const scaleDecimal = binary((work, a, b) => {
  const quiet = work.nanOf(a, b);
  if (quiet !== undefined) return quiet;
  const by = countOf(b, 2 * (work.maximumExponent + work.precision));
  if (by === undefined) return work.invalid();
  if (a.form === "infinite") return a;
  return work.fitted(a.negative, a.coefficient, a.exponent + by);
});

/** `a.shift(b)`: digits moved, zeros filled in, what exceeds the precision dropped. */
export const shiftDecimal = binary((work, a, b) => {
  const quiet = work.nanOf(a, b);
  if (quiet !== undefined) return quiet;
  const by = countOf(b, work.precision);
  if (by === undefined) return work.invalid();
  if (a.form === "infinite") return a;
  const kept = a.coefficient % work.power(work.precision);
  const coefficient = by < 0 ? kept / powerOfTen(-by) : (kept * work.power(by)) % work.power(work.precision);
  return finite(a.negative, coefficient, a.exponent);
});

/** `a.rotate(b)`: digits moved around within the precision. */
export const rotateDecimal = binary((work, a, b) => {
  const quiet = work.nanOf(a, b);
  if (quiet !== undefined) return quiet;
  const by = countOf(b, work.precision);
  if (by === undefined) return work.invalid();
  if (a.form === "infinite") return a;
  work.charge(work.precision);
  const digits = (a.coefficient % work.power(work.precision)).toString().padStart(work.precision, "0");
  const at = by < 0 ? work.precision + by : by;
  return finite(a.negative, BigInt(digits.slice(at) + digits.slice(0, at)), a.exponent);
});

/** The nearest number below (`ROUND_FLOOR`) or above (`ROUND_CEILING`), without signals. */
function neighbour(outer: Work, value: Decimal, rounding: "ROUND_FLOOR" | "ROUND_CEILING"): Decimal {
  const below = rounding === "ROUND_FLOOR";
  if (value.form === "infinite")
    return value.negative === below
      ? value
      : finite(value.negative, outer.power(outer.precision) - 1n, outer.top);
  const work = outer.with({ rounding });
  const rounded = work.fit(value);
  if (compareDecimal(rounded, value) !== 0) return rounded;
  return sum(work, value, finite(below, 1n, work.tiniest - 1));
}

export const nextMinusDecimal = unary((work, a) => work.nanOf(a) ?? neighbour(work, a, "ROUND_FLOOR"));
export const nextPlusDecimal = unary((work, a) => work.nanOf(a) ?? neighbour(work, a, "ROUND_CEILING"));

/** `a.next_toward(b)`. */
export const nextTowardDecimal = binary((work, a, b) => {
  const quiet = work.nanOf(a, b);
  if (quiet !== undefined) return quiet;
  const order = compareDecimal(a, b) ?? 0;
  if (order === 0) return { ...a, negative: b.negative };
  const result = neighbour(work, a, order < 0 ? "ROUND_CEILING" : "ROUND_FLOOR");
  if (result.form === "infinite") work.met("Overflow", "Inexact", "Rounded");
  else if (isZero(result) || adjusted(result) < work.minimumExponent) {
    work.met("Underflow", "Subnormal", "Inexact", "Rounded");
    if (isZero(result)) work.met("Clamped");
  }
  return result;
});
