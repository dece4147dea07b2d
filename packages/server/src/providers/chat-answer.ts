import type {
  FinishReason,
  JsonObject,
  JsonValue,
  ModelAnswer,
  ModelChoice,
  ToolCallItem,
  Usage,
} from "@sequrity/engine";
import { customArguments } from "../apis/chat-tools.ts";
import { arrayAt, isArray, isObject, numberAt, objectAt, own, stringAt } from "../json-fields.ts";
import { redactKeys } from "./redact.ts";
import { garbage } from "./upstream.ts";

/** Reads chat completions as providers send them: nothing about their shape is taken on trust. */

/**
 * The answer in a chat completion.
 *
 * @throws {ProviderFault} when the body has not the shape of one, or carries an error
 */
export function readCompletion(provider: string, body: JsonValue, secrets: readonly string[]): ModelAnswer {
  refuseError(provider, body, secrets);
  const choices = (arrayAt(body, "choices") ?? []).map((choice, position) =>
    readChoice(provider, choice, position),
  );
  const answer = answerOf(choices);
  if (!isObject(body) || answer === undefined) throw garbage(provider, "it is no chat completion");
  return {
    id: stringAt(body, "id") ?? "",
    model: stringAt(body, "model") ?? "",
    ...answer,
    usage: readUsage(objectAt(body, "usage")),
    raw: { api: "chat", body },
  };
}

/** The first choice's fields, and the others; undefined when there is no choice. */
export function answerOf(
  choices: readonly ModelChoice[],
): Omit<ModelAnswer, "id" | "model" | "usage"> | undefined {
  const [first, ...others] = choices.toSorted((a, b) => a.index - b.index);
  if (first === undefined) return undefined;
  const { index: _index, ...fields } = first;
  return { ...fields, ...(others.length === 0 ? {} : { otherChoices: others }) };
}

function readChoice(provider: string, choice: JsonValue, position: number): ModelChoice {
  const message = objectAt(choice, "message");
  if (message === undefined) throw garbage(provider, "it is no chat completion");
  const called = readToolCalls(provider, message);
  const finishReason = readFinishReason(provider, stringAt(choice, "finish_reason"), called.length > 0);
  const refusal = stringAt(message, "refusal");
  const reasoning = reasoningIn(message);
  return {
    index: choiceIndex(choice) ?? position,
    text: contentText(provider, own(message, "content")),
    ...(refusal === undefined ? {} : { refusal }),
    ...(reasoning === undefined || reasoning === "" ? {} : { reasoning }),
    toolCalls: finishReason === "length" ? withLastUnfinished(called) : called,
    finishReason,
  };
}

/** The calls of an answer that was cut off: the last of them may not be whole. */
export function withLastUnfinished(calls: readonly ToolCallItem[]): readonly ToolCallItem[] {
  return calls.map((call, index) => (index === calls.length - 1 ? { ...call, unfinished: true } : call));
}

/** The index that a choice says it has. */
export function choiceIndex(choice: JsonValue): number | undefined {
  const index = numberAt(choice, "index");
  return index !== undefined && Number.isSafeInteger(index) && index >= 0 && index < choicesMax
    ? index
    : undefined;
}

/** As many as the API lets a request ask for. */
export const choicesMax = 128;

/** Some providers answer 200 with an error in the body, and send one in the middle of a stream. */
export function refuseError(provider: string, body: JsonValue, secrets: readonly string[]): void {
  const error = own(body, "error");
  if (error === undefined || error === null) return;
  const message = typeof error === "string" ? error : (stringAt(error, "message") ?? "no reason given");
  throw garbage(provider, `it reports an error: ${redactKeys(message, secrets).slice(0, 500)}`);
}

export function reasoningIn(message: JsonObject): string | undefined {
  return stringAt(message, "reasoning_content") ?? stringAt(message, "reasoning");
}

export function readFinishReason(provider: string, reason: string | undefined, calls: boolean): FinishReason {
  switch (reason) {
    case "length":
    case "content_filter":
      return reason;
    case "error":
      throw garbage(provider, "it ended with an error");
    default:
      // Servers disagree on the reason beside tool calls: `stop`, `function_call`, none at all.
      return calls ? "tool_calls" : "stop";
  }
}

export function readUsage(usage: JsonObject | undefined): Usage {
  return {
    inputTokens: tokens(numberAt(usage, "prompt_tokens")),
    outputTokens: tokens(numberAt(usage, "completion_tokens")),
    cachedTokens: tokens(numberAt(objectAt(usage, "prompt_tokens_details"), "cached_tokens")),
    reasoningTokens: tokens(numberAt(objectAt(usage, "completion_tokens_details"), "reasoning_tokens")),
  };
}

function tokens(count: number | undefined): number {
  return count !== undefined && Number.isSafeInteger(count) && count > 0 ? count : 0;
}

/** Text, null, or the list of text parts that some servers send. */
function contentText(provider: string, content: JsonValue | undefined): string {
  if (typeof content === "string") return content;
  if (content === null || content === undefined) return "";
  if (!isArray(content)) throw garbage(provider, "its content is no text");
  return content.map((part) => stringAt(part, "text") ?? "").join("");
}

function readToolCalls(provider: string, message: JsonObject): readonly ToolCallItem[] {
  const calls = own(message, "tool_calls");
  if (calls === undefined || calls === null) {
    const legacy = objectAt(message, "function_call");
    return legacy === undefined ? [] : [toolCall(provider, "call_0", legacy)];
  }
  if (!isArray(calls)) throw garbage(provider, "its tool calls are no list");
  return calls.map((call, index) => {
    const custom = objectAt(call, "custom");
    const id = stringAt(call, "id") ?? `call_${index}`;
    if (custom !== undefined) {
      const name = stringAt(custom, "name") ?? "";
      if (name === "") throw garbage(provider, "a tool call of its answer has no name");
      return { id, name, arguments: customArguments(stringAt(custom, "input") ?? "") };
    }
    const called = objectAt(call, "function");
    if (called === undefined) throw garbage(provider, "a tool call of its answer names no function");
    return toolCall(provider, id, called);
  });
}

function toolCall(provider: string, id: string, called: JsonObject): ToolCallItem {
  const name = stringAt(called, "name");
  const text = own(called, "arguments");
  if (
    name === undefined ||
    name === "" ||
    !(typeof text === "string" || text === undefined || text === null)
  ) {
    throw garbage(provider, "a tool call of its answer has no name, or arguments that are no text");
  }
  return { id, name, arguments: text === undefined || text === null || text === "" ? "{}" : text };
}
