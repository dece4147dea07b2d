import { scanNumber } from "./number-literal.ts";
import { positionAt, type Source, syntaxError, unsupported } from "./source.ts";
import { decodeBytes, decodeStr } from "./string-literal.ts";
import {
  type FormatField,
  type FormatPart,
  keywords,
  layoutTerminals,
  nameTerminal,
  numberTerminal,
  operatorAt,
  type StringLiteral,
  stringTerminal,
  type Terminal,
  Token,
} from "./token.ts";

const identifierPattern = /[\p{XID_Start}_]\p{XID_Continue}*/uy;

/** Which ASCII characters begin (1) and continue (1, 2) a name. */
const ofNames = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return /[A-Za-z_]/.test(character) ? 1 : /[0-9]/.test(character) ? 2 : 0;
});

/** What may stand before the quotes of a string, in lower case. */
const stringPrefixes: ReadonlySet<string> = new Set(["r", "b", "f", "u", "rb", "br", "rf", "fr"]);

const code = {
  tab: 0x09,
  newline: 0x0a,
  formFeed: 0x0c,
  space: 0x20,
  quotes: 0x22,
  hash: 0x23,
  apostrophe: 0x27,
  dot: 0x2e,
  zero: 0x30,
  nine: 0x39,
  backslash: 0x5c,
} as const;

function isDigit(character: number): boolean {
  return character >= code.zero && character <= code.nine;
}

/** Brackets inside each other; CPython allows 200. Recursion over the tree rests on it. */
const bracketDepthMax = 100;
/** CPython's limit on levels of indentation. */
const indentDepthMax = 100;
/** CPython's limit on fields inside the format specs of fields. */
const fieldDepthMax = 2;

const closing: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
const conversions: Readonly<Record<string, 97 | 114 | 115>> = { s: 115, r: 114, a: 97 };

interface Indentation {
  /** Width with tab stops at 8. */
  readonly width: number;
  /** Width with tabs as one: the two must order lines alike, else tabs and spaces are mixed inconsistently. */
  readonly narrow: number;
}

/** The tokens of a plan. */
export interface Tokens {
  /** The last one is of type `end`. */
  readonly tokens: readonly Token[];
  /** How many tokens the longest logical line has, those in its f-strings included. */
  readonly longestLine: number;
  /** There are names that begin with two underscores. */
  readonly privateNames: boolean;
}

/**
 * Splits a plan into tokens as CPython's tokenizer does: literals decoded, logical lines and indentation resolved,
 * comments dropped, string literals that stand side by side in one token. f-strings are read as of Python 3.12 (the
 * same quotes and backslashes may stand in their fields), which gives every f-string of 3.11 its meaning.
 *
 * Throws a {@link Refusal} with CPython's message for what its tokenizer refuses.
 */
export function tokenize(source: Source): Tokens {
  return new Tokenizer(source).run();
}

interface Bracket {
  readonly text: string;
  readonly start: number;
}

class Tokenizer {
  readonly #source: Source;
  readonly #text: string;
  /** Whether each character is one UTF-16 unit, so that columns are differences of offsets. */
  readonly #narrow: boolean;
  #at = 0;
  /** The line (from 0) that the last token began or ended in, and where it begins: places are asked for in order. */
  #line = 0;
  #lineStart = 0;
  #tokens: Token[] = [];
  readonly #brackets: Bracket[] = [];
  readonly #indents: Indentation[] = [{ width: 0, narrow: 0 }];
  #fieldDepth = 0;
  #lineLength = 0;
  #longestLine = 0;
  #privateNames = false;

  constructor(source: Source) {
    this.#source = source;
    this.#text = source.text;
    this.#narrow = source.wideCharacters.length === 0;
  }

