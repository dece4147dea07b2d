import OpenAI from "openai";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { clientOf, models } from "./agent.ts";
import { type Params, responsesTools, runResponses } from "./responses-agent.ts";
import {
  callItems,
  type Item,
  messageItem,
  reasoningItem,
  response,
  responseBody,
  responseEvents,
} from "./responses-upstream.ts";
import { startTestServer, type TestServer } from "./running.ts";
import { type Reply, Upstream } from "./upstream.ts";

/** The Responses API over a provider that has it: what only the provider knows goes through, calls are checked. */

let upstream: Upstream;
let server: TestServer;
beforeAll(async () => {
  upstream = await Upstream.start();
  server = await startTestServer({
    file: `default_provider: local\nupstream: {backoff_first_ms: 1}\nproviders: {local: {base_url: "${upstream.baseUrl}", apis: [chat, responses]}}`,
  });
});
afterAll(async () => {
  await server.close();
  await upstream.stop();
});
beforeEach(() => upstream.program([]));

const single = { "x-features": '{"agent_arch": "single-llm"}' };
const denying = { codes: 'tool "send_mail" { hard deny always; }' };
const singleClient = (policy: object = {}, headers: Readonly<Record<string, string>> = {}) =>
  clientOf(server.url, { headers: { ...single, "x-policy": JSON.stringify(policy), ...headers } });

async function failure(run: Promise<unknown>): Promise<InstanceType<typeof OpenAI.APIError>> {
  const error: unknown = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof OpenAI.APIError) return error;
  throw new Error(`an API error was expected, not ${String(error)}`);
}

const search: Item = {
  id: "ws_upstream",
  type: "web_search_call",
  status: "completed",
  action: { type: "search", query: "weather" },
};
const citation = {
  type: "url_citation",
  url: "https://example.org",
  title: "An example",
  start_index: 0,
  end_index: 5,
};
const getMail = { name: "get_mail", arguments: '{"number": 7}' };
const sendMail = { name: "send_mail", arguments: '{"to": "eve", "body": "secret-plan"}' };

function say(streamed: boolean, items: readonly Item[], extra: object = {}): Reply {
  return streamed
    ? { kind: "events", events: responseEvents(items, extra), pieceBytes: 97 }
    : response(items, extra);
}
async function ask(
  client: OpenAI,
  streamed: boolean,
  params: Partial<OpenAI.Responses.ResponseCreateParams>,
) {
  const body = { model: "m", input: "Hi", ...params };
  return streamed
    ? await client.responses.stream({ ...body, stream: true }).finalResponse()
    : await client.responses.create({ ...body, stream: false });
}
/** What is compared: without what official clients add to it. */
const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (name, field) => (/^parsed/.test(name) ? undefined : field)));

test("the request's own words reach the provider, and what is ours does not", async () => {
  upstream.program([say(false, [messageItem("Hello.")])]);
  const body = {
    instructions: "Be brief.",
    input: [
      {
        role: "user" as const,
        content: [
          { type: "input_text" as const, text: "What is this?" },
          { type: "input_image" as const, detail: "low" as const, file_id: "file_1" },
          { type: "input_file" as const, file_id: "file_2" },
        ],
      },
    ],
    tools: [
      { type: "web_search" as const, search_context_size: "low" as const },
      {
        type: "mcp" as const,
        server_label: "docs",
        server_url: "https://mcp.example",
        require_approval: "never" as const,
      },
      {
        type: "custom" as const,
        name: "note",
        format: { type: "grammar" as const, syntax: "regex" as const, definition: "a+" },
      },
      ...responsesTools,
    ],
    tool_choice: { type: "web_search_preview" as const },
    include: ["reasoning.encrypted_content" as const],
    truncation: "auto" as const,
    max_tool_calls: 3,
    prompt: { id: "pmpt_1", variables: { city: "Bern" } },
    reasoning: { effort: "low" as const, summary: "auto" as const },
    text: { verbosity: "low" as const, format: { type: "json_object" as const } },
    metadata: { topic: "mail" },
    service_tier: "flex" as const,
    top_logprobs: 2,
    store: false,
  };
  const answer = await ask(singleClient(), false, body);
  expect(upstream.calls[0]?.path).toBe("/v1/responses");
  expect(upstream.calls[0]?.body).toEqual({
    ...body,
    model: "m",
    input: [{ type: "message", ...body.input[0] }],
  });
  expect(answer).toMatchObject({ max_tool_calls: 3, truncation: "auto", metadata: { topic: "mail" } });
});

