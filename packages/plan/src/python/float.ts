import { type Charge, uncharged } from "./charge.ts";
import { power } from "./elementary.ts";
import { overflowError, PythonError, valueError, zeroDivisionError } from "./error.ts";
import { exactParts } from "./float-parts.ts";
import { compareInt, divideHalfEven, type Int, intOf, intOfIntegral, scaleFloat } from "./integer.ts";
import { asciiNumberText, stripNumberText } from "./integer-text.ts";
import { reprString } from "./repr.ts";

/** Shortest digits that read back as |x| (finite, not 0) and the exponent of the first: 1.5e300 is ['15', 300]. */
export function shortestDigits(x: number): [string, number] {
  const [mantissa = "", exponent = "0"] = Math.abs(x).toExponential().split("e");
  return [mantissa.replace(".", ""), Number(exponent)];
}

/** `repr(x)`, which is also `str(x)`. */
export function reprFloat(x: number): string {
  if (Number.isNaN(x)) return "nan";
  if (!Number.isFinite(x)) return x > 0 ? "inf" : "-inf";
  if (x === 0) return Object.is(x, -0) ? "-0.0" : "0.0";
  const magnitude = Math.abs(x);
  if (magnitude >= 1e-4 && magnitude < 1e16) {
    // JavaScript writes the same digits, and turns to exponents only below 1e-6.
    const text = magnitude < 1e-6 ? "" : String(x);
    if (text !== "") return Number.isInteger(x) ? `${text}.0` : text;
  }
  const [digits, exponent] = shortestDigits(x);
  const sign = x < 0 ? "-" : "";
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : "";
  const power = Math.abs(exponent).toString().padStart(2, "0");
  return `${sign}${digits.charAt(0)}${fraction}e${exponent < 0 ? "-" : "+"}${power}`;
}

// No two ways to read the same digits: matching takes linear time.
const floatLiteral = /^[+-]?(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+(?:_\d+)*)?$/i;
const specialLiteral = /^([+-]?)(?:(inf|infinity)|nan)$/i;

