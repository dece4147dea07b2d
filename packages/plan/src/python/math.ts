/**
 * The `math` module. Where an exact answer is defined (integers, sqrt, fsum, comb, ...) it is exact; the other functions
 * are rounded correctly or computed as the C library does, and differ from it in the last digit very rarely.
 */
import { type Charge, uncharged } from "./charge.ts";
import * as elementary from "./elementary.ts";
import { overflowError, valueError } from "./error.ts";
import { floatAsIntegerRatio } from "./float.ts";
import { exactParts } from "./float-parts.ts";
import {
  absInt,
  bitLength,
  floorDivideInt,
  type Int,
  intOf,
  intOfIntegral,
  intToFloat,
  multiplyInt,
  scaleFloat,
  trueDivideInt,
} from "./integer.ts";

const domain = () => valueError("math domain error");
const range = () => overflowError("math range error");

function positiveBig(value: Int): bigint {
  return BigInt(absInt(value));
}

/** `math.gcd(*values)`. */
export function gcd(values: readonly Int[]): Int {
  let result = 0n;
  for (const value of values) {
    let other = positiveBig(value);
    while (other !== 0n) [result, other] = [other, result % other];
  }
  return intOf(result);
}

/** `math.lcm(*values)`. */
export function lcm(values: readonly Int[], charge: Charge = uncharged): Int {
  let result: Int = 1;
  for (const value of values) {
    if (value === 0) return 0;
    result = multiplyInt(floorDivideInt(result, gcd([result, value])), absInt(value), charge);
  }
  return result;
}

/** `math.isqrt(n)`; ValueError. */
export function isqrt(n: Int): Int {
  if (n < 0) throw valueError("isqrt() argument must be nonnegative");
  if (typeof n === "number") {
    const root = Math.floor(Math.sqrt(n));
    return root * root > n ? root - 1 : root;
  }
  let guess = 1n << BigInt((bitLength(n) + 1) >> 1);
  while (true) {
    const next = (guess + n / guess) >> 1n;
    if (next >= guess) return intOf(guess);
    guess = next;
  }
}

function product(from: bigint, to: bigint): bigint {
  if (from > to) return 1n;
  if (to - from < 8n) {
    let result = from;
    for (let i = from + 1n; i <= to; i++) result *= i;
    return result;
  }
  const middle = (from + to) >> 1n;
  return product(from, middle) * product(middle + 1n, to);
}

/** `math.factorial(n)`; ValueError, OverflowError. Charges the size of the result. */
export function factorial(n: Int, charge: Charge = uncharged): Int {
  if (n < 0) throw valueError("factorial() not defined for negative values");
  if (n > 2 ** 31 - 1) throw overflowError("factorial() argument should not exceed 9223372036854775807");
  charge((Number(n) * bitLength(n)) / 8);
  return intOf(product(1n, BigInt(n)));
}

/** `math.comb(n, k)`; ValueError. */
export function comb(n: Int, k: Int, charge: Charge = uncharged): Int {
  if (n < 0) throw valueError("n must be a non-negative integer");
  if (k < 0) throw valueError("k must be a non-negative integer");
  if (k > n) return 0;
  const [big, wanted] = [BigInt(n), BigInt(k)];
  const few = wanted * 2n > big ? big - wanted : wanted;
  charge((Number(few) * bitLength(n)) / 4);
  return intOf(product(big - few + 1n, big) / product(1n, few));
}

/** `math.perm(n, k)`; ValueError. */
export function perm(n: Int, k: Int = n, charge: Charge = uncharged): Int {
  if (n < 0) throw valueError("n must be a non-negative integer");
  if (k < 0) throw valueError("k must be a non-negative integer");
  if (k > n) return 0;
  charge((Number(k) * bitLength(n)) / 8);
  return intOf(product(BigInt(n) - BigInt(k) + 1n, BigInt(n)));
}

function toInt(x: number, rounded: number): Int {
  if (Number.isNaN(x)) throw valueError("cannot convert float NaN to integer");
  if (!Number.isFinite(x)) throw overflowError("cannot convert float infinity to integer");
  return intOfIntegral(rounded);
}
export const floor = (x: number): Int => toInt(x, Math.floor(x));
export const ceil = (x: number): Int => toInt(x, Math.ceil(x));
export const trunc = (x: number): Int => toInt(x, Math.trunc(x));

/** `math.fsum(values)`: the exact sum, rounded once (sums that overflow only on the way are exact too); OverflowError, ValueError (inf - inf). */
export function fsum(values: readonly number[]): number {
  let special = 0;
  let seenInfinity = false;
  let total = 0n;
  // All floats are multiples of 2**-1074: one big integer holds any sum of them exactly.
  for (const value of values) {
    if (!Number.isFinite(value)) {
      if (!Number.isNaN(value)) {
        if (seenInfinity && special === -value) throw valueError("-inf + inf in fsum");
        seenInfinity = true;
      }
      special += value;
      continue;
    }
    const { mantissa, exponent } = exactParts(value);
    total += mantissa << BigInt(exponent + 1074);
  }
  if (seenInfinity || Number.isNaN(special)) return special;
  if (total === 0n) return 0;
  if (bitLength(intOf(total)) > 1024 + 1074) throw overflowError("intermediate overflow in fsum");
  return trueDivideInt(intOf(total), intOf(1n << 1074n));
}

