import {
  type ContentPart,
  Fault,
  type GenerationSettings,
  type Message,
  type ResponseFormat,
} from "@sequrity/engine";
import type { ChatCompletionRequest, ChatMessage } from "@sequrity/wire";
import { chatSearch } from "../providers/chat-search.ts";
import { type BodyReading, type BodyTurn, givenFields, isGiven } from "./body-turn.ts";
import { readLegacyFunction, readTool, readToolCall, readToolChoice } from "./chat-tools.ts";
import { jsonObjectOf } from "./json-of.ts";
import { assistantAudio, attachedPart, type UpstreamForm } from "./opaque-parts.ts";
import { readOwnFields } from "./own-fields.ts";

/** Chat completions: the request's body into the internal form. The way out is chat-answer.ts. */

/** How a request wants its answer. */
export interface ChatAnswerForm {
  readonly stream: boolean;
  readonly includeUsage: boolean;
  /** Chunks are filled up, so that their sizes tell less. */
  readonly obfuscated: boolean;
  /** The request declares `functions`: its call comes as `function_call`, without an id. */
  readonly legacyFunctions: boolean;
  /** Names of `custom` tools, whose input is a text. */
  readonly customTools: ReadonlySet<string>;
}

/** Finds the ids of legacy calls, which their messages do not carry: the calls of the session, in order. */
export type LegacyCallIds = readonly string[];

/** Fields that have no internal form: a single-LLM request passes them on. */
const passedThrough = [
  "n",
  "logprobs",
  "top_logprobs",
  "verbosity",
  "audio",
  "modalities",
  "prediction",
  "web_search_options",
  "moderation",
  "service_tier",
  "prompt_cache_key",
  "prompt_cache_options",
  "prompt_cache_retention",
  "safety_identifier",
  "user",
] as const;

/**
 * Translates a checked body.
 *
 * @throws {Fault} `invalid_request` or `unsupported`, naming the field
 */
export function readChatTurn(
  body: ChatCompletionRequest,
  reading: BodyReading,
  legacyCalls: LegacyCallIds = [],
): BodyTurn {
  refuseFields(body, reading.upstream);
  const legacyFunctions = (body.functions?.length ?? 0) > 0;
  if (legacyFunctions && (body.tools?.length ?? 0) > 0) {
    throw new Fault("invalid_request", "functions: a request has either 'tools' or 'functions', not both.", {
      param: "functions",
    });
  }
  const declared = body.tools ?? [];
  const chosen = readToolChoice(body, declared);
  const responseFormat = readResponseFormat(body.response_format);
  return {
    model: body.model,
    messages: readMessages(body.messages, legacyCalls, reading),
    tools: legacyFunctions ? (body.functions ?? []).map(readLegacyFunction) : chosen.tools.map(readTool),
    ...(chosen.choice === undefined ? {} : { toolChoice: chosen.choice }),
    ...(responseFormat === undefined ? {} : { responseFormat }),
    settings: readSettings(body, legacyFunctions),
    ...readOwnFields(body),
    passThrough: givenFields(body, passedThrough),
    // INVARIANT: a search that the provider makes is a tool of its own: policies are asked about it.
    ...(isGiven(body.web_search_options) ? { providerTools: [chatSearch] } : {}),
  };
}

/** How a request wants its answer. */
export function chatAnswerForm(body: ChatCompletionRequest): ChatAnswerForm {
  return {
    stream: body.stream === true,
    includeUsage: body.stream_options?.include_usage === true,
    obfuscated: body.stream_options?.include_obfuscation === true,
    legacyFunctions: (body.functions?.length ?? 0) > 0,
    customTools: new Set(
      (body.tools ?? []).flatMap((tool) => (tool.type === "custom" ? [tool.custom.name] : [])),
    ),
  };
}

/** What is asked for and cannot be had there is said, not left out. */
function refuseFields(body: ChatCompletionRequest, upstream: UpstreamForm | undefined): void {
  if (upstream === "chat") return;
  const asked: readonly (readonly [string, boolean])[] = [
    ["n", (body.n ?? 1) > 1],
    ["logprobs", body.logprobs === true],
    ["top_logprobs", (body.top_logprobs ?? 0) > 0],
    ["audio", isGiven(body.audio)],
    ["modalities", (body.modalities ?? []).some((modality) => modality !== "text")],
    ["web_search_options", isGiven(body.web_search_options)],
    ["moderation", isGiven(body.moderation)],
  ];
  const param = asked.find(([, given]) => given)?.[0];
  if (param === undefined) return;
  const reason =
    upstream === undefined
      ? "in dual-llm the answer is made by a program, not by one model call that could give it"
      : "this provider's API has nothing like it";
  throw new Fault("unsupported", `${param}: ${reason}; leave it out.`, { param });
}

