/** What the compiler knows at a place of the plan. */
import type { Node } from "../ast.ts";
import type { Run } from "../run.ts";
import type { Scope, ScopeNode, ScopeTable } from "../scope/scope.ts";
import type { PyTool } from "../value/callable.ts";
import type { PyClass } from "../value/class.ts";
import type { Value } from "../value/value.ts";
import type { Frame } from "./code.ts";
import type { Reach } from "./reach.ts";
import type { Tracing } from "./traced.ts";
import { freeNames } from "./variables.ts";

/** Where the variables of one frame are. */
export class Layout {
  readonly scope: Scope;
  slotCount = 0;
  ownCells = 0;
  private readonly freeIndexes = new Map<string, number>();
  private readonly slots = new Map<Scope, Map<string, number>>();
  private readonly cells = new Map<Scope, Map<string, number>>();

  constructor(scope: Scope) {
    this.scope = scope;
    for (const name of freeNames(scope)) this.freeIndexes.set(name, this.freeIndexes.size);
  }
  /** The slot of a name that `scope` binds in this frame. */
  slot(scope: Scope, name: string): number {
    let names = this.slots.get(scope);
    if (names === undefined) {
      names = new Map();
      this.slots.set(scope, names);
    }
    let slot = names.get(name);
    if (slot === undefined) {
      slot = this.slotCount++;
      names.set(name, slot);
    }
    return slot;
  }
  /** The cell of a name that `scope` binds in this frame and that closures share. */
  cell(scope: Scope, name: string): number {
    let names = this.cells.get(scope);
    if (names === undefined) {
      names = new Map();
      this.cells.set(scope, names);
    }
    let cell = names.get(name);
    if (cell === undefined) {
      cell = this.freeIndexes.size + this.ownCells++;
      names.set(name, cell);
    }
    return cell;
  }
  /** The cell of a name that a function further out binds. */
  free(name: string): number {
    return this.freeIndexes.get(name) ?? 0;
  }
  hasFree(name: string): boolean {
    return this.freeIndexes.has(name);
  }
  get freeNames(): readonly string[] {
    return Array.from(this.freeIndexes.keys());
  }
  temporary(): number {
    return this.slotCount++;
  }
}

/** What all of a program's code shares. */
export interface Globals {
  readonly run: Run;
  readonly scopes: ScopeTable;
  readonly frame: Frame;
  /** Slots of the module's variables by name. */
  readonly slots: Map<string, number>;
  readonly builtins: ReadonlyMap<string, Value>;
  readonly tools: ReadonlyMap<string, PyTool>;
  /** Any unknown name that is called is a tool. */
  readonly anyTool: boolean;
  readonly reach: Reach;
  readonly groupReadOnlyCalls: boolean;
  /** Null unless the run records a trace. */
  readonly tracing: Tracing | null;
}

/** A class statement's class, once it is made: what `super()` in its methods means. */
export interface Owner {
  cls: PyClass | null;
}

export class Context {
  readonly globals: Globals;
  readonly layout: Layout;
  readonly scope: Scope;
  readonly owner: Owner | null;
  /** `Outer.method.<locals>.`: what qualified names begin with. */
  readonly prefix: string;
  /** Of the function around: its first parameter. */
  readonly firstParameter: string | null;
  /** What an early `return` or a `yield` may leave undone: the body of the function around. */
  functionBody: readonly Node[] = [];
  /** What an early `break` or `continue` may leave undone: the loop around. */
  loop: Node | null = null;
  /** How many `for` statements of the function there are around. */
  iterations = 0;

  constructor(
    globals: Globals,
    layout: Layout,
    scope: Scope,
    owner: Owner | null = null,
    prefix = "",
    firstParameter: string | null = null,
  ) {
    this.globals = globals;
    this.layout = layout;
    this.scope = scope;
    this.owner = owner;
    this.prefix = prefix;
    this.firstParameter = firstParameter;
  }
  get run(): Run {
    return this.globals.run;
  }
  scopeOf(node: ScopeNode): Scope {
    return this.globals.scopes.of(node);
  }
  /** Where the names are the module's. */
  inModule(): Context {
    return new Context(this.globals, this.layout, this.globals.scopes.module);
  }
  /** The same frame, inside a comprehension. */
  inScope(scope: Scope): Context {
    const inner = new Context(this.globals, this.layout, scope, this.owner, this.prefix, this.firstParameter);
    inner.functionBody = this.functionBody;
    inner.loop = this.loop;
    inner.iterations = this.iterations;
    return inner;
  }
}
