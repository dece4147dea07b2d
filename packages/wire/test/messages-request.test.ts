import type { MessageCountTokensParams, MessageCreateParams } from "@anthropic-ai/sdk/resources/messages";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isMessagesCustomTool, validateCountTokensRequest, validateMessagesRequest } from "../src/index.ts";

const hello = [{ role: "user", content: "Hello" }];
const base = { model: "m", max_tokens: 100, messages: hello };

/** Requests as the official client's types have them: the compiler holds each against them. */
const official: Record<string, Omit<MessageCreateParams, "model" | "max_tokens" | "messages">> = {
  "a system text": { system: "Be brief." },
  "system blocks": { system: [{ type: "text", text: "a", cache_control: { type: "ephemeral", ttl: "1h" } }] },
  "a custom tool": {
    tools: [
      { name: "f", description: "d", input_schema: { type: "object", properties: {} }, strict: true },
      { type: "custom", name: "g", input_schema: { type: "object" }, cache_control: null },
    ],
    tool_choice: { type: "any", disable_parallel_tool_use: true },
  },
  "server tools": {
    tools: [
      { type: "web_search_20250305", name: "web_search", max_uses: 3 },
      { type: "web_fetch_20260318", name: "web_fetch" },
      { type: "bash_20250124", name: "bash" },
      { type: "text_editor_20250728", name: "str_replace_based_edit_tool" },
      { type: "code_execution_20260521", name: "code_execution" },
      { type: "memory_20250818", name: "memory" },
      { type: "browser_toolset_20260801" },
    ],
    tool_choice: { type: "tool", name: "bash" },
  },
  "no tool": { tool_choice: { type: "none" } },
  "thinking with a budget": { thinking: { type: "enabled", budget_tokens: 2048, display: "omitted" } },
  "adaptive thinking": { thinking: { type: "adaptive" }, output_config: { effort: "max" } },
  "no thinking": { thinking: { type: "disabled" } },
  "an answer of a schema": { output_config: { format: { type: "json_schema", schema: { type: "object" } } } },
  sampling: { stop_sequences: ["END"], stream: true },
  "who and how": { metadata: { user_id: "u" }, service_tier: "standard_only", speed: "fast", container: "c" },
};
test.each(Object.entries(official))("accepts %s", (_name, fields) => {
  const body: unknown = { ...base, ...fields };
  expect(validateMessagesRequest(body)).toEqual({ ok: true, value: body });
});

const beyond: Record<string, unknown> = {
  "sampling of older versions": { temperature: 0.5, top_p: 0.9, top_k: 5 },
  "tools of a type that is new": { tools: [{ type: "teleport_20300101", name: "teleport", x: 1 }] },
  "a tool whose type is null": { tools: [{ type: null, name: "f", input_schema: {} }] },
  "MCP servers": { mcp_servers: [{ type: "url", url: "https://example.org", name: "s" }] },
  "a plan of the user's": { user_provided_program: "x = 1", context_vars: { x: { value: 1 } } },
  "fields that nobody knows": { whatever: { a: 1 } },
};
test.each(Object.entries(beyond))("accepts %s", (_name, fields) => {
  const body = { ...base, ...(typeof fields === "object" ? fields : {}) };
  expect(validateMessagesRequest(body)).toEqual({ ok: true, value: body });
});

