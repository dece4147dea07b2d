/** Methods of str. Indices count code points; functions that can blow up charge before they work. */
import { type Charge, uncharged } from "./charge.ts";
import { codePointLength, indexOfOffset, isSimple, offsetOfIndex, widthAt } from "./code-points.ts";
import { overflowError, typeError, valueError } from "./error.ts";
import type { Int } from "./integer.ts";
import { sliceIndices } from "./slice.ts";
import {
  isAlnumCodePoint,
  isAlphaCodePoint,
  isDecimalCodePoint,
  isDigitCodePoint,
  isIdentifierPart,
  isIdentifierStart,
  isNumericCodePoint,
  isPrintableCodePoint,
  isSpaceCodePoint,
} from "./unicode.ts";

function everyCodePoint(text: string, property: (code: number) => boolean): boolean {
  for (const c of text) if (!property(c.codePointAt(0) ?? 0)) return false;
  return true;
}

const someAndEvery =
  (property: (code: number) => boolean) =>
  (text: string): boolean =>
    text !== "" && everyCodePoint(text, property);

export const isAlpha = someAndEvery(isAlphaCodePoint);
export const isDigit = someAndEvery(isDigitCodePoint);
export const isDecimal = someAndEvery(isDecimalCodePoint);
export const isNumeric = someAndEvery(isNumericCodePoint);
export const isAlnum = someAndEvery(isAlnumCodePoint);
export const isSpace = someAndEvery(isSpaceCodePoint);
export const isPrintable = (text: string): boolean => everyCodePoint(text, isPrintableCodePoint);
export const isAscii = (text: string): boolean => everyCodePoint(text, (code) => code < 128);

export function isIdentifier(text: string): boolean {
  const first = text.codePointAt(0);
  return first !== undefined && isIdentifierStart(first) && everyCodePoint(text, isIdentifierPart);
}

/** UTF-16 offsets of text[start:end]; `undefined` when the start lies beyond the end of the text. */
function window(
  text: string,
  start: Int | undefined,
  end: Int | undefined,
): { from: number; to: number } | undefined {
  if (start === undefined && end === undefined) return { from: 0, to: text.length };
  const length = codePointLength(text);
  if (start !== undefined && start > length) return undefined;
  const { start: first, stop } = sliceIndices(start, end, undefined, length);
  if (stop < first) return undefined;
  if (length === text.length) return { from: first, to: stop };
  return { from: offsetOfIndex(text, first), to: offsetOfIndex(text, stop) };
}

/** indexOf that never matches the second half of a surrogate pair. */
function offsetOf(text: string, sub: string, from: number): number {
  let at = text.indexOf(sub, from);
  while (at > 0 && splitsPair(text, at)) at = text.indexOf(sub, at + 1);
  return at;
}

function lastOffsetOf(text: string, sub: string, from: number): number {
  let at = text.lastIndexOf(sub, from);
  while (at > 0 && splitsPair(text, at)) at = text.lastIndexOf(sub, at - 1);
  return at;
}

function splitsPair(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit < 0xdc00 || unit > 0xdfff) return false;
  const before = text.charCodeAt(at - 1);
  return before >= 0xd800 && before <= 0xdbff;
}

/** `text.find(sub, start, end)`: -1 when absent. */
export function find(text: string, sub: string, start?: Int, end?: Int): number {
  const range = window(text, start, end);
  if (range === undefined) return -1;
  const at = offsetOf(text, sub, range.from);
  return at < 0 || at + sub.length > range.to ? -1 : indexOfOffset(text, at);
}

/** `text.rfind(sub, start, end)`: -1 when absent. */
export function rfind(text: string, sub: string, start?: Int, end?: Int): number {
  const range = window(text, start, end);
  if (range === undefined || range.to - sub.length < range.from) return -1;
  const at = lastOffsetOf(text, sub, range.to - sub.length);
  return at < range.from ? -1 : indexOfOffset(text, at);
}

/** `text.index(...)`; ValueError. */
export function index(text: string, sub: string, start?: Int, end?: Int): number {
  const at = find(text, sub, start, end);
  if (at < 0) throw valueError("substring not found");
  return at;
}

