import {
  type ContentPart,
  effortOfBudget,
  Fault,
  type GenerationSettings,
  type JsonObject,
  type JsonValue,
  type Message,
  type ModelRequest,
  type ToolCallItem,
  type ToolChoice,
  type ToolDefinition,
  textOf,
} from "@sequrity/engine";
import { partFor } from "../apis/opaque-parts.ts";
import { arrayAt, isObject, objectAt } from "../json-fields.ts";
import { JsonTextError, parseJsonText } from "../json-text.ts";
import { messagesCallIds, withFittingCallIds } from "./call-ids.ts";

/** The body of a Messages request for one model call. */

/** The API wants a limit; a caller of another API need not have given one. */
const defaultMaxTokens = 8_192;

/** Fields of the caller's request that are never passed on as they are: they are ours to set. */
const ours: ReadonlySet<string> = new Set([
  "model",
  "messages",
  "system",
  "stream",
  "tools",
  "tool_choice",
  "max_tokens",
  "stop_sequences",
]);
const efforts: ReadonlySet<string> = new Set(["low", "medium", "high", "xhigh", "max"]);

/**
 * The body of a request.
 *
 * @throws {Fault} `unsupported`, for what this API has no form for
 */
export function anthropicRequestBody(request: ModelRequest, stream: boolean): JsonObject {
  const { settings } = request;
  const body: Record<string, JsonValue> = {};
  if (request.extra?.api === "messages") {
    for (const [name, value] of Object.entries(request.extra.fields)) if (!ours.has(name)) body[name] = value;
  }
  Object.assign(body, anthropicConversation(request));
  const thinking = thinkingOf(settings);
  if (thinking !== undefined) body.thinking = thinking;
  // The budget of thoughts is part of the limit.
  body.max_tokens = settings.maxOutputTokens ?? defaultMaxTokens + (settings.reasoningBudget ?? 0);
  if (settings.temperature !== undefined) body.temperature = settings.temperature;
  if (settings.topP !== undefined) body.top_p = settings.topP;
  if (settings.topK !== undefined) body.top_k = settings.topK;
  if (settings.stop !== undefined) body.stop_sequences = settings.stop;
  const output = { ...objectAt(body, "output_config"), ...outputConfig(request) };
  if (Object.keys(output).length > 0) body.output_config = output;
  if (stream) body.stream = true;
  return body;
}

/** What of a request has tokens: model, system text, messages, tools. */
export function anthropicConversation(
  request: Pick<ModelRequest, "model" | "messages" | "tools" | "toolChoice" | "settings" | "extra">,
): JsonObject {
  const system = systemOf(request.messages);
  const ofProvider = request.extra?.api === "messages" ? arrayAt(request.extra.fields, "tools") : undefined;
  const tools = [...request.tools.map(toolOf), ...(ofProvider ?? [])];
  const choice = toolChoice(request.toolChoice, request.settings);
  return {
    model: request.model,
    ...(system === undefined ? {} : { system }),
    messages: anthropicMessages(withFittingCallIds(request.messages, messagesCallIds)),
    ...(tools.length === 0 ? {} : { tools }),
    ...(tools.length === 0 || choice === undefined ? {} : { tool_choice: choice }),
  };
}

/** The system text: blocks where they have marks of their own. */
function systemOf(messages: readonly Message[]): JsonValue | undefined {
  const instructions = messages.filter(({ role }) => role === "system" || role === "developer");
  const parts = instructions.flatMap(({ content }) => content).filter((part) => part.kind === "text");
  if (parts.some(({ marks }) => marks !== undefined)) {
    return parts.map(({ text, marks }) => ({ ...marks, type: "text", text }));
  }
  const system = instructions
    .map(({ content }) => textOf(content))
    .filter((text) => text !== "")
    .join("\n\n");
  return system === "" ? undefined : system;
}

/** Results belong to the user's side here; what one side says in a row is one message. */
function anthropicMessages(messages: readonly Message[]): readonly JsonObject[] {
  const sides: { role: "user" | "assistant"; content: JsonObject[] }[] = [];
  for (const [index, message] of messages.entries()) {
    if (message.role === "system" || message.role === "developer") continue;
    const role = message.role === "assistant" ? "assistant" : "user";
    const blocks = blocksOf(message, `messages[${index}]`);
    if (blocks.length === 0) continue;
    const last = sides.at(-1);
    if (last?.role === role) last.content.push(...blocks);
    else sides.push({ role, content: blocks });
  }
  return sides;
}

