/**
 * `decimal.Decimal` in the default context: precision 28, ROUND_HALF_EVEN, exponents within +-999999. InvalidOperation,
 * DivisionByZero and Overflow raise. A bigint coefficient and an exponent, so that Decimal('1.10') stays 1.10.
 */
import { type Charge, uncharged } from "./charge.ts";
import { overflowError, PythonError, valueError } from "./error.ts";
import { exactParts } from "./float-parts.ts";
import { grouped, parseFormatSpec } from "./format-spec.ts";
import { type Int, intOf } from "./integer.ts";
import { asciiNumberText } from "./integer-text.ts";

export interface Decimal {
  readonly kind: "decimal";
  readonly negative: boolean;
  /** `finite`, `infinite`, or a NaN. */
  readonly form: "finite" | "infinite" | "nan" | "snan";
  readonly coefficient: bigint;
  readonly exponent: number;
}

export type Rounding =
  | "ROUND_HALF_EVEN"
  | "ROUND_HALF_UP"
  | "ROUND_HALF_DOWN"
  | "ROUND_UP"
  | "ROUND_DOWN"
  | "ROUND_CEILING"
  | "ROUND_FLOOR"
  | "ROUND_05UP";

const precision = 28;
const maximumExponent = 999_999;
const tiniest = -maximumExponent - precision + 1;

const signal = (type: string, of: string): PythonError => new PythonError(type, `[<class 'decimal.${of}'>]`);
const invalidOperation = (of = "InvalidOperation"): PythonError => signal("InvalidOperation", of);

function finite(negative: boolean, coefficient: bigint, exponent: number): Decimal {
  return { kind: "decimal", negative, form: "finite", coefficient, exponent };
}
export const infinity = (negative: boolean): Decimal => ({
  kind: "decimal",
  negative,
  form: "infinite",
  coefficient: 0n,
  exponent: 0,
});
const nan: Decimal = { kind: "decimal", negative: false, form: "nan", coefficient: 0n, exponent: 0 };

const digitCount = (coefficient: bigint): number => coefficient.toString().length;
const powerOfTen = (exponent: number): bigint => 10n ** BigInt(exponent);
/** Exponent of the first digit. */
const adjusted = (value: Decimal): number => value.exponent + digitCount(value.coefficient) - 1;
const isZero = (value: Decimal): boolean => value.form === "finite" && value.coefficient === 0n;
const isNan = (value: Decimal): boolean => value.form === "nan" || value.form === "snan";

function roundCoefficient(
  coefficient: bigint,
  drop: number,
  negative: boolean,
  rounding: Rounding,
  sticky = false,
): bigint {
  if (drop <= 0) return coefficient;
  const unit = drop > digitCount(coefficient) + 1 ? undefined : powerOfTen(drop);
  const quotient = unit === undefined ? 0n : coefficient / unit;
  const rest = unit === undefined ? coefficient : coefficient % unit;
  const exact = rest === 0n && !sticky;
  if (exact) return quotient;
  const twice = rest * 2n;
  const half =
    unit === undefined ? -1 : twice > unit || (twice === unit && sticky) ? 1 : twice === unit ? 0 : -1;
  const odd = (quotient & 1n) === 1n;
  const last = quotient % 10n;
  const up =
    rounding === "ROUND_HALF_EVEN"
      ? half > 0 || (half === 0 && odd)
      : rounding === "ROUND_HALF_UP"
        ? half >= 0
        : rounding === "ROUND_HALF_DOWN"
          ? half > 0
          : rounding === "ROUND_UP"
            ? true
            : rounding === "ROUND_DOWN"
              ? false
              : rounding === "ROUND_CEILING"
                ? !negative
                : rounding === "ROUND_FLOOR"
                  ? negative
                  : last === 0n || last === 5n;
  return up ? quotient + 1n : quotient;
}

