/**
 * Exponentials, logarithms, powers and trigonometric functions of floats, rounded correctly: computed in fixed point on
 * big integers and rounded once. JavaScript's own differ in the last digit from CPython's C library, which is right but
 * for very few arguments.
 */
import { exactParts } from "./float-parts.ts";
import { intOf, trueDivideInt } from "./integer.ts";

/** Bits behind the point. */
const bits = 200n;
const one = 1n << bits;

/** numerator / denominator * 2**power as a float. */
function rounded(numerator: bigint, denominator: bigint, power = 0): number {
  if (numerator === 0n) return 0;
  const magnitude = bitCount(numerator) - bitCount(denominator) + power;
  if (magnitude > 1030) return numerator < 0n ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (magnitude < -1080) return numerator < 0n ? -0 : 0;
  const [top, bottom] =
    power >= 0 ? [numerator << BigInt(power), denominator] : [numerator, denominator << BigInt(-power)];
  // 2**1024 and what rounds to it are no floats.
  if (magnitude >= 1023 && absolute(top) >= absolute(bottom) * overflows)
    return numerator < 0n ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return trueDivideInt(intOf(top), intOf(bottom));
}

const overflows = (1n << 1024n) - (1n << 970n);
const absolute = (x: bigint): bigint => (x < 0n ? -x : x);
const bitCount = (x: bigint): number => {
  const hex = absolute(x).toString(16);
  return hex.length * 4;
};

/** A float in fixed point; what is below 2**-bits is cut off. */
function fixed(x: number): bigint {
  const { mantissa, exponent } = exactParts(x);
  const shift = bits + BigInt(exponent);
  return shift >= 0n ? mantissa << shift : mantissa >> -shift;
}

/** atanh(numerator / denominator) for small quotients: z + z**3/3 + ... */
function areaTangent(numerator: bigint, denominator: bigint): bigint {
  const z = (numerator << bits) / denominator;
  const square = (z * z) >> bits;
  let power = z;
  let sum = z;
  for (let n = 3n; power !== 0n && power !== -1n; n += 2n) {
    power = (power * square) >> bits;
    sum += power / n;
  }
  return sum;
}

const ln2 = 2n * areaTangent(1n, 3n);

/** ln(x) in fixed point, x > 0. */
function fixedLog(x: number): bigint {
  const { mantissa, exponent } = exactParts(x);
  // m in [2/3, 4/3) and a power of two.
  let power = mantissa.toString(2).length;
  let unit = 1n << BigInt(power);
  if (mantissa * 3n < unit * 2n) {
    unit >>= 1n;
    power--;
  }
  return 2n * areaTangent(mantissa - unit, mantissa + unit) + BigInt(power + exponent) * ln2;
}

/** exp(x) of a fixed x: a fixed mantissa and a power of two. */
function fixedExp(x: bigint): readonly [bigint, number] {
  const power = (x + (ln2 >> 1n)) / ln2 - (x + (ln2 >> 1n) < 0n ? 1n : 0n);
  const rest = (x - power * ln2) >> 8n;
  let term = one;
  let sum = one;
  for (let n = 1n; term !== 0n && term !== -1n; n++) {
    term = (term * rest) / (n << bits);
    sum += term;
  }
  for (let i = 0; i < 8; i++) sum = (sum * sum) >> bits;
  return [sum, Number(power)];
}

/** e**x of a finite x. */
export function exp(x: number): number {
  if (x > 710) return Number.POSITIVE_INFINITY;
  if (x < -746) return 0;
  if (x === 0) return 1;
  const [mantissa, power] = fixedExp(fixed(x));
  return rounded(mantissa, one, power);
}

/** Natural logarithm of a finite x > 0. */
export const log = (x: number): number => (x === 1 ? 0 : rounded(fixedLog(x), one));
export const log2 = (x: number): number => {
  const { mantissa, exponent } = exactParts(x);
  return mantissa === 1n ? exponent : rounded(fixedLog(x), ln2);
};

/** As the C library has it: from the natural logarithm of the mantissa, with errors of its own in the last digit. */
export function log10(x: number): number {
  const { mantissa, exponent } = exactParts(x);
  const length = mantissa.toString(2).length;
  const power = exponent + length - 1;
  const low = power < 0 ? 1 : 0;
  const scaled = Number(mantissa) * 2 ** (1 - length - low);
  const y = power + low;
  const small = y * 3.694239077158931e-13 + Math.LOG10E * log(scaled);
  return small + y * 0.30102999566361177;
}