  run(): Tokens {
    const text = this.#text;
    this.#indentation();
    while (this.#at < text.length) {
      const character = text.charCodeAt(this.#at);
      if (character === code.space) this.#at += 1;
      else if (character === code.newline) this.#newline();
      else if (!this.#skipBlank(character)) this.#token();
    }
    const open = this.#brackets.at(-1);
    if (open !== undefined) syntaxError(`'${open.text}' was never closed`, open.start, open.start + 1);
    this.#endLine(text.length);
    for (let level = this.#indents.length; level > 1; level -= 1) this.#layout("dedent", text.length);
    this.#layout("end", text.length);
    return { tokens: this.#tokens, longestLine: this.#longestLine, privateNames: this.#privateNames };
  }

  /** Skips spaces, comments and joined lines; whether there was any. */
  #skipBlank(first: number): boolean {
    const text = this.#text;
    const from = this.#at;
    for (let character = first; ; character = text.charCodeAt(this.#at)) {
      if (character === code.space || character === code.tab || character === code.formFeed) this.#at += 1;
      else if (character === code.hash) {
        const end = text.indexOf("\n", this.#at);
        this.#at = end === -1 ? text.length : end;
      } else if (character === code.backslash) {
        if (text[this.#at + 1] !== "\n") {
          if (this.#at + 1 >= text.length)
            syntaxError("unexpected EOF while parsing", this.#at, this.#at + 1);
          syntaxError("unexpected character after line continuation character", this.#at + 1, this.#at + 2);
        }
        this.#at += 2;
        if (this.#at >= text.length) syntaxError("unexpected EOF while parsing", this.#at - 2, this.#at - 1);
      } else return this.#at > from;
    }
  }

  #newline(): void {
    const at = this.#at;
    this.#at += 1;
    if (this.#brackets.length > 0) return;
    this.#endLine(at);
    this.#indentation();
  }

  #endLine(at: number): void {
    this.#longestLine = Math.max(this.#longestLine, this.#lineLength);
    this.#lineLength = 0;
    const last = this.#tokens.at(-1);
    if (last === undefined || last.type === "newline" || last.type === "dedent" || last.type === "indent")
      return;
    this.#layout("newline", at);
  }

  #layout(type: "newline" | "indent" | "dedent" | "end", at: number): void {
    this.#add(layoutTerminals[type], "", at, at, null, null);
  }

  #add(
    terminal: Terminal,
    text: string,
    start: number,
    end: number,
    value: Token["value"],
    literals: Token["literals"],
  ): void {
    this.#lineLength += 1;
    let line: number;
    let column: number;
    let endLine: number;
    let endColumn: number;
    if (this.#narrow) {
      this.#findLine(start);
      line = this.#line + 1;
      column = start - this.#lineStart + 1;
      // Of all tokens a string alone may end on another line.
      if (literals !== null) this.#findLine(end);
      endLine = this.#line + 1;
      endColumn = end - this.#lineStart + 1;
    } else {
      ({ line, column } = positionAt(this.#source, start));
      ({ line: endLine, column: endColumn } = positionAt(this.#source, end));
    }
    this.#tokens.push(
      new Token(terminal, text, start, end, line, column, endLine, endColumn, value, literals),
    );
  }

  #findLine(offset: number): void {
    const { lineStarts } = this.#source;
    // An f-string begins before the tokens in it, which were asked for first.
    while (offset < this.#lineStart) {
      this.#line -= 1;
      this.#lineStart = lineStarts[this.#line] ?? 0;
    }
    for (;;) {
      const next = lineStarts[this.#line + 1];
      if (next === undefined || next > offset) return;
      this.#line += 1;
      this.#lineStart = next;
    }
  }

  /** Reads the indentation of the next line that holds code. */
  #indentation(): void {
    const text = this.#text;
    for (;;) {
      const start = this.#at;
      let width = 0;
      let narrow = 0;
      for (; ; this.#at += 1) {
        const character = text[this.#at];
        if (character === " ") {
          width += 1;
          narrow += 1;
        } else if (character === "\t") {
          width = (Math.floor(width / 8) + 1) * 8;
          narrow += 1;
        } else if (character === "\f") {
          width = 0;
          narrow = 0;
        } else if (character === "\\" && text[this.#at + 1] === "\n") {
          // A joined line of blanks only: what follows is indented as its first line.
          this.#at += 2;
          if (this.#at >= text.length)
            syntaxError("unexpected EOF while parsing", this.#at - 2, this.#at - 1);
          while (/[ \t\f]/.test(text.charAt(this.#at))) this.#at += 1;
          break;
        } else break;
      }
      const character = text[this.#at];
      if (character === undefined) return;
      if (character === "#") {
        const end = text.indexOf("\n", this.#at);
        this.#at = end === -1 ? text.length : end;
        if (end === -1) return;
      }
      if (text[this.#at] === "\n") {
        this.#at += 1;
        continue;
      }
      this.#indentTo({ width, narrow }, start);
      return;
    }
  }

  #indentTo(next: Indentation, lineStart: number): void {
    const inconsistent = (): never =>
      syntaxError("inconsistent use of tabs and spaces in indentation", lineStart, this.#at);
    const current = this.#indents.at(-1) ?? next;
    if (next.width === current.width) {
      if (next.narrow !== current.narrow) inconsistent();
      return;
    }
    if (next.width > current.width) {
      if (next.narrow <= current.narrow) inconsistent();
      if (this.#indents.length >= indentDepthMax)
        syntaxError("too many levels of indentation", lineStart, this.#at);
      this.#indents.push(next);
      this.#layout("indent", this.#at);
      return;
    }
    for (;;) {
      const top = this.#indents.at(-1);
      if (top === undefined || top.width <= next.width) {
        if (top?.width !== next.width) {
          syntaxError("unindent does not match any outer indentation level", lineStart, this.#at);
        }
        if (top.narrow !== next.narrow) inconsistent();
        return;
      }
      this.#indents.pop();
      this.#layout("dedent", this.#at);
    }
  }

  #token(): void {
    const text = this.#text;
    const start = this.#at;
    const first = text.charCodeAt(start);
    if (ofNames[first] === 1) {
      let end = start + 1;
      let next = text.charCodeAt(end);
      while (next < 128 && ofNames[next] !== 0) next = text.charCodeAt(++end);
      if (!(next >= 128)) {
        const name = text.slice(start, end);
        if (end - start <= 2 && (next === code.quotes || next === code.apostrophe)) {
          const prefix = name.toLowerCase();
          if (stringPrefixes.has(prefix)) {
            this.#string(prefix, start);
            return;
          }
        }
        this.#at = end;
        const keyword = keywords.get(name);
        if (keyword === undefined) this.#name(name, start, end);
        else this.#add(keyword, "", start, end, null, null);
        return;
      }
    } else if (first === code.quotes || first === code.apostrophe) {
      this.#string("", start);
      return;
    } else if (isDigit(first) || (first === code.dot && isDigit(text.charCodeAt(start + 1)))) {
      const { end, value } = scanNumber(text, start);
      this.#at = end;
      this.#add(numberTerminal, "", start, end, value, null);
      return;
    }
    const operator = operatorAt(text, start);
    if (operator !== undefined) {
      this.#operator(operator, start);
      return;
    }
    identifierPattern.lastIndex = start;
    const identifier = identifierPattern.exec(text)?.[0];
    if (identifier === undefined) this.#strange(start);
    this.#at = start + identifier.length;
    this.#identifier(identifier, start);
  }

  #identifier(written: string, start: number): void {
    const end = start + written.length;
    const text = written.normalize("NFKC");
    if (keywords.has(text)) syntaxError("invalid syntax", start, end);
    this.#name(text, start, end);
  }

  /** INVARIANT: all names of a program pass here; the check of dunder names is left out when none has been seen. */
  #name(text: string, start: number, end: number): void {
    if (text.startsWith("__")) this.#privateNames = true;
    this.#add(nameTerminal, text, start, end, null, null);
  }

  #strange(start: number): never {
    const character = String.fromCodePoint(this.#text.codePointAt(start) ?? 0);
    const end = start + character.length;
    const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
    if (/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Z}]/u.test(character)) {
      syntaxError(`invalid non-printable character ${code}`, start, end);
    }
    if (character > "\x7f") syntaxError(`invalid character '${character}' (${code})`, start, end);
    return syntaxError("invalid syntax", start, end);
  }

  #operator(terminal: Terminal, start: number): void {
    const text = terminal.type;
    const end = start + text.length;
    this.#at = end;
    this.#add(terminal, "", start, end, null, null);
    if (text === "(" || text === "[" || text === "{") {
      if (this.#brackets.length >= bracketDepthMax) syntaxError("too many nested parentheses", start, end);
      this.#brackets.push({ text, start });
      return;
    }
    if (text !== ")" && text !== "]" && text !== "}") return;
    const open = this.#brackets.pop();
    if (open === undefined) syntaxError(`unmatched '${text}'`, start, end);
    if (closing[open.text] === text) return;
    const openLine = positionAt(this.#source, open.start).line;
    const onLine = openLine === positionAt(this.#source, start).line ? "" : ` on line ${openLine}`;
    syntaxError(
      `closing parenthesis '${text}' does not match opening parenthesis '${open.text}'${onLine}`,
      start,
      end,
    );
  }

  // -------------------------------------------------------------------------------------------------------- strings

  #string(prefix: string, start: number): void {
    const text = this.#text;
    const open = start + prefix.length;
    const quote = text.charAt(open);
    const fence = text[open + 1] === quote && text[open + 2] === quote ? quote.repeat(3) : quote;
    const raw = prefix.includes("r");
    const bodyStart = open + fence.length;
    let literal: StringLiteral;
    if (prefix.includes("f")) {
      const outerDepth = this.#fieldDepth;
      this.#fieldDepth = 0;
      this.#at = bodyStart;
      const parts = this.#formatText(fence, raw, start);
      this.#fieldDepth = outerDepth;
      this.#at += fence.length;
      literal = { kind: "fstring", parts, start, end: this.#at };
    } else {
      const bodyEnd = this.#stringEnd(bodyStart, fence, start);
      this.#at = bodyEnd + fence.length;
      literal = prefix.includes("b")
        ? { kind: "bytes", value: decodeBytes(text, bodyStart, bodyEnd, raw), start, end: this.#at }
        : { kind: "str", value: decodeStr(text, bodyStart, bodyEnd, raw), start, end: this.#at };
    }
    const last = this.#tokens.at(-1);
    if (last === undefined || last.literals === null) {
      this.#add(stringTerminal, "", start, this.#at, null, [literal]);
      return;
    }
    if ((literal.kind === "bytes") !== (last.literals[0]?.kind === "bytes")) {
      syntaxError("cannot mix bytes and nonbytes literals", last.start, this.#at);
    }
    const { literals } = last;
    literals.push(literal);
    this.#tokens.pop();
    this.#add(stringTerminal, "", start, this.#at, null, literals);
    const { endLine, endColumn } = this.#tokens.pop() ?? last;
    this.#tokens.push(
      new Token(
        stringTerminal,
        "",
        last.start,
        this.#at,
        last.line,
        last.column,
        endLine,
        endColumn,
        null,
        literals,
      ),
    );
  }

  /** Offset of the closing quotes. */
  #stringEnd(from: number, fence: string, start: number): number {
    const text = this.#text;
    const quote = fence.charCodeAt(0);
    for (let at = from; at < text.length; at += 1) {
      const character = text.charCodeAt(at);
      if (character === code.backslash) at += 1;
      else if (character === code.newline && fence.length === 1) break;
      else if (character === quote && (fence.length === 1 || text.startsWith(fence, at))) return at;
    }
    return this.#unterminated(fence, start);
  }

  #unterminated(fence: string, start: number): never {
    const triple = fence.length === 3;
    const last = triple ? this.#source.lines.length : positionAt(this.#source, start).line;
    const lastLine =
      this.#source.lines.length > 1 && this.#source.text.endsWith("\n") && triple ? last - 1 : last;
    return syntaxError(
      `unterminated ${triple ? "triple-quoted " : ""}string literal (detected at line ${lastLine})`,
      start,
      start + 1,
    );
  }

  /**
   * Reads the text of an f-string, or of a format spec in it, up to the closing quotes or the `}` that ends the spec;
   * leaves the position there.
   */
  #formatText(fence: string, raw: boolean, start: number, inSpec = false): readonly FormatPart[] {
    const text = this.#text;
    const parts: FormatPart[] = [];
    let from = this.#at;
    const flush = (end: number): void => {
      if (end > from) {
        parts.push({ kind: "text", value: decodeStr(text, from, end, raw), start: from, end });
      }
    };
    for (;;) {
      const at = this.#at;
      const character = text[at];
      if (character === undefined || (character === "\n" && fence.length === 1)) {
        return this.#unterminated(fence, start);
      }
      if (text.startsWith(fence, at)) {
        if (inSpec) syntaxError("f-string: expecting '}'", at, at + 1);
        flush(at);
        return parts;
      }
      if (character === "\\" && !raw && text.startsWith("N{", at + 1)) {
        unsupported(
          "the plan language does not look up characters by name",
          at,
          at + 2,
          "write the character itself, or \\u with its code point",
        );
      }
      if (character === "\\" && text[at + 1] !== "{" && text[at + 1] !== "}") {
        this.#at += 2;
      } else if (character === "{" && text[at + 1] === "{" && !inSpec) {
        flush(at + 1);
        this.#at += 2;
        from = this.#at;
      } else if (character === "{") {
        flush(at);
        parts.push(this.#field(fence, raw, start));
        from = this.#at;
      } else if (character === "}") {
        if (inSpec) {
          flush(at);
          return parts;
        }
        if (text[at + 1] !== "}") syntaxError("f-string: single '}' is not allowed", at, at + 1);
        flush(at + 1);
        this.#at += 2;
        from = this.#at;
      } else this.#at += 1;
    }
  }

  /** Reads `{expression=!r:spec}`; the position is at `{`, and behind `}` afterwards. */
  #field(fence: string, raw: boolean, start: number): FormatField {
    const text = this.#text;
    const open = this.#at;
    if (this.#fieldDepth >= fieldDepthMax) {
      syntaxError("f-string: expressions nested too deeply", open, open + 1);
    }
    this.#fieldDepth += 1;
    this.#at += 1;
    const outerTokens = this.#tokens;
    this.#tokens = [];
    // INVARIANT: brackets of all fields around count together, so nesting cannot outgrow the limit by f-strings.
    const depth = this.#brackets.push({ text: "{", start: open });
    if (depth > bracketDepthMax) syntaxError("too many nested parentheses", open, open + 1);
    const stop = this.#fieldTokens(depth, fence, start);
    this.#brackets.pop();
    const tokens = this.#tokens;
    this.#layout("end", this.#at);
    this.#tokens = outerTokens;
    if (tokens.length === 1) syntaxError("f-string: empty expression not allowed", open, this.#at + 1);
    let label: string | null = null;
    if (stop === "=") {
      this.#at += 1;
      while (/[ \t\n\f]/.test(text.charAt(this.#at))) this.#at += 1;
      label = text.slice(open + 1, this.#at);
    }
    let conversion: FormatField["conversion"] = -1;
    if (text[this.#at] === "!") {
      const letter = text.charAt(this.#at + 1);
      const known = conversions[letter];
      if (known === undefined || /[\p{XID_Continue}]/u.test(text.charAt(this.#at + 2))) {
        const message = "f-string: invalid conversion character: expected 's', 'r', or 'a'";
        syntaxError(message, this.#at, this.#at + 2);
      }
      conversion = known;
      this.#at += 2;
    }
    let spec: readonly FormatPart[] | null = null;
    if (text[this.#at] === ":") {
      this.#at += 1;
      spec = this.#formatText(fence, raw, start, true);
    }
    if (text[this.#at] !== "}") syntaxError("f-string: expecting '}'", this.#at, this.#at + 1);
    this.#at += 1;
    this.#fieldDepth -= 1;
    if (label !== null && conversion === -1 && spec === null) conversion = 114;
    return { kind: "field", tokens, label, conversion, spec, start: open, end: this.#at };
  }

  /** Reads a field's expression; gives the character that ends it, at which the position stays. */
  #fieldTokens(depth: number, fence: string, start: number): string {
    const text = this.#text;
    for (;;) {
      if (this.#skipBlank(text.charCodeAt(this.#at))) continue;
      const character = text[this.#at];
      if (character === undefined) this.#unterminated(fence, start);
      if (character === "\n") {
        if (fence.length === 1) this.#unterminated(fence, start);
        this.#at += 1;
        continue;
      }
      if (this.#brackets.length === depth) {
        if (character === "}" || character === ":") return character;
        if (character === "!" && text[this.#at + 1] !== "=") return character;
        if (character === "=" && text[this.#at + 1] !== "=") return character;
        if (text.startsWith(fence, this.#at) && fence.length === 1 && this.#closesString(fence)) {
          syntaxError("f-string: expecting '}'", this.#at, this.#at + 1);
        }
      }
      this.#token();
    }
  }

  /** Whether a quote in a field is the f-string's own end rather than a literal in the field (3.12 allows the latter). */
  #closesString(quote: string): boolean {
    for (let at = this.#at + 1; at < this.#text.length && this.#text[at] !== "\n"; at += 1) {
      if (this.#text[at] === "\\") at += 1;
      else if (this.#text[at] === quote) return false;
    }
    return true;
  }
}
