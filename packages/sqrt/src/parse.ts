import type {
  ArgumentsField,
  BooleanDomain,
  Bounds,
  CheckRule,
  DatetimeDomain,
  DatetimeLiteral,
  Declaration,
  Domain,
  Element,
  Expression,
  Let,
  Literal,
  Member,
  Name,
  NumberDomain,
  NumberLiteral,
  Phase,
  Predicate,
  Program,
  SetExpression,
  SetOperand,
  SetOperator,
  Shorthand,
  Statement,
  StringDomain,
  StringLiteral,
  Target,
  ToolBlock,
  ToolId,
  Update,
  UpdateOperator,
  ValueOperand,
} from "./ast.ts";
import { FINDINGS_MAX } from "./check/findings.ts";
import type { DiagnosticCode } from "./codes.ts";
import { type Diagnostic, diagnose } from "./diagnostics.ts";
import { type Comment, lex, type Token } from "./lex.ts";
import { decodeNumber, decodeQuoted, unknownEscape } from "./literal.ts";
import type { Field } from "./metadata.ts";
import { type Range, Source } from "./source.ts";

/** Longer texts are refused, so that nothing here takes long. */
export const SOURCE_LENGTH_MAX = 250_000;
/** Deeper nesting is refused, so that no recursion runs out of stack. */
export const NESTING_MAX = 200;

/** What parsing gives: a tree of all that could be read, and every syntax error. */
export interface Parsed {
  readonly program: Program;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a policy's text. Never throws: each mistake is one finding, and the rest of the text is still read. */
export function parsePolicy(text: string): Parsed {
  const source = new Source(text);
  if (text.length > SOURCE_LENGTH_MAX) {
    const range = { start: 0, end: 0 };
    return {
      program: { source, declarations: [], comments: [] },
      diagnostics: [
        diagnose(
          source,
          "source-too-long",
          range,
          `The text has ${text.length} characters; ${SOURCE_LENGTH_MAX} are allowed.`,
          "Split the policy.",
        ),
      ],
    };
  }
  return new Parser(source).run();
}

/** Ends the reading of one declaration, member or statement; caught where reading can go on. */
class SyntaxFailure extends Error {
  readonly code: DiagnosticCode;
  readonly range: Range;
  readonly help: string | undefined;
  /** How far reading had come: of several readings the one that came furthest explains the mistake best. */
  readonly reached: number;
  /** Whether the lexer has reported it already. */
  readonly silent: boolean;

  constructor(
    code: DiagnosticCode,
    range: Range,
    message: string,
    reached: number,
    silent: boolean,
    help?: string,
  ) {
    super(message);
    this.code = code;
    this.range = range;
    this.reached = reached;
    this.silent = silent;
    this.help = help;
  }
}

const FIELDS: ReadonlySet<string> = new Set(["tags", "producers", "consumers"]);
const ENFORCEMENTS = { must: "hard", hard: "hard", should: "soft", soft: "soft" } as const;
const MEMBER_WORDS = ["priority", "must", "hard", "should", "soft", "result", "session"];
const UPDATE_OPERATORS: readonly UpdateOperator[] = ["=", "|=", "&=", "-=", "^="];
/** From the loosest to the tightest. */
const SET_OPERATORS: readonly { readonly operator: SetOperator; readonly symbol: string }[] = [
  { operator: "xor", symbol: "^" },
  { operator: "minus", symbol: "-" },
  { operator: "intersect", symbol: "&" },
  { operator: "union", symbol: "|" },
];
const PREDICATE_ENDS = [";", ")", "{", "}"];

class Parser {
  readonly #source: Source;
  readonly #tokens: Token[];
  readonly #comments: readonly Comment[];
  readonly #diagnostics: Diagnostic[] = [];
  readonly #takenDocs = new Set<Comment>();
  readonly #notReadings = new Map<number, boolean>();
  #at = 0;
  #depth = 0;
  #unclosedAt = -1;
  #isInBlock = false;

  constructor(source: Source) {
    this.#source = source;
    const { tokens, comments, errors } = lex(source.text);
    this.#tokens = [...tokens];
    this.#comments = comments;
    for (const error of errors.slice(0, FINDINGS_MAX)) {
      this.#diagnostics.push(diagnose(source, error.code, error.range, error.message, error.help));
    }
  }

  run(): Parsed {
    const declarations: Declaration[] = [];
    while (this.#token.kind !== "end") {
      this.#depth = 0;
      this.#isInBlock = false;
      const declaration = this.#recover(
        () => this.#declaration(),
        () => this.#skipDeclaration(),
      );
      if (declaration !== undefined) declarations.push(declaration);
    }
    for (const comment of this.#comments) {
      if (comment.kind !== "doc" || this.#takenDocs.has(comment)) continue;
      this.#report(
        "misplaced-doc-comment",
        comment,
        "A `///` comment describes the declaration, rule, block or statement that follows; none follows here.",
        "Write `//` for an ordinary comment.",
      );
    }
    this.#diagnostics.sort((a, b) => a.span.start.offset - b.span.start.offset);
    return {
      program: { source: this.#source, declarations, comments: this.#comments },
      diagnostics: this.#diagnostics,
    };
  }

