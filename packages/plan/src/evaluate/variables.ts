/**
 * Which variable a name means. Function, lambda, class and generator-expression bodies have a frame of their own; the
 * other comprehensions have a scope of their own in the frame around them.
 */
import type { Arguments, Comprehension, ComprehensionExpression, Node } from "../ast.ts";
import { someChild } from "../walk.ts";
import { patternNames } from "./walk.ts";

export type ScopeKind = "module" | "function" | "class" | "comprehension";

/** One scope: what it binds, what it refers to. */
export class Scope {
  readonly kind: ScopeKind;
  readonly parent: Scope | null;
  /** Names bound here, in order of first binding. */
  readonly bound = new Set<string>();
  readonly globals = new Set<string>();
  readonly nonlocals = new Set<string>();
  readonly referred = new Set<string>();
  /** Bound here and used by a function inside: lives in a cell. */
  readonly shared = new Set<string>();
  /** Of functions further out, used here or inside. */
  readonly free = new Set<string>();
  readonly children: Scope[] = [];
  /** Of the whole program, by the node that opens them. */
  readonly all: Map<Node, Scope>;
  /** Whether the scope has a frame of its own. */
  readonly framed: boolean;
  constructor(kind: ScopeKind, parent: Scope | null, framed: boolean) {
    this.kind = kind;
    this.parent = parent;
    this.framed = framed;
    this.all = parent?.all ?? new Map();
    parent?.children.push(this);
  }
  /** The scope whose frame holds this scope's variables. */
  get frame(): Scope {
    return this.framed || this.parent === null ? this : this.parent.frame;
  }
  get module(): Scope {
    return this.parent === null ? this : this.parent.module;
  }
}

/** The scopes of a program by the node that opens them. */
export type Scopes = ReadonlyMap<Node, Scope>;

/** Finds all scopes below `module` and settles which names closures share. */
export function analyseScopes(module: Node): Scopes {
  const root = new Scope("module", null, true);
  root.all.set(module, root);
  someChild(module, collect, root);
  settle(root);
  return root.all;
}

function bindArguments(args: Arguments, scope: Scope): void {
  for (const arg of [...args.posonlyargs, ...args.args, ...args.kwonlyargs]) scope.bound.add(arg.arg);
  if (args.vararg !== null) scope.bound.add(args.vararg.arg);
  if (args.kwarg !== null) scope.bound.add(args.kwarg.arg);
}

function collectDefaults(args: Arguments, scope: Scope): void {
  for (const value of [...args.defaults, ...args.kw_defaults]) if (value !== null) collect(value, scope);
}

/** The scope in which a walrus inside a comprehension binds. */
function walrusScope(scope: Scope): Scope {
  return scope.kind === "comprehension" && scope.parent !== null ? walrusScope(scope.parent) : scope;
}

