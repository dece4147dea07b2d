import type {
  Alias,
  Arguments,
  Call,
  ComprehensionExpression,
  Expression,
  FunctionDef,
  GeneratorExp,
  Lambda,
  Module,
  Node,
  Span,
} from "../ast.ts";
import { parametersOf, someChild } from "../walk.ts";
import { anyAttribute, type BodyDraft, CallFactsDraft, newBody } from "./call-facts.ts";
import { newScope, type ScopeDraft, type SymbolDraft, symbolOf } from "./draft.ts";
import { resolveScope } from "./resolve.ts";
import type { Scope, ScopeNode, ScopeProblem, ScopeTable } from "./scope.ts";

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
  readonly #scopes: ScopeDraft[] = [];
  readonly #moduleNames = new Set<string>();
  readonly #calls = new CallFactsDraft();
  /** How many iterables of comprehensions are around the node that is visited. */
  #iterables = 0;

  run(module: Module): ScopeTable {
    const root = this.#open("module", module, "<module>", null, newBody(module));
    for (const statement of module.body) this.#visit(statement, root);
    resolveScope(root, (message, span) => this.#problem(message, span));
    const scopes = new Map<ScopeNode, Scope>();
    for (const scope of this.#scopes) scopes.set(scope.node, scope);
    return {
      module: root,
      all: this.#scopes,
      problems: this.#problems,
      moduleNames: this.#moduleNames,
      calls: this.#calls,
      of(node) {
        const scope = scopes.get(node);
        if (scope === undefined) throw new TypeError(`the ${node.kind} is not part of the analysed module`);
        return scope;
      },
    };
  }

  #open(
    kind: Scope["kind"],
    node: ScopeNode,
    name: string,
    parent: ScopeDraft | null,
    body: BodyDraft,
  ): ScopeDraft {
    const scope = newScope(kind, node, name, parent, body);
    parent?.children.push(scope);
    this.#scopes.push(scope);
    return scope;
  }

  #problem(message: string, span: Span): void {
    this.#problems.push({ message, span });
  }

  #bind(scope: ScopeDraft, name: string, span: Span): void {
    this.#calls.loose.add(name);
    this.#define(scope, name, span);
  }

  /** As by a `def` or `class`. */
  #define(scope: ScopeDraft, name: string, span: Span): void {
    const symbol = symbolOf(scope, name, span);
    symbol.assignedBeforeGlobal = true;
    this.#assign(scope, symbol);
  }

  #assign(scope: ScopeDraft, symbol: SymbolDraft): void {
    if (symbol.isAssigned) return;
    symbol.isAssigned = true;
    scope.bound.push(symbol.name);
    this.#calls.bound.add(symbol.name);
    if (scope.kind === "module" || symbol.declared === "global") this.#moduleNames.add(symbol.name);
  }

  #use(scope: ScopeDraft, name: string, span: Span): void {
    symbolOf(scope, name, span).used = true;
    // `super()` finds its class through a cell that the class body fills.
    if (name === "super" && scope.kind === "function") symbolOf(scope, "__class__", span).used = true;
  }

  readonly #visitChild = (child: Node, scope: ScopeDraft): void => this.#visit(child, scope);

  #visit(node: Node, scope: ScopeDraft): void {
    switch (node.kind) {
      case "Constant":
        return;
      case "Name":
        if (node.ctx === "Load") {
          this.#calls.valueNames.add(node.id);
          this.#use(scope, node.id, node.span);
        } else this.#bind(scope, node.id, node.span);
        return;
      case "Attribute":
        if (node.ctx === "Load") this.#calls.valueAttributes.add(node.attr);
        else this.#calls.storedAttributes.add(node.attr);
        this.#visit(node.value, scope);
        return;
      case "Call":
        this.#call(node, scope);
        return;
      case "FunctionDef": {
        for (const decorator of node.decorator_list) this.#visit(decorator, scope);
        this.#visitDefaults(node.args, scope);
        for (const parameter of parametersOf(node.args)) {
          if (parameter.annotation !== null) this.#visit(parameter.annotation, scope);
        }
        if (node.returns !== null) this.#visit(node.returns, scope);
        this.#define(scope, node.name, node.span);
        if (scope.kind !== "class") this.#calls.defined.add(node.name);
        const inner = this.#function(node, node.name, scope);
        const names = [node.name];
        if (scope.kind === "class" && (node.name === "__init__" || node.name === "__post_init__"))
          names.push(scope.name);
        const decorated = node.decorator_list.length > 0;
        this.#calls.callables.push({ body: inner.body, names, decorated });
        for (const statement of node.body) this.#visit(statement, inner);
        return;
      }
      case "Lambda": {
        this.#visitDefaults(node.args, scope);
        const inner = this.#function(node, "<lambda>", scope);
        this.#calls.callables.push({ body: inner.body, names: [], decorated: false });
        this.#visit(node.body, inner);
        return;
      }
      case "ClassDef": {
        for (const part of node.decorator_list) this.#visitCallee(part, scope);
        for (const part of node.bases) this.#visitCallee(part, scope);
        for (const part of node.keywords) this.#visit(part, scope);
        this.#define(scope, node.name, node.span);
        this.#calls.defined.add(node.name);
        const inner = this.#open("class", node, node.name, scope, scope.body);
        for (const statement of node.body) this.#visit(statement, inner);
        return;
      }
      case "ListComp":
      case "SetComp":
      case "DictComp":
        this.#comprehension(node, scope, scope.body);
        return;
      case "GeneratorExp":
        this.#calls.valueGenerators.push(this.#generator(node, scope));
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
      case "For":
        scope.body.iterates = true;
        break;
      case "With":
        scope.body.hasWith = true;
        break;
      case "ExceptHandler":
        if (node.type !== null) this.#visitCallee(node.type, scope);
        if (node.name !== null) this.#bind(scope, node.name, node.span);
        for (const statement of node.body) this.#visit(statement, scope);
        return;
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

  /** What is called, extended or caught: a name or attribute there is no value that goes elsewhere. */
  #visitCallee(node: Expression, scope: ScopeDraft): void {
    if (node.kind === "Name") this.#use(scope, node.id, node.span);
    else if (node.kind === "Attribute") this.#visit(node.value, scope);
    else this.#visit(node, scope);
  }

  #call(node: Call, scope: ScopeDraft): void {
    scope.body.calls.push(node);
    // `super().__setattr__(name, value)` stores by any name.
    if (node.func.kind === "Attribute" && /^__(?:set|del)attr__$/.test(node.func.attr))
      this.#calls.storedAttributes.add(anyAttribute);
    this.#visitCallee(node.func, scope);
    for (const argument of node.args) {
      if (argument.kind === "GeneratorExp") this.#generator(argument, scope);
      else this.#visit(argument, scope);
    }
    for (const keyword of node.keywords) this.#visit(keyword.value, scope);
  }

  #visitDefaults(args: Arguments, scope: ScopeDraft): void {
    for (const value of args.defaults) this.#visit(value, scope);
    for (const value of args.kw_defaults) if (value !== null) this.#visit(value, scope);
  }

  #function(node: FunctionDef | Lambda, name: string, parent: ScopeDraft): ScopeDraft {
    const scope = this.#open("function", node, name, parent, newBody(node));
    for (const parameter of parametersOf(node.args)) {
      if (scope.symbols.has(parameter.arg)) {
        this.#problem(`duplicate argument '${parameter.arg}' in function definition`, parameter.span);
      }
      const symbol = symbolOf(scope, parameter.arg, parameter.span);
      symbol.isParameter = true;
      this.#calls.loose.add(parameter.arg);
      this.#assign(scope, symbol);
    }
    return scope;
  }

  #generator(node: GeneratorExp, scope: ScopeDraft): BodyDraft {
    const body = newBody(node);
    body.iterates = true;
    this.#calls.generators.set(node, body);
    const { calls } = scope.body;
    const outside = calls.length;
    this.#comprehension(node, scope, body);
    // Its first iterable is evaluated outside, but whoever is given the generator asks for all that is in it.
    for (let at = outside; at < calls.length; at += 1) {
      const call = calls[at];
      if (call !== undefined) body.calls.push(call);
    }
    return body;
  }

  #comprehension(node: ComprehensionExpression, scope: ScopeDraft, body: BodyDraft): void {
    const [first] = node.generators;
    if (first === undefined) return;
    body.iterates = true;
    this.#iterable(first.iter, scope);
    const inner = this.#open("comprehension", node, comprehensionNames[node.kind], scope, body);
    const parameter = symbolOf(inner, ".0", first.iter.span);
    parameter.isParameter = true;
    parameter.isAssigned = true;
    for (const clause of node.generators) {
      for (const name of namesBoundBy(clause.target)) inner.iterationNames.push(name);
      this.#visit(clause.target, inner);
      if (clause !== first) this.#iterable(clause.iter, inner);
      for (const condition of clause.ifs) this.#visit(condition, inner);
    }
    if (node.kind === "DictComp") {
      this.#visit(node.key, inner);
      this.#visit(node.value, inner);
    } else this.#visit(node.elt, inner);
  }

  #iterable(node: Expression, scope: ScopeDraft): void {
    this.#iterables += 1;
    this.#visit(node, scope);
    this.#iterables -= 1;
  }

  /** An assignment expression in a comprehension binds in the function or module around it. */
  #namedTarget(name: string, span: Span, scope: ScopeDraft): void {
    if (this.#iterables > 0) {
      this.#problem("assignment expression cannot be used in a comprehension iterable expression", span);
      return;
    }
    let owner = scope;
    while (owner.kind === "comprehension") {
      if (owner.iterationNames.includes(name)) {
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
      const symbol = symbolOf(between, name, span);
      symbol.isAssigned = true;
      symbol.declared = isGlobal ? "global" : "nonlocal";
      if (between.parent === null) return;
      between = between.parent;
    }
  }

  #yield(node: Node, scope: ScopeDraft): void {
    scope.body.yields = true;
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

  #declare(name: string, node: Node & { readonly kind: "Global" | "Nonlocal" }, scope: ScopeDraft): void {
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
    const symbol = symbolOf(scope, name, node.span);
    if (symbol.declared !== null && symbol.declared !== word) {
      this.#problem(`name '${name}' is nonlocal and global`, node.span);
    }
    // At the top level `global x` changes nothing: all names are global there.
    if (scope.kind === "module") return;
    symbol.declared = word;
    if (symbol.isAssigned && word === "global") this.#moduleNames.add(name);
  }

  #annotation(node: Node & { readonly kind: "AnnAssign" }, scope: ScopeDraft): void {
    if (node.target.kind !== "Name" || !node.simple) return;
    const symbol = symbolOf(scope, node.target.id, node.span);
    if (symbol.declared !== null && scope.kind !== "module") {
      this.#problem(`annotated name '${node.target.id}' can't be ${symbol.declared}`, node.span);
    }
    symbol.annotated = true;
  }

  #import(node: Alias, scope: ScopeDraft): void {
    if (node.name === "*") return;
    const name = node.asname ?? (node.name.split(".")[0] || node.name);
    this.#calls.loose.add(name);
    this.#assign(scope, symbolOf(scope, name, node.span));
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
