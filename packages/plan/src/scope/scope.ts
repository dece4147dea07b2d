import type { ClassDef, ComprehensionExpression, FunctionDef, Lambda, Module, Span } from "../ast.ts";
import type { Body, CallFacts } from "./call-facts.ts";

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
  /**
   * Something inside with a frame of its own uses it. Comprehensions, but for generator expressions, run in the frame
   * around them: what only they share is no cell of ours, although it is one of CPython's.
   */
  readonly captured: boolean;
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
  /** By name, in the order in which they are first mentioned. */
  readonly symbols: ReadonlyMap<string, SymbolUse>;
  /** Names with `isAssigned`, in the order in which they are first bound. */
  readonly bound: readonly string[];
  /** Names of functions further out that a class body hands on to its methods although it binds the same names itself. */
  readonly passedOn: ReadonlySet<string> | null;
  /** It has a frame of its own; the others run in the frame around them. */
  readonly framed: boolean;
  /** What runs when the scope does; scopes inside it that run with it share it. */
  readonly body: Body;
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
  /** Names that some statement binds in the module, also by `global` in a function. */
  readonly moduleNames: ReadonlySet<string>;
  readonly calls: CallFacts;
}
