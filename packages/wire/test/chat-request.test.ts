import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { validateChatCompletionRequest } from "../src/index.ts";
import { instances, referenceSchema } from "./schema-instances.ts";

const reference = referenceSchema("ChatCompletionRequest");
const hello = [{ role: "user", content: "Hello" }];

test("whatever the reference schema accepts is accepted", () => {
  const accepts = new Ajv2020({ strict: false }).compile(reference);
  fc.assert(
    fc.property(instances(reference, reference), (body) => {
      expect(accepts(body)).toBe(true);
      const result = validateChatCompletionRequest(body);
      expect(result.ok ? "accepted" : `${result.param}: ${result.message}`).toBe("accepted");
    }),
    { numRuns: 300 },
  );
});

const accepted: Record<string, unknown> = {
  "several answers": { n: 3 },
  "one stop text": { stop: "END" },
  "several stop texts": { stop: ["a", "b"] },
  "log probabilities": { logprobs: true, top_logprobs: 5 },
  audio: { modalities: ["text", "audio"], audio: { format: "wav", voice: "alloy" } },
  "an audio voice by id": { audio: { format: "aac", voice: { id: "v1" } } },
  prediction: { prediction: { type: "content", content: "x = 1" } },
  verbosity: { verbosity: "low" },
  "web search": { web_search_options: { search_context_size: "low" } },
  "a custom tool": {
    tools: [
      {
        type: "custom",
        custom: {
          name: "sql",
          format: { type: "grammar", grammar: { definition: "start: /./", syntax: "lark" } },
        },
      },
    ],
  },
  "allowed tools": {
    tool_choice: {
      type: "allowed_tools",
      allowed_tools: { mode: "auto", tools: [{ type: "function", function: { name: "f" } }] },
    },
  },
  "a named tool": { tool_choice: { type: "function", function: { name: "f" } } },
  "legacy functions": { functions: [{ name: "f", parameters: {} }], function_call: { name: "f" } },
  "stored with metadata": { store: true, metadata: { a: "b" }, service_tier: "flex" },
  "token limits": { max_completion_tokens: 100, max_tokens: 100, logit_bias: { 50256: -100 } },
  usage: { stream: true, stream_options: { include_usage: true } },
  "a plan of the user's": {
    user_provided_program: "final_return_value = x",
    context_vars: { x: { value: [1], meta: { tags: ["a"] } }, y: { value: null } },
  },
  "fields that nobody knows": { whatever: { a: 1 } },
  "a seed of 64 bits": { seed: 2n ** 63n },
  "parallel calls": { parallel_tool_calls: false },
};
test.each(Object.entries(accepted))("accepts %s", (_name, fields) => {
  const body = { model: "m", messages: hello, ...(typeof fields === "object" ? fields : {}) };
  expect(validateChatCompletionRequest(body)).toEqual({ ok: true, value: body });
});

test("accepts every kind of message", () => {
  const messages = [
    { role: "system", content: "s", name: "n" },
    { role: "developer", content: [{ type: "text", text: "d" }] },
    {
      role: "user",
      content: [
        { type: "text", text: "u" },
        { type: "image_url", image_url: { url: "data:image/png;base64,AA", detail: "original" } },
        { type: "input_audio", input_audio: { data: "AA", format: "mp3" } },
        { type: "file", file: { file_id: "f1" } },
      ],
    },
    { role: "assistant", content: [{ type: "refusal", refusal: "no" }], audio: { id: "a" } },
    {
      role: "assistant",
      tool_calls: [
        { id: "1", type: "function", function: { name: "f", arguments: "{}" } },
        { id: "2", type: "custom", custom: { name: "sql", input: "select 1" } },
      ],
    },
    { role: "tool", content: [{ type: "text", text: "t" }], tool_call_id: "1" },
    { role: "tool", content: "rows", tool_call_id: "2" },
    { role: "assistant", content: null, function_call: { name: "f", arguments: "{}" } },
    { role: "function", name: "f", content: null },
  ];
  expect(validateChatCompletionRequest({ model: "m", messages }).ok).toBe(true);
});