function collect(node: Node, scope: Scope): void {
  switch (node.kind) {
    case "Constant":
      return;
    case "Name":
      if (node.ctx === "Load") scope.referred.add(node.id);
      else scope.bound.add(node.id);
      return;
    case "NamedExpr":
      collect(node.value, scope);
      walrusScope(scope).bound.add(node.target.id);
      scope.referred.add(node.target.id);
      return;
    case "FunctionDef": {
      for (const decorator of node.decorator_list) collect(decorator, scope);
      collectDefaults(node.args, scope);
      scope.bound.add(node.name);
      const inner = new Scope("function", scope, true);
      scope.all.set(node, inner);
      bindArguments(node.args, inner);
      // A method may say `super()`: it then refers to its first parameter and the class.
      for (const child of node.body) collect(child, inner);
      return;
    }
    case "Lambda": {
      collectDefaults(node.args, scope);
      const inner = new Scope("function", scope, true);
      scope.all.set(node, inner);
      bindArguments(node.args, inner);
      collect(node.body, inner);
      return;
    }
    case "ClassDef": {
      for (const child of [...node.decorator_list, ...node.bases, ...node.keywords]) collect(child, scope);
      scope.bound.add(node.name);
      const inner = new Scope("class", scope, true);
      scope.all.set(node, inner);
      for (const child of node.body) collect(child, inner);
      return;
    }
    case "ListComp":
    case "SetComp":
    case "DictComp":
    case "GeneratorExp":
      collectComprehension(node, scope);
      return;
    case "Global":
      for (const name of node.names) {
        scope.globals.add(name);
        scope.module.bound.add(name);
      }
      return;
    case "Nonlocal":
      for (const name of node.names) scope.nonlocals.add(name);
      return;
    case "Import":
      for (const alias of node.names) scope.bound.add(alias.asname ?? alias.name.split(".")[0] ?? alias.name);
      return;
    case "ImportFrom":
      for (const alias of node.names) scope.bound.add(alias.asname ?? alias.name);
      return;
    case "ExceptHandler":
      if (node.name !== null) scope.bound.add(node.name);
      break;
    case "AugAssign":
      if (node.target.kind === "Name") {
        scope.bound.add(node.target.id);
        scope.referred.add(node.target.id);
      }
      break;
    case "AnnAssign":
      collect(node.target, scope);
      if (node.value !== null) collect(node.value, scope);
      if (scope.kind === "class") collect(node.annotation, scope);
      return;
    case "match_case":
      for (const name of patternNames(node.pattern)) scope.bound.add(name);
      break;
  }
  someChild(node, collect, scope);
}

function collectComprehension(node: ComprehensionExpression, scope: Scope): void {
  const inner = new Scope("comprehension", scope, node.kind === "GeneratorExp");
  scope.all.set(node, inner);
  node.generators.forEach((generator: Comprehension, index) => {
    // The first iterable is evaluated outside.
    collect(generator.iter, index === 0 ? scope : inner);
    collect(generator.target, inner);
    for (const condition of generator.ifs) collect(condition, inner);
  });
  if (node.kind === "DictComp") {
    collect(node.key, inner);
    collect(node.value, inner);
  } else collect(node.elt, inner);
}

function settle(scope: Scope): void {
  for (const name of scope.globals) scope.bound.delete(name);
  for (const name of scope.nonlocals) scope.bound.delete(name);
  const wanted = new Set([...scope.referred, ...scope.nonlocals]);
  for (const name of wanted) {
    if (!scope.bound.has(name) && !scope.globals.has(name)) claim(name, scope);
  }
  for (const child of scope.children) settle(child);
}

/** Finds the function further out that binds `name` and marks it as shared when a frame lies between. */
function claim(name: string, from: Scope): void {
  const crossed: Scope[] = [];
  let framesCrossed = from.framed;
  if (from.framed) crossed.push(from);
  for (let scope = from.parent; scope !== null; scope = scope.parent) {
    if (scope.kind !== "class" && scope.globals.has(name)) return;
    // A class's names are seen in its body alone.
    if (scope.kind !== "class" && scope.bound.has(name)) {
      // The module's variables are reached through its frame; those of a comprehension in it need a cell.
      if (scope.kind === "module" || !framesCrossed) return;
      scope.shared.add(name);
      for (const inner of crossed) inner.free.add(name);
      return;
    }
    if (scope.framed) {
      framesCrossed = true;
      crossed.push(scope);
    }
  }
}

/** Where a name's value is. */
export type Variable =
  | { readonly kind: "slot"; readonly scope: Scope }
  | { readonly kind: "cell"; readonly scope: Scope }
  | { readonly kind: "free" }
  | { readonly kind: "global" };

/** Resolves `name` as seen from `scope`. */
export function resolveName(name: string, scope: Scope): Variable {
  let framesCrossed = false;
  for (let current: Scope | null = scope; current !== null; current = current.parent) {
    if (current.globals.has(name)) return { kind: "global" };
    if ((current.kind !== "class" || current === scope) && current.bound.has(name)) {
      if (current.kind === "module") return { kind: "global" };
      if (framesCrossed) return { kind: "free" };
      return { kind: current.shared.has(name) ? "cell" : "slot", scope: current };
    }
    if (current.framed) framesCrossed = true;
  }
  return { kind: "global" };
}
