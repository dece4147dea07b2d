/** Methods of bytes. Search and split run on a Latin-1 string of the bytes, where a unit is a byte. */
import { type Charge, uncharged } from "./charge.ts";
import { typeError, valueError } from "./error.ts";
import type { Int } from "./integer.ts";
import * as text from "./text.ts";

/** The bytes as a string of units 0 to 255. */
export function unitsOf(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += 8192)
    parts.push(String.fromCharCode(...bytes.subarray(i, i + 8192)));
  return parts.join("");
}

export function bytesOfUnits(units: string): Uint8Array {
  const bytes = new Uint8Array(units.length);
  for (let i = 0; i < units.length; i++) bytes[i] = units.charCodeAt(i);
  return bytes;
}

/** `bytes.hex(separator, group)`. */
export function hexOfBytes(bytes: Uint8Array, separator = "", group: Int = 1): string {
  let text = "";
  if (separator === "" || group === 0) {
    for (const byte of bytes) text += hexDigits[byte] ?? "";
    return text;
  }
  if (separator.length !== 1) throw valueError("sep must be length 1.");
  if (separator.charCodeAt(0) > 127) throw valueError("sep must be ASCII.");
  const size = Number(group < 0 ? -group : group);
  // Groups are counted from the right, with a negative size from the left.
  const first = group < 0 ? 0 : bytes.length % size;
  for (const [i, byte] of bytes.entries()) {
    if (i > 0 && (i - first) % size === 0) text += separator;
    text += hexDigits[byte] ?? "";
  }
  return text;
}

const hexDigits: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, "0"),
);

/** `bytes.fromhex(text)`; ValueError that names the position. */
export function bytesFromHex(hex: string): Uint8Array {
  const out: number[] = [];
  const characters = [...hex];
  const digit = (at: number): number => {
    const c = characters[at] ?? "";
    if (!/^[0-9a-fA-F]$/.test(c)) {
      throw valueError(`non-hexadecimal number found in fromhex() arg at position ${at}`);
    }
    return Number.parseInt(c, 16);
  };
  // What is beyond ASCII is complained about first.
  const beyond = characters.findIndex((c) => c > "\x7f");
  if (beyond >= 0) digit(beyond);
  for (let at = 0; at < characters.length; at++) {
    if (/^[\t-\r ]$/.test(characters[at] ?? "")) continue;
    out.push(digit(at) * 16 + digit(at + 1));
    at++;
  }
  return Uint8Array.from(out);
}

/** `bytes(iterable of ints)`; ValueError. */
export function bytesOfInts(values: readonly Int[]): Uint8Array {
  for (const value of values)
    if (value < 0 || value > 255) throw valueError("bytes must be in range(0, 256)");
  return Uint8Array.from(values, Number);
}

/** `bytes(count)`: zeros; ValueError. */
export function zeroBytes(count: Int, charge: Charge = uncharged): Uint8Array {
  if (count < 0) throw valueError("negative count");
  charge(Number(count));
  return new Uint8Array(Number(count));
}

