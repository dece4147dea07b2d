import type { DiagnosticCode } from "./codes.ts";
import type { Range } from "./source.ts";

export type TokenKind =
  | "word"
  | "string"
  | "regex"
  | "wildcard"
  | "datetime"
  | "integer"
  | "float"
  | "infinity"
  | "mark"
  | "bad"
  | "end";

/** A token. `text` is the source text as written. */
export interface Token extends Range {
  readonly kind: TokenKind;
  readonly text: string;
  /** Doc comments between the token before and this one. */
  readonly docs: readonly Comment[];
}

/** A comment of any kind, with its delimiters. */
export interface Comment extends Range {
  readonly kind: "line" | "block" | "doc";
  readonly text: string;
}

/** What the lexer could not read. */
export interface LexicalError {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly range: Range;
  readonly help?: string;
}

/** All tokens, ending with one of kind `end`; all comments; all that could not be read. */
export interface Tokens {
  readonly tokens: readonly Token[];
  readonly comments: readonly Comment[];
  readonly errors: readonly LexicalError[];
}

const BLANK = /[ \t\f\r\n]+/y;
const WORD = /[a-zA-Z_][a-zA-Z0-9_]*/y;
const NUMBER = /-?[0-9]+(\.[0-9]+)?/y;
const INFINITE = /[+-]inf(?![a-zA-Z0-9_])/y;
const QUOTED = /"(?:[^"\\]|\\[^\n])*"/y;
const QUOTED_ON_ONE_LINE = /"(?:[^"\\\n]|\\[^\n])*"/y;
const DOT_VALUE = /\.value(?![a-zA-Z0-9_])/y;
const AT_SCOPE = /@(?:result|session|args)(?![a-zA-Z0-9_])/y;
const OTHER_QUOTES = /[“”„‘’«»'][^“”„‘’«»'"\n]*[“”„‘’«»']/y;
// Longest first.
const MARKS = ["<..<", "<..", "..<", "..", "->", "==", "|=", "&=", "-=", "^="];
const SINGLE_MARKS = "{}()[];,=|&-^.@";
const QUOTED_KINDS: ReadonlyMap<string, TokenKind> = new Map([
  ["r", "regex"],
  ["w", "wildcard"],
  ["d", "datetime"],
]);

/**
 * Splits a policy's text into tokens. Keywords are words like any other: what they mean depends on where they stand.
 * Strings may span lines; where that leaves the last one open, the text is read again with strings ending at
 * their line, so that the finding is at the line that lacks the quote.
 */
export function lex(text: string): Tokens {
  const whole = new Lexer(text, QUOTED).run();
  return whole.errors.some((error) => error.code === "unterminated-string")
    ? new Lexer(text, QUOTED_ON_ONE_LINE).run()
    : whole;
}

class Lexer {
  readonly #text: string;
  readonly #quoted: RegExp;
  readonly #tokens: Token[] = [];
  readonly #comments: Comment[] = [];
  readonly #errors: LexicalError[] = [];
  #docs: Comment[] = [];
  #at = 0;

  constructor(text: string, quoted: RegExp) {
    this.#text = text;
    this.#quoted = quoted;
  }

  run(): Tokens {
    while (this.#at < this.#text.length) {
      if (this.#match(BLANK) !== undefined) continue;
      if (this.#comment()) continue;
      this.#token();
    }
    this.#push("end", this.#at);
    return { tokens: this.#tokens, comments: this.#comments, errors: this.#errors };
  }

  /** Advances over the pattern if it matches here. */
  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found === null) return undefined;
    this.#at += found[0].length;
    return found[0];
  }

  #push(kind: TokenKind, start: number): void {
    this.#tokens.push({
      kind,
      text: this.#text.slice(start, this.#at),
      start,
      end: this.#at,
      docs: this.#docs,
    });
    this.#docs = [];
  }

  #comment(): boolean {
    const start = this.#at;
    if (this.#text.startsWith("//", start)) {
      const newline = this.#text.indexOf("\n", start);
      this.#at = newline < 0 ? this.#text.length : newline;
      const isDoc = this.#text.startsWith("///", start);
      const comment: Comment = {
        kind: isDoc ? "doc" : "line",
        text: this.#text.slice(start, this.#at).trimEnd(),
        start,
        end: this.#at,
      };
      this.#comments.push(comment);
      if (isDoc) this.#docs.push(comment);
      return true;
    }
    if (!this.#text.startsWith("/*", start)) return false;
    const close = this.#text.indexOf("*/", start + 2);
    if (close < 0) {
      this.#errors.push({
        code: "unterminated-comment",
        message: "This comment is never closed.",
        range: { start, end: start + 2 },
        help: "Close it with `*/`.",
      });
    }
    this.#at = close < 0 ? this.#text.length : close + 2;
    this.#comments.push({ kind: "block", text: this.#text.slice(start, this.#at), start, end: this.#at });
    return true;
  }

  #token(): void {
    const start = this.#at;
    const text = this.#text;
    const kind = this.#plainToken(start);
    if (kind !== undefined) this.#push(kind, start);
    else if (text[this.#at] === '"')
      this.#string(QUOTED_KINDS.get(text.slice(start, this.#at)) ?? "string", start);
    else this.#unexpected(start);
  }

  /** Advances over a token that is no string, and gives its kind. Before a string it advances over its prefix only. */
  #plainToken(start: number): TokenKind | undefined {
    const text = this.#text;
    if (text[start] === '"') return undefined;
    const word = this.#match(WORD);
    if (word !== undefined) return text[this.#at] === '"' && QUOTED_KINDS.has(word) ? undefined : "word";
    const number = this.#match(NUMBER);
    if (number !== undefined) return number.includes(".") ? "float" : "integer";
    if (this.#match(INFINITE) !== undefined) return "infinity";
    if (this.#match(DOT_VALUE) !== undefined || this.#match(AT_SCOPE) !== undefined) return "mark";
    const mark =
      MARKS.find((candidate) => text.startsWith(candidate, start)) ??
      (SINGLE_MARKS.includes(text.charAt(start)) ? text.charAt(start) : undefined);
    if (mark === undefined) return undefined;
    this.#at += mark.length;
    return "mark";
  }

  #string(kind: TokenKind, start: number): void {
    if (this.#match(this.#quoted) !== undefined) {
      this.#push(kind, start);
      return;
    }
    const newline = this.#text.indexOf("\n", start);
    this.#at = newline < 0 ? this.#text.length : newline;
    this.#errors.push({
      code: "unterminated-string",
      message: "This string is never closed.",
      range: { start, end: this.#at },
      help: 'Close it with `"`. Inside a string, write `\\"` for a quote and `\\\\` for a backslash.',
    });
    this.#push("bad", start);
  }

  #unexpected(start: number): void {
    const first = this.#text.codePointAt(start) ?? 0;
    // Text in other quotes is one mistake.
    if (this.#match(OTHER_QUOTES) === undefined) this.#at += first > 0xffff ? 2 : 1;
    const shown = String.fromCodePoint(first);
    const previous = this.#errors.at(-1);
    if (previous?.code === "unexpected-character" && previous.range.end === start) {
      this.#errors.pop();
      this.#tokens.pop();
      this.#errors.push({ ...previous, range: { start: previous.range.start, end: this.#at } });
      this.#push("bad", previous.range.start);
      return;
    }
    this.#errors.push({
      code: "unexpected-character",
      message: `The character \`${/\p{C}|\p{Z}/u.test(shown) ? `U+${first.toString(16).toUpperCase().padStart(4, "0")}` : shown}\` has no meaning here.`,
      range: { start, end: this.#at },
      help: "Text belongs in double quotes; comments begin with `//`; blanks are space, tab and line break.",
    });
    this.#push("bad", start);
  }
}