/** Fits a result into the context; Overflow. `sticky` says that digits beyond the coefficient were dropped. */
function fitted(negative: boolean, coefficient: bigint, exponent: number, sticky = false): Decimal {
  if (coefficient === 0n) {
    return finite(negative, 0n, Math.min(Math.max(exponent, tiniest), maximumExponent));
  }
  let value = coefficient;
  let power = exponent;
  const drop = Math.max(digitCount(value) - precision, tiniest - power);
  if (drop > 0) {
    value = roundCoefficient(value, drop, negative, "ROUND_HALF_EVEN", sticky);
    power += drop;
    if (digitCount(value) > precision) {
      value /= 10n;
      power++;
    }
  }
  if (power + digitCount(value) - 1 > maximumExponent) throw signal("Overflow", "Overflow");
  return finite(negative, value, power);
}

const literal = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:e([+-]?\d+))?$/i;
const special = /^([+-]?)(?:(inf(?:inity)?)|(s?nan)(\d*))$/i;

/** `Decimal(text)`: exact, whatever the precision; InvalidOperation. */
export function decimalOfText(text: string, charge: Charge = uncharged): Decimal {
  charge(text.length);
  const plain = asciiNumberText(text).trim().replaceAll("_", "");
  const parts = literal.exec(plain);
  if (parts !== null) {
    const [, sign, whole = "", after, lone, power = "0"] = parts;
    const fraction = after ?? lone ?? "";
    const exponent = Number(power) - fraction.length;
    const coefficient = BigInt(`${whole}${fraction}`);
    if (!Number.isSafeInteger(exponent) || exponent > 10 ** 15 || exponent < -(10 ** 15))
      throw invalidOperation("ConversionSyntax");
    return finite(sign === "-", coefficient, exponent);
  }
  const named = special.exec(plain);
  if (named === null) throw invalidOperation("ConversionSyntax");
  const negative = named[1] === "-";
  if (named[2] !== undefined) return infinity(negative);
  return {
    kind: "decimal",
    negative,
    form: named[3]?.toLowerCase() === "snan" ? "snan" : "nan",
    coefficient: BigInt(named[4] === "" ? 0 : (named[4] ?? 0)),
    exponent: 0,
  };
}

export function decimalOfInt(value: Int): Decimal {
  const big = BigInt(value);
  return finite(big < 0n, big < 0n ? -big : big, 0);
}

/** `Decimal(float)`: the exact binary value. */
export function decimalOfFloat(value: number): Decimal {
  if (Number.isNaN(value)) return nan;
  if (!Number.isFinite(value)) return infinity(value < 0);
  const negative = value < 0 || Object.is(value, -0);
  const { mantissa, exponent } = exactParts(Math.abs(value));
  if (exponent >= 0) return finite(negative, mantissa << BigInt(exponent), 0);
  return finite(negative, mantissa * 5n ** BigInt(-exponent), exponent);
}

/** `str(value)`. */
export function decimalText(value: Decimal, capital = "E"): string {
  const sign = value.negative ? "-" : "";
  if (value.form === "infinite") return `${sign}Infinity`;
  if (isNan(value))
    return `${sign}${value.form === "snan" ? "sNaN" : "NaN"}${value.coefficient === 0n ? "" : value.coefficient}`;
  const digits = value.coefficient.toString();
  const left = value.exponent + digits.length;
  if (value.exponent <= 0 && left > -6) {
    if (value.exponent === 0) return sign + digits;
    if (left > 0) return `${sign}${digits.slice(0, left)}.${digits.slice(left)}`;
    return `${sign}0.${"0".repeat(-left)}${digits}`;
  }
  const power = left - 1;
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : "";
  return `${sign}${digits.charAt(0)}${fraction}${capital}${power < 0 ? "-" : "+"}${Math.abs(power)}`;
}
export const decimalRepr = (value: Decimal): string => `Decimal('${decimalText(value)}')`;

/** NaN operands: a signalling one raises, a quiet one is the result. */
export function nanOf(...values: readonly Decimal[]): Decimal | undefined {
  if (values.some((v) => v.form === "snan")) throw invalidOperation();
  return values.find((v) => v.form === "nan");
}

