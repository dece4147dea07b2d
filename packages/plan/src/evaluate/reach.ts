/**
 * From which parts of a program a tool call can be reached. By name and conservatively: a name counts as what any
 * binding of it in the program may be. Parts from which none can be reached run as plain closures.
 */
import type { Call, FunctionDef, GeneratorExp, Lambda, Module, Node } from "../ast.ts";
import type { Body, CallFacts } from "../scope/call-facts.ts";
import type { ScopeTable } from "../scope/scope.ts";
import { someChild } from "../walk.ts";

interface Names {
  has(name: string): boolean;
}

export class Reach {
  private readonly scopes: ScopeTable;
  private readonly facts: CallFacts;
  private readonly tools: Names;
  private readonly anyTool: boolean;
  private readonly builtins: Names;
  /** Variables that are there before the program starts. */
  private readonly variables: Names;
  /** Names of functions, classes and methods of the plan that may call a tool. */
  private readonly suspending = new Set<string>();
  /** A callable or iterator that may call a tool is used as a value: any unknown call may reach it. */
  private escaped = false;
  private readonly reaching = new Map<Body, boolean>();
  private readonly marked = new Set<Node>();

  constructor(
    module: Module,
    scopes: ScopeTable,
    tools: Names,
    anyTool: boolean,
    builtins: Names,
    variables: Names,
  ) {
    this.scopes = scopes;
    this.facts = scopes.calls;
    this.tools = tools;
    this.anyTool = anyTool;
    this.builtins = builtins;
    this.variables = variables;
    this.settle();
    for (const statement of module.body) this.mark(statement);
  }

  /** Whether evaluating a node of the program may reach a tool call or a `yield` of the function around it. */
  within(node: Node): boolean {
    return this.marked.has(node);
  }

  /** An expression that was made of one of the program reaches what that one does. */
  adopt<Made extends Node>(made: Made, original: Node): Made {
    if (this.marked.has(original)) this.marked.add(made);
    return made;
  }

  /** Whether a call may itself reach a tool call, its arguments aside. */
  calls(node: Call): boolean {
    const { func } = node;
    if (func.kind === "Name") {
      const { id } = func;
      if (id === "super") return false;
      if (!this.facts.bound.has(id) && !this.variables.has(id)) {
        if (this.builtins.has(id)) return this.escaped || this.takesReaching(node);
        return this.tools.has(id) || this.anyTool;
      }
      if (this.facts.defined.has(id) && !this.facts.loose.has(id)) return this.suspending.has(id);
      return this.escaped || this.suspending.has(id);
    }
    if (func.kind === "Attribute")
      return this.escaped || this.suspending.has(func.attr) || this.takesReaching(node);
    return this.escaped;
  }

  /** Whether running a body may reach a tool call; unlike `within`, a `yield` alone does not count. */
  reaches(body: Body): boolean {
    let answer = this.reaching.get(body);
    if (answer === undefined) {
      answer =
        (this.escaped && body.iterates) ||
        (body.hasWith && this.entersReaching()) ||
        body.calls.some((call) => this.calls(call));
      this.reaching.set(body, answer);
    }
    return answer;
  }

  /** Whether iterating over an unknown value may reach a tool call. */
  get iterates(): boolean {
    return this.escaped;
  }

  /** A generator expression among the arguments of a call. */
  private takesReaching(node: Call): boolean {
    for (const argument of node.args) {
      if (argument.kind !== "GeneratorExp") continue;
      const body = this.facts.generators.get(argument);
      if (body !== undefined && this.reaches(body)) return true;
    }
    return false;
  }

  private entersReaching(): boolean {
    return this.suspending.has("__enter__") || this.suspending.has("__exit__");
  }

  private settle(): void {
    const { callables } = this.facts;
    for (;;) {
      const size = this.suspending.size;
      const { escaped } = this;
      for (const { body, names, decorated } of callables) {
        if (!this.reaches(body)) continue;
        for (const name of names) this.suspending.add(name);
        if (names.length === 0 || decorated || body.yields) this.escaped = true;
      }
      if (!this.escaped && this.usedAsValue()) this.escaped = true;
      if (this.suspending.size === size && this.escaped === escaped) return;
      // What reaches a tool call goes on to do so.
      for (const [body, answer] of this.reaching) if (!answer) this.reaching.delete(body);
    }
  }

  /** Whether a suspending function, a tool or a suspending generator expression is used other than by calling it. */
  private usedAsValue(): boolean {
    const { valueNames, valueAttributes, valueGenerators, bound } = this.facts;
    for (const name of valueNames) {
      if (this.suspending.has(name)) return true;
      if (!bound.has(name) && !this.variables.has(name) && this.tools.has(name)) return true;
    }
    for (const name of valueAttributes) if (this.suspending.has(name)) return true;
    return valueGenerators.some((body) => this.reaches(body));
  }

  // A walk as a value: no closure is made for a node.
  readonly #mark = (node: Node): void => this.mark(node);
  /** How many nodes were marked, those aside left out. */
  private marks = 0;

  /** Marks the nodes under a node, and itself, that may reach a tool call or a `yield`. */
  private mark(node: Node): void {
    const before = this.marks;
    switch (node.kind) {
      case "Name":
      case "Constant":
        return;
      case "FunctionDef":
      case "Lambda":
        this.markFunction(node);
        break;
      case "GeneratorExp":
        this.markGenerator(node);
        break;
      case "Yield":
      case "YieldFrom":
        this.marks += 1;
        someChild(node, this.#mark, null);
        break;
      case "Call":
        if (this.calls(node)) this.marks += 1;
        someChild(node, this.#mark, null);
        break;
      case "For":
      case "comprehension":
        if (this.escaped) this.marks += 1;
        someChild(node, this.#mark, null);
        break;
      case "With":
        if (this.entersReaching()) this.marks += 1;
        someChild(node, this.#mark, null);
        break;
      default:
        someChild(node, this.#mark, null);
    }
    if (this.marks > before) this.marked.add(node);
  }

  /** What a function or a generator expression does, it does when it is called or advanced. */
  private aside(nodes: readonly Node[]): void {
    const { marks } = this;
    for (const node of nodes) this.mark(node);
    this.marks = marks;
  }

  private markFunction(node: FunctionDef | Lambda): void {
    if (node.kind === "FunctionDef") for (const decorator of node.decorator_list) this.mark(decorator);
    for (const value of node.args.defaults) this.mark(value);
    for (const value of node.args.kw_defaults) if (value !== null) this.mark(value);
    const { body, children } = this.scopes.of(node);
    // Most functions call no tool.
    if (children.length === 0 && !body.yields && !this.reaches(body)) return;
    this.aside(node.kind === "Lambda" ? [node.body] : node.body);
  }

  private markGenerator(node: GeneratorExp): void {
    const [first, ...others] = node.generators;
    if (first === undefined) return;
    this.mark(first.iter);
    this.aside([first.target, ...first.ifs, ...others, node.elt]);
  }
}
