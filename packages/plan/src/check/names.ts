import type { Attribute, ClassDef, Module, Node, Span } from "../ast.ts";
import type { Scope, ScopeTable } from "../scope/scope.ts";
import { childrenOf } from "../walk.ts";
import { closestName } from "./closest.ts";
import type { Findings } from "./findings.ts";
import { checkImport, checkImportFrom } from "./imports.ts";
import { checkBases, checkCall, checkModelConfig, checkModuleAttribute } from "./lacking.ts";
import {
  builtinNames,
  dunderAdvice,
  dunderAttributeAdvice,
  dunderClassVariables,
  dunderMethods,
  exceptionNames,
  missingBuiltins,
} from "./modules.ts";
import { References } from "./references.ts";

/** Names that a plan may use without assigning them. */
export interface KnownNames {
  /** 'any': whatever unknown name is called is a tool. */
  readonly tools: ReadonlySet<string> | "any";
  readonly variables: ReadonlySet<string>;
}

/** Checks every use of a name, every attribute and every import of a program. */
export function checkNames(module: Module, scopes: ScopeTable, known: KnownNames, findings: Findings): void {
  new NameCheck(scopes, known, findings, new References(module)).run(module);
}

/**
 * Whether every name that a program uses is known. With no dunder names, no imports and no keywords of classes in it either,
 * {@link checkNames} has nothing to find.
 */
export function allNamesKnown(scopes: ScopeTable, known: KnownNames): boolean {
  const globals = assignedGlobals(scopes);
  for (const scope of scopes.all) {
    for (const symbol of scope.symbols.values()) {
      if (symbol.residence === "global" && !globals.has(symbol.name) && !isKnown(symbol.name, known))
        return false;
    }
  }
  return true;
}

function isKnown(name: string, { tools, variables }: KnownNames): boolean {
  return (
    variables.has(name) ||
    (tools !== "any" && tools.has(name)) ||
    builtinNames.has(name) ||
    exceptionNames.has(name)
  );
}

function isDunder(name: string): boolean {
  return name.length > 4 && name.startsWith("__") && name.endsWith("__");
}

class NameCheck {
  readonly #scopes: ScopeTable;
  readonly #known: KnownNames;
  readonly #findings: Findings;
  readonly #globals: ReadonlySet<string>;
  readonly #references: References;

  constructor(scopes: ScopeTable, known: KnownNames, findings: Findings, references: References) {
    this.#references = references;
    this.#scopes = scopes;
    this.#known = known;
    this.#findings = findings;
    this.#globals = assignedGlobals(scopes);
  }

  run(module: Module): void {
    for (const child of module.body) this.#visit(child, this.#scopes.module);
  }

