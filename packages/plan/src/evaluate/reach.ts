/**
 * From which parts of a program a tool call can be reached. By name and conservatively: a name counts as what any
 * binding of it in the program may be. Parts from which none can be reached run as plain closures.
 */
import type { Call, Module, Node } from "../ast.ts";
import { childrenOf, someChild } from "../walk.ts";
import type { Scopes } from "./variables.ts";

interface FunctionEntry {
  readonly node: Node;
  readonly names: readonly string[];
  readonly body: readonly Node[];
  readonly decorated: boolean;
}

interface Names {
  has(name: string): boolean;
}

export class Reach {
  private readonly tools: Names;
  private readonly anyTool: boolean;
  private readonly builtins: Names;
  /** Names of functions, classes and methods of the plan that may call a tool. */
  private readonly suspending = new Set<string>();
  /** Names bound by nothing but `def` and `class`. */
  private readonly definite = new Set<string>();
  private readonly bound = new Set<string>();
  private readonly functions: FunctionEntry[] = [];
  /** A callable or iterator that may call a tool is used as a value: any unknown call may reach it. */
  private escaped = false;
  private readonly answers = new Map<Node, boolean>();

  // The walks as values: none of them makes a closure for every node.
  readonly #within = (node: Node): boolean => this.within(node);
  readonly #reachesTool = (node: Node): boolean => this.reachesTool(node);
  readonly #yields = (node: Node): boolean => this.yields(node);
  readonly #usedAsValue = (node: Node, called: boolean): boolean => this.usedAsValue(node, called);
  readonly #collect = (node: Node, loose: Set<string>): void => this.collect(node, false, loose);

  constructor(
    module: Module,
    scopes: Scopes,
    tools: Names,
    anyTool: boolean,
    builtins: Names,
    variables: Iterable<string>,
  ) {
    this.tools = tools;
    this.anyTool = anyTool;
    this.builtins = builtins;
    for (const name of variables) this.bound.add(name);
    for (const scope of scopes.values()) for (const name of scope.bound) this.bound.add(name);
    const loose = new Set<string>();
    this.collect(module, false, loose);
    for (const name of loose) this.definite.delete(name);
    this.settle(module);
  }

  /** Whether evaluating the node may reach a tool call or a `yield` of the function around it. */
  within(node: Node): boolean {
    if (node.kind === "Name" || node.kind === "Constant") return false;
    let answer = this.answers.get(node);
    if (answer === undefined) {
      answer = this.search(node);
      this.answers.set(node, answer);
    }
    return answer;
  }

  /** Whether a call may itself reach a tool call, its arguments aside. */
  calls(node: Call): boolean {
    const { func } = node;
    if (func.kind === "Name") {
      if (func.id === "super") return false;
      if (!this.bound.has(func.id)) {
        if (this.builtins.has(func.id))
          return (
            this.escaped || node.args.some((arg) => arg.kind === "GeneratorExp" && this.inGenerator(arg))
          );
        return this.tools.has(func.id) || this.anyTool;
      }
      if (this.definite.has(func.id)) return this.suspending.has(func.id);
      return this.escaped || this.suspending.has(func.id);
    }
    if (func.kind === "Attribute") {
      return (
        this.escaped ||
        this.suspending.has(func.attr) ||
        node.args.some((arg) => arg.kind === "GeneratorExp" && this.inGenerator(arg))
      );
    }
    return this.escaped;
  }

  /** Whether running the node may reach a tool call; unlike `within`, a `yield` alone does not count. */
  callsTool(node: Node): boolean {
    return this.reachesTool(node);
  }

  /** Whether iterating over an unknown value may reach a tool call. */
  get iterates(): boolean {
    return this.escaped;
  }

  /** Whether a method of this name may reach a tool call. */
  method(name: string): boolean {
    return this.suspending.has(name);
  }

  private inGenerator(node: Extract<Node, { kind: "GeneratorExp" }>): boolean {
    return [...node.generators, node.elt].some((part) => this.within(part));
  }

