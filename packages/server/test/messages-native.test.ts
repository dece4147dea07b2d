import { afterAll, beforeAll, expect, test } from "vitest";
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
