import type {
  Alias,
  Arguments,
  ClassDef,
  ComprehensionExpression,
  Expression,
  FunctionDef,
  Lambda,
  Module,
  Node,
  Span,
} from "./ast.ts";
import { parametersOf, someChild } from "./walk.ts";

/** A node with a namespace of its own. */
export type ScopeNode = Module | FunctionDef | Lambda | ClassDef | ComprehensionExpression;

/**
 * Where a name lives, seen from the scope that uses it, as CPython's symbol table decides it:
 *
 * - `local`: a slot of this scope's own frame; in a module a global, in a class an entry of the class's namespace
 *   (when it is not set there yet, a global or builtin);
 * - `cell`: as `local`, but inner functions use it too;
 * - `free`: a cell of a function further out;
 * - `global`: a variable of the module, else a builtin, tool or variable of the session.
 */
export type Residence = "local" | "cell" | "free" | "global";

export interface SymbolUse {
  readonly name: string;
  readonly residence: Residence;
  readonly isParameter: boolean;
  /** Bound somewhere in this scope: assigned, deleted, imported, defined, caught, captured. */
  readonly isAssigned: boolean;
  /** By a `global` or `nonlocal` statement here. */
  readonly declared: "global" | "nonlocal" | null;
}

export interface Scope {
  readonly kind: "module" | "function" | "class" | "comprehension";
  readonly node: ScopeNode;
  /** As in a traceback: `<module>`, the function's or class's name, `<lambda>`, `<listcomp>`, … */
  readonly name: string;
  readonly parent: Scope | null;
  readonly children: readonly Scope[];
  readonly symbols: ReadonlyMap<string, SymbolUse>;
}

/** What is wrong with names, as CPython's symbol table reports it. */
export interface ScopeProblem {
  readonly message: string;
  readonly span: Span;
}

export interface ScopeTable {
  readonly module: Scope;
  /** The scope that a node opens. */
  of(node: ScopeNode): Scope;
  /** All scopes, outer before inner, in source order. */
  readonly all: readonly Scope[];
  readonly problems: readonly ScopeProblem[];
}

/** A {@link SymbolUse} in the making. */
interface Facts {
  readonly name: string;
  residence: Residence;
  isParameter: boolean;
  isAssigned: boolean;
  declared: "global" | "nonlocal" | null;
  /** Assigned by something else than an import: CPython lets an import stand before `global`. */
  assignedBeforeGlobal: boolean;
  used: boolean;
  annotated: boolean;
  span: Span;
}

/** A {@link Scope} in the making. */
interface Draft {
  readonly kind: Scope["kind"];
  readonly node: ScopeNode;
  readonly name: string;
  readonly parent: Draft | null;
  readonly children: Draft[];
  readonly symbols: Map<string, Facts>;
  /** Names that the `for` clauses of a comprehension bind. */
  iterationNames: ReadonlySet<string>;
  /** Names that a class body hands on to its methods although it binds the same names itself. */
  passedOn: Set<string> | null;
}

const noNames: ReadonlySet<string> = new Set();

/**
 * Analyses the scopes of a program with the rules of CPython's symbol table: function, class and comprehension
 * scopes, cells and free names, `global` and `nonlocal`, assignment expressions that bind outside their comprehension.
 * Problems are those for which CPython gives a SyntaxError.
 */
export function analyseScopes(module: Module): ScopeTable {
  const analysis = new Analysis();
  return analysis.run(module);
}

const comprehensionNames: Readonly<Record<ComprehensionExpression["kind"], string>> = {
  ListComp: "<listcomp>",
  SetComp: "<setcomp>",
  DictComp: "<dictcomp>",
  GeneratorExp: "<genexpr>",
};

class Analysis {
  readonly #problems: ScopeProblem[] = [];
  readonly #drafts: Draft[] = [];

