import type { ContentMeta, DualLlmContent } from "@sequrity/wire/content";
import { parseDualLlmContent } from "@sequrity/wire/content";
import type { OpenAI } from "openai";
import { type Denial, readDenial } from "../../denial.ts";
import type { RequestOptions } from "../../options.ts";
import { SequrityGraphError } from "./graph-error.ts";
import { type CompiledGraphLike, type GraphShape, readGraph, START } from "./graph-shape.ts";
import {
  declaration,
  type GraphRunConfig,
  type GraphTool,
  graphTools,
  sendKey,
  written,
} from "./graph-tools.ts";
import { PlanNames, writePlan } from "./plan-text.ts";
import { StateValues } from "./state-values.ts";
import { Supersteps } from "./supersteps.ts";

/** Metadata as a caller gives it; a field left out takes its default. */
export type StateMeta = Partial<ContentMeta>;

/** How a graph runs: the model for the nodes' own questions, policies, limits. */
export interface GraphRunOptions extends Omit<RequestOptions, "sessionId"> {
  /** A model that the server may ask. The plan is the graph's own, so none is asked to plan. */
  readonly model: string;
  /**
   * Metadata of the initial state, by key. A key without any counts as untrusted (tag `__non_executable`), as every
   * context variable does.
   */
  readonly meta?: Readonly<Record<string, StateMeta>> | undefined;
  /**
   * The state's keys that a node or router is given, by the name of its tool. Without it each gets what LangGraph gives
   * it; fewer keys carry fewer labels into what it returns.
   */
  readonly reads?: Readonly<Record<string, readonly string[]>> | undefined;
  /**
   * The state's keys that a node may write, by its name; it may write all when nothing is said. In modes `strict` and
   * `custom` a key carries the labels of all nodes that could have written it, whether or not they did.
   */
  readonly writes?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Steps at most, as LangGraph counts them; 25 when left out. */
  readonly recursionLimit?: number | undefined;
  /** What nodes and routers get as their second argument, with the step and the node in its metadata. */
  readonly config?: GraphRunConfig | undefined;
}

interface Answered {
  /** The session that ran the graph. */
  readonly sessionId: string | undefined;
  /** The plan that the graph became. */
  readonly program: string;
  /** The server's answer, as far as it was asked for: checks, variables, the session's metadata. */
  readonly content: DualLlmContent;
}

/** How a run of a graph ended. A denial is no exception: it is what a policy is for. */
export type GraphRunResult<State> =
  | ({
      readonly status: "success";
      readonly state: State;
      /** Metadata of the final state, joined over all of it. */
      readonly meta: StateMeta | undefined;
    } & Answered)
  | ({
      readonly status: "failure";
      readonly error: { readonly code: string; readonly message: string };
      /** The call that a policy denied; absent when the run failed for another reason. */
      readonly denial?: Denial;
    } & Answered);

/** The state that a graph begins with. */
export type InputOf<Graph extends CompiledGraphLike> = Graph["~InputType"];
/** The state that a graph ends with. */
export type StateOf<Graph extends CompiledGraphLike> = Graph["~OutputType"];

/** One exchange with the server: the conversation so far, and its answer. */
export type Ask = (
  messages: OpenAI.ChatCompletionMessageParam[],
  tools: OpenAI.ChatCompletionFunctionTool[],
  begin: {
    readonly program: string;
    readonly variables: Record<string, { value: unknown; meta?: StateMeta }>;
  },
) => Promise<{ readonly message: OpenAI.ChatCompletionMessage; readonly sessionId: string | undefined }>;

/** Runs a graph as a plan; see `LangGraphResource.run`. */
export async function runGraph<Graph extends CompiledGraphLike>(
  graph: Graph,
  initialState: InputOf<Graph>,
  options: GraphRunOptions,
  settings: { readonly branchFree: boolean; readonly ask: Ask },
): Promise<GraphRunResult<StateOf<Graph>>> {
  const { recursionLimit = 25, config = {} } = options;
  if (!Number.isSafeInteger(recursionLimit) || recursionLimit < 1) {
    throw new SequrityGraphError("unsupported", "'recursionLimit' must be a whole number of at least 1.");
  }
  const shape = readGraph(graph, { reads: options.reads ?? {}, writes: options.writes ?? {} });
  const values = new StateValues();
  const names = new PlanNames(shape);
  const program = writePlan(shape, names, { recursionLimit, branchFree: settings.branchFree });
  const variables = await beginningState(graph, shape, initialState, {
    names,
    values,
    meta: options.meta ?? {},
  });
  const tools = graphTools({
    shape,
    values,
    steps: new Supersteps(shape, recursionLimit),
    config,
    recursionLimit,
    signal: options.signal ?? undefined,
  });
  const declarations = tools.map(declaration);
  const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: "user", content: "Run the graph." }];
  for (;;) {
    const { message, sessionId } = await settings.ask(messages, declarations, { program, variables });
    const calls = message.tool_calls ?? [];
    if (calls.length === 0)
      return ended(parseDualLlmContent(message.content), { shape, values, program, sessionId });
    messages.push(message, ...(await Promise.all(calls.map((call) => answer(call, tools)))));
  }
}

