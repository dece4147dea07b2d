import { type Charge, uncharged } from "./charge.ts";
import { codePointLength } from "./code-points.ts";
import { overflowError, typeError, valueError } from "./error.ts";
import { floatDigits } from "./format-spec.ts";
import { absInt, type Int } from "./integer.ts";
import { intToString } from "./integer-text.ts";

/** How `template % value` reaches its arguments: the interpreter's side of the operator. */
export interface PercentArguments<V> {
  /** The next positional argument, `undefined` when there is none left. */
  next(): V | undefined;
  /** Whether the right operand is a mapping (no tuple, no str, and has `__getitem__`). */
  readonly isMapping: boolean;
  /** The value under a key of the right operand; throws KeyError. */
  byKey(key: string): V;
  /** True when arguments are left over that CPython complains about (never for a mapping or after a key). */
  unused(): boolean;
  str(value: V): string;
  repr(value: V): string;
  ascii(value: V): string;
  typeName(value: V): string;
  /** An int, or a float truncated for `d i u` (`exact` false); `undefined` when the value is no number. */
  integer(value: V, exact: boolean): Int | undefined;
  /** The value as a float; `undefined` when it is no real number. */
  real(value: V): number | undefined;
  /** The value itself, when it is a str. */
  text(value: V): string | undefined;
}

/** `template % arguments` for str; ValueError, TypeError, OverflowError. Charges widths before padding. */
export function percentFormat<V>(
  template: string,
  values: PercentArguments<V>,
  charge: Charge = uncharged,
): string {
  let out = "";
  let at = 0;
  const end = template.length;
  let usedKey = false;
  const take = (): V => {
    const value = values.next();
    if (value === undefined) throw typeError("not enough arguments for format string");
    return value;
  };
  const star = (): number => {
    const value = take();
    const number = values.integer(value, true);
    if (number === undefined || values.text(value) !== undefined) throw typeError("* wants int");
    if (number > 2n ** 63n - 1n || number < -(2n ** 63n)) {
      throw overflowError("Python int too large to convert to C ssize_t");
    }
    return Number(number);
  };
  while (at < end) {
    const percent = template.indexOf("%", at);
    if (percent < 0) {
      out += template.slice(at);
      break;
    }
    out += template.slice(at, percent);
    at = percent + 1;
    if (at >= end) throw valueError("incomplete format");
    if (template[at] === "%") {
      out += "%";
      at++;
      continue;
    }
    let keyed: { value: V } | undefined;
    if (template[at] === "(") {
      if (!values.isMapping) throw typeError("format requires a mapping");
      let depth = 1;
      const start = ++at;
      while (at < end && depth > 0) {
        if (template[at] === ")") depth--;
        else if (template[at] === "(") depth++;
        at++;
      }
      if (depth > 0) throw valueError("incomplete format key");
      keyed = { value: values.byKey(template.slice(start, at - 1)) };
      usedKey = true;
    }
    const flags = new Set<string>();
    while (at < end && "-+ #0".includes(template.charAt(at))) flags.add(template.charAt(at++));
    const digits = (tooBig: string): number => {
      let value = 0;
      while (at < end && template.charAt(at) >= "0" && template.charAt(at) <= "9") {
        value = value * 10 + Number(template.charAt(at++));
        if (value > 2 ** 53) throw valueError(tooBig);
      }
      return value;
    };
    let width = 0;
    if (template[at] === "*") {
      at++;
      width = star();
      if (width < 0) {
        flags.add("-");
        width = -width;
      }
    } else width = digits("width too big");
    let precision: number | undefined;
    if (template[at] === ".") {
      at++;
      if (template[at] === "*") {
        at++;
        precision = Math.max(0, star());
      } else precision = digits("precision too big");
    }
    if (at < end && "hlL".includes(template.charAt(at))) at++;
    if (at >= end) throw valueError("incomplete format");
    const place = at;
    const index = () => codePointLength(template.slice(0, place));
    const conversion = String.fromCodePoint(template.codePointAt(at) ?? 0);
    at += conversion.length;
    const value = keyed === undefined ? take() : keyed.value;
    const piece = padded(
      converted(value, conversion, precision, flags, values, index, charge),
      width,
      flags,
      charge,
    );
    charge(piece.length);
    out += piece;
  }
  if (!usedKey && values.unused()) throw typeError("not all arguments converted during string formatting");
  return out;
}

