import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { SequrityAnthropic } from "../src/anthropic.ts";
import { FeaturesHeader, SequrityValidationError } from "../src/index.ts";
import { SequrityOpenAI, type SequrityOpenAIOptions, withControl } from "../src/openai.ts";
import {
  answerOf,
  completion,
  events,
  json,
  type RecordingServer,
  startRecordingServer,
} from "./recording-server.ts";

/** The official clients with our settings: what they send, and that nothing of theirs is lost. */

let server: RecordingServer;
beforeAll(async () => {
  server = await startRecordingServer();
});
afterAll(() => server.close());
const a = "aaaaaaaa-8d5e-4f6a-9a44-7b3f1a2c4d5e";
const b = "bbbbbbbb-8d5e-4f6a-9a44-7b3f1a2c4d5e";
beforeEach(() => {
  server.seen.length = 0;
  server.answers = [answerOf("one", a)];
});

const messages = [{ role: "user" as const, content: "u1" }];
const body = { model: "m", messages };
const control = {
  provider: "openai" as const,
  llmApiKey: "sk-own",
  features: FeaturesHeader.dualLlm(),
};

function openAI(options: Partial<SequrityOpenAIOptions> = {}): SequrityOpenAI {
  return new SequrityOpenAI({
    apiKey: "sk-seq-test",
    baseURL: server.url,
    maxRetries: 0,
    control,
    ...options,
  });
}

function sentSessions(): (string | string[] | undefined)[] {
  return server.seen.map((request) => request.headers["x-session-id"]);
}

const bases: readonly (readonly [string, Partial<SequrityOpenAIOptions>, string])[] = [
  ["a root", {}, "/control/chat/openai/v1"],
  ["a root with a slash", { baseURL: "/" }, "/control/chat/openai/v1"],
  ["an endpoint's URL", { baseURL: "/control/agent/llama/v1", control: {} }, "/control/agent/llama/v1"],
  ["an endpoint's URL without a provider", { baseURL: "/control/code/v1/", control: {} }, "/control/code/v1"],
  [
    "settings over the URL's",
    { baseURL: "/control/agent/llama/v1", control: { provider: null } },
    "/control/agent/v1",
  ],
];
test.each(bases)("OpenAI: %s", async (_name, { baseURL = "", ...options }, base) => {
  await openAI({ ...options, baseURL: `${server.url}${baseURL}` }).chat.completions.create(body);
  expect(server.seen[0]).toMatchObject({ method: "POST", url: `${base}/chat/completions`, body });
});

test("OpenAI: our key and headers, nothing of the environment's", async () => {
  const before = { ...process.env };
  Object.assign(process.env, {
    OPENAI_ORG_ID: "org",
    OPENAI_PROJECT_ID: "project",
    OPENAI_API_KEY: "sk-theirs",
    OPENAI_BASE_URL: "http://127.0.0.1:1",
  });
  try {
    await openAI().chat.completions.create(body);
  } finally {
    process.env = before;
  }
  const headers = server.seen[0]?.headers;
  expect(headers).toMatchObject({
    authorization: "Bearer sk-seq-test",
    "x-api-key": "sk-own",
    "x-features": '{"agent_arch":"dual-llm"}',
    "idempotency-key": expect.stringMatching(/./),
  });
  expect(JSON.stringify(headers)).not.toMatch(/theirs|"org"|"project"/);
});

test("OpenAI: a call's own settings, and the official options beside them", async () => {
  const client = openAI();
  await client.chat.completions.create(body, {
    ...withControl({
      provider: "llama",
      endpointType: "agent",
      features: null,
      policyOverrides: { mode: "strict" },
      sessionId: b,
      customHeaders: { "X-Trace": "ours" },
    }),
    headers: { "X-Policy": "{}" },
    idempotencyKey: "mine",
  });
  expect(server.seen[0]).toMatchObject({
    url: "/control/agent/llama/v1/chat/completions",
    headers: {
      "x-policy": "{}",
      "x-session-id": b,
      "x-trace": "ours",
      "idempotency-key": "mine",
      "x-api-key": "sk-own",
    },
  });
  expect(server.seen[0]?.headers).not.toHaveProperty("x-features");
});

