import {
  type ContentPart,
  Fault,
  type GenerationSettings,
  type JsonObject,
  type Message,
  type ResponseFormat,
  type TurnRequest,
} from "@sequrity/engine";
import { inputItemKind, isInputItem, type ResponsesRequest } from "@sequrity/wire";
import { isObject, stringAt } from "../json-fields.ts";
import { writeJsonText } from "../json-text.ts";
import { customInput } from "./chat-tools.ts";
import { callsByItemId, readClientCall, readClientResult } from "./client-calls.ts";
import { clientToolOfCall, clientToolOfResult } from "./client-tools.ts";
import { checkInclude } from "./included-fields.ts";
import { jsonObjectOf, jsonOf } from "./json-of.ts";
import { attachedPart, partFor, type UpstreamForm } from "./opaque-parts.ts";
import { readOwnFields } from "./own-fields.ts";
import { everyProviderTool } from "./provider-tools.ts";
import { nativeFields, nativeItem, splitTools, withoutOurId } from "./responses-native.ts";
import { elsewhere, readResponsesToolChoice, readResponsesTools } from "./responses-tools.ts";

/** OpenAI Responses: the request's body into the internal form. The way out is responses-answer.ts. */

/** One earlier request of the conversation and what it was answered. */
export interface PastExchange {
  readonly instructions: string | undefined;
  readonly input: readonly JsonObject[];
  readonly output: readonly JsonObject[];
}

/** What the translation depends on besides the body. */
export interface ResponsesReading {
  /** What the provider reads; undefined where no provider sees the conversation as it came (dual-LLM). */
  readonly upstream: UpstreamForm | undefined;
  /** What the request goes on from, the oldest first. */
  readonly past: readonly PastExchange[];
  /** The body's input where references to the caller's stored items have been replaced by the items. */
  readonly input?: readonly JsonObject[];
  /** The request has a provider key of the caller's: what only the provider knows by that key may be named. */
  readonly ownKey?: boolean;
}

/** What the body of a Responses request becomes. */
export type ResponsesTurn = Pick<
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
  | "onlyNew"
  | "providerTools"
  | "toolCallsMax"
  | "truncates"
>;

/** The items of a request's input; a text is a user's message. */
export function inputItems(body: ResponsesRequest): readonly JsonObject[] {
  if (typeof body.input === "string") return [{ type: "message", role: "user", content: body.input }];
  return (body.input ?? []).map((item) => jsonObjectOf(item));
}

/**
 * Translates a checked body.
 *
 * @throws {Fault} `unsupported`, naming the field
 */
export function readResponsesTurn(body: ResponsesRequest, reading: ResponsesReading): ResponsesTurn {
  const native = reading.upstream === "responses";
  if (!native) refuseFields(body, reading.upstream);
  const input = reading.input ?? inputItems(body);
  if (input.length === 0 && !(native && body.prompt)) {
    throw new Fault("invalid_request", "input: a text or at least one item is expected.", { param: "input" });
  }
  const { checked, ofProvider: declared } = native
    ? splitTools(body.tools ?? [])
    : { checked: body.tools ?? [], ofProvider: [] };
  // INVARIANT: a template that the provider keeps may bring any of its tools, so policies are asked about all.
  const ofProvider = body.prompt ? [...new Set([...declared, ...everyProviderTool])] : declared;
  const chosen = readResponsesToolChoice(body.tool_choice, checked, native);
  const format = readFormat(body);
  const now: PastExchange = { instructions: body.instructions ?? undefined, input, output: [] };
  const messages =
    reading.upstream === undefined
      ? conversationOfPlans(reading, now)
      : conversationOfModel(reading, now, ofProvider);
  const { max_tool_calls: callsMax } = body;
  return {
    model: body.model,
    messages,
    tools: readResponsesTools(chosen.tools, reading.upstream),
    ...(chosen.choice === undefined ? {} : { toolChoice: chosen.choice }),
    ...(format === undefined ? {} : { responseFormat: format }),
    settings: readSettings(body),
    ...readOwnFields(body),
    passThrough: native ? nativeFields(body) : reading.upstream === "chat" ? chatFields(body) : {},
    ...(ofProvider.length === 0 ? {} : { providerTools: ofProvider }),
    ...(typeof callsMax === "number" ? { toolCallsMax: callsMax } : {}),
    // A provider of the same API is told of it.
    ...(body.truncation === "auto" && !native ? { truncates: true } : {}),
    // Results alone, in a session whose responses are not stored.
    ...(reading.past.length === 0 && messages[0]?.role === "tool" ? { onlyNew: true } : {}),
  };
}

