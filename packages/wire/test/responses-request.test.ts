import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  inputItemKind,
  isInputItem,
  isResponsesTool,
  validateConversationItemsRequest,
  validateConversationRequest,
  validateConversationUpdate,
  validateResponsesRequest,
} from "../src/index.ts";
import { instances, referenceSchema } from "./schema-instances.ts";

const reference = referenceSchema("ResponsesRequest");

test("whatever the reference schema accepts is accepted", () => {
  const accepts = new Ajv2020({ strict: false }).compile(reference);
  fc.assert(
    fc.property(instances(reference, reference), (body) => {
      expect(accepts(body)).toBe(true);
      const result = validateResponsesRequest(body);
      expect(result.ok ? "accepted" : `${result.param}: ${result.message}`).toBe("accepted");
    }),
    { numRuns: 300 },
  );
});

/** The forms that the reference schema names for the elements of a list, but for the last: any object. */
function elementForms(field: "input" | "tools"): string[] {
  const list = reference.properties?.[field]?.anyOf?.find((variant) => variant.type === "array");
  const forms = list?.items?.anyOf ?? [];
  return forms.flatMap((form) => (form.$ref === undefined ? [] : [form.$ref.replace("#/$defs/", "")]));
}
const elements = (["input", "tools"] as const).flatMap((field) =>
  elementForms(field).map((name) => [field, name] as const),
);
test("the reference schema names all its forms", () => {
  expect(elements).toHaveLength(21 + 12);
});
test.each(elements)("every element of %s of the form %s is accepted", (field, name) => {
  fc.assert(
    fc.property(instances(reference.$defs?.[name] ?? {}, reference), (element) => {
      const result = validateResponsesRequest({ model: "m", [field]: [element] });
      expect(result.ok ? "accepted" : result.message).toBe("accepted");
    }),
    { numRuns: 30 },
  );
});

const accepted: Record<string, unknown> = {
  "no input": {},
  "input as text": { input: "Hello" },
  "an assistant's message without a type": { input: [{ role: "assistant", content: "Hi" }] },
  "an assistant's message resent": {
    input: [
      {
        id: "msg_1",
        type: "message",
        role: "assistant",
        status: "completed",
        content: [
          { type: "output_text", text: "Hi", annotations: [] },
          { type: "refusal", refusal: "no" },
        ],
      },
    ],
  },
  "every kind of part": {
    input: [
      {
        role: "user",
        content: [
          { type: "input_text", text: "a" },
          { type: "input_image", image_url: "data:image/png;base64,AA", detail: "original" },
          { type: "input_file", file_url: "https://example.org/a.pdf" },
          { type: "input_audio", input_audio: { data: "AA", format: "wav" } },
        ],
      },
    ],
  },
  "a tool's output in parts": {
    input: [
      { type: "function_call", call_id: "c", name: "f", arguments: "{}" },
      { type: "function_call_output", call_id: "c", output: [{ type: "input_text", text: "x" }] },
    ],
  },
  "an error of an MCP call as the public API has it": {
    input: [
      {
        type: "mcp_call",
        id: "1",
        name: "f",
        arguments: "{}",
        server_label: "s",
        error: { type: "http_error", code: 500, message: "x" },
      },
    ],
  },
  "a reference without a type": { input: [{ id: "msg_1" }] },
  "an item of a type that is new": { input: [{ type: "compaction_trigger" }, { whatever: 1 }] },
  "tools of types that are new": { tools: [{ type: "tool_search" }, { type: "shell", environment: null }] },
  "allowed tools": {
    tool_choice: { type: "allowed_tools", mode: "auto", tools: [{ type: "function", name: "f" }] },
  },
  "a hosted tool's choice": { tool_choice: { type: "web_search_preview" } },
  "an MCP server's choice": { tool_choice: { type: "mcp", server_label: "s", name: null } },
  reasoning: { reasoning: { effort: "minimal", summary: "auto" } },
  "text of a schema": { text: { format: { type: "json_schema", name: "n", schema: {} }, verbosity: "low" } },
  "a prompt of a version": {
    prompt: { id: "p", version: "2", variables: { a: "b", c: { type: "input_text", text: "d" } } },
  },
  "an unpadded stream": { stream: true, stream_options: { include_obfuscation: false } },
  "a plan of the user's": { user_provided_program: "x = 1", context_vars: { x: { value: [1] } } },
  "fields that nobody knows": { whatever: { a: 1 } },
};
test.each(Object.entries(accepted))("accepts %s", (_name, fields) => {
  const body = { model: "m", ...(typeof fields === "object" ? fields : {}) };
  expect(validateResponsesRequest(body)).toEqual({ ok: true, value: body });
});

