import type { Declaration, Expression, Let, Program, Shorthand, ToolBlock, ToolId } from "../ast.ts";
import type { Diagnostic } from "../diagnostics.ts";
import { decodeQuoted } from "../literal.ts";
import { SyntaxFailure } from "./syntax-failure.ts";
import { optionalDoc } from "./token-reader.ts";
import { ToolBlockParser } from "./tool-blocks.ts";

/** What parsing gives: a tree of all that could be read, and every syntax error. */
export interface Parsed {
  readonly program: Program;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a whole policy, declaration by declaration. */
export class DeclarationParser extends ToolBlockParser {
  /** Reads the text to its end: each mistake is one finding, and the rest is still read. */
  run(): Parsed {
    const declarations: Declaration[] = [];
    while (this.token.kind !== "end") {
      this.depth = 0;
      this.isInBlock = false;
      const declaration = this.recover(
        () => this.declaration(),
        () => this.skipDeclaration(),
      );
      if (declaration !== undefined) declarations.push(declaration);
    }
    for (const comment of this.comments) {
      if (comment.kind !== "doc" || this.takenDocs.has(comment)) continue;
      this.report(
        "misplaced-doc-comment",
        comment,
        "A `///` comment describes the declaration, rule, block or statement that follows; none follows here.",
        "Write `//` for an ordinary comment.",
      );
    }
    this.diagnostics.sort((a, b) => a.span.start.offset - b.span.start.offset);
    return {
      program: { source: this.source, declarations, comments: this.comments },
      diagnostics: this.diagnostics,
    };
  }

  protected declaration(): Declaration {
    const startsSomething = this.isWord("let") || this.isWord("tool");
    if (!startsSomething) {
      this.fail(
        "`let` or `tool`",
        'A policy is a list of `let NAME = ...;`, `tool "..." { ... }` and `tool "..." -> ...;`.',
      );
    }
    const doc = this.docs();
    return this.isWord("let") ? this.let(doc) : this.tool(doc);
  }

  protected let(doc: string | undefined): Let {
    const { start } = this.next();
    const name = this.name("a name after `let`");
    if (!this.takeMark("=")) this.fail("`=` after the name");
    const expression = this.expression();
    this.semicolon("the `let`");
    return { kind: "let", name, expression, ...optionalDoc(doc), ...this.range(start) };
  }

  /**
   * A predicate, a set or a domain. They differ only further on, so each is read as a whole; of the failures the one that came
   * furthest is reported.
   */
  protected expression(): Expression {
    if (this.startsDomain()) return this.domain();
    const start = this.at;
    const findings = this.diagnostics.length;
    const failures: { readonly failure: SyntaxFailure; readonly findings: readonly Diagnostic[] }[] = [];
    for (const read of [() => this.predicate(), () => this.set()]) {
      this.at = start;
      this.depth = 0;
      try {
        const expression = read();
        if (this.endsLet()) return expression;
        this.fail("`;` after the `let`");
      } catch (failure) {
        if (!(failure instanceof SyntaxFailure)) throw failure;
        failures.push({ failure, findings: this.diagnostics.splice(findings) });
      }
    }
    const [first, second] = failures;
    if (first === undefined || second === undefined) throw new RangeError("both readings failed");
    if (first.failure.reached === start && second.failure.reached === start) {
      this.at = start;
      this.fail(
        "a predicate, a set or a domain",
        'For example `to.value in {"a"}`, `{"a", "b"}` or `int 1..10`.',
      );
    }
    const furthest = second.failure.reached > first.failure.reached ? second : first;
    this.diagnostics.push(...furthest.findings);
    this.at = furthest.failure.reached;
    throw furthest.failure;
  }

  protected endsLet(): boolean {
    return this.isMark(";") || this.token.kind === "end" || this.startsDeclaration();
  }

  protected toolId(): ToolId {
    const token = this.token;
    if (token.kind === "string") return this.stringLiteral();
    if (token.kind === "regex") {
      this.next();
      return { kind: "regex", pattern: decodeQuoted(token.text), start: token.start, end: token.end };
    }
    return this.fail(
      "the tool's name in quotes, or a regex",
      'For example `tool "send_email"` or `tool r"send_.*"`.',
    );
  }

  protected tool(doc: string | undefined): ToolBlock | Shorthand {
    const { start } = this.next();
    const id = this.toolId();
    if (this.isMark("{")) return this.toolBlock(start, id, doc);
    let priority: number | undefined;
    if (this.takeMark("[")) {
      priority = this.priorityNumber();
      if (!this.takeMark("]")) this.fail("`]` after the priority");
    }
    if (!this.takeMark("->")) {
      this.fail(priority === undefined ? "`{`, `->` or `[` after the tool id" : "`->` after the priority");
    }
    const { phase, phaseWords } = this.shorthandPhase();
    const update = this.update(true);
    const condition = this.takeWord("when") ? this.predicate() : undefined;
    this.semicolon("the shorthand");
    return {
      kind: "shorthand",
      id,
      ...(priority === undefined ? {} : { priority }),
      phase,
      phaseWords,
      update,
      ...(condition === undefined ? {} : { condition }),
      ...optionalDoc(doc),
      ...this.range(start),
    };
  }

  protected shorthandPhase(): Pick<Shorthand, "phase" | "phaseWords"> {
    if (this.takeWord("result")) return { phase: "result", phaseWords: "result" };
    if (!this.takeWord("session")) return { phase: "result", phaseWords: "" };
    if (this.takeWord("before")) return { phase: "before", phaseWords: "session before" };
    if (this.takeWord("after")) return { phase: "after", phaseWords: "session after" };
    return { phase: "after", phaseWords: "session" };
  }
}
