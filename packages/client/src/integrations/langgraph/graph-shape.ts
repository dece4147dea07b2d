import { SequrityGraphError } from "./graph-error.ts";

/**
 * What of a LangGraph graph becomes a plan: its nodes, edges, conditional edges and channels, read from the compiled
 * graph. Whatever a plan cannot do as LangGraph does it is refused here, by name.
 */

/** A runnable of LangChain, as far as it is called here. */
export interface RunnableLike {
  invoke(input: unknown, config?: unknown): unknown;
}

/** A channel: one key of the state, with the rule by which writes to it are taken in. */
export interface ChannelLike {
  readonly lc_graph_name: string;
  fromCheckpoint(checkpoint?: unknown): ChannelLike;
  update(values: unknown[]): boolean;
  get(): unknown;
  isAvailable(): boolean;
}

interface NodeSpecLike {
  readonly input?: unknown;
  readonly ends?: unknown;
  readonly defer?: unknown;
  readonly retryPolicy?: unknown;
  readonly cachePolicy?: unknown;
  readonly timeout?: unknown;
  readonly errorHandlerNode?: unknown;
}

interface BranchLike {
  readonly path: RunnableLike;
  readonly ends?: Readonly<Record<string, string>> | undefined;
}

/** A compiled `StateGraph`. The fields are LangGraph's own; nothing of it is imported. */
export interface CompiledGraphLike {
  readonly "~InputType": unknown;
  readonly "~OutputType": unknown;
  readonly builder: {
    readonly nodes: Readonly<Record<string, NodeSpecLike>>;
    readonly edges: ReadonlySet<readonly [string, string]>;
    readonly branches: Readonly<Record<string, Readonly<Record<string, BranchLike>>>>;
    readonly waitingEdges: ReadonlySet<readonly [readonly string[], string]>;
    readonly channels: Readonly<Record<string, unknown>>;
  };
  readonly nodes: Readonly<
    Record<string, { readonly bound: RunnableLike; readonly writers: readonly RunnableLike[] }>
  >;
  readonly outputChannels: unknown;
}

export interface Router {
  /** The tool that stands for it. */
  readonly tool: string;
  readonly source: string;
  /** The channels that it is given. */
  readonly reads: readonly string[];
  readonly path: RunnableLike;
  readonly ends: Readonly<Record<string, string>> | undefined;
}

export interface GraphNode {
  readonly name: string;
  readonly reads: readonly string[];
  /** The channels that it may write. */
  readonly writes: readonly string[];
  readonly routers: readonly Router[];
  /** Where its plain edges lead. */
  readonly targets: readonly string[];
  readonly bound: RunnableLike;
  /** LangGraph's own reading of what a node gives: which channels are written, validated by the graph's schema. */
  readonly writer: RunnableLike;
}

export interface GraphChannel {
  readonly name: string;
  readonly channel: ChannelLike;
  /** The tool that runs its reducer; undefined for a channel that keeps what was written last. */
  readonly reducer: string | undefined;
}

export interface GraphShape {
  /** In the order in which a step's writes are taken in: by name. */
  readonly nodes: readonly GraphNode[];
  readonly start: { readonly targets: readonly string[]; readonly routers: readonly Router[] };
  /** `addEdge([a, b], c)`: c runs when all of them have. */
  readonly joins: readonly { readonly sources: readonly string[]; readonly target: string }[];
  readonly channels: readonly GraphChannel[];
  /** The channels that a run gives. */
  readonly outputs: readonly string[];
}

export const START = "__start__";
export const END = "__end__";

const refusedOptions = {
  defer: "a deferred node",
  retryPolicy: "a retry policy",
  cachePolicy: "a cache policy",
  timeout: "a timeout",
  errorHandlerNode: "an error handler",
} as const satisfies Partial<Record<keyof NodeSpecLike, string>>;

function refuse(what: string, instead: string): never {
  throw new SequrityGraphError("unsupported", `${what} cannot become part of a plan. ${instead}`);
}

function isChannel(value: unknown): value is ChannelLike {
  return (
    typeof value === "object" &&
    value !== null &&
    "lc_graph_name" in value &&
    "fromCheckpoint" in value &&
    typeof value.fromCheckpoint === "function"
  );
}

/** The state's keys that each tool is given, and that each node may write; all of them where nothing is said. */
export interface Access {
  readonly reads: Readonly<Record<string, readonly string[]>>;
  readonly writes: Readonly<Record<string, readonly string[]>>;
}

/**
 * Reads a compiled graph.
 * @throws SequrityGraphError with code `unsupported`, naming what no plan can do as LangGraph does it, or what `access`
 *   names and the graph does not have.
 */
