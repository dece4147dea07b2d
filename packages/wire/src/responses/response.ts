import { fieldOf } from "./elements.ts";
import type { ResponsesOutputItem } from "./output-item.ts";
import type { ResponsesRequest } from "./request.ts";
import type { ResponsesToolChoice } from "./tool.ts";

/** A response object as it is answered, stored and streamed, and builders for it. */

export type ResponsesStatus = "completed" | "failed" | "in_progress" | "cancelled" | "queued" | "incomplete";

export interface ResponsesUsage {
  readonly input_tokens: number;
  readonly input_tokens_details: { readonly cached_tokens: number; readonly cache_write_tokens: number };
  readonly output_tokens: number;
  readonly output_tokens_details: { readonly reasoning_tokens: number };
  readonly total_tokens: number;
}

/** The public API's words for what may end a response. */
export type ResponsesErrorCode = "server_error" | "rate_limit_exceeded" | "invalid_prompt";

/** What of the request is told again in the response. */
export interface ResponsesSettings {
  readonly background: boolean;
  readonly conversation?: { readonly id: string };
  readonly instructions: string | null;
  readonly max_output_tokens: number | null;
  readonly max_tool_calls: number | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly model: string;
  readonly parallel_tool_calls: boolean;
  readonly previous_response_id: string | null;
  readonly prompt?: {
    readonly id: string;
    readonly version?: string;
    readonly variables?: Readonly<Record<string, string>>;
  };
  readonly prompt_cache_key?: string;
  readonly prompt_cache_retention?: "in-memory" | "24h";
  readonly reasoning: NonNullable<ResponsesRequest["reasoning"]> | null;
  readonly safety_identifier?: string;
  readonly service_tier?: "auto" | "default" | "flex" | "scale" | "priority";
  readonly store: boolean;
  readonly temperature: number | null;
  readonly text: NonNullable<ResponsesRequest["text"]>;
  readonly tool_choice: ResponsesToolChoice;
  readonly tools: readonly Readonly<Record<string, unknown>>[];
  readonly top_logprobs?: number;
  readonly top_p: number | null;
  readonly truncation: "auto" | "disabled";
  readonly user?: string;
}

export interface ResponsesResponse extends ResponsesSettings {
  readonly id: string;
  readonly object: "response";
  /** Seconds since the epoch. */
  readonly created_at: number;
  readonly completed_at?: number;
  readonly status: ResponsesStatus;
  readonly error: { readonly code: ResponsesErrorCode; readonly message: string } | null;
  readonly incomplete_details: { readonly reason: "max_output_tokens" | "content_filter" } | null;
  readonly output: readonly ResponsesOutputItem[];
  readonly usage?: ResponsesUsage;
  /** Always null: the public API's clients expect the field. */
  readonly access_programs: null;
  readonly session_id: string;
}

/** What all forms of one response share: each event of its stream, and what is stored. */
export interface ResponsesIdentity {
  readonly id: string;
  /** Seconds since the epoch. */
  readonly created: number;
  readonly sessionId: string;
}

/** How far a response has come. */
export type ResponsesProgress =
  | { readonly kind: "queued" }
  | { readonly kind: "in_progress"; readonly output?: readonly ResponsesOutputItem[] }
  | {
      readonly kind: "completed";
      readonly output: readonly ResponsesOutputItem[];
      readonly usage?: ResponsesUsage;
      /** Seconds since the epoch. */
      readonly completedAt?: number;
    }
  | {
      readonly kind: "incomplete";
      readonly reason: "max_output_tokens" | "content_filter";
      readonly output: readonly ResponsesOutputItem[];
      readonly usage?: ResponsesUsage;
    }
  | {
      readonly kind: "failed";
      readonly error: { readonly code: ResponsesErrorCode; readonly message: string };
      readonly output?: readonly ResponsesOutputItem[];
      readonly usage?: ResponsesUsage;
    }
  | { readonly kind: "cancelled"; readonly output?: readonly ResponsesOutputItem[] };