/** x**y of finite x > 0 and y. */
function positivePower(x: number, y: number): number {
  if (x === 1 || y === 0) return 1;
  if (Number.isInteger(y) && Math.abs(y) <= 64) {
    const { mantissa, exponent } = exactParts(x);
    const times = BigInt(Math.abs(y));
    return y > 0
      ? rounded(mantissa ** times, 1n, exponent * y)
      : rounded(1n, mantissa ** times, exponent * y);
  }
  const size = y * Math.log(x);
  if (size > 710) return Number.POSITIVE_INFINITY;
  if (size < -746) return 0;
  const { mantissa, exponent } = exactParts(y);
  const scaled = fixedLog(x) * mantissa;
  const [result, power] = fixedExp(exponent >= 0 ? scaled << BigInt(exponent) : scaled >> BigInt(-exponent));
  return rounded(result, one, power);
}

/** x**y as JavaScript has it, but rounded correctly. */
export function power(x: number, y: number): number {
  const plain = x ** y;
  if (!Number.isFinite(x) || !Number.isFinite(y) || x === 0 || Number.isNaN(plain)) return plain;
  const size = positivePower(Math.abs(x), y);
  return plain < 0 || Object.is(plain, -0) ? -size : size;
}

/** arctan(1/n) in fixed point of so many bits. */
function inverseTangent(n: bigint, precision: bigint): bigint {
  let term = (1n << precision) / n;
  let sum = term;
  for (let k = 3n, sign = -1n; term !== 0n; k += 2n, sign = -sign) {
    term /= n * n;
    sum += (sign * term) / k;
  }
  return sum;
}

/** pi in fixed point of so many bits, by Machin's formula. */
function piOf(precision: bigint): bigint {
  const guarded = precision + 32n;
  return (16n * inverseTangent(5n, guarded) - 4n * inverseTangent(239n, guarded)) >> 32n;
}

const pi = piOf(bits);

/** x less the nearest multiple of pi/2, and which multiple that is, modulo 4. */
function reduced(x: number): readonly [bigint, number] {
  const { mantissa, exponent } = exactParts(x);
  // As many bits of pi as the argument has before its point.
  const wide = bits + BigInt(Math.max(0, exponent + 64));
  const half = (wide === bits ? pi : piOf(wide)) >> 1n;
  const shift = wide + BigInt(exponent);
  const scaled = shift >= 0n ? mantissa << shift : mantissa >> -shift;
  let quotient = (2n * scaled + half) / (2n * half);
  if ((2n * scaled + half) % (2n * half) < 0n) quotient -= 1n;
  const rest = (scaled - quotient * half) >> (wide - bits);
  return [rest, Number(((quotient % 4n) + 4n) % 4n)];
}

/** sin and cos of a fixed x that is small. */
function series(x: bigint): { readonly sin: bigint; readonly cos: bigint } {
  const square = (x * x) >> bits;
  const sum = (first: bigint, from: bigint): bigint => {
    let term = first;
    let total = first;
    for (let n = from; term !== 0n && term !== -1n; n += 2n) {
      term = -((term * square) / ((n * (n + 1n)) << bits));
      total += term;
    }
    return total;
  };
  return { sin: sum(x, 2n), cos: sum(one, 1n) };
}

/** Below this, x is the float nearest to sin(x), tan(x), asin(x) and atan(x). */
const tiny = 2 ** -27;

function circular(x: number): { readonly sin: bigint; readonly cos: bigint } {
  const [rest, quarter] = reduced(x);
  const { sin, cos } = series(rest);
  if (quarter === 0) return { sin, cos };
  if (quarter === 1) return { sin: cos, cos: -sin };
  return quarter === 2 ? { sin: -sin, cos: -cos } : { sin: -cos, cos: sin };
}

export const sin = (x: number): number => (Math.abs(x) < tiny ? x : rounded(circular(x).sin, one));
export const cos = (x: number): number => (Math.abs(x) < tiny ? 1 : rounded(circular(x).cos, one));
export const tan = (x: number): number => {
  if (Math.abs(x) < tiny) return x;
  const { sin: top, cos: bottom } = circular(x);
  return rounded(top, bottom);
};

