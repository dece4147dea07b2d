import {
  type ContentPart,
  Fault,
  type GenerationSettings,
  type JsonObject,
  type JsonValue,
  type Message,
  type ResponseFormat,
  type ToolCallItem,
  type ToolChoice,
  type ToolDefinition,
  type TurnRequest,
} from "@sequrity/engine";
import type { ChatCompletionRequest, ChatMessage, ChatTool, ChatToolCall } from "@sequrity/wire";
import { writeJsonText } from "../json-text.ts";
import { jsonObjectOf, jsonOf } from "./json-of.ts";

/** Chat completions: the request's body into the internal form. The way out is chat-answer.ts. */

/** What the body of a chat completion request becomes, and how it wants to be answered. */
export interface ChatTurn {
  readonly turn: Pick<
    TurnRequest,
    | "model"
    | "messages"
    | "tools"
    | "toolChoice"
    | "responseFormat"
    | "settings"
    | "userProvidedProgram"
    | "contextVariables"
    | "passThrough"
  >;
  readonly form: ChatAnswerForm;
}

/** How a request wants its answer. */
export interface ChatAnswerForm {
  readonly stream: boolean;
  readonly includeUsage: boolean;
  /** The request declares `functions`: its call comes as `function_call`, without an id. */
  readonly legacyFunctions: boolean;
  /** Names of `custom` tools, whose input is a text. */
  readonly customTools: ReadonlySet<string>;
}

/** The one argument of a custom tool in the internal form, where every tool takes an object. */
export const customInput = "input";

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
export function readChatTurn(body: ChatCompletionRequest, legacyCalls: LegacyCallIds = []): ChatTurn {
  const legacyFunctions = (body.functions?.length ?? 0) > 0;
  if (legacyFunctions && (body.tools?.length ?? 0) > 0) {
    throw new Fault("invalid_request", "functions: a request has either 'tools' or 'functions', not both.", {
      param: "functions",
    });
  }
  const declared = body.tools ?? [];
  const chosen = readToolChoice(body, declared);
  const responseFormat = readResponseFormat(body.response_format);
  const contextVariables = readContextVariables(body);
  return {
    turn: {
      model: body.model,
      messages: readMessages(body.messages, legacyCalls),
      tools: legacyFunctions
        ? (body.functions ?? []).map((legacy) => definition(legacy))
        : chosen.tools.map(readTool),
      ...(chosen.choice === undefined ? {} : { toolChoice: chosen.choice }),
      ...(responseFormat === undefined ? {} : { responseFormat }),
      settings: readSettings(body, legacyFunctions),
      ...(typeof body.user_provided_program === "string"
        ? { userProvidedProgram: body.user_provided_program }
        : {}),
      ...(contextVariables === undefined ? {} : { contextVariables }),
      passThrough: readPassThrough(body),
    },
    form: {
      stream: body.stream === true,
      includeUsage: body.stream_options?.include_usage === true,
      legacyFunctions,
      customTools: new Set(declared.flatMap((tool) => (tool.type === "custom" ? [tool.custom.name] : []))),
    },
  };
}

function readMessages(messages: readonly ChatMessage[], legacyCalls: LegacyCallIds): readonly Message[] {
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
          content: readContent(
            Array.isArray(message.content)
              ? parts.filter((part) => part.type === "text")
              : (message.content ?? ""),
          ),
          toolCalls,
          ...(typeof refusal === "string" ? { refusal } : {}),
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
          content: readContent(message.content),
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

function readToolCall(call: ChatToolCall): ToolCallItem {
  if (call.type === "function") {
    return { id: call.id, name: call.function.name, arguments: call.function.arguments };
  }
  return {
    id: call.id,
    name: call.custom.name,
    arguments: writeJsonText({ [customInput]: call.custom.input }),
  };
}

function readTool(tool: ChatTool): ToolDefinition {
  if (tool.type === "function") return definition(tool.function);
  const { name, description, format } = tool.custom;
  const grammar =
    format?.type === "grammar"
      ? ` The input follows this ${format.grammar.syntax} grammar: ${format.grammar.definition}`
      : "";
  const said = `${description ?? ""}${grammar}`.trim();
  return {
    name,
    ...(said === "" ? {} : { description: said }),
    parameters: {
      type: "object",
      properties: { [customInput]: { type: "string" } },
      required: [customInput],
      additionalProperties: false,
    },
  };
}

function definition(declared: {
  readonly name: string;
  readonly description?: string | null | undefined;
  readonly parameters?: Readonly<Record<string, unknown>> | null | undefined;
  readonly strict?: boolean | null | undefined;
}): ToolDefinition {
  return {
    name: declared.name,
    ...(typeof declared.description === "string" ? { description: declared.description } : {}),
    ...(declared.parameters ? { parameters: jsonObjectOf(declared.parameters) } : {}),
    ...(typeof declared.strict === "boolean" ? { strict: declared.strict } : {}),
  };
}

function readToolChoice(
  body: ChatCompletionRequest,
  declared: readonly ChatTool[],
): { readonly choice?: ToolChoice; readonly tools: readonly ChatTool[] } {
  const choice = body.tool_choice ?? body.function_call ?? undefined;
  if (choice === undefined) return { tools: declared };
  if (typeof choice === "string") return { choice: { kind: choice }, tools: declared };
  if (!("type" in choice)) return { choice: { kind: "tool", name: choice.name }, tools: declared };
  switch (choice.type) {
    case "function":
      return { choice: { kind: "tool", name: choice.function.name }, tools: declared };
    case "custom":
      return { choice: { kind: "tool", name: choice.custom.name }, tools: declared };
    case "allowed_tools": {
      const allowed = new Set(choice.allowed_tools.tools.map(nameOfTool));
      return {
        choice: { kind: choice.allowed_tools.mode },
        tools: declared.filter((tool) =>
          allowed.has(tool.type === "function" ? tool.function.name : tool.custom.name),
        ),
      };
    }
  }
}

/** The name in a reference to a tool: `{type: "function", function: {name}}` or `{type: "function", name}`. */
function nameOfTool(reference: Readonly<Record<string, unknown>>): string {
  const named = jsonObjectOf(reference);
  for (const part of [named.function, named.custom, named]) {
    if (typeof part === "object" && part !== null && "name" in part && typeof part.name === "string")
      return part.name;
  }
  throw new Fault("invalid_request", "tool_choice.allowed_tools.tools: each needs a name.", {
    param: "tool_choice.allowed_tools.tools",
  });
}

function readResponseFormat(format: ChatCompletionRequest["response_format"]): ResponseFormat | undefined {
  if (format === undefined || format === null) return undefined;
  if (format.type !== "json_schema") return { kind: format.type };
  const { name, schema, strict } = format.json_schema;
  return {
    kind: "json_schema",
    name,
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

function readContextVariables(body: ChatCompletionRequest): TurnRequest["contextVariables"] {
  if (!isGiven(body.context_vars)) return undefined;
  return Object.fromEntries(
    Object.entries(body.context_vars).map(([name, variable]) => [
      name,
      {
        value: jsonOf(variable.value),
        ...(isGiven(variable.meta) ? { meta: jsonObjectOf(variable.meta) } : {}),
      },
    ]),
  );
}

function readPassThrough(body: ChatCompletionRequest): JsonObject {
  const fields: Record<string, JsonValue> = {};
  for (const name of passedThrough) {
    const value = body[name];
    if (isGiven(value)) fields[name] = jsonOf(value);
  }
  return fields;
}

function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}
