/** Case of str: JavaScript's full mappings, corrected to Unicode 14 and completed by title case and case folding. */

import { isCasedCodePoint, isLowerCodePoint, isTitleCodePoint, isUpperCodePoint } from "./unicode.ts";
import { casefoldExceptions, lowerExceptions, titleExceptions, upperExceptions } from "./unicode-tables.ts";

function mappingOf(table: string): ReadonlyMap<string, string> {
  const mapping = new Map<string, string>();
  for (const entry of table.split(" ")) {
    const [from = "", to = ""] = entry.split(":");
    const codes = to.split(",").map((code) => Number.parseInt(code, 36));
    mapping.set(String.fromCodePoint(Number.parseInt(from, 36)), String.fromCodePoint(...codes));
  }
  return mapping;
}

const upperOnly = mappingOf(upperExceptions);
const lowerOnly = mappingOf(lowerExceptions);
const titleOnly = mappingOf(titleExceptions);
const casefoldOnly = mappingOf(casefoldExceptions);
const ascii = /^[\0-\x7f]*$/;

const upperCharacter = (c: string): string => upperOnly.get(c) ?? c.toUpperCase();
const titleCharacter = (c: string): string => titleOnly.get(c) ?? upperCharacter(c);

export function upper(text: string): string {
  if (ascii.test(text)) return text.toUpperCase();
  let out = "";
  for (const c of text) out += upperCharacter(c);
  return out;
}

export function lower(text: string): string {
  if (ascii.test(text)) return text.toLowerCase();
  // Only whole words tell a final sigma: lower the whole text, unless a character differs in Unicode 14.
  let out = "";
  let run = "";
  let exceptional = false;
  for (const c of text) if (lowerOnly.has(c)) exceptional = true;
  if (!exceptional) return text.toLowerCase();
  for (const c of text) {
    const special = lowerOnly.get(c);
    if (special === undefined) run += c;
    else {
      out += run.toLowerCase() + special;
      run = "";
    }
  }
  return out + run.toLowerCase();
}

export function casefold(text: string): string {
  if (ascii.test(text)) return text.toLowerCase();
  let out = "";
  for (const c of text) out += casefoldOnly.get(c) ?? lowerOnly.get(c) ?? c.toLowerCase();
  return out;
}

/**
 * Lower-cases chosen characters of a text. The whole is lowered once and walked in step, since a sigma's form
 * depends on its neighbours.
 */
function lowerEach(text: string): (index: number, c: string) => string {
  if (!text.includes("\u03a3")) return (_index, c) => lowerOnly.get(c) ?? c.toLowerCase();
  const forms: string[] = [];
  // Every other character keeps its place: only sigmas are looked up.
  const marked = lower(text);
  let position = 0;
  for (const c of text) {
    const own = lowerOnly.get(c) ?? c.toLowerCase();
    forms.push(marked.slice(position, position + own.length));
    position += own.length;
  }
  return (index, c) => forms[index] ?? c;
}

export function title(text: string): string {
  const lowered = lowerEach(text);
  let out = "";
  let index = 0;
  let afterCased = false;
  for (const c of text) {
    out += afterCased ? lowered(index, c) : titleCharacter(c);
    afterCased = isCasedCodePoint(c.codePointAt(0) ?? 0);
    index++;
  }
  return out;
}

export function capitalize(text: string): string {
  const lowered = lowerEach(text);
  let out = "";
  let index = 0;
  for (const c of text) {
    out += index === 0 ? titleCharacter(c) : lowered(index, c);
    index++;
  }
  return out;
}

export function swapcase(text: string): string {
  const lowered = lowerEach(text);
  let out = "";
  let index = 0;
  for (const c of text) {
    const code = c.codePointAt(0) ?? 0;
    out += isUpperCodePoint(code) ? lowered(index, c) : isLowerCodePoint(code) ? upperCharacter(c) : c;
    index++;
  }
  return out;
}

/** `text.istitle()`: upper case only after uncased characters, lower case only after cased ones. */
export function isTitle(text: string): boolean {
  let cased = false;
  let afterCased = false;
  for (const c of text) {
    const code = c.codePointAt(0) ?? 0;
    if (isUpperCodePoint(code) || isTitleCodePoint(code)) {
      if (afterCased) return false;
      afterCased = true;
      cased = true;
    } else if (isLowerCodePoint(code)) {
      if (!afterCased) return false;
      cased = true;
    } else afterCased = false;
  }
  return cased;
}

/** `text.isupper()`: no lower or title case, and at least one upper case character. */
export function isUpper(text: string): boolean {
  let cased = false;
  for (const c of text) {
    const code = c.codePointAt(0) ?? 0;
    if (isLowerCodePoint(code) || isTitleCodePoint(code)) return false;
    if (isUpperCodePoint(code)) cased = true;
  }
  return cased;
}

/** `text.islower()`. */
export function isLower(text: string): boolean {
  let cased = false;
  for (const c of text) {
    const code = c.codePointAt(0) ?? 0;
    if (isUpperCodePoint(code) || isTitleCodePoint(code)) return false;
    if (isLowerCodePoint(code)) cased = true;
  }
  return cased;
}
