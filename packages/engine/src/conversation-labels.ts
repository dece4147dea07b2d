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
import { identifierOf, parseToolCallId, type SessionConfig, writeJson } from "@sequrity/wire";
import { labelCallResult, metadataOfCall } from "./authorize.ts";
import { blockJson, blockValue } from "./content-blockers.ts";
import {
  type ContentPart,
  type JsonValue,
  type Message,
  type ProviderCall,
  type ToolCallItem,
  textOf,
} from "./conversation.ts";
import { Fault } from "./faults.ts";
import { hashOf } from "./hash.ts";
import type { TurnJournal } from "./journal.ts";
import { canonicalJson, isJsonObject, readJson } from "./json.ts";
import type { EngineState } from "./state.ts";
import { parameterDeclarations, type Tool } from "./tool-table.ts";
import { isLlmBlocked } from "./visibility.ts";
import { applyWrapper, readWrappedResult, type WrappedResult } from "./wrapped-result.ts";

/** The calls and results of a single-LLM conversation, with their labels. */

type SentCall = NonNullable<EngineState["single"]>["calls"][number];

export class ConversationLabels {
  readonly #sessionId: string;
  readonly #journal: TurnJournal;
  readonly #config: SessionConfig;
  readonly #policies: PolicySet;
  readonly #tools: ReadonlyMap<string, Tool>;
  session: Metadata;
  /** The join of the labels of all results in the conversation so far (security.md, M4). */
  results: Metadata;
  calls: readonly SentCall[];

  constructor(
    sessionId: string,
    journal: TurnJournal,
    config: SessionConfig,
    policies: PolicySet,
    tools: ReadonlyMap<string, Tool>,
    before: EngineState,
  ) {
    this.#sessionId = sessionId;
    this.#journal = journal;
    this.#config = config;
    this.#policies = policies;
    this.#tools = tools;
    this.session = metadataOf(before.metadata);
    this.results = before.single === undefined ? emptyMetadata : metadataOf(before.single.results);
    this.calls = before.single?.calls ?? [];
  }

