import type { Span } from "../ast.ts";
import { type Diagnostic, type DiagnosticCode, excerptOf } from "../diagnostics.ts";

/** Longest plan that is read, in UTF-16 code units. Plans of models are a few kilobytes. */
export const sourceLengthMax = 200_000;

/** A plan's text with its line structure; all offsets are UTF-16 offsets into `text`. */
export interface Source {
  /** Without byte order mark, line ends are `\n`. */
  readonly text: string;
  readonly lines: readonly string[];
  readonly lineStarts: readonly number[];
  /** Offsets of the characters that take two UTF-16 units. */
  readonly wideCharacters: readonly number[];
}

const hasSurrogates = /[\ud800-\udfff]/;

/**
 * Reads a plan's text as CPython reads a file: a byte order mark is dropped, `\r\n` and `\r` become `\n` (inside
 * string literals too). Never fails; {@link sourceProblem} says what is wrong with the text as a whole.
 */
export function readSource(text: string): Source {
  const unmarked = text.startsWith("\u{feff}") ? text.slice(1) : text;
  const normal = unmarked.includes("\r") ? unmarked.replaceAll(/\r\n?/g, "\n") : unmarked;
  const lines = normal.split("\n");
  const lineStarts: number[] = [];
  let start = 0;
  for (const line of lines) {
    lineStarts.push(start);
    start += line.length + 1;
  }
  const wideCharacters = hasSurrogates.test(normal)
    ? Array.from(normal.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g), ({ index }) => index)
    : [];
  return { text: normal, lines, lineStarts, wideCharacters };
}

/** What the parser throws inside; {@link parseProgram} turns it into a diagnostic. Never leaves this package. */
export class Refusal extends Error {
  readonly code: DiagnosticCode;
  readonly start: number;
  readonly end: number;
  readonly help: string | undefined;

  constructor(code: DiagnosticCode, message: string, start: number, end: number, help?: string) {
    super(message);
    this.code = code;
    this.start = start;
    this.end = end;
    this.help = help;
  }
}

/** Throws a {@link Refusal} for what CPython refuses too. */
export function syntaxError(message: string, start: number, end: number, help?: string): never {
  throw new Refusal("syntax_error", message, start, end, help);
}

/** Throws a {@link Refusal} for valid Python outside the plan language. */
export function unsupported(message: string, start: number, end: number, help: string): never {
  throw new Refusal("unsupported", message, start, end, help);
}

/** Throws when the text as a whole cannot be read: too long, NUL, lone surrogates. */
export function assertReadable(source: Source): void {
  const { text } = source;
  if (text.length > sourceLengthMax) {
    throw new Refusal(
      "too_complex",
      `the plan is ${text.length} characters long, the limit is ${sourceLengthMax}`,
      0,
      0,
      "write a shorter plan",
    );
  }
  const nul = text.indexOf("\0");
  if (nul !== -1) syntaxError("source code cannot contain null bytes", nul, nul + 1);
  if (!text.isWellFormed()) {
    const at = Math.max(0, text.search(/\p{Surrogate}/u));
    syntaxError("source code is not valid Unicode: it holds half of a surrogate pair", at, at + 1);
  }
}

/** How many of the sorted offsets are smaller than `offset`. */
function countBefore(offsets: readonly number[], offset: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Line and column (both from 1, columns in code points) of an offset; takes logarithmic time however long the line. */
export function positionAt(source: Source, offset: number): { line: number; column: number } {
  const line = countBefore(source.lineStarts, offset + 1);
  const start = source.lineStarts[line - 1] ?? 0;
  const end = Math.min(offset, start + (source.lines[line - 1] ?? "").length);
  const { wideCharacters } = source;
  const wide =
    wideCharacters.length === 0 ? 0 : countBefore(wideCharacters, end) - countBefore(wideCharacters, start);
  return { line, column: end - start - wide + 1 };
}

/** The offset of a line and column (both from 1, columns in code points). */
export function offsetAt(source: Source, line: number, column: number): number {
  const start = source.lineStarts[line - 1] ?? 0;
  if (source.wideCharacters.length === 0) return start + column - 1;
  const before = Array.from(source.lines[line - 1] ?? "").slice(0, column - 1);
  return start + before.join("").length;
}

/** The span between two offsets. */
export function spanBetween(source: Source, start: number, end: number): Span {
  const from = positionAt(source, start);
  const to = positionAt(source, Math.max(start, end));
  return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

/** A refusal as the diagnostic that callers see. */
export function diagnosticOf(source: Source, refusal: Refusal): Diagnostic {
  const span = spanBetween(source, refusal.start, refusal.end);
  const excerpt = excerptOf(source.lines, span);
  return refusal.help === undefined
    ? { code: refusal.code, message: refusal.message, span, excerpt }
    : { code: refusal.code, message: refusal.message, span, help: refusal.help, excerpt };
}
