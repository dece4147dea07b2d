/** Which modules, and which names of modules, the expressions of a program stand for. */
import type { Module, Node } from "../ast.ts";
import { someChild } from "../walk.ts";
import { modules } from "./modules.ts";

/** What a name or attribute refers to: `json` (a module), `json.dumps` (a name of one), `print` (a builtin). */
export interface Reference {
  readonly module: string | null;
  readonly name: string | null;
}

/**
 * Resolves names that nothing but imports bind. A name that something else binds as well stands for anything; so does
 * one that two imports bind to different things.
 */
export class References {
  readonly #imported = new Map<string, Reference>();
  readonly #bound = new Set<string>();
  readonly #attributes = new Set<string>();

  constructor(module: Module) {
    this.#collect(module);
    for (const name of this.#bound) this.#imported.delete(name);
  }

  /** What an expression refers to; undefined when that is not known before the plan runs. */
  of(node: Node): Reference | undefined {
    if (node.kind === "Name") {
      if (this.#bound.has(node.id)) return undefined;
      return this.#imported.get(node.id) ?? { module: null, name: node.id };
    }
    if (node.kind !== "Attribute") return undefined;
    const base = this.of(node.value);
    if (base === undefined || base.module === null || base.name !== null) return undefined;
    const inner = `${base.module}.${node.attr}`;
    return modules.has(inner) ? { module: inner, name: null } : { module: base.module, name: node.attr };
  }

  /** Whether the program gives something this name: a variable, a function, a method, an attribute. */
  binds(name: string): boolean {
    return this.#bound.has(name) || this.#attributes.has(name);
  }

  #collect(node: Node): void {
    switch (node.kind) {
      case "Name":
        if (node.ctx !== "Load") this.#bound.add(node.id);
        return;
      case "Attribute":
        if (node.ctx !== "Load") this.#attributes.add(node.attr);
        break;
      case "FunctionDef":
      case "ClassDef":
        this.#bound.add(node.name);
        break;
      case "arg":
        this.#bound.add(node.arg);
        break;
      case "ExceptHandler":
      case "MatchAs":
      case "MatchStar":
        if (node.name !== null) this.#bound.add(node.name);
        break;
      case "MatchMapping":
        if (node.rest !== null) this.#bound.add(node.rest);
        break;
      case "Import":
        for (const { name, asname } of node.names) {
          const [first = name] = name.split(".");
          this.#bind(asname ?? first, { module: asname === null ? first : name, name: null });
        }
        return;
      case "ImportFrom":
        for (const { name, asname } of node.names) {
          const inner = `${node.module}.${name}`;
          this.#bind(
            asname ?? name,
            modules.has(inner) ? { module: inner, name: null } : { module: node.module, name },
          );
        }
        return;
      default:
    }
    someChild(node, (child) => this.#collect(child), null);
  }

  #bind(name: string, reference: Reference): void {
    const known = this.#imported.get(name);
    if (known !== undefined && (known.module !== reference.module || known.name !== reference.name))
      this.#bound.add(name);
    this.#imported.set(name, reference);
  }
}