const statusWords = 'one of "user", "system", "developer", "assistant"';
const refused: [string, unknown, string, string][] = [
  ["no object", [], "", "The body: expected an object, found an array."],
  ["no model", { input: "x" }, "model", "model: is required: expected a string."],
  [
    "input of a wrong type",
    { model: "m", input: 5 },
    "input",
    "input: expected a string or an array or null, found 5.",
  ],
  [
    "an item that is no object",
    { model: "m", input: ["hi"] },
    "input[0]",
    'input[0]: expected an object, found "hi".',
  ],
  [
    "an unknown role",
    { model: "m", input: [{ role: "robot", content: "" }] },
    "input[0].role",
    `input[0].role: expected ${statusWords}, found "robot".`,
  ],
  [
    "a message without content",
    { model: "m", input: ["a", { role: "user" }].slice(1) },
    "input[0].content",
    "input[0].content: is required: expected a string or an array.",
  ],
  [
    "a part of an unknown type",
    { model: "m", input: [{ role: "user", content: [{ type: "text", text: "a" }] }] },
    "input[0].content[0].type",
    'input[0].content[0].type: expected one of "input_text", "input_image", "input_file", "input_audio", "output_text", "refusal", found "text".',
  ],
  [
    "a part without its text",
    { model: "m", input: [{ role: "user", content: [{ type: "input_text" }] }] },
    "input[0].content[0].text",
    "input[0].content[0].text: is required: expected a string.",
  ],
  [
    "a call whose arguments are no text",
    { model: "m", input: [{ type: "function_call", call_id: "c", name: "f", arguments: {} }] },
    "input[0].arguments",
    "input[0].arguments: expected a string, found an object.",
  ],
  [
    "an output without a call id",
    {
      model: "m",
      input: [
        { role: "user", content: "a" },
        { type: "function_call_output", output: "x" },
      ],
    },
    "input[1].call_id",
    "input[1].call_id: is required: expected a string.",
  ],
  [
    "an output that is an object",
    { model: "m", input: [{ type: "function_call_output", call_id: "c", output: { a: 1 } }] },
    "input[0].output",
    "input[0].output: expected a string or an array, found an object.",
  ],
  [
    "a shell call without commands",
    { model: "m", input: [{ type: "shell_call", call_id: "c", action: {} }] },
    "input[0].action.commands",
    "input[0].action.commands: is required: expected an array.",
  ],
  [
    "a function nested as chat completions have it",
    { model: "m", tools: [{ type: "function", function: { name: "f" } }] },
    "tools[0].name",
    "tools[0].name: is required: expected a string.",
  ],
  [
    "a tool that is no object",
    { model: "m", tools: [1] },
    "tools[0]",
    "tools[0]: expected an object, found 1.",
  ],
  [
    "an MCP server without a label",
    { model: "m", tools: [{ type: "mcp" }] },
    "tools[0].server_label",
    "tools[0].server_label: is required: expected a string.",
  ],
  [
    "an unknown tool choice",
    { model: "m", tool_choice: "any" },
    "tool_choice",
    'tool_choice: expected one of "none", "auto", "required" or an object or null, found "any".',
  ],
  [
    "a chosen function without a name",
    { model: "m", tool_choice: { type: "function" } },
    "tool_choice.name",
    "tool_choice.name: is required: expected a string.",
  ],
  [
    "a format without a schema",
    { model: "m", text: { format: { type: "json_schema", name: "n" } } },
    "text.format.schema",
    "text.format.schema: is required: expected an object.",
  ],
  [
    "an unknown effort",
    { model: "m", reasoning: { effort: "huge" } },
    "reasoning.effort",
    'reasoning.effort: expected one of "none", "minimal", "low", "medium", "high", "xhigh", "max" or null, found "huge".',
  ],
  [
    "an unknown truncation",
    { model: "m", truncation: "some" },
    "truncation",
    'truncation: expected one of "auto", "disabled" or null, found "some".',
  ],
  [
    "metadata that is no text",
    { model: "m", metadata: { a: 1 } },
    "metadata.a",
    "metadata.a: expected a string, found 1.",
  ],
  [
    "a conversation without an id",
    { model: "m", conversation: {} },
    "conversation.id",
    "conversation.id: is required: expected a string.",
  ],
  [
    "a fractional limit",
    { model: "m", max_output_tokens: 1.5 },
    "max_output_tokens",
    "max_output_tokens: expected an integer or null, found 1.5.",
  ],
];
test.each(refused)("refuses %s and says where", (_name, body, param, message) => {
  expect(validateResponsesRequest(body)).toEqual({ ok: false, param, message });
});

