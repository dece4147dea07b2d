import type { Member, Program } from "./ast.ts";
import type { Diagnostic } from "./diagnostics.ts";
import { type Comment, lex, type Token } from "./lex.ts";
import { parsePolicy } from "./parse.ts";
import type { Range, Source } from "./source.ts";
import { expressionsOf, walkExpression } from "./walk.ts";

/** What formatting gives: the text in the one style, or the syntax errors that stand in its way. */
export type Formatted =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

const WIDTH = 100;
const INDENT = "  ";

/**
 * Formats a policy: a statement a line, two blanks of indentation, long conditions broken before `and` and `or`, at most
 * one empty line in a row. Keeps every comment and every word; formatting twice changes nothing more.
 */
export function formatPolicy(text: string): Formatted {
  const { program, diagnostics } = parsePolicy(text);
  if (diagnostics.some((diagnostic) => diagnostic.severity === "error")) return { ok: false, diagnostics };
  const { tokens, comments } = lex(text);
  return { ok: true, text: new Printer(program, mergePieces(tokens, comments)).run() };
}

/** A token or a comment. */
type Piece =
  | { readonly kind: "token"; readonly token: Token }
  | { readonly kind: "comment"; readonly comment: Comment };

function mergePieces(tokens: readonly Token[], comments: readonly Comment[]): readonly Piece[] {
  const pieces: Piece[] = [
    ...tokens.filter((token) => token.kind !== "end").map((token): Piece => ({ kind: "token", token })),
    ...comments.map((comment): Piece => ({ kind: "comment", comment })),
  ];
  return pieces.sort((a, b) => rangeOf(a).start - rangeOf(b).start);
}

function rangeOf(piece: Piece): Range {
  return piece.kind === "token" ? piece.token : piece.comment;
}

/** A statement on its way to the page, with the comments that stand in it. */
interface StatementLine {
  readonly pieces: Piece[];
  readonly indent: number;
}

class Printer {
  readonly #source: Source;
  readonly #pieces: readonly Piece[];
  readonly #braces: ReadonlySet<number>;
  readonly #breaks: ReadonlyMap<number, number>;
  readonly #lines: string[] = [];
  #indent = 0;
  #statement: Piece[] = [];

  constructor(program: Program, pieces: readonly Piece[]) {
    this.#source = program.source;
    this.#pieces = pieces;
    this.#braces = blockBraces(program, pieces);
    this.#breaks = logicBreaks(program, pieces);
  }

  run(): string {
    let previous: Piece | undefined;
    for (const piece of this.#pieces) {
      this.#emptyLine(previous, piece);
      if (piece.kind === "comment") this.#comment(piece, previous);
      else this.#token(piece);
      previous = piece;
    }
    this.#endStatement();
    return this.#lines.length === 0 ? "" : `${this.#lines.join("\n")}\n`;
  }

  /** One empty line stays where some were, but not behind an opening or before a closing brace. */
  #emptyLine(previous: Piece | undefined, piece: Piece): void {
    if (previous === undefined || this.#statement.length > 0) return;
    const distance = this.#source.lineOf(rangeOf(piece).start) - this.#source.lineOf(rangeOf(previous).end);
    if (distance < 2) return;
    const opens = previous.kind === "token" && this.#isBlockBrace(previous.token, "{");
    const closes = piece.kind === "token" && this.#isBlockBrace(piece.token, "}");
    if (!opens && !closes) this.#lines.push("");
  }