  run(module: Module): ScopeTable {
    const root = this.#open("module", module, "<module>", null);
    for (const statement of module.body) this.#visit(statement, root);
    this.#resolve(root, new Map());
    const scopes = new Map<ScopeNode, Scope>();
    for (const draft of this.#drafts) scopes.set(draft.node, draft);
    return {
      module: root,
      all: this.#drafts,
      problems: this.#problems,
      of(node) {
        const scope = scopes.get(node);
        if (scope === undefined) throw new TypeError(`the ${node.kind} is not part of the analysed module`);
        return scope;
      },
    };
  }

  #open(kind: Scope["kind"], node: ScopeNode, name: string, parent: Draft | null): Draft {
    const draft: Draft = {
      kind,
      node,
      name,
      parent,
      children: [],
      symbols: new Map(),
      iterationNames: noNames,
      passedOn: null,
    };
    parent?.children.push(draft);
    this.#drafts.push(draft);
    return draft;
  }

  #problem(message: string, span: Span): void {
    this.#problems.push({ message, span });
  }

  #facts(scope: Draft, name: string, span: Span): Facts {
    const known = scope.symbols.get(name);
    if (known !== undefined) return known;
    const facts: Facts = {
      name,
      residence: "global",
      isParameter: false,
      isAssigned: false,
      declared: null,
      assignedBeforeGlobal: false,
      used: false,
      annotated: false,
      span,
    };
    scope.symbols.set(name, facts);
    return facts;
  }

  #bind(scope: Draft, name: string, span: Span): void {
    const facts = this.#facts(scope, name, span);
    facts.isAssigned = true;
    facts.assignedBeforeGlobal = true;
  }

  #use(scope: Draft, name: string, span: Span): void {
    this.#facts(scope, name, span).used = true;
    // `super()` finds its class through a cell that the class body fills.
    if (name === "super" && scope.kind === "function") this.#facts(scope, "__class__", span).used = true;
  }

  // ------------------------------------------------------------------------------------------------------ collecting

  readonly #visitChild = (child: Node, scope: Draft): void => this.#visit(child, scope);

  #visit(node: Node, scope: Draft): void {
    switch (node.kind) {
      case "Constant":
        return;
      case "Name":
        if (node.ctx === "Load") this.#use(scope, node.id, node.span);
        else this.#bind(scope, node.id, node.span);
        return;
      case "FunctionDef": {
        for (const decorator of node.decorator_list) this.#visit(decorator, scope);
        this.#visitDefaults(node.args, scope);
        for (const parameter of parametersOf(node.args)) {
          if (parameter.annotation !== null) this.#visit(parameter.annotation, scope);
        }
        if (node.returns !== null) this.#visit(node.returns, scope);
        this.#bind(scope, node.name, node.span);
        const inner = this.#function(node, node.name, scope);
        for (const statement of node.body) this.#visit(statement, inner);
        return;
      }
      case "Lambda": {
        this.#visitDefaults(node.args, scope);
        this.#visit(node.body, this.#function(node, "<lambda>", scope));
        return;
      }
      case "ClassDef": {
        for (const part of [...node.decorator_list, ...node.bases, ...node.keywords])
          this.#visit(part, scope);
        this.#bind(scope, node.name, node.span);
        const inner = this.#open("class", node, node.name, scope);
        for (const statement of node.body) this.#visit(statement, inner);
        return;
      }
      case "ListComp":
      case "SetComp":
      case "DictComp":
      case "GeneratorExp":
        this.#comprehension(node, scope);
        return;
      case "NamedExpr":
        this.#visit(node.value, scope);
        this.#namedTarget(node.target.id, node.target.span, scope);
        return;
      case "Yield":
      case "YieldFrom":
        this.#yield(node, scope);
        break;
      case "Global":
      case "Nonlocal":
        for (const name of node.names) this.#declare(name, node, scope);
        return;
      case "AnnAssign":
        this.#annotation(node, scope);
        break;
      case "alias":
        this.#import(node, scope);
        return;
      case "ExceptHandler":
        if (node.name !== null) this.#bind(scope, node.name, node.span);
        break;
      case "MatchAs":
      case "MatchStar":
        if (node.name !== null) this.#bind(scope, node.name, node.span);
        break;
      case "MatchMapping":
        if (node.rest !== null) this.#bind(scope, node.rest, node.span);
        break;
      default:
    }
    someChild(node, this.#visitChild, scope);
  }

  #visitDefaults(args: Arguments, scope: Draft): void {
    for (const value of [...args.defaults, ...args.kw_defaults])
      if (value !== null) this.#visit(value, scope);
  }

  #function(node: FunctionDef | Lambda, name: string, parent: Draft): Draft {
    const scope = this.#open("function", node, name, parent);
    for (const parameter of parametersOf(node.args)) {
      if (scope.symbols.has(parameter.arg)) {
        this.#problem(`duplicate argument '${parameter.arg}' in function definition`, parameter.span);
      }
      const facts = this.#facts(scope, parameter.arg, parameter.span);
      facts.isParameter = true;
      facts.isAssigned = true;
    }
    return scope;
  }

  #comprehension(node: ComprehensionExpression, scope: Draft): void {
    const [first, ...rest] = node.generators;
    if (first === undefined) return;
    this.#visit(first.iter, scope);
    const inner = this.#open("comprehension", node, comprehensionNames[node.kind], scope);
    const parameter = this.#facts(inner, ".0", first.iter.span);
    parameter.isParameter = true;
    parameter.isAssigned = true;
    this.#iterationTarget(first.target, inner);
    for (const condition of first.ifs) this.#visit(condition, inner);
    for (const clause of rest) {
      this.#iterationTarget(clause.target, inner);
      this.#visit(clause.iter, inner);
      for (const condition of clause.ifs) this.#visit(condition, inner);
    }
    if (node.kind === "DictComp") {
      this.#visit(node.key, inner);
      this.#visit(node.value, inner);
    } else this.#visit(node.elt, inner);
    for (const clause of node.generators) {
      const walrus = findNamedExpression(clause.iter);
      if (walrus === null) continue;
      this.#problem(
        "assignment expression cannot be used in a comprehension iterable expression",
        walrus.span,
      );
    }
  }

  #iterationTarget(target: Expression, scope: Draft): void {
    scope.iterationNames = new Set([...scope.iterationNames, ...namesBoundBy(target)]);
    this.#visit(target, scope);
  }

  /** An assignment expression in a comprehension binds in the function or module around it. */
  #namedTarget(name: string, span: Span, scope: Draft): void {
    let owner = scope;
    while (owner.kind === "comprehension") {
      if (owner.iterationNames.has(name)) {
        this.#problem(`assignment expression cannot rebind comprehension iteration variable '${name}'`, span);
        return;
      }
      if (owner.parent === null) return;
      owner = owner.parent;
    }
    if (owner === scope) {
      this.#bind(scope, name, span);
      return;
    }
    if (owner.kind === "class") {
      this.#problem("assignment expression within a comprehension cannot be used in a class body", span);
      return;
    }
    const isGlobal = owner.kind === "module" || owner.symbols.get(name)?.declared === "global";
    this.#bind(owner, name, span);
    for (let between = scope; between !== owner; ) {
      const facts = this.#facts(between, name, span);
      facts.isAssigned = true;
      facts.declared = isGlobal ? "global" : "nonlocal";
      if (between.parent === null) return;
      between = between.parent;
    }
  }

  #yield(node: Node, scope: Draft): void {
    if (scope.kind === "comprehension") {
      const what = {
        ListComp: "list comprehension",
        SetComp: "set comprehension",
        DictComp: "dict comprehension",
      };
      const kind = scope.node.kind;
      const shown =
        kind === "ListComp" || kind === "SetComp" || kind === "DictComp"
          ? what[kind]
          : "generator expression";
      this.#problem(`'yield' inside ${shown}`, node.span);
    } else if (scope.kind !== "function") this.#problem("'yield' outside function", node.span);
  }

  #declare(name: string, node: Node & { readonly kind: "Global" | "Nonlocal" }, scope: Draft): void {
    const word = node.kind === "Global" ? "global" : "nonlocal";
    if (word === "nonlocal" && scope.kind === "module") {
      this.#problem("nonlocal declaration not allowed at module level", node.span);
      return;
    }
    const known = scope.symbols.get(name);
    if (known?.isParameter) this.#problem(`name '${name}' is parameter and ${word}`, node.span);
    else if (known?.annotated) this.#problem(`annotated name '${name}' can't be ${word}`, node.span);
    else if (known?.used) this.#problem(`name '${name}' is used prior to ${word} declaration`, node.span);
    else if (known?.assignedBeforeGlobal)
      this.#problem(`name '${name}' is assigned to before ${word} declaration`, node.span);
    const facts = this.#facts(scope, name, node.span);
    if (facts.declared !== null && facts.declared !== word) {
      this.#problem(`name '${name}' is nonlocal and global`, node.span);
    }
    // At the top level `global x` changes nothing: all names are global there.
    if (scope.kind !== "module") facts.declared = word;
  }

  #annotation(node: Node & { readonly kind: "AnnAssign" }, scope: Draft): void {
    if (node.target.kind !== "Name" || !node.simple) return;
    const facts = this.#facts(scope, node.target.id, node.span);
    if (facts.declared !== null && scope.kind !== "module") {
      this.#problem(`annotated name '${node.target.id}' can't be ${facts.declared}`, node.span);
    }
    facts.annotated = true;
  }

  #import(node: Alias, scope: Draft): void {
    if (node.name === "*") return;
    this.#facts(scope, node.asname ?? (node.name.split(".")[0] || node.name), node.span).isAssigned = true;
  }

  // ------------------------------------------------------------------------------------------------------- resolving

  /**
   * Decides where each name of a scope and of those in it lives.
   * @param outer names bound in the functions around, which inner functions may use as free names
   */
  #resolve(scope: Draft, outer: ReadonlyMap<string, Draft>): void {
    const visible = new Map(outer);
    for (const [name, facts] of scope.symbols) {
      if (facts.declared === "global") {
        facts.residence = "global";
        visible.delete(name);
      } else if (facts.declared === "nonlocal") {
        if (outer.has(name)) facts.residence = "free";
        else this.#problem(`no binding for nonlocal '${name}' found`, facts.span);
      } else if (facts.isAssigned) {
        facts.residence = "local";
        if (scope.kind === "function" || scope.kind === "comprehension") visible.set(name, scope);
      } else facts.residence = outer.has(name) ? "free" : "global";
    }
    for (const child of scope.children) {
      this.#resolve(child, scope.kind === "class" ? new Map(visible).set("__class__", scope) : visible);
      for (const [name, facts] of child.symbols) {
        if (facts.residence === "free") this.#capture(scope, name, facts.span);
      }
      for (const name of child.passedOn ?? noNames) this.#capture(scope, name, child.node.span);
    }
  }

  /** A scope in between passes a free name of an inner one on, or owns it as a cell. */
  #capture(scope: Draft, name: string, span: Span): void {
    const facts = scope.symbols.get(name);
    if (scope.kind === "class") {
      if (name === "__class__") {
        this.#facts(scope, "__class__", span).residence = "cell";
        return;
      }
      // A name that the class binds itself is another one: the inner function's comes from further out.
      if (facts !== undefined && facts.residence !== "free") {
        scope.passedOn ??= new Set();
        scope.passedOn.add(name);
        return;
      }
    }
    if (facts === undefined) this.#facts(scope, name, span).residence = "free";
    else if (facts.residence === "local") facts.residence = "cell";
  }
}

/** Names that a target binds: of tuples, lists and starred targets the names in them. */
export function namesBoundBy(target: Expression): readonly string[] {
  switch (target.kind) {
    case "Name":
      return [target.id];
    case "Starred":
      return namesBoundBy(target.value);
    case "Tuple":
    case "List":
      return target.elts.flatMap(namesBoundBy);
    default:
      return [];
  }
}

function findNamedExpression(node: Node): Node | null {
  if (node.kind === "NamedExpr") return node;
  let found: Node | null = null;
  someChild(
    node,
    (child) => {
      found = findNamedExpression(child);
      return found !== null;
    },
    null,
  );
  return found;
}
