import type { Token } from "../lex.ts";
import { SyntaxFailure } from "./syntax-failure.ts";
import { TokenReader } from "./token-reader.ts";

const MEMBER_WORDS = ["priority", "must", "hard", "should", "soft", "result", "session"];

/** Goes on after a mistake: where the next declaration, member or statement begins. */
export class RecoveringReader extends TokenReader {
  #unclosedAt = -1;

  protected recover<T>(read: () => T, skip: () => void): T | undefined {
    const before = this.at;
    const depth = this.depth;
    try {
      return read();
    } catch (failure) {
      if (!(failure instanceof SyntaxFailure)) throw failure;
      if (!failure.silent) this.report(failure.code, failure.range, failure.message, failure.help);
      this.depth = depth;
      skip();
      if (this.at === before) this.next();
      // Doc comments in what was skipped are no mistakes of their own.
      for (let at = before; at < this.at; at++) this.dropDocs(this.tokens[at]);
      return undefined;
    }
  }

  /** After a failure outside any block: on to the next declaration. */
  protected skipDeclaration(): void {
    let depth = 0;
    while (this.token.kind !== "end") {
      if (this.startsDeclaration()) return;
      const token = this.next();
      if (token.kind !== "mark") continue;
      if (token.text === "{") depth++;
      else if (token.text === "}") {
        depth--;
      } else if (token.text === ";" && depth <= 0) return;
    }
  }

  /** After a failure inside a block: behind the next `;` of this depth, or before the `}` that closes the block. */
  protected skipMember(): void {
    let depth = 0;
    while (this.token.kind !== "end") {
      if (this.startsDeclaration()) return;
      if (depth === 0 && this.isMark("}")) return;
      const token = this.next();
      if (token.kind !== "mark") continue;
      if (token.text === "{") depth++;
      else if (token.text === "}") {
        depth--;
        // A block that ended: a member begins behind it, unless it was a set in a longer statement.
        if (depth === 0 && (this.isMark("}") || this.startsMember())) return;
      } else if (token.text === ";" && depth === 0) return;
    }
  }

  /** Takes the `;` that ends a statement; where it is only forgotten, says so and goes on. */
  protected semicolon(after: string): void {
    if (this.takeMark(";")) return;
    const token = this.token;
    if (token.kind === "bad") this.fail("`;`");
    const forgotten =
      token.kind === "end" ||
      (this.isInBlock && this.isMark("}")) ||
      this.startsDeclaration() ||
      (this.source.lineOf(token.start) > this.source.lineOf(this.previousEnd) && this.startsStatement());
    if (!forgotten) this.fail(`\`;\` after ${after}`);
    const end = this.previousEnd;
    this.report(
      "expected-token",
      { start: end, end },
      `Expected \`;\` after ${after}.`,
      "Every declaration, rule and update ends with `;`.",
    );
  }

  /** Takes the `}` that closes a block. At the end of the text, or where a declaration begins, reports it missing. */
  protected closeBlock(open: Token): boolean {
    if (this.takeMark("}")) return true;
    if (this.token.kind !== "end" && !this.startsDeclaration()) return false;
    // Of blocks that end at the same place the innermost is reported.
    if (this.#unclosedAt !== this.at) {
      this.#unclosedAt = this.at;
      this.report("expected-token", open, "This block is never closed.", "Add a `}` where the block ends.");
    }
    return true;
  }

  /** `tool "..."`, `tool r"..."` and `let NAME =` begin declarations and nothing else. */
  protected startsDeclaration(): boolean {
    if (this.isWord("tool")) {
      const id = this.peek(1).kind;
      return id === "string" || id === "regex";
    }
    return this.isWord("let") && this.peek(1).kind === "word" && this.isMark("=", 2);
  }

  protected startsMember(): boolean {
    const token = this.token;
    return (
      token.kind === "word" &&
      MEMBER_WORDS.includes(token.text) &&
      !this.isMark(".", 1) &&
      !this.isMark(".value", 1)
    );
  }

  protected startsStatement(): boolean {
    if (this.startsMember() || this.isWord("when")) return true;
    const token = this.token;
    if (token.kind === "word") return this.isMark(".", 1);
    return token.kind === "mark" && token.text.startsWith("@");
  }
}