export function concatBytes(parts: readonly Uint8Array[], charge: Charge = uncharged): Uint8Array {
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  charge(size);
  const out = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** -1, 0 or 1, byte by byte. */
export function compareBytes(a: Uint8Array, b: Uint8Array): -1 | 0 | 1 {
  const order = Buffer.compare(a, b);
  return order < 0 ? -1 : order > 0 ? 1 : 0;
}

type Two = (bytes: Uint8Array, sub: Uint8Array) => Uint8Array;

export function findBytes(bytes: Uint8Array, sub: Uint8Array, start?: Int, end?: Int): number {
  return text.find(unitsOf(bytes), unitsOf(sub), start, end);
}
export function rfindBytes(bytes: Uint8Array, sub: Uint8Array, start?: Int, end?: Int): number {
  return text.rfind(unitsOf(bytes), unitsOf(sub), start, end);
}
/** `bytes.index`; ValueError (`subsection not found`). */
export function indexBytes(bytes: Uint8Array, sub: Uint8Array, start?: Int, end?: Int): number {
  const at = findBytes(bytes, sub, start, end);
  if (at < 0) throw valueError("subsection not found");
  return at;
}
export function rindexBytes(bytes: Uint8Array, sub: Uint8Array, start?: Int, end?: Int): number {
  const at = rfindBytes(bytes, sub, start, end);
  if (at < 0) throw valueError("subsection not found");
  return at;
}
export function countBytes(bytes: Uint8Array, sub: Uint8Array, start?: Int, end?: Int): number {
  return text.count(unitsOf(bytes), unitsOf(sub), start, end);
}
export function startsWithBytes(
  bytes: Uint8Array,
  prefixes: readonly Uint8Array[],
  start?: Int,
  end?: Int,
): boolean {
  return text.startsWith(unitsOf(bytes), prefixes.map(unitsOf), start, end);
}
export function endsWithBytes(
  bytes: Uint8Array,
  suffixes: readonly Uint8Array[],
  start?: Int,
  end?: Int,
): boolean {
  return text.endsWith(unitsOf(bytes), suffixes.map(unitsOf), start, end);
}
export function replaceBytes(
  bytes: Uint8Array,
  old: Uint8Array,
  by: Uint8Array,
  limit: Int = -1,
  charge: Charge = uncharged,
): Uint8Array {
  return bytesOfUnits(text.replace(unitsOf(bytes), unitsOf(old), unitsOf(by), limit, charge));
}

const asciiSpace = "\t\n\v\f\r ";

/** `bytes.split(separator, limit)`: `undefined` splits at ASCII white space. */
export function splitBytes(bytes: Uint8Array, separator?: Uint8Array, limit: Int = -1): Uint8Array[] {
  const units = unitsOf(bytes);
  if (separator !== undefined) return text.split(units, unitsOf(separator), limit).map(bytesOfUnits);
  const most = limit < 0 ? Number.POSITIVE_INFINITY : Number(limit);
  const parts: string[] = [];
  let at = 0;
  while (true) {
    while (at < units.length && asciiSpace.includes(units.charAt(at))) at++;
    if (at >= units.length) break;
    if (parts.length >= most) {
      parts.push(units.slice(at));
      break;
    }
    const from = at;
    while (at < units.length && !asciiSpace.includes(units.charAt(at))) at++;
    parts.push(units.slice(from, at));
  }
  return parts.map(bytesOfUnits);
}

const stripping =
  (strip: (units: string, characters?: string) => string) =>
  (bytes: Uint8Array, characters?: Uint8Array): Uint8Array =>
    bytesOfUnits(strip(unitsOf(bytes), characters === undefined ? asciiSpace : unitsOf(characters)));

export const stripBytes = stripping(text.strip);
export const lstripBytes = stripping(text.lstrip);
export const rstripBytes = stripping(text.rstrip);
export const removePrefixBytes: Two = (bytes, prefix) =>
  bytesOfUnits(text.removePrefix(unitsOf(bytes), unitsOf(prefix)));
export const removeSuffixBytes: Two = (bytes, suffix) =>
  bytesOfUnits(text.removeSuffix(unitsOf(bytes), unitsOf(suffix)));

/** `bytes.upper()`: ASCII letters only. */
export function upperBytes(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => (byte >= 97 && byte <= 122 ? byte - 32 : byte));
}
/** `bytes.lower()`: ASCII letters only. */
export function lowerBytes(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte));
}

/** `separator.join(parts)`. */
export function joinBytes(
  separator: Uint8Array,
  parts: readonly Uint8Array[],
  charge: Charge = uncharged,
): Uint8Array {
  return concatBytes(
    parts.flatMap((part, i) => (i === 0 ? [part] : [separator, part])),
    charge,
  );
}

/** `bytes * times`. */
export function repeatBytes(bytes: Uint8Array, times: Int, charge: Charge = uncharged): Uint8Array {
  if (times <= 0 || bytes.length === 0) return new Uint8Array(0);
  const length = bytes.length * Number(times);
  charge(length);
  const out = new Uint8Array(length);
  out.set(bytes);
  // What is there is doubled: few long copies, not many short ones.
  for (let filled = bytes.length; filled < length; filled *= 2) out.copyWithin(filled, 0, filled);
  return out;
}

/** What CPython says of a str where bytes are needed. */
export function bytesNeeded(typeName: string): never {
  throw typeError(`a bytes-like object is required, not '${typeName}'`);
}
