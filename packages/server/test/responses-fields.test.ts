import type OpenAI from "openai";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { referenceSchema } from "../../wire/test/schema-instances.ts";
import { message } from "./anthropic-upstream.ts";
import { type Item, messageItem, response } from "./responses-upstream.ts";
import { bootstrapKey, type RawAnswer, send, startTestServer, type TestServer } from "./running.ts";
import { completion, type Program, Upstream } from "./upstream.ts";

/**
 * Every field of a Responses request and every kind of input item: passed on as it is, translated, kept here, or refused by
 * its name. The compiler holds the tables to the official client's types, a test to the reference schema.
 */

let upstream: Upstream;
let server: TestServer;
beforeAll(async () => {
  upstream = await Upstream.start();
  server = await startTestServer({
    file: `upstream: {backoff_first_ms: 1, retries_max: 0}
providers:
  native: {base_url: "${upstream.baseUrl}", apis: [chat, responses]}
  openai: {base_url: "${upstream.baseUrl}", api_key: sk-upstream, apis: [chat], models: [m]}
  claude: {kind: anthropic, base_url: "${upstream.baseUrl}", api_key: sk-ant, models: [m]}`,
  });
});
afterAll(async () => {
  await server.close();
  await upstream.stop();
});
const program = "```python\nfinal_return_value = 1\n```";
const answering: Program = ({ path }) =>
  path.endsWith("/responses")
    ? response([messageItem("Hello.")])
    : path.endsWith("/messages")
      ? message("Hello.")
      : completion(path.includes("chat") ? program : "Hello.");
beforeEach(() => upstream.program(answering));

/** Where a request goes: to a provider of the same API, of chat completions, of Anthropic's; or to a planner. */
const ways = ["native", "chat", "claude", "dual"] as const;
type Way = (typeof ways)[number];

