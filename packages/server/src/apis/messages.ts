import {
  type ContentPart,
  effortOfBudget,
  Fault,
  type GenerationSettings,
  type JsonObject,
  type JsonValue,
  type Message,
  type ToolCallItem,
  type ToolChoice,
  type ToolDefinition,
  type TurnRequest,
} from "@sequrity/engine";
import {
  type CountTokensRequest,
  isMessagesCustomTool,
  type MessagesContentBlock,
  type MessagesMessage,
  type MessagesRequest,
  type MessagesToolResult,
  providerBlock,
} from "@sequrity/wire";
import { isObject, stringAt } from "../json-fields.ts";
import { writeJsonText } from "../json-text.ts";
import { providerCallIn } from "../providers/anthropic-answer.ts";
import { type BodyReading, type BodyTurn, givenFields } from "./body-turn.ts";
import { jsonObjectOf, jsonOf } from "./json-of.ts";
import { attachedPart, partFor } from "./opaque-parts.ts";
import { readOwnFields } from "./own-fields.ts";

/** Anthropic Messages: the request's body into the internal form. The way out is messages-answer.ts. */

/** Fields that have no internal form: a single-LLM request passes them on to a provider of the same API. */
const passedThrough = [
  "thinking",
  "metadata",
  "service_tier",
  "cache_control",
  "context_management",
  "inference_geo",
  "speed",
] as const;

/**
 * Translates a checked body.
 *
 * @throws {Fault} `unsupported`, naming the field
 */
export function readMessagesTurn(body: MessagesRequest, reading: BodyReading): BodyTurn {
  refuseProvidersOwn(body);
  if (body.inference_geo !== undefined && body.inference_geo !== null && reading.upstream !== "messages") {
    throw unsupported(
      "inference_geo",
      "a choice of where an answer is made, but in single-llm over Anthropic's API",
    );
  }
  const choice = readToolChoice(body.tool_choice);
  const ofProvider = providerToolsOf(body, reading);
  const names = ofProvider.flatMap((tool) => providerToolName(tool, reading) ?? []);
  return {
    ...readMessagesConversation(body, reading),
    ...(names.length === 0 ? {} : { providerTools: [...new Set(names)] }),
    ...(choice === undefined ? {} : { toolChoice: choice }),
    settings: readSettings(body, reading),
    ...readOwnFields(body),
    passThrough: {
      ...readPassThrough(body),
      ...(ofProvider.length === 0 ? {} : { tools: ofProvider }),
    },
  };
}

/** The tools of a request that the provider runs itself, as they came. */
export function providerToolsOf(
  body: MessagesRequest | CountTokensRequest,
  reading: BodyReading,
): readonly JsonObject[] {
  return (body.tools ?? []).flatMap((tool) =>
    providerToolName(tool, reading) === undefined ? [] : [jsonObjectOf(tool)],
  );
}

/** @throws {Fault} `unsupported` for what this server does not let a provider do */
export function refuseProvidersOwn(body: MessagesRequest | CountTokensRequest): void {
  if ((body.mcp_servers?.length ?? 0) > 0) throw unsupported("mcp_servers", "MCP servers of the provider's");
  const given: readonly (readonly [string, unknown])[] = Object.entries(body);
  for (const [name, value] of given) {
    const what = notOffered.get(name);
    if (what !== undefined && value !== undefined && value !== null) throw unsupported(name, what);
  }
}

/** Fields of the API that this server has nothing for. */
const notOffered: ReadonlyMap<string, string> = new Map([
  ["thread", "conversations that a provider holds; send the whole of it"],
  ["fallbacks", "other models of the provider's choice"],
  ["fallback_credit_token", "other models of the provider's choice"],
  ["compaction", "a provider's compaction of conversations"],
  ["diagnostics", "a comparison with an earlier answer"],
  ["billing_policy", "a choice of who is billed"],
  ["container", "containers of the provider's"],
]);

/** What a request has whether it is answered or its tokens are counted. */
export function readMessagesConversation(
  body: MessagesRequest | CountTokensRequest,
  reading: BodyReading,
): Pick<TurnRequest, "model" | "messages" | "tools" | "responseFormat"> {
  const format = body.output_config?.format ?? body.output_format;
  return {
    model: body.model,
    messages: [
      ...systemMessages(body.system, reading),
      ...body.messages.flatMap((message, index) => readMessage(message, `messages[${index}]`, reading)),
    ],
    tools: (body.tools ?? []).flatMap((tool, index) =>
      providerToolName(tool, reading) === undefined ? [readMessagesTool(tool, index, reading)] : [],
    ),
    ...(format
      ? {
          responseFormat: {
            kind: "json_schema" as const,
            name: "answer",
            schema: jsonObjectOf(format.schema),
          },
        }
      : {}),
  };
}

type SystemContent = NonNullable<MessagesRequest["system"]>;

function systemMessages(system: SystemContent | null | undefined, reading: BodyReading): readonly Message[] {
  const content = system ? systemContent(system, reading) : [];
  return content.length === 0 ? [] : [{ role: "system", content }];
}

