import { syntaxError, unsupported } from "./source.ts";

const simpleEscapes: Readonly<Record<string, string>> = {
  "\n": "",
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

const hexEscapes: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/**
 * The character that the escape sequence at `at` (a backslash) stands for, and how many characters it takes.
 * Unknown escapes stand for themselves, as in CPython 3.11. `\u` escapes that are halves of a surrogate pair and
 * `\N{…}` are refused with what to write instead.
 */
function readEscape(
  text: string,
  at: number,
  bytes: boolean,
): { readonly value: string; readonly length: number } {
  const letter = text.charAt(at + 1);
  const simple = simpleEscapes[letter];
  if (simple !== undefined) return { value: simple, length: 2 };
  if (letter >= "0" && letter <= "7") {
    const digits = /^[0-7]{1,3}/.exec(text.slice(at + 1, at + 4))?.[0] ?? "";
    const code = Number.parseInt(digits, 8);
    return { value: String.fromCharCode(bytes ? code & 0xff : code), length: digits.length + 1 };
  }
  const width = hexEscapes[letter];
  if (width !== undefined && (letter === "x" || !bytes)) {
    const digits = /^[0-9a-fA-F]*/.exec(text.slice(at + 2, at + 2 + width))?.[0] ?? "";
    if (digits.length < width) {
      syntaxError(
        bytes
          ? "(value error) invalid \\x escape"
          : `(unicode error) 'unicodeescape' codec can't decode bytes: truncated \\${letter}${"X".repeat(width)} escape`,
        at,
        at + 2 + digits.length,
      );
    }
    const code = Number.parseInt(digits, 16);
    if (code > 0x10ffff) {
      syntaxError(
        "(unicode error) 'unicodeescape' codec can't decode bytes: illegal Unicode character",
        at,
        at + 2 + width,
      );
    }
    if (code >= 0xd800 && code <= 0xdfff) {
      unsupported(
        "the plan language has no surrogates in strings",
        at,
        at + 2 + width,
        "write the character itself, or \\U with its eight-digit code point",
      );
    }
    return { value: String.fromCodePoint(code), length: width + 2 };
  }
  if (letter === "N" && !bytes) {
    const name = /^\{[^}\n'"]*\}?/.exec(text.slice(at + 2))?.[0] ?? "";
    unsupported(
      "the plan language does not look up characters by name",
      at,
      at + 2 + name.length,
      "write the character itself, or \\u with its code point",
    );
  }
  return { value: "\\", length: 1 };
}

/**
 * Decodes the text of a str literal between its quotes, from `start` to `end`.
 * @param raw whether backslashes stand for themselves
 */
export function decodeStr(text: string, start: number, end: number, raw: boolean): string {
  const body = text.slice(start, end);
  if (raw || !body.includes("\\")) return body;
  let value = "";
  for (let at = start; at < end; ) {
    const next = text.indexOf("\\", at);
    if (next === -1 || next >= end) return value + text.slice(at, end);
    value += text.slice(at, next);
    const sequence = readEscape(text, next, false);
    value += sequence.value;
    at = next + sequence.length;
  }
  return value;
}

/** Decodes the text of a bytes literal; only ASCII may stand in it. */
export function decodeBytes(text: string, start: number, end: number, raw: boolean): Uint8Array {
  const codes: number[] = [];
  for (let at = start; at < end; ) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) {
      syntaxError("bytes can only contain ASCII literal characters", at, at + (code >= 0xd800 ? 2 : 1));
    }
    if (raw || code !== 0x5c) {
      codes.push(code);
      at += 1;
      continue;
    }
    const sequence = readEscape(text, at, true);
    for (const character of sequence.value) codes.push(character.charCodeAt(0));
    at += sequence.length;
  }
  return Uint8Array.from(codes);
}
