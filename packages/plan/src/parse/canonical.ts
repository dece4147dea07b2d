import { parse } from "py-ast";
import type { Span } from "../ast.ts";
import { checkDepth } from "./depth.ts";
import { isLayout, isText } from "./layout.ts";
import { wordingOf } from "./messages.ts";
import { isDelComma, missingParentheses } from "./missing-parentheses.ts";
import { Refusal, type Source, spanBetween, syntaxError } from "./source.ts";
import type { Token } from "./token.ts";

/** py-ast's tree of a whole program. */
export type RawModule = ReturnType<typeof parse>;
/** What py-ast says about a place; absent on some kinds of node. */
export interface RawPlace {
  readonly lineno?: number;
  readonly col_offset?: number;
  readonly end_lineno?: number;
  readonly end_col_offset?: number;
}

/**
 * Tokens in a form that py-ast reads without any of its gaps: pure ASCII, one space between tokens, one logical line
 * per line, one space per level of indentation, every literal replaced by its index. All literals, names and places
 * are then taken from the tokens, so that columns in bytes, lost literal kinds, escapes, f-strings, byte order marks,
 * form feeds and joined lines are never py-ast's business; it decides the grammar alone.
 */
export class CanonicalText {
  readonly source: Source;
  readonly tokens: readonly Token[];
  readonly #lines: string[] = [];
  readonly #aliases = new Map<string, string>();
  readonly #aliasPrefix: string;
  /** Per emitted token: where it stands in the canonical text and in the source. */
  readonly #emitted: { line: number; column: number; endColumn: number; start: number; end: number }[] = [];
  /** Literals by their place in the canonical text. */
  readonly #literalPlaces = new Map<number, Token>();
  /** Index in `#emitted` of each line's first token, by the line's number. */
  readonly #lineStarts: number[] = [0];

  /**
   * @param form 'program' for the tokens of a whole plan, 'expression' for those of an f-string's field
   */
  constructor(source: Source, tokens: readonly Token[], form: "program" | "expression") {
    this.source = source;
    this.tokens = tokens;
    let prefix = "u_";
    while (source.text.includes(prefix)) prefix = `u${prefix}`;
    this.#aliasPrefix = prefix;
    if (form === "program") this.#writeProgram();
    else this.#writeExpression();
  }

  /**
   * Lets py-ast parse the text. Throws a refusal with the place of py-ast's complaint.
   */
  parse(): RawModule {
    try {
      const module = parse(this.#lines.join("\n"));
      checkDepth(module, this);
      return module;
    } catch (error) {
      if (error instanceof Refusal) throw error;
      if (error instanceof RangeError) {
        throw new Refusal(
          "too_complex",
          "the plan is nested too deeply",
          0,
          0,
          "split it into smaller steps",
        );
      }
      const message = error instanceof Error ? error.message : "";
      const [, line = "1", column = "0"] = / at line (\d+), column (\d+)$/.exec(message) ?? [];
      const token = this.#tokenFrom(Number(line), Number(column));
      const complaint = message.replace(/ at line \d+.*$/, "");
      const wording = wordingOf(complaint, this.tokens, token.start);
      return syntaxError(wording.message, token.start, token.end, wording.help);
    }
  }

  /** The span of a node of py-ast in the source. */
  spanOf(node: RawPlace): Span {
    const { start, end } = this.offsetsOf(node);
    return spanBetween(this.source, start, end);
  }

  /** The offsets of a node of py-ast in the source. */
  offsetsOf(node: RawPlace): { readonly start: number; readonly end: number } {
    const start = this.#tokenFrom(node.lineno ?? 1, node.col_offset ?? 0).start;
    const end = this.#tokenUntil(node.end_lineno ?? node.lineno ?? 1, node.end_col_offset ?? 0).end;
    return { start, end: Math.max(start, end) };
  }

  /** Index of the first token that starts at an offset or behind it. */
  indexAt(offset: number): number {
    let low = 0;
    let high = this.tokens.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.tokens[middle]?.start ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The token of a literal that py-ast found at a place. */
  literalAt(node: RawPlace): Token | undefined {
    return this.#literalPlaces.get(placeKey(node.lineno ?? 0, node.col_offset ?? 0));
  }

  /** A name as it stands in the plan; py-ast saw an ASCII stand-in for names with other characters. */
  nameOf(seen: string): string {
    return this.#aliases.get(seen) ?? seen;
  }

  // --------------------------------------------------------------------------------------------------------- writing

  #writeProgram(): void {
    const { tokens } = this;
    let level = 0;
    let line = "";
    const openings = new Map<number, number>();
    const closings = new Map<number, number>();
    for (const [from, to] of missingParentheses(tokens)) {
      openings.set(from, (openings.get(from) ?? 0) + 1);
      closings.set(to, (closings.get(to) ?? 0) + 1);
    }
    let start = 0;
    for (const [index, token] of tokens.entries()) {
      if (index === 0 || isLayout(tokens[index - 1]) || isText(tokens[index - 1], ";", ":")) start = index;
      if (token.type === "indent") level += 1;
      else if (token.type === "dedent") level -= 1;
      else if (token.type === "newline") {
        this.#lines.push(line);
        line = "";
      } else {
        if (line === "") line = " ".repeat(level);
        if (isDelComma(tokens, index, start)) continue;
        for (let n = openings.get(index) ?? 0; n > 0; n -= 1)
          line = this.#emit(line, "(", token.start, token.start);
        line = this.#emitToken(line, token, index);
        for (let n = closings.get(index) ?? 0; n > 0; n -= 1)
          line = this.#emit(line, ")", token.end, token.end);
      }
    }
    this.#lines.push(line, "");
  }

  #writeExpression(): void {
    const first = this.tokens[0]?.start ?? 0;
    let line = this.#emit("", "(", first, first);
    for (const [index, token] of this.tokens.entries()) line = this.#emitToken(line, token, index);
    const last = this.tokens.at(-1)?.end ?? first;
    this.#lines.push(this.#emit(line, ")", last, last), "");
  }

