import type { SessionConfig } from "@sequrity/wire";
import type {
  JsonObject,
  JsonValue,
  Message,
  ResponseFormat,
  ToolCallItem,
  ToolChoice,
  ToolDefinition,
  Usage,
} from "./conversation.ts";
import type { FinishReason, GenerationSettings, ModelAnswer, StreamedPiece } from "./model.ts";

/** A request in the internal form: what a route makes of a body, its headers and the API key. */
export interface TurnRequest {
  readonly api: "chat" | "responses" | "messages";
  /** Id of the API key that the request came with. */
  readonly keyId: string;
  /** From `X-Session-ID`. */
  readonly sessionId?: string;
  /** The session of `previous_response_id` or of the conversation (Responses). */
  readonly previousSessionId?: string;
  /**
   * The id to begin a session under, for a request that may come again (an idempotency key): when that session is
   * already there it is taken up. Absent: a new one.
   */
  readonly newSessionId?: string;
  /** `messages` holds only what is new since the session's last answer (Responses); false: the whole history. */
  readonly onlyNew?: boolean;
  /** Which headers the request came with; what it did not bring is the session's own. Absent: all. */
  readonly brought?: { readonly features: boolean; readonly policy: boolean; readonly config: boolean };
  /** Built from key, preset and headers (wire: session-config). */
  readonly config: SessionConfig;
  readonly provider: string;
  /** The caller's own provider key. */
  readonly providerKey?: string;
  /** As in the body: one name, or `planning,quarantined`. */
  readonly model: string;
  readonly messages: readonly Message[];
  readonly tools: readonly ToolDefinition[];
  readonly toolChoice?: ToolChoice;
  readonly responseFormat?: ResponseFormat;
  readonly settings: GenerationSettings;
  readonly userProvidedProgram?: string;
  readonly contextVariables?: Readonly<
    Record<string, { readonly value: JsonValue; readonly meta?: JsonObject }>
  >;
  /** Single-LLM: tools that the provider runs itself, by their types (`web_search`, `mcp`). */
  readonly providerTools?: readonly string[];
  /** Dual-LLM: tool calls that one turn may make; absent: the engine's own limit. */
  readonly toolCallsMax?: number;
  /** Single-LLM: a conversation that is longer than its model reads is answered without the oldest of it. */
  readonly truncates?: boolean;
  /** Single-LLM: fields of the body that are passed on as they are. */
  readonly passThrough: JsonObject;
  /** Single-LLM: headers about the API that are passed on to a provider of the same. */
  readonly passHeaders?: Readonly<Record<string, string>>;
}

export interface TurnOptions {
  /** Aborted when the client goes away. */
  readonly signal: AbortSignal;
  /** Called as things happen. */
  readonly onEvent?: (event: TurnEvent) => void;
  /** Whether models are asked for streams, so that more than the session is told. Default: when `onEvent` is there. */
  readonly streaming?: boolean;
}

/** What a streamed answer may show before it ends. INVARIANT: tool calls are not among them; they come with the outcome, checked. */
export type TurnEvent = { readonly kind: "session"; readonly sessionId: string } | StreamedPiece;

/** A choice after the first (single-LLM, where several were asked for). Its calls were checked as the first's were. */
export interface TurnChoice {
  readonly index: number;
  readonly text: string;
  readonly refusal?: string;
  readonly finishReason: FinishReason;
  readonly calls: readonly ToolCallItem[];
}

export type TurnOutcome =
  | {
      readonly kind: "tool_calls";
      readonly sessionId: string;
      /** Ids are `tc-<session id>-<call id>`, or the compact form of it (`EngineInput.toolCallIds`). */
      readonly calls: readonly ToolCallItem[];
      /** Text beside the calls (single-LLM). What was streamed as `text` events is the beginning of it. */
      readonly text: string;
      readonly usage: Usage;
      readonly recorded: boolean;
      readonly modelAnswer?: ModelAnswer;
      readonly otherChoices?: readonly TurnChoice[];
    }
  | {
      readonly kind: "final";
      readonly sessionId: string;
      /** The whole text; what was streamed as `text` events is the beginning of it. */
      readonly text: string;
      readonly refusal?: string;
      readonly finishReason: FinishReason;
      readonly usage: Usage;
      readonly recorded: boolean;
      /** Single-LLM: the provider's answer, for fields without an internal form. */
      readonly modelAnswer?: ModelAnswer;
      readonly otherChoices?: readonly TurnChoice[];
    };