export function addDecimal(a: Decimal, b: Decimal): Decimal {
  const quiet = nanOf(a, b);
  if (quiet !== undefined) return quiet;
  if (a.form === "infinite" || b.form === "infinite") {
    if (a.form === b.form && a.negative !== b.negative) throw invalidOperation();
    return a.form === "infinite" ? a : b;
  }
  const exponent = Math.min(a.exponent, b.exponent);
  const [x, y] = [a, b].map((v, i) => aligned(v, i === 0 ? b : a, exponent));
  if (x === undefined || y === undefined) throw invalidOperation();
  const low = Math.min(x.exponent, y.exponent);
  const at = (v: Decimal): bigint => v.coefficient * powerOfTen(v.exponent - low) * (v.negative ? -1n : 1n);
  const sum = at(x) + at(y);
  if (sum === 0n) return fitted(a.negative && b.negative, 0n, exponent);
  return fitted(sum < 0n, sum < 0n ? -sum : sum, low);
}

/** Stands in for an operand too small to matter beyond being there, so that 1E+999999 + 1 makes no huge integer. */
function aligned(value: Decimal, other: Decimal, exponent: number): Decimal {
  if (isZero(value))
    return other.coefficient === 0n
      ? finite(value.negative, 0n, exponent)
      : finite(
          value.negative,
          0n,
          Math.max(exponent, Math.min(value.exponent, adjusted(other) - precision - 2)),
        );
  if (isZero(other)) {
    const room = precision - digitCount(value.coefficient);
    const target = Math.max(exponent, value.exponent - Math.max(0, room));
    return target < value.exponent
      ? finite(value.negative, value.coefficient * powerOfTen(value.exponent - target), target)
      : value;
  }
  const floor = adjusted(other) - precision - 3;
  if (adjusted(value) < floor && value.exponent < other.exponent) {
    return finite(value.negative, 1n, Math.min(floor, other.exponent - 1) - 1);
  }
  return value;
}

export const negateDecimal = (a: Decimal): Decimal => {
  const quiet = nanOf(a);
  if (quiet !== undefined) return quiet;
  if (a.form === "infinite") return infinity(!a.negative);
  return fitted(a.coefficient !== 0n && !a.negative, a.coefficient, a.exponent);
};
/** `+value`: rounds to the context. */
export const plusDecimal = (a: Decimal): Decimal => {
  const quiet = nanOf(a);
  if (quiet !== undefined) return quiet;
  return a.form === "infinite" ? a : fitted(a.coefficient !== 0n && a.negative, a.coefficient, a.exponent);
};
export const absDecimal = (a: Decimal): Decimal => (a.negative ? negateDecimal(a) : plusDecimal(a));

export function subtractDecimal(a: Decimal, b: Decimal): Decimal {
  const quiet = nanOf(a, b);
  if (quiet !== undefined) return quiet;
  return addDecimal(a, { ...b, negative: !b.negative });
}

export function multiplyDecimal(a: Decimal, b: Decimal): Decimal {
  const quiet = nanOf(a, b);
  if (quiet !== undefined) return quiet;
  const negative = a.negative !== b.negative;
  if (a.form === "infinite" || b.form === "infinite") {
    if (isZero(a) || isZero(b)) throw invalidOperation();
    return infinity(negative);
  }
  return fitted(negative, a.coefficient * b.coefficient, a.exponent + b.exponent);
}

export function divideDecimal(a: Decimal, b: Decimal): Decimal {
  const quiet = nanOf(a, b);
  if (quiet !== undefined) return quiet;
  const negative = a.negative !== b.negative;
  if (a.form === "infinite") {
    if (b.form === "infinite") throw invalidOperation();
    return infinity(negative);
  }
  if (b.form === "infinite") return finite(negative, 0n, tiniest);
  if (isZero(b)) {
    if (isZero(a)) throw signal("InvalidOperation", "DivisionUndefined");
    throw signal("DivisionByZero", "DivisionByZero");
  }
  const ideal = a.exponent - b.exponent;
  if (isZero(a)) return fitted(negative, 0n, ideal);
  const shift = Math.max(0, digitCount(b.coefficient) - digitCount(a.coefficient) + precision + 1);
  const numerator = a.coefficient * powerOfTen(shift);
  let quotient = numerator / b.coefficient;
  const exact = numerator % b.coefficient === 0n;
  let exponent = ideal - shift;
  if (exact) {
    while (exponent < ideal && quotient % 10n === 0n) {
      quotient /= 10n;
      exponent++;
    }
  }
  return fitted(negative, quotient, exponent, !exact);
}

