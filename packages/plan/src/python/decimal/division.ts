/** Quotients and remainders. */
import type { Work } from "./context.ts";
import { adjusted, type Decimal, digitCount, finite, infinity, isZero, notANumber } from "./number.ts";
import { binary } from "./operation.ts";

export function quotient(work: Work, a: Decimal, b: Decimal): Decimal {
  const quiet = work.nanOf(a, b);
  if (quiet !== undefined) return quiet;
  const negative = a.negative !== b.negative;
  if (a.form === "infinite") return b.form === "infinite" ? work.invalid() : infinity(negative);
  if (b.form === "infinite") {
    work.met("Clamped");
    return finite(negative, 0n, work.tiniest);
  }
  if (isZero(b)) return byZero(work, a, negative);
  const ideal = a.exponent - b.exponent;
  if (isZero(a)) return work.fitted(negative, 0n, ideal);
  const shift = Math.max(0, digitCount(b.coefficient) - digitCount(a.coefficient) + work.precision + 1);
  work.charge(Math.max(0, shift - 100) * 8);
  const numerator = a.coefficient * work.power(shift);
  let result = numerator / b.coefficient;
  const exact = numerator % b.coefficient === 0n;
  let exponent = ideal - shift;
  if (exact) {
    while (exponent < ideal && result % 10n === 0n) {
      result /= 10n;
      exponent++;
    }
  }
  return work.fitted(negative, result, exponent, !exact);
}

function byZero(work: Work, a: Decimal, negative: boolean): Decimal {
  if (isZero(a)) return work.invalid("DivisionUndefined");
  work.met("DivisionByZero");
  return infinity(negative);
}

/** Integer quotient and remainder of finite numbers; undefined when the quotient has too many digits. */
function wholeDivision(
  work: Work,
  a: Decimal,
  b: Decimal,
): { readonly quotient: bigint; readonly remainder: Decimal } | undefined {
  const exponent = Math.min(a.exponent, b.exponent);
  if (isZero(a)) return { quotient: 0n, remainder: finite(a.negative, 0n, exponent) };
  const distance = adjusted(a) - adjusted(b);
  if (distance < 0) {
    const coefficient = a.coefficient * work.power(a.exponent - exponent);
    return { quotient: 0n, remainder: finite(a.negative, coefficient, exponent) };
  }
  if (distance > work.precision) return undefined;
  const x = a.coefficient * work.power(a.exponent - exponent);
  const y = b.coefficient * work.power(b.exponent - exponent);
  const whole = x / y;
  if (digitCount(whole) > work.precision) return undefined;
  return { quotient: whole, remainder: finite(a.negative, x % y, exponent) };
}

/** `a // b`: toward zero, unlike ints. */
function wholeQuotient(work: Work, a: Decimal, b: Decimal): Decimal {
  const quiet = work.nanOf(a, b);
  if (quiet !== undefined) return quiet;
  const negative = a.negative !== b.negative;
  if (a.form === "infinite") return b.form === "infinite" ? work.invalid() : infinity(negative);
  if (b.form === "infinite") return finite(negative, 0n, 0);
  if (isZero(b)) return byZero(work, a, negative);
  const found = wholeDivision(work, a, b);
  return found === undefined ? work.invalid("DivisionImpossible") : work.fitted(negative, found.quotient, 0);
}

/** `a % b`: takes the sign of a. */
function remainder(work: Work, a: Decimal, b: Decimal): Decimal {
  const quiet = work.nanOf(a, b);
  if (quiet !== undefined) return quiet;
  if (a.form === "infinite") return work.invalid();
  if (b.form === "infinite") return work.fit(a);
  if (isZero(b)) return work.invalid(isZero(a) ? "DivisionUndefined" : "InvalidOperation");
  const found = wholeDivision(work, a, b);
  return found === undefined ? work.invalid("DivisionImpossible") : work.fit(found.remainder);
}

/** The remainder of the nearest quotient. */
function nearRemainder(work: Work, a: Decimal, b: Decimal): Decimal {
  const quiet = work.nanOf(a, b);
  if (quiet !== undefined) return quiet;
  if (a.form === "infinite") return work.invalid();
  if (b.form === "infinite") return work.fit(a);
  if (isZero(b)) return work.invalid(isZero(a) ? "DivisionUndefined" : "InvalidOperation");
  const exponent = Math.min(a.exponent, b.exponent);
  if (isZero(a)) return work.fitted(a.negative, 0n, exponent);
  const distance = adjusted(a) - adjusted(b);
  if (distance > work.precision) return work.invalid("DivisionImpossible");
  const x = a.coefficient * work.power(a.exponent - exponent);
  if (distance <= -2) return work.fitted(a.negative, x, exponent);
  const y = b.coefficient * work.power(b.exponent - exponent);
  let whole = x / y;
  let rest = x % y;
  if (2n * rest + (whole & 1n) > y) {
    rest -= y;
    whole++;
  }
  if (digitCount(whole) > work.precision) return work.invalid("DivisionImpossible");
  return work.fitted(rest < 0n ? !a.negative : a.negative, rest < 0n ? -rest : rest, exponent);
}

/** `divmod(a, b)`. */
export function quotientAndRemainder(work: Work, a: Decimal, b: Decimal): readonly [Decimal, Decimal] {
  const quiet = work.nanOf(a, b);
  if (quiet !== undefined) return [quiet, quiet];
  const negative = a.negative !== b.negative;
  if (a.form === "infinite") {
    work.met("InvalidOperation");
    return [b.form === "infinite" ? notANumber : infinity(negative), notANumber];
  }
  if (b.form === "infinite") return [finite(negative, 0n, 0), work.fit(a)];
  if (isZero(b)) {
    if (isZero(a)) {
      work.met("DivisionUndefined");
      return [notANumber, notANumber];
    }
    work.met("DivisionByZero", "InvalidOperation");
    return [infinity(negative), notANumber];
  }
  const found = wholeDivision(work, a, b);
  if (found === undefined) {
    work.met("DivisionImpossible");
    return [notANumber, notANumber];
  }
  return [work.fitted(negative, found.quotient, 0), work.fit(found.remainder)];
}

export const divideDecimal = binary(quotient);
export const floorDivideDecimal = binary(wholeQuotient);
export const moduloDecimal = binary(remainder);
export const remainderNearDecimal = binary(nearRemainder);