/** `float(text)`; ValueError. JavaScript rounds decimal text correctly, as CPython does. */
export function parseFloatText(text: string): number {
  const plain = stripNumberText(asciiNumberText(text));
  if (floatLiteral.test(plain)) return Number(plain.replaceAll("_", ""));
  const special = specialLiteral.exec(plain);
  if (special === null) throw valueError(`could not convert string to float: ${reprString(text)}`);
  if (special[2] === undefined) return Number.NaN;
  return special[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** `x.as_integer_ratio()`; OverflowError and ValueError for infinities and NaN. */
export function floatAsIntegerRatio(x: number): [Int, Int] {
  if (Number.isNaN(x)) throw valueError("cannot convert NaN to integer ratio");
  if (!Number.isFinite(x)) throw overflowError("cannot convert Infinity to integer ratio");
  const { mantissa, exponent } = exactParts(x);
  if (exponent >= 0) return [intOf(mantissa << BigInt(exponent)), 1];
  return [intOf(mantissa), intOf(1n << BigInt(-exponent))];
}

/** `int(x)`: toward zero; ValueError for NaN, OverflowError for infinities. */
export function floatToInt(x: number): Int {
  if (Number.isNaN(x)) throw valueError("cannot convert float NaN to integer");
  if (!Number.isFinite(x)) throw overflowError("cannot convert float infinity to integer");
  return intOfIntegral(Math.trunc(x));
}

/** `round(x)` without digits: to an int, ties to even. */
export function roundFloatToInt(x: number): Int {
  floatToInt(x);
  const floor = Math.floor(x);
  const fraction = x - floor;
  if (fraction < 0.5 || (fraction === 0.5 && floor % 2 === 0)) return intOfIntegral(floor);
  return intOfIntegral(floor + 1);
}

/** |x| rounded (ties to even) to `digits` places after the point, as an integer count of 10**-digits. */
export function scaledDecimal(x: number, digits: number): bigint {
  const { mantissa, exponent } = exactParts(Math.abs(x));
  let numerator = mantissa;
  let denominator = 1n;
  if (exponent >= 0) numerator <<= BigInt(exponent);
  else denominator <<= BigInt(-exponent);
  if (digits >= 0) numerator *= 10n ** BigInt(digits);
  else denominator *= 10n ** BigInt(-digits);
  return divideHalfEven(numerator, denominator);
}

/** `round(x, digits)`: correctly rounded from the exact binary value, ties to even; OverflowError. */
export function roundFloat(x: number, digits: Int): number {
  if (!Number.isFinite(x) || x === 0) return x;
  if (digits > 323) return x;
  if (digits < -308) return 0 * x;
  const places = Number(digits);
  const scaled = scaledDecimal(x, places);
  const value = Number(`${scaled}e${-places}`);
  if (!Number.isFinite(value)) throw overflowError("rounded value too large to represent");
  return x < 0 ? -value : value;
}

/** `x // y`; ZeroDivisionError. */
export function floorDivideFloat(x: number, y: number): number {
  if (y === 0) throw zeroDivisionError("float floor division by zero");
  return divmodParts(x, y)[0];
}

/** `x % y`: takes the sign of y; ZeroDivisionError. */
export function moduloFloat(x: number, y: number): number {
  if (y === 0) throw zeroDivisionError("float modulo");
  const remainder = x % y;
  if (remainder === 0) return y < 0 ? -0 : 0;
  return y < 0 !== remainder < 0 ? remainder + y : remainder;
}

/** `divmod(x, y)`; ZeroDivisionError. */
export function divmodFloat(x: number, y: number): [number, number] {
  if (y === 0) throw zeroDivisionError("float divmod()");
  return divmodParts(x, y);
}

function divmodParts(x: number, y: number): [number, number] {
  let remainder = x % y;
  let quotient = (x - remainder) / y;
  if (remainder !== 0) {
    if (y < 0 !== remainder < 0) {
      remainder += y;
      quotient -= 1;
    }
  } else {
    remainder = y < 0 || Object.is(y, -0) ? -0 : 0;
  }
  if (quotient !== 0) {
    const floor = Math.floor(quotient);
    quotient = quotient - floor > 0.5 ? floor + 1 : floor;
  } else {
    quotient = x / y < 0 || Object.is(x / y, -0) ? -0 : 0;
  }
  return [quotient, remainder];
}

/** `x / y` of floats; ZeroDivisionError. */
export function divideFloat(x: number, y: number): number {
  if (y === 0) throw zeroDivisionError("float division by zero");
  return x / y;
}

/**
 * `x ** y` of floats. ZeroDivisionError, OverflowError; where CPython would answer with a complex number, which
 * the plan language lacks, a ValueError says so.
 */
export function powerFloat(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  if (!Number.isFinite(y)) {
    const magnitude = Math.abs(x);
    if (magnitude === 1) return 1;
    return y > 0 === magnitude > 1 ? Number.POSITIVE_INFINITY : 0;
  }
  if (x === 0 && y < 0) throw zeroDivisionError("0.0 cannot be raised to a negative power");
  if (x < 0 && Number.isFinite(x) && !Number.isInteger(y)) {
    throw valueError("a negative number to a fractional power is a complex number, which plans lack");
  }
  const value = power(x, y);
  if (!Number.isFinite(value) && Number.isFinite(x)) {
    throw new PythonError("OverflowError", "(34, 'Numerical result out of range')", {}, [
      34,
      "Numerical result out of range",
    ]);
  }
  return value;
}

/** Compares two floats; `undefined` when either is NaN. */
export function compareFloat(a: number, b: number): -1 | 0 | 1 | undefined {
  return a < b ? -1 : a > b ? 1 : a === b ? 0 : undefined;
}

/** `x.hex()`. */
export function floatHex(x: number): string {
  if (!Number.isFinite(x)) return reprFloat(x);
  const sign = x < 0 || Object.is(x, -0) ? "-" : "";
  if (x === 0) return `${sign}0x0.0p+0`;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = (bits & 0xfffffffffffffn).toString(16).padStart(13, "0");
  const exponent = biased === 0 ? -1022 : biased - 1023;
  return `${sign}0x${biased === 0 ? 0 : 1}.${fraction}p${exponent < 0 ? "-" : "+"}${Math.abs(exponent)}`;
}

const hexFloat = /^([+-]?)(?:0x)?(?:([0-9a-f]+)(?:\.([0-9a-f]*))?|\.([0-9a-f]+))(?:p([+-]?\d+))?$/i;

/** `float.fromhex(text)`; ValueError, OverflowError. */
export function floatFromHex(text: string, charge: Charge = uncharged): number {
  charge(text.length);
  const plain = stripNumberText(text);
  const special = specialLiteral.exec(plain);
  if (special !== null) return parseFloatText(plain);
  const parts = hexFloat.exec(plain);
  if (parts === null) throw valueError("invalid hexadecimal floating-point string");
  const [, sign = "", whole = "", after, lone, power = "0"] = parts;
  const fraction = after ?? lone ?? "";
  const digits = BigInt(`0x0${whole}${fraction}`);
  const tooLarge = overflowError("hexadecimal value too large to represent as a float");
  if (digits === 0n) return sign === "-" ? -0 : 0;
  const exponent = Number(power) - 4 * fraction.length;
  const length = digits.toString(2).length;
  if (length + exponent > 1025) throw tooLarge;
  if (length + exponent < -1080) return sign === "-" ? -0 : 0;
  const drop = Math.max(length - 53, -1074 - exponent, 0);
  const rounded = drop > 0 ? divideHalfEven(digits, 1n << BigInt(drop)) : digits;
  const value = scaleFloat(Number(rounded), exponent + drop);
  if (!Number.isFinite(value)) throw tooLarge;
  return sign === "-" ? -value : value;
}

/** Whether a float equals an int, exactly. */
export function floatEqualsInt(x: number, a: Int): boolean {
  return Number.isInteger(x) && compareInt(intOfIntegral(x), a) === 0;
}
