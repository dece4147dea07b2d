import Anthropic from "@anthropic-ai/sdk";
import type {
  ContentBlock,
  Message,
  MessageTokensCount,
  RawMessageStreamEvent,
} from "@anthropic-ai/sdk/resources/messages";
import { expect, test } from "vitest";
import {
  anthropicErrorBody,
  blockDeltaEvent,
  blockEvents,
  blockStartEvent,
  blockStopEvent,
  countTokensAnswer,
  JsonText,
  type MessagesAnswer,
  type MessagesAnswerBlock,
  type MessagesEvent,
  messageEndEvents,
  messageStartEvent,
  messagesAnswer,
  messagesPingEvent,
  messagesUsage,
  newMessageId,
  type ProviderBlock,
  redactedThinkingBlock,
  type TextBlock,
  textBlock,
  thinkingBlock,
  toolUseBlock,
} from "../src/index.ts";
import { assertAssignable } from "./official-types.ts";

/** A type without what a provider wrote itself, which is passed on as it came. */
type Ours<T> = T extends ProviderBlock | { type: "citations_delta" }
  ? never
  : T extends TextBlock
    ? { type: "text"; text: string; citations: null }
    : T extends readonly (infer Item)[]
      ? Ours<Item>[]
      : T extends object
        ? { -readonly [Key in keyof T]: Ours<T[Key]> }
        : T;

const identity = { id: newMessageId(), model: "a,b", sessionId: "0b0a3a3e-8d5e-4f6a-9a44-7b3f1a2c4d5e" };
const usage = messagesUsage({ inputTokens: 10, outputTokens: 4, cachedTokens: 3, reasoningTokens: 2 });

test("what we answer may stand for the official types", () => {
  assertAssignable<Ours<MessagesAnswer>, Message>();
  assertAssignable<Ours<MessagesAnswerBlock>, ContentBlock>();
  // The official types leave out the ping, which the official client skips.
  assertAssignable<Ours<Exclude<MessagesEvent, { type: "ping" }>>, RawMessageStreamEvent>();
  assertAssignable<ReturnType<typeof countTokensAnswer>, MessageTokensCount>();
});

test("an answer", () => {
  const content = [textBlock("hi")];
  expect(messagesAnswer(identity, { content, end: { stopReason: "end_turn" }, usage })).toEqual({
    id: identity.id,
    type: "message",
    role: "assistant",
    model: "a,b",
    content: [{ type: "text", text: "hi", citations: null }],
    stop_reason: "end_turn",
    stop_sequence: null,
    stop_details: null,
    usage,
    container: null,
    diagnostics: null,
    session_id: identity.sessionId,
  });
  expect(identity.id).toMatch(/^msg_[0-9a-f]{32}$/);
});

test("how an answer ended", () => {
  const content: MessagesAnswerBlock[] = [];
  const stopped = messagesAnswer(identity, {
    content,
    end: { stopReason: "stop_sequence", stopSequence: "END" },
    usage,
  });
  expect(stopped).toMatchObject({ stop_reason: "stop_sequence", stop_sequence: "END", stop_details: null });
  const refused = messagesAnswer(identity, { content, end: { stopReason: "refusal" }, usage });
  expect(refused.stop_details).toEqual({ type: "refusal", category: null, explanation: null });
});

test("cached tokens are counted apart", () => {
  expect(usage).toMatchObject({ input_tokens: 7, cache_read_input_tokens: 3, output_tokens: 4 });
  expect(
    messagesUsage({
      inputTokens: 10,
      outputTokens: 0,
      cachedTokens: 3,
      cacheWriteTokens: 2,
      reasoningTokens: 0,
    }),
  ).toMatchObject({ input_tokens: 5, cache_creation_input_tokens: 2 });
  expect(countTokensAnswer(7)).toEqual({ input_tokens: 7 });
});

const call = toolUseBlock({ id: "tc-1", name: "f", input: new JsonText('{"n": 1.0}') });
const blocks = [thinkingBlock("a plan"), redactedThinkingBlock("xx"), textBlock("hi"), call];

function wholeStream(): readonly MessagesEvent[] {
  return [
    messageStartEvent(identity),
    messagesPingEvent(),
    ...blocks.flatMap((block, index) => blockEvents(index, block)),
    ...messageEndEvents({ stopReason: "tool_use" }, usage),
  ];
}

test("a stream's events, in order", () => {
  expect(
    wholeStream().map((event) => ("delta" in event && "type" in event.delta ? event.delta.type : event.type)),
  ).toEqual([
    "message_start",
    "ping",
    "content_block_start",
    "thinking_delta",
    "signature_delta",
    "content_block_stop",
    "content_block_start",
    "content_block_stop",
    "content_block_start",
    "text_delta",
    "content_block_stop",
    "content_block_start",
    "input_json_delta",
    "content_block_stop",
    "message_delta",
    "message_stop",
  ]);
});

test("a block starts empty, and its deltas bring the content as it was written", () => {
  expect(blockEvents(2, call)).toEqual([
    { type: "content_block_start", index: 2, content_block: { ...call, input: {} } },
    {
      type: "content_block_delta",
      index: 2,
      delta: { type: "input_json_delta", partial_json: '{"n": 1.0}' },
    },
    { type: "content_block_stop", index: 2 },
  ]);
  expect([
    blockStartEvent(0, textBlock("")),
    blockDeltaEvent(0, { type: "text_delta", text: "hi" }),
    blockStopEvent(0),
  ]).toEqual(blockEvents(0, textBlock("hi")));
  expect(blockEvents(0, textBlock("")).map((event) => event.type)).toEqual([
    "content_block_start",
    "content_block_stop",
  ]);
});

function clientOf(text: string): Anthropic {
  return new Anthropic({
    apiKey: "k",
    maxRetries: 0,
    fetch: async () => new Response(text, { headers: { "content-type": "text/event-stream" } }),
  });
}
const params = { model: "m", max_tokens: 1, messages: [{ role: "user", content: "x" }] } as const;
function asText(events: readonly { readonly type: string }[]): string {
  return events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join("");
}

test("the official client reads the stream", async () => {
  const stream = clientOf(asText(wholeStream())).messages.stream({
    ...params,
    messages: [...params.messages],
  });
  const final = await stream.finalMessage();
  expect(final).toMatchObject({ id: identity.id, stop_reason: "tool_use", model: "a,b" });
  expect(final.usage).toMatchObject({ output_tokens: 4, cache_read_input_tokens: 3 });
  expect(final.content).toMatchObject([
    { type: "thinking", thinking: "a plan" },
    { type: "redacted_thinking", data: "xx" },
    { type: "text", text: "hi" },
    { type: "tool_use", id: "tc-1", name: "f", input: { n: 1 } },
  ]);
});

test("the official client raises an error in the stream", async () => {
  const error = anthropicErrorBody({ status: 503, code: "overloaded", message: "Too busy." });
  const text = asText([messageStartEvent(identity, usage), error]);
  const stream = clientOf(text).messages.stream({ ...params, messages: [...params.messages] });
  await expect(stream.finalMessage()).rejects.toThrow(/Too busy/);
});