test("OpenAI: a call's own further headers win over all others", async () => {
  const customHeaders = { "idempotency-key": "mine", Authorization: "Bearer another", "X-Features": "{}" };
  await openAI().chat.completions.create(body, withControl({ customHeaders }));
  expect(server.seen[0]?.headers).toMatchObject({
    "idempotency-key": "mine",
    authorization: "Bearer another",
    "x-features": "{}",
  });
});

test("OpenAI: a wrong header never leaves", async () => {
  const call = openAI().chat.completions.create(
    body,
    withControl({ fineGrainedConfig: { fsm: { max_n_turns: 0 } } }),
  );
  await expect(call).rejects.toThrow(SequrityValidationError);
  expect(server.seen).toEqual([]);
});

test("OpenAI: a request that is repeated keeps its key and its session", async () => {
  const client = openAI({ maxRetries: 2, control: { sessionId: a } });
  server.answers = [json(503, {}, { "retry-after-ms": "1" }), answerOf("one", a)];
  await client.chat.completions.create(body);
  const [first, second] = server.seen.map(({ headers, url }) => [
    url,
    headers["idempotency-key"],
    headers["x-session-id"],
  ]);
  expect(second).toEqual(first);
});

test("OpenAI: sessions are followed, conversation by conversation", async () => {
  const client = openAI();
  server.answers = [answerOf("one", a), answerOf("one", b), answerOf("two", a)];
  const answer = await client.chat.completions.create(body);
  expect(client.sessionIdOf(answer)).toBe(a);
  expect(client.sessionId).toBe(a);
  await client.chat.completions.create({ ...body, messages: [{ role: "user", content: "u2" }] });
  const history = [...messages, { role: "assistant" as const, content: "one" }];
  await client.chat.completions.create({
    model: "m",
    messages: [...history, { role: "user", content: "u" }],
  });
  client.setSessionId(b);
  await client.chat.completions.create(body);
  client.resetSession();
  await client.chat.completions.create({
    model: "m",
    messages: [...history, { role: "user", content: "u" }],
  });
  expect(sentSessions()).toEqual([undefined, undefined, a, b, undefined]);
});

function chunks(): unknown[] {
  const chunk = (delta: unknown, finish: string | null = null) => ({
    ...completion("", a),
    object: "chat.completion.chunk",
    choices: [{ index: 0, delta, finish_reason: finish, logprobs: null }],
  });
  return [chunk({ role: "assistant", content: "o" }), chunk({ content: "ne" }), chunk({}, "stop"), "[DONE]"];
}

const readers: readonly (readonly [string, (client: SequrityOpenAI) => Promise<unknown>])[] = [
  [
    "for await",
    async (client) => {
      const stream = await client.chat.completions.create({ ...body, stream: true });
      for await (const _ of stream);
      expect(client.sessionIdOf(stream)).toBe(a);
    },
  ],
  [
    "tee",
    async (client) => {
      const [left, right] = (await client.chat.completions.create({ ...body, stream: true })).tee();
      for await (const _ of left);
      for await (const _ of right);
    },
  ],
  [
    "toReadableStream",
    async (client) => {
      const stream = await client.chat.completions.create({ ...body, stream: true });
      await new Response(stream.toReadableStream()).text();
    },
  ],
  ["the helper", (client) => client.chat.completions.stream(body).finalChatCompletion()],
];
test.each(readers)("OpenAI: after a stream read by %s the conversation goes on", async (_name, read) => {
  const client = openAI();
  server.answers = [events(chunks()), answerOf("two", a)];
  await read(client);
  await client.chat.completions.create({
    ...body,
    messages: [...messages, { role: "assistant", content: "one" }, { role: "user", content: "u2" }],
  });
  expect(sentSessions()).toEqual([undefined, a]);
});

test("OpenAI: a client with other options goes on with the same conversations", async () => {
  const client = openAI();
  await client.chat.completions.create(body);
  const other = client.withOptions({ maxRetries: 1, control: { provider: "llama" } });
  expect(other).toBeInstanceOf(SequrityOpenAI);
  const history = [...messages, { role: "assistant" as const, content: "one" }];
  await other.chat.completions.create({
    model: "m",
    messages: [...history, { role: "user", content: "u2" }],
  });
  expect(server.seen[1]).toMatchObject({
    url: "/control/chat/llama/v1/chat/completions",
    headers: { "x-session-id": a, "x-api-key": "sk-own", "x-features": '{"agent_arch":"dual-llm"}' },
  });
});