type Messages = MessageCreateParams["messages"];
type Blocks = Exclude<Messages[number]["content"], string>;
const png = { type: "base64", media_type: "image/png", data: "AA" } as const;
const text = { type: "text", text: "a" } as const;
const blocks: Blocks = [
  text,
  { type: "image", source: png, cache_control: { type: "ephemeral" } },
  { type: "image", source: { type: "url", url: "https://example.org/a.png" } },
  { type: "image", source: { type: "file", file_id: "f" } },
  { type: "document", source: { type: "base64", media_type: "application/pdf", data: "AA" }, title: "t" },
  { type: "document", source: { type: "text", media_type: "text/plain", data: "a" }, context: null },
  { type: "document", source: { type: "content", content: [text, { type: "image", source: png }] } },
  { type: "document", source: { type: "content", content: "a" }, citations: { enabled: true } },
  { type: "document", source: { type: "url", url: "https://example.org/a.pdf" } },
  { type: "document", source: { type: "file", file_id: "f" } },
  { type: "search_result", source: "s", title: "t", content: [text], citations: { enabled: true } },
  { type: "thinking", thinking: "hm", signature: "s" },
  { type: "redacted_thinking", data: "d" },
  { type: "tool_use", id: "t1", name: "f", input: { a: 1 }, caller: { type: "direct" } },
  { type: "tool_result", tool_use_id: "t1" },
  { type: "tool_result", tool_use_id: "t1", content: "no", is_error: true },
  {
    type: "tool_result",
    tool_use_id: "t1",
    content: [
      text,
      { type: "image", source: png },
      { type: "search_result", source: "s", title: "t", content: [] },
      { type: "document", source: { type: "text", media_type: "text/plain", data: "a" } },
      { type: "tool_reference", tool_name: "f" },
      { type: "browser_state", tabs: [] },
    ],
  },
  { type: "server_tool_use", id: "s1", name: "web_search", input: { query: "q" } },
  {
    type: "web_search_tool_result",
    tool_use_id: "s1",
    content: [{ type: "web_search_result", encrypted_content: "x", title: "t", url: "u" }],
  },
  {
    type: "web_search_tool_result",
    tool_use_id: "s1",
    content: { type: "web_search_tool_result_error", error_code: "unavailable" },
  },
  {
    type: "web_fetch_tool_result",
    tool_use_id: "s1",
    content: { type: "web_fetch_tool_result_error", error_code: "unavailable" },
  },
  {
    type: "code_execution_tool_result",
    tool_use_id: "s1",
    content: { type: "code_execution_result", content: [], return_code: 0, stderr: "", stdout: "" },
  },
  {
    type: "bash_code_execution_tool_result",
    tool_use_id: "s1",
    content: { type: "bash_code_execution_result", content: [], return_code: 0, stderr: "", stdout: "" },
  },
  {
    type: "text_editor_code_execution_tool_result",
    tool_use_id: "s1",
    content: { type: "text_editor_code_execution_create_result", is_file_update: false },
  },
  {
    type: "tool_search_tool_result",
    tool_use_id: "s1",
    content: { type: "tool_search_tool_search_result", tool_references: [] },
  },
  { type: "container_upload", file_id: "f" },
];

test("accepts every kind of block, from every role, in any order", () => {
  const message = fc.oneof(
    fc.record({
      role: fc.constantFrom("user", "assistant"),
      content: fc.oneof(fc.string(), fc.subarray(blocks)),
    }),
    fc.record({
      role: fc.constant("system"),
      content: fc.oneof(fc.string(), fc.array(fc.constant({ type: "text", text: "a" }))),
    }),
  );
  fc.assert(
    fc.property(fc.array(message, { maxLength: 5 }), (messages) => {
      const result = validateMessagesRequest({ ...base, messages });
      expect(result.ok ? "accepted" : `${result.param}: ${result.message}`).toBe("accepted");
    }),
  );
  for (const block of blocks)
    expect(validateMessagesRequest({ ...base, messages: [{ role: "user", content: [block] }] }).ok).toBe(
      true,
    );
});

