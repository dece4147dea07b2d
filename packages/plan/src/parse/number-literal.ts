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

/**
 * Reads the number literal at `start`: an int is a `number` when it is a safe integer, else a bigint.
 * Throws a refusal for malformed literals with CPython's message, and for imaginary ones (outside the plan language).
 */
export function scanNumber(
  text: string,
  start: number,
): { readonly end: number; readonly value: ConstantValue } {
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
