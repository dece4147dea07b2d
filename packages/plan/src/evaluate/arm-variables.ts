/** The names in the arms of a branch, and the variables that they mean where they stand. */
import type { ComprehensionExpression, Node } from "../ast.ts";
import type { Scope, ScopeTable } from "../scope/scope.ts";
import { someChild } from "../walk.ts";
import { ownerOf } from "./variables.ts";

/** Names that arms mention, and names that they may bind. */
export interface ArmNames {
  readonly mentioned: ReadonlySet<string>;
  readonly bound: ReadonlySet<string>;
}

/** The name that a node binds, other than a `Name`. */
function bindingOf(node: Node): string | null {
  switch (node.kind) {
    case "FunctionDef":
    case "ClassDef":
      return node.name;
    case "alias":
      return node.asname ?? node.name.split(".")[0] ?? node.name;
    case "ExceptHandler":
    case "MatchAs":
    case "MatchStar":
      return node.name;
    case "MatchMapping":
      return node.rest;
    default:
      return null;
  }
}

/** Collects names, those of nested functions too, whatever variables they mean. */
export function namesIn(nodes: readonly Node[]): ArmNames {
  const mentioned = new Set<string>();
  const bound = new Set<string>();
  const visit = (node: Node) => {
    const binding = bindingOf(node);
    if (binding !== null) bound.add(binding);
    if (node.kind === "Name") (node.ctx === "Load" ? mentioned : bound).add(node.id);
    if (node.kind === "AugAssign" && node.target.kind === "Name") mentioned.add(node.target.id);
    someChild(node, visit, null);
  };
  for (const node of nodes) visit(node);
  return { mentioned, bound };
}

/** A variable by the scope that owns it; null: the module. */
export interface ArmVariable {
  readonly owner: Scope | null;
  readonly name: string;
  bound: boolean;
  /** A function or generator that is made in an arm mentions it. */
  latent: boolean;
  /** One of them may bind it, whenever it runs. */
  latentlyBound: boolean;
}

/**
 * The variables that arms mention or bind, seen from the scope that each name stands in: a class body, a function and a
 * comprehension may mean another one by the same name. Functions count with all that is in them: they may be called.
 */
export class ArmVariables {
  readonly found: ArmVariable[] = [];
  private readonly byName = new Map<string, ArmVariable[]>();
  private readonly scopes: ScopeTable;
  /** In a function or generator of the arms. */
  private inside = false;

  constructor(scopes: ScopeTable, scope: Scope, nodes: readonly Node[]) {
    this.scopes = scopes;
    for (const node of nodes) this.#visit(node, scope);
  }

  readonly #visit = (node: Node, scope: Scope): void => {
    const binding = bindingOf(node);
    if (binding !== null) this.name(binding, scope, true);
    switch (node.kind) {
      case "Name":
        this.name(node.id, scope, node.ctx !== "Load");
        if (node.id === "super") this.receiver(scope);
        return;
      case "FunctionDef":
      case "Lambda":
        if (node.kind === "FunctionDef") this.visitAll(node.decorator_list, scope);
        this.visitAll(node.args.defaults, scope);
        this.visitAll(node.args.kw_defaults, scope);
        this.visitInside(node.kind === "Lambda" ? [node.body] : node.body, this.scopes.of(node));
        return;
      case "ClassDef":
        this.visitAll(node.decorator_list, scope);
        this.visitAll(node.bases, scope);
        this.visitAll(node.keywords, scope);
        this.visitAll(node.body, this.scopes.of(node));
        return;
      case "ListComp":
      case "SetComp":
      case "DictComp":
      case "GeneratorExp":
        this.comprehension(node, scope);
        return;
      default:
        someChild(node, this.#visit, scope);
    }
  };

  private visitInside(nodes: readonly (Node | null)[], scope: Scope): void {
    const outer = this.inside;
    this.inside = true;
    this.visitAll(nodes, scope);
    this.inside = outer;
  }

  private visitAll(nodes: readonly (Node | null)[], scope: Scope): void {
    for (const node of nodes) if (node !== null) this.#visit(node, scope);
  }

  private comprehension(node: ComprehensionExpression, scope: Scope): void {
    const [first, ...others] = node.generators;
    if (first === undefined) return;
    // The first iterable is evaluated outside.
    this.#visit(first.iter, scope);
    const elements = node.kind === "DictComp" ? [node.key, node.value] : [node.elt];
    const parts = [first.target, ...first.ifs, ...others, ...elements];
    if (node.kind === "GeneratorExp") this.visitInside(parts, this.scopes.of(node));
    else this.visitAll(parts, this.scopes.of(node));
  }

  /** `super()` means the first parameter of the method around. */
  private receiver(scope: Scope): void {
    let around: Scope | null = scope;
    while (around !== null && around.kind !== "function") around = around.parent;
    const [first] = around?.bound ?? [];
    if (around !== null && first !== undefined) this.name(first, around, false);
  }

  private name(name: string, scope: Scope, bound: boolean): void {
    const owner = ownerOf(name, scope);
    this.add(owner, name, bound);
    // A class body that has not bound a name takes the module's.
    if (owner === scope && scope.kind === "class") this.add(null, name, false);
  }

  private add(owner: Scope | null, name: string, bound: boolean): void {
    const known = this.byName.get(name);
    const same = known?.find((one) => one.owner === owner);
    if (same !== undefined) {
      same.bound ||= bound;
      same.latent ||= this.inside;
      same.latentlyBound ||= bound && this.inside;
      return;
    }
    const { inside } = this;
    const made = { owner, name, bound, latent: inside, latentlyBound: bound && inside };
    this.found.push(made);
    if (known === undefined) this.byName.set(name, [made]);
    else known.push(made);
  }
}
