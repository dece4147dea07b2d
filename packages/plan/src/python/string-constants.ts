/** The `string` module: constants, `capwords`, `Template`. */
import { PythonError, valueError } from "./error.ts";
import { split } from "./text.ts";
import { capitalize } from "./text-case.ts";

const lower = "abcdefghijklmnopqrstuvwxyz";
const upper = lower.toUpperCase();
const digits = "0123456789";
const punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
const whitespace = " \t\n\r\v\f";

export const stringConstants = {
  ascii_lowercase: lower,
  ascii_uppercase: upper,
  ascii_letters: lower + upper,
  digits,
  hexdigits: `${digits}abcdefABCDEF`,
  octdigits: "01234567",
  punctuation,
  whitespace,
  printable: digits + lower + upper + punctuation + whitespace,
} as const;

/** `string.capwords(text, separator)`. */
export function capwords(text: string, separator?: string): string {
  return split(text, separator)
    .map(capitalize)
    .join(separator ?? " ");
}

const placeholder = /\$(?:(\$)|([_a-zA-Z][_a-zA-Z0-9]*)|\{([_a-zA-Z][_a-zA-Z0-9]*)\}|())/g;

/**
 * `Template(text).substitute` (ValueError for a bad placeholder; `lookup` raises KeyError) and, when `safe`,
 * `safe_substitute` (`lookup` gives `undefined` for what is missing).
 */
export function substituteTemplate(
  text: string,
  lookup: (name: string) => string | undefined,
  safe: boolean,
): string {
  return text.replaceAll(
    placeholder,
    (
      whole: string,
      dollar: string | undefined,
      named: string | undefined,
      braced: string | undefined,
      _invalid: string | undefined,
      offset: number,
    ) => {
      if (dollar !== undefined) return "$";
      const name = named ?? braced;
      if (name === undefined) {
        if (safe) return whole;
        const before = text.slice(0, offset).split(/(?<=\n)/);
        const ended = before.length > 0 && (before.at(-1) ?? "").endsWith("\n");
        const line = text.slice(0, offset) === "" ? 1 : ended ? before.length + 1 : before.length;
        const column = offset - (text.slice(0, offset).lastIndexOf("\n") + 1) + 1;
        throw valueError(`Invalid placeholder in string: line ${line}, col ${column}`);
      }
      const value = lookup(name);
      if (value === undefined && !safe) throw new PythonError("KeyError", name);
      return value ?? whole;
    },
  );
}
