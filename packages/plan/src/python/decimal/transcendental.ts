/** Roots, exponentials and logarithms, correctly rounded (half to even, whatever the context says). */
import type { Work } from "./context.ts";
import { adjusted, type Decimal, digitCount, finite, infinity, isZero, one, powerOfTen } from "./number.ts";
import { unary } from "./operation.ts";
import { compareDecimal } from "./order.ts";
import { dropDigits } from "./rounding.ts";
import { fixedExponential, fixedLogarithm, logOfTen } from "./series.ts";

function integerRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let guess = 1n << BigInt((value.toString(2).length + 1) >> 1);
  while (true) {
    const next = (guess + value / guess) >> 1n;
    if (next >= guess) return guess;
    guess = next;
  }
}

/** Runs a body that rounds half to even. */
function toEven(work: Work, body: (even: Work) => Decimal): Decimal {
  const even = work.with({ rounding: "ROUND_HALF_EVEN" });
  const result = body(even);
  work.met(...even.conditions);
  return result;
}

export const sqrtDecimal = unary((work, value) => {
  const quiet = work.nanOf(value);
  if (quiet !== undefined) return quiet;
  const ideal = Math.floor(value.exponent / 2);
  if (isZero(value)) return work.fitted(value.negative, 0n, ideal);
  if (value.negative) return work.invalid();
  if (value.form === "infinite") return value;
  let { coefficient, exponent } = value;
  if (exponent % 2 !== 0) {
    coefficient *= 10n;
    exponent--;
  }
  const shift = Math.max(0, work.precision + 1 - Math.floor((digitCount(coefficient) + 1) / 2));
  work.charge(Math.max(0, shift - 100) * 64);
  const unit = work.power(shift);
  const scaled = coefficient * unit * unit;
  let root = integerRoot(scaled);
  const exact = root * root === scaled;
  let power = exponent / 2 - shift;
  if (exact) {
    while (power < ideal && root % 10n === 0n) {
      root /= 10n;
      power++;
    }
  }
  return toEven(work, (even) => even.fitted(false, root, power, !exact));
});

/** A number that is known within some units of its last place. */
interface Known {
  readonly value: bigint;
  readonly exponent: number;
  readonly error: bigint;
}

/** Asks for more and more places until they decide how the result is rounded. */
function decided(work: Work, start: number, known: (places: number) => Known): Decimal {
  for (let places = start; ; places += Math.max(20, places >> 2)) {
    work.charge(places > 100 ? places * places : 0);
    const { value, exponent, error } = known(places);
    const size = value < 0n ? -value : value;
    const drop = digitCount(size) - work.precision;
    if (size <= error || drop < 2) continue;
    const low = dropDigits(size - error, drop, false, "ROUND_HALF_EVEN").coefficient;
    const high = dropDigits(size + error, drop, false, "ROUND_HALF_EVEN").coefficient;
    if (low === high) return toEven(work, (even) => even.fitted(value < 0n, size, exponent, true));
  }
}

export function exponential(work: Work, value: Decimal): Decimal {
  const quiet = work.nanOf(value);
  if (quiet !== undefined) return quiet;
  if (value.form === "infinite") return value.negative ? finite(false, 0n, 0) : value;
  if (isZero(value)) return one;
  const size = adjusted(value);
  if (size < -work.precision - 2) {
    work.met("Inexact", "Rounded");
    return work.fitted(false, work.power(work.precision - 1), 1 - work.precision);
  }
  const outside = (): Decimal =>
    toEven(work, (even) =>
      value.negative
        ? even.fitted(false, 1n, even.tiniest - 5, true)
        : even.fitted(false, 1n, even.maximumExponent + 5, true),
    );
  if (size > 17) return outside();
  // The power of ten that it comes near, from its first digits.
  const estimate = Number(`${value.coefficient}e${value.exponent}`) * Math.LOG10E;
  if (value.negative ? -estimate < work.tiniest - 5 : estimate > work.maximumExponent + 5) return outside();
  return decided(work, work.precision + 30, (wanted) => {
    const places = wanted + Math.ceil(Math.sqrt(wanted));
    const shift = value.exponent + places;
    const fixed = shift >= 0 ? value.coefficient * work.power(shift) : value.coefficient / work.power(-shift);
    const [result, exponent] = fixedExponential(value.negative ? -fixed : fixed, places);
    // Squaring doubles the error each time; what the multiple of ln 10 is wrong by has up to 17 digits.
    return { value: result, exponent, error: powerOfTen(20 + Math.ceil(Math.sqrt(places) / 3)) };
  });
}

export function naturalLogarithm(work: Work, value: Decimal): Decimal {
  const quiet = work.nanOf(value);
  if (quiet !== undefined) return quiet;
  if (isZero(value)) return infinity(true);
  if (value.negative) return work.invalid();
  if (value.form === "infinite") return value;
  if (compareDecimal(value, one) === 0) return finite(false, 0n, 0);
  return decided(work, work.precision + 30, (places) => ({
    value: fixedLogarithm(value, places),
    exponent: -places,
    error: 10n ** 18n,
  }));
}

export const expDecimal = unary(exponential);
export const lnDecimal = unary(naturalLogarithm);

export const log10Decimal = unary((work, value) => {
  const quiet = work.nanOf(value);
  if (quiet !== undefined) return quiet;
  if (isZero(value)) return infinity(true);
  if (value.negative) return work.invalid();
  if (value.form === "infinite") return value;
  if (/^10*$/.test(value.coefficient.toString())) {
    const power = adjusted(value);
    return work.fitted(power < 0, BigInt(Math.abs(power)), 0);
  }
  return decided(work, work.precision + 30, (places) => ({
    value: (fixedLogarithm(value, places) * powerOfTen(places)) / logOfTen(places),
    exponent: -places,
    error: 10n ** 18n,
  }));
});
