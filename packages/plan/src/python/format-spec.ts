import { type Charge, uncharged } from "./charge.ts";
import { codePointLength } from "./code-points.ts";
import { overflowError, type PythonError, valueError } from "./error.ts";
import { reprFloat, scaledDecimal, shortestDigits } from "./float.ts";
import { absInt, type Int, intToFloat } from "./integer.ts";
import { intToString } from "./integer-text.ts";
import { decimalDigitValue } from "./unicode.ts";

/** A parsed format specification: `[[fill]align][sign][z][#][0][width][,_][.precision][type]`. */
export interface FormatSpec {
  readonly fill: string;
  readonly align: "<" | ">" | "=" | "^" | "";
  readonly sign: "+" | "-" | " " | "";
  readonly noNegativeZero: boolean;
  readonly alternate: boolean;
  readonly zeroPadded: boolean;
  readonly width: number;
  readonly grouping: "," | "_" | "";
  readonly precision: number | undefined;
  readonly type: string;
}

/** The largest width and precision that CPython knows. */
const maximumWidth = 2n ** 63n - 1n;
const tooManyDigits = "Too many decimal digits in format string";

function isAlign(character: string | undefined): character is "<" | ">" | "=" | "^" {
  return character === "<" || character === ">" || character === "=" || character === "^";
}

/**
 * Parses a specification; ValueError with CPython's messages. `typeName` is that of the value formatted: it appears
 * in the message about a malformed specification.
 */
export function parseFormatSpec(text: string, typeName: string, defaultAlign: "<" | ">" = ">"): FormatSpec {
  const characters = [...text];
  let position = 0;
  let fill = " ";
  let align: FormatSpec["align"] = "";
  let filled = false;
  if (isAlign(characters[1])) {
    fill = characters[0] ?? " ";
    align = characters[1];
    filled = true;
    position = 2;
  } else if (isAlign(characters[0])) {
    align = characters[0];
    position = 1;
  }
  let sign: FormatSpec["sign"] = "";
  const signCharacter = characters[position];
  if (signCharacter === "+" || signCharacter === "-" || signCharacter === " ") {
    sign = signCharacter;
    position++;
  }
  const noNegativeZero = characters[position] === "z";
  if (noNegativeZero) position++;
  const alternate = characters[position] === "#";
  if (alternate) position++;
  let zeroPadded = false;
  if (!filled && characters[position] === "0") {
    zeroPadded = true;
    fill = "0";
    if (align === "" && defaultAlign === ">") align = "=";
    position++;
  }
  const number = (): number | undefined => {
    const start = position;
    let value = 0n;
    for (;;) {
      const code = characters[position]?.codePointAt(0);
      const digit = code === undefined ? -1 : decimalDigitValue(code);
      if (digit < 0) break;
      value = value * 10n + BigInt(digit);
      if (value > maximumWidth) throw valueError(tooManyDigits);
      position++;
    }
    return position === start ? undefined : Number(value);
  };
  const width = number() ?? -1;
  let grouping: FormatSpec["grouping"] = "";
  if (characters[position] === ",") {
    grouping = ",";
    position++;
  }
  if (characters[position] === "_") {
    if (grouping !== "") throw valueError("Cannot specify both ',' and '_'.");
    grouping = "_";
    position++;
  }
  if (characters[position] === ",") {
    if (grouping === "_") throw valueError("Cannot specify both ',' and '_'.");
  }
  let precision: number | undefined;
  if (characters[position] === ".") {
    position++;
    precision = number();
    if (precision === undefined) throw valueError("Format specifier missing precision");
  }
  if (characters.length - position > 1) {
    throw valueError(`Invalid format specifier '${text}' for object of type '${typeName}'`);
  }
  const type = characters[position] ?? (defaultAlign === "<" ? "s" : "");
  if (grouping !== "") {
    const allowed = grouping === "_" ? "defgEG%FboxX" : "defgEG%F";
    if (type !== "" && !allowed.includes(type)) {
      throw valueError(`Cannot specify '${grouping}' with '${shownType(type)}'.`);
    }
  }
  return { fill, align, sign, noNegativeZero, alternate, zeroPadded, width, grouping, precision, type };
}