  #visit(node: Node, scope: Scope): void {
    switch (node.kind) {
      case "Name":
        if (node.ctx === "Load") this.#use(node.id, node.span, scope, false);
        else this.#assign(node.id, node.span, scope);
        return;
      case "Call": {
        const { func } = node;
        if (func.kind === "Name") this.#use(func.id, func.span, scope, true);
        else if (func.kind === "Attribute" && isSuperMethod(func)) this.#visit(func.value, scope);
        else this.#visit(func, scope);
        for (const part of [...node.args, ...node.keywords]) this.#visit(part, scope);
        checkCall(node, this.#references, this.#findings);
        return;
      }
      case "Attribute":
        this.#attribute(node.attr, node.span);
        checkModuleAttribute(node, this.#references, this.#findings);
        break;
      case "Import":
        checkImport(node, this.#findings);
        break;
      case "ImportFrom":
        checkImportFrom(node, this.#findings);
        break;
      case "FunctionDef":
      case "ClassDef":
        this.#assign(node.name, node.span, scope);
        if (node.kind === "ClassDef") {
          this.#classKeywords(node);
          checkBases(node, this.#references, this.#findings);
          checkModelConfig(node, this.#findings);
        }
        break;
      case "arg":
        if (isDunder(node.arg)) this.#refuseAssignment(node.arg, node.span);
        break;
      case "alias":
        if (node.asname !== null && isDunder(node.asname)) this.#refuseAssignment(node.asname, node.span);
        break;
      case "ExceptHandler":
      case "MatchAs":
      case "MatchStar":
        if (node.name !== null) this.#assign(node.name, node.span, scope);
        break;
      case "MatchMapping":
        if (node.rest !== null) this.#assign(node.rest, node.span, scope);
        break;
      case "MatchClass":
        for (const name of node.kwd_attrs) this.#attribute(name, node.span);
        break;
      case "Global":
      case "Nonlocal":
        for (const name of node.names) this.#assign(name, node.span, scope);
        break;
      case "keyword":
        if (node.arg !== null && isDunder(node.arg)) this.#refuseAssignment(node.arg, node.span);
        break;
      default:
    }
    for (const child of childrenOf(node)) this.#visit(child, this.#scopeOf(node, child, scope));
  }

  /** Bodies are judged in the scope that they open, all else of the node in the scope around it. */
  #scopeOf(node: Node, child: Node, scope: Scope): Scope {
    switch (node.kind) {
      case "FunctionDef":
      case "ClassDef":
        return node.body.some((statement) => statement === child) ? this.#scopes.of(node) : scope;
      case "Lambda":
        return node.body === child ? this.#scopes.of(node) : scope;
      case "ListComp":
      case "SetComp":
      case "DictComp":
      case "GeneratorExp":
        return this.#scopes.of(node);
      default:
        return scope;
    }
  }

  #use(name: string, span: Span, scope: Scope, called: boolean): void {
    const residence = residenceOf(name, scope);
    if (residence !== "global" || this.#globals.has(name)) return;
    if (isKnown(name, this.#known)) return;
    const advice = missingBuiltins.get(name);
    if (advice !== undefined) {
      this.#findings.lacking(`the plan language has no '${name}'`, span, advice);
      return;
    }
    if (isDunder(name)) {
      this.#findings.lacking(
        `the plan language has no '${name}'`,
        span,
        "use a name without leading underscores",
      );
      return;
    }
    if (this.#known.tools === "any" && called) return;
    this.#unknown(name, span, scope, called);
  }

  #unknown(name: string, span: Span, scope: Scope, called: boolean): void {
    // Looking for near names is the dear part.
    if (this.#findings.full) return;
    const { tools, variables } = this.#known;
    const toolNames = tools === "any" ? [] : [...tools];
    const visible = [...this.#globals, ...scope.symbols.keys(), ...variables].filter(
      (other) => other !== name,
    );
    const near = called
      ? (closestName(name, toolNames) ?? closestName(name, [...visible, ...builtinNames]))
      : closestName(name, [...visible, ...toolNames, ...builtinNames, ...exceptionNames]);
    const listed =
      toolNames.length > 0 && toolNames.length <= 20 ? `; the tools are: ${toolNames.join(", ")}` : "";
    const help =
      near !== undefined
        ? `did you mean ${near}?`
        : called
          ? `call a tool, a builtin or a function of the plan${listed}`
          : "assign it before it is used";
    const message = called
      ? `'${name}' is no tool, no builtin and no function of the plan`
      : `name '${name}' is not defined`;
    this.#findings.add("unknown_name", message, span, help);
  }

  #assign(name: string, span: Span, scope: Scope): void {
    if (!isDunder(name) || name === "__debug__") return;
    if (scope.kind === "class" && (dunderMethods.has(name) || dunderClassVariables.has(name))) return;
    if (scope.kind === "class") {
      this.#findings.lacking(
        `a class of the plan cannot define '${name}'`,
        span,
        dunderAdvice.get(name) ??
          "use a method with a plain name, or one of the common special methods such as __init__ or __eq__",
      );
    } else this.#refuseAssignment(name, span);
  }

  #refuseAssignment(name: string, span: Span): void {
    this.#findings.lacking(
      `a plan cannot assign to '${name}'`,
      span,
      "use a name without leading underscores",
    );
  }

  #classKeywords(node: ClassDef): void {
    for (const keyword of node.keywords) {
      if (keyword.arg !== "metaclass") continue;
      this.#findings.lacking(
        "the plan language has no metaclasses",
        keyword.span,
        "use a base class or a decorator",
      );
    }
  }

  /** INVARIANT: neither expression nor pattern names a dunder attribute, but for calls of a base class's methods. */
  #attribute(name: string, span: Span): void {
    if (!isDunder(name)) return;
    this.#findings.lacking(`the plan language has no access to '${name}'`, span, dunderAttributeAdvice(name));
  }
}

/** `super().__init__`, where it is called. */
function isSuperMethod(node: Attribute): boolean {
  const { value } = node;
  return (
    dunderMethods.has(node.attr) &&
    value.kind === "Call" &&
    value.func.kind === "Name" &&
    value.func.id === "super" &&
    value.keywords.length === 0
  );
}

/** Where a name lives, seen from a scope; in a comprehension's outermost iterable that is the scope around. */
function residenceOf(name: string, scope: Scope): "own" | "global" {
  for (let at: Scope | null = scope; at !== null; at = at.parent) {
    const symbol = at.symbols.get(name);
    if (symbol === undefined) continue;
    if (symbol.residence === "global") return "global";
    return at.kind === "module" ? "global" : "own";
  }
  return "global";
}

/** Names that some statement assigns in the module's scope, also by `global` in a function. */
function assignedGlobals(scopes: ScopeTable): ReadonlySet<string> {
  const assigned = new Set<string>();
  for (const scope of scopes.all) {
    for (const symbol of scope.symbols.values()) {
      const global = scope.kind === "module" || symbol.declared === "global";
      if (global && symbol.isAssigned) assigned.add(symbol.name);
    }
  }
  return assigned;
}
