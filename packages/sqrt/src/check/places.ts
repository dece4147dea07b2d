import type { Expression, Predicate, SetExpression, Update } from "../ast.ts";
import type { Place } from "../evaluate.ts";
import { type ExpressionNode, isDomain, walkExpression } from "../walk.ts";
import type { Findings } from "./findings.ts";
import { type LetTable, unwrap } from "./lets.ts";

/** Checks expressions against where they stand, following the `let`s that they use. */
export class PlaceChecker {
  readonly #lets: LetTable;
  readonly #findings: Findings;
  readonly #followed = new Set<string>();
  readonly #unstorable = new Map<string, ExpressionNode | undefined>();

  constructor(lets: LetTable, findings: Findings) {
    this.#lets = lets;
    this.#findings = findings;
  }

  /** Reports names that are unknown or of the wrong kind. */
  checkKinds(expression: Expression): void {
    // A bare name as a whole `let`, in parentheses or not, may be of either kind.
    const inner = unwrap(expression);
    if (inner?.kind === "reference") {
      this.#checkName(inner, undefined);
      return;
    }
    walkExpression(expression, (node) => {
      const wanted = joinsPredicates(node) ? "predicate" : "set";
      for (const child of namesBelow(node)) this.#checkName(child, wanted);
    });
  }

  checkPredicate(predicate: Predicate, place: Place): void {
    const inner = unwrap(predicate);
    if (inner?.kind === "reference") this.#checkName(inner, "predicate");
    else this.checkKinds(predicate);
    this.#checkPlace(predicate, place);
  }

  checkUpdate(update: Update, place: Place): void {
    const { target, operator, value } = update;
    const inner = unwrap(value);
    if (inner?.kind === "reference") this.#checkName(inner, "set");
    else this.checkKinds(value);
    this.#checkPlace(value, place);
    if (target.kind === "result" && place === "before") this.#resultBeforeCall(target);
    if (target.kind === "argument" && place !== "result") {
      this.#findings.report(
        "argument-update-in-session",
        target,
        "A `session` block cannot write an argument's metadata.",
        "Relabel arguments in a `result` block.",
      );
    }
    if (operator !== "-=") this.#checkStorable(value);
  }

  #checkName(
    reference: { readonly name: string; readonly start: number; readonly end: number },
    wanted: "predicate" | "set" | undefined,
  ): void {
    const { name } = reference;
    if (!this.#lets.byName.has(name)) {
      if (this.#lets.isDeclared(name)) return;
      const near = this.#findings.isFull ? undefined : this.#lets.nearest(name);
      this.#findings.report(
        "unknown-let",
        reference,
        `No \`let\` is named \`${name}\`.`,
        near === undefined
          ? `Declare it: \`let ${name} = ...;\`. A string stands in quotes, an argument is followed by \`.value\` or \`.tags\`.`
          : `Did you mean \`${near}\`?`,
      );
      return;
    }
    const kind = this.#lets.kindOf(name);
    if (kind === undefined || wanted === undefined || kind === wanted) return;
    this.#findings.report(
      "wrong-kind",
      reference,
      wanted === "set"
        ? `A set is needed here, and \`${name}\` is a predicate.`
        : `A predicate is needed here, and \`${name}\` is a set.`,
      wanted === "set" ? undefined : `Compare it, for example \`x.tags overlaps ${name}\`.`,
    );
  }

  #checkPlace(expression: Expression, place: Place): void {
    walkExpression(expression, (node) => {
      if (node.kind === "reference") {
        const key = `${place} ${node.name}`;
        const declaration = this.#lets.byName.get(node.name);
        if (declaration === undefined || this.#followed.has(key)) return;
        this.#followed.add(key);
        this.#checkPlace(declaration.expression, place);
      } else if (node.kind === "context-field" && place === "check") {
        this.#findings.report(
          "bare-field",
          node,
          `\`@${node.field}\` has no meaning in a check rule.`,
          `Write \`@session.${node.field}\`, or \`@args.${node.field}\` for the arguments.`,
        );
      } else if (node.kind === "result-field" || node.kind === "result-value") {
        if (place === "before") this.#resultBeforeCall(node);
        else if (place === "check") this.#resultInCheck(node);
      }
    });
  }

  #resultBeforeCall(node: { readonly start: number; readonly end: number }): void {
    this.#findings.report(
      "result-before-call",
      node,
      "There is no result before the call.",
      "Use a `session after` or a `result` block, or the arguments.",
    );
  }

  #resultInCheck(node: { readonly start: number; readonly end: number }): void {
    this.#findings.report(
      "result-in-check",
      node,
      "A check rule runs before the call: `@result` is the join of the arguments' metadata, and its value is null.",
      "Write `@args.tags` and the like if that is meant.",
    );
  }

  /** INVARIANT: only strings reach metadata. */
  #checkStorable(value: SetExpression): void {
    walkExpression(value, (node) => {
      const found =
        node.kind === "reference" ? this.#unstorableIn(node.name) : isUnstorable(node) ? node : undefined;
      if (found === undefined) return;
      this.#findings.report(
        "unstorable-element",
        node,
        node.kind === "reference"
          ? `\`${node.name}\` holds a pattern, a domain or a number; only strings can be stored.`
          : "Only strings can be stored in metadata.",
        "Patterns may stand on the right of `-=`, which drops what they match.",
      );
    });
  }

  #unstorableIn(name: string): ExpressionNode | undefined {
    if (this.#unstorable.has(name)) return this.#unstorable.get(name);
    this.#unstorable.set(name, undefined);
    let found: ExpressionNode | undefined;
    const declaration = this.#lets.byName.get(name);
    if (declaration !== undefined) {
      walkExpression(declaration.expression, (node) => {
        found ??=
          node.kind === "reference" ? this.#unstorableIn(node.name) : isUnstorable(node) ? node : undefined;
      });
    }
    this.#unstorable.set(name, found);
    return found;
  }
}

function isUnstorable(node: ExpressionNode): boolean {
  return node.kind === "regex" || node.kind === "wildcard" || node.kind === "number" || isDomain(node);
}

/** Whether what stands directly below a node are predicates. */
function joinsPredicates(node: ExpressionNode): boolean {
  return node.kind === "or" || node.kind === "and" || node.kind === "not" || node.kind === "predicate-group";
}

/** The bare names directly below a node. */
function namesBelow(node: ExpressionNode): readonly Extract<ExpressionNode, { kind: "reference" }>[] {
  const below =
    node.kind === "or" || node.kind === "and"
      ? node.terms
      : node.kind === "not"
        ? [node.term]
        : node.kind === "predicate-group" || node.kind === "set-group"
          ? [node.inner]
          : node.kind === "set-chain"
            ? node.operands
            : node.kind === "element-chain"
              ? [node.base]
              : node.kind === "value-in"
                ? [node.set]
                : node.kind === "set-comparison"
                  ? [node.right]
                  : [];
  return below.flatMap((child) => (child.kind === "reference" ? [child] : []));
}
