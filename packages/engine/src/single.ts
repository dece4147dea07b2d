import { createHash } from "node:crypto";
import {
  type CallArgument,
  type CheckedCall,
  emptyMetadata,
  joinMetadata,
  type Metadata,
  metadataOf,
  metadataToJson,
  type PolicySet,
} from "@sequrity/sqrt";
import { identifierOf, parseToolCallId, type SessionConfig, toolCallId, writeJson } from "@sequrity/wire";
import { authorizeCall, labelCallResult, metadataOfCall } from "./authorize.ts";
import {
  type ContentPart,
  type JsonValue,
  type Message,
  type ToolCallItem,
  type ToolDefinition,
  textOf,
} from "./conversation.ts";
import { callIdsEffect, modelAnswerEffect } from "./effects.ts";
import { Fault } from "./faults.ts";
import { hashOf } from "./hash.ts";
import { trustedLabel } from "./history.ts";
import type { TurnJournal } from "./journal.ts";
import { isJsonObject, readJson } from "./json.ts";
import type { FinishReason, ModelAnswer, ModelRequest } from "./model.ts";
import { providerOf, roleSettings } from "./roles.ts";
import type { EngineState } from "./state.ts";
import { parameterDeclarations, type Tool, toolOf } from "./tool-table.ts";
import type { TurnServices } from "./turn.ts";
import type { TurnRequest } from "./turn-request.ts";
import type { TurnRun, TurnStop } from "./turn-run.ts";
import { isLlmBlocked } from "./visibility.ts";
import { applyWrapper, readWrappedResult, type WrappedResult } from "./wrapped-result.ts";

/**
 * Single-LLM: the request goes to the provider as it is; the tool calls that come back are checked. What the model
 * says is the model's; only calls are held back.
 */

type SingleState = NonNullable<EngineState["single"]>;
type SentCall = SingleState["calls"][number];

/** A hash of all that makes a request what it is: the same request again gets the same answer. */
export function singleRequestHash(request: TurnRequest): string {
  const { messages, tools, toolChoice, responseFormat, settings, provider, model, passThrough } = request;
  const whole = [messages, tools, toolChoice, responseFormat, settings, provider, model, passThrough];
  const text = JSON.stringify(whole, (_key, value: unknown) =>
    typeof value === "bigint" ? `${value}n` : value,
  );
  return createHash("sha256").update(text).digest("base64url");
}

export async function runSingleTurn(
  run: TurnRun,
  sessionId: string,
  request: TurnRequest,
  config: SessionConfig,
  before: EngineState,
  services: TurnServices,
): Promise<Extract<TurnStop, { kind: "ended" }>> {
  const policies = services.library.layered(config, before.addedPolicies);
  return new SingleTurn(run, sessionId, request, config, before, services, policies).run();
}

class SingleTurn {
  readonly #run: TurnRun;
  readonly #journal: TurnJournal;
  readonly #sessionId: string;
  readonly #request: TurnRequest;
  readonly #hash: string;
  readonly #config: SessionConfig;
  readonly #services: TurnServices;
  readonly #policies: PolicySet;
  readonly #tools: ReadonlyMap<string, Tool>;
  readonly #addedPolicies: readonly string[];
  readonly #cache: EngineState["cache"];
  #session: Metadata;
  /** The join of the labels of all results in the conversation so far (security.md, M4). */
  #results: Metadata;
  #calls: readonly SentCall[];

  constructor(
    run: TurnRun,
    sessionId: string,
    request: TurnRequest,
    config: SessionConfig,
    before: EngineState,
    services: TurnServices,
    policies: PolicySet,
  ) {
    this.#run = run;
    this.#journal = run.journal;
    this.#sessionId = sessionId;
    this.#request = request;
    this.#hash = singleRequestHash(request);
    this.#config = config;
    this.#services = services;
    this.#policies = policies;
    this.#tools = new Map(uniqueTools(request.tools).map((tool) => [tool.name, toolOf(tool)]));
    this.#addedPolicies = before.addedPolicies;
    this.#cache = before.cache;
    this.#session = metadataOf(before.metadata);
    this.#results = before.single === undefined ? emptyMetadata : metadataOf(before.single.results);
    this.#calls = before.single?.calls ?? [];
  }

