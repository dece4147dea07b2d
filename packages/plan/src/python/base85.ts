/** Ascii85 and base85 of the `base64` module: four bytes as five digits of base 85. */
import { type Charge, uncharged } from "./charge.ts";
import { valueError } from "./error.ts";

const digits85 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";
/** The first digit of Ascii85, `!`; the last is `u`. */
const firstDigit = 33;
const lastDigit = 117;
const [z, y, newline] = [122, 121, 10];

function bytesOfText(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** The words of four bytes, the last one filled with zeros, and how many zeros those are. */
function wordsOf(bytes: Uint8Array): { words: number[]; padding: number } {
  const padding = (4 - (bytes.length % 4)) % 4;
  const words: number[] = [];
  for (let i = 0; i < bytes.length; i += 4) {
    let word = 0;
    for (let k = 0; k < 4; k++) word = word * 256 + (bytes[i + k] ?? 0);
    words.push(word);
  }
  return { words, padding };
}

function fiveDigits(word: number, digit: (value: number) => string): string {
  let text = "";
  let rest = word;
  for (let k = 0; k < 5; k++) {
    text = digit(rest % 85) + text;
    rest = Math.floor(rest / 85);
  }
  return text;
}

function pushWord(out: number[], word: number): void {
  out.push((word >>> 24) & 255, (word >>> 16) & 255, (word >>> 8) & 255, word & 255);
}

/** `b85encode(bytes, pad)`. */
export function base85Encode(bytes: Uint8Array, pad: boolean, charge: Charge = uncharged): Uint8Array {
  charge(bytes.length * 4);
  const { words, padding } = wordsOf(bytes);
  const text = words.map((word) => fiveDigits(word, (value) => digits85.charAt(value))).join("");
  return bytesOfText(pad || padding === 0 ? text : text.slice(0, -padding));
}

/** `b85decode(bytes)`; ValueError. */
export function base85Decode(bytes: Uint8Array, charge: Charge = uncharged): Uint8Array {
  charge(bytes.length * 4);
  const padding = (5 - (bytes.length % 5)) % 5;
  const out: number[] = [];
  for (let i = 0; i < bytes.length; i += 5) {
    let word = 0;
    for (let k = i; k < i + 5; k++) {
      const value = k < bytes.length ? digits85.indexOf(String.fromCharCode(bytes[k] ?? 0)) : 84;
      if (value < 0) throw valueError(`bad base85 character at position ${k}`);
      word = word * 85 + value;
    }
    if (word > 0xffffffff) throw valueError(`base85 overflow in hunk starting at byte ${i}`);
    pushWord(out, word);
  }
  return Uint8Array.from(padding === 0 ? out : out.slice(0, -padding));
}

/** `a85encode(bytes, ...)`. */
export function ascii85Encode(
  bytes: Uint8Array,
  options: { foldSpaces: boolean; wrap: number; pad: boolean; adobe: boolean },
  charge: Charge = uncharged,
): Uint8Array {
  charge(bytes.length * 4);
  const { words, padding } = wordsOf(bytes);
  const { foldSpaces, wrap, pad, adobe } = options;
  const parts = words.map((word, i) => {
    const text = fiveDigits(word, (value) => String.fromCharCode(firstDigit + value));
    const cut = i === words.length - 1 && padding > 0 && !pad;
    if (word === 0) return cut ? text.slice(0, -padding) : "z";
    if (foldSpaces && word === 0x20202020) return cut ? "y".slice(0, -padding) : "y";
    return cut ? text.slice(0, -padding) : text;
  });
  let text = (adobe ? "<~" : "") + parts.join("");
  if (wrap !== 0) {
    const width = Math.max(adobe ? 2 : 1, wrap);
    const lines: string[] = [];
    for (let i = 0; i < text.length; i += width) lines.push(text.slice(i, i + width));
    if (adobe && (lines.at(-1)?.length ?? 0) + 2 > width) lines.push("");
    text = lines.join("\n");
  }
  return bytesOfText(adobe ? `${text}~>` : text);
}

/** `a85decode(bytes, ...)`; ValueError. */
export function ascii85Decode(
  bytes: Uint8Array,
  options: { foldSpaces: boolean; adobe: boolean; ignored: Uint8Array },
  charge: Charge = uncharged,
): Uint8Array {
  charge(bytes.length * 4);
  let given = bytes;
  if (options.adobe) {
    const text = Buffer.from(given).toString("latin1");
    if (!text.endsWith("~>")) throw valueError("Ascii85 encoded byte sequences must end with b'~>'");
    given = text.startsWith("<~") ? given.slice(2, -2) : given.slice(0, -2);
  }
  const ignored = new Set(options.ignored);
  const out: number[] = [];
  let held: number[] = [];
  const take = (byte: number): void => {
    if (byte >= firstDigit && byte <= lastDigit) {
      held.push(byte - firstDigit);
      if (held.length < 5) return;
      const word = held.reduce((sum, value) => sum * 85 + value, 0);
      if (word > 0xffffffff) throw valueError("Ascii85 overflow");
      pushWord(out, word);
      held = [];
    } else if (byte === z || (options.foldSpaces && byte === y)) {
      if (held.length > 0) throw valueError(`${String.fromCharCode(byte)} inside Ascii85 5-tuple`);
      pushWord(out, byte === z ? 0 : 0x20202020);
    } else if (!ignored.has(byte)) throw valueError(`Non-Ascii85 digit found: ${String.fromCharCode(byte)}`);
  };
  for (const byte of given) take(byte);
  for (let k = 0; k < 4; k++) take(lastDigit);
  const padding = 4 - held.length;
  return Uint8Array.from(padding === 0 ? out : out.slice(0, -padding));
}

/** What `a85decode` leaves out unless it is told otherwise. */
export const ascii85Spaces = Uint8Array.from([32, 9, newline, 13, 11]);
