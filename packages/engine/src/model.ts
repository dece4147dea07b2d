import type {
  JsonObject,
  Message,
  ProviderCall,
  ResponseFormat,
  ToolCallItem,
  ToolChoice,
  ToolDefinition,
  Usage,
} from "./conversation.ts";

/** Generation settings, in the internal form; absent means the provider's default. */
export interface GenerationSettings {
  readonly temperature?: number;
  readonly topP?: number;
  /** Only so many of the likeliest tokens are drawn from. */
  readonly topK?: number;
  readonly seed?: number;
  readonly maxOutputTokens?: number;
  readonly frequencyPenalty?: number;
  readonly presencePenalty?: number;
  readonly logitBias?: Readonly<Record<string, number>>;
  readonly stop?: readonly string[];
  readonly reasoningEffort?: string;
  /** Tokens that thinking may take, for providers that count them; `reasoningEffort` says the same in a word. */
  readonly reasoningBudget?: number;
  /** The model decides by itself how much it thinks, for providers that have both. */
  readonly adaptiveReasoning?: boolean;
  readonly parallelToolCalls?: boolean;
}

/** A budget of thoughts in the words of providers that have no such count. */
export function effortOfBudget(tokens: number): "low" | "medium" | "high" {
  return tokens <= 4_096 ? "low" : tokens <= 16_384 ? "medium" : "high";
}

/** One call of a model. */
export interface ModelRequest {
  readonly model: string;
  readonly messages: readonly Message[];
  readonly tools: readonly ToolDefinition[];
  readonly toolChoice?: ToolChoice;
  readonly responseFormat?: ResponseFormat;
  readonly settings: GenerationSettings;
  /**
   * Fields of the caller's API that have no internal form (`n`, `logprobs`, `audio`, ...), for a provider that
   * speaks the same API; others leave them out.
   */
  readonly extra?: {
    readonly api: "chat" | "responses" | "messages";
    readonly fields: JsonObject;
    /** Headers of the caller's that are about the API: its version, what of it is tried out. */
    readonly headers?: Readonly<Record<string, string>>;
  };
}

export type FinishReason = "stop" | "length" | "tool_calls" | "content_filter";

/** One of the choices of an answer. */
export interface ModelChoice {
  readonly index: number;
  readonly text: string;
  readonly refusal?: string;
  readonly reasoning?: string;
  readonly toolCalls: readonly ToolCallItem[];
  readonly finishReason: FinishReason;
}

export interface ModelAnswer {
  /** The provider's id of this answer. */
  readonly id: string;
  readonly model: string;
  readonly text: string;
  readonly refusal?: string;
  readonly reasoning?: string;
  readonly toolCalls: readonly ToolCallItem[];
  readonly finishReason: FinishReason;
  /** Calls that the provider ran itself while it answered. */
  readonly providerCalls?: readonly (ProviderCall & { readonly result: string })[];
  /** The choices after the first, for a request that wants several; those fields are the first's. */
  readonly otherChoices?: readonly ModelChoice[];
  readonly usage: Usage;
  /** The answer came from a recording, not from a model: answers made with it say so. */
  readonly recorded?: boolean;
  /** The provider's own answer, for fields without an internal form; only for callers of the same API. */
  readonly raw?: { readonly api: "chat" | "responses" | "messages"; readonly body: JsonObject };
}

/** A piece of an answer that may be shown before the answer is whole. */
export type StreamedPiece =
  | {
      readonly kind: "text";
      readonly delta: string;
      /** Which choice it belongs to; absent: the first. */
      readonly choice?: number;
      /** In the provider's form: the log probabilities of these tokens. */
      readonly logprobs?: JsonObject;
    }
  | { readonly kind: "reasoning"; readonly delta: string; readonly choice?: number }
  /**
   * Fields in the provider's form that are neither: speech, annotations. For callers of the same API.
   * INVARIANT: never a part of a call.
   */
  | { readonly kind: "fields"; readonly fields: JsonObject; readonly choice?: number };

export type ModelEvent =
  | StreamedPiece
  | {
      readonly kind: "tool_call";
      /** Which choice it belongs to; absent: the first. */
      readonly choice?: number;
      readonly index: number;
      /** Given with the first fragment of a call. */
      readonly id?: string;
      readonly name?: string;
      readonly argumentsDelta: string;
    }
  | { readonly kind: "finish"; readonly answer: ModelAnswer };

export interface ModelCallOptions {
  /** The caller's own provider key; without it the provider's configured one. */
  readonly apiKey?: string;
  /** Aborts the call: the client went away, or the budget is spent. */
  readonly signal: AbortSignal;
}

/** One upstream. Errors are `ProviderFault`s (faults.ts). */
export interface ModelProvider {
  readonly name: string;
  readonly capabilities: {
    readonly structuredOutput: boolean;
    readonly tools: boolean;
    readonly reasoning: boolean;
  };
  complete(request: ModelRequest, options: ModelCallOptions): Promise<ModelAnswer>;
  /** Ends with exactly one `finish` event, unless it throws. */
  stream(request: ModelRequest, options: ModelCallOptions): AsyncIterable<ModelEvent>;
}

/** Finds the provider of a name; undefined when it is not configured. */
export type ProviderLookup = (name: string) => ModelProvider | undefined;