export function readGraph(graph: CompiledGraphLike, access: Access): GraphShape {
  const { builder } = graph;
  refuseGraphOptions(graph);
  const names = Object.keys(builder.nodes).sort((a, b) => (a < b ? -1 : 1));
  const tools = new Set(names);
  const toolName = (base: string) => {
    let name = base;
    for (let number = 2; tools.has(name); number++) name = `${base}_${number}`;
    tools.add(name);
    return name;
  };
  const channels = Object.entries(builder.channels).map(([name, channel]) =>
    readChannel(name, channel, toolName),
  );
  const channelNames = channels.map(({ name }) => name);
  const chosen = (kind: keyof Access, tool: string, all: readonly string[]) => {
    const own = Object.hasOwn(access[kind], tool) ? access[kind][tool] : undefined;
    const unknown = own?.find((name) => !all.includes(name));
    if (unknown !== undefined)
      refuse(`'${unknown}', which '${kind}' has for '${tool}',`, `There is ${all.join(", ")}.`);
    return own ?? all;
  };
  const routersOf = (source: string): readonly Router[] => {
    const branches = Object.entries(
      Object.hasOwn(builder.branches, source) ? (builder.branches[source] ?? {}) : {},
    );
    return branches.map(([name, { path, ends }]) => {
      const from = source === START ? "start" : source;
      const tool = toolName(branches.length === 1 ? `route_${from}` : `route_${from}_${name}`);
      return { tool, source, path, ends, reads: chosen("reads", tool, channelNames) };
    });
  };
  const targetsOf = (source: string) =>
    [...builder.edges].filter(([from, to]) => from === source && to !== END).map(([, to]) => to);
  const nodes = names.map((name): GraphNode => {
    const compiled = graph.nodes[name];
    const writer = compiled?.writers[0];
    if (compiled === undefined || writer === undefined)
      refuse(`Node '${name}'`, "It is not in the compiled graph.");
    const input = builder.nodes[name]?.input;
    const own = typeof input === "object" && input !== null ? Object.keys(input) : channelNames;
    return {
      name,
      reads: chosen("reads", name, own),
      writes: chosen("writes", name, channelNames),
      routers: routersOf(name),
      targets: targetsOf(name),
      bound: compiled.bound,
      writer,
    };
  });
  for (const [kind, known] of [
    ["reads", [...tools]],
    ["writes", names],
  ] as const) {
    const unknown = Object.keys(access[kind]).find((tool) => !known.includes(tool));
    if (unknown !== undefined) refuse(`'${unknown}' of '${kind}'`, `There is ${known.join(", ")}.`);
  }
  return {
    nodes,
    start: { targets: targetsOf(START), routers: routersOf(START) },
    joins: [...builder.waitingEdges].map(([sources, target]) => ({ sources: [...new Set(sources)], target })),
    channels,
    outputs: Array.isArray(graph.outputChannels) ? graph.outputChannels.map(String) : channelNames,
  };
}

function refuseGraphOptions(graph: CompiledGraphLike): void {
  const options: [string, string][] = [
    ["checkpointer", "Compile without one: the server's session is what a run can be taken up from."],
    ["store", "Let the nodes keep what outlives a run."],
    ["interruptBefore", "Compile without it: a policy says which calls may be made."],
    ["interruptAfter", "Compile without it: a policy says which calls may be made."],
  ];
  for (const [option, instead] of options) {
    const value: unknown = Reflect.get(graph, option);
    const given = Array.isArray(value)
      ? value.length > 0
      : value !== undefined && value !== null && value !== false;
    if (given) refuse(`A graph compiled with '${option}'`, instead);
  }
  const defaults: unknown = Reflect.get(graph.builder, "_nodeDefaults");
  if (Object.keys(Object(defaults)).length > 0) {
    refuse("A graph with 'setNodeDefaults'", "Handle errors and repeats inside the nodes.");
  }
  for (const [name, spec] of Object.entries(graph.builder.nodes)) {
    for (const option of ["defer", "retryPolicy", "cachePolicy", "timeout", "errorHandlerNode"] as const) {
      if (spec[option])
        refuse(`Node '${name}' has ${refusedOptions[option]}, which`, "Handle it inside the node.");
    }
    if (spec.ends !== undefined) {
      refuse(
        `Node '${name}' declares 'ends', so that it may return a Command, which`,
        "Use a conditional edge.",
      );
    }
  }
}

function readChannel(name: string, channel: unknown, toolName: (base: string) => string): GraphChannel {
  if (name === "__root__") refuse("A state that is no object", "Give it a key.");
  if (!isChannel(channel)) refuse(`The managed value '${name}'`, "Leave it out of the state.");
  switch (channel.lc_graph_name) {
    case "LastValue":
      return { name, channel, reducer: undefined };
    case "BinaryOperatorAggregate":
      return { name, channel, reducer: toolName(`reduce_${name}`) };
    default:
      return refuse(
        `Channel '${name}' is a ${channel.lc_graph_name}, which`,
        "Use a plain value or a reducer.",
      );
  }
}