function root(n: bigint): bigint {
  if (n < 2n) return n;
  let x = 1n << BigInt((n.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (x + n / x) >> 1n;
    if (next >= x) return x;
    x = next;
  }
}

/** arctan of a fixed x >= 0. */
function fixedArctan(x: bigint): bigint {
  if (x > one) return (pi >> 1n) - fixedArctan((one * one) / x);
  let y = x;
  for (let i = 0; i < 4; i++) y = (y << bits) / (one + root(one * one + y * y));
  const square = (y * y) >> bits;
  let power = y;
  let sum = y;
  for (let n = 3n; power !== 0n && power !== -1n; n += 2n) {
    power = -((power * square) >> bits);
    sum += power / n;
  }
  return sum << 4n;
}

/** arctan(y / x) of a fixed y >= 0 and any fixed x, between 0 and pi. */
function fixedAngle(y: bigint, x: bigint): bigint {
  if (x === 0n) return pi >> 1n;
  const angle = fixedArctan((y << bits) / absolute(x));
  return x > 0n ? angle : pi - angle;
}

export function atan(x: number): number {
  if (!Number.isFinite(x) || Math.abs(x) < tiny) return Math.atan(x);
  if (Math.abs(x) > 2 ** 60) return Math.sign(x) * (Math.PI / 2);
  const size = rounded(fixedArctan(fixed(Math.abs(x))), one);
  return x < 0 ? -size : size;
}

export function asin(x: number): number {
  if (!(Math.abs(x) <= 1) || Math.abs(x) < tiny) return Math.asin(x);
  const at = fixed(Math.abs(x));
  const size = rounded(fixedAngle(at, root(one * one - at * at)), one);
  return x < 0 ? -size : size;
}

export function acos(x: number): number {
  if (!(Math.abs(x) <= 1)) return Number.NaN;
  const at = fixed(x);
  return rounded(fixedAngle(root(one * one - at * at), at), one);
}

/** The angle of the point (x, y). */
export function atan2(y: number, x: number): number {
  const plain = Math.atan2(y, x);
  const quotient = Math.abs(y / x);
  // Where the quotient is very large or small, the axis is as near as a float can be, or the quotient itself.
  if (!(quotient > tiny && quotient < 2 ** 60)) return plain;
  const [a, b] = [exactParts(Math.abs(y)), exactParts(x)];
  const low = Math.min(a.exponent, b.exponent);
  const size = rounded(
    fixedAngle(a.mantissa << BigInt(a.exponent - low), b.mantissa << BigInt(b.exponent - low)),
    one,
  );
  return plain < 0 ? -size : size;
}

/** Hyperbolic functions step by step as the C library computes them. */
export function sinh(x: number): number {
  const size = Math.abs(x);
  const half = x < 0 ? -0.5 : 0.5;
  if (!Number.isFinite(x) || size < 2 ** -28) return x;
  if (size >= 22) return half * 2 * halfExp(size);
  const t = Math.expm1(size);
  return size < 1 ? half * (2 * t - (t * t) / (t + 1)) : half * (t + t / (t + 1));
}

export function cosh(x: number): number {
  const size = Math.abs(x);
  if (!Number.isFinite(x)) return size;
  if (size >= 22) return halfExp(size);
  if (size < 0.5 * Math.LN2) {
    const t = Math.expm1(size);
    return 1 + (t * t) / (2 * (1 + t));
  }
  const t = exp(size);
  return 0.5 * t + 0.5 / t;
}

/** exp(x) / 2 up to where it overflows. */
function halfExp(x: number): number {
  if (x < 709.78) return 0.5 * exp(x);
  const root = exp(0.5 * x);
  return 0.5 * root * root;
}

export function asinh(x: number): number {
  const size = Math.abs(x);
  if (!Number.isFinite(x) || size < 2 ** -28) return x;
  const square = x * x;
  const value =
    size > 2 ** 28
      ? log(size) + Math.LN2
      : size > 2
        ? log(2 * size + 1 / (Math.sqrt(square + 1) + size))
        : Math.log1p(size + square / (1 + Math.sqrt(1 + square)));
  return x < 0 ? -value : value;
}

export function acosh(x: number): number {
  if (!(x >= 1) || !Number.isFinite(x)) return Math.acosh(x);
  if (x > 2 ** 28) return log(x) + Math.LN2;
  if (x > 2) return log(2 * x - 1 / (x + Math.sqrt(x * x - 1)));
  const t = x - 1;
  return Math.log1p(t + Math.sqrt(2 * t + t * t));
}