/** What a provider is told: the instructions of this request alone hold, as the public API has it. */
function conversationOfModel(
  reading: ResponsesReading,
  now: PastExchange,
  ofProvider: readonly string[],
): readonly Message[] {
  const items = [...reading.past, now].flatMap(({ input, output }) => [...input, ...output]);
  if (reading.upstream !== "responses") {
    return [...instructionsMessage(now.instructions), ...readItems(items, now.input.length, reading)];
  }
  const calls = callsByItemId(items);
  // Each item stays one: their order means something to the provider.
  return items.map((item, index) => {
    const at = `input[${Math.max(0, index - (items.length - now.input.length))}]`;
    checkReference(item, at, reading);
    // INVARIANT: a result stays one, whatever role it claims, and has its tool's label (security.md, M4).
    if (isInputItem("message", item) && item.role === "assistant") return nativeItem(item, ofProvider, at);
    return (
      readCommonItem(item, at, reading) ??
      readClientItem(item, at, (id) => calls.get(id)) ??
      nativeItem(item, ofProvider, at)
    );
  });
}

/**
 * A call of a tool of the API's that the caller runs, or the result of one.
 * INVARIANT: a result is one for the engine too: it belongs to a call, and has its label (security.md, S4, M4).
 */
function readClientItem(
  item: JsonObject,
  at: string,
  callOf: (itemId: string) => string | undefined,
): Message | undefined {
  const type = stringAt(item, "type") ?? "";
  if (clientToolOfCall(type) === undefined && clientToolOfResult(type) === undefined) return undefined;
  const own = withoutOurId(item);
  const call = readClientCall(own);
  if (call !== undefined) {
    const { frame: marks, ...made } = call;
    return { role: "assistant", content: [], toolCalls: [{ ...made, marks }] };
  }
  const result = readClientResult(own, callOf);
  if (result !== undefined) return result;
  throw new Fault(
    "invalid_request",
    `${at}: an item of type '${type}' has a 'call_id', and says what to do.`,
    {
      param: at,
    },
  );
}

/**
 * Refuses a reference to what is none of the caller's stored items, unless it is the provider's to know.
 * INVARIANT: with the server's provider key nobody refers to what another API key's requests left there (S5).
 */
function checkReference(item: JsonObject, at: string, reading: ResponsesReading): void {
  if (!isInputItem("item_reference", item)) return;
  if (reading.ownKey === true && reading.upstream === "responses") return;
  throw new Fault("not_found", `${at}: there is no item '${item.id}' among your stored responses.`, {
    param: at,
  });
}

/**
 * What the engine holds against a session: each request's instructions stand where they were new, so that the
 * conversation up to an earlier request is the same each time. What only answers calls has no use for new ones: the
 * plan is written.
 */
function conversationOfPlans(reading: ResponsesReading, now: PastExchange): readonly Message[] {
  const messages: Message[] = [];
  const known = new Set<string>();
  for (const { instructions, input, output } of [...reading.past, now]) {
    const read = readItems([...input], input.length, reading);
    const results = read.findIndex((message) => message.role !== "tool");
    const rest = results === -1 ? read.length : results;
    messages.push(...read.slice(0, rest));
    if (rest < read.length && instructions !== undefined && !known.has(instructions)) {
      known.add(instructions);
      messages.push(...instructionsMessage(instructions));
    }
    messages.push(...read.slice(rest), ...readItems(output, 0, reading));
  }
  return messages;
}

function instructionsMessage(instructions: string | undefined): readonly Message[] {
  return instructions === undefined || instructions === ""
    ? []
    : [{ role: "system", content: [{ kind: "text", text: instructions }] }];
}

/** @param own how many of the last items are the request's own: errors name their places */
function readItems(items: readonly JsonObject[], own: number, reading: ResponsesReading): readonly Message[] {
  const messages: Message[] = [];
  for (const [index, item] of items.entries()) {
    const at = `input[${Math.max(0, index - (items.length - own))}]`;
    const message = readItem(item, at, reading);
    if (message === undefined) continue;
    const last = messages.at(-1);
    // One answer is several items here, and one message elsewhere.
    if (message.role === "assistant" && last?.role === "assistant") {
      const refusal = last.refusal ?? message.refusal;
      messages[messages.length - 1] = {
        role: "assistant",
        content: [...last.content, ...message.content],
        toolCalls: [...last.toolCalls, ...message.toolCalls],
        ...(refusal === undefined ? {} : { refusal }),
      };
    } else messages.push(message);
  }
  return messages;
}

function readItem(item: JsonObject, at: string, reading: ResponsesReading): Message | undefined {
  if (reading.upstream !== undefined) checkReference(item, at, reading);
  const message = readCommonItem(item, at, reading);
  // Thoughts that come back are dropped (security.md, P1).
  if (message !== undefined || isInputItem("reasoning", item)) return message;
  const kind = inputItemKind(item) ?? stringAt(item, "type") ?? "unknown";
  throw new Fault("unsupported", `${at}: items of type '${kind}' are ${elsewhere(reading.upstream)}.`, {
    param: at,
  });
}

