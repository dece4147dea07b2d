/** Powers, computed step by step as libmpdec does: their last digit may be off, and is off as there. */
import { product } from "./arithmetic.ts";
import type { Work } from "./context.ts";
import { quotient } from "./division.ts";
import {
  adjusted,
  type Decimal,
  digitCount,
  finite,
  infinity,
  isIntegral,
  isZero,
  one,
  powerOfTen,
} from "./number.ts";
import { binary } from "./operation.ts";
import { compareDecimal } from "./order.ts";
import { exponential, naturalLogarithm } from "./transcendental.ts";

/** The whole number that an integral decimal is. */
function wholeOf(work: Work, value: Decimal): bigint {
  if (value.coefficient === 0n) return 0n;
  return value.exponent >= 0
    ? value.coefficient * work.power(value.exponent)
    : value.coefficient / powerOfTen(-value.exponent);
}

function isOdd(value: Decimal): boolean {
  if (value.coefficient === 0n || value.exponent > 0) return false;
  return ((value.coefficient / powerOfTen(-value.exponent)) & 1n) === 1n;
}

/** 1 with all the digits of the context. */
const paddedOne = (work: Work, negative: boolean, digits: number): Decimal =>
  finite(negative, work.power(digits), -digits);

const sizeOf = (value: number): number => String(Math.abs(value)).length;

/** A bound for the exponent of |log10 value|. */
function logarithmSize(value: Decimal): number {
  const first = adjusted(value);
  if (first > 0) return sizeOf(first) - 1;
  if (first < -1) return sizeOf(first + 1) - 1;
  const unit = powerOfTen(-value.exponent);
  const distance = value.coefficient > unit ? value.coefficient - unit : unit - value.coefficient;
  return digitCount(distance) + value.exponent - 2;
}

function power(work: Work, base: Decimal, exponent: Decimal): Decimal {
  const quiet = work.nanOf(base, exponent);
  if (quiet !== undefined) return quiet;
  const integral = isIntegral(exponent);
  const negative = integral && base.negative && isOdd(exponent);
  if (isZero(base)) {
    if (isZero(exponent)) return work.invalid();
    return exponent.negative ? infinity(negative) : finite(negative, 0n, 0);
  }
  if (base.negative && (!integral || exponent.form === "infinite")) return work.invalid();
  if (exponent.form === "infinite") {
    const order = compareDecimal(base, one);
    if (order === 0) {
      work.met("Inexact", "Rounded");
      return paddedOne(work, negative, work.precision - 1);
    }
    return (order === 1) === exponent.negative ? finite(negative, 0n, 0) : infinity(negative);
  }
  if (isZero(exponent)) return finite(negative, 1n, 0);
  if (base.form === "infinite") return exponent.negative ? finite(negative, 0n, 0) : infinity(negative);
  if (compareDecimal({ ...base, negative: false }, one) === 0)
    return powerOfOne(work, base, exponent, integral, negative);
  const outside = beyond(work, base, exponent, negative);
  if (outside !== undefined) return outside;
  const result = integral ? wholePower(work, base, exponent, negative) : realPower(work, base, exponent);
  // Which of the two an overflow gives, hangs on the rounding.
  if (result.form === "infinite") return work.fitted(negative, 1n, work.maximumExponent + 1);
  if (!integral && compareDecimal(result, one) === 0) return paddedOne(work, false, work.precision - 1);
  return work.fitted(negative, result.coefficient, result.exponent);
}

function powerOfOne(
  work: Work,
  base: Decimal,
  exponent: Decimal,
  integral: boolean,
  negative: boolean,
): Decimal {
  if (!integral) {
    work.met("Inexact", "Rounded");
    return paddedOne(work, negative, work.precision - 1);
  }
  if (exponent.negative) return finite(negative, 1n, 0);
  const digits = wholeOf(work, exponent) * BigInt(-base.exponent);
  if (digits > BigInt(work.precision - 1)) {
    work.met("Rounded");
    return paddedOne(work, negative, work.precision - 1);
  }
  return paddedOne(work, negative, Number(digits));
}

/** What is far too large or too small is not computed. */
function beyond(work: Work, base: Decimal, exponent: Decimal, negative: boolean): Decimal | undefined {
  const grows = (compareDecimal({ ...base, negative: false }, one) === 1) !== exponent.negative;
  const size = logarithmSize(base) + adjusted(exponent);
  if (grows && size > sizeOf(work.maximumExponent))
    return work.fitted(negative, 1n, work.maximumExponent + 1);
  if (!grows && size > sizeOf(work.tiniest)) return work.fitted(negative, 1n, work.tiniest - 1);
  return undefined;
}

function wholePower(work: Work, base: Decimal, exponent: Decimal, negative: boolean): Decimal {
  const more = digitCount(exponent.coefficient) + exponent.exponent + 2 + (exponent.negative ? 1 : 0);
  const inner = work.with({ precision: work.precision + more, rounding: "ROUND_HALF_EVEN", clamp: false });
  const start = exponent.negative ? quotient(inner, one, base) : base;
  const bits = wholeOf(work, exponent).toString(2);
  let result = start;
  for (const bit of bits.slice(1)) {
    work.charge(Math.max(0, inner.precision - 100) * 4);
    result = product(inner, result, result);
    if (bit === "1") result = product(inner, result, start);
    if (result.form !== "finite" || (isZero(result) && inner.conditions.has("Clamped"))) break;
  }
  work.met(...inner.conditions);
  return { ...result, negative };
}

function realPower(work: Work, base: Decimal, exponent: Decimal): Decimal {
  const inner = work.unbounded(Math.max(digitCount(base.coefficient), work.precision) + 23);
  const logarithm = naturalLogarithm(inner, base);
  const result = exponential(inner, product(inner, logarithm, exponent));
  work.met("Inexact", "Rounded");
  return result;
}

/** `a ** b`. */
export const powerDecimal = binary(power);

/** `pow(a, b, modulus)`. */
export function modularPower(work: Work, base: Decimal, exponent: Decimal, modulus: Decimal): Decimal {
  const quiet = work.nanOf(base, exponent, modulus);
  if (quiet !== undefined) return quiet;
  const whole = isIntegral(base) && isIntegral(exponent) && isIntegral(modulus);
  if (!whole || isZero(modulus) || (exponent.negative && !isZero(exponent))) return work.invalid();
  if (digitCount(modulus.coefficient) + modulus.exponent > work.precision) return work.invalid();
  const m = wholeOf(work, modulus);
  const bytesOfRound = 64 + m.toString(16).length * 4;
  if (isZero(exponent)) return isZero(base) ? work.invalid() : finite(false, m === 1n ? 0n : 1n, 0);
  const negative = base.negative && isOdd(exponent);
  let factor = wholeOf(work, base) % m;
  let result = 1n % m;
  for (let rest = wholeOf(work, exponent); rest > 0n; rest >>= 1n) {
    work.charge(bytesOfRound);
    if ((rest & 1n) === 1n) result = (result * factor) % m;
    factor = (factor * factor) % m;
  }
  return finite(negative, result, 0);
}