function shownType(type: string): string {
  const code = type.codePointAt(0) ?? 0;
  return code > 32 && code < 128 ? type : `\\x${code.toString(16)}`;
}

function unknownType(type: string, typeName: string): PythonError {
  return valueError(`Unknown format code '${shownType(type)}' for object of type '${typeName}'`);
}

/** `format(text, spec)`; ValueError. Charges the padded length. */
export function formatString(text: string, spec: string, charge: Charge = uncharged): string {
  if (spec === "") return text;
  const parsed = parseFormatSpec(spec, "str", "<");
  if (parsed.type !== "" && parsed.type !== "s") throw unknownType(parsed.type, "str");
  if (parsed.sign !== "") {
    throw valueError(
      parsed.sign === " "
        ? "Space not allowed in string format specifier"
        : "Sign not allowed in string format specifier",
    );
  }
  if (parsed.noNegativeZero) {
    throw valueError("Negative zero coercion (z) not allowed in string format specifier");
  }
  if (parsed.alternate) throw valueError("Alternate form (#) not allowed in string format specifier");
  if (parsed.align === "=") throw valueError("'=' alignment not allowed in string format specifier");
  let shown = text;
  if (parsed.precision !== undefined && text.length > parsed.precision) {
    shown = [...text].slice(0, parsed.precision).join("");
  }
  return pad(shown, "", parsed, "<", charge);
}

function pad(body: string, prefix: string, spec: FormatSpec, fallback: "<" | ">", charge: Charge): string {
  const missing = spec.width - codePointLength(prefix) - codePointLength(body);
  if (missing <= 0) return prefix + body;
  charge(missing * spec.fill.length);
  const align = spec.align === "" ? fallback : spec.align;
  if (align === "<") return prefix + body + spec.fill.repeat(missing);
  if (align === ">") return spec.fill.repeat(missing) + prefix + body;
  if (align === "=") return prefix + spec.fill.repeat(missing) + body;
  const left = Math.floor(missing / 2);
  return spec.fill.repeat(left) + prefix + body + spec.fill.repeat(missing - left);
}

/** Inserts separators from the right; with zero padding the zeros are grouped too, up to `minimum` characters. */
export function grouped(digits: string, separator: string, size: number, minimum: number): string {
  let padded = digits;
  if (minimum > 0) {
    // Enough zeros that digits and separators fill the width; a separator never comes first.
    let length = digits.length;
    while (length + Math.floor((length - 1) / size) < minimum) {
      const short = minimum - length - Math.floor((length - 1) / size);
      length += Math.max(1, Math.floor((short * size) / (size + 1)));
    }
    padded = digits.padStart(length, "0");
  }
  if (separator === "") return padded;
  const parts: string[] = [];
  for (let end = padded.length; end > 0; end -= size) parts.push(padded.slice(Math.max(0, end - size), end));
  return parts.reverse().join(separator);
}

function signText(negative: boolean, spec: FormatSpec): string {
  return negative ? "-" : spec.sign === "+" || spec.sign === " " ? spec.sign : "";
}

/** Puts sign, prefix, digits, rest and padding together. */
function assemble(
  sign: string,
  digits: string,
  rest: string,
  groupSize: number,
  spec: FormatSpec,
  charge: Charge,
): string {
  const zeroFilled = spec.fill === "0" && spec.align === "=";
  const minimum = zeroFilled ? spec.width - codePointLength(sign) - codePointLength(rest) : 0;
  if (spec.grouping === "") {
    return pad(digits + rest, sign, spec, ">", charge);
  }
  charge(Math.max(minimum, digits.length) * 2);
  return pad(grouped(digits, spec.grouping, groupSize, minimum) + rest, sign, spec, ">", charge);
}