test("a long text is not repeated in an error", () => {
  const secret = "my very private prompt ".repeat(10);
  const result = validateResponsesRequest({ model: "m", input: [{ role: secret, content: "" }] });
  expect(result.ok ? "" : result.message).toBe(
    `input[0].role: expected ${statusWords}, found a long string.`,
  );
});

const kinds: [unknown, string | undefined][] = [
  [{ role: "user", content: "" }, "message"],
  [{ type: null, role: "user", content: "" }, "message"],
  [{ type: "message", role: "user", content: "" }, "message"],
  [{ id: "x" }, "item_reference"],
  [{ type: "item_reference", id: "x" }, "item_reference"],
  [{ type: "function_call_output", call_id: "c", output: "" }, "function_call_output"],
  [{ type: "constructor" }, undefined],
  [{ type: 5, role: "user" }, undefined],
  [{}, undefined],
  ["message", undefined],
];
test.each(kinds)("the kind of %j", (item, kind) => {
  expect(inputItemKind(item)).toBe(kind);
});

test("items and tools are told apart, and only in their form", () => {
  const call: unknown = { type: "function_call", call_id: "c", name: "f", arguments: "{}" };
  expect(isInputItem("function_call", call) && call.name).toBe("f");
  expect(isInputItem("function_call_output", call)).toBe(false);
  expect(isInputItem("function_call", { type: "function_call" })).toBe(false);
  const tool: unknown = { type: "function", name: "f", parameters: null };
  expect(isResponsesTool("function", tool) && tool.name).toBe("f");
  expect(isResponsesTool("custom", tool)).toBe(false);
  expect(isResponsesTool("function", { type: "function" })).toBe(false);
});

test("bodies of conversations", () => {
  const item = { role: "user", content: "a" };
  const accepts: [(body: unknown) => { readonly ok: boolean }, unknown][] = [
    [validateConversationRequest, {}],
    [validateConversationRequest, { items: [item], metadata: { a: "b" } }],
    [validateConversationRequest, { items: null, metadata: null }],
    [validateConversationUpdate, { metadata: null }],
    [validateConversationItemsRequest, { items: [item, { type: "whatever" }] }],
  ];
  for (const [validate, body] of accepts) expect(validate(body)).toEqual({ ok: true, value: body });
  expect(validateConversationRequest({ items: [item, { role: "user" }] })).toEqual({
    ok: false,
    param: "items[1].content",
    message: "items[1].content: is required: expected a string or an array.",
  });
  expect(validateConversationUpdate({})).toMatchObject({ ok: false, param: "metadata" });
  expect(validateConversationUpdate({ metadata: { a: 1 } })).toMatchObject({ param: "metadata.a" });
  expect(validateConversationItemsRequest({})).toMatchObject({ ok: false, param: "items" });
});

/** Puts a value somewhere into an instance. */
function damaged(value: unknown, choose: (among: number) => number, damage: unknown): unknown {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  if (entries.length === 0 || choose(4) === 0) return damage;
  const at = choose(entries.length);
  const changed = entries.map(([key, item], index) => [
    key,
    index === at ? damaged(item, choose, damage) : item,
  ]);
  return Array.isArray(value) ? changed.map(([, item]) => item) : Object.fromEntries(changed);
}

test("the words for a refusal and the compiled check agree", () => {
  let refusals = 0;
  fc.assert(
    fc.property(instances(reference, reference), fc.jsonValue(), fc.gen(), (body, damage, gen) => {
      const broken = damaged(body, (among) => gen(fc.nat, { max: among - 1 }), damage);
      const result = validateResponsesRequest(broken);
      if (result.ok) return;
      refusals++;
      expect(result.message).not.toContain("does not fit the request's schema");
    }),
    { numRuns: 300 },
  );
  expect(refusals).toBeGreaterThan(20);
});