  async run(): Promise<Extract<TurnStop, { kind: "ended" }>> {
    this.#takeResults();
    const answer = await this.#ask();
    const denials: string[] = [];
    const calls = this.#authorize(answer.toolCalls, denials);
    const reasons = denials.join("\n");
    const separator = answer.text === "" || reasons === "" ? "" : "\n\n";
    if (reasons !== "") this.#run.scope.emit({ kind: "text", delta: separator + reasons });
    const text = answer.text + separator + reasons;
    const refusal = answer.refusal !== undefined && { refusal: answer.refusal };
    const noneLeft = answer.finishReason === "tool_calls" && calls.length === 0;
    const finishReason: FinishReason = noneLeft
      ? "stop"
      : calls.length > 0
        ? "tool_calls"
        : answer.finishReason;
    return {
      kind: "ended",
      text,
      ...refusal,
      finishReason,
      calls,
      usage: answer.usage,
      recorded: answer.recorded === true,
      label: trustedLabel,
      modelAnswer: answer,
      change: {
        metadata: metadataToJson(this.#session),
        addedPolicies: this.#addedPolicies,
        cache: this.#cache,
        single: {
          request: this.#hash,
          answer: {
            text,
            calls: calls.map((call) => ({ ...call })),
            finishReason,
            ...refusal,
            usage: answer.usage,
            recorded: answer.recorded === true,
          },
          results: metadataToJson(this.#results),
          calls: [...this.#calls],
        },
      },
    };
  }

  /** Gives each result in the conversation that is new its label. */
  #takeResults(): void {
    const seen = new Map<string, string>();
    const asked = new Map<string, ToolCallItem>();
    for (const message of this.#request.messages) {
      if (message.role === "assistant") for (const call of message.toolCalls) asked.set(call.id, call);
      if (message.role !== "tool") continue;
      const text = textOf(message.content);
      const wrapped = wrappedIn(message.content);
      const before = seen.get(message.callId);
      if (before !== undefined) {
        if (before !== text) throw conflicting(message.callId);
        continue;
      }
      seen.set(message.callId, text);
      const ours = this.#calls.find(({ id }) => id === message.callId);
      if (ours === undefined) {
        // INVARIANT: an id in our form that we never gave out is no call (security.md, S4).
        if (parseToolCallId(message.callId) !== undefined) {
          throw new Fault("unknown_tool_call", `No tool call '${message.callId}' was made in this session.`);
        }
        this.#takeForeignResult(asked.get(message.callId), message.callId, text, wrapped);
        continue;
      }
      const result = hashOf(text);
      if (ours.result === result) continue;
      if (ours.result !== undefined) throw conflicting(message.callId);
      const { name, arguments: args, label } = ours;
      const metadata = this.#labelResult(
        { id: message.callId, name, arguments: args },
        metadataOf(label),
        text,
        wrapped,
      );
      this.#calls = this.#calls.map((call) =>
        call === ours ? { ...call, result, withheld: isLlmBlocked(metadata, this.#config) } : call,
      );
    }
    const missing = this.#calls.filter(
      ({ id, result }) =>
        result === undefined && this.#request.messages.some((message) => mentions(message, id)),
    );
    if (missing.length > 0) {
      throw new Fault(
        "missing_tool_result",
        `These tool calls wait for a result: ${missing.map(({ id }) => `'${id}'`).join(", ")}.`,
      );
    }
  }

  /** A result of a call that another orchestrator made: known by what the history says of it, once. */
  #takeForeignResult(
    call: ToolCallItem | undefined,
    id: string,
    text: string,
    wrapped: WrappedResult | undefined,
  ): void {
    const known = this.#calls.find((candidate) => candidate.upstream === id && candidate.id === id);
    const result = hashOf(text);
    if (known?.result === result) return;
    const item = call ?? { id, name: "", arguments: "{}" };
    const label = metadataToJson(this.#results);
    const withheld = isLlmBlocked(this.#labelResult(item, this.#results, text, wrapped), this.#config);
    this.#calls = [...this.#calls, { ...item, upstream: id, label, result, withheld }];
  }

  /** Labels a result and the session; gives the result's metadata. */
  #labelResult(
    call: ToolCallItem,
    label: Metadata,
    text: string,
    wrapped: WrappedResult | undefined,
  ): Metadata {
    const { trust, policy } = this.#config;
    const checked = this.#checkedCall(call.name, call.id, readJson(call.arguments) ?? {}, label);
    let start = metadataOfCall(checked);
    if (wrapped !== undefined) {
      start = applyWrapper(
        start,
        wrapped,
        trust.trustWrappedResults || trust.labellingTools.includes(call.name),
      );
    }
    const value: JsonValue = wrapped === undefined ? (readJson(text) ?? text) : wrapped.value;
    const presets = { ...policy.presets, enable_non_executable_memory: false };
    const labelled = labelCallResult(
      this.#journal,
      this.#policies,
      presets,
      checked,
      { value, start },
      this.#session,
    );
    this.#session = labelled.session;
    this.#results = joinMetadata(this.#results, labelled.metadata);
    return labelled.metadata;
  }

  #checkedCall(name: string, callId: string, args: JsonValue, label: Metadata): CheckedCall {
    const tool = this.#tools.get(name);
    const parameters = tool === undefined ? undefined : parameterDeclarations(tool);
    const list: CallArgument[] = isJsonObject(args)
      ? Object.entries(args).map(([argument, value]) => ({
          name: identifierOf(argument),
          value,
          metadata: label,
        }))
      : [];
    return {
      tool: name,
      callId,
      arguments: list,
      ...(parameters !== undefined && { parameters }),
      internal: false,
      control: emptyMetadata,
    };
  }

