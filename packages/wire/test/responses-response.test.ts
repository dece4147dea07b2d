import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import type { Conversation as OfficialConversation } from "openai/resources/conversations/conversations";
import type { Response, ResponseOutputItem, ResponseUsage } from "openai/resources/responses/responses";
import { expect, test } from "vitest";
import {
  type Conversation,
  conversation,
  conversationDeleted,
  customToolCallItem,
  functionCallItem,
  itemPage,
  newResponsesId,
  outputMessageItem,
  type ProviderOutputItem,
  type ResponsesOutputItem,
  type ResponsesProgress,
  type ResponsesResponse,
  type ResponsesUsage,
  reasoningItem,
  responseDeleted,
  responsesErrorCode,
  responsesResponse,
  responsesSettings,
  responsesUsage,
  storedItem,
  validateResponsesRequest,
} from "../src/index.ts";
import { assertAssignable, type Writable } from "./official-types.ts";
import { instances, referenceSchema } from "./schema-instances.ts";

const fits = new Ajv2020({ strict: false }).compile(referenceSchema("ResponsesResponse"));
const identity = {
  id: newResponsesId("response"),
  created: 1_790_000_000,
  sessionId: "0b0a3a3e-8d5e-4f6a-9a44-7b3f1a2c4d5e",
};
const settings = responsesSettings({ model: "a,b" });
const usage = responsesUsage({ inputTokens: 3, outputTokens: 4, cachedTokens: 1, reasoningTokens: 2 });
const call = functionCallItem({ callId: "tc-1", name: "f", arguments: "{}" });
const search: ProviderOutputItem = { type: "web_search_call", id: "ws_1", status: "completed" };

test("what we answer may stand for the official types", () => {
  type OwnItem = Exclude<ResponsesOutputItem, ProviderOutputItem>;
  // What the request said is told again in its own words, and `output_text` is the client's own sum of the output.
  type Told =
    | "output"
    | "output_text"
    | "tools"
    | "tool_choice"
    | "text"
    | "reasoning"
    | "prompt_cache_retention";
  assertAssignable<Writable<OwnItem>, ResponseOutputItem>();
  assertAssignable<Writable<ResponsesUsage>, ResponseUsage>();
  assertAssignable<Writable<Omit<ResponsesResponse, Told>>, Omit<Response, Told>>();
  assertAssignable<Writable<Conversation>, OfficialConversation>();
});

const progresses: Record<string, ResponsesProgress> = {
  queued: { kind: "queued" },
  "in progress": { kind: "in_progress" },
  text: { kind: "completed", output: [outputMessageItem({ text: "hi" })], usage, completedAt: 1_790_000_001 },
  refusal: { kind: "completed", output: [outputMessageItem({ refusal: "no" })], usage },
  "thoughts, calls and a provider's item": {
    kind: "completed",
    output: [
      reasoningItem({ summary: ["a", "b"], encryptedContent: "xx" }),
      search,
      call,
      customToolCallItem({ callId: "c", name: "sql", input: "select 1" }),
    ],
    usage,
  },
  "cut off": { kind: "incomplete", reason: "max_output_tokens", output: [], usage },
  failed: { kind: "failed", error: { code: responsesErrorCode(502), message: "The provider failed." } },
  cancelled: { kind: "cancelled" },
};
test.each(Object.entries(progresses))("a response fits the reference schema: %s", (_name, progress) => {
  const response = responsesResponse(identity, settings, progress);
  expect(fits(JSON.parse(JSON.stringify(response))), JSON.stringify(fits.errors)).toBe(true);
  expect(response).toMatchObject({ status: progress.kind, model: "a,b", session_id: identity.sessionId });
});