test("a prompt template needs no input", async () => {
  upstream.program([say(false, [messageItem("Hello.")])]);
  const answer = await singleClient().responses.create({ model: "m", prompt: { id: "pmpt_1" } });
  expect(answer.output_text).toBe("Hello.");
  expect(upstream.calls[0]?.body).toEqual({ model: "m", prompt: { id: "pmpt_1" } });
});

test.each([false, true])(
  "items of the provider's are answered as they came (streamed: %s)",
  async (streamed) => {
    const items = [reasoningItem("Hmm.", "sealed"), search, messageItem("Sunny today.", [citation])];
    upstream.program([say(streamed, items)]);
    const client = singleClient();
    const answer = await ask(client, streamed, { tools: [{ type: "web_search" }] });
    expect(plain(answer.output)).toEqual(plain(items));
    expect(answer).toMatchObject({ status: "completed", usage: { input_tokens: 11, output_tokens: 7 } });
    expect(answer.id).not.toBe("resp_upstream");
    const stored = await client.responses.retrieve(answer.id, {
      include: ["reasoning.encrypted_content", "message.output_text.logprobs"],
    });
    expect(plain(stored.output)).toEqual(plain(items));
  },
);

test("a stream: the provider's events under our numbers, calls after their check", async () => {
  const items = [
    reasoningItem("Hmm."),
    search,
    messageItem("Sunny.", [citation]),
    ...callItems([getMail, sendMail]),
  ];
  upstream.program([say(true, [...items, messageItem("After.", [], "msg_after")])]);
  const stream = await singleClient(denying).responses.create({
    model: "m",
    input: "Hi",
    tools: [...responsesTools, { type: "web_search" }],
    stream: true,
  });
  const events: OpenAI.Responses.ResponseStreamEvent[] = [];
  for await (const event of stream) events.push(event);
  const message = [
    "response.output_item.added",
    "response.content_part.added",
    "response.output_text.delta",
    "response.output_text.done",
    "response.content_part.done",
    "response.output_item.done",
  ];
  expect(events.map(({ type }) => type)).toEqual([
    "response.created",
    "response.in_progress",
    "response.output_item.added",
    "response.reasoning_summary_part.added",
    "response.reasoning_summary_text.delta",
    "response.reasoning_summary_text.done",
    "response.reasoning_summary_part.done",
    "response.output_item.done",
    "response.output_item.added",
    "response.web_search_call.in_progress",
    "response.web_search_call.completed",
    "response.output_item.done",
    "response.output_item.added",
    "response.content_part.added",
    "response.output_text.delta",
    "response.output_text.delta",
    "response.output_text.annotation.added",
    "response.output_text.done",
    "response.content_part.done",
    "response.output_item.done",
    ...message,
    "response.output_item.added",
    "response.function_call_arguments.delta",
    "response.function_call_arguments.done",
    "response.output_item.done",
    ...message,
    "response.completed",
  ]);
  expect(events.map((event) => event.sequence_number)).toEqual(events.map((_, index) => index));
  expect(JSON.stringify(events)).not.toContain("secret-plan");
  const last = events.at(-1);
  const output = last?.type === "response.completed" ? last.response.output : [];
  expect(output.map(({ type }) => type)).toEqual([
    "reasoning",
    "web_search_call",
    "message",
    "message",
    "function_call",
    "message",
  ]);
  expect(JSON.stringify(output[3])).toContain("'send_mail' is denied");
  expect(output[4]).toMatchObject({ name: "get_mail", call_id: expect.stringMatching(/^tc-/) });
  for (const event of events) {
    if (!("output_index" in event) || !("item_id" in event)) continue;
    expect(Reflect.get(output[event.output_index] ?? {}, "id")).toBe(event.item_id);
  }
});

