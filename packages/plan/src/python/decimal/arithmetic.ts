/** Sums, products, and what is made of them. */
import type { Work } from "./context.ts";
import { adjusted, type Decimal, digitCount, finite, infinity, isZero } from "./number.ts";
import { binary, unary } from "./operation.ts";

/** Signed coefficients at one exponent. */
function atExponent(work: Work, value: Decimal, exponent: number): bigint {
  const coefficient = value.coefficient * work.power(value.exponent - exponent);
  return value.negative ? -coefficient : coefficient;
}

/** Stands in for an operand too small to matter beyond being there, so that 1E+999999 + 1 makes no huge integer. */
function visible(work: Work, small: Decimal, large: Decimal): Decimal {
  const least = large.exponent + Math.min(-1, digitCount(large.coefficient) - work.precision - 2);
  return adjusted(small) < least ? finite(small.negative, 1n, least) : small;
}

export function sum(work: Work, a: Decimal, b: Decimal): Decimal {
  const quiet = work.nanOf(a, b);
  if (quiet !== undefined) return quiet;
  if (a.form === "infinite" || b.form === "infinite") {
    if (a.form === b.form && a.negative !== b.negative) return work.invalid();
    return a.form === "infinite" ? a : b;
  }
  const exponent = Math.min(a.exponent, b.exponent);
  const floor = work.rounding === "ROUND_FLOOR" && a.negative !== b.negative;
  if (isZero(a) && isZero(b)) return work.fitted((a.negative && b.negative) || floor, 0n, exponent);
  if (isZero(a) || isZero(b)) {
    const value = isZero(a) ? b : a;
    const target = Math.max(exponent, value.exponent - work.precision - 1);
    return work.fitted(value.negative, value.coefficient * work.power(value.exponent - target), target);
  }
  const x = a.exponent < b.exponent ? visible(work, a, b) : a;
  const y = b.exponent < a.exponent ? visible(work, b, a) : b;
  const low = Math.min(x.exponent, y.exponent);
  const total = atExponent(work, x, low) + atExponent(work, y, low);
  if (total === 0n) return work.fitted(floor, 0n, exponent);
  return work.fitted(total < 0n, total < 0n ? -total : total, low);
}

export const opposite = (a: Decimal): Decimal => ({ ...a, negative: !a.negative });

function difference(work: Work, a: Decimal, b: Decimal): Decimal {
  return work.nanOf(a, b) ?? sum(work, a, opposite(b));
}

function signed(work: Work, a: Decimal, negative: boolean): Decimal {
  const quiet = work.nanOf(a);
  if (quiet !== undefined) return quiet;
  if (a.form === "infinite") return infinity(negative);
  // A zero has no sign, but where sums have none that is positive.
  const zero = isZero(a) && work.rounding !== "ROUND_FLOOR";
  return work.fitted(zero ? false : negative, a.coefficient, a.exponent);
}

export function product(work: Work, a: Decimal, b: Decimal): Decimal {
  const quiet = work.nanOf(a, b);
  if (quiet !== undefined) return quiet;
  const negative = a.negative !== b.negative;
  if (a.form === "infinite" || b.form === "infinite") {
    if (isZero(a) || isZero(b)) return work.invalid();
    return infinity(negative);
  }
  return work.fitted(negative, a.coefficient * b.coefficient, a.exponent + b.exponent);
}

export const addDecimal = binary(sum);
export const subtractDecimal = binary(difference);
export const multiplyDecimal = binary(product);
export const negateDecimal = unary((work, a) => signed(work, a, !a.negative));
/** `+value`: rounds to the context. */
export const plusDecimal = unary((work, a) => signed(work, a, a.negative));
export const absDecimal = unary((work, a) => signed(work, a, false));

/** `a.fma(b, c)`: the product unrounded, then the sum. */
export function fusedDecimal(work: Work, a: Decimal, b: Decimal, c: Decimal): Decimal {
  const quiet = work.nanOf(a, b, c);
  if (quiet !== undefined) return quiet;
  const negative = a.negative !== b.negative;
  if (a.form === "infinite" || b.form === "infinite") {
    if (isZero(a) || isZero(b)) return work.invalid();
    return sum(work, infinity(negative), c);
  }
  return sum(work, finite(negative, a.coefficient * b.coefficient, a.exponent + b.exponent), c);
}