  #isBlockBrace(token: Token, text: "{" | "}"): boolean {
    return token.text === text && token.kind === "mark" && this.#braces.has(token.start);
  }

  #comment(piece: Piece & { kind: "comment" }, previous: Piece | undefined): void {
    const { comment } = piece;
    const isBehind =
      previous !== undefined &&
      this.#source.lineOf(rangeOf(previous).end) === this.#source.lineOf(comment.start);
    if (this.#statement.length > 0) {
      this.#statement.push(piece);
    } else if (isBehind && comment.kind !== "doc" && this.#lines.length > 0) {
      this.#lines.push(`${this.#lines.pop() ?? ""} ${comment.text}`);
    } else {
      this.#lines.push(`${INDENT.repeat(this.#indent)}${comment.text}`);
    }
  }

  #token(piece: Piece & { kind: "token" }): void {
    const { token } = piece;
    if (this.#isBlockBrace(token, "}")) {
      this.#endStatement();
      this.#indent = Math.max(0, this.#indent - 1);
      const last = this.#lines.at(-1);
      // An empty block closes on its own line's end.
      if (last?.endsWith("{") === true && !last.trimStart().startsWith("//"))
        this.#lines[this.#lines.length - 1] = `${last}}`;
      else this.#lines.push(`${INDENT.repeat(this.#indent)}}`);
      return;
    }
    this.#statement.push(piece);
    if (this.#isBlockBrace(token, "{")) {
      this.#endStatement();
      this.#indent++;
    } else if (token.kind === "mark" && token.text === ";") this.#endStatement();
  }

  #endStatement(): void {
    const pieces = this.#statement;
    this.#statement = [];
    if (pieces.length === 0) return;
    this.#lines.push(...this.#layOut({ pieces, indent: this.#indent }));
  }

  /** The statement on one line if it fits and no comment breaks it, else broken before its outermost `and`s and `or`s. */
  #layOut({ pieces, indent }: StatementLine): readonly string[] {
    const first = INDENT.repeat(indent);
    const later = INDENT.repeat(indent + 2);
    const isBroken = pieces.some((piece) => this.#forcesBreak(piece));
    const flat = isBroken ? undefined : first + this.#flat(pieces);
    if (flat !== undefined && flat.length <= WIDTH) return [flat];
    const depths = pieces.flatMap((piece) => this.#breaks.get(rangeOf(piece).start) ?? []);
    const outermost = Math.min(...depths);
    const groups: Piece[][] = [[]];
    for (const [at, piece] of pieces.entries()) {
      const isOperator = !isBroken && this.#breaks.get(rangeOf(piece).start) === outermost;
      const afterBreak = at > 0 && this.#breaksAfter(pieces, at - 1);
      const ownLine =
        at > 0 && piece.kind === "comment" && this.#forcesBreak(piece) && !this.#isBehind(pieces, at);
      if (isOperator || afterBreak || ownLine) groups.push([]);
      groups.at(-1)?.push(piece);
    }
    return groups
      .filter((group) => group.length > 0)
      .flatMap((group, at) => this.#fill(group, at === 0 ? first : later, later + (at === 0 ? "" : INDENT)));
  }

  /** Line comments and block comments of several lines end the line that they stand on. */
  #forcesBreak(piece: Piece): boolean {
    return piece.kind === "comment" && (piece.comment.kind !== "block" || piece.comment.text.includes("\n"));
  }

  #breaksAfter(pieces: readonly Piece[], at: number): boolean {
    const piece = pieces[at];
    return piece !== undefined && this.#forcesBreak(piece);
  }

  #isBehind(pieces: readonly Piece[], at: number): boolean {
    const [before, piece] = [pieces[at - 1], pieces[at]];
    if (before === undefined || piece === undefined) return false;
    return this.#source.lineOf(rangeOf(before).end) === this.#source.lineOf(rangeOf(piece).start);
  }

  #flat(pieces: readonly Piece[]): string {
    let line = "";
    for (const [at, piece] of pieces.entries()) {
      line += (at > 0 && isSpaced(pieces[at - 1], piece) ? " " : "") + textOf(piece);
    }
    return line;
  }

  /** As much as fits on each line; lines break behind commas only. */
  #fill(pieces: readonly Piece[], first: string, later: string): readonly string[] {
    const whole = first + this.#flat(pieces);
    if (whole.length <= WIDTH) return [whole];
    const lines: string[] = [];
    let line = first;
    let from = 0;
    for (let at = 0; at < pieces.length; at++) {
      const isLast = at === pieces.length - 1;
      if (!isLast && textOf(pieces[at]) !== ",") continue;
      const part = this.#flat(pieces.slice(from, at + 1));
      const isEmpty = line.trim() === "";
      if (!isEmpty && line.length + 1 + part.length > WIDTH) {
        lines.push(line);
        line = later + part;
      } else line += isEmpty ? part : ` ${part}`;
      from = at + 1;
    }
    return [...lines, line];
  }
}

