import type { JsonObject } from "../json.ts";

/** A chat completion as it is answered, and builders for it. */

export type ChatFinishReason = "stop" | "length" | "tool_calls" | "content_filter" | "function_call";

export interface ChatFunctionCall {
  readonly name: string;
  /** JSON text. */
  readonly arguments: string;
}
export interface ChatResponseToolCall {
  readonly id: string;
  readonly type: "function";
  readonly function: ChatFunctionCall;
}

export interface ChatUsage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
  readonly prompt_tokens_details?: { readonly cached_tokens?: number; readonly audio_tokens?: number };
  readonly completion_tokens_details?: {
    readonly reasoning_tokens?: number;
    readonly audio_tokens?: number;
    readonly accepted_prediction_tokens?: number;
    readonly rejected_prediction_tokens?: number;
  };
}

export interface ChatResponseMessage {
  readonly role: "assistant";
  readonly content: string | null;
  readonly refusal: string | null;
  readonly tool_calls?: readonly ChatResponseToolCall[];
  /** For requests that declare `functions`: the one call, without an id. */
  readonly function_call?: ChatFunctionCall;
  /** The model's thoughts, or a plan and its progress. */
  readonly reasoning_content?: string;
  readonly annotations?: readonly JsonObject[];
  readonly audio?: JsonObject;
}

export interface ChatChoice {
  readonly index: number;
  readonly message: ChatResponseMessage;
  readonly finish_reason: ChatFinishReason;
  readonly logprobs: JsonObject | null;
}

export interface ChatCompletionResponse {
  readonly id: string;
  readonly object: "chat.completion";
  /** Seconds since the epoch. */
  readonly created: number;
  /** As the request named it. */
  readonly model: string;
  readonly choices: readonly ChatChoice[];
  readonly usage?: ChatUsage;
  readonly session_id: string;
  readonly service_tier?: string;
  readonly system_fingerprint?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** What all parts of one answer share: a completion, or each chunk of it. */
export interface CompletionIdentity {
  readonly id: string;
  /** Seconds since the epoch. */
  readonly created: number;
  readonly model: string;
  readonly sessionId: string;
}

/** A new completion id, as the public API forms them. */
export function newCompletionId(): string {
  return `chatcmpl-${globalThis.crypto.randomUUID().replaceAll("-", "")}`;
}

/** Counts of tokens in the API's form. */
export function chatUsage(tokens: {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cachedTokens: number;
  readonly reasoningTokens: number;
}): ChatUsage {
  return {
    prompt_tokens: tokens.inputTokens,
    completion_tokens: tokens.outputTokens,
    total_tokens: tokens.inputTokens + tokens.outputTokens,
    prompt_tokens_details: { cached_tokens: tokens.cachedTokens },
    completion_tokens_details: { reasoning_tokens: tokens.reasoningTokens },
  };
}

/** A call in the API's form. */
export function chatToolCall(call: {
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
}): ChatResponseToolCall {
  return { id: call.id, type: "function", function: { name: call.name, arguments: call.arguments } };
}

/** What an answer says: text, calls, or both. */
export interface AnswerParts {
  readonly text?: string | null;
  readonly refusal?: string;
  readonly reasoning?: string;
  readonly toolCalls?: readonly ChatResponseToolCall[];
}

/** The message of an answer. Its content is null when there is no text beside calls, as the public API has it. */
export function assistantMessage(parts: AnswerParts): ChatResponseMessage {
  const calls = parts.toolCalls ?? [];
  const text = parts.text ?? "";
  return {
    role: "assistant",
    content: text === "" && (calls.length > 0 || parts.refusal !== undefined) ? null : text,
    refusal: parts.refusal ?? null,
    ...(parts.reasoning !== undefined && { reasoning_content: parts.reasoning }),
    ...(calls.length > 0 && { tool_calls: calls }),
  };
}

/** A completion with one choice. */
export function chatCompletion(
  identity: CompletionIdentity,
  answer: {
    readonly message: ChatResponseMessage;
    readonly finishReason: ChatFinishReason;
    readonly usage?: ChatUsage;
  },
): ChatCompletionResponse {
  return {
    id: identity.id,
    object: "chat.completion",
    created: identity.created,
    model: identity.model,
    choices: [{ index: 0, message: answer.message, finish_reason: answer.finishReason, logprobs: null }],
    ...(answer.usage && { usage: answer.usage }),
    session_id: identity.sessionId,
  };
}