/** Integer quotient and remainder; InvalidOperation when the quotient needs more than 28 digits. */
function integerDivision(a: Decimal, b: Decimal): { quotient: bigint; remainder: Decimal } {
  if (adjusted(a) - adjusted(b) > precision && !isZero(a))
    throw signal("InvalidOperation", "DivisionImpossible");
  const exponent = Math.min(a.exponent, b.exponent);
  if (isZero(a) || adjusted(a) < adjusted(b) - 1) {
    return { quotient: 0n, remainder: isZero(a) ? fitted(a.negative, 0n, exponent) : rescaled(a, exponent) };
  }
  const x = a.coefficient * powerOfTen(a.exponent - exponent);
  const y = b.coefficient * powerOfTen(b.exponent - exponent);
  const quotient = x / y;
  if (digitCount(quotient) > precision) throw signal("InvalidOperation", "DivisionImpossible");
  return { quotient, remainder: fitted(a.negative, x % y, exponent) };
}

/** With a lower exponent as far as the precision allows. */
function rescaled(a: Decimal, exponent: number): Decimal {
  const target = Math.max(exponent, a.exponent - Math.max(0, precision - digitCount(a.coefficient)));
  return fitted(a.negative, a.coefficient * powerOfTen(a.exponent - target), target);
}

/** `a // b`: toward zero, unlike ints. */
export function floorDivideDecimal(a: Decimal, b: Decimal): Decimal {
  const quiet = nanOf(a, b);
  if (quiet !== undefined) return quiet;
  const negative = a.negative !== b.negative;
  if (a.form === "infinite") {
    if (b.form === "infinite") throw invalidOperation();
    return infinity(negative);
  }
  if (b.form === "infinite") return finite(negative, 0n, 0);
  if (isZero(b)) {
    if (isZero(a)) throw signal("InvalidOperation", "DivisionUndefined");
    throw signal("DivisionByZero", "DivisionByZero");
  }
  return finite(negative, integerDivision(a, b).quotient, 0);
}

/** `a % b`: takes the sign of a. */
export function moduloDecimal(a: Decimal, b: Decimal): Decimal {
  const quiet = nanOf(a, b);
  if (quiet !== undefined) return quiet;
  if (a.form === "infinite") throw invalidOperation();
  if (b.form === "infinite") return plusKeepingSign(a);
  if (isZero(b)) throw signal("InvalidOperation", isZero(a) ? "DivisionUndefined" : "InvalidOperation");
  return integerDivision(a, b).remainder;
}
const plusKeepingSign = (a: Decimal): Decimal => fitted(a.negative, a.coefficient, a.exponent);

/** -1, 0, 1; `undefined` with a NaN. */
export function compareDecimal(a: Decimal, b: Decimal): -1 | 0 | 1 | undefined {
  if (isNan(a) || isNan(b)) return undefined;
  const sign = (v: Decimal): number => (isZero(v) ? 0 : v.negative ? -1 : 1);
  if (sign(a) !== sign(b)) return sign(a) < sign(b) ? -1 : 1;
  if (sign(a) === 0) return 0;
  const flip = (order: -1 | 0 | 1): -1 | 0 | 1 =>
    a.negative ? (order === 0 ? 0 : order === 1 ? -1 : 1) : order;
  if (a.form === "infinite" || b.form === "infinite")
    return a.form === b.form ? 0 : flip(a.form === "infinite" ? 1 : -1);
  if (adjusted(a) !== adjusted(b)) return flip(adjusted(a) < adjusted(b) ? -1 : 1);
  const exponent = Math.min(a.exponent, b.exponent);
  const x = a.coefficient * powerOfTen(a.exponent - exponent);
  const y = b.coefficient * powerOfTen(b.exponent - exponent);
  return flip(x < y ? -1 : x > y ? 1 : 0);
}