test("whatever the request said, its response fits the reference schema", () => {
  const reference = referenceSchema("ResponsesRequest");
  fc.assert(
    fc.property(instances(reference, reference), (body) => {
      const request = validateResponsesRequest(body);
      if (!request.ok) throw new Error(request.message);
      const response = responsesResponse(identity, responsesSettings(request.value), { kind: "in_progress" });
      expect(fits(JSON.parse(JSON.stringify(response))), JSON.stringify(fits.errors)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test("what a response tells of its request, and the defaults", () => {
  expect(settings).toEqual({
    background: false,
    instructions: null,
    max_output_tokens: null,
    max_tool_calls: null,
    metadata: {},
    model: "a,b",
    parallel_tool_calls: true,
    previous_response_id: null,
    reasoning: null,
    store: true,
    temperature: null,
    text: { format: { type: "text" } },
    tool_choice: "auto",
    tools: [],
    top_p: null,
    truncation: "disabled",
  });
  expect(
    responsesSettings({
      model: "m",
      conversation: "conv_1",
      prompt: { id: "p", variables: { a: "b", c: { type: "input_text" } } },
      service_tier: "ultra",
      store: false,
      tools: [{ type: "function", name: "f" }, { x: 1 }],
    }),
  ).toMatchObject({
    conversation: { id: "conv_1" },
    prompt: { id: "p", variables: { a: "b" } },
    store: false,
    tools: [{ type: "function", name: "f" }],
  });
  expect(responsesSettings({ model: "m", service_tier: "ultra" })).not.toHaveProperty("service_tier");
});

test("a request's fields cannot take the place of the response's own", () => {
  const body = { model: "m", id: "resp_forged", session_id: "forged", status: "completed" };
  const request = validateResponsesRequest(body);
  if (!request.ok) throw new Error(request.message);
  const response = responsesResponse(identity, responsesSettings(request.value), { kind: "in_progress" });
  expect(response).toMatchObject({ id: identity.id, session_id: identity.sessionId, status: "in_progress" });
});

test("usage and error codes", () => {
  expect(usage).toEqual({
    input_tokens: 3,
    input_tokens_details: { cached_tokens: 1, cache_write_tokens: 0 },
    output_tokens: 4,
    output_tokens_details: { reasoning_tokens: 2 },
    total_tokens: 7,
  });
  expect([429, 400, 500, 502].map(responsesErrorCode)).toEqual([
    "rate_limit_exceeded",
    "invalid_prompt",
    "server_error",
    "server_error",
  ]);
});

test("ids have the public API's prefixes and never repeat", () => {
  expect(newResponsesId("response")).toMatch(/^resp_[0-9a-f]{32}$/);
  expect(newResponsesId("function_call")).toMatch(/^fc_/);
  expect(newResponsesId("message")).not.toBe(newResponsesId("message"));
});

test("conversations, deletions", () => {
  expect(conversation({ id: "conv_1", created: 5, metadata: null })).toEqual({
    id: "conv_1",
    object: "conversation",
    created_at: 5,
    metadata: {},
  });
  expect(conversationDeleted("conv_1")).toEqual({
    id: "conv_1",
    object: "conversation.deleted",
    deleted: true,
  });
  expect(responseDeleted("resp_1")).toEqual({ id: "resp_1", object: "response", deleted: true });
});

const listed: [string, Readonly<Record<string, unknown>>, unknown][] = [
  [
    "a message's text becomes a part",
    { role: "user", content: "a" },
    {
      id: "new",
      type: "message",
      role: "user",
      status: "completed",
      content: [{ type: "input_text", text: "a" }],
    },
  ],
  [
    "an assistant's text",
    { id: "msg_1", type: null, role: "assistant", content: "a" },
    {
      id: "msg_1",
      type: "message",
      role: "assistant",
      status: "completed",
      content: [{ type: "output_text", text: "a", annotations: [] }],
    },
  ],
  [
    "parts stay as they are",
    { type: "message", role: "user", status: "incomplete", content: [{ type: "input_text", text: "a" }] },
    {
      id: "new",
      type: "message",
      role: "user",
      status: "incomplete",
      content: [{ type: "input_text", text: "a" }],
    },
  ],
  ["a reference", { id: "msg_1" }, { type: "item_reference", id: "msg_1" }],
  ["an item without a type", { x: 1 }, { type: "unknown", id: "new", x: 1 }],
  [
    "an output",
    { type: "function_call_output", id: null, call_id: "c", output: "x" },
    { type: "function_call_output", id: "new", call_id: "c", output: "x" },
  ],
];
test.each(listed)("a listed item: %s", (_name, item, stored) => {
  expect(storedItem(item, "new")).toEqual(stored);
});

test("pages of items", () => {
  const items = [storedItem({ role: "user", content: "a" }, "a"), storedItem({ id: "b" }, "x")];
  expect(itemPage(items, true)).toEqual({
    object: "list",
    data: items,
    first_id: "a",
    last_id: "b",
    has_more: true,
  });
  expect(itemPage([], false)).toEqual({
    object: "list",
    data: [],
    first_id: "",
    last_id: "",
    has_more: false,
  });
});