const get: Item = { type: "function", name: "get", parameters: { type: "object", properties: {} } };
function ask(way: Way, body: object): Promise<RawAnswer> {
  const provider = { native: "native", chat: "openai", claude: "claude", dual: "openai" }[way];
  return send(`${server.url}/control/chat/${provider}/v1/responses`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${bootstrapKey}`,
      "x-features": JSON.stringify({ agent_arch: way === "dual" ? "dual-llm" : "single-llm" }),
    },
    body: JSON.stringify({ model: "m", input: "Hi", tools: [get], ...body }),
  });
}

/**
 * What becomes of a field: what of the body that the provider is asked with; `ours`: the server itself heeds it, which
 * other tests show; `nothing`: there it can do nothing, and says nothing wrong; `refused`: by the field's name.
 */
type Fate = object | "ours" | "nothing" | "refused";
type FieldCase = { readonly value: unknown; readonly param?: string } & Readonly<Record<Way, Fate>>;
const everywhere = (value: unknown, fate: Fate): FieldCase => ({
  value,
  native: fate,
  chat: fate,
  claude: fate,
  dual: fate,
});
/** Passed on to a provider of the same API in its own words. */
const same = (
  name: string,
  value: unknown,
  others: Pick<FieldCase, "chat" | "claude" | "dual">,
): FieldCase => ({
  value,
  native: { [name]: value },
  ...others,
});
const refusedElsewhere = { chat: "refused", claude: "refused", dual: "refused" } as const;
const nothingElsewhere = { chat: "nothing", claude: "nothing", dual: "nothing" } as const;
const forOpenAi = (name: string, value: unknown): FieldCase =>
  same(name, value, { ...nothingElsewhere, chat: { [name]: value } });
const jsonSchema = {
  type: "json_schema",
  name: "n",
  schema: { type: "object", properties: {}, additionalProperties: false },
} as const;

type Fields = keyof OpenAI.Responses.ResponseCreateParamsNonStreaming;
/** Fields of the hosted product's, and our own two. */
type OwnFields = "timeout" | "user_provided_program" | "context_vars";
const fields: Readonly<Record<Fields | OwnFields, FieldCase>> = {
  model: everywhere("m", { model: "m" }),
  input: {
    ...everywhere("Hello?", {}),
    native: { input: [{ type: "message", role: "user", content: "Hello?" }] },
  },
  instructions: {
    value: "Be brief.",
    native: { instructions: "Be brief." },
    chat: { messages: [{ role: "system", content: "Be brief." }, {}] },
    claude: { system: "Be brief." },
    dual: {},
  },
  tools: {
    ...everywhere([{ ...get, description: "Gets." }], {}),
    native: { tools: [{ ...get, description: "Gets." }] },
    chat: { tools: [{ type: "function", function: { name: "get", description: "Gets." } }] },
    claude: { tools: [{ name: "get", description: "Gets." }] },
  },
  tool_choice: {
    value: { type: "function", name: "get" },
    native: { tool_choice: { type: "function", name: "get" } },
    chat: { tool_choice: { type: "function", function: { name: "get" } } },
    claude: { tool_choice: { type: "tool", name: "get" } },
    dual: "refused",
  },
  parallel_tool_calls: {
    value: false,
    native: { parallel_tool_calls: false },
    chat: { parallel_tool_calls: false },
    claude: { tool_choice: { disable_parallel_tool_use: true } },
    dual: "ours",
  },
  // It counts calls of the provider's tools: elsewhere there are none.
  max_tool_calls: same("max_tool_calls", 3, { chat: "nothing", claude: "nothing", dual: "ours" }),
  text: same(
    "text",
    { format: jsonSchema },
    {
      chat: { response_format: { type: "json_schema", json_schema: { name: "n" } } },
      claude: { output_config: { format: { type: "json_schema" } } },
      dual: "ours",
    },
  ),
  reasoning: same(
    "reasoning",
    { effort: "low", summary: "auto" },
    {
      chat: { reasoning_effort: "low" },
      claude: { output_config: { effort: "low" } },
      dual: { reasoning_effort: "low" },
    },
  ),
  include: same("include", ["message.output_text.logprobs"], {
    ...refusedElsewhere,
    chat: { logprobs: true },
  }),
  prompt: same("prompt", { id: "pmpt_1" }, refusedElsewhere),
  previous_response_id: { ...everywhere("resp_1", "refused") },
  conversation: { ...everywhere("conv_1", "refused") },
  store: { ...everywhere(false, "ours"), native: { store: false } },
  background: everywhere(true, "ours"),
  stream: everywhere(false, "ours"),
  stream_options: { ...everywhere({ include_obfuscation: true }, "ours") },
  temperature: everywhere(0.5, { temperature: 0.5 }),
  top_p: everywhere(0.5, { top_p: 0.5 }),
  top_logprobs: same("top_logprobs", 2, { ...refusedElsewhere, chat: { logprobs: true, top_logprobs: 2 } }),
  max_output_tokens: {
    value: 99,
    native: { max_output_tokens: 99 },
    chat: { max_completion_tokens: 99 },
    claude: { max_tokens: 99 },
    dual: { max_completion_tokens: 99 },
  },
  truncation: same("truncation", "auto", { chat: "ours", claude: "ours", dual: "refused" }),
  context_management: same(
    "context_management",
    [{ type: "compaction", compact_threshold: 1000 }],
    refusedElsewhere,
  ),
  access_programs: same("access_programs", { bio: "p_1" }, refusedElsewhere),
  image: same("image", { context_compression: "disabled" }, nothingElsewhere),
  moderation: same("moderation", { model: "omni" }, refusedElsewhere),
  metadata: { ...everywhere({ topic: "mail" }, "ours"), native: { metadata: { topic: "mail" } } },
  service_tier: forOpenAi("service_tier", "flex"),
  prompt_cache_key: forOpenAi("prompt_cache_key", "k"),
  prompt_cache_retention: forOpenAi("prompt_cache_retention", "24h"),
  prompt_cache_options: same("prompt_cache_options", { mode: "explicit" }, nothingElsewhere),
  safety_identifier: forOpenAi("safety_identifier", "s"),
  user: forOpenAi("user", "u"),
  // The client's own.
  timeout: everywhere(30, "nothing"),
  user_provided_program: { ...everywhere("final_return_value = 2", "refused"), dual: "ours" },
  context_vars: { ...everywhere({ x: { value: 1 } }, "refused"), dual: "ours" },
};
/** Parts of fields that have a fate of their own. */
const parts: Readonly<Record<string, FieldCase>> = {
  "text.verbosity": {
    param: "text.verbosity",
    value: { text: { verbosity: "low" } },
    native: { text: { verbosity: "low" } },
    chat: { verbosity: "low" },
    claude: "refused",
    dual: "nothing",
  },
  "reasoning.context": {
    value: { reasoning: { context: "all_turns" } },
    native: { reasoning: { context: "all_turns" } },
    ...refusedElsewhere,
  },
  "reasoning.mode": {
    value: { reasoning: { mode: "pro" } },
    native: { reasoning: { mode: "pro" } },
    ...refusedElsewhere,
  },
};

const fieldCases = [
  ...Object.entries(fields).map(([name, fate]) => ({ name, ...fate, body: { [name]: fate.value } })),
  ...Object.entries(parts).map(([name, fate]) => ({ name, ...fate, body: Object(fate.value) })),
].flatMap((one) => ways.map((way) => ({ ...one, way, fate: one[way] })));

test.each(fieldCases)("field $name, $way", async ({ name, way, fate, body }) => {
  const answer = await ask(way, body);
  if (fate === "refused") {
    expect([answer.status, answer.json.error?.param]).toEqual([expect.toSatisfy(isRefusal), name]);
    expect(answer.json.error?.message).toMatch(/\S/);
    expect(upstream.calls).toEqual([]);
    return;
  }
  expect([answer.status, answer.text]).toEqual([200, expect.anything()]);
  if (typeof fate === "object") expect(upstream.calls[0]?.body).toMatchObject(fate);
  else if (way !== "native") expect(Object.keys(upstream.calls[0]?.body ?? {})).not.toContain(name);
});
const isRefusal = (status: number): boolean => status === 400 || status === 404;

test("the table has all fields of the reference schema", () => {
  const { properties } = referenceSchema("ResponsesRequest");
  expect(Object.keys(Object(properties)).filter((name) => !Object.hasOwn(fields, name))).toEqual([]);
});

/** What becomes of an item: what the provider is sent for it (the last of what it is sent), or as for a field. */
type ItemFate = object | "as it is" | "nothing" | "refused";
type ItemCase = { readonly item: Item } & Readonly<Record<Way, ItemFate>>;
const hosted = (item: Item): ItemCase => ({ item, native: "as it is", ...refusedElsewhere });
type Kind = NonNullable<OpenAI.Responses.ResponseInputItem["type"]>;

const items: Readonly<Record<Kind, ItemCase>> = {
  message: {
    item: { type: "message", role: "developer", content: "No lists." },
    native: "as it is",
    chat: { role: "developer", content: "No lists." },
    claude: "nothing",
    dual: "nothing",
  },
  function_call: {
    item: { type: "function_call", call_id: "c", name: "get", arguments: "{}" },
    native: "as it is",
    chat: { role: "assistant", tool_calls: [{ id: "c", function: { name: "get" } }] },
    claude: { role: "assistant", content: [{ type: "tool_use", id: "c", name: "get" }] },
    dual: "nothing",
  },
  function_call_output: {
    item: { type: "function_call_output", call_id: "c", output: "Done." },
    native: "as it is",
    chat: { role: "tool", tool_call_id: "c", content: "Done." },
    claude: { role: "user", content: [{ type: "tool_result", tool_use_id: "c" }, {}] },
    dual: "nothing",
  },
  custom_tool_call: {
    item: { type: "custom_tool_call", call_id: "c", name: "note", input: "x" },
    native: "as it is",
    chat: { role: "assistant", tool_calls: [{ id: "c" }] },
    claude: { role: "assistant", content: [{ type: "tool_use", id: "c", name: "note" }] },
    dual: "nothing",
  },
  custom_tool_call_output: {
    item: { type: "custom_tool_call_output", call_id: "c", output: "Done." },
    native: "as it is",
    chat: { role: "tool", tool_call_id: "c", content: "Done." },
    claude: { role: "user", content: [{ type: "tool_result", tool_use_id: "c" }, {}] },
    dual: "nothing",
  },
  // Thoughts are their provider's alone (security.md, P1).
  reasoning: {
    item: { type: "reasoning", id: "rs_1", summary: [], encrypted_content: "sealed" },
    native: "as it is",
    ...nothingElsewhere,
  },
  item_reference: { item: { type: "item_reference", id: "rs_9" }, native: "refused", ...refusedElsewhere },
  additional_tools: {
    item: { type: "additional_tools", role: "developer", tools: [] },
    native: "refused",
    ...refusedElsewhere,
  },
  tool_search_output: {
    item: { type: "tool_search_output", call_id: "c", tools: [] },
    native: "refused",
    ...refusedElsewhere,
  },
  tool_search_call: hosted({ type: "tool_search_call", call_id: "c", arguments: {} }),
  configuration_update: hosted({ type: "configuration_update", reasoning: { effort: "low" } }),
  compaction: hosted({ type: "compaction", encrypted_content: "sealed" }),
  compaction_trigger: hosted({ type: "compaction_trigger" }),
  program: hosted({ type: "program", id: "p_1", call_id: "c", code: "1", fingerprint: "f" }),
  program_output: hosted({
    type: "program_output",
    id: "p_2",
    call_id: "c",
    result: "1",
    status: "completed",
  }),
  file_search_call: hosted({ type: "file_search_call", id: "fs_1", queries: ["x"], status: "completed" }),
  web_search_call: hosted({ type: "web_search_call", id: "ws_1", status: "completed" }),
  code_interpreter_call: hosted({
    type: "code_interpreter_call",
    id: "ci_1",
    container_id: "c",
    code: "1",
    outputs: [],
    status: "completed",
  }),
  image_generation_call: hosted({
    type: "image_generation_call",
    id: "ig_1",
    status: "completed",
    result: "AA==",
  }),
  mcp_list_tools: hosted({ type: "mcp_list_tools", id: "ml_1", server_label: "s", tools: [] }),
  mcp_approval_request: hosted({
    type: "mcp_approval_request",
    id: "ma_1",
    server_label: "s",
    name: "n",
    arguments: "{}",
  }),
  mcp_approval_response: hosted({
    type: "mcp_approval_response",
    approval_request_id: "ma_1",
    approve: true,
  }),
  mcp_call: hosted({
    type: "mcp_call",
    id: "mc_1",
    server_label: "s",
    name: "n",
    arguments: "{}",
    output: "x",
  }),
  computer_call: hosted({
    type: "computer_call",
    id: "cu_1",
    call_id: "c",
    action: { type: "wait" },
    pending_safety_checks: [],
    status: "completed",
  }),
  computer_call_output: hosted({
    type: "computer_call_output",
    call_id: "c",
    output: { type: "computer_screenshot", file_id: "file_1" },
  }),
  local_shell_call: hosted({
    type: "local_shell_call",
    id: "ls_1",
    call_id: "c",
    action: { type: "exec", command: ["ls"], env: {} },
    status: "completed",
  }),
  local_shell_call_output: hosted({ type: "local_shell_call_output", id: "c", output: "a" }),
  shell_call: hosted({ type: "shell_call", call_id: "c", action: { commands: ["ls"] } }),
  shell_call_output: hosted({ type: "shell_call_output", call_id: "c", output: [] }),
  apply_patch_call: hosted({
    type: "apply_patch_call",
    call_id: "c",
    operation: { type: "delete_file", path: "x" },
    status: "completed",
  }),
  apply_patch_call_output: hosted({ type: "apply_patch_call_output", call_id: "c", status: "completed" }),
};
const itemCases = [...Object.values(items), hosted({ type: "a_kind_to_come", value: 1 })].flatMap((one) =>
  ways.map((way) => ({ kind: one.item.type, item: one.item, way, fate: one[way] })),
);
const note: Item = { type: "custom", name: "note" };

test.each(itemCases)("item $kind, $way", async ({ item, way, fate }) => {
  // A result follows a call; the question comes last.
  const call = String(item.type).replace(/_output$/, "");
  const before = item.type.endsWith("_output") && Object.hasOwn(items, call) && fate !== "refused";
  const made =
    before && way !== "dual"
      ? (Object.entries(items).find(([kind]) => kind === call)?.[1].item ?? item)
      : undefined;
  const history = made === undefined ? [item] : [made, item];
  const answer = await ask(way, {
    input: [...history, { role: "user", content: "Go on." }],
    tools: [get, note],
  });
  if (fate === "refused") {
    expect([answer.status, answer.json.error?.param]).toEqual([expect.toSatisfy(isRefusal), "input[0]"]);
    expect(upstream.calls).toEqual([]);
    return;
  }
  expect([answer.status, answer.text]).toEqual([200, expect.anything()]);
  const { input, messages } = upstream.calls[0]?.body ?? {};
  if (way === "native") {
    expect(Reflect.get(Object(input), history.length - 1)).toEqual(fate === "as it is" ? item : fate);
  } else if (typeof fate === "object") expect(messages?.[history.length - 1]).toMatchObject(fate);
  else expect(JSON.stringify(messages)).not.toContain("sealed");
});

test("the table has all items of the reference schema", () => {
  const { $defs = {} } = referenceSchema("ResponsesRequest");
  const kinds = Object.values($defs).flatMap(({ properties }) => {
    const type = properties?.type?.const;
    return typeof type === "string" && /_call|_output|mcp_|reasoning|item_reference/.test(type) ? [type] : [];
  });
  expect(kinds.length).toBeGreaterThan(15);
  expect(kinds.filter((kind) => kind !== "output_text" && !Object.hasOwn(items, kind))).toEqual([]);
});