/** `a.max(b)` (sign 1) and `a.min(b)` (sign -1): a quiet NaN gives way to a number; equal values go by their exponents. */
export function chooseDecimal(a: Decimal, b: Decimal, sign: 1 | -1): Decimal {
  if (a.form === "snan" || b.form === "snan") throw invalidOperation();
  if (a.form === "nan") return b.form === "nan" ? a : plusOf(b);
  if (b.form === "nan") return plusOf(a);
  const order = compareDecimal(a, b) || totalOrder(a, b);
  return plusOf(order * sign >= 0 ? a : b);
}

/** Fitted into the context, with the sign of a zero. */
const plusOf = (a: Decimal): Decimal =>
  a.form === "finite" ? fitted(a.negative, a.coefficient, a.exponent) : a;

/** The order of representations of one value. */
function totalOrder(a: Decimal, b: Decimal): number {
  if (a.negative !== b.negative) return a.negative ? -1 : 1;
  return a.negative ? b.exponent - a.exponent : a.exponent - b.exponent;
}

/** `value.quantize(exp, rounding)`; InvalidOperation when the result has more than 28 digits. */
export function quantizeDecimal(
  value: Decimal,
  like: Decimal,
  rounding: Rounding = "ROUND_HALF_EVEN",
): Decimal {
  const quiet = nanOf(value, like);
  if (quiet !== undefined) return quiet;
  if (value.form === "infinite" || like.form === "infinite") {
    if (value.form === like.form) return value;
    throw invalidOperation();
  }
  if (like.exponent > maximumExponent || like.exponent < tiniest) throw invalidOperation();
  const { exponent } = like;
  if (!isZero(value) && adjusted(value) - exponent + 1 > precision) throw invalidOperation();
  const coefficient = isZero(value)
    ? 0n
    : exponent <= value.exponent
      ? value.coefficient * powerOfTen(value.exponent - exponent)
      : roundCoefficient(value.coefficient, exponent - value.exponent, value.negative, rounding);
  if (digitCount(coefficient) > precision) throw invalidOperation();
  return finite(value.negative, coefficient, exponent);
}

/** `value.to_integral_value(rounding)`. */
export function integralDecimal(value: Decimal, rounding: Rounding = "ROUND_HALF_EVEN"): Decimal {
  const quiet = nanOf(value);
  if (quiet !== undefined) return quiet;
  if (value.form === "infinite" || value.exponent >= 0) return value;
  return finite(
    value.negative,
    roundCoefficient(value.coefficient, -value.exponent, value.negative, rounding),
    0,
  );
}

/** `round(value, digits)`. */
export function roundDecimal(value: Decimal, digits: Int): Decimal {
  return quantizeDecimal(value, finite(false, 1n, -Number(digits)));
}

/** `int(value)`: toward zero; ValueError, OverflowError. */
export function decimalToInt(
  value: Decimal,
  rounding: Rounding = "ROUND_DOWN",
  charge: Charge = uncharged,
): Int {
  if (isNan(value)) throw valueError("cannot convert NaN to integer");
  if (value.form === "infinite") throw overflowError("cannot convert Infinity to integer");
  if (value.exponent > 0) charge(value.exponent / 2);
  const whole =
    value.exponent >= 0
      ? value.coefficient * powerOfTen(value.exponent)
      : roundCoefficient(value.coefficient, -value.exponent, value.negative, rounding);
  return intOf(value.negative ? -whole : whole);
}

/** `float(value)`. */
export function decimalToFloat(value: Decimal): number {
  if (value.form === "snan") throw valueError("cannot convert signaling NaN to float");
  if (value.form === "nan") return Number.NaN;
  return Number(decimalText(value));
}

/** `value.normalize()`: without trailing zeros. */
export function normalizeDecimal(value: Decimal): Decimal {
  const quiet = nanOf(value);
  if (quiet !== undefined) return quiet;
  if (value.form === "infinite") return value;
  const rounded = fitted(value.negative, value.coefficient, value.exponent);
  if (rounded.coefficient === 0n) return finite(value.negative, 0n, 0);
  let { coefficient, exponent } = rounded;
  while (coefficient % 10n === 0n && exponent < maximumExponent) {
    coefficient /= 10n;
    exponent++;
  }
  return finite(value.negative, coefficient, exponent);
}

