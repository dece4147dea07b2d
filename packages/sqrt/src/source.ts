import type { Position, Span } from "./diagnostics.ts";

/** A stretch of source text as offsets in UTF-16 code units; `end` is exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

const EXCERPT_WIDTH_MAX = 160;

/** A policy's text, with the places of its lines. */
export class Source {
  readonly text: string;
  readonly #lineStarts: readonly number[];
  /** Where pairs of surrogates begin: what a column in code units has more than one in code points. */
  readonly #pairs: readonly number[];

  constructor(text: string) {
    this.text = text;
    const starts = [0];
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    this.#lineStarts = starts;
    this.#pairs = Array.from(text.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g), (found) => found.index);
  }

  /** The line, from 0, that holds the offset. */
  lineOf(offset: number): number {
    return countUpTo(this.#lineStarts, offset) - 1;
  }

  position(offset: number): Position {
    const line = this.lineOf(offset);
    const start = this.#lineStarts[line] ?? 0;
    const pairs = countUpTo(this.#pairs, offset - 1) - countUpTo(this.#pairs, start - 1);
    return { offset, line: line + 1, column: offset - start - pairs + 1 };
  }

  /** Where the line that holds the offset begins. */
  lineStart(offset: number): number {
    return this.#lineStarts[this.lineOf(offset)] ?? 0;
  }

  /** The offset of a line and a distance into it in UTF-16 code units, both from 0; kept within the text. */
  offsetAt(line: number, character: number): number {
    const start = this.#lineStarts[Math.max(0, line)];
    if (start === undefined) return this.text.length;
    const next = this.#lineStarts[line + 1] ?? this.text.length + 1;
    return Math.min(start + Math.max(0, character), next - 1);
  }

  span(range: Range): Span {
    return { start: this.position(range.start), end: this.position(range.end) };
  }

  slice(range: Range): string {
    return this.text.slice(range.start, range.end);
  }

  /** The line of the range's start, with carets under the range. Very long lines are cut around it. */
  excerpt(range: Range): string {
    const line = this.lineOf(range.start);
    const lineStart = this.#lineStarts[line] ?? 0;
    const nextStart = this.#lineStarts[line + 1];
    const lineEnd = nextStart === undefined ? this.text.length : nextStart - 1;
    const from =
      range.start - lineStart > EXCERPT_WIDTH_MAX ? range.start - EXCERPT_WIDTH_MAX / 2 : lineStart;
    const to = Math.min(lineEnd, from + EXCERPT_WIDTH_MAX);
    const shown = printable(this.text.slice(from, to));
    const before = countCodePoints(this.text.slice(from, range.start));
    const marked = countCodePoints(this.text.slice(range.start, Math.min(range.end, to)));
    const number = String(line + 1);
    const margin = " ".repeat(number.length);
    return `${number} | ${shown}\n${margin} | ${" ".repeat(before)}${"^".repeat(Math.max(1, marked))}`;
  }
}

/** How many of the sorted numbers are at most the given one. */
function countUpTo(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many code points a string holds. */
export function countCodePoints(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const next = text.charCodeAt(at + 1);
    if (unit >= 0xd800 && unit < 0xdc00 && next >= 0xdc00 && next < 0xe000) at++;
    count++;
  }
  return count;
}

/** Tabs and control characters as one blank each, so that carets stand under what they mean. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, " ");
}
