import { Fault, type JsonObject, type JsonValue, type TurnOutcome, type Usage } from "@sequrity/engine";
import {
  JsonText,
  type MessageEnd,
  type MessagesAnswerBlock,
  type MessagesStopReason,
  type MessagesUsage,
  messagesAnswer,
  messagesUsage,
  providerBlock,
  redactedThinkingBlock,
  refusalCategory,
  textBlock,
  thinkingBlock,
  toolUseBlock,
  writeAnswer,
} from "@sequrity/wire";
import { arrayAt, numberAt, objectAt, stringAt } from "../json-fields.ts";
import { answerSegments, type Segment } from "./segments.ts";

/** Anthropic Messages: an outcome as the answer that is kept, and that as the API's. */

/** An answer in a form that can be kept: the arguments of its calls are still the text that was checked. */
export interface KeptMessage {
  readonly id: string;
  readonly sessionId: string;
  readonly segments: readonly Segment[];
  readonly calls: readonly { readonly id: string; readonly name: string; readonly arguments: string }[];
  readonly end: MessageEnd;
  readonly usage: Usage & { readonly cacheWriteTokens: number };
  /** The counts of a provider of the same API, as it gave them: some have no internal form. */
  readonly counts: JsonObject;
}

/** The answer to an outcome. `shown` is what was streamed of it. */
export function keptMessage(id: string, shown: readonly Segment[], outcome: TurnOutcome): KeptMessage {
  const refusal = outcome.kind === "final" ? outcome.refusal : undefined;
  const segments = answerSegments(shown, outcome);
  const counts = objectAt(nativeBody(outcome), "usage") ?? {};
  const silent = segments.every((segment) => segment.kind !== "text");
  return {
    id,
    sessionId: outcome.sessionId,
    // A refusal is told in words too: who does not look at the stop reason sees it.
    segments: silent && refusal !== undefined ? [...segments, { kind: "text", text: refusal }] : segments,
    calls: outcome.kind === "tool_calls" ? outcome.calls : [],
    end: endOf(outcome, refusal),
    usage: { ...outcome.usage, cacheWriteTokens: numberAt(counts, "cache_creation_input_tokens") ?? 0 },
    counts,
  };
}

/** A single-LLM answer as a provider of the same API gave it. */
function nativeBody(outcome: TurnOutcome): JsonObject | undefined {
  const raw = outcome.modelAnswer?.raw;
  return raw?.api === "messages" ? raw.body : undefined;
}

function endOf(outcome: TurnOutcome, refusal: string | undefined): MessageEnd {
  if (outcome.kind === "tool_calls") return { stopReason: "tool_use" };
  const body = nativeBody(outcome);
  const category = refusalCategory(stringAt(objectAt(body, "stop_details"), "category"));
  const refused: MessageEnd = { stopReason: "refusal", ...(category === undefined ? {} : { category }) };
  if (refusal !== undefined) return { ...refused, explanation: refusal };
  const reason = stringAt(body, "stop_reason");
  switch (outcome.finishReason) {
    case "length":
      return { stopReason: reason === "model_context_window_exceeded" ? reason : "max_tokens" };
    case "content_filter":
      return refused;
    default: {
      if (reason === "pause_turn") return { stopReason: reason };
      if (reason !== "stop_sequence") return { stopReason: "end_turn" };
      const sequence = stringAt(body, "stop_sequence");
      return { stopReason: reason, ...(sequence === undefined ? {} : { stopSequence: sequence }) };
    }
  }
}

/** The blocks of an answer. */
export function blocksOf(message: KeptMessage): readonly MessagesAnswerBlock[] {
  return [
    ...message.segments.map(blockOf),
    ...message.calls.map(({ id, name, arguments: text }) =>
      toolUseBlock({ id, name, input: new JsonText(text) }),
    ),
  ];
}

export function blockOf(segment: Segment): MessagesAnswerBlock {
  switch (segment.kind) {
    case "text":
      return textBlock(segment.text, segment.citations);
    case "thoughts":
      return thinkingBlock(segment.text, segment.signature);
    case "passed_on":
      return providerBlock(segment.block) ?? redactedThinkingBlock(stringAt(segment.block, "data") ?? "");
  }
}