function systemContent(system: SystemContent, reading: BodyReading): readonly ContentPart[] {
  if (typeof system === "string") return text(system);
  const parts = system.flatMap((block) => textBlock(block, reading));
  // Marks are on single blocks; without any, blocks stand apart as paragraphs do.
  if (parts.some((part) => part.kind === "text" && part.marks !== undefined)) return parts;
  return text(system.map((block) => block.text).join("\n\n"));
}

function text(content: string): readonly ContentPart[] {
  return content === "" ? [] : [{ kind: "text", text: content }];
}

function textBlock(
  block: { readonly text: string; readonly cache_control?: unknown; readonly citations?: unknown },
  reading: BodyReading,
): readonly ContentPart[] {
  const found = marksOf(block, ["cache_control", "citations"], reading);
  return block.text === "" ? [] : [{ kind: "text", text: block.text, ...found }];
}

/** Fields that only a provider of this API has a use for. */
function marksOf(
  of: object,
  names: readonly string[],
  { upstream }: BodyReading,
): { readonly marks?: JsonObject } {
  if (upstream !== "messages") return {};
  const marks: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(of)) {
    if (names.includes(name) && value !== null && value !== undefined) marks[name] = jsonOf(value);
  }
  return Object.keys(marks).length === 0 ? {} : { marks };
}

function readMessage(message: MessagesMessage, at: string, reading: BodyReading): readonly Message[] {
  if (message.role === "system") return systemMessages(message.content, reading);
  const blocks: readonly MessagesContentBlock[] =
    typeof message.content === "string" ? [{ type: "text", text: message.content }] : message.content;
  return message.role === "user"
    ? readUserMessage(blocks, at, reading)
    : [readAssistantMessage(blocks, at, reading)];
}

/** A user's message; each result in it is a message of its own, in its place. */
function readUserMessage(
  blocks: readonly MessagesContentBlock[],
  at: string,
  reading: BodyReading,
): readonly Message[] {
  const messages: Message[] = [];
  let content: ContentPart[] = [];
  const flush = (): void => {
    if (content.length > 0) messages.push({ role: "user", content });
    content = [];
  };
  for (const [index, block] of blocks.entries()) {
    if (block.type !== "tool_result") content.push(...readBlock(block, `${at}.content[${index}]`, reading));
    else {
      flush();
      messages.push(readResult(block, `${at}.content[${index}]`, reading));
    }
  }
  flush();
  return messages.length > 0 ? messages : [{ role: "user", content: [] }];
}

function readResult(result: MessagesToolResult, at: string, reading: BodyReading): Message {
  const content = result.content ?? "";
  return {
    role: "tool",
    callId: result.tool_use_id,
    content:
      typeof content === "string"
        ? text(content)
        : content.flatMap((block, index) =>
            block.type === "tool_reference" || block.type === "browser_state"
              ? refuseBlock(block.type, `${at}.content[${index}]`)
              : readBlock(block, `${at}.content[${index}]`, reading),
          ),
    ...(result.is_error === true ? { isError: true } : {}),
    ...marksOf(result, ["cache_control"], reading),
  };
}

function readAssistantMessage(
  blocks: readonly MessagesContentBlock[],
  at: string,
  reading: BodyReading,
): Message {
  const content: ContentPart[] = [];
  const toolCalls: ToolCallItem[] = [];
  for (const [index, block] of blocks.entries()) {
    if (block.type === "tool_use") {
      toolCalls.push({
        id: block.id,
        name: block.name,
        arguments: writeJsonText(jsonObjectOf(block.input)),
        ...marksOf(block, ["cache_control"], reading),
      });
    } else if (block.type === "thinking" || block.type === "redacted_thinking") {
      // Thoughts go back to the provider whose they are, and to nobody else (security.md, P1). What has no
      // signature was told by us of a plan.
      if (reading.upstream === "messages" && !(block.type === "thinking" && block.signature === "")) {
        content.push({ kind: "opaque", type: block.type, part: jsonObjectOf(block) });
      }
    } else {
      const part = providerPart(block, reading);
      content.push(...(part === undefined ? readBlock(block, `${at}.content[${index}]`, reading) : [part]));
    }
  }
  return { role: "assistant", content, toolCalls };
}

function readBlock(block: MessagesContentBlock, at: string, reading: BodyReading): readonly ContentPart[] {
  switch (block.type) {
    case "text":
      return textBlock(block, reading);
    case "image":
    case "document":
    case "search_result": {
      const part = jsonObjectOf(block);
      return [reading.upstream === undefined ? attachedPart(part, at) : partFor(reading.upstream, part, at)];
    }
    default:
      return refuseBlock(block.type, at);
  }
}

/** Calls of tools that a provider of this API ran itself, and what came of them: as they came, for such a provider. */
function providerPart(block: MessagesContentBlock, { upstream }: BodyReading): ContentPart | undefined {
  const part = jsonObjectOf(block);
  if (upstream !== "messages" || providerBlock(part) === undefined) return undefined;
  const ran = providerCallIn(part);
  return { kind: "opaque", type: block.type, part, ...(ran === undefined ? {} : { ran }) };
}

