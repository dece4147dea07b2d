import type { ChatFinishReason, ChatResponseToolCall, ChatUsage, CompletionIdentity } from "./response.ts";

/** The chunks that a streamed chat completion consists of, and builders for them. */

export interface ChatToolCallDelta {
  readonly index: number;
  /** With a call's first fragment. */
  readonly id?: string;
  readonly type?: "function";
  readonly function?: { readonly name?: string; readonly arguments?: string };
}

export interface ChatDelta {
  readonly role?: "assistant";
  readonly content?: string | null;
  readonly refusal?: string;
  readonly reasoning_content?: string;
  readonly tool_calls?: readonly ChatToolCallDelta[];
  readonly function_call?: { readonly name?: string; readonly arguments?: string };
}

export interface ChatCompletionChunk {
  readonly id: string;
  readonly object: "chat.completion.chunk";
  readonly created: number;
  readonly model: string;
  /** Empty in the chunk that carries the usage. */
  readonly choices: readonly {
    readonly index: number;
    readonly delta: ChatDelta;
    readonly finish_reason: ChatFinishReason | null;
    readonly logprobs: null;
  }[];
  /** Present in every chunk where usage was asked for: null until the last. */
  readonly usage?: ChatUsage | null;
  readonly session_id: string;
}

/** The line that ends a stream of chunks. */
export const streamEnd = "[DONE]";

function chunkOf(identity: CompletionIdentity): Omit<ChatCompletionChunk, "choices"> {
  const { id, created, model, sessionId } = identity;
  return { id, object: "chat.completion.chunk", created, model, session_id: sessionId };
}

/** A chunk that adds to the message. The first of a stream has `role: "assistant"` in its delta. */
export function deltaChunk(identity: CompletionIdentity, delta: ChatDelta): ChatCompletionChunk {
  return { ...chunkOf(identity), choices: [{ index: 0, delta, finish_reason: null, logprobs: null }] };
}

/** The delta that brings whole calls, as they come once their policy check has passed. */
export function toolCallDelta(calls: readonly ChatResponseToolCall[]): ChatDelta {
  return { tool_calls: calls.map((call, index) => ({ index, ...call })) };
}

/** The chunk that ends the message. */
export function finishChunk(identity: CompletionIdentity, reason: ChatFinishReason): ChatCompletionChunk {
  return { ...chunkOf(identity), choices: [{ index: 0, delta: {}, finish_reason: reason, logprobs: null }] };
}

/** The chunk after it, when `stream_options.include_usage` asks for the usage. */
export function usageChunk(identity: CompletionIdentity, usage: ChatUsage): ChatCompletionChunk {
  return { ...chunkOf(identity), choices: [], usage };
}