function readMessages(
  messages: readonly ChatMessage[],
  legacyCalls: LegacyCallIds,
  { upstream }: BodyReading,
): readonly Message[] {
  // The calls of the session are known from the first; the history may begin later, so both are aligned at their ends.
  const asked = messages.filter((message) => message.role === "assistant" && isLegacyCall(message)).length;
  const answered = messages.filter((message) => message.role === "function").length;
  const count = Math.max(asked, answered);
  const ids = count === 0 ? [] : legacyCalls.slice(-count);
  let calls = 0;
  let results = 0;
  return messages.map((message, index): Message => {
    switch (message.role) {
      case "assistant": {
        const legacy = isLegacyCall(message) ? message.function_call : undefined;
        const toolCalls = legacy
          ? [{ id: legacyId(ids, calls++, index), name: legacy.name, arguments: legacy.arguments }]
          : (message.tool_calls ?? []).map(readToolCall);
        const parts = Array.isArray(message.content) ? message.content : [];
        const refusals = parts.flatMap((part) => (part.type === "refusal" ? [part.refusal] : []));
        const refusal = message.refusal ?? (refusals.length > 0 ? refusals.join("") : undefined);
        return {
          role: "assistant",
          content: [
            ...readContent(
              Array.isArray(message.content)
                ? parts.filter((part) => part.type === "text")
                : (message.content ?? ""),
            ),
            ...(message.audio
              ? [{ kind: "opaque" as const, type: assistantAudio, part: jsonObjectOf(message.audio) }]
              : []),
          ],
          toolCalls,
          ...(typeof refusal === "string" ? { refusal } : {}),
          ...(typeof message.name === "string" ? { name: message.name } : {}),
        };
      }
      case "tool":
        return { role: "tool", callId: message.tool_call_id, content: readContent(message.content) };
      case "function":
        return {
          role: "tool",
          callId: legacyId(ids, results++, index),
          content: readContent(message.content ?? ""),
        };
      default:
        return {
          role: message.role,
          content: readContent(message.content).map((part, place) =>
            part.kind === "opaque" && upstream === undefined
              ? attachedPart(part.part, `messages[${index}].content[${place}]`)
              : part,
          ),
          ...(typeof message.name === "string" ? { name: message.name } : {}),
        };
    }
  });
}

function isLegacyCall(message: { readonly function_call?: unknown; readonly tool_calls?: unknown }): boolean {
  return (
    message.function_call !== undefined &&
    message.function_call !== null &&
    (message.tool_calls ?? null) === null
  );
}

function legacyId(ids: LegacyCallIds, position: number, index: number): string {
  const id = ids[position];
  if (id !== undefined) return id;
  throw new Fault(
    "invalid_request",
    `messages[${index}]: a function call or result has no id, so the session it belongs to must be named in the header ` +
      "X-Session-ID, and must have made that call.",
    { param: `messages[${index}]` },
  );
}

function readContent(
  content: string | readonly ({ readonly type: string } | { readonly type: "text"; readonly text: string })[],
): readonly ContentPart[] {
  if (typeof content === "string") return content === "" ? [] : [{ kind: "text", text: content }];
  return content.map((part): ContentPart => {
    if (part.type === "text" && "text" in part) return { kind: "text", text: part.text };
    return { kind: "opaque", type: part.type, part: jsonObjectOf(part) };
  });
}

function readResponseFormat(format: ChatCompletionRequest["response_format"]): ResponseFormat | undefined {
  if (format === undefined || format === null) return undefined;
  if (format.type !== "json_schema") return { kind: format.type };
  const { name, description, schema, strict } = format.json_schema;
  return {
    kind: "json_schema",
    name,
    ...(typeof description === "string" ? { description } : {}),
    schema: schema ? jsonObjectOf(schema) : {},
    ...(typeof strict === "boolean" ? { strict } : {}),
  };
}

function readSettings(body: ChatCompletionRequest, legacyFunctions: boolean): GenerationSettings {
  const maxOutputTokens = body.max_completion_tokens ?? body.max_tokens;
  const stop = typeof body.stop === "string" ? [body.stop] : body.stop;
  // A legacy message holds one call.
  const parallelToolCalls = legacyFunctions ? false : body.parallel_tool_calls;
  return {
    ...(isGiven(body.temperature) ? { temperature: body.temperature } : {}),
    ...(isGiven(body.top_p) ? { topP: body.top_p } : {}),
    ...(isGiven(body.seed) ? { seed: exactSeed(body.seed) } : {}),
    ...(isGiven(maxOutputTokens) ? { maxOutputTokens } : {}),
    ...(isGiven(body.frequency_penalty) ? { frequencyPenalty: body.frequency_penalty } : {}),
    ...(isGiven(body.presence_penalty) ? { presencePenalty: body.presence_penalty } : {}),
    ...(isGiven(body.logit_bias) ? { logitBias: body.logit_bias } : {}),
    ...(isGiven(stop) ? { stop } : {}),
    ...(isGiven(body.reasoning_effort) ? { reasoningEffort: body.reasoning_effort } : {}),
    ...(isGiven(parallelToolCalls) ? { parallelToolCalls } : {}),
  };
}

function exactSeed(seed: number | bigint): number {
  if (typeof seed === "number") return seed;
  throw new Fault("invalid_request", "seed: an integer within 2^53 of zero is expected.", { param: "seed" });
}
