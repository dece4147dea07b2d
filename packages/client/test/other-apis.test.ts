import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { MessageEventStream, ResponseEventStream, SequrityClient } from "../src/index.ts";
import { type Answer, json, type RecordingServer, startRecordingServer } from "./recording-server.ts";

/** The Responses and Messages APIs: URLs, facts of answers, sessions followed, streams that do not end in silence. */

let server: RecordingServer;
let control: SequrityClient["control"];
beforeAll(async () => {
  server = await startRecordingServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.seen.length = 0;
  control = new SequrityClient({ apiKey: "k", baseURL: server.url, maxRetries: 0 }).control;
});

const a = "aaaaaaaa-8d5e-4f6a-9a44-7b3f1a2c4d5e";
const b = "bbbbbbbb-8d5e-4f6a-9a44-7b3f1a2c4d5e";
const facts = { "x-session-id": a, "x-request-id": "req-1" };

function sentSessions(): (string | string[] | undefined)[] {
  return server.seen.map((request) => request.headers["x-session-id"]);
}

/** Named events, as both APIs send them. */
function named(data: readonly { readonly type: string }[], headers: Record<string, string> = {}): Answer {
  return (_request, response) => {
    response.writeHead(200, { "content-type": "text/event-stream", ...headers });
    for (const datum of data) response.write(`event: ${datum.type}\ndata: ${JSON.stringify(datum)}\n\n`);
    response.end();
  };
}

async function typesOf(stream: AsyncIterable<{ readonly type: string }>): Promise<string[]> {
  const types: string[] = [];
  for await (const { type } of stream) types.push(type);
  return types;
}

const output = [
  { type: "reasoning", id: "rs", summary: [] },
  { type: "message", id: "m", role: "assistant", content: [{ type: "output_text", text: "one" }] },
  { type: "function_call", id: "f", call_id: `tc-${a}-${b}`, name: "f", arguments: "{}" },
];
const response = {
  id: "resp_1",
  object: "response",
  status: "completed",
  output,
  session_id: a,
};

const resentOutput = [
  { role: "assistant" as const, content: "one" },
  { type: "function_call" as const, call_id: `tc-${a}-${b}`, name: "f", arguments: "{}" },
];

test("responses.create: the URL, the body as it is, the session and the request's id", async () => {
  server.answers = [json(200, response, facts)];
  const answer = await control.responses.create({ model: "m", input: "u1", user_provided_program: "x = 1" });
  expect(answer).toMatchObject({ id: "resp_1", sessionId: a, requestId: "req-1", output_text: "one" });
  expect(server.seen[0]).toMatchObject({
    method: "POST",
    url: "/control/chat/v1/responses",
    body: { model: "m", input: "u1", user_provided_program: "x = 1" },
  });
});

test("responses: whoever resends the history goes on in its session; whoever names the response leaves it to the server", async () => {
  server.answers = [json(200, response)];
  await control.responses.create({ model: "m", input: "u1", instructions: "i" });
  const resent = [
    { role: "user" as const, content: [{ type: "input_text" as const, text: "u1" }] },
    { type: "reasoning" as const, id: "rs", summary: [] },
    ...resentOutput,
    { type: "function_call_output" as const, call_id: `tc-${a}-${b}`, output: "r" },
  ];
  await control.responses.create({ model: "m", input: resent, instructions: "i" });
  await control.responses.create({ model: "m", input: resent, instructions: "another" });
  await control.responses.create({ model: "m", input: resent, previous_response_id: "resp_0" });
  await control.responses.create({ model: "m", input: resent, conversation: "conv_1" });
  expect(sentSessions()).toEqual([undefined, a, undefined, undefined, undefined]);
});

test("responses: what still runs in the background has said nothing yet", async () => {
  server.answers = [json(200, { ...response, status: "queued", output: [] })];
  const queued = await control.responses.create({ model: "m", input: "u", background: true });
  expect(queued.sessionId).toBe(a);
  await control.responses.create({
    model: "m",
    input: [
      { role: "user", content: "u" },
      { role: "assistant", content: "" },
    ],
  });
  expect(sentSessions()).toEqual([undefined, undefined]);
});

test("responses: a stream of the API's own events, and its conversation goes on", async () => {
  server.answers = [
    named([
      { type: "response.created", response: { ...response, status: "in_progress", output: [] } } as {
        type: string;
      },
      { type: "response.output_text.delta" },
      { type: "response.completed", response } as { type: string },
    ]),
    json(200, response),
  ];
  const stream = await control.responses.create({ model: "m", input: "u1", stream: true });
  expect(stream).toBeInstanceOf(ResponseEventStream);
  expect(await typesOf(stream)).toEqual([
    "response.created",
    "response.output_text.delta",
    "response.completed",
  ]);
  expect(stream.sessionId).toBe(a);
  await control.responses.create({
    model: "m",
    input: [{ role: "user", content: "u1" }, ...resentOutput, { role: "user", content: "u2" }],
  });
  expect(sentSessions()).toEqual([undefined, a]);
});

