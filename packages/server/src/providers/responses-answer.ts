import {
  type FinishReason,
  type JsonObject,
  type JsonValue,
  type ModelAnswer,
  ProviderFault,
  type ToolCallItem,
  type Usage,
} from "@sequrity/engine";
import { customArguments } from "../apis/chat-tools.ts";
import { readClientCall } from "../apis/client-calls.ts";
import { clientToolOfCall } from "../apis/client-tools.ts";
import { isCallItem, isPassedOn, isUndeclared, providerCallOf } from "../apis/provider-tools.ts";
import { arrayAt, isObject, numberAt, objectAt, stringAt } from "../json-fields.ts";
import { writeJsonText } from "../json-text.ts";
import { withLastUnfinished } from "./chat-answer.ts";
import { redactKeys } from "./redact.ts";
import { garbage } from "./upstream.ts";

/** Reads responses of OpenAI's Responses API as providers send them: nothing about their shape is taken on trust. */

/** What reading an answer depends on. */
export interface ResponseReading {
  readonly provider: string;
  /** Kept out of every message. */
  readonly secrets: readonly string[];
  /** Types of the provider's own tools that the request declares. */
  readonly providerTools: readonly string[];
  /** Families of the tools of this API's that the caller runs, as the request declares them. */
  readonly clientTools: ReadonlySet<string>;
}

/**
 * The answer in a response.
 *
 * @throws {ProviderFault} when it is none, failed, or has an item that goes to nobody
 */
export function readResponse(reading: ResponseReading, body: JsonValue): ModelAnswer {
  const { provider } = reading;
  const output = arrayAt(body, "output");
  refuseFailure(reading, body);
  if (!isObject(body) || output === undefined) throw garbage(provider, "it is no response");
  const items = output.map((item) => checkedItem(reading, item));
  const called = items.flatMap((item) => readCall(reading, item));
  const toolCalls = stringAt(body, "status") === "incomplete" ? withLastUnfinished(called) : called;
  const refusal = textsOf(items, "message", "content", "refusal");
  const reasoning = `${textsOf(items, "reasoning", "summary", "text")}${textsOf(items, "reasoning", "content", "text")}`;
  const providerCalls = items.flatMap((item) => {
    const call = providerCallOf(item, reading.providerTools);
    return call === undefined ? [] : [{ ...call, result: writeJsonText(item) }];
  });
  return {
    id: stringAt(body, "id") ?? "",
    model: stringAt(body, "model") ?? "",
    text: textsOf(items, "message", "content", "text"),
    ...(refusal === "" ? {} : { refusal }),
    ...(reasoning === "" ? {} : { reasoning }),
    toolCalls,
    finishReason: finishReasonOf(body, toolCalls.length > 0),
    ...(providerCalls.length === 0 ? {} : { providerCalls }),
    usage: readUsage(objectAt(body, "usage")),
    raw: { api: "responses", body: { ...body, output: items } },
  };
}

/**
 * An item that may be read further.
 * INVARIANT: calls that no policy could be asked about do not get past this.
 */
export function checkedItem(
  { provider, providerTools, clientTools }: Omit<ResponseReading, "secrets">,
  item: JsonValue | undefined,
): JsonObject {
  const type = stringAt(item, "type") ?? "";
  const called = clientToolOfCall(type)?.family;
  if (isUndeclared(type, providerTools) || (called !== undefined && !clientTools.has(called))) {
    throw garbage(provider, `it has an item of type '${type}', of a tool that the request does not declare`);
  }
  if (!isObject(item) || !(isPassedOn(type) || isCallItem(type))) {
    throw garbage(provider, `it has an item of type '${type.slice(0, 40)}', which is not passed on`);
  }
  if (type === "message") for (const part of arrayAt(item, "content") ?? []) checkPart({ provider }, part);
  return item;
}

/**
 * Looks at a part of what a message says.
 * INVARIANT: a message has no part that is a call.
 */