  private search(node: Node): boolean {
    switch (node.kind) {
      case "FunctionDef":
        return node.decorator_list.some((part) => this.within(part)) || this.defaults(node.args);
      case "Lambda":
        return this.defaults(node.args);
      case "GeneratorExp": {
        const [first] = node.generators;
        return first !== undefined && this.within(first.iter);
      }
      case "Yield":
      case "YieldFrom":
        return true;
      case "Call":
        return this.calls(node) || someChild(node, this.#within, null);
      case "For":
      case "comprehension":
        return this.escaped || someChild(node, this.#within, null);
      case "With":
        return this.method("__enter__") || this.method("__exit__") || someChild(node, this.#within, null);
      default:
        return someChild(node, this.#within, null);
    }
  }

  private defaults(args: Extract<Node, { kind: "arguments" }>): boolean {
    return [...args.defaults, ...args.kw_defaults].some((value) => value !== null && this.within(value));
  }

  /** Functions, and names that are `definite`: those that something else than `def` or `class` binds go to `loose`. */
  private collect(node: Node, inClass: boolean, loose: Set<string>): void {
    switch (node.kind) {
      case "Name":
        if (node.ctx !== "Load") loose.add(node.id);
        return;
      case "Constant":
        return;
      case "FunctionDef":
        this.functions.push({
          node,
          names: [node.name],
          body: node.body,
          decorated: node.decorator_list.length > 0,
        });
        if (!inClass) this.definite.add(node.name);
        break;
      case "Lambda":
        this.functions.push({ node, names: [], body: [node.body], decorated: false });
        break;
      case "ClassDef":
        this.definite.add(node.name);
        for (const child of node.body) {
          this.collect(child, true, loose);
          if (child.kind === "FunctionDef" && (child.name === "__init__" || child.name === "__post_init__"))
            this.functions.push({ node: child, names: [node.name], body: child.body, decorated: false });
        }
        for (const child of [...node.bases, ...node.keywords, ...node.decorator_list])
          this.collect(child, false, loose);
        return;
      case "arg":
        loose.add(node.arg);
        break;
      case "alias":
        loose.add(node.asname ?? node.name);
        break;
      case "MatchAs":
      case "MatchStar":
      case "ExceptHandler":
        if (node.name !== null) loose.add(node.name);
        break;
      default:
    }
    someChild(node, this.#collect, loose);
  }

  private settle(module: Module): void {
    for (;;) {
      const size = this.suspending.size;
      const { escaped } = this;
      this.answers.clear();
      for (const entry of this.functions) {
        const reaches = entry.body.some((part) => this.reachesTool(part));
        if (!reaches) continue;
        for (const name of entry.names) this.suspending.add(name);
        if (entry.names.length === 0 || entry.decorated || entry.body.some((part) => this.yields(part)))
          this.escaped = true;
      }
      if (!this.escaped && this.usedAsValue(module, false)) this.escaped = true;
      if (this.suspending.size === size && this.escaped === escaped) break;
    }
    this.answers.clear();
  }

  private reachesTool(node: Node): boolean {
    if (node.kind === "Yield" || node.kind === "YieldFrom") return someChild(node, this.#reachesTool, null);
    if (
      node.kind === "FunctionDef" ||
      node.kind === "Lambda" ||
      node.kind === "GeneratorExp" ||
      node.kind === "ClassDef"
    )
      return this.within(node);
    if (node.kind === "Call") return this.calls(node) || someChild(node, this.#reachesTool, null);
    if (node.kind === "For" && this.escaped) return true;
    return someChild(node, this.#reachesTool, null);
  }

  private yields(node: Node): boolean {
    if (node.kind === "Yield" || node.kind === "YieldFrom") return true;
    if (node.kind === "FunctionDef" || node.kind === "Lambda" || node.kind === "ClassDef") return false;
    return someChild(node, this.#yields, null);
  }

  /** Whether a suspending function, a tool or a suspending generator expression is used other than by calling it. */
  private usedAsValue(node: Node, called: boolean): boolean {
    if (node.kind === "Name" && node.ctx === "Load" && !called) {
      if (this.suspending.has(node.id)) return true;
      return !this.bound.has(node.id) && this.tools.has(node.id);
    }
    if (node.kind === "Attribute" && !called && this.suspending.has(node.attr)) return true;
    if (node.kind === "Call") {
      for (const child of childrenOf(node)) {
        if (child.kind === "GeneratorExp") {
          if (childrenOf(child).some((part) => this.usedAsValue(part, false))) return true;
        } else if (this.usedAsValue(child, child === node.func)) return true;
      }
      return false;
    }
    if (node.kind === "GeneratorExp" && this.inGenerator(node)) return true;
    if (node.kind === "ExceptHandler" || node.kind === "ClassDef")
      return childrenOf(node).some((child) => this.usedAsValue(child, child.kind === "Name"));
    return someChild(node, this.#usedAsValue, false);
  }
}
