/** Strings by code point, with a fast path for those without surrogates. */

/** Whether each UTF-16 unit is one code point: no surrogates. */
export function isSimple(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit <= 0xdfff) return false;
  }
  return true;
}

/** `len(text)`: surrogate pairs count once, lone surrogates too. */
export function codePointLength(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length - 1; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit <= 0xdbff) {
      const next = text.charCodeAt(i + 1);
      if (next >= 0xdc00 && next <= 0xdfff) {
        length--;
        i++;
      }
    }
  }
  return length;
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
  const at = index < 0 ? index + codePointLength(text) : index;
  if (at < 0) return undefined;
  const offset = offsetOfIndex(text, at);
  return offset < text.length ? text.slice(offset, offset + widthAt(text, offset)) : undefined;
}

/** `text[start:stop:step]` with indices as `sliceIndices` gives them. */
export function sliceText(text: string, start: number, stop: number, step: number): string {
  if (step === 1) {
    if (start >= stop) return "";
    if (isSimple(text)) return text.slice(start, stop);
    const from = offsetOfIndex(text, start);
    const rest = text.slice(from);
    return rest.slice(0, offsetOfIndex(rest, stop - start));
  }
  const characters = isSimple(text) ? text : [...text];
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