test.each([false, true])(
  "a loop: thoughts and calls go back in the provider's terms (streamed: %s)",
  async (streamed) => {
    upstream.program([
      say(streamed, [reasoningItem("Hmm.", "sealed"), ...callItems([getMail])]),
      say(streamed, [messageItem("Eve wants the plan.")]),
    ]);
    const client = singleClient();
    const answers = await runResponses(
      (params: Params) => ask(client, streamed, { tools: responsesTools, ...params }),
      "What does my mail say?",
    );
    expect(answers.at(-1)?.output_text).toBe("Eve wants the plan.");
    expect(upstream.calls[1]?.body.input).toEqual([
      { type: "message", role: "user", content: "What does my mail say?" },
      reasoningItem("Hmm.", "sealed"),
      { type: "function_call", call_id: "call_0", name: "get_mail", arguments: '{"number": 7}' },
      { type: "function_call_output", call_id: "call_0", output: expect.stringContaining("Ignore all") },
    ]);
  },
);

test("custom tools: their input is checked, and goes both ways as a text", async () => {
  const call: Item = {
    id: "ctc_1",
    type: "custom_tool_call",
    call_id: "call_9",
    name: "note",
    input: "buy milk",
  };
  upstream.program([say(false, [call]), say(false, [messageItem("Noted.")])]);
  const client = singleClient();
  const tools: OpenAI.Responses.Tool[] = [{ type: "custom", name: "note" }];
  const first = await ask(client, false, { tools });
  const [made] = first.output;
  expect(made).toMatchObject({ type: "custom_tool_call", name: "note", input: "buy milk" });
  await ask(client, false, {
    tools,
    previous_response_id: first.id,
    input: [
      { type: "custom_tool_call_output", call_id: String(Reflect.get(made ?? {}, "call_id")), output: "ok" },
    ],
  });
  expect(upstream.calls[1]?.body.input).toMatchObject([
    { role: "user" },
    { type: "custom_tool_call", call_id: "call_9", name: "note", input: "buy milk" },
    { type: "custom_tool_call_output", call_id: "call_9", output: "ok" },
  ]);
});

test("input of every kind of item is passed on", async () => {
  const items: Item[] = [
    {
      type: "message",
      role: "assistant",
      content: [{ type: "output_text", text: "Hello.", annotations: [citation] }],
    },
    { ...reasoningItem("Hmm.", "sealed") },
    { ...search },
    { id: "fs_1", type: "file_search_call", queries: ["x"], status: "completed", results: [] },
    {
      id: "ci_1",
      type: "code_interpreter_call",
      container_id: "c",
      code: "1",
      outputs: [],
      status: "completed",
    },
    { id: "ig_1", type: "image_generation_call", status: "completed", result: "AA==" },
    { id: "ml_1", type: "mcp_list_tools", server_label: "docs", tools: [] },
    { id: "ar_1", type: "mcp_approval_request", server_label: "docs", name: "n", arguments: "{}" },
    { type: "mcp_approval_response", approval_request_id: "ar_1", approve: true },
    { id: "mc_1", type: "mcp_call", server_label: "docs", name: "n", arguments: "{}", output: "x" },
    {
      id: "cc_1",
      type: "computer_call",
      call_id: "c1",
      action: { type: "click" },
      pending_safety_checks: [],
      status: "completed",
    },
    {
      type: "computer_call_output",
      call_id: "c1",
      output: { type: "computer_screenshot", image_url: "data:" },
    },
    {
      id: "ls_1",
      type: "local_shell_call",
      call_id: "l1",
      action: { type: "exec", command: ["ls"], env: {} },
      status: "completed",
    },
    { id: "ls_1", type: "local_shell_call_output", output: "x" },
    { type: "shell_call", call_id: "s1", action: { commands: ["ls"] } },
    { type: "shell_call_output", call_id: "s1", output: [] },
    {
      type: "apply_patch_call",
      call_id: "p1",
      operation: { type: "delete_file", path: "x" },
      status: "completed",
    },
    { type: "apply_patch_call_output", call_id: "p1", status: "completed" },
    { type: "a_kind_to_come", value: 1 },
    { type: "message", role: "user", content: "Go on" },
  ];
  upstream.program([say(false, [messageItem("Hello.")])]);
  const answer = await singleClient().post<OpenAI.Responses.Response>("/responses", {
    body: { model: "m", input: items },
  });
  expect(answer.status).toBe("completed");
  expect(upstream.calls[0]?.body.input).toEqual(items);
});