/** The same value without zeros at the end, exact whatever the precision. */
export function normalizeExactly(value: Decimal): Decimal {
  if (value.form !== "finite") return value;
  if (value.coefficient === 0n) return finite(value.negative, 0n, 0);
  const digits = value.coefficient.toString();
  const kept = digits.replace(/0+$/, "");
  return finite(value.negative, BigInt(kept), value.exponent + digits.length - kept.length);
}

function integerRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let guess = 1n << BigInt((value.toString(2).length + 1) >> 1);
  while (true) {
    const next = (guess + value / guess) >> 1n;
    if (next >= guess) return guess;
    guess = next;
  }
}

/** `value.sqrt()`; InvalidOperation for negative values. */
export function sqrtDecimal(value: Decimal): Decimal {
  const quiet = nanOf(value);
  if (quiet !== undefined) return quiet;
  if (isZero(value)) return fitted(value.negative, 0n, Math.floor(value.exponent / 2));
  if (value.negative) throw invalidOperation();
  if (value.form === "infinite") return value;
  const ideal = Math.floor(value.exponent / 2);
  let coefficient = value.coefficient;
  let exponent = value.exponent;
  if (exponent % 2 !== 0) {
    coefficient *= 10n;
    exponent--;
  }
  const shift = Math.max(0, precision + 1 - Math.floor((digitCount(coefficient) + 1) / 2));
  const scaled = coefficient * powerOfTen(shift * 2);
  let root = integerRoot(scaled);
  const exact = root * root === scaled;
  let power = exponent / 2 - shift;
  if (exact) {
    while (power < ideal && root % 10n === 0n) {
      root /= 10n;
      power++;
    }
  }
  return fitted(false, root, power, !exact);
}

/** `a ** b` for an integral b, correctly rounded; InvalidOperation otherwise (not supported for fractions but 0.5). */
export function powerDecimal(a: Decimal, b: Decimal): Decimal {
  const quiet = nanOf(a, b);
  if (quiet !== undefined) return quiet;
  if (isZero(b)) {
    if (isZero(a)) throw invalidOperation();
    return finite(false, 1n, 0);
  }
  const exponent = b.form === "finite" ? decimalToInt(b) : 0;
  if (b.form !== "finite" || compareDecimal(decimalOfInt(exponent), b) !== 0) return realPower(a, b);
  const times = exponent < 0 ? -Number(exponent) : Number(exponent);
  const negative = a.negative && times % 2 === 1;
  if (a.form === "infinite") return exponent > 0 ? infinity(negative) : finite(negative, 0n, 0);
  if (isZero(a)) return exponent > 0 ? finite(negative, 0n, 0) : infinity(negative);
  if (a.coefficient === 1n && a.exponent === 0) return finite(negative, 1n, 0);
  const size = (adjusted(a) || 1) * times;
  if (times > 1_000_000 || Math.abs(size) > maximumExponent * 2) {
    if (size > 0 === exponent > 0) throw signal("Overflow", "Overflow");
    return fitted(negative, 1n, tiniest - 2);
  }
  const exactPower = digitCount(a.coefficient) * times < 20_000;
  let coefficient = 1n;
  let power = 0;
  let sticky = false;
  if (exactPower) {
    coefficient = a.coefficient ** BigInt(times);
    power = a.exponent * times;
  } else {
    // Square and multiply with 40 guard digits: far beyond what rounding to 28 can see.
    let base = a.coefficient;
    let basePower = a.exponent;
    for (let rest = times; rest > 0; rest = Math.floor(rest / 2)) {
      const trim = (value: bigint, at: number): [bigint, number] => {
        const drop = digitCount(value) - precision - 40;
        if (drop <= 0) return [value, at];
        sticky = true;
        return [value / powerOfTen(drop), at + drop];
      };
      if (rest % 2 === 1) [coefficient, power] = trim(coefficient * base, power + basePower);
      [base, basePower] = trim(base * base, basePower * 2);
    }
  }
  if (exponent < 0) return divideDecimal(finite(negative, 1n, 0), finite(false, coefficient, power));
  return fitted(negative, coefficient, power, sticky);
}