function withBlock(block: unknown): unknown {
  return { ...base, messages: [...hello, { role: "assistant", content: [text, block] }] };
}
const roles = 'one of "user", "assistant", "system"';
const refused: [string, unknown, string, string][] = [
  ["no object", null, "", "The body: expected an object, found null."],
  [
    "no limit",
    { model: "m", messages: hello },
    "max_tokens",
    "max_tokens: is required: expected an integer of at least 1.",
  ],
  [
    "a limit of zero",
    { ...base, max_tokens: 0 },
    "max_tokens",
    "max_tokens: expected an integer of at least 1, found 0.",
  ],
  ["no messages", { model: "m", max_tokens: 1 }, "messages", "messages: is required: expected an array."],
  [
    "a role of another API",
    { ...base, messages: [{ role: "tool", content: "" }] },
    "messages[0].role",
    `messages[0].role: expected ${roles}, found "tool".`,
  ],
  [
    "no content",
    { ...base, messages: [{ role: "user", content: null }] },
    "messages[0].content",
    "messages[0].content: expected a string or an array, found null.",
  ],
  [
    "a block without a type",
    withBlock({ text: "a" }),
    "messages[1].content[1].type",
    'messages[1].content[1].type: is required: expected one of "text", "image", "document", "search_result", "thinking", "redacted_thinking", "tool_use", "tool_result", "server_tool_use", "mcp_tool_use", "web_search_tool_result", "web_fetch_tool_result", "code_execution_tool_result", "bash_code_execution_tool_result", "text_editor_code_execution_tool_result", "tool_search_tool_result", "mcp_tool_result", "container_upload", "compaction".',
  ],
  [
    "text without its text",
    withBlock({ type: "text" }),
    "messages[1].content[1].text",
    "messages[1].content[1].text: is required: expected a string.",
  ],
  [
    "a call whose input is text",
    withBlock({ type: "tool_use", id: "t", name: "f", input: "{}" }),
    "messages[1].content[1].input",
    'messages[1].content[1].input: expected an object, found "{}".',
  ],
  [
    "a result without its call",
    withBlock({ type: "tool_result", content: "a" }),
    "messages[1].content[1].tool_use_id",
    "messages[1].content[1].tool_use_id: is required: expected a string.",
  ],
  [
    "a result with a call in it",
    withBlock({ type: "tool_result", tool_use_id: "t", content: [{ type: "tool_use" }] }),
    "messages[1].content[1].content[0].type",
    'messages[1].content[1].content[0].type: expected one of "text", "image", "search_result", "document", "tool_reference", "browser_state", found "tool_use".',
  ],
  [
    "an error that is no truth value",
    withBlock({ type: "tool_result", tool_use_id: "t", is_error: "yes" }),
    "messages[1].content[1].is_error",
    'messages[1].content[1].is_error: expected true or false or null, found "yes".',
  ],
  [
    "an image as chat completions have it",
    withBlock({ type: "image", image_url: { url: "u" } }),
    "messages[1].content[1].source",
    "messages[1].content[1].source: is required: expected an object.",
  ],
  [
    "a source of an unknown type",
    withBlock({ type: "image", source: { type: "text", data: "" } }),
    "messages[1].content[1].source.type",
    'messages[1].content[1].source.type: expected one of "base64", "url", "file", found "text".',
  ],
  [
    "thoughts without a signature",
    withBlock({ type: "thinking", thinking: "hm" }),
    "messages[1].content[1].signature",
    "messages[1].content[1].signature: is required: expected a string.",
  ],
  [
    "a system image",
    { ...base, system: [{ type: "image", text: "a" }] },
    "system[0].type",
    'system[0].type: expected "text", found "image".',
  ],
  [
    "a tool as chat completions have it",
    { ...base, tools: [{ type: "function", function: {} }, { name: "f" }] },
    "tools[1].input_schema",
    "tools[1].input_schema: is required: expected an object.",
  ],
  [
    "a tool without a name",
    { ...base, tools: [{ name: "", input_schema: {} }] },
    "tools[0].name",
    'tools[0].name: expected a string that is not empty, found "".',
  ],
  [
    "a tool whose type is no text",
    { ...base, tools: [{ type: 5 }] },
    "tools[0].type",
    "tools[0].type: expected a string that is not empty, found 5.",
  ],
  [
    "a tool choice as chat completions have it",
    { ...base, tool_choice: "auto" },
    "tool_choice",
    'tool_choice: expected an object or null, found "auto".',
  ],
  [
    "an unknown tool choice",
    { ...base, tool_choice: { type: "required" } },
    "tool_choice.type",
    'tool_choice.type: expected one of "auto", "any", "tool", "none", found "required".',
  ],
  [
    "a chosen tool without a name",
    { ...base, tool_choice: { type: "tool" } },
    "tool_choice.name",
    "tool_choice.name: is required: expected a string.",
  ],
  [
    "thinking without a budget",
    { ...base, thinking: { type: "enabled" } },
    "thinking.budget_tokens",
    "thinking.budget_tokens: is required: expected an integer of at least 1.",
  ],
  [
    "stop sequences as text",
    { ...base, stop_sequences: "END" },
    "stop_sequences",
    'stop_sequences: expected an array or null, found "END".',
  ],
  [
    "an unknown effort",
    { ...base, output_config: { effort: "huge" } },
    "output_config.effort",
    'output_config.effort: expected one of "low", "medium", "high", "xhigh", "max" or null, found "huge".',
  ],
];
test.each(refused)("refuses %s and says where", (_name, body, param, message) => {
  expect(validateMessagesRequest(body)).toEqual({ ok: false, param, message });
});