/** An item that has an internal form: a message, a call of a checked tool, its result. */
function readCommonItem(item: JsonObject, at: string, reading: ResponsesReading): Message | undefined {
  if (isInputItem("message", item)) {
    const { role } = item;
    const parts =
      typeof item.content === "string" ? [{ type: "input_text", text: item.content }] : item.content;
    const content = readParts(parts, at, reading);
    if (role !== "assistant") return { role, content };
    const refusal = parts.map((part) => ("refusal" in part ? part.refusal : "")).join("");
    return { role, content, toolCalls: [], ...(refusal === "" ? {} : { refusal }) };
  }
  if (isInputItem("function_call", item)) {
    const { call_id: id, name, arguments: text } = item;
    return { role: "assistant", content: [], toolCalls: [{ id, name, arguments: text }] };
  }
  if (isInputItem("custom_tool_call", item)) {
    const { call_id: id, name, input } = item;
    const text = writeJsonText({ [customInput]: input });
    return { role: "assistant", content: [], toolCalls: [{ id, name, arguments: text }] };
  }
  if (isInputItem("function_call_output", item) || isInputItem("custom_tool_call_output", item)) {
    const parts = typeof item.output === "string" ? [{ type: "input_text", text: item.output }] : item.output;
    return { role: "tool", callId: item.call_id, content: readParts(parts, at, reading) };
  }
  return undefined;
}

function readParts(
  parts: readonly { readonly type: string }[],
  at: string,
  { upstream }: ResponsesReading,
): readonly ContentPart[] {
  return parts.flatMap((part): readonly ContentPart[] => {
    if ((part.type === "input_text" || part.type === "output_text") && "text" in part) {
      return typeof part.text === "string" && part.text !== "" ? [{ kind: "text", text: part.text }] : [];
    }
    if (part.type === "refusal") return [];
    const value = jsonObjectOf(part);
    if (upstream === undefined) return [attachedPart(value, at)];
    return [partFor(upstream, value, at)];
  });
}

function readFormat(body: ResponsesRequest): ResponseFormat | undefined {
  const format = body.text?.format;
  if (!format) return undefined;
  if (format.type !== "json_schema") return { kind: format.type };
  return {
    kind: "json_schema",
    name: format.name,
    schema: jsonObjectOf(format.schema),
    ...(typeof format.strict === "boolean" ? { strict: format.strict } : {}),
  };
}

function readSettings(body: ResponsesRequest): GenerationSettings {
  const effort = body.reasoning?.effort;
  return {
    ...(typeof body.temperature === "number" ? { temperature: body.temperature } : {}),
    ...(typeof body.top_p === "number" ? { topP: body.top_p } : {}),
    ...(typeof body.max_output_tokens === "number" ? { maxOutputTokens: body.max_output_tokens } : {}),
    ...(effort ? { reasoningEffort: effort } : {}),
    ...(typeof body.parallel_tool_calls === "boolean" ? { parallelToolCalls: body.parallel_tool_calls } : {}),
  };
}

/**
 * Fields that mean the same to a provider of chat completions, in its words. Of what `include` may ask for, log
 * probabilities are all that such a provider can have.
 */
function chatFields(body: ResponsesRequest): JsonObject {
  const { prompt_cache_key, prompt_cache_retention, safety_identifier, service_tier, user } = body;
  const verbosity = body.text?.verbosity;
  const { top_logprobs: count } = body;
  const asked = (count ?? 0) > 0 || body.include?.includes("message.output_text.logprobs") === true;
  const fields = {
    prompt_cache_key,
    prompt_cache_retention,
    safety_identifier,
    service_tier,
    user,
    verbosity,
    ...(asked ? { logprobs: true, top_logprobs: count } : {}),
  };
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      value === undefined || value === null ? [] : [[name, value]],
    ),
  );
}

const offeredBy = (upstream: UpstreamForm | undefined): string =>
  upstream === undefined
    ? "in dual-llm"
    : `over a provider of ${upstream === "chat" ? "chat completions" : "messages"}`;

/** What is asked for and not there is said, not left out. */
function refuseFields(body: ResponsesRequest, upstream: UpstreamForm | undefined): void {
  checkInclude(body.include ?? []);
  const given: readonly (readonly [string, boolean])[] = [
    ["prompt", body.prompt !== undefined && body.prompt !== null],
    ["top_logprobs", upstream !== "chat" && (body.top_logprobs ?? 0) > 0],
    ["include", upstream !== "chat" && body.include?.includes("message.output_text.logprobs") === true],
    ["moderation", isObject(jsonOf(body.moderation ?? null))],
    ["access_programs", isObject(jsonOf(body.access_programs ?? null))],
    ["context_management", (body.context_management?.length ?? 0) > 0],
    ["reasoning.context", !["auto", undefined].includes(body.reasoning?.context ?? undefined)],
    ["reasoning.mode", !["standard", undefined].includes(body.reasoning?.mode ?? undefined)],
    ["text.verbosity", upstream === "messages" && typeof body.text?.verbosity === "string"],
    // What a planner is shown is no list of items that could be cut.
    ["truncation", upstream === undefined && body.truncation === "auto"],
  ];
  const refused = given.find(([, asked]) => asked)?.[0];
  if (refused === undefined) return;
  throw new Fault("unsupported", `${refused} is not offered ${offeredBy(upstream)}; leave it out.`, {
    param: refused,
  });
}
