import type { Call, FunctionDef, GeneratorExp, Lambda, Module } from "../ast.ts";

/**
 * What runs when a function, a generator expression or the module runs: its own code and that of the class bodies and of
 * the other comprehensions in it, up to the next body.
 */
export interface Body {
  readonly node: Module | FunctionDef | Lambda | GeneratorExp;
  readonly calls: readonly Call[];
  readonly yields: boolean;
  readonly iterates: boolean;
  readonly hasWith: boolean;
}

/** A function and the names by which a call may mean it: its own, for `__init__` its class's too, for a lambda none. */
export interface CallableBody {
  readonly body: Body;
  readonly names: readonly string[];
  readonly decorated: boolean;
}

/** Among names of stored attributes: any other may be stored too. */
export const anyAttribute = "*";

/** What a program says about what it calls, by name: from this follows where a tool may be called. */
export interface CallFacts {
  readonly callables: readonly CallableBody[];
  /** Of each generator expression. */
  readonly generators: ReadonlyMap<GeneratorExp, Body>;
  /** Names that some scope binds, names that something else than `def` and `class` binds. */
  readonly bound: ReadonlySet<string>;
  readonly loose: ReadonlySet<string>;
  /** Names of functions and classes, methods left out. */
  readonly defined: ReadonlySet<string>;
  /** Names, attributes and generator expressions that are used otherwise than by calling them or passing them to a call. */
  readonly valueNames: ReadonlySet<string>;
  readonly valueAttributes: ReadonlySet<string>;
  readonly valueGenerators: readonly Body[];
  /** Names of attributes that some statement stores or deletes. */
  readonly storedAttributes: ReadonlySet<string>;
}

/** {@link Body} in the making. */
export interface BodyDraft extends Body {
  readonly calls: Call[];
  yields: boolean;
  iterates: boolean;
  hasWith: boolean;
}

export function newBody(node: Body["node"]): BodyDraft {
  return { node, calls: [], yields: false, iterates: false, hasWith: false };
}

/** {@link CallFacts} in the making. */
export class CallFactsDraft implements CallFacts {
  readonly callables: CallableBody[] = [];
  readonly generators = new Map<GeneratorExp, Body>();
  readonly bound = new Set<string>();
  readonly loose = new Set<string>();
  readonly defined = new Set<string>();
  readonly valueNames = new Set<string>();
  readonly valueAttributes = new Set<string>();
  readonly valueGenerators: Body[] = [];
  readonly storedAttributes = new Set<string>();
}