/** `text.rindex(...)`; ValueError. */
export function rindex(text: string, sub: string, start?: Int, end?: Int): number {
  const at = rfind(text, sub, start, end);
  if (at < 0) throw valueError("substring not found");
  return at;
}

/** `text.count(sub, start, end)`: occurrences that do not overlap. */
export function count(text: string, sub: string, start?: Int, end?: Int): number {
  const range = window(text, start, end);
  if (range === undefined) return 0;
  if (sub === "") return codePointLength(text.slice(range.from, range.to)) + 1;
  let total = 0;
  let at = offsetOf(text, sub, range.from);
  while (at >= 0 && at + sub.length <= range.to) {
    total++;
    at = offsetOf(text, sub, at + sub.length);
  }
  return total;
}

/** `text.startswith(prefixes, start, end)`. */
export function startsWith(text: string, prefixes: readonly string[], start?: Int, end?: Int): boolean {
  const range = window(text, start, end);
  if (range === undefined) return false;
  return prefixes.some((p) => range.from + p.length <= range.to && text.startsWith(p, range.from));
}

/** `text.endswith(suffixes, start, end)`. */
export function endsWith(text: string, suffixes: readonly string[], start?: Int, end?: Int): boolean {
  const range = window(text, start, end);
  if (range === undefined) return false;
  return suffixes.some((s) => range.to - s.length >= range.from && text.endsWith(s, range.to));
}

/** No half of a surrogate pair, which JavaScript would find inside of pairs; and not empty. */
function isPlain(text: string): boolean {
  return text !== "" && !/[\ud800-\udfff]/.test(text);
}

/** `text.replace(old, by, limit)`; a negative limit means all. */
export function replace(
  text: string,
  old: string,
  by: string,
  limit: Int = -1,
  charge: Charge = uncharged,
): string {
  const most = limit < 0 || limit > 2 ** 53 ? Number.POSITIVE_INFINITY : Number(limit);
  if (most === 0) return text;
  const occurrences = Math.min(most, count(text, old));
  if (occurrences === 0) return text;
  // Each occurrence is work, too: a text may be nothing but occurrences.
  charge(text.length + occurrences * (4 + Math.max(0, by.length - old.length)));
  if (most === Number.POSITIVE_INFINITY && isPlain(old)) return text.split(old).join(by);
  const parts: string[] = [];
  if (old === "") {
    let done = 0;
    for (const c of text) parts.push(done++ < most ? by + c : c);
    return parts.join("") + (done < most ? by : "");
  }
  let from = 0;
  for (let done = 0; done < occurrences; done++) {
    const at = offsetOf(text, old, from);
    parts.push(text.slice(from, at), by);
    from = at + old.length;
  }
  return parts.join("") + text.slice(from);
}

/** `text * times`. */
export function repeat(text: string, times: Int, charge: Charge = uncharged): string {
  if (times <= 0 || text === "") return "";
  charge(text.length * Number(times));
  if (Number(times) * text.length > 2 ** 29 - 24) throw overflowError("repeated string is too long");
  return text.repeat(Number(times));
}

/** `separator.join(parts)`. */
export function join(separator: string, parts: readonly string[], charge: Charge = uncharged): string {
  let size = separator.length * Math.max(0, parts.length - 1);
  for (const part of parts) size += part.length;
  charge(size);
  return parts.join(separator);
}

const limitOf = (limit: Int): number =>
  limit < 0 || limit > 2 ** 53 ? Number.POSITIVE_INFINITY : Number(limit);

/** What one part of a split text takes beside its characters, which are shared. */
const bytesOfPart = 32;

/** `text.split(separator, limit)`; `undefined` splits at runs of white space. ValueError for ''. */
export function split(
  text: string,
  separator?: string,
  limit: Int = -1,
  charge: Charge = uncharged,
): string[] {
  const most = limitOf(limit);
  if (separator === undefined) return splitSpace(text, most, charge);
  if (separator === "") throw valueError("empty separator");
  const parts: string[] = [];
  let from = 0;
  while (parts.length < most) {
    const at = offsetOf(text, separator, from);
    if (at < 0) break;
    charge(bytesOfPart);
    parts.push(text.slice(from, at));
    from = at + separator.length;
  }
  parts.push(text.slice(from));
  return parts;
}

