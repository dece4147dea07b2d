import {
  type ContentPart,
  type JsonObject,
  type JsonValue,
  type Message,
  type ModelRequest,
  type ToolCallItem,
  type ToolDefinition,
  textOf,
} from "@sequrity/engine";
import { customInputOf } from "../apis/chat-tools.ts";
import { assistantAudio, partFor } from "../apis/opaque-parts.ts";
import { type CallIdRule, withFittingCallIds } from "./call-ids.ts";

/** What chat completions servers differ in. */
export interface ChatDialect {
  /** Takes the role `developer`; others get `system`. */
  readonly developerRole: boolean;
  /** `max_completion_tokens`, or the older `max_tokens` that self-hosted servers know. */
  readonly maxTokensField: "max_completion_tokens" | "max_tokens";
  /** Has tools that take one text; others are shown a function of that text. */
  readonly customTools: boolean;
  /** Which ids of calls it takes; absent: all. */
  readonly callIds?: CallIdRule;
}

/** Fields of the caller's request that are never passed on as they are: they are ours to set. */
const ours: ReadonlySet<string> = new Set([
  "model",
  "messages",
  "stream",
  "stream_options",
  "tools",
  "tool_choice",
  "functions",
  "function_call",
  "response_format",
  "store",
]);

/** The body of a chat completions request for one model call. */
export function chatRequestBody(request: ModelRequest, dialect: ChatDialect, stream: boolean): JsonObject {
  const { settings } = request;
  const body: Record<string, JsonValue> = {};
  // Of a Responses request they are in this API's words already (apis/responses.ts).
  if (request.extra !== undefined && request.extra.api !== "messages") {
    for (const [name, value] of Object.entries(request.extra.fields)) if (!ours.has(name)) body[name] = value;
  }
  body.model = request.model;
  const custom = new Set(
    dialect.customTools ? request.tools.flatMap((tool) => (tool.custom ? [tool.name] : [])) : [],
  );
  const { callIds } = dialect;
  const messages = callIds === undefined ? request.messages : withFittingCallIds(request.messages, callIds);
  body.messages = chatMessages(messages, dialect, custom);
  if (request.tools.length > 0) {
    body.tools = request.tools.map((tool) => chatTool(tool, dialect));
    const choice = request.toolChoice;
    if (choice !== undefined)
      body.tool_choice = choice.kind === "tool" ? named(choice.name, custom) : choice.kind;
    if (settings.parallelToolCalls !== undefined) body.parallel_tool_calls = settings.parallelToolCalls;
  }
  if (request.responseFormat !== undefined) body.response_format = responseFormat(request.responseFormat);
  Object.assign(
    body,
    present({
      temperature: settings.temperature,
      top_p: settings.topP,
      top_k: settings.topK,
      seed: settings.seed,
      frequency_penalty: settings.frequencyPenalty,
      presence_penalty: settings.presencePenalty,
      logit_bias: settings.logitBias,
      stop: settings.stop,
      reasoning_effort: settings.reasoningEffort,
      [dialect.maxTokensField]: settings.maxOutputTokens,
    }),
  );
  if (stream) {
    body.stream = true;
    body.stream_options = { include_usage: true };
  }
  return body;
}

function chatTool(tool: ToolDefinition, dialect: ChatDialect): JsonObject {
  if (tool.custom !== undefined && dialect.customTools) {
    const { description, format } = tool.custom;
    return { type: "custom", custom: present({ name: tool.name, description, format }) };
  }
  return {
    type: "function",
    function: present({
      name: tool.name,
      description: tool.description,
      parameters: tool.parameters,
      strict: tool.strict,
    }),
  };
}

function named(name: string, custom: ReadonlySet<string>): JsonObject {
  return custom.has(name) ? { type: "custom", custom: { name } } : { type: "function", function: { name } };
}

function chatCall({ id, name, arguments: args }: ToolCallItem, custom: ReadonlySet<string>): JsonObject {
  if (!custom.has(name)) return { id, type: "function", function: { name, arguments: args } };
  return { id, type: "custom", custom: { name, input: customInputOf(args) } };
}

function chatMessages(
  messages: readonly Message[],
  dialect: ChatDialect,
  custom: ReadonlySet<string>,
): readonly JsonObject[] {
  const written: JsonObject[] = [];
  let shown: JsonValue[] = [];
  const show = (): void => {
    if (shown.length > 0) written.push({ role: "user", content: shown });
    shown = [];
  };
  for (const [index, message] of messages.entries()) {
    const at = `messages[${index}]`;
    if (message.role !== "tool") {
      // Results stand right behind the calls: what they show comes when all of them are there.
      show();
      written.push(chatMessage(message, dialect, custom, at));
      continue;
    }
    const { text, others } = resultContent(message.content, at);
    written.push({ role: "tool", tool_call_id: message.callId, content: text });
    if (others.length > 0) {
      shown.push({ type: "text", text: `Part of the result of tool call ${message.callId}:` }, ...others);
    }
  }
  show();
  return written;
}

/** A result as this API takes it, which is text alone, and what is not text. */
function resultContent(
  content: readonly ContentPart[],
  at: string,
): { readonly text: string; readonly others: readonly JsonObject[] } {
  const parts = content.map((part) => (part.kind === "text" ? part : partFor("chat", part.part, at)));
  return {
    text: textOf(parts),
    others: parts.flatMap((part) => (part.kind === "opaque" ? [part.part] : [])),
  };
}

function chatMessage(
  message: Exclude<Message, { role: "tool" }>,
  dialect: ChatDialect,
  custom: ReadonlySet<string>,
  at: string,
): JsonObject {
  if (message.role === "assistant") {
    const text = textOf(message.content);
    const audio = message.content.find((part) => part.kind === "opaque" && part.type === assistantAudio);
    return present({
      role: "assistant",
      content: text === "" ? null : text,
      refusal: message.refusal,
      name: message.name,
      audio: audio?.kind === "opaque" ? audio.part : undefined,
      tool_calls:
        message.toolCalls.length === 0 ? undefined : message.toolCalls.map((call) => chatCall(call, custom)),
    });
  }
  const role = message.role === "developer" && !dialect.developerRole ? "system" : message.role;
  return present({ role, content: chatContent(message.content, at), name: message.name });
}

function chatContent(content: readonly ContentPart[], at: string): JsonValue {
  if (content.every((part) => part.kind === "text")) return textOf(content);
  return content.map((part) => {
    const translated = part.kind === "text" ? part : partFor("chat", part.part, at);
    return translated.kind === "text" ? { type: "text", text: translated.text } : translated.part;
  });
}

function responseFormat(format: NonNullable<ModelRequest["responseFormat"]>): JsonObject {
  if (format.kind !== "json_schema") return { type: format.kind };
  return {
    type: "json_schema",
    json_schema: present({
      name: format.name,
      description: format.description,
      schema: format.schema,
      strict: format.strict,
    }),
  };
}

function present(fields: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  const found: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) found[name] = value;
  return found;
}
