import type { Declaration, Let, SetExpression, Update } from "../ast.ts";
import type { Findings } from "./findings.ts";
import type { LetTable } from "./lets.ts";

const PREFIX = "__policy/";

/**
 * Refuses what a policy written by a model must not do.
 * INVARIANT (C7): such a policy can deny, and add tags under `__policy/`; nothing in it allows, relabels or removes.
 */
export function checkModelWritten(declaration: Declaration, lets: LetTable, findings: Findings): void {
  if (declaration.kind === "let") return;
  if (declaration.kind === "shorthand") {
    checkAddition(declaration.update, lets, findings);
    return;
  }
  for (const member of declaration.members) {
    if (member.kind === "check" && member.effect === "allow") {
      findings.report(
        "model-written",
        member,
        "A policy written by a model must not allow.",
        "Only deny rules are taken.",
      );
    }
    if (member.kind !== "block") continue;
    for (const statement of member.statements) {
      for (const update of statement.kind === "update" ? [statement.update] : statement.updates) {
        checkAddition(update, lets, findings);
      }
    }
  }
}

function checkAddition(
  { target, operator, value, start, end }: Update,
  lets: LetTable,
  findings: Findings,
): void {
  const isAllowed =
    target.field === "tags" && operator === "|=" && addsPolicyTags(value, lets.byName, new Set());
  if (isAllowed) return;
  findings.report(
    "model-written",
    { start, end },
    `A policy written by a model may update metadata only by adding tags that begin with \`${PREFIX}\`.`,
    `For example \`@tags |= {"${PREFIX}seen"};\`.`,
  );
}

function addsPolicyTags(value: SetExpression, lets: ReadonlyMap<string, Let>, seen: Set<string>): boolean {
  switch (value.kind) {
    case "set-literal":
      return value.elements.every((element) => element.kind === "string" && element.value.startsWith(PREFIX));
    case "set-group":
      return addsPolicyTags(value.inner, lets, seen);
    case "set-chain":
      return value.operands.every((operand) => addsPolicyTags(operand, lets, seen));
    case "element-chain":
      return (
        addsPolicyTags(value.base, lets, seen) &&
        value.steps.every(({ element }) => element.kind === "string" && element.value.startsWith(PREFIX))
      );
    case "reference": {
      if (seen.has(value.name)) return true;
      seen.add(value.name);
      const expression = lets.get(value.name)?.expression;
      const isSet =
        expression?.kind === "set-literal" ||
        expression?.kind === "set-group" ||
        expression?.kind === "set-chain" ||
        expression?.kind === "element-chain" ||
        expression?.kind === "reference";
      return isSet && addsPolicyTags(expression, lets, seen);
    }
    default:
      return false;
  }
}