function refuseBlock(type: string, at: string): never {
  throw new Fault("unsupported", `Blocks of type '${type}' are not taken there.`, { param: at });
}

/**
 * A tool that the caller runs. A tool that the provider would run itself is refused: its calls would pass no policy,
 * and its results would carry no label.
 */
export function readMessagesTool(tool: unknown, index: number, reading: BodyReading): ToolDefinition {
  const own = callersTool(tool, reading);
  if (own !== undefined) return own;
  if (!isMessagesCustomTool(tool)) throw unsupported(`tools[${index}]`, "tools that the provider runs");
  return {
    name: tool.name,
    ...(typeof tool.description === "string" ? { description: tool.description } : {}),
    parameters: jsonObjectOf(tool.input_schema),
    ...(typeof tool.strict === "boolean" ? { strict: tool.strict } : {}),
    ...marksOf(tool, toolMarks, reading),
  };
}

/** A tool of the API's that the caller runs: a provider of it knows its form, policies know its name. */
function callersTool(tool: unknown, { upstream }: BodyReading): ToolDefinition | undefined {
  const declared = jsonOf(tool);
  const type = stringAt(declared, "type") ?? "";
  const name = stringAt(declared, "name");
  if (upstream !== "messages" || name === undefined || !isObject(declared)) return undefined;
  if (!/^(?:bash|text_editor|computer|memory)_\d{8}$/.test(type)) return undefined;
  return { name, parameters: true, marks: declared };
}

/**
 * The name of a tool that a provider of this API runs itself; undefined for others.
 * INVARIANT: the engine asks the policies about it by this name, and labels what it brings (security.md, M4): the name
 * is the type's own, so none can be chosen that no policy knows.
 *
 * @throws {Fault} `invalid_request` for another name
 */
function providerToolName(tool: unknown, { upstream }: BodyReading): string | undefined {
  const declared = jsonOf(tool);
  const type = stringAt(declared, "type") ?? "";
  if (upstream !== "messages") return undefined;
  const family = /^(web_search|web_fetch|code_execution|tool_search_tool(?:_regex|_bm25)?)(?:_\d{8})?$/.exec(
    type,
  )?.[1];
  if (family === undefined) return undefined;
  const name = stringAt(declared, "name") ?? family;
  if (name === family) return name;
  throw new Fault("invalid_request", `A tool of type '${type}' is named '${family}', not '${name}'.`, {
    param: "tools",
  });
}

const toolMarks = [
  "cache_control",
  "defer_loading",
  "eager_input_streaming",
  "input_examples",
  "allowed_callers",
] as const;

export function readToolChoice(choice: MessagesRequest["tool_choice"]): ToolChoice | undefined {
  switch (choice?.type) {
    case undefined:
      return undefined;
    case "auto":
    case "none":
      return { kind: choice.type };
    case "any":
      return { kind: "required" };
    case "tool":
      return { kind: "tool", name: choice.name };
  }
}

function readSettings(body: MessagesRequest, reading: BodyReading): GenerationSettings {
  const { tool_choice: choice, temperature, top_p: topP, stop_sequences: stop } = body;
  const alone = choice && choice.type !== "none" ? choice.disable_parallel_tool_use : undefined;
  return {
    maxOutputTokens: body.max_tokens,
    ...(typeof temperature === "number" ? { temperature } : {}),
    ...(typeof topP === "number" ? { topP } : {}),
    ...(typeof body.top_k === "number" ? { topK: body.top_k } : {}),
    ...(stop ? { stop } : {}),
    ...readReasoning(body, reading),
    ...(alone === true ? { parallelToolCalls: false } : {}),
  };
}

/** The thinking that is asked for; a provider of this API gets the field itself. */
function readReasoning(
  { output_config: output, thinking }: MessagesRequest,
  { upstream }: BodyReading,
): Pick<GenerationSettings, "reasoningEffort" | "reasoningBudget" | "adaptiveReasoning"> {
  const effort = output?.effort ? { reasoningEffort: output.effort } : {};
  if (upstream === "messages") return effort;
  if (thinking?.type === "adaptive") return { adaptiveReasoning: true, ...effort };
  if (thinking?.type !== "enabled") return effort;
  const { budget_tokens: budget } = thinking;
  return { reasoningBudget: budget, reasoningEffort: effortOfBudget(budget), ...effort };
}

function readPassThrough(body: MessagesRequest): JsonObject {
  // Its effort and format have an internal form; newer fields of it have none.
  const { effort: _effort, format: _format, ...output } = jsonObjectOf(body.output_config ?? {});
  return {
    ...givenFields(body, passedThrough),
    ...(Object.keys(output).length > 0 ? { output_config: output } : {}),
  };
}

/** Fields beside the conversation that a count of tokens depends on. */
export function countedFields(body: CountTokensRequest): JsonObject {
  return givenFields(body, [
    "thinking",
    "output_config",
    "output_format",
    "context_management",
    "cache_control",
  ]);
}

function unsupported(param: string, what: string): Fault {
  return new Fault("unsupported", `${param}: this server does not offer ${what}.`, { param });
}