  /** Gives each result in the conversation that is new its label. */
  takeResults(messages: readonly Message[]): void {
    const seen = new Map<string, string>();
    const asked = new Map<string, ToolCallItem>();
    for (const message of messages) {
      if (message.role === "assistant") {
        for (const call of message.toolCalls) asked.set(call.id, call);
        for (const part of message.content) {
          if (part.kind === "opaque" && part.ran !== undefined) {
            this.takeProviderResult(part.ran, canonicalJson(part.part));
          }
        }
      }
      if (message.role !== "tool") continue;
      const text = textOf(message.content);
      const wrapped = wrappedIn(message.content);
      const result = resultHash(message.content);
      const before = seen.get(message.callId);
      if (before !== undefined) {
        if (before !== result) throw conflicting(message.callId);
        continue;
      }
      seen.set(message.callId, result);
      const ours = this.calls.find(({ id }) => id === message.callId);
      if (ours === undefined) {
        // INVARIANT: an id in our form that we never gave out is no call (security.md, S4).
        if (parseToolCallId(message.callId) !== undefined) {
          throw new Fault("unknown_tool_call", `No tool call '${message.callId}' was made in this session.`);
        }
        this.#takeForeignResult(asked.get(message.callId), message.callId, text, wrapped, result);
        continue;
      }
      if (ours.result === result) continue;
      if (ours.result !== undefined) throw conflicting(message.callId);
      const { name, arguments: args, label } = ours;
      const metadata = this.#labelResult(
        { id: message.callId, name, arguments: args },
        metadataOf(label),
        text,
        wrapped,
      );
      this.calls = this.calls.map((call) =>
        call === ours ? { ...call, result, withheld: isLlmBlocked(metadata, this.#config) } : call,
      );
    }
    const missing = this.calls.filter(
      ({ id, result }) => result === undefined && messages.some((message) => mentions(message, id)),
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
    result = hashOf(text),
  ): void {
    const known = this.calls.find((candidate) => candidate.upstream === id && candidate.id === id);
    if (known?.result === result) return;
    const item = call ?? { id, name: "", arguments: "{}" };
    const label = metadataToJson(this.results);
    const withheld = isLlmBlocked(this.#labelResult(item, this.results, text, wrapped), this.#config);
    this.calls = [...this.calls, { ...item, upstream: id, label, result, withheld }];
  }

  /** Gives what a tool of the provider's brought into the conversation its label, once. */
  takeProviderResult({ id, tool, family }: ProviderCall, result: string): void {
    if (family !== undefined) this.takeProviderResult({ id: `${family}/${id}`, tool: family }, result);
    if (this.calls.some((call) => call.id === id && call.upstream === id)) return;
    this.#takeForeignResult({ id, name: tool, arguments: "{}" }, id, result, undefined);
  }

  /** Labels a result and the session; gives the result's metadata. */
  #labelResult(
    call: ToolCallItem,
    label: Metadata,
    text: string,
    wrapped: WrappedResult | undefined,
  ): Metadata {
    const { trust, policy } = this.#config;
    const checked = this.checkedCall(call.name, call.id, readJson(call.arguments) ?? {}, label);
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
    for (const tool of [...(this.#tools.get(call.name)?.alsoNamed ?? []), call.name]) {
      const labelled = labelCallResult(
        this.#journal,
        this.#policies,
        presets,
        { ...checked, tool },
        { value, start },
        this.session,
      );
      this.session = labelled.session;
      start = labelled.metadata;
    }
    this.results = joinMetadata(this.results, start);
    return start;
  }

  /** A call as policies see it: each of its arguments has the label. */
  checkedCall(name: string, callId: string, args: JsonValue, label: Metadata): CheckedCall {
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
      sessionId: this.#sessionId,
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
  upstreamMessages(messages: readonly Message[]): readonly Message[] {
    const known = new Map(this.calls.map((call) => [call.id, call]));
    return messages.map((message): Message => {
      if (message.role === "assistant") {
        return {
          ...message,
          content: message.content.filter(
            (part) =>
              part.kind !== "opaque" ||
              part.ran === undefined ||
              ![part.ran.id, `${part.ran.family}/${part.ran.id}`].some(
                (id) => known.get(id)?.withheld === true,
              ),
          ),
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
      const blockers = this.#config.features.contentBlockers;
      if (value === undefined) {
        const content = message.content.map((part) =>
          part.kind === "text" ? { ...part, text: blockJson(blockers, part.text) } : part,
        );
        return { ...message, callId, content };
      }
      const shown = blockValue(blockers, value);
      const text = typeof shown === "string" ? shown : writeJson(shown);
      return { ...message, callId, content: [{ kind: "text", text }] };
    });
  }
}

/** Stands for a result that a policy keeps from models. */
const withheldText = "[This result is kept from language models by a policy.]";

/** What makes a result the same: its text, and what it has besides (security.md, S4). */
function resultHash(content: readonly ContentPart[]): string {
  const parts = content.flatMap((part) => (part.kind === "text" ? [] : [canonicalJson(part.part)]));
  const text = textOf(content);
  return parts.length === 0 ? hashOf(text) : hashOf([text, ...parts]);
}

/** A wrapped result, when it is all of a tool message's content (security.md, M1). */
function wrappedIn(content: readonly ContentPart[]): WrappedResult | undefined {
  return content.every((part) => part.kind === "text") ? readWrappedResult(textOf(content)) : undefined;
}

function conflicting(id: string): Fault {
  return new Fault("conflicting_tool_result", `Tool call '${id}' already has a result, and it is another.`);
}

function mentions(message: Message, id: string): boolean {
  return message.role === "assistant" && message.toolCalls.some((call) => call.id === id);
}