  #emitToken(line: string, token: Token, index: number): string {
    if (token.type === "number" || token.type === "string") {
      this.#literalPlaces.set(placeKey(this.#lines.length + 1, line.length), token);
      const written = token.type === "number" ? String(index) : `'${index}'`;
      return this.#emit(line, written, token.start, token.end);
    }
    if (token.type === "newline" || token.type === "indent" || token.type === "dedent") return line;
    return this.#emit(line, this.#written(token.text, index), token.start, token.end);
  }

  #emit(line: string, written: string, start: number, end: number): string {
    const number = this.#lines.length + 1;
    while (this.#lineStarts.length <= number) this.#lineStarts.push(this.#emitted.length);
    const column = line.length;
    const endColumn = column + written.length;
    this.#emitted.push({ line: number, column, endColumn, start, end });
    return `${line}${written} `;
  }

  #written(text: string, index: number): string {
    if (!/[^\0-\x7f]/.test(text)) return text;
    const alias = `${this.#aliasPrefix}${index}`;
    this.#aliases.set(alias, text);
    return alias;
  }

  // --------------------------------------------------------------------------------------------------------- finding

  /** The first token that starts at or behind a place. */
  #tokenFrom(line: number, column: number): { readonly start: number; readonly end: number } {
    const emitted = this.#emitted;
    let low = this.#lineStarts[line] ?? emitted.length;
    let high = this.#lineStarts[line + 1] ?? emitted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const token = emitted[middle];
      if (token !== undefined && (token.line < line || (token.line === line && token.column < column))) {
        low = middle + 1;
      } else high = middle;
    }
    const found = emitted[low];
    // Behind the last token of a line: the end of that line, not the token that opens the next one.
    const before = emitted[low - 1];
    if (before !== undefined && before.line === line && (found === undefined || found.line > line)) {
      return { start: before.end, end: before.end };
    }
    return found ?? { start: before?.end ?? 0, end: before?.end ?? 0 };
  }

  /** The last token that ends at or before a place. */
  #tokenUntil(line: number, column: number): { readonly end: number } {
    const emitted = this.#emitted;
    let low = this.#lineStarts[line] ?? emitted.length;
    let high = this.#lineStarts[line + 1] ?? emitted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const token = emitted[middle];
      if (token !== undefined && (token.line < line || (token.line === line && token.endColumn <= column))) {
        low = middle + 1;
      } else high = middle;
    }
    return emitted[low - 1] ?? { end: 0 };
  }
}

function placeKey(line: number, column: number): number {
  return line * 0x100000 + column;
}
