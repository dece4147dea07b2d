import type { ConstantValue } from "../ast.ts";
import { syntaxError, unsupported } from "./source.ts";

const digitPart = "[0-9](?:_?[0-9])*";
const exponentPart = `(?:[eE][-+]?${digitPart})`;
const numberPattern = new RegExp(
  [
    "0[xX](?:_?[0-9a-fA-F])+",
    "0[oO](?:_?[0-7])+",
    "0[bB](?:_?[01])+",
    `(?:${digitPart})?\\.${digitPart}${exponentPart}?`,
    `${digitPart}\\.?${exponentPart}`,
    `${digitPart}\\.`,
    digitPart,
  ].join("|"),
  "y",
);

/** CPython's default limit for decimal integer literals. */
const decimalDigitsMax = 4300;

/** Keywords that may follow a number without a space (`1if x else y`). */
const followers = /(?:and|else|for|if|in|is|not|or)\b/y;

/** A short run of decimal digits with nothing behind it that could belong to the literal: most literals are that. */
function scanPlain(
  text: string,
  start: number,
): { readonly end: number; readonly value: ConstantValue } | null {
  let value = 0;
  let at = start;
  for (; at - start <= 15; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) break;
    value = value * 10 + digit;
  }
  const length = at - start;
  if (length === 0 || length > 15 || (length > 1 && text.charCodeAt(start) === 48)) return null;
  const next = text.charCodeAt(at);
  // Behind the end of the text this is NaN.
  const belongs = next === 46 || next >= 65 || (next >= 48 && next <= 57);
  const closes = next === 93 || next === 94 || next === 124 || next === 125 || next === 126;
  return belongs && !closes ? null : { end: at, value: { type: "int", value } };
}

/**
 * Reads the number literal at `start`: an int is a `number` when it is a safe integer, else a bigint.
 * Throws a refusal for malformed literals with CPython's message, and for imaginary ones (outside the plan language).
 */
export function scanNumber(
  text: string,
  start: number,
): { readonly end: number; readonly value: ConstantValue } {
  const plain = scanPlain(text, start);
  if (plain !== null) return plain;
  numberPattern.lastIndex = start;
  const matched = numberPattern.exec(text)?.[0] ?? "";
  const end = start + matched.length;
  const based = /^0[xob]/i.test(matched);
  const base = /^0[xX]/.test(text.slice(start, start + 2))
    ? "hexadecimal"
    : /^0[oO]/.test(text.slice(start, start + 2))
      ? "octal"
      : /^0[bB]/.test(text.slice(start, start + 2))
        ? "binary"
        : "decimal";
  const next = text.slice(end, end + 1);
  if (base !== "decimal" && !based) {
    const digit = text.slice(start + 2, start + 3);
    if (/[0-9]/.test(digit)) syntaxError(`invalid digit '${digit}' in ${base} literal`, start + 2, start + 3);
    syntaxError(`invalid ${base} literal`, start, start + 2);
  }
  if (based && /[0-9]/.test(next)) {
    syntaxError(`invalid digit '${next}' in ${base} literal`, end, end + 1);
  }
  if (!based && /[jJ]/.test(next) && !/[\p{XID_Continue}]/u.test(text.slice(end + 1, end + 2))) {
    unsupported(
      "the plan language has no complex numbers",
      start,
      end + 1,
      "use float, or a tuple (real, imaginary)",
    );
  }
  followers.lastIndex = end;
  if (next !== "" && /[\p{XID_Continue}_]/u.test(next) && !followers.test(text)) {
    syntaxError(`invalid ${base} literal`, start, end);
  }
  const digits = matched.replaceAll("_", "");
  if (!based && /[.eE]/.test(matched)) return { end, value: { type: "float", value: Number(digits) } };
  if (!based && /^0+[1-9]/.test(digits)) {
    syntaxError(
      "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
      start,
      end,
    );
  }
  if (!based && digits.length > decimalDigitsMax) {
    syntaxError(
      `Exceeds the limit (${decimalDigitsMax} digits) for integer string conversion: value has ${digits.length} digits`,
      start,
      end,
    );
  }
  const exact = BigInt(digits);
  const small = Number(exact);
  return { end, value: { type: "int", value: Number.isSafeInteger(small) ? small : exact } };
}