test("tools that the provider runs obey policies as far as they can", async () => {
  const tools: OpenAI.Responses.Tool[] = [{ type: "web_search" }, ...responsesTools];
  const refused = await failure(
    ask(singleClient({ codes: 'tool "web_search" { hard deny always; }' }), false, { tools }),
  );
  expect([refused.status, refused.code, refused.param]).toEqual([403, "not_allowed", "tools"]);
  expect(refused.message).toContain("web_search");
  expect(upstream.calls).toEqual([]);
  // What it found labels the calls that come with it.
  const labelled = {
    codes: `tool "web_search" -> @tags |= {"of_the_web"};
tool "get_mail" { hard deny when number.tags overlaps {"of_the_web"}; }`,
  };
  upstream.program([say(false, [...callItems([getMail])]), say(false, [search, ...callItems([getMail])])]);
  const before = await ask(singleClient(labelled), false, { tools });
  expect(before.output).toMatchObject([{ type: "function_call" }]);
  const after = await ask(singleClient(labelled), false, { tools });
  expect(after.output.map(({ type }) => type)).toEqual(["web_search_call", "message"]);
  expect(after.output_text).toContain("'get_mail' is denied");
});

test("what a provider's tool brought before is known in the next request too", async () => {
  const policy = {
    codes: `tool "web_search" -> @tags |= {"of_the_web"};
tool "get_mail" { hard deny when number.tags overlaps {"of_the_web"}; }`,
  };
  const tools: OpenAI.Responses.Tool[] = [{ type: "web_search" }, ...responsesTools];
  const first = [search, messageItem("Sunny.")];
  upstream.program([say(false, first), say(false, callItems([getMail])), say(false, callItems([getMail]))]);
  const client = singleClient(policy);
  const answer = await ask(client, false, { tools });
  const next = await ask(client, false, { tools, previous_response_id: answer.id });
  expect(next.output_text).toContain("'get_mail' is denied");
  // In a conversation that comes whole, without a session.
  const resent = await client.post<OpenAI.Responses.Response>("/responses", {
    body: { model: "m", tools, input: [...first, { role: "user", content: "Go on" }] },
  });
  expect(JSON.stringify(resent.output)).toContain("'get_mail' is denied");
});

test("a tool of a type to come is not offered: its calls could not be checked", async () => {
  const refused = await failure(
    singleClient().post("/responses", {
      body: { model: "m", input: "Hi", tools: [{ type: "a_tool_to_come" }] },
    }),
  );
  expect([refused.status, refused.param]).toEqual([400, "tools[0]"]);
  expect(refused.message).toContain("a_tool_to_come");
});

const shell: Item = { id: "sh_1", type: "shell_call", call_id: "s1", action: { commands: ["rm -rf /"] } };
test.each([false, true])("a call that nobody could check goes to nobody (streamed: %s)", async (streamed) => {
  upstream.program(() => say(streamed, [messageItem("Look:"), shell]));
  const error: unknown = await ask(singleClient(), streamed, {}).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(String(error)).toContain("shell_call");
  expect(String(error)).not.toContain("rm -rf");
});

