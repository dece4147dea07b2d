import { SecurityPolicyHeader } from "../../headers/policy.ts";
import type { ControlSettings } from "../../options.ts";
import type { ChatResource } from "../../resources/chat.ts";
import type { CompiledGraphLike } from "./graph-shape.ts";
import {
  type GraphRunOptions,
  type GraphRunResult,
  type InputOf,
  runGraph,
  type StateOf,
} from "./run-graph.ts";

/** LangGraph.js graphs as plans: `client.control.langgraph`. */
export class LangGraphResource {
  readonly #chat: ChatResource;
  readonly #defaults: ControlSettings;

  constructor(chat: ChatResource, defaults: ControlSettings) {
    this.#chat = chat;
    this.#defaults = defaults;
  }

  /**
   * Runs a compiled `StateGraph` through the orchestrator. The graph becomes a plan: the server decides what runs next,
   * and checks the policies before each node, router (`route_<node>`) and reducer (`reduce_<key>`), which are its tools
   * and run here. The state's keys are the tools' arguments and carry labels from node to node. The final state is what
   * `graph.invoke` gives.
   *
   * A conditional edge branches on its router's result. That is a tool's result, so mode `strict` forbids it (`failure`
   * with code `control_flow_violation`), and so does `custom` where the branching policy forbids a label that the state
   * had.
   * @throws SequrityGraphError for a graph that no plan can run as LangGraph does (checkpointers, interrupts, `Send`,
   *   `Command`, channels other than plain values and reducers, deferred nodes, retries), and where LangGraph has an
   *   error of its own; SequrityAPIError and SequrityConnectionError as a chat completion does; what a node throws.
   */
  run<Graph extends CompiledGraphLike>(
    graph: Graph,
    initialState: InputOf<Graph>,
    options: GraphRunOptions,
  ): Promise<GraphRunResult<StateOf<Graph>>> {
    const { model, meta, reads, writes, recursionLimit, config, ...request } = options;
    let session: string | undefined;
    return runGraph(graph, initialState, options, {
      branchFree: this.#mode(options) !== "standard",
      ask: async (messages, tools, { program, variables }) => {
        const answer = await this.#chat.create(
          {
            model,
            messages,
            tools,
            user_provided_program: program,
            context_vars: variables,
          },
          {
            endpointType: "lang-graph",
            ...request,
            // Every run begins a session, whatever session the client itself is set to.
            sessionId: session ?? null,
            configOverrides: {
              ...request.configOverrides,
              response_format: {
                ...Object(request.configOverrides?.response_format),
                strip_response_content: false,
              },
            },
          },
        );
        const message = answer.choices[0]?.message;
        if (message === undefined) throw new TypeError("The server answered without a choice.");
        session ??= answer.sessionId;
        return { message, sessionId: answer.sessionId };
      },
    });
  }

  /** The mode of the policies, as far as this side knows it. */
  #mode(options: GraphRunOptions): string {
    const own = options.securityPolicy === undefined ? this.#defaults.securityPolicy : options.securityPolicy;
    const fields = own instanceof SecurityPolicyHeader ? own.fields : own;
    const mode: unknown = options.policyOverrides?.mode ?? fields?.mode;
    return typeof mode === "string" ? mode : "standard";
  }
}