  /**
   * The conversation as the provider knows it: its own call ids, and results without their wrappers.
   * INVARIANT: a result that no model may see goes to no model (security.md, C6).
   */
  #upstreamMessages(): readonly Message[] {
    const known = new Map(this.#calls.map((call) => [call.id, call]));
    return this.#request.messages.map((message): Message => {
      if (message.role === "assistant") {
        return {
          ...message,
          toolCalls: message.toolCalls.map((call) => ({
            ...call,
            id: known.get(call.id)?.upstream ?? call.id,
          })),
        };
      }
      if (message.role !== "tool") return message;
      const call = known.get(message.callId);
      const callId = call?.upstream ?? message.callId;
      if (call?.withheld === true)
        return { ...message, callId, content: [{ kind: "text", text: withheldText }] };
      const value = wrappedIn(message.content)?.value;
      if (value === undefined) return { ...message, callId };
      const text = typeof value === "string" ? value : writeJson(value);
      return { ...message, callId, content: [{ kind: "text", text }] };
    });
  }

  async #ask(): Promise<ModelAnswer> {
    const { model, tools, toolChoice, responseFormat, settings, passThrough, api } = this.#request;
    const upstream: ModelRequest = {
      model,
      messages: this.#upstreamMessages(),
      tools,
      ...(toolChoice !== undefined && { toolChoice }),
      ...(responseFormat !== undefined && { responseFormat }),
      settings: roleSettings(settings, this.#config.llm.pllm),
      extra: { api, fields: passThrough },
    };
    const answer = await this.#complete(upstream);
    // What follows asks nobody: the answer is written together with what is made of it.
    this.#journal.add(modelAnswerEffect, this.#hash, { answer });
    return answer;
  }

  async #complete(request: ModelRequest): Promise<ModelAnswer> {
    const { scope } = this.#run;
    const provider = providerOf(this.#services.providers, this.#request.provider);
    const options = {
      signal: scope.signal,
      ...(scope.providerKey !== undefined && { apiKey: scope.providerKey }),
    };
    try {
      if (!scope.streaming) return await provider.complete(request, options);
      for await (const event of provider.stream(request, options)) {
        // INVARIANT: nothing of a call goes out before the check (wire.md, Streaming).
        if (event.kind === "text" || event.kind === "reasoning") scope.emit(event);
        if (event.kind === "finish") return event.answer;
      }
    } catch (error) {
      if (scope.signal.aborted) throw new Fault("aborted", "The request was aborted.", { cause: error });
      throw error;
    }
    throw new Fault("provider_failed", "The provider's stream ended without an answer.");
  }

  /** The calls that may go out; the reasons of those that may not. */
  #authorize(calls: readonly ToolCallItem[], denials: string[]): readonly ToolCallItem[] {
    if (calls.length === 0) return [];
    const { ids } = this.#journal.note(callIdsEffect, hashOf(calls.length), () => ({
      ids: calls.map(() => toolCallId(this.#sessionId, this.#services.sources.randomUUID())),
    }));
    const allowed: ToolCallItem[] = [];
    for (const [index, call] of calls.entries()) {
      const id = ids[index];
      const args = this.#filledArguments(call);
      if (id === undefined || args === undefined) {
        denials.push(`Tool call '${call.name}' is denied: its arguments are no JSON object.`);
        continue;
      }
      const checked = this.#checkedCall(call.name, id, args, this.#results);
      if (new Set(checked.arguments.map(({ name }) => name)).size !== checked.arguments.length) {
        denials.push(
          `Tool call '${call.name}' is denied: two of its arguments have the same name in policies.`,
        );
        continue;
      }
      const verdict = authorizeCall(
        this.#journal,
        this.#policies,
        this.#config,
        checked,
        this.#session,
        () => ({}),
      );
      this.#session = verdict.session;
      if (!verdict.allowed) {
        denials.push(verdict.message);
        continue;
      }
      // INVARIANT: what is sent is written from the values that were checked (security.md, C1).
      const item = { id, name: call.name, arguments: writeJson(args) };
      allowed.push(item);
      this.#calls = [
        ...this.#calls,
        { ...item, upstream: call.id, label: metadataToJson(joinArguments(verdict.checked)) },
      ];
    }
    return allowed;
  }

  /** The arguments with the schema's defaults filled in; undefined when they are no JSON object. */
  #filledArguments(call: ToolCallItem): Readonly<Record<string, JsonValue>> | undefined {
    const args = call.arguments.trim() === "" ? {} : readJson(call.arguments);
    if (!isJsonObject(args)) return undefined;
    const filled: [string, JsonValue][] = Object.entries(args);
    for (const parameter of this.#tools.get(call.name)?.parameters ?? []) {
      if (parameter.default !== undefined && !Object.hasOwn(args, parameter.wireName)) {
        filled.push([parameter.wireName, parameter.default]);
      }
    }
    return Object.fromEntries(filled);
  }
}

function joinArguments(call: CheckedCall): Metadata {
  return call.arguments.reduce((joined, { metadata }) => joinMetadata(joined, metadata), emptyMetadata);
}

function mentions(message: Message, id: string): boolean {
  return message.role === "assistant" && message.toolCalls.some((call) => call.id === id);
}

/** Stands for a result that a policy keeps from models. */
const withheldText = "[This result is kept from language models by a policy.]";

/** A wrapped result, when it is all of a tool message's content (security.md, M1). */
function wrappedIn(content: readonly ContentPart[]): WrappedResult | undefined {
  return content.every((part) => part.kind === "text") ? readWrappedResult(textOf(content)) : undefined;
}

function conflicting(id: string): Fault {
  return new Fault("conflicting_tool_result", `Tool call '${id}' already has a result, and it is another.`);
}

/** Refuses two tools of one name: a policy could not tell them apart. */
function uniqueTools(tools: readonly ToolDefinition[]): readonly ToolDefinition[] {
  const names = new Set<string>();
  for (const { name } of tools) {
    if (names.has(name)) throw new Fault("tool_name_collision", `There are two tools named '${name}'.`);
    names.add(name);
  }
  return tools;
}
