import { type Charge, uncharged } from "./charge.ts";
import { overflowError, valueError, zeroDivisionError } from "./error.ts";

/**
 * A Python int. INVARIANT: a safe integer is always a number (never -0), anything else a bigint, so that equal
 * ints are `===`.
 */
export type Int = number | bigint;

const largest = BigInt(Number.MAX_SAFE_INTEGER);
const smallest = BigInt(Number.MIN_SAFE_INTEGER);

/** The one place where a bigint becomes an Int. */
export function intOf(value: bigint): Int {
  return value <= largest && value >= smallest ? Number(value) : value;
}

/** An Int of a number that holds an integral value of any size (3.0, 1e300). */
export function intOfIntegral(value: number): Int {
  return Number.isSafeInteger(value) ? value + 0 : BigInt(value);
}

export function addInt(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return intOf(BigInt(a) + BigInt(b));
}

export function subtractInt(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    const difference = a - b;
    if (Number.isSafeInteger(difference)) return difference;
  }
  return intOf(BigInt(a) - BigInt(b));
}

export function multiplyInt(a: Int, b: Int, charge: Charge = uncharged): Int {
  if (typeof a === "number" && typeof b === "number") {
    const product = a * b;
    if (Number.isSafeInteger(product)) return product + 0;
  } else {
    charge((bitLength(a) + bitLength(b)) / 8);
  }
  return intOf(BigInt(a) * BigInt(b));
}

export function negateInt(a: Int): Int {
  return typeof a === "number" ? 0 - a : intOf(-a);
}

export function absInt(a: Int): Int {
  if (typeof a === "number") return Math.abs(a);
  return a < 0n ? intOf(-a) : a;
}

export function signOfInt(a: Int): -1 | 0 | 1 {
  return a > 0 ? 1 : a < 0 ? -1 : 0;
}

