/** Decimal numbers from other numbers, and to them. */
import { type Charge, uncharged } from "../charge.ts";
import { overflowError, valueError } from "../error.ts";
import { exactParts } from "../float-parts.ts";
import { type Int, intOf } from "../integer.ts";
import { type Decimal, finite, infinity, isNan, normalizeExactly, notANumber, powerOfTen } from "./number.ts";
import { type Rounding, roundCoefficient } from "./rounding.ts";
import { decimalText } from "./text.ts";

export function decimalOfInt(value: Int): Decimal {
  const big = BigInt(value);
  return finite(big < 0n, big < 0n ? -big : big, 0);
}

/** `Decimal(float)`: the exact binary value. */
export function decimalOfFloat(value: number): Decimal {
  if (Number.isNaN(value)) return notANumber;
  if (!Number.isFinite(value)) return infinity(value < 0);
  const negative = value < 0 || Object.is(value, -0);
  const { mantissa, exponent } = exactParts(Math.abs(value));
  if (exponent >= 0) return finite(negative, mantissa << BigInt(exponent), 0);
  return finite(negative, mantissa * 5n ** BigInt(-exponent), exponent);
}

/** `int(value)`, or with another rounding; ValueError, OverflowError. */
export function decimalToInt(
  value: Decimal,
  rounding: Rounding = "ROUND_DOWN",
  charge: Charge = uncharged,
): Int {
  if (isNan(value)) throw valueError("cannot convert NaN to integer");
  if (value.form === "infinite") throw overflowError("cannot convert Infinity to integer");
  if (value.coefficient === 0n) return 0;
  if (value.exponent > 0) charge(value.exponent / 2);
  const whole =
    value.exponent >= 0
      ? value.coefficient * powerOfTen(value.exponent)
      : roundCoefficient(value.coefficient, -value.exponent, value.negative, rounding);
  return intOf(value.negative ? -whole : whole);
}

/** `float(value)`; ValueError. */
export function decimalToFloat(value: Decimal): number {
  if (value.form === "snan") throw valueError("cannot convert signaling NaN to float");
  if (value.form === "nan") return Number.NaN;
  return Number(decimalText(value));
}

/** `value.as_integer_ratio()`: numerator and denominator in lowest terms; ValueError, OverflowError. */
export function decimalRatio(value: Decimal, charge: Charge = uncharged): readonly [Int, Int] {
  if (isNan(value)) throw valueError("cannot convert NaN to integer ratio");
  if (value.form === "infinite") throw overflowError("cannot convert Infinity to integer ratio");
  const plain = normalizeExactly(value);
  charge(Math.abs(plain.exponent) / 2);
  const sign = value.negative ? -1n : 1n;
  if (plain.exponent >= 0) return [intOf(sign * plain.coefficient * powerOfTen(plain.exponent)), 1];
  let numerator = plain.coefficient;
  let denominator = powerOfTen(-plain.exponent);
  for (const factor of [2n, 5n]) {
    while (numerator % factor === 0n && denominator % factor === 0n) {
      numerator /= factor;
      denominator /= factor;
    }
  }
  return [intOf(sign * numerator), intOf(denominator)];
}

/** `value.as_tuple()`: sign, digits, exponent (a number, or 'F', 'n', 'N'). */
export function decimalTuple(value: Decimal): {
  sign: 0 | 1;
  digits: number[];
  exponent: number | "F" | "n" | "N";
} {
  const digits =
    isNan(value) && value.coefficient === 0n ? [] : value.coefficient.toString().split("").map(Number);
  const exponent =
    value.form === "infinite"
      ? "F"
      : value.form === "nan"
        ? "n"
        : value.form === "snan"
          ? "N"
          : value.exponent;
  return { sign: value.negative ? 1 : 0, digits: value.form === "infinite" ? [0] : digits, exponent };
}
