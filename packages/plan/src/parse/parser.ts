import type { Expression, Span } from "../ast.ts";
import { unexpected } from "./messages.ts";
import { offsetAt, Refusal, type Source, syntaxError, unsupported } from "./source.ts";
import type { Token, TokenType } from "./token.ts";

/** Deepest nesting that is taken: expressions and blocks inside each other, `elif` counting as an `if` in an `else`. */
export const treeDepthMax = 250;

/** What CPython's compiler refuses behind its parser, and so stops nothing here. */
export interface Problem {
  readonly message: string;
  readonly span: Span;
  readonly help?: string;
}

/** What the grammar has seen on its way, in fields of f-strings too. */
export interface Remarks {
  readonly problems: Problem[];
  /** What stands behind an `await`: our tree does not show it, and no target of assignment may be it. */
  readonly awaited: Set<Expression>;
  /** There are imports, or keywords of classes: some rules on names look at these. */
  declarations: boolean;
}

/** What is around a statement. */
export interface Surroundings {
  readonly inFunction: boolean;
  readonly inLoop: boolean;
  /** How many loops, `try` and `with` statements. */
  readonly blocks: number;
}

/** A place in the tokens of a program, or of a field of an f-string, and what the grammar around it knows. */
export class Parser {
  readonly source: Source;
  readonly tokens: readonly Token[];
  at = 0;
  /** The next token. */
  token: Token;
  /** The token that was taken last, layout aside: nodes end with it. */
  last: Token;
  /** `await` and its like may stand here: in an `async def`, and at the top level as in a notebook. */
  asyncAllowed = true;
  /** The class around, whose name private names take on. */
  privateClass: string | null = null;
  surroundings: Surroundings = { inFunction: false, inLoop: false, blocks: 0 };
  remarks: Remarks = { problems: [], awaited: new Set(), declarations: false };
  depth = 0;
  deepest = 0;

  /** @param tokens at least one; the last one is of type `end` */
  constructor(source: Source, tokens: readonly Token[]) {
    const [first] = tokens;
    if (first === undefined) throw new TypeError("no tokens");
    this.source = source;
    this.tokens = tokens;
    this.token = first;
    this.last = first;
  }

  /** A parser for tokens inside one of this parser's. */
  inside(tokens: readonly Token[]): Parser {
    const inner = new Parser(this.source, tokens);
    inner.asyncAllowed = this.asyncAllowed;
    inner.privateClass = this.privateClass;
    inner.remarks = this.remarks;
    inner.depth = this.depth;
    return inner;
  }

  /** Takes the next token. */
  advance(): Token {
    const taken = this.token;
    this.last = taken;
    const next = this.tokens[++this.at];
    if (next !== undefined) this.token = next;
    return taken;
  }

  /** Takes the next token, an end of line or change of indentation, in which no node ends. */
  advanceLayout(): void {
    const next = this.tokens[++this.at];
    if (next !== undefined) this.token = next;
  }

  /** The token behind the next one. */
  peek(): Token {
    return this.tokens[this.at + 1] ?? this.token;
  }

  /** Whether the next token is of this type. */
  is(type: TokenType): boolean {
    return this.token.type === type;
  }

  /** Takes the next token if it is of this type. */
  accept(type: TokenType): boolean {
    if (this.token.type !== type) return false;
    this.advance();
    return true;
  }

  /** Takes the next token, which has to be of this type. */
  expect(type: TokenType): Token {
    if (this.token.type !== type) unexpected(this);
    return this.advance();
  }

  /**
   * Takes a name, as the program means it: private names in a class (`__x`) take on its name (`_A__x`), as CPython's
   * compiler has it.
   */
  expectIdentifier(): string {
    return this.identifier(this.expect("name").text);
  }

  identifier(name: string): string {
    if (this.privateClass === null || !name.startsWith("__") || name.endsWith("__")) return name;
    const owner = this.privateClass.replace(/^_+/, "");
    return owner === "" ? name : `_${owner}${name}`;
  }

  /** From a token to the one that was taken last. */
  span(first: Token): Span {
    const { last } = this;
    return { line: first.line, column: first.column, endLine: last.endLine, endColumn: last.endColumn };
  }

  /**
   * Counts one level of nesting more; {@link leave} ends it.
   *
   * INVARIANT: every recursion of the grammar passes here, so that neither it nor what recurses over the tree exhausts the
   * stack. Chains (`a + b + …`, `a.b.c…`) recurse nowhere; the depth of what they build is checked behind the parser.
   */
  enter(): void {
    this.depth += 1;
    if (this.depth > this.deepest) {
      this.deepest = this.depth;
      if (this.depth > treeDepthMax) refuseDepth(this.token.start, this.token.end);
    }
  }

  leave(): void {
    this.depth -= 1;
  }

  /** Notes what CPython's compiler refuses; reading goes on. */
  problem(span: Span, message: string, help?: string): void {
    this.remarks.problems.push(help === undefined ? { message, span } : { message, span, help });
  }

  /** Throws CPython's refusal of a node. */
  refuse(span: Span, message: string, help?: string): never {
    const start = offsetAt(this.source, span.line, span.column);
    const end = offsetAt(this.source, span.endLine, span.endColumn);
    return syntaxError(message, start, end, help);
  }

  /** Throws CPython's refusal of a token. */
  refuseToken(token: Token, message: string, help?: string): never {
    return syntaxError(message, token.start, token.end, help);
  }

  /** Throws a refusal of valid Python from a token to the one that was taken last. */
  lacking(first: Token, message: string, help: string): never {
    return unsupported(message, first.start, this.last.end, help);
  }
}

/** Throws the refusal of a tree that is too deep. */
export function refuseDepth(start: number, end: number): never {
  throw new Refusal(
    "too_complex",
    `more than ${treeDepthMax} expressions or blocks inside each other`,
    start,
    end,
    "split it into steps with variables of their own",
  );
}
