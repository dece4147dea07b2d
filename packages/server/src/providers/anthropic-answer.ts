import type {
  FinishReason,
  JsonObject,
  JsonValue,
  ModelAnswer,
  ProviderCall,
  ToolCallItem,
  Usage,
} from "@sequrity/engine";
import { arrayAt, isObject, numberAt, objectAt, own, stringAt } from "../json-fields.ts";
import { writeJsonText } from "../json-text.ts";
import { refuseError, withLastUnfinished } from "./chat-answer.ts";
import { garbage } from "./upstream.ts";

/** Reads messages as Anthropic's API sends them: nothing about their shape is taken on trust. */

/**
 * The answer in a message.
 *
 * @throws {ProviderFault} when the body has not the shape of one, or carries an error
 */
export function readMessageAnswer(
  provider: string,
  body: JsonValue,
  secrets: readonly string[],
): ModelAnswer {
  refuseError(provider, body, secrets);
  const blocks = arrayAt(body, "content");
  if (!isObject(body) || blocks === undefined) throw garbage(provider, "it is no message");
  const called = blocks.flatMap((block) => readToolUse(provider, block));
  const reasoning = textsOf(blocks, "thinking", "thinking");
  const providerCalls = blocks.flatMap((block) => {
    const call = providerCallIn(block);
    return call === undefined ? [] : [{ ...call, result: writeJsonText(block) }];
  });
  const refusal = stringAt(objectAt(body, "stop_details"), "explanation");
  const reason = stringAt(body, "stop_reason");
  const finishReason = finishReasonOf(reason, called.length > 0);
  const last = blocks.at(-1);
  const cutOff = finishReason === "length" && last !== undefined && stringAt(last, "type") === "tool_use";
  return {
    id: stringAt(body, "id") ?? "",
    model: stringAt(body, "model") ?? "",
    text: textsOf(blocks, "text", "text"),
    ...(reason === "refusal" && refusal !== undefined ? { refusal } : {}),
    ...(reasoning === "" ? {} : { reasoning }),
    toolCalls: cutOff ? withLastUnfinished(called) : called,
    finishReason,
    ...(providerCalls.length === 0 ? {} : { providerCalls }),
    usage: readMessageUsage(objectAt(body, "usage")),
    raw: { api: "messages", body },
  };
}

/** What a block says that a tool of the provider's own brought; undefined for other blocks. */
export function providerCallIn(block: JsonValue): ProviderCall | undefined {
  const kind = /^(.+)_tool_result$/.exec(stringAt(block, "type") ?? "")?.[1];
  if (kind === undefined) return undefined;
  const id = stringAt(block, "tool_use_id") ?? "";
  return { id: `${kind}/${id}`, tool: kind.endsWith("code_execution") ? "code_execution" : kind };
}

function textsOf(blocks: readonly JsonValue[], type: string, field: string): string {
  return blocks
    .map((block) => (stringAt(block, "type") === type ? (stringAt(block, field) ?? "") : ""))
    .join("");
}

function readToolUse(provider: string, block: JsonValue): readonly ToolCallItem[] {
  if (stringAt(block, "type") !== "tool_use") return [];
  const id = stringAt(block, "id");
  const name = stringAt(block, "name");
  const input = own(block, "input");
  if (id === undefined || name === undefined || name === "" || !isObject(input)) {
    throw garbage(provider, "a tool call of its answer has no id, no name, or an input that is no object");
  }
  return [{ id, name, arguments: writeJsonText(input) }];
}

function finishReasonOf(reason: string | undefined, calls: boolean): FinishReason {
  switch (reason) {
    case "max_tokens":
    case "model_context_window_exceeded":
      return "length";
    case "refusal":
      return "content_filter";
    default:
      return calls ? "tool_calls" : "stop";
  }
}

/** Tokens in the internal form, in which cached ones are part of the input's. */
export function readMessageUsage(usage: JsonObject | undefined): Usage {
  const count = (name: string, of: JsonObject | undefined = usage): number => {
    const found = numberAt(of, name);
    return found !== undefined && Number.isSafeInteger(found) && found > 0 ? found : 0;
  };
  const cachedTokens = count("cache_read_input_tokens");
  return {
    inputTokens: count("input_tokens") + cachedTokens + count("cache_creation_input_tokens"),
    outputTokens: count("output_tokens"),
    cachedTokens,
    reasoningTokens: count("thinking_tokens", objectAt(usage, "output_tokens_details")),
  };
}