/** Functions of one float: domain errors where CPython has them. */
export function mathFunction(name: string): ((x: number) => number) | undefined {
  return Object.hasOwn(functions, name) ? functions[name] : undefined;
}

/** NaN out of a number in is a domain error, infinity out of a finite one a range (or domain) error. */
function checked(compute: (x: number) => number, infinite: () => Error = range): (x: number) => number {
  return (x) => {
    const value = compute(x);
    if (Number.isNaN(value) && !Number.isNaN(x)) throw domain();
    if (!Number.isFinite(value) && !Number.isNaN(value) && Number.isFinite(x)) throw infinite();
    return value;
  };
}

/** `exact` where the argument is finite, JavaScript's function for infinities and NaN. */
function finite(exact: (x: number) => number, other: (x: number) => number): (x: number) => number {
  return (x) => (Number.isFinite(x) ? exact(x) : other(x));
}

const functions: Readonly<Record<string, (x: number) => number>> = {
  sqrt: checked(Math.sqrt),
  cbrt: checked(Math.cbrt),
  exp: checked(finite(elementary.exp, Math.exp)),
  exp2: checked((x) => elementary.power(2, x)),
  expm1: checked(Math.expm1),
  log1p: checked(Math.log1p, domain),
  sin: checked(finite(elementary.sin, Math.sin)),
  cos: checked(finite(elementary.cos, Math.cos)),
  tan: checked(finite(elementary.tan, Math.tan)),
  asin: checked(finite(elementary.asin, Math.asin)),
  acos: checked(finite(elementary.acos, Math.acos)),
  atan: checked(finite(elementary.atan, Math.atan)),
  sinh: checked(elementary.sinh),
  cosh: checked(elementary.cosh),
  tanh: checked(Math.tanh),
  asinh: checked(elementary.asinh),
  acosh: checked(elementary.acosh),
  atanh: checked(Math.atanh, domain),
  fabs: Math.abs,
  degrees: (x) => x * (180 / Math.PI),
  radians: (x) => x * (Math.PI / 180),
};

/** Natural logarithm of an int of any size or a float; ValueError. */
function logOf(value: Int, natural: (x: number) => number, perBit: number): number {
  if (value <= 0) throw domain();
  if (typeof value === "number") return natural(value);
  const shift = Math.max(0, bitLength(value) - 1000);
  return natural(Number(value >> BigInt(shift))) + shift * perBit;
}
/** `math.log(x, base)`; ValueError, ZeroDivisionError is the caller's `divideFloat` of two logs. */
export const log = (x: Int): number => logOf(x, finite(elementary.log, Math.log), Math.LN2);
export const log2 = (x: Int): number => logOf(x, finite(elementary.log2, Math.log2), 1);
export const log10 = (x: Int): number =>
  logOf(x, finite(elementary.log10, Math.log10), Math.LOG10E * Math.LN2);

/** `math.pow(x, y)`; ValueError, OverflowError. */
export function pow(x: number, y: number): number {
  if (x === 1 || y === 0) return 1;
  if (x === -1 && !Number.isFinite(y) && !Number.isNaN(y)) return 1;
  const value = elementary.power(x, y);
  if (Number.isFinite(x) && Number.isFinite(y)) {
    if (Number.isNaN(value)) throw domain();
    if (!Number.isFinite(value)) throw x === 0 ? domain() : range();
  }
  return value;
}

/** `math.fmod(x, y)`; ValueError. */
export function fmod(x: number, y: number): number {
  const value = x % y;
  if (Number.isNaN(value) && !Number.isNaN(x) && !Number.isNaN(y)) throw domain();
  return value;
}

/** `math.remainder(x, y)`: IEEE 754; ValueError. */
export function remainder(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  if (!Number.isFinite(x) || y === 0) throw domain();
  if (!Number.isFinite(y)) return x;
  const [absX, absY] = [Math.abs(x), Math.abs(y)];
  const m = absX % absY;
  const c = absY - m;
  let r: number;
  if (m < c) r = m;
  else if (m > c) r = -c;
  else r = m - 2 * ((0.5 * (absX - m)) % absY);
  return x < 0 || Object.is(x, -0) ? -r : r;
}

/** `math.modf(x)`: fraction and whole part. */
export function modf(x: number): [number, number] {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? [x, x] : [x > 0 ? 0 : -0, x];
  const whole = Math.trunc(x);
  const fraction = x - whole;
  return [fraction === 0 && (x < 0 || Object.is(x, -0)) ? -0 : fraction, whole];
}

