import type { ArgumentsField, Element, SetExpression, SetOperand, SetOperator } from "../ast.ts";
import { decodeQuoted } from "../literal.ts";
import type { Field } from "../metadata.ts";
import { DomainParser } from "./domains.ts";
import { SyntaxFailure } from "./syntax-failure.ts";

const FIELDS: ReadonlySet<string> = new Set(["tags", "producers", "consumers"]);
/** From the loosest to the tightest. */
const SET_OPERATORS: readonly { readonly operator: SetOperator; readonly symbol: string }[] = [
  { operator: "xor", symbol: "^" },
  { operator: "minus", symbol: "-" },
  { operator: "intersect", symbol: "&" },
  { operator: "union", symbol: "|" },
];

/** Reads sets: literals, accesses to metadata, and what the set operators make of them. */
export class SetParser extends DomainParser {
  protected set(): SetExpression {
    return this.setChain(0);
  }

  protected setChain(level: number): SetExpression {
    const row = SET_OPERATORS[level];
    if (row === undefined) return this.elementChain();
    const { start } = this.token;
    const first = this.setChain(level + 1);
    const operands = [first];
    const words: string[] = [];
    while (true) {
      const word = this.takeSetOperator(row.operator, row.symbol);
      if (word === undefined) break;
      words.push(word);
      operands.push(this.setChain(level + 1));
    }
    if (words.length === 0) return first;
    return { kind: "set-chain", operator: row.operator, operands, words, ...this.range(start) };
  }

  protected takeSetOperator(operator: SetOperator, symbol: string): string | undefined {
    if (symbol === "-") this.splitInfinity();
    return this.takeMark(symbol) ? symbol : this.takeWord(operator) ? operator : undefined;
  }

  /** `-inf` where an operator is due is a minus and the name `inf`. */
  protected splitInfinity(): void {
    const token = this.token;
    if (token.kind !== "infinity" || token.text !== "-inf") return;
    const middle = token.start + 1;
    this.tokens.splice(
      this.at,
      1,
      { ...token, kind: "mark", text: "-", end: middle },
      { kind: "word", text: "inf", start: middle, end: token.end, docs: [] },
    );
  }

  protected elementChain(): SetExpression {
    const { start } = this.token;
    const base = this.setAtom();
    const steps: { operator: "with" | "without"; element: Element }[] = [];
    while (this.isWord("with") || this.isWord("without")) {
      const operator = this.next().text === "with" ? "with" : "without";
      steps.push({ operator, element: this.element() });
    }
    return steps.length === 0 ? base : { kind: "element-chain", base, steps, ...this.range(start) };
  }

  protected setAtom(): SetExpression {
    const { start } = this.token;
    if (this.isMark("{")) return this.setLiteral();
    if (this.takeMark("(")) {
      const inner = this.deeper(() => this.set());
      if (!this.takeMark(")")) this.fail("`)`");
      return { kind: "set-group", inner, ...this.range(start) };
    }
    const operand = this.setOperand();
    if (operand !== undefined) return operand;
    if (this.token.kind === "word") {
      const { text } = this.next();
      if (this.isMark(".value")) {
        this.fail(
          "a set",
          "A value is no set. To compare with it, put it on the left: `NAME.value in {...}`.",
        );
      }
      return { kind: "reference", name: text, ...this.range(start) };
    }
    return this.fail("a set", 'For example `{"a", "b"}`, `body.tags`, `@session.tags`, the name of a `let`.');
  }

  protected setLiteral(): SetExpression {
    const { start } = this.next();
    const elements: Element[] = [];
    if (!this.takeMark("}")) {
      do {
        const element = this.elementOrSkip();
        if (element !== undefined) elements.push(element);
      } while (this.takeMark(","));
      if (!this.takeMark("}")) this.fail("`,` or `}` in the set");
    }
    return { kind: "set-literal", elements, ...this.range(start) };
  }

  /** An element; after a failure the next `,` or `}` of the same set goes on, if there is one before the statement ends. */
  protected elementOrSkip(): Element | undefined {
    try {
      return this.element();
    } catch (failure) {
      if (!(failure instanceof SyntaxFailure)) throw failure;
      let at = this.at;
      while (!["end", "mark"].includes(this.tokens[at]?.kind ?? "end")) at++;
      const found = this.tokens[at];
      if (found?.text !== "," && found?.text !== "}") throw failure;
      this.at = at;
      if (!failure.silent) this.report(failure.code, failure.range, failure.message, failure.help);
      return undefined;
    }
  }

  /** An access to metadata; undefined where none begins. */
  protected setOperand(): SetOperand | undefined {
    const token = this.token;
    const { start } = token;
    if (token.kind === "mark") {
      if (this.takeMark("@"))
        return { kind: "context-field", field: this.field("`@`"), ...this.range(start) };
      if (this.takeMark("@result"))
        return { kind: "result-field", field: this.dotField(), ...this.range(start) };
      if (this.takeMark("@session"))
        return { kind: "session-field", field: this.dotField(), ...this.range(start) };
      return this.takeMark("@args") ? this.argumentsField(start) : undefined;
    }
    if (token.kind !== "word") return undefined;
    if ((token.text === "union" || token.text === "intersect") && this.isWord("of", 1)) {
      this.at += 2;
      const field = this.field("`of`");
      if (!this.takeWord("from")) this.fail("`from args`");
      if (!this.takeWord("args")) this.fail("`args` after `from`");
      return { kind: "arguments-field", field, operation: token.text, form: "words", ...this.range(start) };
    }
    if (!this.isMark(".", 1)) return undefined;
    const name = this.name("an argument");
    if (this.peek(1).text === "value") {
      this.next();
      this.fail(
        "`tags`, `producers` or `consumers` after `.`",
        "`.value` is written without a blank after the dot.",
      );
    }
    return { kind: "argument-field", name, field: this.dotField(), ...this.range(start) };
  }

  protected argumentsField(start: number): ArgumentsField {
    const field = this.dotField();
    const isSuffixed = this.isMark(".");
    let operation: "union" | "intersect" = "union";
    if (this.takeMark(".")) {
      if (this.takeWord("intersect")) operation = "intersect";
      else if (!this.takeWord("union")) this.fail("`union` or `intersect`");
    }
    return {
      kind: "arguments-field",
      field,
      operation,
      form: isSuffixed ? "suffix" : "bare",
      ...this.range(start),
    };
  }

  protected element(): Element {
    const token = this.token;
    const { start, end } = token;
    if (token.kind === "string") return this.stringLiteral();
    if (token.kind === "regex" || token.kind === "wildcard") {
      this.next();
      return { kind: token.kind, pattern: decodeQuoted(token.text), start, end };
    }
    if (this.startsNumber()) return this.number();
    if (this.startsDomain()) return this.domain();
    return this.fail(
      "an element of a set",
      token.kind === "word"
        ? "Elements are strings in quotes, patterns, numbers and domains. To use another set, say `union`."
        : 'Elements are strings in quotes, `r"..."`, `w"..."`, numbers and domains such as `int 1..10`.',
    );
  }

  protected dotField(): Field {
    if (!this.takeMark(".")) this.fail("`.tags`, `.producers` or `.consumers`");
    return this.field("`.`");
  }

  protected field(after: string): Field {
    const field = this.token.text;
    if (this.token.kind !== "word" || !isField(field)) {
      return this.fail(`\`tags\`, \`producers\` or \`consumers\` after ${after}`);
    }
    this.next();
    return field;
  }
}

function isField(text: string): text is Field {
  return FIELDS.has(text);
}
