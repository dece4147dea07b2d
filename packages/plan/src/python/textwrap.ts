/** The `textwrap` module. */
import { type Charge, uncharged } from "./charge.ts";
import { codePointLength, sliceText } from "./code-points.ts";
import { valueError } from "./error.ts";
import { expandTabs, split, splitLines, strip } from "./text.ts";

export interface WrapOptions {
  readonly width?: number;
  readonly initialIndent?: string;
  readonly subsequentIndent?: string;
  readonly expandTabs?: boolean;
  readonly replaceWhitespace?: boolean;
  readonly fixSentenceEndings?: boolean;
  readonly breakLongWords?: boolean;
  readonly dropWhitespace?: boolean;
  readonly breakOnHyphens?: boolean;
  readonly tabSize?: number;
  readonly maxLines?: number | undefined;
  readonly placeholder?: string;
  /** Told of the rest of a long word each time that it is broken: that work grows with the number of lines. */
  readonly charge?: Charge;
}

const space = "[\\t\\n\\v\\f\\r ]";
const word = "[\\p{L}\\p{N}_]";
const punctuated = "[\\p{L}\\p{N}_!\"'&.,?]";
const letter = "[\\p{L}\\p{Nl}\\p{No}_]";
// White space, a dash between words, or a word up to a hyphen, its end, or a dash. Each alternative looks at a bounded
// number of characters around, so splitting takes linear time.
const wordPieces = new RegExp(
  `${space}+|(?<=${punctuated})-{2,}(?=${word})|[^\\t\\n\\v\\f\\r ]+?(?:-(?:(?<=${letter}{2}-)|(?<=${letter}-${letter}-))(?=${letter}-?${letter})|(?=${space}|$)|(?<=${punctuated})(?=-{2,}${word}))`,
  "gu",
);
const plainPieces = /[\t\n\v\f\r ]+|[^\t\n\v\f\r ]+/gu;

const isBlank = (text: string): boolean => strip(text) === "";

