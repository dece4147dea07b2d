import {
  type ConfigHeader,
  type FeaturesHeader,
  type PolicyHeader,
  resolveSessionConfig,
} from "@sequrity/wire";
import {
  createEngine,
  type Engine,
  type EngineInput,
  type JsonObject,
  type Message,
  type ModelProvider,
  type ToolDefinition,
  type TurnEvent,
  type TurnOutcome,
  type TurnRequest,
} from "../src/index.ts";
import { MemoryStore } from "./memory-store.ts";

/** A conversation with an engine over a store in memory. */

export function user(text: string): Message {
  return { role: "user", content: [{ kind: "text", text }] };
}
export function system(text: string): Message {
  return { role: "system", content: [{ kind: "text", text }] };
}
export function toolResult(callId: string, text: string, isError?: boolean): Message {
  return { role: "tool", callId, content: [{ kind: "text", text }], ...(isError && { isError }) };
}
/** An answer as the client resends it. */
export function resent(outcome: TurnOutcome): Message {
  return {
    role: "assistant",
    content: outcome.text === "" ? [] : [{ kind: "text", text: outcome.text }],
    toolCalls: outcome.kind === "tool_calls" ? outcome.calls : [],
  };
}

export function tool(
  name: string,
  properties: JsonObject = {},
  required: readonly string[] = Object.keys(properties),
): ToolDefinition {
  return { name, description: `The tool ${name}.`, parameters: { type: "object", properties, required } };
}

export interface Headers {
  readonly features?: FeaturesHeader;
  readonly policy?: PolicyHeader;
  readonly config?: ConfigHeader;
}

export function request(
  messages: readonly Message[],
  options: Headers & Partial<Omit<TurnRequest, "config" | "messages">> & { readonly trust?: object } = {},
): TurnRequest {
  const { features, policy, config, trust, ...rest } = options;
  const resolved = resolveSessionConfig({
    endpointType: "chat",
    ...(features !== undefined && { features }),
    ...(policy !== undefined && { policy }),
    ...(config !== undefined && { config }),
  });
  return {
    api: "chat",
    keyId: "key-1",
    config: { ...resolved, trust: { ...resolved.trust, ...trust } },
    provider: "scripted",
    model: "planner,quarantined",
    messages,
    tools: [],
    settings: {},
    passThrough: {},
    ...rest,
  };
}

/** Ids in order, so that two runs have the same ones. */
export function countedIds(): () => string {
  let count = 0;
  return () => `00000000-0000-4000-8000-${(++count).toString(16).padStart(12, "0")}`;
}

export class Stage {
  readonly store: MemoryStore;
  readonly provider: ModelProvider;
  readonly #input: EngineInput;
  engine: Engine;
  clock = Date.UTC(2026, 0, 2, 3, 4, 5);

  constructor(provider: ModelProvider, input: Partial<EngineInput> = {}) {
    this.store = new MemoryStore(() => this.clock);
    this.provider = provider;
    this.#input = {
      store: this.store,
      providers: (name) => (name === provider.name ? provider : undefined),
      now: () => this.clock,
      randomUUID: countedIds(),
      randomValue: () => 0.25,
      ...input,
    };
    this.engine = createEngine(this.#input);
  }

  /** The process dies; another begins over the same store. */
  restart(): void {
    this.store.dropLeases();
    this.engine = createEngine(this.#input);
  }

  turn(turnRequest: TurnRequest, events?: TurnEvent[], signal?: AbortSignal): Promise<TurnOutcome> {
    return this.engine.turn(turnRequest, {
      signal: signal ?? new AbortController().signal,
      ...(events !== undefined && { onEvent: (event) => events.push(event) }),
    });
  }
}

/** A program as the planner writes it. */
export function program(...lines: readonly string[]): string {
  return `\`\`\`python\n${lines.join("\n")}\n\`\`\``;
}