test("a stream that disguises a call breaks off before it is shown", async () => {
  const [call] = callItems([sendMail]);
  const disguised = responseEvents([messageItem("Look:")]).map((text) => {
    const event = JSON.parse(text);
    return event.type === "response.output_item.done" ? JSON.stringify({ ...event, item: call }) : text;
  });
  upstream.program([{ kind: "events", events: disguised }]);
  const stream = await singleClient(denying).responses.create({
    model: "m",
    input: "Hi",
    tools: responsesTools,
    stream: true,
  });
  const seen: object[] = [];
  const read = (async () => {
    for await (const event of stream) seen.push(event);
  })();
  await expect(read).rejects.toThrow(/became a call/);
  expect(JSON.stringify(seen)).not.toContain("secret-plan");
});

const dualRefusals = [
  { what: "a hosted tool", body: { tools: [{ type: "web_search" }] }, param: "tools[0]" },
  { what: "a prompt template", body: { prompt: { id: "p" } }, param: "prompt" },
  {
    what: "an item reference",
    body: { input: [{ type: "item_reference", id: "msg_1" }] },
    param: "input[0]",
  },
  {
    what: "a file's id",
    body: { input: [{ role: "user", content: [{ type: "input_file", file_id: "file_1" }] }] },
    param: "input[0].file_id",
  },
  {
    what: "an item of a hosted tool",
    body: { input: [search, { role: "user", content: "Go on" }] },
    param: "input[0]",
  },
];
test.each(dualRefusals)("dual-llm: $what is refused by its name", async ({ body, param }) => {
  const refused = await failure(
    clientOf(server.url).post("/responses", { body: { model: models, input: "Hi", ...body } }),
  );
  expect([refused.status, refused.code, refused.param]).toEqual([400, "unsupported", param]);
});

test("an item reference means an item of the caller's stored responses, or is the provider's to know", async () => {
  const items = [reasoningItem("Hmm.", "sealed"), messageItem("Sunny.")];
  upstream.program([
    say(false, items),
    say(false, [messageItem("Still.")]),
    say(false, [messageItem("Yes.")]),
  ]);
  const client = singleClient();
  await ask(client, false, {});
  const refer = (id: string) => [
    { type: "item_reference" as const, id },
    { role: "user" as const, content: "Go on" },
  ];
  await ask(client, false, { input: refer("rs_upstream") });
  expect(upstream.calls[1]?.body.input).toEqual([
    items[0],
    { type: "message", role: "user", content: "Go on" },
  ]);
  const { secret } = await server.keys.create({ name: "other" });
  const other = clientOf(server.url, { apiKey: secret, headers: single });
  const refused = await failure(ask(other, false, { input: refer("rs_upstream") }));
  expect([refused.status, refused.param]).toEqual([404, "input[0]"]);
  const own = singleClient({}, { "x-api-key": "sk-of-the-caller" });
  await ask(own, false, { input: refer("rs_elsewhere") });
  expect(upstream.calls[2]?.body.input).toMatchObject([{ type: "item_reference", id: "rs_elsewhere" }, {}]);
});

test.each([false, true])("an answer that is cut short says why (streamed: %s)", async (streamed) => {
  const extra = { status: "incomplete", incomplete_details: { reason: "max_output_tokens" } };
  upstream.program([say(streamed, [messageItem("Half of")], extra)]);
  const answer = await ask(singleClient(), streamed, {});
  expect(answer).toMatchObject({ status: "incomplete", incomplete_details: { reason: "max_output_tokens" } });
  expect(JSON.stringify(answer.output)).toContain("Half of");
});

