import type { Span } from "../ast.ts";
import type { BodyDraft } from "./call-facts.ts";
import type { Residence, Scope, ScopeNode, SymbolUse } from "./scope.ts";

/** A {@link SymbolUse} in the making. */
export interface SymbolDraft extends SymbolUse {
  residence: Residence;
  captured: boolean;
  isParameter: boolean;
  isAssigned: boolean;
  declared: "global" | "nonlocal" | null;
  /** Assigned by something else than an import: CPython lets an import stand before `global`. */
  assignedBeforeGlobal: boolean;
  used: boolean;
  annotated: boolean;
  readonly span: Span;
}

/** A {@link Scope} in the making. */
export interface ScopeDraft extends Scope {
  readonly parent: ScopeDraft | null;
  readonly children: ScopeDraft[];
  readonly symbols: Map<string, SymbolDraft>;
  readonly bound: string[];
  passedOn: Set<string> | null;
  readonly body: BodyDraft;
  /** Names that the `for` clauses of a comprehension bind. */
  readonly iterationNames: string[];
}

export function newScope(
  kind: Scope["kind"],
  node: ScopeNode,
  name: string,
  parent: ScopeDraft | null,
  body: BodyDraft,
): ScopeDraft {
  return {
    kind,
    node,
    name,
    parent,
    children: [],
    symbols: new Map(),
    bound: [],
    passedOn: null,
    framed: kind !== "comprehension" || node.kind === "GeneratorExp",
    body,
    iterationNames: [],
  };
}

/** The symbol of a name in a scope; made when the scope first mentions it. */
export function symbolOf(scope: ScopeDraft, name: string, span: Span): SymbolDraft {
  const known = scope.symbols.get(name);
  if (known !== undefined) return known;
  const symbol: SymbolDraft = {
    name,
    residence: "global",
    captured: false,
    isParameter: false,
    isAssigned: false,
    declared: null,
    assignedBeforeGlobal: false,
    used: false,
    annotated: false,
    span,
  };
  scope.symbols.set(name, symbol);
  return symbol;
}