async function answer(
  call: OpenAI.ChatCompletionMessageToolCall,
  tools: readonly GraphTool[],
): Promise<OpenAI.ChatCompletionToolMessageParam> {
  const tool = call.type === "function" ? tools.find(({ name }) => name === call.function.name) : undefined;
  if (call.type !== "function" || tool === undefined) {
    throw new SequrityGraphError("out_of_turn", "The plan called a tool that the graph does not have.");
  }
  const result = await tool.run(JSON.parse(call.function.arguments));
  return { role: "tool", tool_call_id: call.id, content: JSON.stringify(result) };
}

/** The state that the first step finds: defaults, and the input taken in as LangGraph takes it. */
async function beginningState(
  graph: CompiledGraphLike,
  shape: GraphShape,
  input: unknown,
  {
    names,
    values,
    meta,
  }: {
    readonly names: PlanNames;
    readonly values: StateValues;
    readonly meta: Readonly<Record<string, StateMeta>>;
  },
): Promise<Record<string, { value: unknown; meta?: StateMeta }>> {
  if (typeof input !== "object" || input === null) {
    throw new SequrityGraphError(
      "unsupported",
      "The initial state must be an object: a plan begins at the graph's start.",
    );
  }
  const unknown = Object.keys(meta).find((name) => !shape.channels.some((channel) => channel.name === name));
  if (unknown !== undefined) {
    throw new SequrityGraphError("unsupported", `'meta' names '${unknown}', which is no key of the state.`);
  }
  const given = new Map<string, unknown>();
  const send = (entries: readonly (readonly [string, unknown])[]) => {
    for (const [channel, value] of entries) given.set(channel, value);
  };
  const validate: unknown = Reflect.get(graph, "_validateInput");
  const valid: unknown = typeof validate === "function" ? await validate.call(graph, input) : input;
  await graph.nodes[START]?.writers[0]?.invoke(valid, { configurable: { [sendKey]: send } });
  const variables: [string, { value: unknown; meta?: StateMeta }][] = [];
  for (const { name, channel } of shape.channels) {
    const fresh = channel.fromCheckpoint(undefined);
    const own = Object.hasOwn(meta, name) ? meta[name] : undefined;
    const isGiven = given.has(name);
    const held = isGiven
      ? values.write(written(channel, undefined, given.get(name)), name)
      : fresh.isAvailable()
        ? values.write(fresh.get(), name)
        : null;
    // What the graph itself begins with is nobody's data.
    const label = own ?? (isGiven ? undefined : {});
    variables.push([names.state(name), { value: held, ...(label && { meta: label }) }]);
  }
  return Object.fromEntries(variables);
}

function ended<State>(
  content: DualLlmContent,
  run: {
    readonly shape: GraphShape;
    readonly values: StateValues;
    readonly program: string;
    readonly sessionId: string | undefined;
  },
): GraphRunResult<State> {
  const { shape, values, program, sessionId } = run;
  const answered: Answered = { sessionId, program, content };
  const denial = readDenial(content);
  const value = content.final_return_value?.value;
  if (content.status !== "success" || typeof value !== "object" || value === null) {
    return {
      status: "failure",
      error: content.error ?? { code: "unknown", message: content.raw ?? "The server gave no state." },
      ...(denial && { denial }),
      ...answered,
    };
  }
  const held = Object.entries(value).filter(([name, item]) => item !== null && shape.outputs.includes(name));
  // Each channel's value has the type that the graph gives it: it was written by a node or the caller.
  const state: State = Object.fromEntries(
    held.map(([name, item]): readonly unknown[] => [name, values.read(item)]),
  );
  return { status: "success", state, meta: content.final_return_value?.meta, ...answered };
}
