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
import { writeClientCall, writeClientResult } from "../apis/client-calls.ts";
import { clientToolOfCall, providersClientTool } from "../apis/client-tools.ts";
import { partFor } from "../apis/opaque-parts.ts";
import { flatFormat } from "../apis/responses-tools.ts";
import { arrayAt, isArray, objectAt, stringAt } from "../json-fields.ts";
import { responsesCallIds, withFittingCallIds } from "./call-ids.ts";

/** Fields of the caller's request that are never passed on as they are: they are ours to set. */
const ours: ReadonlySet<string> = new Set([
  "model",
  "input",
  "stream",
  "background",
  "conversation",
  "previous_response_id",
]);

/** The body of a Responses request for one model call. */
export function responsesRequestBody(given: ModelRequest, stream: boolean): JsonObject {
  const request = { ...given, messages: withFittingCallIds(given.messages, responsesCallIds) };
  const { settings, toolChoice, responseFormat } = request;
  const asked = request.extra?.api === "responses" ? request.extra.fields : {};
  const body: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(asked)) if (!ours.has(name)) body[name] = value;
  if (isArray(body.tools)) body.tools = body.tools.map(providersClientTool);
  body.model = request.model;
  const custom = new Set(request.tools.flatMap((tool) => (tool.custom ? [tool.name] : [])));
  const input = request.messages.flatMap((message, index) =>
    items(message, custom, request, `input[${index}]`),
  );
  if (input.length > 0) body.input = input;
  // The caller's own words for tools and choice say more than the internal form: the provider's tools, allowed ones.
  if (arrayAt(asked, "tools") === undefined && request.tools.length > 0) {
    body.tools = request.tools.map(tool);
    if (toolChoice !== undefined) {
      body.tool_choice =
        toolChoice.kind === "tool"
          ? { type: custom.has(toolChoice.name) ? "custom" : "function", name: toolChoice.name }
          : toolChoice.kind;
    }
  }
  if (settings.parallelToolCalls !== undefined) body.parallel_tool_calls = settings.parallelToolCalls;
  const text = {
    ...objectAt(asked, "text"),
    ...(responseFormat === undefined ? {} : { format: format(responseFormat) }),
  };
  if (Object.keys(text).length > 0) body.text = text;
  const reasoning = {
    ...objectAt(asked, "reasoning"),
    ...(settings.reasoningEffort === undefined ? {} : { effort: settings.reasoningEffort }),
  };
  if (Object.keys(reasoning).length > 0) body.reasoning = reasoning;
  if (settings.temperature !== undefined) body.temperature = settings.temperature;
  if (settings.topP !== undefined) body.top_p = settings.topP;
  if (settings.maxOutputTokens !== undefined) body.max_output_tokens = settings.maxOutputTokens;
  // A caller of another API did not ask for its conversation to be kept there.
  if (request.extra?.api !== "responses") body.store = false;
  if (stream) body.stream = true;
  return body;
}

function tool(declared: ToolDefinition): JsonObject {
  const { name, description, parameters, strict, custom } = declared;
  if (custom !== undefined) {
    const { description: said, format: given } = custom;
    const format = given === undefined ? undefined : flatFormat(given);
    return present({ type: "custom", name, description: said, format });
  }
  return present({
    type: "function",
    name,
    description,
    parameters: parameters ?? { type: "object", properties: {} },
    strict: strict ?? false,
  });
}

function items(
  message: Message,
  custom: ReadonlySet<string>,
  request: ModelRequest,
  at: string,
): readonly JsonObject[] {
  switch (message.role) {
    case "tool": {
      const { callId, content } = message;
      const written = writeClientResult(message);
      if (written !== undefined) return written;
      const name = nameOfCall(callId, request);
      return [
        {
          type: name !== undefined && custom.has(name) ? "custom_tool_call_output" : "function_call_output",
          call_id: callId,
          output: parts(content, at),
        },
      ];
    }
    case "assistant":
      return [...said(message), ...message.toolCalls.map(call)];
    default:
      return [{ type: "message", role: message.role, content: parts(message.content, at) }];
  }
  function call(made: ToolCallItem): JsonObject {
    const { id, name, arguments: args, marks } = made;
    const tool = clientToolOfCall(stringAt(marks, "type") ?? "");
    if (tool !== undefined) return writeClientCall(tool, marks, made);
    return custom.has(name)
      ? { type: "custom_tool_call", call_id: id, name, input: customInputOf(args) }
      : { type: "function_call", call_id: id, name, arguments: args };
  }
}

/** An assistant's message: items of this API as they came, and the texts between them. */
function said(message: Extract<Message, { role: "assistant" }>): readonly JsonObject[] {
  const found: JsonObject[] = [];
  let text = "";
  const flush = (): void => {
    if (text !== "") found.push(assistantMessage({ type: "output_text", text, annotations: [] }));
    text = "";
  };
  for (const part of message.content) {
    if (part.kind === "text") text += part.text;
    else if (isResponsesItem(part.part)) {
      flush();
      found.push(part.part);
    }
  }
  flush();
  if (message.refusal !== undefined && textOf(message.content) === "") {
    found.push(assistantMessage({ type: "refusal", refusal: message.refusal }));
  }
  return found;
}

function assistantMessage(part: JsonObject): JsonObject {
  return { type: "message", role: "assistant", content: [part] };
}

/** What stands in an assistant's message of another API (its thoughts, its voice) means nothing here. */
function isResponsesItem(part: JsonObject): boolean {
  return typeof part.type === "string" && !foreign.has(part.type);
}
const foreign: ReadonlySet<string> = new Set(["thinking", "redacted_thinking", "audio"]);

function nameOfCall(callId: string, { messages }: ModelRequest): string | undefined {
  for (const message of messages) {
    if (message.role !== "assistant") continue;
    const called = message.toolCalls.find(({ id }) => id === callId);
    if (called !== undefined) return called.name;
  }
  return undefined;
}

function parts(content: readonly ContentPart[], at: string): JsonValue {
  if (content.every((part) => part.kind === "text")) return textOf(content);
  return content.map((part) => {
    const read = part.kind === "text" ? part : partFor("responses", part.part, at);
    return read.kind === "text" ? { type: "input_text", text: read.text } : read.part;
  });
}

function format(wanted: NonNullable<ModelRequest["responseFormat"]>): JsonObject {
  if (wanted.kind !== "json_schema") return { type: wanted.kind };
  const { name, description, schema, strict } = wanted;
  return present({ type: "json_schema", name, description, schema, strict });
}

function present(fields: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  const found: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) found[name] = value;
  return found;
}