const error = { code: "server_error", message: "It broke." };
const failures: readonly { what: string; events: readonly string[] }[] = [
  {
    what: "response.failed",
    events: [
      ...responseEvents([messageItem("Half")]).slice(0, 5),
      JSON.stringify({ type: "response.failed", response: responseBody([], { status: "failed", error }) }),
    ],
  },
  {
    what: "error",
    events: [
      ...responseEvents([messageItem("Half")]).slice(0, 5),
      JSON.stringify({ type: "error", ...error }),
    ],
  },
];
test.each(failures)("the provider's $what ends our stream with both events", async ({ events }) => {
  upstream.program([{ kind: "events", events }]);
  const stream = await singleClient().responses.create({ model: "m", input: "Hi", stream: true });
  const seen: OpenAI.Responses.ResponseStreamEvent[] = [];
  const read = (async () => {
    for await (const event of stream) seen.push(event);
  })();
  await expect(read).rejects.toThrow(/It broke/);
  expect(seen.at(-1)).toMatchObject({ type: "response.failed", response: { status: "failed" } });
  expect(seen.map((event) => event.sequence_number)).toEqual(seen.map((_, index) => index));
});

test("a failure before the first byte is an error with its status", async () => {
  upstream.program(() => response([], { status: "failed", error }));
  const failed = await failure(ask(singleClient(), false, {}));
  expect(failed.status).toBe(502);
  expect(failed.message).toContain("It broke.");
});

test("in the background, and in a conversation", async () => {
  const items = [reasoningItem("Hmm.", "sealed"), search, messageItem("Sunny.", [citation])];
  upstream.program([say(true, items), say(false, [messageItem("Yes.")])]);
  const client = singleClient();
  const conversation = (await client.conversations.create({})).id;
  const body = { model: "m", tools: [{ type: "web_search" as const }], conversation };
  const stream = await client.responses.create({
    ...body,
    input: "Weather?",
    background: true,
    stream: true,
  });
  const types: string[] = [];
  for await (const event of stream) types.push(event.type);
  expect(types.slice(0, 3)).toEqual(["response.created", "response.queued", "response.in_progress"]);
  expect(types.at(-1)).toBe("response.completed");
  const again = clientOf(server.url, { headers: single, maxRetries: 5 });
  await again.responses.create({ ...body, input: "Sure?" });
  expect(upstream.calls[1]?.body.input).toEqual([
    { type: "message", role: "user", content: "Weather?" },
    items[0],
    search,
    { type: "message", role: "assistant", content: messageItem("Sunny.", [citation]).content },
    { type: "message", role: "user", content: "Sure?" },
  ]);
});

test("the same request again gets the same answer, and the provider is not asked", async () => {
  const items = [search, messageItem("Sunny.", [citation])];
  upstream.program([say(true, items)]);
  const client = singleClient();
  const first = await ask(client, true, { tools: [{ type: "web_search" }] });
  const session = { "x-session-id": String(Reflect.get(first, "session_id")) };
  const again = await client.responses
    .stream({ model: "m", input: "Hi", tools: [{ type: "web_search" }], stream: true }, { headers: session })
    .finalResponse();
  expect(plain(again.output)).toEqual(plain(first.output));
  expect(upstream.calls).toHaveLength(1);
});

test.each([
  { streamed: false, by: "the response", ended: "completed", extra: { status: "incomplete" } },
  { streamed: true, by: "the response", ended: "completed", extra: { status: "incomplete" } },
  { streamed: false, by: "its item", ended: "incomplete", extra: {} },
  { streamed: true, by: "its item", ended: "in_progress", extra: {} },
])(
  "a call that $by says was cut off is not given out (streamed: $streamed)",
  async ({ streamed, ended, extra }) => {
    const items = callItems([getMail, sendMail]).map((item, index) =>
      index === 0 ? item : { ...item, status: ended },
    );
    const reason = "status" in extra ? { incomplete_details: { reason: "max_output_tokens" } } : {};
    upstream.program([say(streamed, items, { ...extra, ...reason })]);
    const answer = await ask(singleClient(), streamed, { tools: responsesTools });
    expect(answer.output.flatMap((item) => (item.type === "function_call" ? [item.name] : []))).toEqual([
      "get_mail",
    ]);
    expect(JSON.stringify(answer)).not.toContain("secret-plan");
    expect(answer.output_text).toContain("'send_mail' is denied: the model's answer was cut off in it");
  },
);
