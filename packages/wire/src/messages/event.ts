import { type WritableJson, writeJson } from "../json.ts";
import {
  type MessageEnd,
  type MessageIdentity,
  type MessagesAnswer,
  type MessagesAnswerBlock,
  type MessagesStopReason,
  type MessagesUsage,
  messagesAnswer,
  messagesUsage,
  type RefusalDetails,
  type ServerToolUsage,
  stopFields,
} from "./answer.ts";

/**
 * The events of a streamed message, in the public API's order: message_start, then for each block its start, deltas,
 * stop, then message_delta and message_stop; pings anywhere between. An error after the first byte is the body that
 * `anthropicErrorBody` makes: its `type` is the event's.
 */

export type BlockDelta =
  | { readonly type: "text_delta"; readonly text: string }
  | { readonly type: "thinking_delta"; readonly thinking: string }
  | { readonly type: "signature_delta"; readonly signature: string }
  | { readonly type: "citations_delta"; readonly citation: WritableJson }
  | { readonly type: "input_json_delta"; readonly partial_json: string };

export interface MessageDeltaUsage {
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly cache_creation_input_tokens: number;
  readonly cache_read_input_tokens: number;
  readonly output_tokens_details: { readonly thinking_tokens: number };
  readonly server_tool_use: ServerToolUsage | null;
}

export type MessagesEvent =
  | { readonly type: "message_start"; readonly message: MessagesAnswer }
  | {
      readonly type: "content_block_start";
      readonly index: number;
      readonly content_block: MessagesAnswerBlock;
    }
  | { readonly type: "content_block_delta"; readonly index: number; readonly delta: BlockDelta }
  | { readonly type: "content_block_stop"; readonly index: number }
  | {
      readonly type: "message_delta";
      readonly delta: {
        readonly stop_reason: MessagesStopReason | null;
        readonly stop_sequence: string | null;
        readonly stop_details: RefusalDetails | null;
        readonly container: null;
      };
      readonly usage: MessageDeltaUsage;
    }
  | { readonly type: "message_stop" }
  | { readonly type: "ping" };

const nothingUsed = messagesUsage({ inputTokens: 0, outputTokens: 0, cachedTokens: 0, reasoningTokens: 0 });

/** The event that begins a stream. The usage is what is known by then. */
export function messageStartEvent(identity: MessageIdentity, usage = nothingUsed): MessagesEvent {
  return { type: "message_start", message: messagesAnswer(identity, { content: [], usage }) };
}

/** The event that keeps an idle stream alive. */
export function messagesPingEvent(): MessagesEvent {
  return { type: "ping" };
}

/** A block as it is before its content came. Encrypted thoughts come whole. */
function begun(block: MessagesAnswerBlock): MessagesAnswerBlock {
  switch (block.type) {
    case "text":
      return { ...block, text: "", citations: block.citations === null ? null : [] };
    case "thinking":
      return { ...block, thinking: "", signature: "" };
    case "tool_use":
      return { ...block, input: {} };
    default:
      return block;
  }
}

/** The event that begins a block whose content then comes in deltas. Whatever content it has is left out. */
export function blockStartEvent(index: number, block: MessagesAnswerBlock): MessagesEvent {
  return { type: "content_block_start", index, content_block: begun(block) };
}

/** More of a block's content. */
export function blockDeltaEvent(index: number, delta: BlockDelta): MessagesEvent {
  return { type: "content_block_delta", index, delta };
}

/** The event that ends a block. */
export function blockStopEvent(index: number): MessagesEvent {
  return { type: "content_block_stop", index };
}

/** What a text cites, one by one. */
export function citationDeltas(citations: readonly WritableJson[]): readonly BlockDelta[] {
  return citations.map((citation) => ({ type: "citations_delta", citation }));
}

function deltasOf(block: MessagesAnswerBlock): readonly BlockDelta[] {
  switch (block.type) {
    case "text":
      return [
        ...(block.text === "" ? [] : [{ type: "text_delta" as const, text: block.text }]),
        ...citationDeltas(block.citations ?? []),
      ];
    case "thinking":
      return [
        { type: "thinking_delta", thinking: block.thinking },
        { type: "signature_delta", signature: block.signature },
      ];
    case "tool_use":
      return [{ type: "input_json_delta", partial_json: writeJson(block.input) }];
    default:
      return [];
  }
}

/** All events of a block that is there as a whole: a call once its policy check has passed, an answer, thoughts. */
export function blockEvents(index: number, block: MessagesAnswerBlock): readonly MessagesEvent[] {
  const deltas = deltasOf(block).map((delta) => blockDeltaEvent(index, delta));
  return [blockStartEvent(index, block), ...deltas, blockStopEvent(index)];
}

function deltaUsage(usage: MessagesUsage): MessageDeltaUsage {
  return {
    input_tokens: usage.input_tokens,
    output_tokens: usage.output_tokens,
    cache_creation_input_tokens: usage.cache_creation_input_tokens,
    cache_read_input_tokens: usage.cache_read_input_tokens,
    output_tokens_details: usage.output_tokens_details,
    server_tool_use: usage.server_tool_use,
  };
}

/** The two events that end a stream: why it ended and what it used, and the last word. */
export function messageEndEvents(end: MessageEnd, usage: MessagesUsage): readonly MessagesEvent[] {
  return [
    {
      type: "message_delta",
      delta: { ...stopFields(end), container: null },
      usage: deltaUsage(usage),
    },
    { type: "message_stop" },
  ];
}