test("OpenAI: stored objects and models need no turn; pages go on where the first was", async () => {
  const client = openAI();
  server.answers = [
    json(200, { object: "list", data: [{ id: "a" }], has_more: true }),
    json(200, { object: "list", data: [{ id: "b" }], has_more: false }),
  ];
  const ids: string[] = [];
  for await (const { id } of client.chat.completions.list({}, withControl({ provider: "llama" })))
    ids.push(id);
  expect(ids).toEqual(["a", "b"]);
  server.answers = [json(200, { object: "list", data: [] })];
  await client.models.list();
  expect(server.seen.map(({ url }) => url)).toEqual([
    "/control/chat/llama/v1/chat/completions",
    "/control/chat/llama/v1/chat/completions?after=a",
    "/control/chat/openai/v1/models",
  ]);
  for (const { headers } of server.seen) {
    expect(headers).toMatchObject({ "x-api-key": "sk-own", authorization: "Bearer sk-seq-test" });
    expect(headers).not.toHaveProperty("x-features");
  }
});

test("OpenAI: errors are the official client's", async () => {
  server.answers = [json(404, { error: { message: "No.", code: "not_found", type: "t", param: null } })];
  await expect(openAI().chat.completions.create(body)).rejects.toBeInstanceOf(OpenAI.NotFoundError);
});

const message = {
  id: "msg_1",
  type: "message",
  role: "assistant",
  model: "m",
  content: [{ type: "text", text: "one" }],
  stop_reason: "end_turn",
  stop_sequence: null,
  usage: { input_tokens: 1, output_tokens: 1 },
  session_id: a,
};
const asked = { model: "m", max_tokens: 10, messages };

function anthropic(): SequrityAnthropic {
  return new SequrityAnthropic({
    apiKey: "sk-seq-test",
    baseURL: server.url,
    maxRetries: 0,
    control: { llmApiKey: "sk-ant-own", features: { agent_arch: "single-llm" } },
  });
}

test("Anthropic: our key as the bearer, the provider's as its own, nothing of the environment's", async () => {
  const before = { ...process.env };
  Object.assign(process.env, { ANTHROPIC_API_KEY: "sk-theirs", ANTHROPIC_BASE_URL: "http://127.0.0.1:1" });
  server.answers = [json(200, message)];
  try {
    await anthropic().messages.create(asked, withControl({ endpointType: "agent", provider: "anthropic" }));
  } finally {
    process.env = before;
  }
  expect(server.seen[0]).toMatchObject({
    url: "/control/agent/anthropic/v1/messages",
    body: asked,
    headers: {
      authorization: "Bearer sk-seq-test",
      "x-api-key": "sk-ant-own",
      "x-features": '{"agent_arch":"single-llm"}',
      "idempotency-key": expect.stringMatching(/./),
    },
  });
  expect(JSON.stringify(server.seen[0]?.headers)).not.toContain("theirs");
});

test("Anthropic: sessions are followed, also by a client with other options and after the stream helper", async () => {
  const client = anthropic();
  const stream = [
    { type: "message_start", message: { ...message, content: [] } },
    { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
    { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "one" } },
    { type: "content_block_stop", index: 0 },
    { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 1 } },
    { type: "message_stop" },
  ];
  server.answers = [
    (_request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      for (const event of stream) response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
      response.end();
    },
    json(200, message),
  ];
  const final = await client.messages.stream(asked).finalMessage();
  expect(client.sessionIdOf(final)).toBe(a);
  const history = [...messages, { role: "assistant" as const, content: "one" }];
  const further = { ...asked, messages: [...history, { role: "user" as const, content: "u2" }] };
  await client.messages.create(further);
  const other = client.withOptions({ timeout: 1000, control: { provider: "anthropic" } });
  await other.messages.create(further);
  await other.messages.create(further, withControl({ sessionId: null }));
  expect(sentSessions()).toEqual([undefined, a, a, undefined]);
  expect(server.seen[2]).toMatchObject({
    url: "/control/chat/anthropic/v1/messages",
    headers: { authorization: "Bearer sk-seq-test", "x-api-key": "sk-ant-own" },
  });
});

test("Anthropic: errors are the official client's", async () => {
  server.answers = [json(404, { type: "error", error: { type: "not_found_error", message: "No." } })];
  await expect(anthropic().messages.create(asked)).rejects.toBeInstanceOf(Anthropic.NotFoundError);
});
