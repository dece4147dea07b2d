import type { Declaration, Domain, Element, Expression, Predicate, Update, ValueOperand } from "./ast.ts";

/** Any node of an expression. */
export type ExpressionNode = Expression | ValueOperand | Element;

/** Visits a node and everything below it, in the order of the text. `let`s are not followed. */
export function walkExpression(node: ExpressionNode, visit: (node: ExpressionNode) => void): void {
  visit(node);
  for (const child of childrenOf(node)) walkExpression(child, visit);
}

/** The nodes directly below a node. */
export function childrenOf(node: ExpressionNode): readonly ExpressionNode[] {
  switch (node.kind) {
    case "or":
    case "and":
      return node.terms;
    case "not":
      return [node.term];
    case "predicate-group":
    case "set-group":
      return [node.inner];
    case "value-in":
      return [node.value, node.set];
    case "value-equals":
      return [node.left, node.right];
    case "set-comparison":
      return [node.left, node.right];
    case "set-state":
      return [node.left];
    case "set-chain":
      return node.operands;
    case "element-chain":
      return [node.base, ...node.steps.map((step) => step.element)];
    case "set-literal":
      return node.elements;
    case "str-domain":
      return [node.pattern];
    default:
      return [];
  }
}

/** Whether a node is a domain. */
export function isDomain(node: ExpressionNode): node is Domain {
  return node.kind.endsWith("-domain");
}

/** The updates of a statement. */
export function updatesOf(
  statement: { readonly update: Update } | { readonly updates: readonly Update[] },
): readonly Update[] {
  return "update" in statement ? [statement.update] : statement.updates;
}

/** Every expression of a declaration. */
export function expressionsOf(declaration: Declaration): readonly Expression[] {
  switch (declaration.kind) {
    case "let":
      return [declaration.expression];
    case "shorthand":
      return [...optional(declaration.condition), declaration.update.value];
    case "tool":
      return declaration.members.flatMap((member) => {
        if (member.kind === "priority") return [];
        if (member.kind === "check") return optional(member.condition);
        return member.statements.flatMap((statement) => [
          ...(statement.kind === "when" ? [statement.condition] : []),
          ...updatesOf(statement).map((update) => update.value),
        ]);
      });
  }
}

function optional(condition: Predicate | undefined): readonly Expression[] {
  return condition === undefined ? [] : [condition];
}
