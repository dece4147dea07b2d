import {
  Fault,
  type JsonObject,
  type JsonValue,
  type ToolCallItem,
  type TurnOutcome,
  type Usage,
} from "@sequrity/engine";
import {
  customToolCallItem,
  functionCallItem,
  isOutputItem,
  newResponsesId,
  outputMessageItem,
  type ResponsesOutputItem,
  type ResponsesProgress,
  reasoningItem,
  responsesUsage,
  type TokenLogprob,
} from "@sequrity/wire";
import { arrayAt, numberAt, objectAt, own, stringAt } from "../json-fields.ts";
import { customInputOf } from "./chat-tools.ts";
import { writeClientCall } from "./client-calls.ts";
import { clientToolOfType } from "./client-tools.ts";
import { answerSegments, type Segment } from "./segments.ts";

/** OpenAI Responses: an outcome as the answer that is kept, and that as the API's items. */

/** An item in a form that can be kept. */
export type KeptItem =
  | { readonly kind: "reasoning" | "refusal"; readonly id: string; readonly text: string }
  | {
      readonly kind: "message";
      readonly id: string;
      readonly text: string;
      /** Of its tokens, in the form that both of OpenAI's APIs have. */
      readonly logprobs?: readonly TokenLogprob[];
    }
  | {
      readonly kind: "call" | "custom";
      readonly id: string;
      readonly callId: string;
      readonly name: string;
      /** The arguments' JSON; of a custom tool, its input. */
      readonly text: string;
    }
  /** An item of a provider that speaks this API, as it came. */
  | { readonly kind: "passed_on"; readonly id: string; readonly text: ""; readonly item: JsonObject };

export interface KeptResponse {
  readonly id: string;
  readonly sessionId: string;
  /** Seconds since the epoch. */
  readonly created: number;
  readonly completed: number;
  readonly items: readonly KeptItem[];
  readonly end: "completed" | "max_output_tokens" | "content_filter";
  readonly usage: Usage;
}

/** What identifies a response whatever its items are. */
export interface KeptIdentity {
  readonly id: string;
  /** Seconds since the epoch. */
  readonly created: number;
  readonly customTools: ReadonlySet<string>;
  /** Families of the tools of this API's that the caller runs, where its provider has them. */
  readonly clientTools?: ReadonlySet<string>;
}

/**
 * A call that goes out.
 *
 * @param frame what a call of a tool of this API's is besides what it says to do
 */
export function callItem(
  call: ToolCallItem,
  { customTools, clientTools }: KeptIdentity,
  frame?: JsonObject,
): KeptItem {
  const tool = clientTools?.has(call.name) === true ? clientToolOfType(call.name) : undefined;
  if (tool !== undefined) {
    const item = writeClientCall(tool, frame, call);
    const id = stringAt(item, "id") ?? newResponsesId("item");
    return { kind: "passed_on", id, text: "", item: { ...item, id } };
  }
  const custom = customTools.has(call.name);
  return {
    kind: custom ? "custom" : "call",
    id: newResponsesId(custom ? "custom_tool_call" : "function_call"),
    callId: call.id,
    name: call.name,
    text: custom ? customInputOf(call.arguments) : call.arguments,
  };
}

/** The answer that has these items. */
export function keptWith(
  { id, created }: KeptIdentity,
  items: readonly KeptItem[],
  outcome: TurnOutcome,
): KeptResponse {
  return {
    id,
    sessionId: outcome.sessionId,
    created,
    completed: Math.floor(Date.now() / 1000),
    items,
    end: endOf(outcome),
    usage: outcome.usage,
  };
}

/**
 * The answer to an outcome.
 *
 * @param shown what was streamed of it
 * @param ids the ids of the items that were streamed
 */
export function keptResponse(
  identity: KeptIdentity,
  shown: readonly Segment[],
  ids: readonly string[],
  outcome: TurnOutcome,
): KeptResponse {
  const segments = answerSegments(shown, outcome);
  const items: KeptItem[] = [];
  for (const [index, segment] of segments.entries()) {
    // What the provider encrypted is of another API.
    if (segment.kind === "passed_on") continue;
    const kind = segment.kind === "text" ? "message" : "reasoning";
    const item = { id: ids[index] ?? newResponsesId(kind), text: segment.text };
    // They are those of the whole text: of a text in pieces, or with a word of ours in it, they say nothing.
    if (kind === "reasoning") items.push({ kind, ...item });
    else
      items.push({ kind, ...item, ...(item.text === outcome.modelAnswer?.text ? logprobsOf(outcome) : {}) });
  }
  const refusal = outcome.kind === "final" ? outcome.refusal : undefined;
  if (refusal !== undefined) items.push({ kind: "refusal", id: newResponsesId("message"), text: refusal });
  if (outcome.kind === "tool_calls") {
    items.push(...outcome.calls.map((call) => callItem(call, identity)));
  } else if (!items.some(({ kind }) => kind === "message" || kind === "refusal")) {
    items.push({ kind: "message", id: newResponsesId("message"), text: "" });
  }
  return keptWith(identity, items, outcome);
}

