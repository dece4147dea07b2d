import { Ajv2020 } from "ajv/dist/2020.js";
import OpenAI from "openai";
import type { ResponseStreamEvent } from "openai/resources/responses/responses";
import { expect, test } from "vitest";
import {
  customToolCallItem,
  functionCallItem,
  newResponsesId,
  outputItemEvents,
  outputMessageDeltaEvent,
  outputMessageEndEvents,
  outputMessageItem,
  outputMessageStartEvents,
  type ProviderOutputItem,
  type ResponsesEvent,
  ResponsesEventWriter,
  type ResponsesOutputItem,
  reasoningEndEvent,
  reasoningItem,
  reasoningStartEvent,
  responseEndEvent,
  responseErrorEvent,
  responseInProgressEvent,
  responseStartEvents,
  responsesResponse,
  responsesSettings,
  responsesUsage,
  summaryDeltaEvent,
  summaryEndEvents,
  summaryStartEvent,
} from "../src/index.ts";
import { assertAssignable, type Writable } from "./official-types.ts";
import { referenceSchema } from "./schema-instances.ts";

const identity = { id: newResponsesId("response"), created: 1_790_000_000, sessionId: "s" };
const settings = responsesSettings({ model: "m" });
const usage = responsesUsage({ inputTokens: 3, outputTokens: 4, cachedTokens: 0, reasoningTokens: 0 });
const begun = responsesResponse(identity, settings, { kind: "in_progress" });
const search: ProviderOutputItem = { type: "web_search_call", id: "ws_1", status: "completed" };

const items: Record<string, ResponsesOutputItem> = {
  reasoning: reasoningItem({ summary: ["a plan", "a step"] }),
  text: outputMessageItem({ text: "hi" }),
  refusal: outputMessageItem({ refusal: "no" }),
  function_call: functionCallItem({ callId: "tc-1", name: "f", arguments: '{"a": 1}' }),
  custom_tool_call: customToolCallItem({ callId: "tc-2", name: "sql", input: "select 1" }),
  provider: search,
};
const output = Object.values(items);
const ended = responsesResponse(identity, settings, { kind: "completed", output, usage });

function wholeStream(writer: ResponsesEventWriter): readonly ResponsesEvent[] {
  return [
    ...responseStartEvents(writer, begun),
    ...output.flatMap((item, index) => outputItemEvents(writer, index, item)),
    responseEndEvent(writer, ended),
  ];
}

test("events may stand for the official types", () => {
  // Events that carry a response or a provider's item are held against the official types in responses-response.test.ts.
  type Parts = Exclude<ResponsesEvent, { response: unknown } | { item: unknown }>;
  assertAssignable<Writable<Parts>, ResponseStreamEvent>();
  assertAssignable<ResponsesEvent["type"], ResponseStreamEvent["type"]>();
});

test("a stream's events, in order", () => {
  expect(wholeStream(new ResponsesEventWriter()).map((event) => event.type.replace("response.", ""))).toEqual(
    [
      "created",
      "in_progress",
      "output_item.added",
      "reasoning_summary_part.added",
      "reasoning_summary_text.delta",
      "reasoning_summary_text.done",
      "reasoning_summary_part.done",
      "reasoning_summary_part.added",
      "reasoning_summary_text.delta",
      "reasoning_summary_text.done",
      "reasoning_summary_part.done",
      "output_item.done",
      "output_item.added",
      "content_part.added",
      "output_text.delta",
      "output_text.done",
      "content_part.done",
      "output_item.done",
      "output_item.added",
      "content_part.added",
      "refusal.delta",
      "refusal.done",
      "content_part.done",
      "output_item.done",
      "output_item.added",
      "function_call_arguments.delta",
      "function_call_arguments.done",
      "output_item.done",
      "output_item.added",
      "custom_tool_call_input.delta",
      "custom_tool_call_input.done",
      "output_item.done",
      "output_item.added",
      "output_item.done",
      "completed",
    ],
  );
});

test("events are numbered without a gap, from where the stream goes on", () => {
  expect(wholeStream(new ResponsesEventWriter()).map((event) => event.sequence_number)).toEqual(
    wholeStream(new ResponsesEventWriter()).map((_, index) => index),
  );
  const writer = new ResponsesEventWriter({ next: 7 });
  expect(responseInProgressEvent(writer, begun).sequence_number).toBe(7);
  expect(writer.next).toBe(8);
});

