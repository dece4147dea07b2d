import { identifierOf } from "@sequrity/wire/identifiers";
import type { GraphChannel, GraphNode, GraphShape, Router } from "./graph-shape.ts";

/**
 * The plan of a graph: LangGraph's steps, written in the plan language. All nodes that are due run on the state that the
 * step began with, then their writes are taken in, by the nodes' names.
 */

/** The names of the plan's variables; none may be that of a tool. */
export class PlanNames {
  readonly #taken: Set<string>;
  readonly #channels = new Map<string, string>();
  readonly active: string;
  readonly arrived: string;

  constructor(shape: GraphShape) {
    this.#taken = new Set(toolNames(shape).map(identifierOf));
    for (const { name } of shape.channels) this.#channels.set(name, this.fresh(`state_${name}`));
    this.active = this.fresh("active");
    this.arrived = this.fresh("arrived");
  }

  /** A variable that is nothing else's. */
  fresh(base: string): string {
    let name = identifierOf(base);
    while (this.#taken.has(name)) name = `${name}_`;
    this.#taken.add(name);
    return name;
  }

  /** The variable that holds a channel. */
  state(channel: string): string {
    return this.#channels.get(channel) ?? "";
  }
}

/** The tools of a graph: its nodes, its routers, the reducers of its channels. */
export function toolNames(shape: GraphShape): readonly string[] {
  const routers = [shape.start.routers, ...shape.nodes.map((node) => node.routers)].flat();
  return [
    ...shape.nodes.map(({ name }) => name),
    ...routers.map(({ tool }) => tool),
    ...shape.channels.flatMap(({ reducer }) => reducer ?? []),
  ];
}

/** A text as a literal: JSON's form is Python's too. */
const text = (value: string) => JSON.stringify(value);
const setOf = (names: readonly string[]) =>
  names.length === 0 ? "set()" : `{${names.map(text).join(", ")}}`;

/**
 * Writes the plan.
 * @param branchFree for policies that follow implicit flows (strict, custom): whether a node wrote a channel is then not
 *   branched on, so a channel carries the labels of all nodes that could have written it.
 */
export function writePlan(
  shape: GraphShape,
  names: PlanNames,
  options: { readonly recursionLimit: number; readonly branchFree: boolean },
): string {
  const updates = new Map(shape.nodes.map(({ name }) => [name, names.fresh(`update_${name}`)]));
  const waiting = shape.joins.map(({ target }) => names.fresh(`waiting_${target}`));
  const { active, arrived } = names;
  const lines: string[] = [];
  const line = (depth: number, code: string) => lines.push("    ".repeat(depth) + code);

  const call = (tool: string, reads: readonly string[], from: (channel: string) => string) =>
    `${identifierOf(tool)}(${reads.map((channel) => `${identifierOf(channel)}=${from(channel)}`).join(", ")})`;
  const route = (depth: number, { tool, reads }: Router, from: (channel: string) => string) =>
    line(depth, `${arrived} |= set(${call(tool, reads, from)})`);

  /** Takes a node's write to a channel into a variable. */
  const take = (depth: number, variable: string, { name, reducer }: GraphChannel, update: string) => {
    const key = text(name);
    const reduced = (right: string) => `${identifierOf(reducer ?? "")}(left=${variable}, right=${right})`;
    if (options.branchFree) {
      if (reducer === undefined) line(depth, `${variable} = ${update}.get(${key}, ${variable})`);
      else line(depth, `${variable} = ${reduced(`${update}.get(${key})`)}`);
      return;
    }
    line(depth, `if ${key} in ${update}:`);
    line(
      depth + 1,
      `${variable} = ${reducer === undefined ? `${update}[${key}]` : reduced(`${update}[${key}]`)}`,
    );
  };

  /** A router sees what its own node has just written, and nothing that others wrote in the same step. */
  const runRouters = (node: GraphNode, update: string): ReadonlyMap<string, string> => {
    const seen = new Map<string, string>();
    for (const channel of shape.channels) {
      if (!node.routers.some(({ reads }) => reads.includes(channel.name))) continue;
      const variable = names.fresh(`seen_${channel.name}`);
      seen.set(channel.name, variable);
      line(2, `${variable} = ${names.state(channel.name)}`);
      if (node.writes.includes(channel.name)) take(2, variable, channel, update);
    }
    for (const router of node.routers) route(2, router, (channel) => seen.get(channel) ?? "");
    return seen;
  };

  line(0, `${arrived} = ${setOf(shape.start.targets)}`);
  for (const router of shape.start.routers) route(0, router, (channel) => names.state(channel));
  for (const variable of waiting) line(0, `${variable} = set()`);
  line(0, `${active} = ${arrived}`);
  line(0, `for ${names.fresh("step")} in range(${options.recursionLimit}):`);
  line(1, `if not ${active}:`);
  line(2, "break");
  line(1, `${arrived} = set()`);
  const seen = new Map<string, ReadonlyMap<string, string>>();
  for (const node of shape.nodes) {
    const update = updates.get(node.name) ?? "";
    line(1, `if ${text(node.name)} in ${active}:`);
    line(2, `${update} = ${call(node.name, node.reads, (channel) => names.state(channel))}`);
    if (node.targets.length > 0) line(2, `${arrived} |= ${setOf(node.targets)}`);
    if (node.routers.length > 0) seen.set(node.name, runRouters(node, update));
    shape.joins.forEach(({ sources }, index) => {
      if (sources.includes(node.name)) line(2, `${waiting[index]} |= ${setOf([node.name])}`);
    });
  }
  for (const node of shape.nodes) {
    if (node.writes.length === 0) continue;
    line(1, `if ${text(node.name)} in ${active}:`);
    const update = updates.get(node.name) ?? "";
    for (const channel of shape.channels.filter(({ name }) => node.writes.includes(name))) {
      // Where the node ran alone its routers saw what the next step sees: the reducer need not run again.
      const known = channel.reducer === undefined ? undefined : seen.get(node.name)?.get(channel.name);
      if (known === undefined) take(2, names.state(channel.name), channel, update);
      else {
        line(2, `if ${active} == ${setOf([node.name])}:`);
        line(3, `${names.state(channel.name)} = ${known}`);
        line(2, "else:");
        take(3, names.state(channel.name), channel, update);
      }
    }
  }
  shape.joins.forEach(({ sources, target }, index) => {
    line(1, `if ${waiting[index]} == ${setOf(sources)}:`);
    line(2, `${waiting[index]} = set()`);
    line(2, `${arrived} |= ${setOf([target])}`);
  });
  line(1, `${active} = ${arrived}`);
  line(0, "else:");
  line(
    1,
    `raise RecursionError("Recursion limit of ${options.recursionLimit} reached without hitting a stop condition.")`,
  );
  line(
    0,
    `final_return_value = {${shape.outputs.map((name) => `${text(name)}: ${names.state(name)}`).join(", ")}}`,
  );
  return `${lines.join("\n")}\n`;
}