/** `format(value, spec)` of an int (`typeName` is 'bool' for a bool); ValueError, OverflowError. */
export function formatInt(value: Int, spec: string, charge: Charge = uncharged): string {
  if (spec === "") return intToString(value);
  const parsed = parseFormatSpec(spec, "int");
  const { type } = parsed;
  if ("eEfFgG%".includes(type) && type !== "") return floatWithSpec(intToFloat(value), parsed, charge);
  if (!["", "b", "c", "d", "o", "x", "X", "n"].includes(type)) throw unknownType(type, "int");
  if (parsed.precision !== undefined) {
    throw valueError("Precision not allowed in integer format specifier");
  }
  if (parsed.noNegativeZero) {
    throw valueError("Negative zero coercion (z) not allowed in integer format specifier");
  }
  if (type === "c") {
    if (parsed.sign !== "") throw valueError("Sign not allowed with integer format specifier 'c'");
    if (parsed.alternate)
      throw valueError("Alternate form (#) not allowed with integer format specifier 'c'");
    if (value > 2n ** 63n - 1n || value < -(2n ** 63n))
      throw overflowError("Python int too large to convert to C long");
    if (value < 0 || value > 0x10ffff) throw overflowError("%c arg not in range(0x110000)");
    return assemble("", String.fromCodePoint(Number(value)), "", 3, parsed, charge);
  }
  const sign = signText(value < 0, parsed);
  const magnitude = absInt(value);
  if (type === "" || type === "d" || type === "n") {
    return assemble(sign, intToString(magnitude), "", 3, parsed, charge);
  }
  const base = type === "b" ? 2 : type === "o" ? 8 : 16;
  const lower = magnitude.toString(base);
  const prefix = parsed.alternate ? `0${type}` : "";
  return assemble(sign + prefix, type === "X" ? lower.toUpperCase() : lower, "", 4, parsed, charge);
}

/** `format(value, spec)` of a float; ValueError. */
export function formatFloat(value: number, spec: string, charge: Charge = uncharged): string {
  if (spec === "") return reprFloat(value);
  const parsed = parseFormatSpec(spec, "float");
  if (!["", "e", "E", "f", "F", "g", "G", "n", "%"].includes(parsed.type)) {
    throw unknownType(parsed.type, "float");
  }
  return floatWithSpec(value, parsed, charge);
}

function floatWithSpec(value: number, spec: FormatSpec, charge: Charge): string {
  const percent = spec.type === "%";
  const scaled = percent ? value * 100 : value;
  const precision = spec.precision;
  if (precision !== undefined) {
    if (precision > 2147483647) throw valueError("precision too big");
    // The digits are made in several forms before they are cut to their place.
    charge(precision * 8);
  }
  let negative = scaled < 0 || Object.is(scaled, -0);
  const body = floatDigits(Math.abs(scaled), spec.type, precision, spec.alternate);
  if (
    spec.noNegativeZero &&
    negative &&
    Number.isFinite(scaled) &&
    !/[1-9]/.test(body.split(/e/i)[0] ?? "")
  ) {
    negative = false;
  }
  const digits = /^[0-9]*/.exec(body)?.[0] ?? "";
  const rest = body.slice(digits.length) + (percent ? "%" : "");
  if (digits === "") return pad(rest, signText(negative, spec), spec, ">", charge);
  return assemble(signText(negative, spec), digits, rest, 3, spec, charge);
}

/** Digits of |x| (no sign) for a format type: '' e E f F g G n % or 'r'. */
export function floatDigits(
  x: number,
  type: string,
  precision: number | undefined,
  alternate: boolean,
): string {
  const upper = type === "E" || type === "F" || type === "G";
  if (!Number.isFinite(x)) {
    const text = Number.isNaN(x) ? "nan" : "inf";
    return upper ? text.toUpperCase() : text;
  }
  const lowerType = type.toLowerCase();
  let text: string;
  if (lowerType === "f" || type === "%") text = fixed(x, precision ?? 6, alternate);
  else if (lowerType === "e") text = exponential(x, precision ?? 6, alternate);
  else if (type === "" && precision === undefined) text = alternate ? alternateRepr(x) : reprFloat(x);
  else if (type === "") text = general(x, precision === 0 ? 1 : (precision ?? 6), alternate, true);
  else text = general(x, precision === 0 ? 1 : (precision ?? 6), alternate, false);
  return upper ? text.toUpperCase() : text;
}