test("a long text is not repeated in an error", () => {
  const secret = "my very private prompt ".repeat(10);
  const result = validateMessagesRequest({ ...base, messages: secret });
  expect(result.ok ? "" : result.message).toBe("messages: expected an array, found a long string.");
});

test("custom tools are told from the provider's", () => {
  expect(isMessagesCustomTool({ name: "f", input_schema: {} })).toBe(true);
  expect(isMessagesCustomTool({ type: "custom", name: "f", input_schema: {} })).toBe(true);
  expect(isMessagesCustomTool({ type: "custom", name: "f" })).toBe(false);
  expect(isMessagesCustomTool({ type: "bash_20250124", name: "bash", input_schema: {} })).toBe(false);
});

test("a request to count tokens needs no limit", () => {
  const body: MessageCountTokensParams = {
    model: "m",
    messages: [{ role: "user", content: "a" }],
    tools: [{ name: "f", input_schema: { type: "object" } }],
    thinking: { type: "adaptive" },
  };
  expect(validateCountTokensRequest(body)).toEqual({ ok: true, value: body });
  expect(validateCountTokensRequest({ ...body, tools: [{ name: "f" }] })).toMatchObject({
    ok: false,
    param: "tools[0].input_schema",
  });
  expect(validateCountTokensRequest({ model: "m" })).toMatchObject({ ok: false, param: "messages" });
});

/** Puts a value somewhere into an instance. */
function damaged(value: unknown, choose: (among: number) => number, damage: unknown): unknown {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  if (entries.length === 0 || choose(6) === 0) return damage;
  const at = choose(entries.length);
  const changed = entries.map(([key, item], index) => [
    key,
    index === at ? damaged(item, choose, damage) : item,
  ]);
  return Array.isArray(value) ? changed.map(([, item]) => item) : Object.fromEntries(changed);
}

test("the words for a refusal and the compiled check agree", () => {
  const whole = {
    ...base,
    ...Object.assign({}, ...Object.values(official)),
    messages: [{ role: "user", content: blocks }],
  };
  let refusals = 0;
  fc.assert(
    fc.property(fc.jsonValue(), fc.gen(), (damage, gen) => {
      const result = validateMessagesRequest(
        damaged(whole, (among) => gen(fc.nat, { max: among - 1 }), damage),
      );
      if (result.ok) return;
      refusals++;
      expect(result.message).not.toContain("does not fit the request's schema");
    }),
    { numRuns: 500 },
  );
  expect(refusals).toBeGreaterThan(100);
});