function textOf(piece: Piece | undefined): string {
  if (piece === undefined) return "";
  return piece.kind === "token" ? piece.token.text : piece.comment.text;
}

const NOT_BEFORE = new Set([",", ";", ")", "]", "}", ".", ".value"]);
const NOT_AFTER = new Set(["(", "[", "@", "."]);
const RANGES = new Set(["..", "<..", "..<", "<..<"]);

/** Whether a blank stands between two pieces of a line. */
function isSpaced(before: Piece | undefined, after: Piece): boolean {
  if (before?.kind !== "token" || after.kind !== "token") return true;
  const [a, b] = [before.token, after.token];
  // A set's braces hug what they hold; a block's opening brace ends its line.
  if (a.kind === "mark" && (a.text === "{" || NOT_AFTER.has(a.text))) return false;
  if (b.kind === "mark" && NOT_BEFORE.has(b.text)) return false;
  if (b.kind === "mark" && RANGES.has(b.text)) return !isRangeEnd(a);
  if (a.kind === "mark" && RANGES.has(a.text)) return !isRangeEnd(b);
  return true;
}

function isRangeEnd(token: Token): boolean {
  return (
    ["integer", "float", "infinity", "datetime"].includes(token.kind) ||
    (token.kind === "word" && token.text === "inf")
  );
}

/** The places of the braces of tool, update and `when` blocks. */
function blockBraces(program: Program, pieces: readonly Piece[]): ReadonlySet<number> {
  const opening = pieces.flatMap((piece) =>
    textOf(piece) === "{" && piece.kind === "token" ? [piece.token.start] : [],
  );
  const braces = new Set<number>();
  const add = (block: Range, from: number): void => {
    const open = firstFrom(opening, from);
    if (open !== undefined) braces.add(open);
    braces.add(block.end - 1);
  };
  const visit = (member: Member): void => {
    if (member.kind !== "block") return;
    add(member, member.start);
    for (const statement of member.statements)
      if (statement.kind === "when") add(statement, statement.condition.end);
  };
  for (const declaration of program.declarations) {
    if (declaration.kind !== "tool") continue;
    add(declaration, declaration.id.end);
    declaration.members.forEach(visit);
  }
  return braces;
}

/** The places of the words `and` and `or` that join predicates, each with how deep it lies. */
function logicBreaks(program: Program, pieces: readonly Piece[]): ReadonlyMap<number, number> {
  const words = pieces.flatMap((piece) =>
    piece.kind === "token" && piece.token.kind === "word" ? [piece.token.start] : [],
  );
  const breaks = new Map<number, number>();
  for (const declaration of program.declarations) {
    for (const expression of expressionsOf(declaration)) {
      const depths = new Map<object, number>();
      walkExpression(expression, (node) => {
        const depth = depths.get(node) ?? 0;
        if (node.kind === "or" || node.kind === "and") {
          for (const [at, term] of node.terms.entries()) {
            depths.set(term, depth + 1);
            const before = node.terms[at - 1];
            if (before === undefined) continue;
            const operator = firstFrom(words, before.end);
            if (operator !== undefined) breaks.set(operator, depth);
          }
        } else if (node.kind === "not") depths.set(node.term, depth + 1);
        else if (node.kind === "predicate-group") depths.set(node.inner, depth + 1);
      });
    }
  }
  return breaks;
}

/** The first of the sorted places that is not before the given one. */
function firstFrom(places: readonly number[], from: number): number | undefined {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((places[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return places[low];
}
