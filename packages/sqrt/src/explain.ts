import type { Expression, Predicate, Program, SetExpression, ValueOperand } from "./ast.ts";
import type { CheckedCall } from "./call.ts";
import { compileDomain, compileElement, type ElementTest } from "./element.ts";
import { ExpressionCompiler } from "./evaluate.ts";
import { type CallChange, smallestFlip } from "./flip.ts";
import type { Leaf } from "./leaf.ts";
import type { Metadata } from "./metadata.ts";
import { type CompiledRule, letsOf } from "./policy.ts";
import type { CheckOptions, FinalVerdict, RuleRecord } from "./record.ts";
import type { Scope } from "./scope.ts";
import type { Truth } from "./truth.ts";
import { checkToolCall, type PolicySet, prepareCheck } from "./verdict.ts";
import { isDomain, walkExpression } from "./walk.ts";

/** Why a call is allowed or denied. */
export interface Explanation {
  readonly verdict: FinalVerdict;
  readonly message: string;
  /** Every rule of every matching policy, fired or not, in the order in which they count. */
  readonly rules: readonly RuleExplanation[];
  /** The fewest changes of the call or the session, of those tried, that turn the verdict round. */
  readonly flip?: readonly CallChange[];
}

export interface RuleExplanation {
  readonly rule: RuleRecord;
  /** Absent for `always` and for a preset's rule. */
  readonly condition?: ConditionExplanation;
}

/** What became of a condition, or of a part of one. */
export interface ConditionExplanation {
  readonly text: string;
  readonly truth: Truth;
  /** What was compared, and the element that decided. */
  readonly because?: string;
  /** The conditions that it is made of. */
  readonly parts: readonly ConditionExplanation[];
}

const PARTS_MAX = 500;

/** Explains a check, down to each comparison and the element that decided it. The check itself is `checkToolCall`'s. */
export function explainVerdict(
  policies: PolicySet,
  call: CheckedCall,
  session: Metadata,
  options: CheckOptions,
): Explanation {
  const complete = { ...options, failFast: false };
  const { verdict, message, record } = checkToolCall(policies, call, session, complete);
  const { blocks, scopes } = prepareCheck(policies, call, session);
  const byProgram = new Map<Program, ConditionExplainer>();
  const byRecord = new Map<RuleRecord, { readonly rule: CompiledRule; readonly program: Program }>();
  for (const { rules, program } of blocks) {
    for (const rule of rules)
      for (const kept of Object.values(rule.records)) byRecord.set(kept, { rule, program });
  }
  const explained = record.rules.map((ruleRecord): RuleExplanation => {
    const found = byRecord.get(ruleRecord);
    const condition = found?.rule.rule.condition;
    if (found === undefined || condition === undefined) return { rule: ruleRecord };
    let explainer = byProgram.get(found.program);
    if (explainer === undefined) {
      explainer = new ConditionExplainer(found.program);
      byProgram.set(found.program, explainer);
    }
    return {
      rule: ruleRecord,
      condition: explainer.explain(condition, decisiveScope(found.rule, scopes, ruleRecord)),
    };
  });
  const flip = smallestFlip(policies, call, session, options);
  return { verdict, message, rules: explained, ...(flip === undefined ? {} : { flip }) };
}

/** Of the scopes with and without control labels, the one in which the rule is what the record says. */
function decisiveScope(rule: CompiledRule, scopes: readonly Scope[], record: RuleRecord): Scope {
  const scope = scopes.find((candidate) => rule.condition(candidate) === record.fired) ?? scopes[0];
  if (scope === undefined) throw new RangeError("a check has a scope");
  return scope;
}

class ConditionExplainer {
  readonly #program: Program;
  readonly #compiler: ExpressionCompiler;
  readonly #lets: ReturnType<typeof letsOf>;
  #parts = 0;

  constructor(program: Program) {
    this.#program = program;
    this.#lets = letsOf(program);
    this.#compiler = new ExpressionCompiler(this.#lets);
  }

  explain(condition: Predicate, scope: Scope): ConditionExplanation {
    this.#parts = 0;
    return this.#explain(condition, scope);
  }