test("responses and items within events fit the reference schema", () => {
  const fits = new Ajv2020({ strict: false }).compile(referenceSchema("ResponsesResponse"));
  for (const event of wholeStream(new ResponsesEventWriter())) {
    const response =
      "response" in event ? event.response : { ...ended, output: "item" in event ? [event.item] : [] };
    expect(fits(JSON.parse(JSON.stringify(response))), JSON.stringify(fits.errors)).toBe(true);
  }
});

test("an item is added empty and done whole", () => {
  for (const item of output) {
    const events = outputItemEvents(new ResponsesEventWriter(), 3, item);
    const whole = events.at(-1);
    expect(whole).toMatchObject({ type: "response.output_item.done", output_index: 3, item });
    const [first] = events;
    expect(JSON.stringify(first)).not.toMatch(/hi"|a plan|select|\\"a\\"/);
    for (const event of events.slice(1, -1))
      expect(event).toMatchObject({ item_id: item.id, output_index: 3 });
  }
});

test("what comes in deltas has the same events as what is there as a whole", () => {
  const message = outputMessageItem({ text: "hi" });
  const place = { outputIndex: 1, itemId: message.id };
  const writer = new ResponsesEventWriter();
  expect([
    ...outputMessageStartEvents(writer, place),
    outputMessageDeltaEvent(writer, place, "hi"),
    ...outputMessageEndEvents(writer, 1, message),
  ]).toEqual(outputItemEvents(new ResponsesEventWriter(), 1, message));

  const thoughts = reasoningItem({ summary: ["a"] });
  const where = { outputIndex: 0, itemId: thoughts.id };
  const other = new ResponsesEventWriter();
  expect([
    reasoningStartEvent(other, where),
    summaryStartEvent(other, where, 0),
    summaryDeltaEvent(other, where, 0, "a"),
    ...summaryEndEvents(other, where, 0, "a"),
    reasoningEndEvent(other, 0, thoughts),
  ]).toEqual(outputItemEvents(new ResponsesEventWriter(), 0, thoughts));
});

test("ends: completed, incomplete, failed; an error", () => {
  const writer = new ResponsesEventWriter();
  const incomplete = { kind: "incomplete", reason: "max_output_tokens", output: [] } as const;
  const failed = { kind: "failed", error: { code: "server_error", message: "x" } } as const;
  const types = [incomplete, failed, { kind: "cancelled" } as const].map(
    (progress) => responseEndEvent(writer, responsesResponse(identity, settings, progress)).type,
  );
  expect(types).toEqual(["response.incomplete", "response.failed", "response.failed"]);
  expect(responseErrorEvent(writer, { message: "Too slow." })).toEqual({
    type: "error",
    code: null,
    message: "Too slow.",
    param: null,
    sequence_number: 3,
  });
  const queued = responsesResponse(identity, settings, { kind: "queued" });
  expect(responseStartEvents(writer, queued).map((event) => event.type)).toEqual([
    "response.created",
    "response.queued",
  ]);
});

test("padding hides the length of deltas, where it was asked for", () => {
  const writer = new ResponsesEventWriter({ obfuscation: true });
  const place = { outputIndex: 0, itemId: "msg_1" };
  for (const delta of ["", "a", "a longer text than sixteen"]) {
    const event = outputMessageDeltaEvent(writer, place, delta);
    const padding = "obfuscation" in event ? event.obfuscation : undefined;
    expect(padding?.length).toBeGreaterThan(0);
    expect(((padding?.length ?? 0) + delta.length) % 16).toBe(0);
  }
  expect(responseInProgressEvent(writer, begun)).not.toHaveProperty("obfuscation");
  expect(outputMessageDeltaEvent(new ResponsesEventWriter(), place, "a")).not.toHaveProperty("obfuscation");
});

test("the official client reads the stream", async () => {
  const text = wholeStream(new ResponsesEventWriter({ obfuscation: true }))
    .map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
    .join("");
  const client = new OpenAI({
    apiKey: "k",
    baseURL: "http://localhost/v1",
    fetch: async () => new Response(text, { headers: { "content-type": "text/event-stream" } }),
  });
  const final = await client.responses.stream({ model: "m", input: "x" }).finalResponse();
  expect(final.output_text).toBe("hi");
  expect(final.status).toBe("completed");
  expect(final.output.map((item) => item.type)).toEqual(output.map((item) => item.type));
  const call = final.output.find((item) => item.type === "function_call");
  expect(call).toMatchObject({ call_id: "tc-1", name: "f", arguments: '{"a": 1}' });
});