/** `math.frexp(x)`: mantissa in [0.5, 1) and exponent. */
export function frexp(x: number): [number, number] {
  if (x === 0 || !Number.isFinite(x)) return [x, 0];
  const { mantissa, exponent } = exactParts(x);
  const bits = bitLength(intOf(mantissa));
  return [scaleFloat(Number(mantissa), -bits), exponent + bits];
}

/** `math.ldexp(x, i)`; OverflowError. */
export function ldexp(x: number, exponent: Int): number {
  if (x === 0 || !Number.isFinite(x)) return x;
  const [mantissa, own] = frexp(x);
  const total = Number(exponent) + own;
  if (total > 1024) throw range();
  if (total < -1075) return x < 0 ? -0 : 0;
  // One rounding only: scale within the normal range first.
  const value =
    total > 1023
      ? mantissa * 2 * 2 ** (total - 1)
      : total < -1021
        ? mantissa * 2 ** 53 * 2 ** -1022 * 2 ** (total + 969)
        : mantissa * 2 ** total;
  if (!Number.isFinite(value)) throw range();
  return value;
}

export const copysign = (x: number, y: number): number =>
  y < 0 || Object.is(y, -0) ? -Math.abs(x) : Math.abs(x);
export const atan2 = elementary.atan2;

/** `math.hypot(*coordinates)`. */
export function hypot(values: readonly number[]): number {
  if (values.some((x) => x === Number.POSITIVE_INFINITY || x === Number.NEGATIVE_INFINITY))
    return Number.POSITIVE_INFINITY;
  if (values.some(Number.isNaN)) return Number.NaN;
  // The exact sum of squares, and one rounding of its root.
  let numerator = 0n;
  let denominator = 1n;
  for (const value of values) {
    const [n, d] = floatAsIntegerRatio(value);
    const square = BigInt(d) * BigInt(d);
    const common = square > denominator ? square : denominator;
    numerator = numerator * (common / denominator) + BigInt(n) * BigInt(n) * (common / square);
    denominator = common;
  }
  return rootOfRatio(numerator, denominator);
}
/** `math.dist(p, q)`; ValueError. */
export function dist(p: readonly number[], q: readonly number[]): number {
  if (p.length !== q.length) throw valueError("both points must have the same number of dimensions");
  return hypot(p.map((x, i) => x - (q[i] ?? 0)));
}

/** The square root of a fraction (n >= 0, d > 0), correctly rounded. */
export function rootOfRatio(numerator: bigint, denominator: bigint): number {
  if (numerator === 0n) return 0;
  const shift = Math.floor((bitLength(intOf(numerator)) - bitLength(intOf(denominator)) - 120) / 2);
  const scaled =
    shift < 0
      ? (numerator << BigInt(-2 * shift)) / denominator
      : numerator / (denominator << BigInt(2 * shift));
  const root = BigInt(isqrt(intOf(scaled)));
  // Odd when inexact: a sticky bit far below the 53 that count.
  const exact =
    root * root === scaled &&
    (shift < 0
      ? scaled * denominator === numerator << BigInt(-2 * shift)
      : scaled * (denominator << BigInt(2 * shift)) === numerator);
  const sticky = (root << 1n) | (exact ? 0n : 1n);
  const power = shift - 1;
  return power < 0
    ? trueDivideInt(intOf(sticky), intOf(1n << BigInt(-power)))
    : intToFloat(intOf(sticky << BigInt(power)));
}

/** `math.isclose(a, b, rel_tol, abs_tol)`; ValueError. */
export function isClose(a: number, b: number, relative = 1e-9, absolute = 0): boolean {
  if (relative < 0 || absolute < 0) throw valueError("tolerances must be non-negative");
  if (a === b) return true;
  if (!Number.isFinite(a) || !Number.isFinite(b)) return false;
  const difference = Math.abs(b - a);
  return (
    difference <= Math.abs(relative * b) || difference <= Math.abs(relative * a) || difference <= absolute
  );
}

/** `math.nextafter(x, y)` and `math.ulp(x)`. */
export function nextAfter(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  if (x === y) return y;
  if (x === 0) return y > 0 ? 5e-324 : -5e-324;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  view.setBigInt64(0, view.getBigInt64(0) + (y > x === x > 0 ? 1n : -1n));
  return view.getFloat64(0);
}
export function ulp(x: number): number {
  const magnitude = Math.abs(x);
  if (!Number.isFinite(magnitude)) return magnitude;
  const next = nextAfter(magnitude, Number.POSITIVE_INFINITY);
  return Number.isFinite(next) ? next - magnitude : magnitude - nextAfter(magnitude, 0);
}

export const constants = {
  pi: Math.PI,
  e: Math.E,
  tau: 2 * Math.PI,
  inf: Number.POSITIVE_INFINITY,
  nan: Number.NaN,
} as const;