export function checkPart(
  { provider }: Pick<ResponseReading, "provider">,
  part: JsonValue | undefined,
): void {
  const type = stringAt(part, "type") ?? "";
  if (part === undefined || messageParts.has(type)) return;
  throw garbage(provider, `a message has a part of type '${type.slice(0, 40)}', which is not passed on`);
}
const messageParts: ReadonlySet<string> = new Set([
  "output_text",
  "refusal",
  "reasoning_text",
  "summary_text",
  "output_audio",
]);

/** @throws {ProviderFault} for a response that failed, or an error in its place */
export function refuseFailure({ provider, secrets }: ResponseReading, body: JsonValue | undefined): void {
  const error = objectAt(body, "error");
  const status = stringAt(body, "status");
  if (error === undefined && status !== "failed" && status !== "cancelled") return;
  const code = stringAt(error, "code");
  const said = redactKeys(stringAt(error, "message") ?? "no reason given", secrets).slice(0, 500);
  throw new ProviderFault(
    code === "rate_limit_exceeded" ? "rate_limited" : "provider_failed",
    provider,
    `Provider '${provider}' gave no answer: ${said}`,
  );
}

/** The texts in the parts of all items of a type, in order. */
function textsOf(items: readonly JsonObject[], type: string, list: string, field: string): string {
  return items
    .filter((item) => item.type === type)
    .flatMap((item) => arrayAt(item, list) ?? [])
    .map((part) => stringAt(part, field) ?? "")
    .join("");
}

/** The call that an item is, if it is one. An item that says of itself that it did not come to its end is not whole. */
function readCall(reading: ResponseReading, item: JsonObject): readonly ToolCallItem[] {
  if (!isCallItem(stringAt(item, "type") ?? "")) return [];
  const call = callOf(reading, item);
  const status = stringAt(item, "status");
  return [status === "incomplete" || status === "in_progress" ? { ...call, unfinished: true } : call];
}

function callOf({ provider, clientTools }: ResponseReading, item: JsonObject): ToolCallItem {
  const type = stringAt(item, "type") ?? "";
  if (clientToolOfCall(type) !== undefined) {
    const call = readClientCall(item);
    if (call === undefined) throw garbage(provider, `an item of type '${type}' does not say what to do`);
    return { id: call.id, name: call.name, arguments: call.arguments };
  }
  const id = stringAt(item, "call_id") ?? "";
  const name = stringAt(item, "name") ?? "";
  if (id === "" || name === "") throw garbage(provider, "a tool call of its answer has no id or no name");
  // INVARIANT: a policy about a tool of the API's knows its calls by their form: none comes as a function's.
  if (clientTools.has(name)) {
    throw garbage(provider, `it calls '${name}' as a function, which the request does not declare`);
  }
  if (type === "custom_tool_call") {
    return { id, name, arguments: customArguments(stringAt(item, "input") ?? "") };
  }
  const text = stringAt(item, "arguments") ?? "";
  return { id, name, arguments: text === "" ? "{}" : text };
}

function finishReasonOf(body: JsonObject, calls: boolean): FinishReason {
  const reason = stringAt(objectAt(body, "incomplete_details"), "reason");
  if (stringAt(body, "status") === "incomplete") {
    return reason === "content_filter" ? "content_filter" : "length";
  }
  return calls ? "tool_calls" : "stop";
}

function readUsage(usage: JsonObject | undefined): Usage {
  const count = (of: JsonObject | undefined, name: string): number => {
    const found = numberAt(of, name);
    return found !== undefined && Number.isSafeInteger(found) && found > 0 ? found : 0;
  };
  return {
    inputTokens: count(usage, "input_tokens"),
    outputTokens: count(usage, "output_tokens"),
    cachedTokens: count(objectAt(usage, "input_tokens_details"), "cached_tokens"),
    reasoningTokens: count(objectAt(usage, "output_tokens_details"), "reasoning_tokens"),
  };
}
