import { type Charge, uncharged } from "./charge.ts";
import { overflowError, typeError, valueError } from "./error.ts";
import { absInt, bitLength, type Int, intOf } from "./integer.ts";
import { reprString } from "./repr.ts";
import { decimalDigitValue, isSpaceCodePoint } from "./unicode.ts";

/** CPython refuses decimal conversions of longer ints (sys.set_int_max_str_digits). */
export const maximumDigits = 4300;

const limitText = `Exceeds the limit (${maximumDigits} digits) for integer string conversion`;
const advice = "use sys.set_int_max_str_digits() to increase the limit";

/** `str(a)`; ValueError beyond 4300 digits. */
export function intToString(a: Int): string {
  if (typeof a === "number") return String(a);
  // 3.3219 bits a digit: decide by size before any quadratic work.
  if (bitLength(a) > 14_290) throw valueError(`${limitText}; ${advice}`);
  const text = a.toString();
  if (text.length - (a < 0n ? 1 : 0) > maximumDigits) throw valueError(`${limitText}; ${advice}`);
  return text;
}

/** `bin`, `oct`, `hex` of an int: base 2, 8 or 16, with sign and prefix. */
export function intToBase(a: Int, base: 2 | 8 | 16, prefixed = true): string {
  const prefix = prefixed ? (base === 2 ? "0b" : base === 8 ? "0o" : "0x") : "";
  return `${a < 0 ? "-" : ""}${prefix}${absInt(a).toString(base)}`;
}

/** Replaces decimal digits of any script by ASCII ones and white space by blanks, as int() and float() do. */
export function asciiNumberText(text: string): string {
  let plain = true;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) plain = false;
  if (plain) return text;
  let out = "";
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const digit = code > 127 ? decimalDigitValue(code) : -1;
    out += digit >= 0 ? String(digit) : code > 127 && isSpaceCodePoint(code) ? " " : character;
  }
  return out;
}

/** Without the white space that int() and float() skip; linear time. */
export function stripNumberText(text: string): string {
  let start = 0;
  let end = text.length;
  const isSpace = (code: number): boolean =>
    code === 32 || (code >= 9 && code <= 13) || (code >= 28 && code <= 31);
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

/**
 * `int(text, base)`: signs, underscores, prefixes, white space, digits of all scripts.
 * ValueError with CPython's messages; the work for a base that is no power of two is bounded by the digit limit.
 */
export function parseInteger(text: string, base: Int = 10, charge: Charge = uncharged): Int {
  if (base !== 0 && (base < 2 || base > 36)) throw valueError("int() base must be >= 2 and <= 36, or 0");
  charge(text.length);
  const invalid = () =>
    valueError(`invalid literal for int() with base ${base}: ${clipped(reprString(text))}`);
  const plain = stripNumberText(asciiNumberText(text));
  let position = 0;
  let negative = false;
  if (plain[0] === "+" || plain[0] === "-") {
    negative = plain[0] === "-";
    position = 1;
  }
  let radix = Number(base);
  const prefix = plain.slice(position, position + 2).toLowerCase();
  const prefixRadix = prefix === "0x" ? 16 : prefix === "0o" ? 8 : prefix === "0b" ? 2 : 0;
  let prefixed = false;
  let zeroOnly = false;
  if (radix === 0) {
    if (prefixRadix !== 0) radix = prefixRadix;
    else {
      radix = 10;
      zeroOnly = plain[position] === "0";
    }
  }
  if (prefixRadix !== 0 && prefixRadix === radix) {
    prefixed = true;
    position += 2;
  }
  let digits = plain.slice(position);
  if (prefixed && digits.startsWith("_")) digits = digits.slice(1);
  if (!/^[0-9a-z]+(?:_[0-9a-z]+)*$/i.test(digits)) throw invalid();
  digits = digits.replaceAll("_", "").toLowerCase();
  for (let i = 0; i < digits.length; i++) {
    const code = digits.charCodeAt(i);
    if ((code <= 57 ? code - 48 : code - 87) >= radix) throw invalid();
  }
  if (zeroOnly && !/^0*$/.test(digits)) throw invalid();
  const powerOfTwo = (radix & (radix - 1)) === 0;
  if (!powerOfTwo && digits.length > maximumDigits) {
    throw valueError(`${limitText}: value has ${digits.length} digits; ${advice}`);
  }
  return valueOfDigits(digits, radix, negative);
}

function valueOfDigits(digits: string, radix: number, negative: boolean): Int {
  if (digits.length <= 10) {
    const value = Number.parseInt(digits, radix);
    if (Number.isSafeInteger(value)) return negative ? 0 - value : value;
  }
  let value: bigint;
  if (radix === 10) value = BigInt(digits);
  else if (radix === 16) value = BigInt(`0x${digits}`);
  else if (radix === 8) value = BigInt(`0o${digits}`);
  else if (radix === 2) value = BigInt(`0b${digits}`);
  else if (radix === 4 || radix === 32) {
    const width = radix === 4 ? 2 : 5;
    let bits = "0b";
    for (const digit of digits) bits += Number.parseInt(digit, radix).toString(2).padStart(width, "0");
    value = BigInt(bits);
  } else {
    value = 0n;
    const step = BigInt(radix);
    for (const digit of digits) value = value * step + BigInt(Number.parseInt(digit, radix));
  }
  return intOf(negative ? -value : value);
}

/** CPython shows at most 200 characters of the literal's repr. */
function clipped(repr: string): string {
  return repr.length <= 200 ? repr : [...repr.slice(0, 400)].slice(0, 200).join("");
}

/** `int.from_bytes(bytes, byteorder, signed=)`. */
export function intFromBytes(bytes: Uint8Array, order: string, signed: boolean): Int {
  checkOrder(order);
  let hex = "";
  for (const byte of order === "big" ? bytes : bytes.toReversed()) hex += byte.toString(16).padStart(2, "0");
  if (hex === "") return 0;
  const value = BigInt(`0x${hex}`);
  return intOf(signed ? BigInt.asIntN(bytes.length * 8, value) : value);
}

/** `a.to_bytes(length, byteorder, signed=)`; OverflowError. */
export function intToBytes(
  a: Int,
  length: Int,
  order: string,
  signed: boolean,
  charge: Charge = uncharged,
): Uint8Array {
  checkOrder(order);
  if (length < 0) throw valueError("length argument must be non-negative");
  if (a < 0 && !signed) throw overflowError("can't convert negative int to unsigned");
  const size = Number(length);
  charge(size);
  const value = BigInt(a);
  const needed = value < 0n ? bitLength(intOf(-value - 1n)) + 1 : bitLength(a) + (signed ? 1 : 0);
  if (needed > size * 8 && a !== 0 && !(a === -1 && size === 0))
    throw overflowError("int too big to convert");
  const hex = BigInt.asUintN(size * 8, value)
    .toString(16)
    .padStart(size * 2, "0");
  const bytes = new Uint8Array(size);
  for (let i = 0; i < size; i++) bytes[i] = Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16);
  return order === "big" ? bytes : bytes.reverse();
}

function checkOrder(order: string): void {
  if (order !== "big" && order !== "little") throw valueError("byteorder must be either 'little' or 'big'");
}

/** `int(x, base)` where x is no string: CPython's refusal. */
export function nonStringWithBase(): never {
  throw typeError("int() can't convert non-string with explicit base");
}