/** `a ** b` for a b that is no integer: always with all the digits of the context. */
function realPower(a: Decimal, b: Decimal): Decimal {
  if (isZero(a)) return b.negative ? infinity(false) : finite(false, 0n, 0);
  if (a.negative) throw invalidOperation();
  if (b.form === "infinite" || a.form === "infinite") {
    const one = decimalOfInt(1);
    const order = compareDecimal(a, one) ?? 0;
    if (order === 0) return fitted(false, powerOfTen(precision - 1), 1 - precision);
    return order > 0 === !b.negative
      ? infinity(false)
      : finite(false, 0n, b.form === "infinite" ? tiniest : 0);
  }
  const scaled = naturalLog(a) * b.coefficient * (b.negative ? -1n : 1n);
  const exponent =
    b.exponent >= 0
      ? scaled * powerOfTen(Math.min(b.exponent, 200))
      : scaled / powerOfTen(Math.min(-b.exponent, 500));
  const [coefficient, power] = exponential(exponent);
  const digits = digitCount(coefficient) - precision;
  return fitted(false, coefficient, power, digits > 0);
}

const guard = 90;
const unit = powerOfTen(guard);

/** atanh(numerator / denominator) in fixed point of `guard` digits. */
function areaTangent(numerator: bigint, denominator: bigint): bigint {
  const z = (numerator * unit) / denominator;
  const square = (z * z) / unit;
  let term = z;
  let sum = z;
  for (let n = 3n; term !== 0n; n += 2n) {
    term = (term * square) / unit;
    sum += term / n;
  }
  return sum;
}

const logOfTwo = 2n * areaTangent(1n, 3n);
const logOfTen = 3n * logOfTwo + 2n * areaTangent(1n, 9n);

/** The natural logarithm of a positive value, in fixed point. */
function naturalLog(value: Decimal): bigint {
  const digits = digitCount(value.coefficient);
  let scaled = value.coefficient;
  let whole = powerOfTen(digits);
  let halvings = 0n;
  while (scaled * 3n < whole * 2n) {
    scaled *= 2n;
    halvings++;
  }
  if (scaled === whole) whole = scaled;
  return (
    2n * areaTangent(scaled - whole, scaled + whole) -
    halvings * logOfTwo +
    BigInt(digits + value.exponent) * logOfTen
  );
}

