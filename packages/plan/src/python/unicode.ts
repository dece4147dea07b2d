/**
 * Properties of code points as CPython 3.11 (Unicode 14) sees them, from the properties of JavaScript regular
 * expressions (a newer Unicode) restricted to what was assigned in Unicode 14.
 */
import { assignedRanges, decimalZeros, digitRanges, numericRanges } from "./unicode-tables.ts";

function rangesOf(table: string): Uint32Array {
  const numbers = table.split(" ").map((number) => Number.parseInt(number, 36));
  const bounds = new Uint32Array(numbers.length);
  let position = 0;
  numbers.forEach((number, index) => {
    position += number;
    bounds[index] = position;
  });
  return bounds;
}

/** How many bounds are <= code: odd means inside a range. */
function boundsBelow(bounds: Uint32Array, code: number): number {
  let low = 0;
  let high = bounds.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((bounds[middle] ?? 0) <= code) low = middle + 1;
    else high = middle;
  }
  return low;
}

const inside = (bounds: Uint32Array, code: number): boolean => boundsBelow(bounds, code) % 2 === 1;

const assigned = rangesOf(assignedRanges);
const zeros = rangesOf(decimalZeros);
const digits = rangesOf(digitRanges);
const numerics = rangesOf(numericRanges);

/** Was the code point assigned in Unicode 14? */
export function isAssigned(code: number): boolean {
  return code < 128 || inside(assigned, code);
}

/** 0 to 9 for a decimal digit of any script, else -1. */
export function decimalDigitValue(code: number): number {
  if (code < 128) return code >= 48 && code <= 57 ? code - 48 : -1;
  // Each script's digits are ten code points in a row: find the last zero at or below.
  const index = boundsBelow(zeros, code);
  if (index === 0) return -1;
  const start = zeros[index % 2 === 1 ? index - 1 : index - 2] ?? 0;
  return code - start < 10 ? code - start : -1;
}

const patterns = {
  letter: /^\p{L}$/u,
  lowercase: /^\p{Lowercase}$/u,
  uppercase: /^\p{Uppercase}$/u,
  titlecase: /^\p{Lt}$/u,
  cased: /^\p{Cased}$/u,
  unprintable: /^[\p{C}\p{Z}]$/u,
  identifierStart: /^\p{XID_Start}$/u,
  identifierPart: /^\p{XID_Continue}$/u,
} as const;

function has(property: keyof typeof patterns, code: number): boolean {
  return isAssigned(code) && patterns[property].test(String.fromCodePoint(code));
}

export function isSpaceCodePoint(code: number): boolean {
  if (code < 128) return code === 32 || (code >= 9 && code <= 13) || (code >= 28 && code <= 31);
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

export function isAlphaCodePoint(code: number): boolean {
  if (code < 128) return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
  return has("letter", code);
}

export function isDecimalCodePoint(code: number): boolean {
  return decimalDigitValue(code) >= 0;
}

export function isDigitCodePoint(code: number): boolean {
  return isDecimalCodePoint(code) || inside(digits, code);
}

export function isNumericCodePoint(code: number): boolean {
  return isDigitCodePoint(code) || inside(numerics, code);
}

/** Letters, digits and numerics: `str.isalnum`, and with `_` what `\w` matches. */
export function isAlnumCodePoint(code: number): boolean {
  return isAlphaCodePoint(code) || isNumericCodePoint(code);
}

/** Lower case in Unicode 14: five modifier letters became lower case later, U+0295 ceased to be. */
export function isLowerCodePoint(code: number): boolean {
  if (code < 128) return code >= 97 && code <= 122;
  if (code === 0x295) return true;
  if (code === 0x10fc || code === 0xab69 || (code >= 0xa7f2 && code <= 0xa7f4)) return false;
  return has("lowercase", code);
}

export function isUpperCodePoint(code: number): boolean {
  if (code < 128) return code >= 65 && code <= 90;
  return has("uppercase", code);
}

export function isTitleCodePoint(code: number): boolean {
  return code >= 128 && has("titlecase", code);
}

export function isCasedCodePoint(code: number): boolean {
  return isLowerCodePoint(code) || isUpperCodePoint(code) || isTitleCodePoint(code);
}

export function isPrintableCodePoint(code: number): boolean {
  if (code < 128) return code >= 32 && code < 127;
  return isAssigned(code) && !patterns.unprintable.test(String.fromCodePoint(code));
}

export function isIdentifierStart(code: number): boolean {
  if (code < 128) return isAlphaCodePoint(code) || code === 95;
  return has("identifierStart", code);
}

export function isIdentifierPart(code: number): boolean {
  if (code < 128) return isIdentifierStart(code) || (code >= 48 && code <= 57);
  // Four characters that later versions of Unicode let into identifiers.
  if (code === 0x200c || code === 0x200d || code === 0x30fb || code === 0xff65) return false;
  return has("identifierPart", code);
}