const message = {
  id: "msg_1",
  type: "message",
  role: "assistant",
  model: "m",
  content: [
    { type: "thinking", thinking: "t", signature: "s" },
    { type: "text", text: "one" },
    { type: "tool_use", id: `tc-${a}-${b}`, name: "f", input: {} },
  ],
  stop_reason: "tool_use",
  stop_sequence: null,
  usage: { input_tokens: 1, output_tokens: 1 },
  session_id: a,
};
const asked = { model: "m", max_tokens: 10, messages: [{ role: "user" as const, content: "u1" }] };

test("messages.create: the URL, the body as it is, the session and the request's id", async () => {
  server.answers = [json(200, message, facts)];
  const answer = await control.messages.create(asked, { provider: "anthropic" });
  expect(answer).toMatchObject({ id: "msg_1", sessionId: a, requestId: "req-1" });
  expect(server.seen[0]).toMatchObject({
    method: "POST",
    url: "/control/chat/anthropic/v1/messages",
    body: asked,
  });
  expect(server.seen[0]?.headers.authorization).toBe("Bearer k");
});

test("messages: a conversation goes on in its session; another system prompt makes another", async () => {
  server.answers = [json(200, message)];
  const first = await control.messages.create({ ...asked, system: "s" });
  const messages = [
    { role: "user" as const, content: [{ type: "text" as const, text: "u1" }] },
    { role: "assistant" as const, content: first.content },
    {
      role: "user" as const,
      content: [{ type: "tool_result" as const, tool_use_id: `tc-${a}-${b}`, content: "r" }],
    },
  ];
  await control.messages.create({ ...asked, system: [{ type: "text", text: "s" }], messages });
  await control.messages.create({ ...asked, messages });
  expect(sentSessions()).toEqual([undefined, a, undefined]);
});

const streamed = [
  { type: "message_start", message: { ...message, content: [] } },
  { type: "ping" },
  { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
  { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "one" } },
  { type: "content_block_stop", index: 0 },
  { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 1 } },
  { type: "message_stop" },
];

test("messages: a stream of the API's own events without pings, and its conversation goes on", async () => {
  server.answers = [named(streamed), json(200, message)];
  const stream = await control.messages.create({ ...asked, stream: true });
  expect(stream).toBeInstanceOf(MessageEventStream);
  expect(await typesOf(stream)).toEqual(streamed.map(({ type }) => type).filter((type) => type !== "ping"));
  expect(stream.sessionId).toBe(a);
  await control.messages.create({
    ...asked,
    messages: [...asked.messages, { role: "assistant", content: "one" }, { role: "user", content: "u2" }],
  });
  expect(sentSessions()).toEqual([undefined, a]);
});

const brokenOff: readonly (readonly [
  string,
  () => Promise<AsyncIterable<{ readonly type: string }>>,
  Answer,
])[] = [
  [
    "responses",
    () => control.responses.create({ model: "m", input: "u", stream: true }),
    named([{ type: "response.output_text.delta" }]),
  ],
  ["messages", () => control.messages.create({ ...asked, stream: true }), named(streamed.slice(0, -1))],
];
test.each(brokenOff)(
  "%s: a stream that ends before the answer does not end in silence",
  async (_name, create, answer) => {
    server.answers = [answer];
    const reading = typesOf(await create());
    await expect(reading).rejects.toMatchObject({ name: "SequrityConnectionError", reason: "incomplete" });
  },
);

const inStream: readonly (readonly [
  string,
  () => Promise<AsyncIterable<{ readonly type: string }>>,
  Answer,
])[] = [
  [
    "responses",
    () => control.responses.create({ model: "m", input: "u", stream: true }),
    named([
      { type: "error", code: "provider_failed", message: "It failed.", param: null } as { type: string },
    ]),
  ],
  [
    "messages",
    () => control.messages.create({ ...asked, stream: true }),
    named([
      {
        type: "error",
        error: { type: "api_error", message: "It failed.", code: "provider_failed" },
      } as { type: string },
    ]),
  ],
];
test.each(inStream)("%s: an error in the stream is the server's", async (_name, create, answer) => {
  server.answers = [answer];
  const reading = typesOf(await create());
  await expect(reading).rejects.toMatchObject({
    name: "SequrityAPIError",
    code: "provider_failed",
    message: "It failed.",
  });
});

test("messages: an error answer in Anthropic's form", async () => {
  const error = {
    type: "error",
    error: { type: "not_found_error", message: "No session.", code: "not_found" },
  };
  server.answers = [json(404, error, facts)];
  await expect(control.messages.create(asked)).rejects.toMatchObject({
    name: "SequrityAPIError",
    status: 404,
    code: "not_found",
    message: "No session.",
    requestId: "req-1",
    body: error,
  });
});
