/** Methods that `bytes` has in common with `str`, for ASCII letters alone. A byte is a UTF-16 unit of the text. */

const letter = /[A-Za-z]/;

/** Whether there is a character and all are of the class. */
function all(pattern: RegExp): (text: string) => boolean {
  return (text) => pattern.test(text);
}

export const isAlnum = all(/^[A-Za-z0-9]+$/);
export const isAlpha = all(/^[A-Za-z]+$/);
export const isDigit = all(/^[0-9]+$/);
export const isSpace = all(/^[ \t-\r]+$/);
export const isAscii = (text: string): boolean => !/[\x80-\xff]/.test(text);
export const isLower = (text: string): boolean => /[a-z]/.test(text) && !/[A-Z]/.test(text);
export const isUpper = (text: string): boolean => /[A-Z]/.test(text) && !/[a-z]/.test(text);

/** Whether words begin with a capital and go on without. */
export function isTitle(text: string): boolean {
  let cased = false;
  let inside = false;
  for (const character of text) {
    const isLetter = letter.test(character);
    if (isLetter) {
      if (isUpper(character) === inside) return false;
      cased = true;
    }
    inside = isLetter;
  }
  return cased;
}

export const lower = (text: string): string => text.replace(/[A-Z]+/g, (part) => part.toLowerCase());
export const upper = (text: string): string => text.replace(/[a-z]+/g, (part) => part.toUpperCase());
export const swapCase = (text: string): string =>
  text.replace(/[A-Za-z]/g, (one) => (isLower(one) ? one.toUpperCase() : one.toLowerCase()));
export const title = (text: string): string =>
  text.replace(/[A-Za-z]+/g, (word) => upper(word.charAt(0)) + lower(word.slice(1)));
export const capitalize = (text: string): string => upper(text.charAt(0)) + lower(text.slice(1));

/** Lines end with `\n`, `\r`, `\r\n`, and nothing else. */
export function splitLines(text: string, keepEnds: boolean): string[] {
  const lines = text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
  return keepEnds ? [...lines] : lines.map((line) => line.replace(/(?:\r\n|\r|\n)$/, ""));
}
