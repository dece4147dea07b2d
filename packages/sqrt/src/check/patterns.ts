import type { CheckRule, Expression, RegexLiteral, WildcardLiteral } from "../ast.ts";
import { walkExpression } from "../walk.ts";
import type { Findings } from "./findings.ts";
import type { LetTable } from "./lets.ts";

/**
 * Warns of patterns in allow-lists that let anything stand before what they ask for: `.*@corp\.com` matches
 * `evil@x.org,a@corp.com` (security rule C4). An allow-list is what an allow rule asks a value to be in, or a deny rule excepts.
 */
export function checkOpenPatterns(rule: CheckRule, lets: LetTable, findings: Findings): void {
  const seen = new Set<string>();
  const visit = (expression: Expression, isAllowed: boolean): void => {
    switch (expression.kind) {
      case "or":
      case "and":
        for (const term of expression.terms) visit(term, isAllowed);
        break;
      case "not":
        visit(expression.term, !isAllowed);
        break;
      case "predicate-group":
        visit(expression.inner, isAllowed);
        break;
      case "reference": {
        const key = `${isAllowed} ${expression.name}`;
        const declaration = lets.byName.get(expression.name);
        if (declaration === undefined || seen.has(key)) break;
        seen.add(key);
        visit(declaration.expression, isAllowed);
        break;
      }
      case "value-in":
        if (isAllowed) reportIn(expression.set, new Set());
        break;
      default:
        break;
    }
  };
  const reportIn = (set: Expression, followed: Set<string>): void => {
    walkExpression(set, (node) => {
      if (node.kind === "reference") {
        const declaration = lets.byName.get(node.name);
        if (declaration === undefined || followed.has(node.name)) return;
        followed.add(node.name);
        reportIn(declaration.expression, followed);
      } else if ((node.kind === "regex" || node.kind === "wildcard") && isOpen(node)) {
        findings.report(
          "open-pattern",
          node,
          "Anything may stand before what this pattern asks for, for example a second address and a comma.",
          "Say what may stand there, for example `[^@,;\\s]+` instead of `.*`.",
        );
      }
    });
  };
  if (rule.condition !== undefined) visit(rule.condition, rule.effect === "allow");
}

/** Begins with "anything" and asks for something after it. */
function isOpen(node: RegexLiteral | WildcardLiteral): boolean {
  if (node.kind === "wildcard") return /^\*.*[^*]/s.test(node.pattern);
  return /^(?:\^|\(\?[a-z]*:?|\()*\.[*+]\??(?![)$]*$)/.test(node.pattern);
}