function logprobsOf({ modelAnswer }: TurnOutcome): { readonly logprobs?: readonly TokenLogprob[] } {
  const { raw } = modelAnswer ?? {};
  if (raw?.api !== "chat") return {};
  const logprobs = tokenLogprobs(objectAt(arrayAt(raw.body, "choices")?.[0], "logprobs"));
  return logprobs.length === 0 ? {} : { logprobs };
}

/** The log probabilities of a text's tokens, as chat completions give them. */
export function tokenLogprobs(logprobs: JsonObject | undefined): readonly TokenLogprob[] {
  const chance = (entry: JsonValue) => ({
    token: stringAt(entry, "token") ?? "",
    bytes: (arrayAt(entry, "bytes") ?? []).filter((byte) => typeof byte === "number"),
    logprob: numberAt(entry, "logprob") ?? 0,
  });
  return (arrayAt(logprobs, "content") ?? []).map((entry) => ({
    ...chance(entry),
    top_logprobs: (arrayAt(entry, "top_logprobs") ?? []).map(chance),
  }));
}

function endOf(outcome: TurnOutcome): KeptResponse["end"] {
  if (outcome.kind === "tool_calls") return "completed";
  switch (outcome.finishReason) {
    case "length":
      return "max_output_tokens";
    case "content_filter":
      return "content_filter";
    default:
      return "completed";
  }
}

/** An item as the API has it. */
export function outputItemOf(item: KeptItem): ResponsesOutputItem {
  const { id, text } = item;
  switch (item.kind) {
    case "reasoning":
      return reasoningItem({ id, summary: [text] });
    case "message":
      return outputMessageItem({
        id,
        text,
        ...(item.logprobs === undefined ? {} : { logprobs: item.logprobs }),
      });
    case "refusal":
      return outputMessageItem({ id, refusal: text });
    case "call":
      return functionCallItem({ id, callId: item.callId, name: item.name, arguments: text });
    case "custom":
      return customToolCallItem({ id, callId: item.callId, name: item.name, input: text });
    case "passed_on":
      if (isOutputItem(item.item)) return item.item;
      throw new Fault("internal", "A stored item cannot be read.");
  }
}

/** How far the response has come when it is answered: to its end. */
export function progressOf(kept: KeptResponse): ResponsesProgress {
  const shared = { output: kept.items.map(outputItemOf), usage: responsesUsage(kept.usage) };
  return kept.end === "completed"
    ? { kind: "completed", completedAt: kept.completed, ...shared }
    : { kind: "incomplete", reason: kept.end, ...shared };
}

const ends: readonly KeptResponse["end"][] = ["completed", "max_output_tokens", "content_filter"];

/** An answer out of the form in which it was stored. */
export function readKeptResponse(stored: JsonObject): KeptResponse {
  const end = ends.find((word) => word === stringAt(stored, "end"));
  if (end === undefined) throw new Fault("internal", "The stored answer cannot be read.");
  const usage = objectAt(stored, "usage");
  const count = (name: string): number => numberAt(usage, name) ?? 0;
  return {
    id: stringAt(stored, "id") ?? "",
    sessionId: stringAt(stored, "sessionId") ?? "",
    created: numberAt(stored, "created") ?? 0,
    completed: numberAt(stored, "completed") ?? 0,
    items: (arrayAt(stored, "items") ?? []).map(readItem),
    end,
    usage: {
      inputTokens: count("inputTokens"),
      outputTokens: count("outputTokens"),
      cachedTokens: count("cachedTokens"),
      reasoningTokens: count("reasoningTokens"),
    },
  };
}

function readItem(stored: JsonValue): KeptItem {
  const id = stringAt(stored, "id") ?? "";
  const text = stringAt(stored, "text") ?? "";
  const kind = stringAt(stored, "kind");
  switch (kind) {
    case "reasoning":
    case "refusal":
      return { kind, id, text };
    case "call":
    case "custom":
      return {
        kind,
        id,
        callId: stringAt(stored, "callId") ?? "",
        name: stringAt(stored, "name") ?? "",
        text,
      };
    case "passed_on":
      return { kind, id, text: "", item: objectAt(stored, "item") ?? {} };
    default: {
      const logprobs = tokenLogprobs({ content: own(stored, "logprobs") ?? [] });
      return { kind: "message", id, text, ...(logprobs.length === 0 ? {} : { logprobs }) };
    }
  }
}