/** The text of a whole answer. `model` is the request's. */
export function messageText(message: KeptMessage, model: string): string {
  const { id, sessionId, end } = message;
  return writeAnswer(
    messagesAnswer({ id, model, sessionId }, { content: blocksOf(message), end, usage: usageOf(message) }),
  );
}

/** The tokens of an answer in the API's form. */
export function usageOf({ usage, counts }: KeptMessage): MessagesUsage {
  const count = (of: JsonObject, name: string): number => numberAt(of, name) ?? 0;
  const cached = objectAt(counts, "cache_creation");
  const ran = objectAt(counts, "server_tool_use");
  const serviceTier = serviceTiers.find((tier) => tier === stringAt(counts, "service_tier"));
  return messagesUsage({
    ...usage,
    details: {
      ...(cached === undefined
        ? {}
        : {
            cacheCreation: {
              ephemeral_5m_input_tokens: count(cached, "ephemeral_5m_input_tokens"),
              ephemeral_1h_input_tokens: count(cached, "ephemeral_1h_input_tokens"),
            },
          }),
      ...(ran === undefined
        ? {}
        : {
            serverToolUse: {
              web_search_requests: count(ran, "web_search_requests"),
              web_fetch_requests: count(ran, "web_fetch_requests"),
            },
          }),
      ...(serviceTier === undefined ? {} : { serviceTier }),
    },
  });
}

const serviceTiers = ["standard", "priority", "batch"] as const;

const stopReasons: readonly MessagesStopReason[] = [
  "end_turn",
  "max_tokens",
  "stop_sequence",
  "tool_use",
  "pause_turn",
  "refusal",
  "model_context_window_exceeded",
];

/** An answer out of the form in which it was stored. */
export function readKeptMessage(stored: JsonObject): KeptMessage {
  const end = objectAt(stored, "end");
  const stopReason = stopReasons.find((reason) => reason === stringAt(end, "stopReason"));
  if (stopReason === undefined) throw new Fault("internal", "The stored answer cannot be read.");
  const stopSequence = stringAt(end, "stopSequence");
  const explanation = stringAt(end, "explanation");
  const category = refusalCategory(stringAt(end, "category"));
  const usage = objectAt(stored, "usage");
  const count = (name: string): number => numberAt(usage, name) ?? 0;
  return {
    id: stringAt(stored, "id") ?? "",
    sessionId: stringAt(stored, "sessionId") ?? "",
    segments: (arrayAt(stored, "segments") ?? []).map(readSegment),
    calls: (arrayAt(stored, "calls") ?? []).map((call) => ({
      id: stringAt(call, "id") ?? "",
      name: stringAt(call, "name") ?? "",
      arguments: stringAt(call, "arguments") ?? "{}",
    })),
    end: {
      stopReason,
      ...(stopSequence === undefined ? {} : { stopSequence }),
      ...(explanation === undefined ? {} : { explanation }),
      ...(category === undefined ? {} : { category }),
    },
    usage: {
      inputTokens: count("inputTokens"),
      outputTokens: count("outputTokens"),
      cachedTokens: count("cachedTokens"),
      reasoningTokens: count("reasoningTokens"),
      cacheWriteTokens: count("cacheWriteTokens"),
    },
    counts: objectAt(stored, "counts") ?? {},
  };
}

function readSegment(stored: JsonValue): Segment {
  const text = stringAt(stored, "text") ?? "";
  switch (stringAt(stored, "kind")) {
    case "thoughts":
      return { kind: "thoughts", text, signature: stringAt(stored, "signature") ?? "" };
    case "passed_on":
      return { kind: "passed_on", block: objectAt(stored, "block") ?? {} };
    default: {
      const citations = arrayAt(stored, "citations");
      return { kind: "text", text, ...(citations === undefined ? {} : { citations }) };
    }
  }
}