  #explain(condition: Predicate, scope: Scope): ConditionExplanation {
    const because = this.#because(condition, scope);
    this.#parts++;
    return {
      text: this.#program.source.slice(condition),
      truth: this.#compiler.condition(condition, "check")(scope),
      ...(because === undefined ? {} : { because }),
      parts:
        this.#parts > PARTS_MAX ? [] : this.#partsOf(condition).map((part) => this.#explain(part, scope)),
    };
  }

  #partsOf(condition: Predicate): readonly Predicate[] {
    switch (condition.kind) {
      case "or":
      case "and":
        return condition.terms;
      case "not":
        return [condition.term];
      case "predicate-group":
        return this.#partsOf(condition.inner);
      case "reference": {
        const expression = this.#lets.get(condition.name)?.expression;
        return expression !== undefined && isPredicate(expression) ? [expression] : [];
      }
      default:
        return [];
    }
  }

  #because(condition: Predicate, scope: Scope): string | undefined {
    switch (condition.kind) {
      case "predicate-group":
        return this.#because(condition.inner, scope);
      case "value-in": {
        const value = this.#compiler.value(condition.value)(scope);
        if (value === undefined) return unknownValue(condition.value);
        return told(
          value.leaves.map((leaf) => `${show(leaf)} ${this.#matchedBy(leaf, condition.set, scope)}`),
        );
      }
      case "value-equals": {
        const sides = [condition.left, condition.right].map((operand) => {
          const value = this.#compiler.value(operand)(scope);
          if (value === undefined) return unknownValue(operand);
          return `${this.#program.source.slice(operand)} is ${told(value.leaves.map(show))}`;
        });
        return sides
          .filter((_side, at) => [condition.left, condition.right][at]?.kind.endsWith("-value"))
          .join("; ");
      }
      case "set-comparison":
      case "set-state": {
        const left = this.#compiler.comparedSet(condition.left, "check", undefined)(scope);
        const name = this.#program.source.slice(condition.left);
        if (left.universal) return `${name} is universal`;
        if (left.strings.length === 0) return `${name} is empty`;
        if (condition.kind === "set-state") return `${name} holds ${told(left.strings.map(show))}`;
        return told(
          left.strings.map(
            (leaf) => `${name} holds ${show(leaf)}, which ${this.#matchedBy(leaf, condition.right, scope)}`,
          ),
        );
      }
      default:
        return undefined;
    }
  }

  /** The elements of a set that match a leaf, as words. */
  #matchedBy(leaf: Leaf, set: SetExpression, scope: Scope): string {
    const truth = this.#compiler.comparedSet(set, "check", undefined)(scope).has(leaf);
    const matching: string[] = [];
    const unsure: string[] = [];
    for (const { text, test } of this.#elementsOf(set, scope, new Set())) {
      const matches = test(leaf);
      if (matches === true) matching.push(text);
      else if (matches === "unknown") unsure.push(text);
    }
    if (truth === true) return `is matched by ${told(matching)}`;
    if (truth === "unknown")
      return unsure.length === 0
        ? "may or may not be matched"
        : `may or may not be matched by ${told(unsure)}`;
    return matching.length === 0 ? "is matched by nothing in the set" : "is taken out of the set";
  }

  #elementsOf(
    set: Expression,
    scope: Scope,
    seen: Set<string>,
  ): readonly { readonly text: string; readonly test: ElementTest }[] {
    const found: { text: string; test: ElementTest }[] = [];
    walkExpression(set, (node) => {
      const text = this.#program.source.slice(node);
      if (node.kind === "reference") {
        const expression = this.#lets.get(node.name)?.expression;
        if (expression === undefined || seen.has(node.name)) return;
        seen.add(node.name);
        found.push(...this.#elementsOf(expression, scope, seen));
      } else if (node.kind === "string" && node.value === "*") {
        found.push({ text, test: (leaf) => leaf.value !== null });
      } else if (
        node.kind === "string" ||
        node.kind === "regex" ||
        node.kind === "wildcard" ||
        node.kind === "number"
      ) {
        found.push({ text, test: compileElement(node) });
      } else if (isDomain(node)) {
        found.push({ text, test: compileDomain(node) });
      } else if (node.kind.endsWith("-field") && "field" in node) {
        found.push({ text, test: this.#compiler.comparedSet(node, "check", undefined)(scope).has });
      }
    });
    return found;
  }
}

function isPredicate(expression: Expression): expression is Predicate {
  return (
    !(
      "elements" in expression ||
      "operands" in expression ||
      "steps" in expression ||
      "field" in expression
    ) &&
    !isDomain(expression) &&
    expression.kind !== "set-group"
  );
}

function unknownValue(operand: ValueOperand): string {
  return operand.kind === "argument-value"
    ? `the tool does not declare \`${operand.name.text}\`, so its value is unknown`
    : "the value is unknown";
}

function show({ value }: Leaf): string {
  if (typeof value !== "string") return String(value);
  return JSON.stringify(value.length > 80 ? `${value.slice(0, 79)}…` : value);
}

function told(list: readonly string[]): string {
  const unique = [...new Set(list)];
  return unique.length > 10
    ? `${unique.slice(0, 10).join(", ")} and ${unique.length - 10} more`
    : unique.join(", ");
}

/** The explanation as text for people. */
export function formatExplanation({ verdict, message, rules, flip }: Explanation): string {
  const lines = [verdict, ...(message === "" ? [] : [message]), ""];
  for (const { rule, condition } of rules) {
    const place = rule.span === undefined ? rule.policy : `${rule.policy}, line ${rule.span.start.line}`;
    const fired =
      rule.fired === "unknown"
        ? `unknown, ${rule.effect === "deny" ? "so it fires" : "so it does not fire"}`
        : rule.fired
          ? "fires"
          : "does not fire";
    lines.push(`${rule.text}  [${place}] ${fired}`);
    if (condition !== undefined) lines.push(...formatCondition(condition, 1));
  }
  if (flip !== undefined)
    lines.push(
      "",
      `It would be ${verdict.endsWith("allowed") ? "denied" : "allowed"} if ${flip.map((change) => change.text).join(", and ")}.`,
    );
  return lines.join("\n");
}

function formatCondition(
  { text, truth, because, parts }: ConditionExplanation,
  depth: number,
): readonly string[] {
  const line = `${"  ".repeat(depth)}${truth === "unknown" ? "?" : truth ? "+" : "-"} ${text.replace(/\s+/g, " ")}`;
  const reason = because === undefined || because === "" ? "" : `: ${because}`;
  return [line + reason, ...parts.flatMap((part) => formatCondition(part, depth + 1))];
}
