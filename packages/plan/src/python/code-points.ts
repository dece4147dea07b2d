/** Strings by code point, with a fast path for those without surrogates. */

/**
 * What is known of the long text looked at last. A loop over `s[i]` asks about the same text again and again: without
 * this it would take quadratic time. One entry, and a pure function of the text.
 */
const lastSeen: { text: string; simple: boolean; characters: readonly string[] | undefined } = {
  text: "",
  simple: true,
  characters: undefined,
};
const worthKeeping = 64;

function scanSimple(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit <= 0xdfff) return false;
  }
  return true;
}

/** Whether each UTF-16 unit is one code point: no surrogates. */
export function isSimple(text: string): boolean {
  if (text.length < worthKeeping) return scanSimple(text);
  if (lastSeen.text !== text) {
    lastSeen.simple = scanSimple(text);
    lastSeen.characters = undefined;
  }
  // Also where the characters were equal: the same object compares at once the next time.
  lastSeen.text = text;
  return lastSeen.simple;
}

/** Told in steps what the next look at a long text's length or characters costs, where it is not the text seen last. */
export function lookAt(text: string, work: (steps: number) => void): void {
  if (text.length < 4096) return;
  if (lastSeen.text !== text) {
    work(text.length >> 4);
    isSimple(text);
  }
  if (!lastSeen.simple && lastSeen.characters === undefined) work(text.length * 2);
}

/** The code points of a text with surrogates, each as a string. */
function charactersOf(text: string): readonly string[] {
  if (text.length < worthKeeping) return [...text];
  isSimple(text);
  lastSeen.characters ??= [...text];
  return lastSeen.characters;
}

/** `len(text)`: surrogate pairs count once, lone surrogates too. */
export function codePointLength(text: string): number {
  return isSimple(text) ? text.length : charactersOf(text).length;
}

/** UTF-16 offset of the code point with an index; the text's length when it is past the end. */
export function offsetOfIndex(text: string, index: number): number {
  let offset = 0;
  for (let count = 0; count < index && offset < text.length; count++) offset += widthAt(text, offset);
  return offset;
}

/** Index of the code point at a UTF-16 offset. */
export function indexOfOffset(text: string, offset: number): number {
  let index = 0;
  for (let at = 0; at < offset; at += widthAt(text, at)) index++;
  return index;
}

/** UTF-16 units of the code point at an offset: 1 or 2. */
export function widthAt(text: string, offset: number): 1 | 2 {
  return (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
}

/** `text[index]` for any sign of index; `undefined` when out of range. */
export function codePointAt(text: string, index: number): string | undefined {
  if (isSimple(text)) {
    const at = index < 0 ? index + text.length : index;
    return at >= 0 && at < text.length ? text.charAt(at) : undefined;
  }
  const characters = charactersOf(text);
  return characters[index < 0 ? index + characters.length : index];
}

/** `text[start:stop:step]` with indices as `sliceIndices` gives them. */
export function sliceText(text: string, start: number, stop: number, step: number): string {
  if (step === 1) {
    if (start >= stop) return "";
    if (isSimple(text)) return text.slice(start, stop);
    return charactersOf(text).slice(start, stop).join("");
  }
  const characters = isSimple(text) ? text : charactersOf(text);
  const parts: string[] = [];
  if (step > 0) for (let i = start; i < stop; i += step) parts.push(characters[i] ?? "");
  else for (let i = start; i > stop; i += step) parts.push(characters[i] ?? "");
  return parts.join("");
}

/** Compares by code point (JavaScript compares by UTF-16 unit, which orders astral ones before U+E000). */
export function compareText(a: string, b: string): -1 | 0 | 1 {
  if (a === b) return 0;
  const shorter = Math.min(a.length, b.length);
  let at = 0;
  while (at < shorter && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  if (at === shorter) return a.length < b.length ? -1 : 1;
  const rank = (unit: number): number =>
    unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit;
  return rank(a.charCodeAt(at)) < rank(b.charCodeAt(at)) ? -1 : 1;
}