function blocksOf(message: Message, at: string): JsonObject[] {
  if (message.role === "tool") {
    const content = contentBlocks(message.content, at);
    return [
      {
        type: "tool_result",
        tool_use_id: message.callId,
        ...(content.length === 0 ? {} : { content }),
        ...(message.isError === true ? { is_error: true } : {}),
        ...message.marks,
      },
    ];
  }
  const content = contentBlocks(message.content, at);
  return message.role === "assistant" ? [...content, ...message.toolCalls.map(toolUse)] : content;
}

function contentBlocks(content: readonly ContentPart[], at: string): JsonObject[] {
  return content.flatMap((part): JsonObject[] => {
    const translated = part.kind === "text" ? part : partFor("messages", part.part, at);
    if (translated.kind === "opaque") return [translated.part];
    // Empty blocks are refused there.
    return translated.text === "" ? [] : [{ ...translated.marks, type: "text", text: translated.text }];
  });
}

function toolUse(call: ToolCallItem): JsonObject {
  return { ...call.marks, type: "tool_use", id: call.id, name: call.name, input: inputOf(call.arguments) };
}

/** Arguments as an object; what a caller resends of a call that was never one of ours may be anything. */
function inputOf(text: string): JsonObject {
  try {
    const value = parseJsonText(text);
    return isObject(value) ? value : {};
  } catch (error) {
    if (error instanceof JsonTextError) return {};
    throw error;
  }
}

function toolOf(tool: ToolDefinition): JsonObject {
  // One of the API's own, which the caller runs: it is known by its type.
  if (tool.marks !== undefined && "type" in tool.marks) return tool.marks;
  const schema = isObject(tool.parameters) ? tool.parameters : {};
  return {
    name: tool.name,
    ...(tool.description === undefined ? {} : { description: tool.description }),
    input_schema: { properties: {}, ...schema, type: "object" },
    ...(tool.strict === true ? { strict: true } : {}),
    ...tool.marks,
  };
}

function toolChoice(
  choice: ToolChoice | undefined,
  { parallelToolCalls }: GenerationSettings,
): JsonObject | undefined {
  const alone = parallelToolCalls === false ? { disable_parallel_tool_use: true } : {};
  switch (choice?.kind) {
    case undefined:
      return parallelToolCalls === false ? { type: "auto", ...alone } : undefined;
    case "none":
      return { type: "none" };
    case "auto":
      return { type: "auto", ...alone };
    case "required":
      return { type: "any", ...alone };
    case "tool":
      return { type: "tool", name: choice.name, ...alone };
  }
}

/** Thinking in this API's words; undefined where nothing is said of it, or only how much effort it takes. */
function thinkingOf(settings: GenerationSettings): JsonObject | undefined {
  if (settings.adaptiveReasoning === true) return { type: "adaptive" };
  if (settings.reasoningEffort === "none") return { type: "disabled" };
  return settings.reasoningBudget === undefined
    ? undefined
    : { type: "enabled", budget_tokens: settings.reasoningBudget };
}

function outputConfig({ responseFormat, settings }: ModelRequest): JsonObject {
  const config: Record<string, JsonValue> = {};
  const { reasoningEffort: effort, reasoningBudget: budget } = settings;
  // What only says a budget in a word is said by the budget.
  if (effort !== undefined && !(budget !== undefined && effort === effortOfBudget(budget))) {
    const known = effort === "minimal" ? "low" : effort;
    if (efforts.has(known)) config.effort = known;
  }
  if (responseFormat?.kind === "json_schema") {
    config.format = {
      type: "json_schema",
      schema: isObject(responseFormat.schema) ? responseFormat.schema : {},
    };
  } else if (responseFormat?.kind === "json_object") {
    throw new Fault(
      "unsupported",
      "response_format: this provider has no 'json_object'; give it a 'json_schema'.",
      { param: "response_format" },
    );
  }
  return config;
}
