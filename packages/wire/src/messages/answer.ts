import type { JsonObject, WritableJson } from "../json.ts";

/** A message as it is answered, and builders for it and its blocks. */

export type MessagesStopReason =
  | "end_turn"
  | "max_tokens"
  | "stop_sequence"
  | "tool_use"
  | "pause_turn"
  | "refusal"
  | "model_context_window_exceeded";

export interface TextBlock {
  readonly type: "text";
  readonly text: string;
  readonly citations: readonly WritableJson[] | null;
}
export interface ThinkingBlock {
  readonly type: "thinking";
  readonly thinking: string;
  /** The provider's proof that the thoughts are its own; empty for what we told of a plan. */
  readonly signature: string;
}
export interface RedactedThinkingBlock {
  readonly type: "redacted_thinking";
  readonly data: string;
}
export interface ToolUseBlock {
  readonly type: "tool_use";
  readonly id: string;
  readonly name: string;
  /**
   * An object. Its text may be given as `JsonText`, so that what was checked is what is sent: write such answers with
   * `writeAnswer`.
   */
  readonly input: WritableJson;
  readonly caller: { readonly type: "direct" };
}
const providerBlockTypes = [
  "server_tool_use",
  "web_search_tool_result",
  "web_fetch_tool_result",
  "code_execution_tool_result",
  "bash_code_execution_tool_result",
  "text_editor_code_execution_tool_result",
  "tool_search_tool_result",
] as const;
/** A call of a tool that the provider ran itself, or what came of it: as the provider wrote it. */
export interface ProviderBlock {
  readonly type: (typeof providerBlockTypes)[number];
  readonly [field: string]: WritableJson;
}
export type MessagesAnswerBlock =
  | TextBlock
  | ThinkingBlock
  | RedactedThinkingBlock
  | ToolUseBlock
  | ProviderBlock;

/** A block as one of the provider's own tools; undefined when it is none. */
export function providerBlock(block: JsonObject): ProviderBlock | undefined {
  const type = providerBlockTypes.find((known) => known === block.type);
  return type === undefined ? undefined : { ...block, type };
}

export interface CacheCreation {
  readonly ephemeral_5m_input_tokens: number;
  readonly ephemeral_1h_input_tokens: number;
}
export interface ServerToolUsage {
  readonly web_search_requests: number;
  readonly web_fetch_requests: number;
}
/** What a provider of the same API counts besides. */
export interface MessagesUsageDetails {
  readonly cacheCreation?: CacheCreation;
  readonly serverToolUse?: ServerToolUsage;
  readonly serviceTier?: "standard" | "priority" | "batch";
}

export interface MessagesUsage {
  /** Without the tokens that were read from or written to a cache. */
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly cache_creation: CacheCreation | null;
  readonly cache_creation_input_tokens: number;
  readonly cache_read_input_tokens: number;
  readonly output_tokens_details: { readonly thinking_tokens: number };
  readonly inference_geo: null;
  readonly server_tool_use: ServerToolUsage | null;
  readonly service_tier: "standard" | "priority" | "batch" | null;
  readonly speed: null;
}

const refusalCategories = ["cyber", "bio", "frontier_llm", "reasoning_extraction", "general_harms"] as const;
export type RefusalCategory = (typeof refusalCategories)[number];

/** A category that the API knows; undefined for any other word. */
export function refusalCategory(word: string | undefined): RefusalCategory | undefined {
  return refusalCategories.find((known) => known === word);
}

export interface RefusalDetails {
  readonly type: "refusal";
  readonly category: RefusalCategory | null;
  readonly explanation: string | null;
}

export interface MessagesAnswer {
  readonly id: string;
  readonly type: "message";
  readonly role: "assistant";
  /** As the request named it. */
  readonly model: string;
  readonly content: readonly MessagesAnswerBlock[];
  /** Null in the message that begins a stream. */
  readonly stop_reason: MessagesStopReason | null;
  readonly stop_sequence: string | null;
  readonly stop_details: RefusalDetails | null;
  readonly usage: MessagesUsage;
  readonly container: null;
  readonly diagnostics: null;
  readonly session_id: string;
}

/** What all parts of one answer share. */
export interface MessageIdentity {
  readonly id: string;
  readonly model: string;
  readonly sessionId: string;
}

/** How a message ends. */
export interface MessageEnd {
  readonly stopReason: MessagesStopReason;
  /** The text that was met, with `stop_sequence`. */
  readonly stopSequence?: string;
  /** Why, with `refusal`. */
  readonly explanation?: string;
  readonly category?: RefusalCategory;
}

/** A new message id, as the public API forms them. */
export function newMessageId(): string {
  return `msg_${globalThis.crypto.randomUUID().replaceAll("-", "")}`;
}

export function textBlock(text: string, citations: readonly WritableJson[] = []): TextBlock {
  return { type: "text", text, citations: citations.length === 0 ? null : citations };
}

/** The model's thoughts, or a plan and its progress: those have no signature. */
export function thinkingBlock(thinking: string, signature = ""): ThinkingBlock {
  return { type: "thinking", thinking, signature };
}

/** Thoughts that the provider encrypted. */
export function redactedThinkingBlock(data: string): RedactedThinkingBlock {
  return { type: "redacted_thinking", data };
}

/** A call. `input` is an object, or the `JsonText` of one. */
export function toolUseBlock(call: {
  readonly id: string;
  readonly name: string;
  readonly input: WritableJson;
}): ToolUseBlock {
  return { type: "tool_use", id: call.id, name: call.name, input: call.input, caller: { type: "direct" } };
}

/** Counts of tokens in the API's form. There, other than here, cached tokens are no part of the input's. */
export function messagesUsage(tokens: {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cachedTokens: number;
  readonly reasoningTokens: number;
  readonly cacheWriteTokens?: number;
  readonly details?: MessagesUsageDetails;
}): MessagesUsage {
  const { details = {}, cacheWriteTokens: written = 0 } = tokens;
  return {
    input_tokens: Math.max(0, tokens.inputTokens - tokens.cachedTokens - written),
    output_tokens: tokens.outputTokens,
    cache_creation: details.cacheCreation ?? null,
    cache_creation_input_tokens: written,
    cache_read_input_tokens: tokens.cachedTokens,
    output_tokens_details: { thinking_tokens: tokens.reasoningTokens },
    inference_geo: null,
    server_tool_use: details.serverToolUse ?? null,
    service_tier: details.serviceTier ?? null,
    speed: null,
  };
}

/** The fields that say how a message ended; all null while it has not. */
export function stopFields(end: MessageEnd | undefined) {
  const explanation = end?.explanation ?? null;
  const refused: RefusalDetails = { type: "refusal", category: end?.category ?? null, explanation };
  return {
    stop_reason: end?.stopReason ?? null,
    stop_sequence: end?.stopSequence ?? null,
    stop_details: end?.stopReason === "refusal" ? refused : null,
  };
}

/** An answer. */
export function messagesAnswer(
  identity: MessageIdentity,
  answer: {
    readonly content: readonly MessagesAnswerBlock[];
    /** Left out in the message that begins a stream. */
    readonly end?: MessageEnd;
    readonly usage: MessagesUsage;
  },
): MessagesAnswer {
  return {
    id: identity.id,
    type: "message",
    role: "assistant",
    model: identity.model,
    content: answer.content,
    ...stopFields(answer.end),
    usage: answer.usage,
    container: null,
    diagnostics: null,
    session_id: identity.sessionId,
  };
}

/** The answer to a request to count tokens. */
export function countTokensAnswer(inputTokens: number): { readonly input_tokens: number } {
  return { input_tokens: inputTokens };
}
