import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import {
  anthropicErrorBody,
  assistantMessage,
  chatCompletion,
  chatToolCall,
  chatUsage,
  deltaChunk,
  finishChunk,
  newCompletionId,
  openAiErrorBody,
  toolCallDelta,
  usageChunk,
} from "../src/index.ts";
import { referenceSchema } from "./schema-instances.ts";

const identity = {
  id: newCompletionId(),
  created: 1_790_000_000,
  model: "a,b",
  sessionId: "0b0a3a3e-8d5e-4f6a-9a44-7b3f1a2c4d5e",
};
const usage = chatUsage({ inputTokens: 3, outputTokens: 4, cachedTokens: 1, reasoningTokens: 2 });
const call = chatToolCall({ id: "tc-1", name: "f", arguments: "{}" });
const fits = new Ajv2020({ strict: false }).compile(referenceSchema("ChatCompletionResponse"));

const answers = {
  text: { message: assistantMessage({ text: "hi" }), finishReason: "stop", usage },
  "no text": { message: assistantMessage({}), finishReason: "length" },
  calls: { message: assistantMessage({ toolCalls: [call] }), finishReason: "tool_calls", usage },
  "text, thoughts and calls": {
    message: assistantMessage({ text: "so", reasoning: "hm", toolCalls: [call] }),
    finishReason: "tool_calls",
  },
  refusal: { message: assistantMessage({ refusal: "no" }), finishReason: "stop" },
} as const;
test.each(Object.entries(answers))("an answer fits the reference schema: %s", (_name, answer) => {
  const response = chatCompletion(identity, answer);
  expect(fits(JSON.parse(JSON.stringify(response))), JSON.stringify(fits.errors)).toBe(true);
  expect(response.session_id).toBe(identity.sessionId);
});

test("the text beside calls is null when there is none", () => {
  expect(assistantMessage({ text: "", toolCalls: [call] }).content).toBeNull();
  expect(assistantMessage({ text: "x", toolCalls: [call] }).content).toBe("x");
  expect(assistantMessage({}).content).toBe("");
});

test("a stream's chunks", () => {
  const base = { id: identity.id, object: "chat.completion.chunk", created: identity.created, model: "a,b" };
  const session_id = identity.sessionId;
  expect(deltaChunk(identity, { role: "assistant", content: "" })).toEqual({
    ...base,
    session_id,
    choices: [{ index: 0, delta: { role: "assistant", content: "" }, finish_reason: null, logprobs: null }],
  });
  expect(toolCallDelta([call, call]).tool_calls).toEqual([
    { index: 0, ...call },
    { index: 1, ...call },
  ]);
  expect(finishChunk(identity, "stop").choices).toEqual([
    { index: 0, delta: {}, finish_reason: "stop", logprobs: null },
  ]);
  expect(usageChunk(identity, usage)).toEqual({ ...base, session_id, choices: [], usage });
  expect(usage.total_tokens).toBe(7);
});

const errors: [number, string, string][] = [
  [400, "invalid_request_error", "invalid_request_error"],
  [401, "authentication_error", "authentication_error"],
  [403, "permission_error", "permission_error"],
  [404, "not_found_error", "not_found_error"],
  [409, "conflict_error", "invalid_request_error"],
  [413, "invalid_request_error", "request_too_large"],
  [422, "invalid_request_error", "invalid_request_error"],
  [429, "rate_limit_error", "rate_limit_error"],
  [500, "server_error", "api_error"],
  [502, "server_error", "api_error"],
  [503, "server_error", "overloaded_error"],
];
test.each(errors)("error bodies of status %i", (status, openAi, anthropic) => {
  const facts = { status, code: "some_code", message: "What went wrong.", param: "messages[2].content" };
  expect(openAiErrorBody(facts)).toEqual({
    error: { message: "What went wrong.", type: openAi, param: "messages[2].content", code: "some_code" },
    detail: "What went wrong.",
  });
  expect(anthropicErrorBody(facts)).toEqual({
    type: "error",
    error: { type: anthropic, message: "What went wrong.", code: "some_code" },
    detail: "What went wrong.",
  });
});

test("several findings become the detail", () => {
  const facts = { status: 422, code: "invalid_policy", message: "Two errors.", findings: ["a", { line: 1 }] };
  expect(openAiErrorBody(facts).detail).toEqual(["a", { line: 1 }]);
  expect(openAiErrorBody(facts).error.param).toBeNull();
  expect(anthropicErrorBody(facts).detail).toEqual(["a", { line: 1 }]);
});
