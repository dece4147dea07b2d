import { SequrityGraphError } from "./graph-error.ts";
import type { GraphShape, Router } from "./graph-shape.ts";

/**
 * Where a graph stands, followed on this side: which nodes are due, which routers have yet to answer. The plan asks for
 * calls; the graph says whether they are its turn. It also finds what the plan cannot see without branching on it: two
 * nodes of one step that write the same channel.
 */
export class Supersteps {
  readonly #shape: GraphShape;
  readonly #recursionLimit: number;
  /** The step that runs now, from 1; 0 while the graph is entered. */
  #step = 0;
  readonly #nodesDue = new Set<string>();
  readonly #routersDue = new Set<string>();
  readonly #arrived: Set<string>;
  readonly #writers = new Map<string, string>();
  readonly #waiting: Set<string>[];

  constructor(shape: GraphShape, recursionLimit: number) {
    this.#shape = shape;
    this.#recursionLimit = recursionLimit;
    this.#arrived = new Set(shape.start.targets);
    this.#waiting = shape.joins.map(() => new Set());
    this.#expect(shape.start.routers);
    this.#endStep();
  }

  /** LangGraph's number of the step under way. */
  get step(): number {
    return this.#step;
  }

  /** @throws SequrityGraphError `out_of_turn` for a node that is not due. */
  enterNode(name: string): void {
    if (!this.#nodesDue.has(name)) this.#refuse(name);
  }

  /**
   * A node has run.
   * @throws SequrityGraphError `concurrent_update`, `recursion_limit`.
   */
  leaveNode(name: string, written: readonly string[]): void {
    const node = this.#shape.nodes.find((each) => each.name === name);
    if (node === undefined || !this.#nodesDue.delete(name)) this.#refuse(name);
    for (const channel of written) {
      const other = this.#writers.get(channel);
      const takesOne = this.#shape.channels.some(
        (each) => each.name === channel && each.reducer === undefined,
      );
      if (other !== undefined && takesOne) {
        throw new SequrityGraphError(
          "concurrent_update",
          `Nodes '${other}' and '${name}' write '${channel}' in one step, and it can receive only one value per step. Give it a reducer.`,
        );
      }
      this.#writers.set(channel, name);
    }
    for (const target of node.targets) this.#arrived.add(target);
    this.#shape.joins.forEach(({ sources }, index) => {
      if (sources.includes(name)) this.#waiting[index]?.add(name);
    });
    this.#expect(node.routers);
    this.#endStep();
  }

  /** @throws SequrityGraphError `out_of_turn` for a router whose node has not just run. */
  enterRouter(tool: string): void {
    if (!this.#routersDue.has(tool)) this.#refuse(tool);
  }

  /** A router has said where to go. */
  leaveRouter(tool: string, targets: readonly string[]): void {
    if (!this.#routersDue.delete(tool)) this.#refuse(tool);
    for (const target of targets) this.#arrived.add(target);
    this.#endStep();
  }

  #expect(routers: readonly Router[]): void {
    for (const { tool } of routers) this.#routersDue.add(tool);
  }

  #endStep(): void {
    if (this.#nodesDue.size > 0 || this.#routersDue.size > 0) return;
    if (this.#step > 0 && this.#step >= this.#recursionLimit) {
      throw new SequrityGraphError(
        "recursion_limit",
        `Recursion limit of ${this.#recursionLimit} reached without hitting a stop condition. 'recursionLimit' sets it.`,
      );
    }
    this.#shape.joins.forEach(({ sources, target }, index) => {
      const seen = this.#waiting[index];
      if (seen?.size !== sources.length) return;
      seen.clear();
      this.#arrived.add(target);
    });
    this.#step++;
    for (const name of this.#arrived) this.#nodesDue.add(name);
    this.#arrived.clear();
    this.#writers.clear();
  }

  #refuse(tool: string): never {
    throw new SequrityGraphError("out_of_turn", `The plan called '${tool}' out of its turn in the graph.`);
  }
}