const isSpaceAt = (text: string, at: number): boolean => isSpaceCodePoint(text.charCodeAt(at));

function splitSpace(text: string, most: number, charge: Charge): string[] {
  const parts: string[] = [];
  let at = 0;
  while (true) {
    while (at < text.length && isSpaceAt(text, at)) at++;
    if (at >= text.length) return parts;
    if (parts.length >= most) {
      parts.push(text.slice(at));
      return parts;
    }
    const from = at;
    while (at < text.length && !isSpaceAt(text, at)) at++;
    charge(bytesOfPart);
    parts.push(text.slice(from, at));
  }
}

/** `text.rsplit(separator, limit)`. */
export function rsplit(
  text: string,
  separator?: string,
  limit: Int = -1,
  charge: Charge = uncharged,
): string[] {
  const most = limitOf(limit);
  if (most === Number.POSITIVE_INFINITY && separator === undefined) return splitSpace(text, most, charge);
  if (separator === "") throw valueError("empty separator");
  const parts: string[] = [];
  let to = text.length;
  if (separator === undefined) {
    while (true) {
      while (to > 0 && isSpaceAt(text, to - 1)) to--;
      if (to === 0) return parts.reverse();
      if (parts.length >= most) {
        parts.push(text.slice(0, to));
        return parts.reverse();
      }
      const end = to;
      while (to > 0 && !isSpaceAt(text, to - 1)) to--;
      charge(bytesOfPart);
      parts.push(text.slice(to, end));
    }
  }
  while (parts.length < most && to >= separator.length) {
    const at = lastOffsetOf(text, separator, to - separator.length);
    if (at < 0) break;
    charge(bytesOfPart);
    parts.push(text.slice(at + separator.length, to));
    to = at;
  }
  parts.push(text.slice(0, to));
  return parts.reverse();
}

function isLineBoundary(code: number): boolean {
  if (code < 128) return (code >= 10 && code <= 13) || (code >= 28 && code <= 30);
  return code === 0x85 || code === 0x2028 || code === 0x2029;
}

/** `text.splitlines(keepends)`: at every line boundary of str, the Unicode ones too. */
export function splitLines(text: string, keepEnds = false, charge: Charge = uncharged): string[] {
  const lines: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if (!isLineBoundary(text.charCodeAt(at))) continue;
    const end = text.startsWith("\r\n", at) ? at + 2 : at + 1;
    charge(bytesOfPart);
    lines.push(text.slice(from, keepEnds ? end : at));
    from = end;
    at = end - 1;
  }
  if (from < text.length) lines.push(text.slice(from));
  return lines;
}

/** `text.partition(separator)`; ValueError. */
export function partition(text: string, separator: string): [string, string, string] {
  if (separator === "") throw valueError("empty separator");
  const at = offsetOf(text, separator, 0);
  return at < 0 ? [text, "", ""] : [text.slice(0, at), separator, text.slice(at + separator.length)];
}

/** `text.rpartition(separator)`; ValueError. */
export function rpartition(text: string, separator: string): [string, string, string] {
  if (separator === "") throw valueError("empty separator");
  const at = lastOffsetOf(text, separator, text.length);
  return at < 0 ? ["", "", text] : [text.slice(0, at), separator, text.slice(at + separator.length)];
}

function stripSpace(text: string, left: boolean, right: boolean): string {
  let from = 0;
  let to = text.length;
  if (left) while (from < to && isSpaceAt(text, from)) from++;
  if (right) while (to > from && isSpaceAt(text, to - 1)) to--;
  return text.slice(from, to);
}

function stripWith(text: string, characters: string | undefined, left: boolean, right: boolean): string {
  if (characters === undefined) return stripSpace(text, left, right);
  const set = new Set(characters);
  const units = isSimple(text) ? text : [...text];
  let from = 0;
  let to = units.length;
  if (left) while (from < to && set.has(units[from] ?? "")) from++;
  if (right) while (to > from && set.has(units[to - 1] ?? "")) to--;
  return typeof units === "string" ? units.slice(from, to) : units.slice(from, to).join("");
}

export const strip = (text: string, characters?: string): string => stripWith(text, characters, true, true);
export const lstrip = (text: string, characters?: string): string => stripWith(text, characters, true, false);
export const rstrip = (text: string, characters?: string): string => stripWith(text, characters, false, true);

