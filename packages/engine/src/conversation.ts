/**
 * The one internal form of a conversation. Each API (chat completions, responses, messages) is translated
 * into it where a request comes in, and out of it where a provider is called or an answer is written.
 */

/** A JSON value. Integers beyond 2^53 are `bigint`, so that what is checked is what is sent. */
export type JsonValue = null | boolean | number | bigint | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** A JSON Schema as it came: never interpreted structurally beyond what a reader of it needs. */
export type JsonSchema = JsonObject | boolean;

/** Content that is not text: kept as the API's own part, for providers that take it. */
export interface OpaquePart {
  readonly kind: "opaque";
  /** The part's type in its API, such as `image_url`. */
  readonly type: string;
  readonly part: JsonObject;
  /** All that a planner is told of it; without it a dual-LLM turn does not take the part. */
  readonly media?: { readonly kind: "image" | "file" | "audio"; readonly mimeType: string };
  /** The part is a call of a tool that its provider ran, with its result. */
  readonly ran?: ProviderCall;
}

/** A call of a tool that the provider runs itself: no policy is asked before it, but its result has a label. */
export interface ProviderCall {
  readonly id: string;
  /** The type under which the request declares the tool, such as `web_search`. */
  readonly tool: string;
  /** Its name without a version, where that is another: policies may name either. */
  readonly family?: string;
}
export interface TextPart {
  readonly kind: "text";
  readonly text: string;
  readonly marks?: Marks;
}
/**
 * Fields beside a text, a call, a result or a tool in the caller's API, such as where to cache: for a provider of the
 * same API, and nobody else.
 */
export type Marks = JsonObject;
export type ContentPart = TextPart | OpaquePart;

/** A tool call as a model made it, or as the client resends it. `arguments` is JSON text, unparsed. */
export interface ToolCallItem {
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
  /** Of a call that we give out: the provider's own id of it. */
  readonly upstream?: string;
  /** The model's answer was cut off in the call: whatever its arguments seem to be, they are not all of them. */
  readonly unfinished?: boolean;
  readonly marks?: Marks;
}

export type Message =
  | {
      readonly role: "system" | "developer" | "user";
      readonly content: readonly ContentPart[];
      readonly name?: string;
    }
  | {
      readonly role: "assistant";
      readonly content: readonly ContentPart[];
      readonly toolCalls: readonly ToolCallItem[];
      readonly refusal?: string;
      readonly name?: string;
    }
  | {
      readonly role: "tool";
      readonly callId: string;
      readonly content: readonly ContentPart[];
      /** The client's own word that the tool failed (Anthropic's `is_error`). */
      readonly isError?: boolean;
      readonly marks?: Marks;
    };

/** The text of some content: its text parts concatenated; null, "" and absent are one. */
export function textOf(content: readonly ContentPart[]): string {
  let text = "";
  for (const part of content) if (part.kind === "text") text += part.text;
  return text;
}

/** A tool as the caller declares it. `name` is the name on the wire. */
export interface ToolDefinition {
  readonly name: string;
  readonly description?: string;
  /** JSON Schema of the arguments' object; absent means that the tool takes none. */
  readonly parameters?: JsonSchema;
  readonly outputSchema?: JsonSchema;
  readonly strict?: boolean;
  /**
   * The tool takes one text, in `format` where there is one; `parameters` are then an object with that text. For
   * providers that have such tools; others are shown the object.
   */
  readonly custom?: { readonly description?: string; readonly format?: JsonObject };
  /** Single-LLM: other names under which policies may speak of the tool, such as an older type: all of them are asked. */
  readonly alsoNamed?: readonly string[];
  readonly marks?: Marks;
  /** MCP's `readOnlyHint` or the like: a hint only, config decides (security.md, C9). */
  readonly readOnlyHint?: boolean;
}

export type ToolChoice =
  | { readonly kind: "auto" | "none" | "required" }
  | { readonly kind: "tool"; readonly name: string };

export type ResponseFormat =
  | { readonly kind: "text" }
  | { readonly kind: "json_object" }
  | {
      readonly kind: "json_schema";
      readonly name: string;
      readonly description?: string;
      readonly schema: JsonSchema;
      readonly strict?: boolean;
    };

/** Tokens of one model call, or of all calls of a request summed. */
export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cachedTokens: number;
  readonly reasoningTokens: number;
}

export const noUsage: Usage = { inputTokens: 0, outputTokens: 0, cachedTokens: 0, reasoningTokens: 0 };

/** The sum of two usages. */
export function addUsage(a: Usage, b: Usage): Usage {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    cachedTokens: a.cachedTokens + b.cachedTokens,
    reasoningTokens: a.reasoningTokens + b.reasoningTokens,
  };
}
