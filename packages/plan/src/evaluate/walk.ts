import type { Expression, Node, Pattern, Statement } from "../ast.ts";
import { someChild } from "../walk.ts";

/** Names that a pattern binds, itself included. */
export function patternNames(pattern: Pattern): string[] {
  const names: string[] = [];
  const visit = (node: Node) => {
    if ((node.kind === "MatchAs" || node.kind === "MatchStar") && node.name !== null) names.push(node.name);
    if (node.kind === "MatchMapping" && node.rest !== null) names.push(node.rest);
    someChild(node, visit, null);
  };
  visit(pattern);
  return names;
}

/** Visits a node and what is below it, except what `enter` returns false for. */
export function visitTree(node: Node, enter: (node: Node) => boolean): void {
  if (!enter(node)) return;
  someChild(node, visitTree, enter);
}

/** Whether a body has a `yield` of its own. */
export function hasYield(body: readonly (Statement | Expression)[]): boolean {
  let found = false;
  for (const node of body) {
    visitTree(node, (child) => {
      if (child.kind === "Yield" || child.kind === "YieldFrom") found = true;
      return !found && child.kind !== "FunctionDef" && child.kind !== "Lambda" && child.kind !== "ClassDef";
    });
  }
  return found;
}
