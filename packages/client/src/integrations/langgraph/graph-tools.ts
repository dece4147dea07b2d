import { SequrityGraphError } from "./graph-error.ts";
import {
  type ChannelLike,
  END,
  type GraphChannel,
  type GraphNode,
  type GraphShape,
  type Router,
} from "./graph-shape.ts";
import type { StateValues } from "./state-values.ts";
import type { Supersteps } from "./supersteps.ts";

/** A tool of a graph: a node, a router or a reducer, as the server knows it and as it is run here. */
export interface GraphTool {
  readonly name: string;
  readonly description: string;
  readonly parameters: readonly string[];
  /** Takes the call's arguments and gives its result, both as the plan has them. */
  run(args: Readonly<Record<string, unknown>>): Promise<unknown>;
}

/** The fields of LangChain's `RunnableConfig` that nodes and routers are given. */
export interface GraphRunConfig {
  readonly configurable?: Readonly<Record<string, unknown>> | undefined;
  readonly context?: unknown;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  readonly tags?: readonly string[] | undefined;
}

export interface GraphRun {
  readonly shape: GraphShape;
  readonly values: StateValues;
  readonly steps: Supersteps;
  readonly config: GraphRunConfig;
  readonly recursionLimit: number;
  readonly signal: AbortSignal | undefined;
}

/** All tools of a graph. */
export function graphTools(run: GraphRun): readonly GraphTool[] {
  const { nodes, start, channels } = run.shape;
  return [
    ...nodes.map((node) => nodeTool(run, node)),
    ...[start.routers, ...nodes.map(({ routers }) => routers)]
      .flat()
      .map((router) => routerTool(run, router)),
    ...channels.flatMap((channel) => reducerTool(run, channel)),
  ];
}

function nodeTool(run: GraphRun, node: GraphNode): GraphTool {
  return {
    name: node.name,
    description: `Node '${node.name}' of the graph: takes the state, gives what it changes.`,
    parameters: node.reads,
    run: async (args) => {
      run.steps.enterNode(node.name);
      const state = readState(run, node.reads, args);
      const given = await runNode(node, state, nodeConfig(run, node.name));
      const written = await writesOf(node, given);
      const undeclared = [...written.keys()].find((channel) => !node.writes.includes(channel));
      if (undeclared !== undefined) {
        throw new SequrityGraphError(
          "unsupported",
          `Node '${node.name}' wrote '${undeclared}', which 'writes' does not have for it.`,
        );
      }
      run.steps.leaveNode(node.name, [...written.keys()]);
      return Object.fromEntries(
        [...written].map(([channel, value]) => [
          channel,
          run.values.write(value, `${node.name}: ${channel}`),
        ]),
      );
    },
  };
}

async function runNode(node: GraphNode, state: unknown, config: unknown): Promise<unknown> {
  try {
    return await node.bound.invoke(state, config);
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, "lc_error_code") : undefined;
    if (code !== "MISSING_CHECKPOINTER") throw error;
    throw new SequrityGraphError(
      "unsupported",
      `Node '${node.name}' called interrupt(), which cannot become part of a plan: ask inside the node, or let a policy deny.`,
    );
  }
}

function nodeConfig(run: GraphRun, node: string): Record<string, unknown> {
  const { config, recursionLimit, signal } = run;
  return {
    ...config,
    tags: [...(config.tags ?? [])],
    metadata: { ...config.metadata, langgraph_step: run.steps.step, langgraph_node: node },
    configurable: { ...config.configurable },
    recursionLimit,
    ...(signal && { signal }),
  };
}

function lgName(value: unknown): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, "lg_name") : undefined;
}

/** What a node's answer writes, read by LangGraph itself: it validates by the graph's schema too. */
async function writesOf(node: GraphNode, given: unknown): Promise<ReadonlyMap<string, unknown>> {
  const parts: readonly unknown[] = Array.isArray(given) ? given : [given];
  const kind = parts.map(lgName).find((name) => name === "Command" || name === "Send");
  if (kind !== undefined) {
    throw new SequrityGraphError(
      "unsupported",
      `Node '${node.name}' returned a ${String(kind)}, which cannot become part of a plan. Use a conditional edge.`,
    );
  }
  const written = new Map<string, unknown>();
  const send = (entries: readonly (readonly [string, unknown])[]) => {
    for (const [channel, value] of entries) written.set(channel, value);
  };
  await node.writer.invoke(given, { configurable: { [sendKey]: send } });
  return written;
}

/** Where LangGraph's writers look for what takes their writes. */
export const sendKey = "__pregel_send";

/** The state as a node or a router gets it: channels that hold nothing are left out. */
function readState(
  run: GraphRun,
  reads: readonly string[],
  args: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const held = reads.filter((channel) => args[channel] !== null && args[channel] !== undefined);
  return Object.fromEntries(held.map((channel) => [channel, run.values.read(args[channel])]));
}

function routerTool(run: GraphRun, router: Router): GraphTool {
  const { tool, source, reads, path, ends } = router;
  return {
    name: tool,
    description: `The conditional edge after '${source}': takes the state, gives the nodes to go to.`,
    parameters: reads,
    run: async (args) => {
      run.steps.enterRouter(tool);
      const answer = await path.invoke(readState(run, reads, args), nodeConfig(run, source));
      const chosen: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
      const targets = chosen.map((choice) => targetOf(run, tool, choice, ends));
      const nodes = targets.filter((target) => target !== END);
      run.steps.leaveRouter(tool, nodes);
      return nodes;
    },
  };
}

function targetOf(run: GraphRun, tool: string, choice: unknown, ends: Router["ends"]): string {
  if (lgName(choice) === "Send") {
    throw new SequrityGraphError(
      "unsupported",
      `'${tool}' returned a Send, which cannot become part of a plan: name the node, and give it its data in the state.`,
    );
  }
  const name = String(choice);
  const target = ends === undefined ? name : Object.hasOwn(ends, name) ? ends[name] : undefined;
  if (target === undefined || (target !== END && !run.shape.nodes.some((node) => node.name === target))) {
    throw new SequrityGraphError(
      "unsupported",
      `'${tool}' returned '${name}', which is no node of the graph.`,
    );
  }
  return target;
}

function reducerTool(run: GraphRun, { name, channel, reducer }: GraphChannel): readonly GraphTool[] {
  if (reducer === undefined) return [];
  return [
    {
      name: reducer,
      description: `The reducer of '${name}': takes what the state holds and what a node wrote, gives what it then holds.`,
      parameters: ["left", "right"],
      run: async ({ left = null, right = null }) => {
        if (right === null) return left;
        const held = left === null ? undefined : run.values.read(left);
        return run.values.write(written(channel, held, run.values.read(right)), `reducer of ${name}`);
      },
    },
  ];
}

/** What a channel holds after a write. */
export function written(channel: ChannelLike, held: unknown, value: unknown): unknown {
  const taken = channel.fromCheckpoint(held);
  taken.update([value]);
  return taken.isAvailable() ? taken.get() : undefined;
}

/** A tool as the server is told of it. */
export function declaration({ name, description, parameters }: GraphTool) {
  return {
    type: "function" as const,
    function: {
      name,
      description,
      parameters: {
        type: "object",
        properties: Object.fromEntries(parameters.map((parameter) => [parameter, {}])),
        additionalProperties: false,
      },
    },
  };
}