function alternateRepr(x: number): string {
  const text = reprFloat(x);
  return text.includes(".") ? text : text.replace("e", ".e");
}

/** x with `precision` digits after the point, ties to even of the exact value. */
export function fixed(x: number, precision: number, alternate = false): string {
  const tail = alternate && precision === 0 ? "." : "";
  // toFixed is exact but for ties, and those need x * 2**(precision + 1) to be an integer.
  if (x < 2 ** 53 && precision <= 50 && !Number.isInteger(x * 2 ** (precision + 1)))
    return x.toFixed(precision) + tail;
  if (Number.isInteger(x)) {
    const whole = x < 2 ** 53 ? String(x) : BigInt(x).toString();
    return precision > 0 ? `${whole}.${"0".repeat(precision)}` : whole + tail;
  }
  // A float has at most 1074 digits after the point: the others are zeros.
  const places = Math.min(precision, 1100);
  const digits = scaledDecimal(x, places)
    .toString()
    .padStart(places + 1, "0");
  if (precision === 0) return digits + tail;
  return `${digits.slice(0, -places)}.${digits.slice(-places)}${"0".repeat(precision - places)}`;
}

/** `count` significant digits of x, correctly rounded, and the decimal exponent of the first. */
export function significantDigits(x: number, count: number): [string, number] {
  if (x === 0) return ["0".repeat(count), 0];
  let exponent = shortestDigits(x)[1];
  // The shortest digits of a subnormal may have been rounded up to a power of ten that it does not reach.
  if (x < 1e-307) exponent--;
  const wanted = Math.min(count, 1100);
  let digits = scaledDecimal(x, wanted - 1 - exponent).toString();
  if (digits.length > wanted) {
    exponent++;
    digits = scaledDecimal(x, wanted - 1 - exponent).toString();
  }
  return [digits + "0".repeat(count - wanted), exponent];
}

function exponentText(exponent: number): string {
  return `e${exponent < 0 ? "-" : "+"}${Math.abs(exponent).toString().padStart(2, "0")}`;
}

function exponential(x: number, precision: number, alternate: boolean): string {
  const [digits, exponent] = significantDigits(x, precision + 1);
  const point = precision > 0 || alternate ? "." : "";
  return `${digits.charAt(0)}${point}${digits.slice(1)}${exponentText(exponent)}`;
}

/** The `g` format; `floatLike` keeps one digit after the point (the format of str with a precision). */
function general(x: number, precision: number, alternate: boolean, floatLike: boolean): string {
  const [all, exponent] = significantDigits(x, precision);
  const limit = floatLike ? precision - 1 : precision;
  const digits = alternate ? all : all.slice(0, trailingZerosStart(all));
  if (exponent < -4 || exponent >= limit) {
    const fraction = digits.slice(1);
    const point = fraction !== "" || alternate ? "." : "";
    return `${digits.charAt(0) || "0"}${point}${fraction}${exponentText(exponent)}`;
  }
  const padded = exponent < 0 ? "0".repeat(-exponent) + digits : digits.padEnd(exponent + 1, "0");
  const whole = padded.slice(0, Math.max(exponent, 0) + 1);
  const fraction = padded.slice(Math.max(exponent, 0) + 1);
  if (fraction === "") return floatLike ? `${whole}.0` : alternate ? `${whole}.` : whole;
  return `${whole}.${fraction}`;
}

function trailingZerosStart(digits: string): number {
  let end = digits.length;
  while (end > 1 && digits[end - 1] === "0") end--;
  return end;
}