const call = { id: "1", type: "function", function: { name: "f", arguments: {} } };
const refused: [string, unknown, string, string][] = [
  ["no object", [], "", "The body: expected an object, found an array."],
  ["no messages", { model: "m" }, "messages", "messages: is required: expected an array."],
  ["no model", { messages: hello }, "model", "model: is required: expected a string."],
  [
    "messages of a wrong type",
    { model: "m", messages: "hi" },
    "messages",
    'messages: expected an array, found "hi".',
  ],
  [
    "content of a wrong type",
    { model: "m", messages: [...hello, { role: "user", content: 5 }] },
    "messages[1].content",
    "messages[1].content: expected a string or an array, found 5.",
  ],
  [
    "an unknown role",
    { model: "m", messages: [{ role: "robot", content: "" }] },
    "messages[0].role",
    'messages[0].role: expected one of "developer", "system", "user", "assistant", "tool", "function", found "robot".',
  ],
  [
    "no role",
    { model: "m", messages: [{ content: "" }] },
    "messages[0].role",
    'messages[0].role: is required: expected one of "developer", "system", "user", "assistant", "tool", "function".',
  ],
  [
    "a part of a wrong shape",
    {
      model: "m",
      messages: [{ role: "user", content: [{ type: "text", text: "a" }, { type: "image_url" }] }],
    },
    "messages[0].content[1].image_url",
    "messages[0].content[1].image_url: is required: expected an object.",
  ],
  [
    "arguments that are no text",
    { model: "m", messages: [{ role: "assistant", tool_calls: [call] }] },
    "messages[0].tool_calls[0].function.arguments",
    "messages[0].tool_calls[0].function.arguments: expected a string, found an object.",
  ],
  [
    "a tool message without a call id",
    { model: "m", messages: [{ role: "tool", content: "x" }] },
    "messages[0].tool_call_id",
    "messages[0].tool_call_id: is required: expected a string.",
  ],
  [
    "a tool without a function",
    { model: "m", messages: hello, tools: [{ type: "function" }] },
    "tools[0].function",
    "tools[0].function: is required: expected an object.",
  ],
  [
    "a number as text",
    { model: "m", messages: hello, temperature: "0.5" },
    "temperature",
    'temperature: expected a number or null, found "0.5".',
  ],
  [
    "an unknown effort",
    { model: "m", messages: hello, reasoning_effort: "huge" },
    "reasoning_effort",
    'reasoning_effort: expected one of "none", "minimal", "low", "medium", "high", "xhigh", "max" or null, found "huge".',
  ],
  [
    "an unknown field where none may be",
    {
      model: "m",
      messages: hello,
      response_format: { type: "json_schema", json_schema: { name: "n", shema: {} } },
    },
    "response_format.json_schema.shema",
    'response_format.json_schema.shema: unknown field, found an object. Did you mean "schema"? Allowed: name, description, schema, strict.',
  ],
  [
    "an unknown tool choice",
    { model: "m", messages: hello, tool_choice: "any" },
    "tool_choice",
    'tool_choice: expected one of "none", "auto", "required" or an object or null, found "any".',
  ],
  [
    "a fractional seed",
    { model: "m", messages: hello, seed: 1.5 },
    "seed",
    "seed: expected an integer or null, found 1.5.",
  ],
];
test.each(refused)("refuses %s and says where", (_name, body, param, message) => {
  expect(validateChatCompletionRequest(body)).toEqual({ ok: false, param, message });
});

test("a long text is not repeated in an error", () => {
  const secret = "my very private prompt ".repeat(10);
  const result = validateChatCompletionRequest({ model: "m", messages: secret });
  expect(result.ok ? "" : result.message).toBe("messages: expected an array, found a long string.");
});

/** Puts a value somewhere into an instance. */
function damaged(value: unknown, choose: (among: number) => number, damage: unknown): unknown {
  const stop = choose(4) === 0;
  if (Array.isArray(value) && value.length > 0 && !stop) {
    const at = choose(value.length);
    return value.map((item, index) => (index === at ? damaged(item, choose, damage) : item));
  }
  if (typeof value === "object" && value !== null && !stop) {
    const entries = Object.entries(value);
    const at = choose(Math.max(1, entries.length));
    return Object.fromEntries(
      entries.map(([key, item], index) => [key, index === at ? damaged(item, choose, damage) : item]),
    );
  }
  return damage;
}

test("the words for a refusal and the compiled check agree", () => {
  let refusals = 0;
  fc.assert(
    fc.property(instances(reference, reference), fc.jsonValue(), fc.gen(), (body, damage, gen) => {
      const broken = damaged(body, (among) => gen(fc.nat, { max: among - 1 }), damage);
      const result = validateChatCompletionRequest(broken);
      if (result.ok) return;
      refusals++;
      expect(result.message).not.toBe("The body does not fit the request's schema.");
    }),
    { numRuns: 300 },
  );
  expect(refusals).toBeGreaterThan(20);
});