interface Converted {
  readonly sign: string;
  readonly body: string;
  readonly numeric: boolean;
}

function converted<V>(
  value: V,
  conversion: string,
  precision: number | undefined,
  flags: ReadonlySet<string>,
  values: PercentArguments<V>,
  index: () => number,
  charge: Charge,
): Converted {
  const plus = flags.has("+") ? "+" : flags.has(" ") ? " " : "";
  switch (conversion) {
    case "s":
    case "r":
    case "a": {
      const text =
        conversion === "s"
          ? values.str(value)
          : conversion === "r"
            ? values.repr(value)
            : values.ascii(value);
      const cut =
        precision === undefined || text.length <= precision ? text : [...text].slice(0, precision).join("");
      return { sign: "", body: cut, numeric: false };
    }
    case "c": {
      const text = values.text(value);
      if (text !== undefined && codePointLength(text) === 1) return { sign: "", body: text, numeric: false };
      const code = text === undefined ? values.integer(value, true) : undefined;
      if (code === undefined) throw typeError("%c requires int or char");
      if (code < 0 || code > 0x10ffff) throw overflowError("%c arg not in range(0x110000)");
      return { sign: "", body: String.fromCodePoint(Number(code)), numeric: false };
    }
    case "d":
    case "i":
    case "u":
    case "o":
    case "x":
    case "X": {
      const decimal = "diu".includes(conversion);
      const number = values.text(value) === undefined ? values.integer(value, !decimal) : undefined;
      if (number === undefined) {
        const needed = decimal ? "a real number" : "an integer";
        throw typeError(`%${conversion} format: ${needed} is required, not ${values.typeName(value)}`);
      }
      if (precision !== undefined) charge(precision);
      const magnitude = absInt(number);
      const base = conversion === "o" ? 8 : 16;
      const digits = (decimal ? intToString(magnitude) : magnitude.toString(base)).padStart(
        precision ?? 0,
        "0",
      );
      const prefix = !decimal && flags.has("#") ? `0${conversion}` : "";
      return {
        sign: (number < 0 ? "-" : plus) + prefix,
        body: conversion === "X" ? digits.toUpperCase() : digits,
        numeric: true,
      };
    }
    case "e":
    case "E":
    case "f":
    case "F":
    case "g":
    case "G": {
      const number = values.text(value) === undefined ? values.real(value) : undefined;
      if (number === undefined) throw typeError(`must be real number, not ${values.typeName(value)}`);
      if (precision !== undefined) {
        if (precision > 2147483647) throw valueError("precision too big");
        charge(precision);
      }
      const negative = number < 0 || Object.is(number, -0);
      return {
        sign: negative ? "-" : plus,
        body: floatDigits(Math.abs(number), conversion, precision ?? 6, flags.has("#")),
        numeric: true,
      };
    }
    default: {
      const code = conversion.codePointAt(0) ?? 0;
      const shown = code >= 32 && code < 127 ? conversion : "?";
      throw valueError(
        `unsupported format character '${shown}' (0x${code.toString(16)}) at index ${index()}`,
      );
    }
  }
}

function padded(item: Converted, width: number, flags: ReadonlySet<string>, charge: Charge): string {
  const missing = width - item.sign.length - codePointLength(item.body);
  if (missing <= 0) return item.sign + item.body;
  charge(missing);
  if (flags.has("-")) return item.sign + item.body + " ".repeat(missing);
  if (item.numeric && flags.has("0")) return item.sign + "0".repeat(missing) + item.body;
  return " ".repeat(missing) + item.sign + item.body;
}
