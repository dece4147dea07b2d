import {
  type ContentPart,
  type JsonObject,
  type JsonValue,
  type Message,
  type ModelRequest,
  textOf,
} from "@sequrity/engine";

/** What chat completions servers differ in. */
export interface ChatDialect {
  /** Takes the role `developer`; others get `system`. */
  readonly developerRole: boolean;
  /** `max_completion_tokens`, or the older `max_tokens` that self-hosted servers know. */
  readonly maxTokensField: "max_completion_tokens" | "max_tokens";
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
  if (request.extra?.api === "chat") {
    for (const [name, value] of Object.entries(request.extra.fields)) if (!ours.has(name)) body[name] = value;
  }
  body.model = request.model;
  body.messages = request.messages.map((message) => chatMessage(message, dialect));
  if (request.tools.length > 0) {
    body.tools = request.tools.map((tool) => ({
      type: "function",
      function: present({
        name: tool.name,
        description: tool.description,
        parameters: tool.parameters,
        strict: tool.strict,
      }),
    }));
    if (request.toolChoice !== undefined) {
      body.tool_choice =
        request.toolChoice.kind === "tool"
          ? { type: "function", function: { name: request.toolChoice.name } }
          : request.toolChoice.kind;
    }
    if (settings.parallelToolCalls !== undefined) body.parallel_tool_calls = settings.parallelToolCalls;
  }
  if (request.responseFormat !== undefined) body.response_format = responseFormat(request.responseFormat);
  Object.assign(
    body,
    present({
      temperature: settings.temperature,
      top_p: settings.topP,
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

function chatMessage(message: Message, dialect: ChatDialect): JsonObject {
  if (message.role === "tool") {
    return { role: "tool", tool_call_id: message.callId, content: chatContent(message.content) };
  }
  if (message.role === "assistant") {
    const text = textOf(message.content);
    return present({
      role: "assistant",
      content: text === "" ? null : text,
      refusal: message.refusal,
      tool_calls:
        message.toolCalls.length === 0
          ? undefined
          : message.toolCalls.map((call) => ({
              id: call.id,
              type: "function",
              function: { name: call.name, arguments: call.arguments },
            })),
    });
  }
  const role = message.role === "developer" && !dialect.developerRole ? "system" : message.role;
  return present({ role, content: chatContent(message.content), name: message.name });
}

function chatContent(content: readonly ContentPart[]): JsonValue {
  if (content.every((part) => part.kind === "text")) return textOf(content);
  return content.map((part) => (part.kind === "text" ? { type: "text", text: part.text } : part.part));
}

function responseFormat(format: NonNullable<ModelRequest["responseFormat"]>): JsonObject {
  if (format.kind !== "json_schema") return { type: format.kind };
  return {
    type: "json_schema",
    json_schema: present({ name: format.name, schema: format.schema, strict: format.strict }),
  };
}

function present(fields: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  const found: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) found[name] = value;
  return found;
}