/** `textwrap.wrap(text, ...)`; ValueError. */
export function wrap(text: string, options: WrapOptions = {}): string[] {
  const { width = 70, initialIndent = "", subsequentIndent = "", placeholder = " [...]", maxLines } = options;
  const dropWhitespace = options.dropWhitespace ?? true;
  const breakOnHyphens = options.breakOnHyphens ?? true;
  let prepared = (options.expandTabs ?? true) ? expandTabs(text, options.tabSize ?? 8) : text;
  if (options.replaceWhitespace ?? true) prepared = prepared.replaceAll(/[\t\n\v\f\r]/g, " ");
  const pieces = prepared.match(breakOnHyphens ? wordPieces : plainPieces) ?? [];
  const chunks = [...pieces];
  if (options.fixSentenceEndings === true) {
    for (let i = 0; i + 1 < chunks.length; i++) {
      if (chunks[i + 1] === " " && /[a-z][.!?]["']?$/.test(chunks[i] ?? "")) chunks[++i] = "  ";
    }
  }
  if (width <= 0) throw valueError(`invalid width ${width} (must be > 0)`);
  if (maxLines !== undefined) {
    const indent = maxLines > 1 ? subsequentIndent : initialIndent;
    if (codePointLength(indent) + codePointLength(placeholder.trimStart()) > width) {
      throw valueError("placeholder too large for max width");
    }
  }
  chunks.reverse();
  const lines: string[] = [];
  while (chunks.length > 0) {
    const line: string[] = [];
    let length = 0;
    const indent = lines.length > 0 ? subsequentIndent : initialIndent;
    const room = width - codePointLength(indent);
    const last = (): string => chunks.at(-1) ?? "";
    if (dropWhitespace && lines.length > 0 && isBlank(last())) chunks.pop();
    while (chunks.length > 0 && length + codePointLength(last()) <= room) {
      length += codePointLength(last());
      line.push(chunks.pop() ?? "");
    }
    if (chunks.length > 0 && codePointLength(last()) > room) {
      (options.charge ?? uncharged)(last().length);
      breakLongWord(chunks, line, length, room, options.breakLongWords ?? true, breakOnHyphens);
      length = line.reduce((sum, chunk) => sum + codePointLength(chunk), 0);
    }
    if (dropWhitespace && line.length > 0 && isBlank(line.at(-1) ?? ""))
      length -= codePointLength(line.pop() ?? "");
    if (line.length === 0) continue;
    const nothingLeft = chunks.length === 0 || (dropWhitespace && chunks.length === 1 && isBlank(last()));
    if (maxLines === undefined || lines.length + 1 < maxLines || (nothingLeft && length <= room)) {
      lines.push(indent + line.join(""));
      continue;
    }
    endWithPlaceholder(lines, line, length, room, indent, placeholder, width);
    break;
  }
  return lines;
}

function breakLongWord(
  chunks: string[],
  line: string[],
  length: number,
  room: number,
  breaks: boolean,
  hyphens: boolean,
): void {
  const left = room < 1 ? 1 : room - length;
  const chunk = chunks.at(-1) ?? "";
  if (!breaks) {
    if (line.length === 0) line.push(chunks.pop() ?? "");
    return;
  }
  const size = codePointLength(chunk);
  let end = left;
  if (hyphens && size > left) {
    const hyphen = [...sliceText(chunk, 0, Math.max(0, left), 1)].lastIndexOf("-");
    if (hyphen > 0 && /[^-]/.test(sliceText(chunk, 0, hyphen, 1))) end = hyphen + 1;
  }
  const cut = end < 0 ? Math.max(0, size + end) : Math.min(end, size);
  line.push(sliceText(chunk, 0, cut, 1));
  chunks[chunks.length - 1] = sliceText(chunk, cut, size, 1);
}

function endWithPlaceholder(
  lines: string[],
  line: string[],
  start: number,
  room: number,
  indent: string,
  placeholder: string,
  width: number,
): void {
  let length = start;
  while (line.length > 0) {
    const tail = line.at(-1) ?? "";
    if (!isBlank(tail) && length + codePointLength(placeholder) <= room) {
      lines.push(indent + line.join("") + placeholder);
      return;
    }
    length -= codePointLength(tail);
    line.pop();
  }
  const previous = lines.at(-1)?.trimEnd();
  if (previous !== undefined && codePointLength(previous) + codePointLength(placeholder) <= width) {
    lines[lines.length - 1] = previous + placeholder;
    return;
  }
  lines.push(indent + placeholder.trimStart());
}

/** `textwrap.fill(text, ...)`. */
export const fill = (text: string, options: WrapOptions = {}): string => wrap(text, options).join("\n");

/** `textwrap.shorten(text, width, ...)`; ValueError. */
export function shorten(text: string, width: number, options: WrapOptions = {}): string {
  return fill(split(strip(text)).join(" "), { ...options, width, maxLines: 1 });
}

/** `textwrap.dedent(text)`. */
export function dedent(text: string): string {
  const lines = text.split("\n").map((line) => (/^[ \t]+$/.test(line) ? "" : line));
  let margin: string | undefined;
  for (const line of lines) {
    const indent = /^[ \t]*/.exec(line)?.[0] ?? "";
    if (indent.length === line.length) continue;
    if (margin === undefined) margin = indent;
    else {
      let same = 0;
      while (same < margin.length && same < indent.length && margin[same] === indent[same]) same++;
      margin = margin.slice(0, same);
    }
  }
  const cut = margin ?? "";
  return lines.map((line) => (cut !== "" && line.startsWith(cut) ? line.slice(cut.length) : line)).join("\n");
}

/** `textwrap.indent(text, prefix, predicate)`: without a predicate lines of white space stay as they are. */
export function indent(
  text: string,
  prefix: string,
  predicate: (line: string) => boolean = (line) => !isBlank(line),
): string {
  return splitLines(text, true)
    .map((line) => (predicate(line) ? prefix + line : line))
    .join("");
}
