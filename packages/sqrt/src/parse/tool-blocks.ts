import type {
  CheckRule,
  Member,
  Phase,
  Predicate,
  Statement,
  Target,
  ToolBlock,
  ToolId,
  Update,
  UpdateOperator,
} from "../ast.ts";
import type { Token } from "../lex.ts";
import { PredicateParser } from "./predicates.ts";
import { optionalDoc } from "./token-reader.ts";

const ENFORCEMENTS = { must: "hard", hard: "hard", should: "soft", soft: "soft" } as const;
const UPDATE_OPERATORS: readonly UpdateOperator[] = ["=", "|=", "&=", "-=", "^="];

/** Reads what stands between the braces of a tool: rules, and updates of metadata. */
export class ToolBlockParser extends PredicateParser {
  protected toolBlock(start: number, id: ToolId, doc: string | undefined): ToolBlock {
    const open = this.next();
    this.isInBlock = true;
    const members: Member[] = [];
    while (!this.closeBlock(open)) {
      const member = this.recover(
        () => this.member(),
        () => this.skipMember(),
      );
      if (member !== undefined) members.push(member);
    }
    return { kind: "tool", id, members, ...optionalDoc(doc), ...this.range(start) };
  }

  protected member(): Member {
    if (!this.startsMember()) {
      this.fail(
        "a rule or block of the tool",
        "Inside a tool: `priority N;`, `hard deny when ...;`, `soft allow always;`, `result { ... }`, `session before { ... }`.",
      );
    }
    const doc = this.docs();
    const token = this.next();
    const { start } = token;
    if (token.text === "priority") {
      const value = this.priorityNumber();
      this.semicolon("the priority");
      return { kind: "priority", value, ...optionalDoc(doc), ...this.range(start) };
    }
    if (token.text === "result") return this.updateBlock(start, "result", doc);
    if (token.text === "session") {
      const isBefore = this.takeWord("before");
      if (!isBefore && !this.takeWord("after")) this.fail("`before` or `after` behind `session`");
      return this.updateBlock(start, isBefore ? "before" : "after", doc);
    }
    return this.checkRule(token, doc);
  }

  protected priorityNumber(): number {
    const token = this.token;
    if (token.kind !== "integer") this.fail("an integer for the priority");
    this.next();
    return Number(token.text);
  }

  protected checkRule(first: Token, doc: string | undefined): CheckRule {
    const word = first.text;
    if (word !== "must" && word !== "hard" && word !== "should" && word !== "soft") this.fail("a rule");
    const effect = this.takeWord("allow") ? "allow" : this.takeWord("deny") ? "deny" : undefined;
    if (effect === undefined) this.fail(`\`allow\` or \`deny\` after \`${word}\``);
    let condition: Predicate | undefined;
    if (this.takeWord("when")) condition = this.predicate();
    else if (!this.takeWord("always")) this.fail(`\`when\` or \`always\` after \`${effect}\``);
    this.semicolon("the rule");
    return {
      kind: "check",
      word,
      enforcement: ENFORCEMENTS[word],
      effect,
      ...(condition === undefined ? {} : { condition }),
      ...optionalDoc(doc),
      ...this.range(first.start),
    };
  }

  protected updateBlock(start: number, phase: Phase, doc: string | undefined): Member {
    const open = this.token;
    if (!this.takeMark("{")) this.fail("`{`");
    const statements: Statement[] = [];
    while (!this.closeBlock(open)) {
      const statement = this.recover(
        () => this.statement(),
        () => this.skipMember(),
      );
      if (statement !== undefined) statements.push(statement);
    }
    return { kind: "block", phase, statements, ...optionalDoc(doc), ...this.range(start) };
  }

  protected statement(): Statement {
    const doc = this.docs();
    const { start } = this.token;
    if (this.isWord("when") && !this.isMark(".", 1)) {
      this.next();
      const condition = this.predicate();
      const open = this.token;
      if (!this.takeMark("{")) this.fail("`{` after the condition");
      const updates: Update[] = [];
      while (!this.closeBlock(open)) {
        const update = this.recover(
          () => this.updateStatement(),
          () => this.skipMember(),
        );
        if (update !== undefined) updates.push(update);
      }
      return { kind: "when", condition, updates, ...optionalDoc(doc), ...this.range(start) };
    }
    const update = this.updateStatement();
    return { kind: "update", update, ...optionalDoc(doc), ...this.range(start) };
  }

  protected updateStatement(): Update {
    const update = this.update(false);
    this.semicolon("the update");
    return update;
  }

  protected update(isShorthand: boolean): Update {
    const { start } = this.token;
    const target = this.target(isShorthand);
    const operator = UPDATE_OPERATORS.find((candidate) => this.isMark(candidate));
    if (operator === undefined) this.fail("`=`, `|=`, `&=`, `-=` or `^=`");
    this.next();
    const value = this.set();
    return { target, operator, value, ...this.range(start) };
  }

  protected target(isShorthand: boolean): Target {
    const { start } = this.token;
    if (this.takeMark("@")) return { kind: "context", field: this.field("`@`"), ...this.range(start) };
    if (isShorthand) {
      return this.fail(
        "`@tags`, `@producers` or `@consumers`",
        "Before `@` may stand `result`, `session`, `session before` or `session after`.",
      );
    }
    if (this.takeMark("@result")) return { kind: "result", field: this.dotField(), ...this.range(start) };
    if (this.takeMark("@session")) return { kind: "session", field: this.dotField(), ...this.range(start) };
    const name = this.name('an update such as `@tags |= {"a"};`, or `when`');
    return { kind: "argument", name, field: this.dotField(), ...this.range(start) };
  }
}