function floorDivideBig(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

function moduloBig(a: bigint, b: bigint): bigint {
  const remainder = a % b;
  return remainder !== 0n && remainder < 0n !== b < 0n ? remainder + b : remainder;
}

/** `a // b`; ZeroDivisionError. */
export function floorDivideInt(a: Int, b: Int): Int {
  if (b === 0) throw zeroDivisionError("integer division or modulo by zero");
  if (typeof a === "number" && typeof b === "number") {
    // Subtracting the remainder first keeps the division exact: a / b alone may round up to an integer.
    const multiple = a - moduloNumber(a, b);
    if (Number.isSafeInteger(multiple)) return multiple / b + 0;
  }
  return intOf(floorDivideBig(BigInt(a), BigInt(b)));
}

function moduloNumber(a: number, b: number): number {
  const remainder = a % b;
  return remainder !== 0 && remainder < 0 !== b < 0 ? remainder + b : remainder + 0;
}

/** `a % b`; ZeroDivisionError. */
export function moduloInt(a: Int, b: Int): Int {
  if (b === 0) throw zeroDivisionError("integer modulo by zero");
  if (typeof a === "number" && typeof b === "number") return moduloNumber(a, b);
  return intOf(moduloBig(BigInt(a), BigInt(b)));
}

/** `divmod(a, b)`; ZeroDivisionError. */
export function divmodInt(a: Int, b: Int): [Int, Int] {
  if (b === 0) throw zeroDivisionError("integer division or modulo by zero");
  return [floorDivideInt(a, b), moduloInt(a, b)];
}

/** Number of bits of |a|: `int.bit_length`. */
export function bitLength(a: Int): number {
  if (typeof a === "number") {
    const magnitude = Math.abs(a);
    if (magnitude < 4294967296) return 32 - Math.clz32(magnitude);
    return 64 - Math.clz32(Math.floor(magnitude / 4294967296));
  }
  const hex = (a < 0n ? -a : a).toString(16);
  return hex.length * 4 - Math.clz32(Number.parseInt(hex.charAt(0), 16)) + 28;
}

/** What an operation on an integer costs beyond that of a small one, in steps; quickly told, and never too little. */
export function integerWork(a: Int): number {
  if (typeof a === "number" || BigInt.asIntN(128, a) === a) return 0;
  if (BigInt.asIntN(2048, a) === a) return 12;
  if (BigInt.asIntN(16_384, a) === a) return 300;
  return a.toString(16).length;
}

/** `int.bit_count`: the ones in |a|. */
export function bitCount(a: Int): number {
  const hex = absInt(a).toString(16);
  let ones = 0;
  for (const digit of hex) {
    const value = Number.parseInt(digit, 16);
    ones += (value & 1) + ((value >> 1) & 1) + ((value >> 2) & 1) + (value >> 3);
  }
  return ones;
}

/** An upper bound for the bytes of `base ** exponent` (exponent >= 0). */
export function powerSize(base: Int, exponent: Int): number {
  if (base === 0 || base === 1 || base === -1) return 8;
  return (bitLength(base) * Number(exponent)) / 8 + 8;
}

/** `base ** exponent` for exponent >= 0 (a negative exponent gives a float in Python: see `powerFloat`). */
export function powerInt(base: Int, exponent: Int, charge: Charge = uncharged): Int {
  if (exponent === 0) return 1;
  if (base === 0 || base === 1) return base;
  if (base === -1) return BigInt(exponent) % 2n === 0n ? 1 : -1;
  if (typeof base === "number" && typeof exponent === "number") {
    const power = base ** exponent;
    if (Number.isSafeInteger(power)) return power;
  }
  const size = powerSize(base, exponent);
  charge(size);
  // V8's BigInt ends at 2**30 bits; beyond that no charge function can have said yes in earnest.
  if (size > 2 ** 27) throw new RangeError("integer power too large");
  return intOf(BigInt(base) ** BigInt(exponent));
}

/** `pow(base, exponent, modulus)`, with inverses for negative exponents; ValueError. */
export function powerModulo(base: Int, exponent: Int, modulus: Int): Int {
  if (modulus === 0) throw valueError("pow() 3rd argument cannot be 0");
  const m = BigInt(modulus);
  const positive = m < 0n ? -m : m;
  let b = BigInt(base);
  let e = BigInt(exponent);
  if (e < 0n) {
    b = inverseModulo(b, positive);
    e = -e;
  }
  let result = 1n % positive;
  b = moduloBig(b, positive);
  const bits = e.toString(2);
  for (const bit of e === 0n ? "" : bits) {
    result = (result * result) % positive;
    if (bit === "1") result = (result * b) % positive;
  }
  return intOf(moduloBig(result, m));
}

function inverseModulo(a: bigint, modulus: bigint): bigint {
  let [oldRemainder, remainder] = [moduloBig(a, modulus), modulus];
  let [oldFactor, factor] = [1n, 0n];
  while (remainder !== 0n) {
    const quotient = oldRemainder / remainder;
    [oldRemainder, remainder] = [remainder, oldRemainder - quotient * remainder];
    [oldFactor, factor] = [factor, oldFactor - quotient * factor];
  }
  if (oldRemainder !== 1n) throw valueError("base is not invertible for the given modulus");
  return moduloBig(oldFactor, modulus);
}

/** `a << b`; ValueError for a negative count. */
export function shiftLeft(a: Int, b: Int, charge: Charge = uncharged): Int {
  if (b < 0) throw valueError("negative shift count");
  if (a === 0) return 0;
  if (typeof a === "number" && typeof b === "number" && b < 53) {
    const shifted = a * 2 ** b;
    if (Number.isSafeInteger(shifted)) return shifted;
  }
  const size = (bitLength(a) + Number(b)) / 8 + 8;
  charge(size);
  if (size > 2 ** 27) throw overflowError("too many digits in integer");
  return intOf(BigInt(a) << BigInt(b));
}

/** `a >> b`; ValueError for a negative count. */
export function shiftRight(a: Int, b: Int): Int {
  if (b < 0) throw valueError("negative shift count");
  if (typeof a === "number") {
    if (b > 52) return a < 0 ? -1 : 0;
    return Math.floor(a / 2 ** Number(b));
  }
  if (b > bitLength(a)) return a < 0n ? -1 : 0;
  return intOf(a >> BigInt(b));
}

function small(a: Int, b: Int): boolean {
  return a >= -2147483648 && a <= 2147483647 && b >= -2147483648 && b <= 2147483647;
}

export function andInt(a: Int, b: Int): Int {
  return small(a, b) ? Number(a) & Number(b) : intOf(BigInt(a) & BigInt(b));
}

export function orInt(a: Int, b: Int): Int {
  return small(a, b) ? Number(a) | Number(b) : intOf(BigInt(a) | BigInt(b));
}

export function xorInt(a: Int, b: Int): Int {
  return small(a, b) ? Number(a) ^ Number(b) : intOf(BigInt(a) ^ BigInt(b));
}

/** `~a`. */
export function invertInt(a: Int): Int {
  return subtractInt(-1, a);
}

/** -1, 0 or 1. JavaScript compares number with bigint exactly. */
export function compareInt(a: Int, b: Int): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** An int against a float: exact, `undefined` when the float is NaN. */
export function compareIntFloat(a: Int, b: number): -1 | 0 | 1 | undefined {
  if (Number.isNaN(b)) return undefined;
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The key under which a number is found in a dict or set: 1, 1.0 and True share one, 2**53 and 2.0**53 too.
 * `isFloat` says whether a number is a Python float.
 */
export function numericKey(value: Int, isFloat: boolean): Int {
  if (!isFloat || typeof value === "bigint") return value;
  return Number.isInteger(value) ? intOfIntegral(value) : value;
}

/** `float(a)`, rounded half to even; OverflowError. */
export function intToFloat(a: Int): number {
  if (typeof a === "number") return a;
  const value = Number(a);
  if (!Number.isFinite(value)) throw overflowError("int too large to convert to float");
  return value;
}

/** `x * 2**exponent`, rounded once for results that are normal or exact. */
export function scaleFloat(x: number, exponent: number): number {
  let value = x;
  let rest = exponent;
  while (rest > 1023) {
    value *= 2 ** 1023;
    rest -= 1023;
  }
  while (rest < -1000 && value !== 0) {
    value *= 2 ** -1000;
    rest += 1000;
  }
  return value * 2 ** Math.max(rest, -1074);
}

/** `a / b`, correctly rounded whatever the size; ZeroDivisionError, OverflowError. */
export function trueDivideInt(a: Int, b: Int): number {
  if (b === 0) throw zeroDivisionError("division by zero");
  if (typeof a === "number" && typeof b === "number") return a / b;
  const negative = a < 0 !== b < 0;
  const numerator = BigInt(absInt(a));
  const denominator = BigInt(absInt(b));
  if (numerator === 0n) return negative || b < 0 ? -0 : 0;
  const difference = bitLength(numerator) - bitLength(denominator);
  if (difference > 1024) throw overflowError("integer division result too large for a float");
  if (difference < -1076) return negative ? -0 : 0;
  // A quotient of at least 55 bits, fewer where the result is subnormal, with a sticky last bit.
  const shift = Math.max(difference, -1021) - 55;
  const scaled = shift <= 0 ? numerator << BigInt(-shift) : numerator;
  const divisor = shift > 0 ? denominator << BigInt(shift) : denominator;
  let quotient = scaled / divisor;
  const inexact = scaled % divisor !== 0n;
  const extra = BigInt(Math.max(bitLength(intOf(quotient)), -1021 - shift) - 53);
  if (extra > 0n) {
    const low = quotient & ((1n << extra) - 1n);
    const half = 1n << (extra - 1n);
    quotient >>= extra;
    if (low > half || (low === half && (inexact || (quotient & 1n) === 1n))) quotient += 1n;
  }
  const value = scaleFloat(Number(quotient), shift + Number(extra));
  if (!Number.isFinite(value)) throw overflowError("integer division result too large for a float");
  return negative ? -value : value;
}

/** `round(a, digits)`: half to even for negative digits. */
export function roundInt(a: Int, digits: Int): Int {
  if (digits >= 0) return a;
  const length = absInt(a).toString().length;
  if (-Number(digits) > length + 1) return 0;
  const unit = 10n ** BigInt(-Number(digits));
  return intOf(divideHalfEven(BigInt(a), unit) * unit);
}

/** a / b rounded to the nearest integer, ties to even (b > 0). */
export function divideHalfEven(a: bigint, b: bigint): bigint {
  const quotient = floorDivideBig(a, b);
  const twice = (a - quotient * b) * 2n;
  return twice > b || (twice === b && (quotient & 1n) === 1n) ? quotient + 1n : quotient;
}