/** e ** x of a fixed x, as a coefficient and an exponent. */
function exponential(x: bigint): readonly [bigint, number] {
  const tens = x / logOfTen - (x < 0n ? 1n : 0n);
  if (tens > 2n * BigInt(maximumExponent)) throw signal("Overflow", "Overflow");
  if (tens < -2n * BigInt(maximumExponent)) return [1n, tiniest - 2];
  const rest = (x - tens * logOfTen) / 1024n;
  let term = unit;
  let sum = unit;
  for (let n = 1n; term !== 0n; n++) {
    term = (term * rest) / (unit * n);
    sum += term;
  }
  for (let i = 0; i < 10; i++) sum = (sum * sum) / unit;
  return [sum, Number(tens) - guard];
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

/** `format(value, spec)`; ValueError. */
export function formatDecimal(value: Decimal, spec: string, charge: Charge = uncharged): string {
  let parsed: ReturnType<typeof parseFormatSpec>;
  try {
    parsed = parseFormatSpec(spec, "decimal.Decimal");
  } catch (error) {
    if (error instanceof PythonError) throw valueError("invalid format string");
    throw error;
  }
  const { type } = parsed;
  if (
    !["", "e", "E", "f", "F", "g", "G", "n", "%"].includes(type) ||
    parsed.grouping === "_" ||
    parsed.alternate
  )
    throw valueError("invalid format string");
  if (parsed.precision !== undefined) charge(parsed.precision);
  let shown: Decimal =
    type === "%" && value.form === "finite"
      ? finite(value.negative, value.coefficient, value.exponent + 2)
      : value;
  let text: string;
  if (shown.form !== "finite") text = decimalText({ ...shown, negative: false }) + (type === "%" ? "%" : "");
  else {
    const lower = type.toLowerCase();
    if ((lower === "f" || type === "%") && shown.exponent > 0) charge(shown.exponent);
    if (parsed.precision !== undefined) {
      const wanted = parsed.precision;
      if (lower === "f" || type === "%") shown = placed(shown, -wanted);
      else {
        const digits = lower === "e" ? wanted + 1 : Math.max(1, wanted);
        if (digitCount(shown.coefficient) > digits) shown = significant(shown, digits);
        if (lower === "e" && digitCount(shown.coefficient) < digits && !isZero(shown)) {
          const add = digits - digitCount(shown.coefficient);
          shown = finite(shown.negative, shown.coefficient * powerOfTen(add), shown.exponent - add);
        }
        if (lower === "e" && isZero(shown)) shown = finite(shown.negative, 0n, shown.exponent);
      }
    } else if ((lower === "f" || type === "%") && shown.exponent > 0) shown = placed(shown, 0);
    text = written(shown, type, parsed.precision);
    if (type === "%") text += "%";
  }
  const negative =
    value.negative && !(parsed.noNegativeZero && shown.coefficient === 0n && shown.form === "finite");
  const sign = negative ? "-" : parsed.sign === "+" || parsed.sign === " " ? parsed.sign : "";
  const digits = /^[0-9]*/.exec(text)?.[0] ?? "";
  const rest = text.slice(digits.length);
  const zeroFill = parsed.fill === "0" && parsed.align === "=";
  let body = digits;
  if (parsed.grouping === "," && digits !== "") {
    const room = parsed.width - sign.length - rest.length;
    charge(Math.max(room, digits.length) * 2);
    body = grouped(digits, ",", 3, zeroFill ? room : 0);
  }
  const missing = Math.max(0, parsed.width - sign.length - body.length - rest.length);
  charge(missing);
  // Zeros would make a NaN or an infinity look like a number.
  const unfilled = zeroFill && shown.form !== "finite";
  const align = parsed.align === "" || unfilled ? ">" : parsed.align;
  const fill = unfilled ? " " : parsed.fill;
  if (align === "<") return sign + body + rest + fill.repeat(missing);
  if (align === ">") return fill.repeat(missing) + sign + body + rest;
  if (align === "=") return sign + fill.repeat(missing) + body + rest;
  const left = Math.floor(missing / 2);
  return fill.repeat(left) + sign + body + rest + fill.repeat(missing - left);
}

function placed(value: Decimal, exponent: number): Decimal {
  if (exponent <= value.exponent)
    return finite(value.negative, value.coefficient * powerOfTen(value.exponent - exponent), exponent);
  return finite(
    value.negative,
    roundCoefficient(value.coefficient, exponent - value.exponent, value.negative, "ROUND_HALF_EVEN"),
    exponent,
  );
}

function significant(value: Decimal, digits: number): Decimal {
  const drop = digitCount(value.coefficient) - digits;
  const rounded = placed(value, value.exponent + drop);
  return digitCount(rounded.coefficient) > digits
    ? finite(value.negative, rounded.coefficient / 10n, rounded.exponent + 1)
    : rounded;
}

/** |value| in one of the notations; '' is that of str. */
function written(value: Decimal, type: string, wanted: number | undefined): string {
  const lower = type.toLowerCase();
  const digits = value.coefficient.toString();
  const capital = type === "e" || type === "g" || type === "n" ? "e" : "E";
  if (lower === "f" || type === "%") {
    if (value.exponent >= 0) return digits + "0".repeat(value.coefficient === 0n ? 0 : value.exponent);
    const padded = digits.padStart(1 - value.exponent, "0");
    return `${padded.slice(0, value.exponent)}.${padded.slice(value.exponent)}`;
  }
  if (lower === "e") {
    const power =
      isZero(value) && wanted !== undefined ? value.exponent + wanted : value.exponent + digits.length - 1;
    const all = isZero(value) && wanted !== undefined ? "0".repeat(wanted + 1) : digits;
    const fraction = all.length > 1 ? `.${all.slice(1)}` : "";
    return `${all.charAt(0)}${fraction}${capital}${power < 0 ? "-" : "+"}${Math.abs(power)}`;
  }
  return decimalText({ ...value, negative: false }, capital);
}