export function removePrefix(text: string, prefix: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

export function removeSuffix(text: string, suffix: string): string {
  return suffix !== "" && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text;
}

function fillOf(width: Int, text: string, fill: string, charge: Charge): number {
  if (codePointLength(fill) !== 1) {
    throw typeError("The fill character must be exactly one character long");
  }
  return missingOf(width, text, fill.length, charge);
}

function missingOf(width: Int, text: string, unit: number, charge: Charge): number {
  if (width > 9223372036854775807n || width < -9223372036854775808n) {
    throw overflowError("Python int too large to convert to C ssize_t");
  }
  const missing = Number(width) - codePointLength(text);
  if (missing <= 0) return 0;
  charge(missing * unit);
  if (missing > 2 ** 29) throw overflowError("padded string is too long");
  return missing;
}

/** `text.center(width, fill)`: the odd blank goes left when the width is odd. */
export function center(text: string, width: Int, fill = " ", charge: Charge = uncharged): string {
  const missing = fillOf(width, text, fill, charge);
  if (missing === 0) return text;
  const left = Math.floor(missing / 2) + (missing & Number(width) & 1);
  return fill.repeat(left) + text + fill.repeat(missing - left);
}

export function ljust(text: string, width: Int, fill = " ", charge: Charge = uncharged): string {
  return text + fill.repeat(fillOf(width, text, fill, charge));
}

export function rjust(text: string, width: Int, fill = " ", charge: Charge = uncharged): string {
  return fill.repeat(fillOf(width, text, fill, charge)) + text;
}

export function zfill(text: string, width: Int, charge: Charge = uncharged): string {
  const zeros = "0".repeat(missingOf(width, text, 1, charge));
  const signed = text[0] === "+" || text[0] === "-";
  return signed ? text.charAt(0) + zeros + text.slice(1) : zeros + text;
}

/** `text.expandtabs(size)`. */
export function expandTabs(text: string, size: Int = 8, charge: Charge = uncharged): string {
  let tabs = 0;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) === 9) tabs++;
  const stop = size > 2147483647 ? 2147483647 : Number(size);
  if (stop > 0) charge(text.length + tabs * stop);
  const parts: string[] = [];
  let column = 0;
  for (let at = 0; at < text.length; at += widthAt(text, at)) {
    const c = String.fromCodePoint(text.codePointAt(at) ?? 0);
    if (c === "\t") {
      if (stop > 0) {
        const blanks = stop - (column % stop);
        column += blanks;
        parts.push(" ".repeat(blanks));
      }
    } else {
      column = c === "\n" || c === "\r" ? 0 : column + 1;
      parts.push(c);
    }
  }
  return parts.join("");
}

/** What a translation table holds for a code point: a string, a code point, `null` to delete it. */
export type Translation = string | Int | null;

/** `str.maketrans(from, to, deleted)`; ValueError. */
export function makeTranslation(from: string, to: string, deleted = ""): Map<number, Translation> {
  const sources = [...from];
  const targets = [...to];
  if (sources.length !== targets.length) {
    throw valueError("the first two maketrans arguments must have equal length");
  }
  const table = new Map<number, Translation>();
  sources.forEach((c, i) => {
    table.set(c.codePointAt(0) ?? 0, targets[i]?.codePointAt(0) ?? 0);
  });
  for (const c of deleted) table.set(c.codePointAt(0) ?? 0, null);
  return table;
}

/** `text.translate(table)`: `lookup` gives `undefined` for code points that stay; ValueError for a bad code point. */
export function translate(
  text: string,
  lookup: (code: number) => Translation | undefined,
  charge: Charge = uncharged,
): string {
  const parts: string[] = [];
  for (const c of text) {
    const found = lookup(c.codePointAt(0) ?? 0);
    if (found === undefined) parts.push(c);
    else if (typeof found === "string") {
      charge(found.length);
      parts.push(found);
    } else if (found !== null) {
      if (found < 0 || found > 0x10ffff) throw valueError("character mapping must be in range(0x110000)");
      parts.push(String.fromCodePoint(Number(found)));
    }
  }
  return parts.join("");
}
