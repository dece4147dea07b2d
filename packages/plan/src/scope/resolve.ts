import type { Span } from "../ast.ts";
import { type ScopeDraft, symbolOf } from "./draft.ts";

/**
 * Decides where each name of a scope and of those in it lives.
 * @param problem takes what CPython refuses
 */
export function resolveScope(scope: ScopeDraft, problem: (message: string, span: Span) => void): void {
  for (const symbol of scope.symbols.values()) {
    if (symbol.declared === "global") symbol.residence = "global";
    else if (symbol.declared === "nonlocal") {
      if (isBoundAround(scope, symbol.name)) symbol.residence = "free";
      else problem(`no binding for nonlocal '${symbol.name}' found`, symbol.span);
    } else if (symbol.isAssigned) symbol.residence = "local";
    else symbol.residence = isBoundAround(scope, symbol.name) ? "free" : "global";
  }
  for (const child of scope.children) {
    resolveScope(child, problem);
    for (const symbol of child.symbols.values()) {
      if (symbol.residence === "free")
        capture(scope, symbol.name, symbol.span, child.framed || symbol.captured);
    }
    if (child.passedOn === null) continue;
    for (const name of child.passedOn) capture(scope, name, child.node.span, true);
  }
}

/** Whether a function or comprehension around a scope binds a name that is visible in the scope. */
function isBoundAround(scope: ScopeDraft, name: string): boolean {
  for (let around = scope.parent; around !== null; around = around.parent) {
    if (around.kind === "module") return false;
    if (around.kind === "class") {
      if (name === "__class__") return true;
      continue;
    }
    const symbol = around.symbols.get(name);
    if (symbol === undefined || symbol.declared === "nonlocal") continue;
    if (symbol.declared === "global") return false;
    if (symbol.isAssigned) return true;
  }
  return false;
}

/** A scope in between passes a free name of an inner one on, or owns it. */
function capture(scope: ScopeDraft, name: string, span: Span, byFrame: boolean): void {
  if (scope.kind === "class") {
    if (name === "__class__") {
      symbolOf(scope, name, span).residence = "cell";
      return;
    }
    // A name that the class binds itself is another one: the inner function's comes from further out.
    const own = scope.symbols.get(name);
    if (own !== undefined && own.residence !== "free") {
      scope.passedOn ??= new Set();
      scope.passedOn.add(name);
      return;
    }
  }
  const symbol = scope.symbols.get(name);
  if (symbol === undefined) {
    const passed = symbolOf(scope, name, span);
    passed.residence = "free";
    passed.captured = byFrame;
    return;
  }
  if (symbol.residence === "local") symbol.residence = "cell";
  if (byFrame) symbol.captured = true;
}
