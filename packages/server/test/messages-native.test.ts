import { betaZodTool } from "@anthropic-ai/sdk/helpers/beta/zod";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { message, messageEvents } from "./anthropic-upstream.ts";
import { anthropicOf } from "./messages-agent.ts";
import { startTestServer, type TestServer } from "./running.ts";
import { Upstream } from "./upstream.ts";

/** Messages over a provider of the same API: what has no internal form comes and goes as it is. */

let upstream: Upstream;
let server: TestServer;
beforeAll(async () => {
  upstream = await Upstream.start();
  server = await startTestServer({
    file: `providers: {messages: {kind: anthropic, base_url: "${upstream.baseUrl}"}}`,
  });
});
afterAll(async () => {
  await server.close();
  await upstream.stop();
});

function client() {
  return anthropicOf(server.url, {
    path: "/control/chat/messages",
    headers: { "x-features": '{"agent_arch": "single-llm"}' },
  });
}
const hello = { model: "m", max_tokens: 64, messages: [{ role: "user" as const, content: "Hi" }] };
const search = { type: "web_search_20250305" as const, name: "web_search" as const, max_uses: 3 };
const given = { name: "f", input_schema: { type: "object" as const } };

const counts = {
  input_tokens: 5,
  output_tokens: 7,
  cache_read_input_tokens: 4,
  cache_creation_input_tokens: 2,
  cache_creation: { ephemeral_5m_input_tokens: 2, ephemeral_1h_input_tokens: 0 },
  server_tool_use: { web_search_requests: 1, web_fetch_requests: 0 },
  service_tier: "priority",
};

test("the provider's counts come through", async () => {
  upstream.program(() => message("Hello.", [], { usage: counts }));
  expect((await client().messages.create(hello)).usage).toMatchObject(counts);
});

test("in a stream too, as far as its last event has fields for them", async () => {
  const events = messageEvents(["Hello."]).map((event) =>
    event.includes('"message_delta"')
      ? event.replace(/"usage":\{[^}]*\}/, `"usage":${JSON.stringify(counts)}`)
      : event,
  );
  upstream.program(() => ({ kind: "events", events }));
  const { usage } = await client().messages.stream(hello).finalMessage();
  expect(usage).toMatchObject({ input_tokens: 5, output_tokens: 7, server_tool_use: counts.server_tool_use });
});

const ends = [
  { stop_reason: "model_context_window_exceeded", stop_sequence: null, stop_details: null },
  { stop_reason: "max_tokens", stop_sequence: null, stop_details: null },
  { stop_reason: "stop_sequence", stop_sequence: "END", stop_details: null },
  { stop_reason: "pause_turn", stop_sequence: null, stop_details: null },
  {
    stop_reason: "refusal",
    stop_sequence: null,
    stop_details: { type: "refusal", category: "cyber", explanation: "No." },
  },
  {
    stop_reason: "refusal",
    stop_sequence: null,
    stop_details: { type: "refusal", category: "bio", explanation: null },
  },
];
test.each(ends)("an end is the provider's: $stop_reason $stop_details.category", async (end) => {
  upstream.program(() => message("Hello.", [], end));
  expect(await client().messages.create(hello)).toMatchObject(end);
});

test("newer fields of output_config reach the provider", async () => {
  upstream.program(() => message("Hello."));
  const output_config = { effort: "low" as const, task_budget: { type: "tokens", total: 5_000 } };
  await client().messages.create({ ...hello, output_config });
  expect(upstream.calls[0]?.body.output_config).toEqual(output_config);
});

test("a count of tokens is of all tools, and of no MCP servers", async () => {
  upstream.program(() => ({ kind: "json", body: { input_tokens: 12 } }));
  const { max_tokens: _limit, ...counted } = hello;
  const body = { ...counted, tools: [given, search], tool_choice: { type: "any" as const } };
  expect(await client().messages.countTokens(body)).toEqual({ input_tokens: 12 });
  expect(upstream.calls[0]?.body).toMatchObject({
    tools: [{ name: "f" }, search],
    tool_choice: { type: "any" },
  });
  await expect(
    client().messages.countTokens(Object.assign({}, counted, { mcp_servers: [{ type: "url" }] })),
  ).rejects.toThrow(/mcp_servers/);
});

test.each([
  ["single-llm", '"What is 1 and 2?"'],
  ["dual-llm", '"success"'],
])(
  "the official client's tool runner, which would have the provider hold its conversation: %s",
  async (arch, last) => {
    const dual = "```python\nfinal_return_value = add(a=1, b=2)\n```";
    upstream.program(({ body }) => {
      if (arch === "dual-llm") return message(dual);
      const answered = JSON.stringify(body.messages).includes("tool_result");
      return answered
        ? message(JSON.stringify(body.messages?.[0]?.content))
        : message("", [{ name: "add", arguments: '{"a": 1, "b": 2}' }]);
    });
    const add = betaZodTool({
      name: "add",
      description: "Adds.",
      inputSchema: z.object({ a: z.number(), b: z.number() }),
      run: ({ a, b }) => String(a + b),
    });
    const runner = anthropicOf(server.url, {
      path: "/control/chat/messages",
      headers: { "x-features": JSON.stringify({ agent_arch: arch }) },
    }).beta.messages.toolRunner({
      ...hello,
      messages: [{ role: "user", content: "What is 1 and 2?" }],
      tools: [add],
    });
    expect(JSON.stringify((await runner).content)).toContain(JSON.stringify(last).slice(1, -1));
  },
);

test.each([
  ["thread", { type: "create" }],
  ["fallbacks", [{ model: "n" }]],
  ["compaction", { type: "summarize" }],
  ["diagnostics", { previous_message_id: "msg_1" }],
  ["billing_policy", {}],
  ["fallback_credit_token", "t"],
  ["container", "c"],
])("refused by name: %s", async (name, value) => {
  const asked = client().messages.create(Object.assign({}, hello, { [name]: value }));
  await expect(asked).rejects.toThrow(new RegExp(`^400 .*"${name}: `));
});

test("a field that is a name of JavaScript's is no field that is refused", async () => {
  upstream.program(() => message("Hello."));
  const answer = await client().messages.create(Object.assign({}, hello, { constructor: 1, toString: 2 }));
  expect(answer.content).toMatchObject([{ text: "Hello." }]);
});

test("the form of an answer where older clients say it", async () => {
  upstream.program(() => message("{}"));
  const format = { type: "json_schema" as const, schema: { type: "object" as const } };
  await client().beta.messages.create(Object.assign({}, hello, { output_format: format }));
  expect(upstream.calls[0]?.body.output_config).toEqual({ format });
});

test("the official client knows the request's id", async () => {
  upstream.program(() => message("Hello."));
  const answer = await client().messages.create(hello);
  expect(answer._request_id).toMatch(/^req_/);
  const refused = client().messages.create(Object.assign({}, hello, { thread: { type: "create" } }));
  await expect(refused).rejects.toMatchObject({ requestID: expect.stringMatching(/^req_/) });
});