  // --- tokens ---

  get #token(): Token {
    return this.#peek(0);
  }

  #peek(ahead: number): Token {
    const token = this.#tokens[Math.max(0, Math.min(this.#at + ahead, this.#tokens.length - 1))];
    if (token === undefined) throw new RangeError("the token list ends with an end token");
    return token;
  }

  get #previousEnd(): number {
    return this.#tokens[this.#at - 1]?.end ?? 0;
  }

  #next(): Token {
    const token = this.#token;
    if (token.kind !== "end") this.#at++;
    return token;
  }

  #isMark(text: string, ahead = 0): boolean {
    const token = this.#peek(ahead);
    return token.kind === "mark" && token.text === text;
  }

  #isWord(text: string, ahead = 0): boolean {
    const token = this.#peek(ahead);
    return token.kind === "word" && token.text === text;
  }

  #takeMark(text: string): boolean {
    if (!this.#isMark(text)) return false;
    this.#at++;
    return true;
  }

  #takeWord(text: string): boolean {
    if (!this.#isWord(text)) return false;
    this.#at++;
    return true;
  }

  #range(start: number): Range {
    return { start, end: this.#previousEnd };
  }

  // --- errors and recovery ---

  #report(code: DiagnosticCode, range: Range, message: string, help?: string): void {
    if (this.#diagnostics.length >= FINDINGS_MAX) return;
    this.#diagnostics.push(diagnose(this.#source, code, range, message, help));
  }

  #fail(expected: string, help?: string): never {
    const token = this.#token;
    const shown = token.kind === "end" ? "the text ends" : `\`${abbreviate(token.text)}\` stands`;
    throw new SyntaxFailure(
      "expected-token",
      token.kind === "end" ? { start: this.#previousEnd, end: this.#previousEnd } : token,
      `Expected ${expected}, but ${shown} here.`,
      this.#at,
      token.kind === "bad",
      help,
    );
  }

  #recover<T>(read: () => T, skip: () => void): T | undefined {
    const before = this.#at;
    const depth = this.#depth;
    try {
      return read();
    } catch (failure) {
      if (!(failure instanceof SyntaxFailure)) throw failure;
      if (!failure.silent) this.#report(failure.code, failure.range, failure.message, failure.help);
      this.#depth = depth;
      skip();
      if (this.#at === before) this.#next();
      // Doc comments in what was skipped are no mistakes of their own.
      for (let at = before; at < this.#at; at++) this.#dropDocs(this.#tokens[at]);
      return undefined;
    }
  }

  #dropDocs(token: Token | undefined): void {
    for (const doc of token?.docs ?? []) this.#takenDocs.add(doc);
  }

  /** After a failure outside any block: on to the next declaration. */
  #skipDeclaration(): void {
    let depth = 0;
    while (this.#token.kind !== "end") {
      if (this.#startsDeclaration()) return;
      const token = this.#next();
      if (token.kind !== "mark") continue;
      if (token.text === "{") depth++;
      else if (token.text === "}") {
        depth--;
      } else if (token.text === ";" && depth <= 0) return;
    }
  }

  /** After a failure inside a block: behind the next `;` of this depth, or before the `}` that closes the block. */
  #skipMember(): void {
    let depth = 0;
    while (this.#token.kind !== "end") {
      if (this.#startsDeclaration()) return;
      if (depth === 0 && this.#isMark("}")) return;
      const token = this.#next();
      if (token.kind !== "mark") continue;
      if (token.text === "{") depth++;
      else if (token.text === "}") {
        depth--;
        // A block that ended: a member begins behind it, unless it was a set in a longer statement.
        if (depth === 0 && (this.#isMark("}") || this.#startsMember())) return;
      } else if (token.text === ";" && depth === 0) return;
    }
  }

  /** `tool "..."`, `tool r"..."` and `let NAME =` begin declarations and nothing else. */
  #startsDeclaration(): boolean {
    if (this.#isWord("tool")) {
      const id = this.#peek(1).kind;
      return id === "string" || id === "regex";
    }
    return this.#isWord("let") && this.#peek(1).kind === "word" && this.#isMark("=", 2);
  }

  #startsMember(): boolean {
    const token = this.#token;
    return (
      token.kind === "word" &&
      MEMBER_WORDS.includes(token.text) &&
      !this.#isMark(".", 1) &&
      !this.#isMark(".value", 1)
    );
  }

  /** Takes the `;` that ends a statement; where it is only forgotten, says so and goes on. */
  #semicolon(after: string): void {
    if (this.#takeMark(";")) return;
    const token = this.#token;
    if (token.kind === "bad") this.#fail("`;`");
    const forgotten =
      token.kind === "end" ||
      (this.#isInBlock && this.#isMark("}")) ||
      this.#startsDeclaration() ||
      (this.#source.lineOf(token.start) > this.#source.lineOf(this.#previousEnd) && this.#startsStatement());
    if (!forgotten) this.#fail(`\`;\` after ${after}`);
    const end = this.#previousEnd;
    this.#report(
      "expected-token",
      { start: end, end },
      `Expected \`;\` after ${after}.`,
      "Every declaration, rule and update ends with `;`.",
    );
  }

  #startsStatement(): boolean {
    if (this.#startsMember() || this.#isWord("when")) return true;
    const token = this.#token;
    if (token.kind === "word") return this.#isMark(".", 1);
    return token.kind === "mark" && token.text.startsWith("@");
  }

  // --- declarations ---

  #docs(): string | undefined {
    const { docs } = this.#token;
    if (docs.length === 0) return undefined;
    this.#dropDocs(this.#token);
    return docs.map((comment) => comment.text.replace(/^\/\/\/ ?/, "").trimEnd()).join("\n");
  }

  #declaration(): Declaration {
    const startsSomething = this.#isWord("let") || this.#isWord("tool");
    if (!startsSomething) {
      this.#fail(
        "`let` or `tool`",
        'A policy is a list of `let NAME = ...;`, `tool "..." { ... }` and `tool "..." -> ...;`.',
      );
    }
    const doc = this.#docs();
    return this.#isWord("let") ? this.#let(doc) : this.#tool(doc);
  }

  #let(doc: string | undefined): Let {
    const { start } = this.#next();
    const name = this.#name("a name after `let`");
    if (!this.#takeMark("=")) this.#fail("`=` after the name");
    const expression = this.#expression();
    this.#semicolon("the `let`");
    return { kind: "let", name, expression, ...optionalDoc(doc), ...this.#range(start) };
  }

  #name(expected: string): Name {
    if (this.#token.kind !== "word") this.#fail(expected);
    const { text, start, end } = this.#next();
    return { text, start, end };
  }

  /**
   * A predicate, a set or a domain. They differ only further on, so each is read as a whole; of the failures the one that came
   * furthest is reported.
   */
  #expression(): Expression {
    if (this.#startsDomain()) return this.#domain();
    const start = this.#at;
    const findings = this.#diagnostics.length;
    const failures: { readonly failure: SyntaxFailure; readonly findings: readonly Diagnostic[] }[] = [];
    for (const read of [() => this.#predicate(), () => this.#set()]) {
      this.#at = start;
      this.#depth = 0;
      try {
        const expression = read();
        if (this.#endsLet()) return expression;
        this.#fail("`;` after the `let`");
      } catch (failure) {
        if (!(failure instanceof SyntaxFailure)) throw failure;
        failures.push({ failure, findings: this.#diagnostics.splice(findings) });
      }
    }
    const [first, second] = failures;
    if (first === undefined || second === undefined) throw new RangeError("both readings failed");
    if (first.failure.reached === start && second.failure.reached === start) {
      this.#at = start;
      this.#fail(
        "a predicate, a set or a domain",
        'For example `to.value in {"a"}`, `{"a", "b"}` or `int 1..10`.',
      );
    }
    const furthest = second.failure.reached > first.failure.reached ? second : first;
    this.#diagnostics.push(...furthest.findings);
    this.#at = furthest.failure.reached;
    throw furthest.failure;
  }

  #endsLet(): boolean {
    return this.#isMark(";") || this.#token.kind === "end" || this.#startsDeclaration();
  }

  #toolId(): ToolId {
    const token = this.#token;
    if (token.kind === "string") return this.#stringLiteral();
    if (token.kind === "regex") {
      this.#next();
      return { kind: "regex", pattern: decodeQuoted(token.text), start: token.start, end: token.end };
    }
    return this.#fail(
      "the tool's name in quotes, or a regex",
      'For example `tool "send_email"` or `tool r"send_.*"`.',
    );
  }

  #tool(doc: string | undefined): ToolBlock | Shorthand {
    const { start } = this.#next();
    const id = this.#toolId();
    if (this.#isMark("{")) return this.#toolBlock(start, id, doc);
    let priority: number | undefined;
    if (this.#takeMark("[")) {
      priority = this.#priorityNumber();
      if (!this.#takeMark("]")) this.#fail("`]` after the priority");
    }
    if (!this.#takeMark("->")) {
      this.#fail(priority === undefined ? "`{`, `->` or `[` after the tool id" : "`->` after the priority");
    }
    const { phase, phaseWords } = this.#shorthandPhase();
    const update = this.#update(true);
    const condition = this.#takeWord("when") ? this.#predicate() : undefined;
    this.#semicolon("the shorthand");
    return {
      kind: "shorthand",
      id,
      ...(priority === undefined ? {} : { priority }),
      phase,
      phaseWords,
      update,
      ...(condition === undefined ? {} : { condition }),
      ...optionalDoc(doc),
      ...this.#range(start),
    };
  }

  #priorityNumber(): number {
    const token = this.#token;
    if (token.kind !== "integer") this.#fail("an integer for the priority");
    this.#next();
    return Number(token.text);
  }

  #shorthandPhase(): Pick<Shorthand, "phase" | "phaseWords"> {
    if (this.#takeWord("result")) return { phase: "result", phaseWords: "result" };
    if (!this.#takeWord("session")) return { phase: "result", phaseWords: "" };
    if (this.#takeWord("before")) return { phase: "before", phaseWords: "session before" };
    if (this.#takeWord("after")) return { phase: "after", phaseWords: "session after" };
    return { phase: "after", phaseWords: "session" };
  }

  // --- tool blocks ---

  #toolBlock(start: number, id: ToolId, doc: string | undefined): ToolBlock {
    const open = this.#next();
    this.#isInBlock = true;
    const members: Member[] = [];
    while (!this.#closeBlock(open)) {
      const member = this.#recover(
        () => this.#member(),
        () => this.#skipMember(),
      );
      if (member !== undefined) members.push(member);
    }
    return { kind: "tool", id, members, ...optionalDoc(doc), ...this.#range(start) };
  }

  /** Takes the `}` that closes a block. At the end of the text, or where a declaration begins, reports it missing. */
  #closeBlock(open: Token): boolean {
    if (this.#takeMark("}")) return true;
    if (this.#token.kind !== "end" && !this.#startsDeclaration()) return false;
    // Of blocks that end at the same place the innermost is reported.
    if (this.#unclosedAt !== this.#at) {
      this.#unclosedAt = this.#at;
      this.#report("expected-token", open, "This block is never closed.", "Add a `}` where the block ends.");
    }
    return true;
  }

  #member(): Member {
    if (!this.#startsMember()) {
      this.#fail(
        "a rule or block of the tool",
        "Inside a tool: `priority N;`, `hard deny when ...;`, `soft allow always;`, `result { ... }`, `session before { ... }`.",
      );
    }
    const doc = this.#docs();
    const token = this.#next();
    const { start } = token;
    if (token.text === "priority") {
      const value = this.#priorityNumber();
      this.#semicolon("the priority");
      return { kind: "priority", value, ...optionalDoc(doc), ...this.#range(start) };
    }
    if (token.text === "result") return this.#updateBlock(start, "result", doc);
    if (token.text === "session") {
      const isBefore = this.#takeWord("before");
      if (!isBefore && !this.#takeWord("after")) this.#fail("`before` or `after` behind `session`");
      return this.#updateBlock(start, isBefore ? "before" : "after", doc);
    }
    return this.#checkRule(token, doc);
  }

  #checkRule(first: Token, doc: string | undefined): CheckRule {
    const word = first.text;
    if (word !== "must" && word !== "hard" && word !== "should" && word !== "soft") this.#fail("a rule");
    const effect = this.#takeWord("allow") ? "allow" : this.#takeWord("deny") ? "deny" : undefined;
    if (effect === undefined) this.#fail(`\`allow\` or \`deny\` after \`${word}\``);
    let condition: Predicate | undefined;
    if (this.#takeWord("when")) condition = this.#predicate();
    else if (!this.#takeWord("always")) this.#fail(`\`when\` or \`always\` after \`${effect}\``);
    this.#semicolon("the rule");
    return {
      kind: "check",
      word,
      enforcement: ENFORCEMENTS[word],
      effect,
      ...(condition === undefined ? {} : { condition }),
      ...optionalDoc(doc),
      ...this.#range(first.start),
    };
  }

  #updateBlock(start: number, phase: Phase, doc: string | undefined): Member {
    const open = this.#token;
    if (!this.#takeMark("{")) this.#fail("`{`");
    const statements: Statement[] = [];
    while (!this.#closeBlock(open)) {
      const statement = this.#recover(
        () => this.#statement(),
        () => this.#skipMember(),
      );
      if (statement !== undefined) statements.push(statement);
    }
    return { kind: "block", phase, statements, ...optionalDoc(doc), ...this.#range(start) };
  }

  #statement(): Statement {
    const doc = this.#docs();
    const { start } = this.#token;
    if (this.#isWord("when") && !this.#isMark(".", 1)) {
      this.#next();
      const condition = this.#predicate();
      const open = this.#token;
      if (!this.#takeMark("{")) this.#fail("`{` after the condition");
      const updates: Update[] = [];
      while (!this.#closeBlock(open)) {
        const update = this.#recover(
          () => this.#updateStatement(),
          () => this.#skipMember(),
        );
        if (update !== undefined) updates.push(update);
      }
      return { kind: "when", condition, updates, ...optionalDoc(doc), ...this.#range(start) };
    }
    const update = this.#updateStatement();
    return { kind: "update", update, ...optionalDoc(doc), ...this.#range(start) };
  }

  #updateStatement(): Update {
    const update = this.#update(false);
    this.#semicolon("the update");
    return update;
  }

  #update(isShorthand: boolean): Update {
    const { start } = this.#token;
    const target = this.#target(isShorthand);
    const operator = UPDATE_OPERATORS.find((candidate) => this.#isMark(candidate));
    if (operator === undefined) this.#fail("`=`, `|=`, `&=`, `-=` or `^=`");
    this.#next();
    const value = this.#set();
    return { target, operator, value, ...this.#range(start) };
  }

  #target(isShorthand: boolean): Target {
    const { start } = this.#token;
    if (this.#takeMark("@")) return { kind: "context", field: this.#field("`@`"), ...this.#range(start) };
    if (isShorthand) {
      return this.#fail(
        "`@tags`, `@producers` or `@consumers`",
        "Before `@` may stand `result`, `session`, `session before` or `session after`.",
      );
    }
    if (this.#takeMark("@result")) return { kind: "result", field: this.#dotField(), ...this.#range(start) };
    if (this.#takeMark("@session"))
      return { kind: "session", field: this.#dotField(), ...this.#range(start) };
    const name = this.#name('an update such as `@tags |= {"a"};`, or `when`');
    return { kind: "argument", name, field: this.#dotField(), ...this.#range(start) };
  }

  #dotField(): Field {
    if (!this.#takeMark(".")) this.#fail("`.tags`, `.producers` or `.consumers`");
    return this.#field("`.`");
  }

  #field(after: string): Field {
    const field = this.#token.text;
    if (this.#token.kind !== "word" || !isField(field)) {
      return this.#fail(`\`tags\`, \`producers\` or \`consumers\` after ${after}`);
    }
    this.#next();
    return field;
  }

  // --- predicates ---

  #deeper<T>(read: () => T): T {
    if (this.#depth >= NESTING_MAX) {
      throw new SyntaxFailure(
        "nesting-too-deep",
        this.#token,
        `This nests more than ${NESTING_MAX} deep.`,
        this.#at,
        false,
        "Name parts of it with `let`.",
      );
    }
    this.#depth++;
    const value = read();
    this.#depth--;
    return value;
  }

  #predicate(): Predicate {
    return this.#predicateChain("or", () => this.#predicateChain("and", () => this.#negation()));
  }

  #predicateChain(kind: "or" | "and", read: () => Predicate): Predicate {
    const { start } = this.#token;
    const first = read();
    if (!this.#isWord(kind)) return first;
    const terms = [first];
    while (this.#takeWord(kind)) terms.push(read());
    return { kind, terms, ...this.#range(start) };
  }

  #negation(): Predicate {
    if (!this.#isWord("not") || !this.#readsAsNot(this.#at)) return this.#predicateAtom();
    const { start } = this.#next();
    const term = this.#deeper(() => this.#negation());
    return { kind: "not", term, ...this.#range(start) };
  }

  /**
   * Whether the word `not` here negates what follows. It may also be the name of a `let` or of an argument, and so may `and` and
   * `or`: over a run of these words, reading from its end, only some positions can hold an operand.
   */
  #readsAsNot(at: number): boolean {
    const known = this.#notReadings.get(at);
    if (known !== undefined) return known;
    let end = at;
    while (isLogicWord(this.#tokens[end])) end++;
    const after = this.#tokens[end];
    const isAccess = after?.kind === "mark" && (after.text === ".value" || after.text === ".");
    const isEnd =
      after === undefined ||
      after.kind === "end" ||
      (after.kind === "mark" && PREDICATE_ENDS.includes(after.text));
    // Whether what stands at a position can be read where an operand is due, and where an operator or the end is.
    let asOperand = !isAccess && !isEnd;
    let asOperator = isEnd;
    for (let position = end - 1; position >= at; position--) {
      const isNot = this.#tokens[position]?.text === "not";
      if (isNot) this.#notReadings.set(position, asOperand);
      const names = asOperator || (isAccess && position === end - 1);
      const operand = names || (isNot && asOperand);
      asOperator = !isNot && asOperand;
      asOperand = operand;
    }
    return this.#notReadings.get(at) ?? true;
  }

  #predicateAtom(): Predicate {
    const { start } = this.#token;
    if (this.#takeMark("(")) {
      const inner = this.#deeper(() => this.#predicate());
      if (!this.#takeMark(")")) this.#fail("`)`");
      return { kind: "predicate-group", inner, ...this.#range(start) };
    }
    const value = this.#valueOperand();
    if (value !== undefined) return this.#valueComparison(value, start);
    const operand = this.#setOperand();
    if (operand !== undefined) return this.#setComparison(operand, start);
    if (this.#token.kind === "word") {
      const { text } = this.#next();
      return { kind: "reference", name: text, ...this.#range(start) };
    }
    return this.#fail(
      "a condition",
      'For example `to.value in {"a"}`, `body.tags overlaps {"pii"}`, the name of a `let`.',
    );
  }

  /** `NAME.value`, `@result.value`, `@session.value` or a literal; undefined where none begins. */
  #valueOperand(): ValueOperand | undefined {
    const token = this.#token;
    const { start } = token;
    if (this.#isMark(".value", 1)) {
      if (token.kind === "word") {
        const name = this.#name("an argument");
        this.#next();
        return { kind: "argument-value", name, ...this.#range(start) };
      }
      if (this.#isMark("@result") || this.#isMark("@session")) {
        this.#at += 2;
        return { kind: token.text === "@result" ? "result-value" : "session-value", ...this.#range(start) };
      }
    }
    return this.#literal();
  }

  #literal(): Literal | undefined {
    const token = this.#token;
    const { start, end } = token;
    if (token.kind === "string") return this.#stringLiteral();
    if (token.kind === "datetime") {
      this.#next();
      return { kind: "datetime", text: decodeQuoted(token.text), start, end };
    }
    if (token.kind === "word") {
      const isLiteral = this.#isWord("in", 1) || this.#isMark("==", 1) || this.#isMark("==", -1);
      if (!isLiteral || !["true", "false", "inf"].includes(token.text)) return undefined;
      if (token.text === "inf") return this.#number();
      this.#next();
      return { kind: "boolean", value: token.text === "true", start, end };
    }
    return this.#startsNumber() ? this.#number() : undefined;
  }

  #stringLiteral(): StringLiteral {
    const token = this.#next();
    const odd = unknownEscape(token.text);
    if (odd !== undefined) {
      const start = token.start + odd.at;
      this.#report(
        "unknown-escape",
        { start, end: start + odd.text.length },
        `\`${odd.text}\` is no escape; it stands for itself, backslash included.`,
        "Write `\\\\` for a backslash.",
      );
    }
    return { kind: "string", value: decodeQuoted(token.text), start: token.start, end: token.end };
  }

  #valueComparison(value: ValueOperand, start: number): Predicate {
    if (this.#takeWord("in")) return { kind: "value-in", value, set: this.#set(), ...this.#range(start) };
    if (this.#takeMark("==")) {
      const right = this.#valueOperand();
      if (right === undefined) {
        this.#fail(
          "a value after `==`",
          'A value is `NAME.value`, a string, a number, a `d"..."` datetime, `true` or `false`.',
        );
      }
      return { kind: "value-equals", left: value, right, ...this.#range(start) };
    }
    return this.#fail("`in` or `==` after the value");
  }

  #setComparison(left: SetOperand, start: number): Predicate {
    if (this.#takeWord("is")) {
      const state = this.#takeWord("empty") ? "empty" : this.#takeWord("universal") ? "universal" : undefined;
      if (state === undefined) this.#fail("`empty` or `universal` after `is`");
      return { kind: "set-state", left, state, ...this.#range(start) };
    }
    for (const comparator of ["subset of", "superset of"] as const) {
      const [first = "", second = ""] = comparator.split(" ");
      if (!this.#takeWord(first)) continue;
      if (!this.#takeWord(second)) this.#fail(`\`of\` after \`${first}\``);
      return { kind: "set-comparison", comparator, left, right: this.#set(), ...this.#range(start) };
    }
    const comparator = this.#takeWord("overlaps") ? "overlaps" : this.#takeMark("==") ? "==" : undefined;
    if (comparator === undefined) {
      return this.#fail(
        "`overlaps`, `subset of`, `superset of`, `==` or `is` after the set",
        this.#isWord("in") ? "A value is `in` a set; of two sets say `subset of` or `overlaps`." : undefined,
      );
    }
    return { kind: "set-comparison", comparator, left, right: this.#set(), ...this.#range(start) };
  }

  // --- sets ---

  #set(): SetExpression {
    return this.#setChain(0);
  }

  #setChain(level: number): SetExpression {
    const row = SET_OPERATORS[level];
    if (row === undefined) return this.#elementChain();
    const { start } = this.#token;
    const first = this.#setChain(level + 1);
    const operands = [first];
    const words: string[] = [];
    while (true) {
      const word = this.#takeSetOperator(row.operator, row.symbol);
      if (word === undefined) break;
      words.push(word);
      operands.push(this.#setChain(level + 1));
    }
    if (words.length === 0) return first;
    return { kind: "set-chain", operator: row.operator, operands, words, ...this.#range(start) };
  }

  #takeSetOperator(operator: SetOperator, symbol: string): string | undefined {
    if (symbol === "-") this.#splitInfinity();
    return this.#takeMark(symbol) ? symbol : this.#takeWord(operator) ? operator : undefined;
  }

  /** `-inf` where an operator is due is a minus and the name `inf`. */
  #splitInfinity(): void {
    const token = this.#token;
    if (token.kind !== "infinity" || token.text !== "-inf") return;
    const middle = token.start + 1;
    this.#tokens.splice(
      this.#at,
      1,
      { ...token, kind: "mark", text: "-", end: middle },
      { kind: "word", text: "inf", start: middle, end: token.end, docs: [] },
    );
    this.#notReadings.clear();
  }

  #elementChain(): SetExpression {
    const { start } = this.#token;
    const base = this.#setAtom();
    const steps: { operator: "with" | "without"; element: Element }[] = [];
    while (this.#isWord("with") || this.#isWord("without")) {
      const operator = this.#next().text === "with" ? "with" : "without";
      steps.push({ operator, element: this.#element() });
    }
    return steps.length === 0 ? base : { kind: "element-chain", base, steps, ...this.#range(start) };
  }

  #setAtom(): SetExpression {
    const { start } = this.#token;
    if (this.#isMark("{")) return this.#setLiteral();
    if (this.#takeMark("(")) {
      const inner = this.#deeper(() => this.#set());
      if (!this.#takeMark(")")) this.#fail("`)`");
      return { kind: "set-group", inner, ...this.#range(start) };
    }
    const operand = this.#setOperand();
    if (operand !== undefined) return operand;
    if (this.#token.kind === "word") {
      const { text } = this.#next();
      if (this.#isMark(".value")) {
        this.#fail(
          "a set",
          "A value is no set. To compare with it, put it on the left: `NAME.value in {...}`.",
        );
      }
      return { kind: "reference", name: text, ...this.#range(start) };
    }
    return this.#fail(
      "a set",
      'For example `{"a", "b"}`, `body.tags`, `@session.tags`, the name of a `let`.',
    );
  }

  #setLiteral(): SetExpression {
    const { start } = this.#next();
    const elements: Element[] = [];
    if (!this.#takeMark("}")) {
      do {
        const element = this.#elementOrSkip();
        if (element !== undefined) elements.push(element);
      } while (this.#takeMark(","));
      if (!this.#takeMark("}")) this.#fail("`,` or `}` in the set");
    }
    return { kind: "set-literal", elements, ...this.#range(start) };
  }

  /** An element; after a failure the next `,` or `}` of the same set goes on, if there is one before the statement ends. */
  #elementOrSkip(): Element | undefined {
    try {
      return this.#element();
    } catch (failure) {
      if (!(failure instanceof SyntaxFailure)) throw failure;
      let at = this.#at;
      while (!["end", "mark"].includes(this.#tokens[at]?.kind ?? "end")) at++;
      const found = this.#tokens[at];
      if (found?.text !== "," && found?.text !== "}") throw failure;
      this.#at = at;
      if (!failure.silent) this.#report(failure.code, failure.range, failure.message, failure.help);
      return undefined;
    }
  }

  /** An access to metadata; undefined where none begins. */
  #setOperand(): SetOperand | undefined {
    const token = this.#token;
    const { start } = token;
    if (token.kind === "mark") {
      if (this.#takeMark("@"))
        return { kind: "context-field", field: this.#field("`@`"), ...this.#range(start) };
      if (this.#takeMark("@result"))
        return { kind: "result-field", field: this.#dotField(), ...this.#range(start) };
      if (this.#takeMark("@session"))
        return { kind: "session-field", field: this.#dotField(), ...this.#range(start) };
      return this.#takeMark("@args") ? this.#argumentsField(start) : undefined;
    }
    if (token.kind !== "word") return undefined;
    if ((token.text === "union" || token.text === "intersect") && this.#isWord("of", 1)) {
      this.#at += 2;
      const field = this.#field("`of`");
      if (!this.#takeWord("from")) this.#fail("`from args`");
      if (!this.#takeWord("args")) this.#fail("`args` after `from`");
      return { kind: "arguments-field", field, operation: token.text, form: "words", ...this.#range(start) };
    }
    if (!this.#isMark(".", 1)) return undefined;
    const name = this.#name("an argument");
    if (this.#peek(1).text === "value") {
      this.#next();
      this.#fail(
        "`tags`, `producers` or `consumers` after `.`",
        "`.value` is written without a blank after the dot.",
      );
    }
    return { kind: "argument-field", name, field: this.#dotField(), ...this.#range(start) };
  }

  #argumentsField(start: number): ArgumentsField {
    const field = this.#dotField();
    const isSuffixed = this.#isMark(".");
    let operation: "union" | "intersect" = "union";
    if (this.#takeMark(".")) {
      if (this.#takeWord("intersect")) operation = "intersect";
      else if (!this.#takeWord("union")) this.#fail("`union` or `intersect`");
    }
    return {
      kind: "arguments-field",
      field,
      operation,
      form: isSuffixed ? "suffix" : "bare",
      ...this.#range(start),
    };
  }

  #element(): Element {
    const token = this.#token;
    const { start, end } = token;
    if (token.kind === "string") return this.#stringLiteral();
    if (token.kind === "regex" || token.kind === "wildcard") {
      this.#next();
      return { kind: token.kind, pattern: decodeQuoted(token.text), start, end };
    }
    if (this.#startsNumber()) return this.#number();
    if (this.#startsDomain()) return this.#domain();
    return this.#fail(
      "an element of a set",
      token.kind === "word"
        ? "Elements are strings in quotes, patterns, numbers and domains. To use another set, say `union`."
        : 'Elements are strings in quotes, `r"..."`, `w"..."`, numbers and domains such as `int 1..10`.',
    );
  }

  // --- domains ---

  #startsNumber(): boolean {
    const { kind } = this.#token;
    return kind === "integer" || kind === "float" || kind === "infinity" || this.#isWord("inf");
  }

  #number(): NumberLiteral {
    const token = this.#token;
    if (!this.#startsNumber()) return this.#fail("a number");
    this.#next();
    return { kind: "number", value: decodeNumber(token.text), start: token.start, end: token.end };
  }

  #startsDomain(): boolean {
    const token = this.#token;
    if (token.kind !== "word") return false;
    const next = this.#peek(1);
    const startsBounds =
      ["integer", "float", "infinity"].includes(next.kind) ||
      (next.kind === "word" && next.text === "inf") ||
      (next.kind === "mark" && (next.text === ".." || next.text === "..<"));
    switch (token.text) {
      case "bool":
        return next.kind === "word" && (next.text === "true" || next.text === "false");
      case "int":
      case "float":
        return startsBounds;
      case "str":
        return (
          next.kind === "string" ||
          (next.kind === "word" && (next.text === "matching" || next.text === "like"))
        );
      case "datetime":
        return startsBounds || next.kind === "datetime" || next.kind === "string";
      default:
        return false;
    }
  }

  #domain(): Domain {
    const { start, text } = this.#next();
    switch (text) {
      case "bool":
        return this.#booleanDomain(start);
      case "str":
        return this.#stringDomain(start);
      case "datetime":
        return this.#datetimeDomain(start);
      default:
        return this.#numberDomain(start, text === "int" ? "int-domain" : "float-domain");
    }
  }

  #booleanDomain(start: number): BooleanDomain {
    return { kind: "bool-domain", value: this.#next().text === "true", ...this.#range(start) };
  }

  #numberDomain(start: number, kind: NumberDomain["kind"]): NumberDomain {
    return { kind, range: this.#numberBounds(), ...this.#range(start) };
  }

  #numberBounds(): Bounds<NumberLiteral> {
    return this.#bounds("a number", () => (this.#startsNumber() ? this.#number() : undefined));
  }

  /** `n`, `n..m`, `n<..<m`, `n<..m`, `n..<m`, `n..`, `n<..`, `..m`, `..<m`. */
  #bounds<T>(what: string, read: () => T | undefined): Bounds<T> {
    const { start } = this.#token;
    const low = read();
    const operator = (["<..<", "<..", "..<", ".."] as const).find((candidate) => this.#isMark(candidate));
    if (operator === undefined) {
      if (low === undefined) this.#fail(`${what} or a range`);
      return { low, high: low, ...this.#range(start) };
    }
    if (low === undefined && operator.startsWith("<")) this.#fail(`${what} before \`${operator}\``);
    this.#next();
    const high = read();
    if (high === undefined && (low === undefined || operator.endsWith("<")))
      this.#fail(`${what} after \`${operator}\``);
    return {
      ...(low === undefined ? {} : { low }),
      ...(high === undefined ? {} : { high }),
      operator,
      ...this.#range(start),
    };
  }

  #stringDomain(start: number): StringDomain {
    const isRegex = this.#takeWord("matching");
    const isWildcard = !isRegex && this.#takeWord("like");
    const token = this.#token;
    const wanted = isRegex ? "regex" : isWildcard ? "wildcard" : "string";
    if (token.kind !== wanted) {
      this.#fail(
        isRegex
          ? 'a regex `r"..."` after `matching`'
          : isWildcard
            ? 'a wildcard `w"..."` after `like`'
            : "a string",
      );
    }
    const pattern: StringDomain["pattern"] =
      wanted === "string"
        ? this.#stringLiteral()
        : { kind: wanted, pattern: decodeQuoted(token.text), start: token.start, end: token.end };
    if (wanted !== "string") this.#next();
    if (!this.#takeWord("length")) return { kind: "str-domain", pattern, ...this.#range(start) };
    const length = this.#numberBounds();
    return { kind: "str-domain", pattern, length, ...this.#range(start) };
  }

  /** Only `d"..."` datetimes have ranges. */
  #datetimeDomain(start: number): DatetimeDomain {
    const token = this.#token;
    const range: DatetimeDomain["range"] =
      token.kind === "string"
        ? this.#single(this.#stringLiteral())
        : this.#startsNumber()
          ? this.#single(this.#number())
          : this.#bounds('a datetime `d"..."`', () => this.#datetime());
    return { kind: "datetime-domain", range, ...this.#range(start) };
  }

  #single<T extends Range>(value: T): Bounds<T> {
    return { low: value, high: value, start: value.start, end: value.end };
  }

  #datetime(): DatetimeLiteral | undefined {
    const token = this.#token;
    if (token.kind !== "datetime") return undefined;
    this.#next();
    return { kind: "datetime", text: decodeQuoted(token.text), start: token.start, end: token.end };
  }
}

function isField(text: string): text is Field {
  return FIELDS.has(text);
}

function isLogicWord(token: Token | undefined): boolean {
  return token?.kind === "word" && (token.text === "not" || token.text === "and" || token.text === "or");
}

function optionalDoc(doc: string | undefined): { doc?: string } {
  return doc === undefined ? {} : { doc };
}

function abbreviate(text: string): string {
  const line = text.split("\n", 1)[0] ?? "";
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
