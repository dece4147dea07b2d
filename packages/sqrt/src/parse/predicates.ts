import type { Predicate, SetOperand, ValueOperand } from "../ast.ts";
import type { Token } from "../lex.ts";
import { SetParser } from "./sets.ts";

const PREDICATE_ENDS = [";", ")", "{", "}"];

/** Reads conditions: comparisons of values and sets under `not`, `and`, `or`. */
export class PredicateParser extends SetParser {
  readonly #notReadings = new WeakMap<Token, boolean>();

  protected predicate(): Predicate {
    return this.predicateChain("or", () => this.predicateChain("and", () => this.negation()));
  }

  protected predicateChain(kind: "or" | "and", read: () => Predicate): Predicate {
    const { start } = this.token;
    const first = read();
    if (!this.isWord(kind)) return first;
    const terms = [first];
    while (this.takeWord(kind)) terms.push(read());
    return { kind, terms, ...this.range(start) };
  }

  protected negation(): Predicate {
    if (!this.isWord("not") || !this.readsAsNot(this.at)) return this.predicateAtom();
    const { start } = this.next();
    const term = this.deeper(() => this.negation());
    return { kind: "not", term, ...this.range(start) };
  }

  /**
   * Whether the word `not` here negates what follows. It may also be the name of a `let` or of an argument, and so may `and` and
   * `or`: over a run of these words, reading from its end, only some positions can hold an operand.
   */
  protected readsAsNot(at: number): boolean {
    const here = this.peek(at - this.at);
    const known = this.#notReadings.get(here);
    if (known !== undefined) return known;
    let end = at;
    while (isLogicWord(this.tokens[end])) end++;
    const after = this.tokens[end];
    const isAccess = after?.kind === "mark" && (after.text === ".value" || after.text === ".");
    const isEnd =
      after === undefined ||
      after.kind === "end" ||
      (after.kind === "mark" && PREDICATE_ENDS.includes(after.text));
    // Whether what stands at a position can be read where an operand is due, and where an operator or the end is.
    let asOperand = !isAccess && !isEnd;
    let asOperator = isEnd;
    for (let position = end - 1; position >= at; position--) {
      const word = this.tokens[position];
      const isNot = word?.text === "not";
      if (word !== undefined && isNot) this.#notReadings.set(word, asOperand);
      const names = asOperator || (isAccess && position === end - 1);
      const operand = names || (isNot && asOperand);
      asOperator = !isNot && asOperand;
      asOperand = operand;
    }
    return this.#notReadings.get(here) ?? true;
  }

  protected predicateAtom(): Predicate {
    const { start } = this.token;
    if (this.takeMark("(")) {
      const inner = this.deeper(() => this.predicate());
      if (!this.takeMark(")")) this.fail("`)`");
      return { kind: "predicate-group", inner, ...this.range(start) };
    }
    const value = this.valueOperand();
    if (value !== undefined) return this.valueComparison(value, start);
    const operand = this.setOperand();
    if (operand !== undefined) return this.setComparison(operand, start);
    if (this.token.kind === "word") {
      const { text } = this.next();
      return { kind: "reference", name: text, ...this.range(start) };
    }
    return this.fail(
      "a condition",
      'For example `to.value in {"a"}`, `body.tags overlaps {"pii"}`, the name of a `let`.',
    );
  }

  /** `NAME.value`, `@result.value`, `@session.value` or a literal; undefined where none begins. */
  protected valueOperand(): ValueOperand | undefined {
    const token = this.token;
    const { start } = token;
    if (this.isMark(".value", 1)) {
      if (token.kind === "word") {
        const name = this.name("an argument");
        this.next();
        return { kind: "argument-value", name, ...this.range(start) };
      }
      if (this.isMark("@result") || this.isMark("@session")) {
        this.at += 2;
        return { kind: token.text === "@result" ? "result-value" : "session-value", ...this.range(start) };
      }
    }
    return this.literal();
  }

  protected valueComparison(value: ValueOperand, start: number): Predicate {
    if (this.takeWord("in")) return { kind: "value-in", value, set: this.set(), ...this.range(start) };
    if (this.takeMark("==")) {
      const right = this.valueOperand();
      if (right === undefined) {
        this.fail(
          "a value after `==`",
          'A value is `NAME.value`, a string, a number, a `d"..."` datetime, `true` or `false`.',
        );
      }
      return { kind: "value-equals", left: value, right, ...this.range(start) };
    }
    return this.fail("`in` or `==` after the value");
  }

  protected setComparison(left: SetOperand, start: number): Predicate {
    if (this.takeWord("is")) {
      const state = this.takeWord("empty") ? "empty" : this.takeWord("universal") ? "universal" : undefined;
      if (state === undefined) this.fail("`empty` or `universal` after `is`");
      return { kind: "set-state", left, state, ...this.range(start) };
    }
    for (const comparator of ["subset of", "superset of"] as const) {
      const [first = "", second = ""] = comparator.split(" ");
      if (!this.takeWord(first)) continue;
      if (!this.takeWord(second)) this.fail(`\`of\` after \`${first}\``);
      return { kind: "set-comparison", comparator, left, right: this.set(), ...this.range(start) };
    }
    const comparator = this.takeWord("overlaps") ? "overlaps" : this.takeMark("==") ? "==" : undefined;
    if (comparator === undefined) {
      return this.fail(
        "`overlaps`, `subset of`, `superset of`, `==` or `is` after the set",
        this.isWord("in") ? "A value is `in` a set; of two sets say `subset of` or `overlaps`." : undefined,
      );
    }
    return { kind: "set-comparison", comparator, left, right: this.set(), ...this.range(start) };
  }
}

function isLogicWord(token: Token | undefined): boolean {
  return token?.kind === "word" && (token.text === "not" || token.text === "and" || token.text === "or");
}