/** Counts of tokens in the API's form. */
export function responsesUsage(tokens: {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cachedTokens: number;
  readonly reasoningTokens: number;
  readonly cacheWriteTokens?: number;
}): ResponsesUsage {
  return {
    input_tokens: tokens.inputTokens,
    input_tokens_details: {
      cached_tokens: tokens.cachedTokens,
      cache_write_tokens: tokens.cacheWriteTokens ?? 0,
    },
    output_tokens: tokens.outputTokens,
    output_tokens_details: { reasoning_tokens: tokens.reasoningTokens },
    total_tokens: tokens.inputTokens + tokens.outputTokens,
  };
}

/** The word for an error of an HTTP status, where a response must end with it. */
export function responsesErrorCode(status: number): ResponsesErrorCode {
  if (status === 429) return "rate_limit_exceeded";
  return status >= 400 && status < 500 ? "invalid_prompt" : "server_error";
}

/** The word, when it is one that an answer may have: requests may name others, which only their provider knows. */
function known<const Word extends string>(
  word: string | null | undefined,
  words: readonly Word[],
): Word | undefined {
  return words.find((candidate) => candidate === word);
}

function conversationOf(request: ResponsesRequest): { id: string } | undefined {
  const { conversation } = request;
  if (typeof conversation === "string") return { id: conversation };
  return conversation ? { id: conversation.id } : undefined;
}

function promptOf(request: ResponsesRequest): ResponsesSettings["prompt"] {
  const { prompt } = request;
  if (!prompt) return undefined;
  const texts: [string, string][] = [];
  for (const [name, value] of Object.entries(prompt.variables ?? {})) {
    if (typeof value === "string") texts.push([name, value]);
  }
  return {
    id: prompt.id,
    ...(typeof prompt.version === "string" && { version: prompt.version }),
    ...(prompt.variables && { variables: Object.fromEntries(texts) }),
  };
}

/** What of a request its response tells again, with the public API's defaults. */
export function responsesSettings(request: ResponsesRequest): ResponsesSettings {
  const conversation = conversationOf(request);
  const prompt = promptOf(request);
  const tier = known(request.service_tier, ["auto", "default", "flex", "scale", "priority"]);
  const retention = known(request.prompt_cache_retention, ["in-memory", "24h"]);
  const { prompt_cache_key, safety_identifier, top_logprobs, user } = request;
  return {
    background: request.background ?? false,
    ...(conversation && { conversation }),
    instructions: request.instructions ?? null,
    max_output_tokens: request.max_output_tokens ?? null,
    max_tool_calls: request.max_tool_calls ?? null,
    metadata: request.metadata ?? {},
    model: request.model,
    parallel_tool_calls: request.parallel_tool_calls ?? true,
    previous_response_id: request.previous_response_id ?? null,
    ...(prompt && { prompt }),
    ...(typeof prompt_cache_key === "string" && { prompt_cache_key }),
    ...(retention !== undefined && { prompt_cache_retention: retention }),
    reasoning: request.reasoning ?? null,
    ...(typeof safety_identifier === "string" && { safety_identifier }),
    ...(tier !== undefined && { service_tier: tier }),
    store: request.store ?? true,
    temperature: request.temperature ?? null,
    text: { ...request.text, format: request.text?.format ?? { type: "text" } },
    tool_choice: request.tool_choice ?? "auto",
    tools: (request.tools ?? []).filter((tool) => typeof fieldOf(tool, "type") === "string"),
    ...(typeof top_logprobs === "number" && { top_logprobs }),
    top_p: request.top_p ?? null,
    truncation: request.truncation ?? "disabled",
    ...(typeof user === "string" && { user }),
  };
}

/** A response object. `model` is the request's, as the request named it. */
export function responsesResponse(
  identity: ResponsesIdentity,
  settings: ResponsesSettings,
  progress: ResponsesProgress,
): ResponsesResponse {
  const output = progress.kind === "queued" ? [] : (progress.output ?? []);
  const usage = "usage" in progress ? progress.usage : undefined;
  const completedAt = progress.kind === "completed" ? progress.completedAt : undefined;
  return {
    ...settings,
    id: identity.id,
    object: "response",
    created_at: identity.created,
    ...(completedAt !== undefined && { completed_at: completedAt }),
    status: progress.kind,
    error: progress.kind === "failed" ? progress.error : null,
    incomplete_details: progress.kind === "incomplete" ? { reason: progress.reason } : null,
    output,
    ...(usage && { usage }),
    access_programs: null,
    session_id: identity.sessionId,
  };
}
