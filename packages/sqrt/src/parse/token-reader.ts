import type { Name } from "../ast.ts";
import { FINDINGS_MAX } from "../check/findings.ts";
import type { DiagnosticCode } from "../codes.ts";
import { type Diagnostic, diagnose } from "../diagnostics.ts";
import { type Comment, lex, type Token } from "../lex.ts";
import type { Range, Source } from "../source.ts";
import { SyntaxFailure } from "./syntax-failure.ts";

/** Deeper nesting is refused, so that no recursion runs out of stack. */
export const NESTING_MAX = 200;

/** The tokens of a policy, the place that reading has come to, and what was found on the way. */
export class TokenReader {
  protected readonly source: Source;
  protected readonly tokens: Token[];
  protected readonly comments: readonly Comment[];
  protected readonly diagnostics: Diagnostic[] = [];
  protected readonly takenDocs = new Set<Comment>();
  protected at = 0;
  protected depth = 0;
  protected isInBlock = false;

  constructor(source: Source) {
    this.source = source;
    const { tokens, comments, errors } = lex(source.text);
    this.tokens = [...tokens];
    this.comments = comments;
    for (const error of errors.slice(0, FINDINGS_MAX)) {
      this.diagnostics.push(diagnose(source, error.code, error.range, error.message, error.help));
    }
  }

  protected get token(): Token {
    return this.peek(0);
  }

  protected peek(ahead: number): Token {
    const token = this.tokens[Math.max(0, Math.min(this.at + ahead, this.tokens.length - 1))];
    if (token === undefined) throw new RangeError("the token list ends with an end token");
    return token;
  }

  protected get previousEnd(): number {
    return this.tokens[this.at - 1]?.end ?? 0;
  }

  protected next(): Token {
    const token = this.token;
    if (token.kind !== "end") this.at++;
    return token;
  }

  protected isMark(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === "mark" && token.text === text;
  }

  protected isWord(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === "word" && token.text === text;
  }

  protected takeMark(text: string): boolean {
    if (!this.isMark(text)) return false;
    this.at++;
    return true;
  }

  protected takeWord(text: string): boolean {
    if (!this.isWord(text)) return false;
    this.at++;
    return true;
  }

  protected range(start: number): Range {
    return { start, end: this.previousEnd };
  }

  protected report(code: DiagnosticCode, range: Range, message: string, help?: string): void {
    if (this.diagnostics.length >= FINDINGS_MAX) return;
    this.diagnostics.push(diagnose(this.source, code, range, message, help));
  }

  protected fail(expected: string, help?: string): never {
    const token = this.token;
    const shown = token.kind === "end" ? "the text ends" : `\`${abbreviate(token.text)}\` stands`;
    throw new SyntaxFailure(
      "expected-token",
      token.kind === "end" ? { start: this.previousEnd, end: this.previousEnd } : token,
      `Expected ${expected}, but ${shown} here.`,
      this.at,
      token.kind === "bad",
      help,
    );
  }

  protected dropDocs(token: Token | undefined): void {
    for (const doc of token?.docs ?? []) this.takenDocs.add(doc);
  }

  /** Takes the `///` comments before the current token. */
  protected docs(): string | undefined {
    const { docs } = this.token;
    if (docs.length === 0) return undefined;
    this.dropDocs(this.token);
    return docs.map((comment) => comment.text.replace(/^\/\/\/ ?/, "").trimEnd()).join("\n");
  }

  protected name(expected: string): Name {
    if (this.token.kind !== "word") this.fail(expected);
    const { text, start, end } = this.next();
    return { text, start, end };
  }

  protected deeper<T>(read: () => T): T {
    if (this.depth >= NESTING_MAX) {
      throw new SyntaxFailure(
        "nesting-too-deep",
        this.token,
        `This nests more than ${NESTING_MAX} deep.`,
        this.at,
        false,
        "Name parts of it with `let`.",
      );
    }
    this.depth++;
    const value = read();
    this.depth--;
    return value;
  }
}

/** What a declaration, rule, block or statement carries where `///` comments stand before it. */
export function optionalDoc(doc: string | undefined): { doc?: string } {
  return doc === undefined ? {} : { doc };
}

function abbreviate(text: string): string {
  const line = text.split("\n", 1)[0] ?? "";
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
