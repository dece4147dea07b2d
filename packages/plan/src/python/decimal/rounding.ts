/** The eight ways to round a coefficient. */
import { digitCount, powerOfTen } from "./number.ts";

export type Rounding =
  | "ROUND_HALF_EVEN"
  | "ROUND_HALF_UP"
  | "ROUND_HALF_DOWN"
  | "ROUND_UP"
  | "ROUND_DOWN"
  | "ROUND_CEILING"
  | "ROUND_FLOOR"
  | "ROUND_05UP";

/** What is dropped, against half a unit of the last place that stays: `exact` when nothing is. */
type Dropped = "exact" | "less" | "half" | "more";

function roundsUp(quotient: bigint, dropped: Dropped, negative: boolean, rounding: Rounding): boolean {
  if (dropped === "exact") return false;
  switch (rounding) {
    case "ROUND_HALF_EVEN":
      return dropped === "more" || (dropped === "half" && (quotient & 1n) === 1n);
    case "ROUND_HALF_UP":
      return dropped !== "less";
    case "ROUND_HALF_DOWN":
      return dropped === "more";
    case "ROUND_UP":
      return true;
    case "ROUND_DOWN":
      return false;
    case "ROUND_CEILING":
      return !negative;
    case "ROUND_FLOOR":
      return negative;
    case "ROUND_05UP":
      return quotient % 10n === 0n || quotient % 10n === 5n;
  }
}

/**
 * Drops `drop` digits. `sticky` says that digits beyond the coefficient were dropped before; `exact` whether nothing
 * but zeros went.
 */
export function dropDigits(
  coefficient: bigint,
  drop: number,
  negative: boolean,
  rounding: Rounding,
  sticky = false,
): { readonly coefficient: bigint; readonly exact: boolean } {
  if (drop <= 0 && !sticky) return { coefficient, exact: true };
  let quotient = coefficient;
  let dropped: Dropped = "less";
  if (drop > digitCount(coefficient)) {
    quotient = 0n;
    if (coefficient === 0n && !sticky) dropped = "exact";
  } else if (drop > 0) {
    const unit = powerOfTen(drop);
    quotient = coefficient / unit;
    const rest = coefficient % unit;
    const twice = rest * 2n;
    if (twice > unit || (twice === unit && sticky)) dropped = "more";
    else if (twice === unit) dropped = "half";
    else if (rest === 0n && !sticky) dropped = "exact";
  }
  const up = roundsUp(quotient, dropped, negative, rounding);
  return { coefficient: up ? quotient + 1n : quotient, exact: dropped === "exact" };
}

/** The same, for whoever does not ask whether it is exact. */
export function roundCoefficient(
  coefficient: bigint,
  drop: number,
  negative: boolean,
  rounding: Rounding,
): bigint {
  return dropDigits(coefficient, drop, negative, rounding).coefficient;
}
