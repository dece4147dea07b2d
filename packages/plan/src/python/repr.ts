import { isPrintableCodePoint } from "./unicode.ts";

const plainText = /^[ !#-&(-[\]-~]*$/;

/** Whether `repr` shows each character as it is. */
export const isPlainText = (text: string): boolean => plainText.test(text);

function escapeCode(code: number): string {
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, "0")}`;
  if (code < 0x10000) return `\\u${code.toString(16).padStart(4, "0")}`;
  return `\\U${code.toString(16).padStart(8, "0")}`;
}

function quoted(text: string, printable: (code: number) => boolean): string {
  if (plainText.test(text)) return `'${text}'`;
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let out = quote;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (character === quote || character === "\\") out += `\\${character}`;
    else if (character === "\n") out += "\\n";
    else if (character === "\r") out += "\\r";
    else if (character === "\t") out += "\\t";
    else out += printable(code) ? character : escapeCode(code);
  }
  return out + quote;
}

/** `repr(text)`. The result is at most 10 times (escapes of astral code points: 5 times) as long. */
export function reprString(text: string): string {
  return quoted(text, isPrintableCodePoint);
}

/** `ascii(text)` of a str. */
export function asciiString(text: string): string {
  return quoted(text, (code) => code >= 32 && code < 127);
}

/** `ascii(x)`, given `repr(x)`: what is not ASCII becomes an escape. */
export function asciiOfRepr(repr: string): string {
  let out = "";
  for (const character of repr) {
    const code = character.codePointAt(0) ?? 0;
    out += code < 128 ? character : escapeCode(code);
  }
  return out;
}

/** `repr(bytes)`. */
export function reprBytes(bytes: Uint8Array): string {
  const quote = bytes.includes(39) && !bytes.includes(34) ? '"' : "'";
  let out = `b${quote}`;
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    if (character === quote || character === "\\") out += `\\${character}`;
    else if (byte === 9) out += "\\t";
    else if (byte === 10) out += "\\n";
    else if (byte === 13) out += "\\r";
    else out += byte >= 32 && byte < 127 ? character : escapeCode(byte);
  }
  return out + quote;
}
