/** The `base64` module, and `binascii.Error` for what it refuses. */
import { type Charge, uncharged } from "./charge.ts";
import { PythonError, valueError } from "./error.ts";

const binasciiError = (message: string): PythonError => new PythonError("Error", message);
const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

/** `b64encode(bytes, altchars)`: altchars stand for `+` and `/`. */
export function base64Encode(bytes: Uint8Array, alternatives = "+/", charge: Charge = uncharged): Uint8Array {
  charge(bytes.length * 2);
  const text = Buffer.from(bytes).toString("base64");
  return ascii(
    alternatives === "+/"
      ? text
      : text.replaceAll("+", alternatives.charAt(0)).replaceAll("/", alternatives.charAt(1)),
  );
}

/** The argument of a decoder given as str; ValueError unless ASCII. */
export function asciiBytes(text: string): Uint8Array {
  for (let i = 0; i < text.length; i++)
    if (text.charCodeAt(i) > 127) throw valueError("string argument should contain only ASCII characters");
  return ascii(text);
}

/** `b64decode(bytes, altchars, validate)`: characters beyond the alphabet are skipped unless `validate`. binascii.Error. */
export function base64Decode(
  bytes: Uint8Array,
  alternatives = "+/",
  validate = false,
  charge: Charge = uncharged,
): Uint8Array {
  charge(bytes.length);
  const [plus, slash] = [alternatives.charCodeAt(0), alternatives.charCodeAt(1)];
  const out: number[] = [];
  let bits = 0;
  let held = 0;
  let quad = 0;
  let padding = 0;
  let padded = false;
  const refuse = (message: string): never => {
    throw binasciiError(message);
  };
  for (let i = 0; i < bytes.length; i++) {
    const given = bytes[i] ?? 0;
    const byte = given === plus ? 43 : given === slash ? 47 : given;
    if (byte === 61) {
      padded = true;
      if (validate && i === 0) refuse("Leading padding not allowed");
      if (quad >= 2 && quad + ++padding >= 4) {
        if (validate && i + 1 < bytes.length) refuse("Excess data after padding");
        return Uint8Array.from(out);
      }
      continue;
    }
    const value =
      byte >= 65 && byte <= 90
        ? byte - 65
        : byte >= 97 && byte <= 122
          ? byte - 71
          : byte >= 48 && byte <= 57
            ? byte + 4
            : byte === 43
              ? 62
              : byte === 47
                ? 63
                : -1;
    if (value < 0) {
      if (validate) refuse("Only base64 data is allowed");
      continue;
    }
    if (validate && padded) refuse("Discontinuous padding not allowed");
    padding = 0;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    quad = (quad + 1) % 4;
    if (bits >= 8) {
      bits -= 8;
      out.push((held >> bits) & 0xff);
    }
  }
  if (quad === 1) {
    refuse(
      `Invalid base64-encoded string: number of data characters (${Math.floor(out.length / 3) * 4 + 1}) cannot be 1 more than a multiple of 4`,
    );
  }
  if (quad !== 0) refuse("Incorrect padding");
  return Uint8Array.from(out);
}

/** The digits of base 32, and those of base32hex. */
export const alphabet32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
export const alphabet32Hex = "0123456789ABCDEFGHIJKLMNOPQRSTUV";

/** `b32encode(bytes)`. */
export function base32Encode(
  bytes: Uint8Array,
  charge: Charge = uncharged,
  alphabet = alphabet32,
): Uint8Array {
  charge(bytes.length * 48);
  let out = "";
  for (let i = 0; i < bytes.length; i += 5) {
    const group = [...bytes.slice(i, i + 5)];
    let bits = "";
    for (const byte of group) bits += byte.toString(2).padStart(8, "0");
    const digits = Math.ceil(bits.length / 5);
    bits = bits.padEnd(digits * 5, "0");
    for (let k = 0; k < digits; k++) out += alphabet.charAt(Number.parseInt(bits.slice(k * 5, k * 5 + 5), 2));
    out += "=".repeat(8 - digits);
  }
  return ascii(out);
}

/** `b32decode(bytes, casefold, map01)`; binascii.Error. `one`: what a 1 stands for, where 0 and 1 stand for letters. */
export function base32Decode(
  bytes: Uint8Array,
  foldCase = false,
  alphabet = alphabet32,
  one: string | null = null,
): Uint8Array {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  if (text.length % 8 !== 0) throw binasciiError("Incorrect padding");
  if (one !== null) text = text.replaceAll("0", "O").replaceAll("1", one);
  if (foldCase) text = text.toUpperCase();
  const body = text.replace(/=+$/, "");
  const out: number[] = [];
  let held = 0;
  let bits = 0;
  for (const c of body) {
    const value = alphabet.indexOf(c);
    if (value < 0) throw binasciiError("Non-base32 digit found");
    held = ((held << 5) | value) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      out.push((held >> bits) & 0xff);
    }
  }
  if (![0, 1, 3, 4, 6].includes(text.length - body.length)) throw binasciiError("Incorrect padding");
  return Uint8Array.from(out);
}

/** `b16encode(bytes)`. */
export const base16Encode = (bytes: Uint8Array): Uint8Array =>
  ascii(Buffer.from(bytes).toString("hex").toUpperCase());

/** `b16decode(bytes, casefold)`; binascii.Error. */
export function base16Decode(bytes: Uint8Array, foldCase = false): Uint8Array {
  const text = Buffer.from(bytes).toString("latin1");
  if (!(foldCase ? /^[0-9A-Fa-f]*$/ : /^[0-9A-F]*$/).test(text))
    throw binasciiError("Non-base16 digit found");
  if (text.length % 2 !== 0) throw binasciiError("Odd-length string");
  return new Uint8Array(Buffer.from(text, "hex"));
}
