import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  ChatCompletionStream,
  SequrityAPIError,
  SequrityClient,
  SequrityConnectionError,
} from "../src/index.ts";
import { answerOf, events, type RecordingServer, startRecordingServer } from "./recording-server.ts";

let server: RecordingServer;
let client: SequrityClient;
beforeAll(async () => {
  server = await startRecordingServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.seen.length = 0;
  client = new SequrityClient({ apiKey: "k", baseURL: server.url, maxRetries: 0 });
});

const session = "aaaaaaaa-8d5e-4f6a-9a44-7b3f1a2c4d5e";
const messages = [{ role: "user" as const, content: "u1" }];
const body = { model: "m", messages, stream: true as const };

function chunk(delta: unknown, finish: string | null = null): unknown {
  return {
    id: "c",
    object: "chat.completion.chunk",
    created: 1,
    model: "m",
    choices: [{ index: 0, delta, finish_reason: finish, logprobs: null }],
    session_id: session,
  };
}
const whole = [
  chunk({ role: "assistant", content: "one " }),
  chunk({ content: "two" }),
  chunk({}, "stop"),
  "[DONE]",
];

async function textOf(stream: ChatCompletionStream): Promise<string> {
  let text = "";
  for await (const { choices } of stream) text += choices[0]?.delta.content ?? "";
  return text;
}

test("a stream gives its session at once, its chunks in order, and its conversation goes on", async () => {
  server.answers = [
    events(whole, { "x-session-id": session, "x-request-id": "req-2" }),
    answerOf("x", session),
  ];
  const stream = await client.control.chat.create(body);
  expect(stream).toBeInstanceOf(ChatCompletionStream);
  expect(stream.sessionId).toBe(session);
  expect(stream.requestId).toBe("req-2");
  expect(client.control.sessionId).toBe(session);
  expect(await textOf(stream)).toBe("one two");
  await client.control.chat.create({
    model: "m",
    messages: [...messages, { role: "assistant", content: "one two" }, { role: "user", content: "u2" }],
  });
  expect(server.seen.map((request) => request.headers["x-session-id"])).toEqual([undefined, session]);
  expect(server.seen[0]?.body).toEqual(body);
});

test("where headers are hidden, the first chunk names the session", async () => {
  server.answers = [events(whole)];
  const stream = await client.control.chat.create(body);
  expect(stream.sessionId).toBeUndefined();
  await textOf(stream);
  expect(stream.sessionId).toBe(session);
  expect(client.control.sessionId).toBe(session);
});

test("an error in the stream is the server's", async () => {
  const error = {
    message: "The provider failed.",
    type: "server_error",
    param: null,
    code: "provider_failed",
  };
  server.answers = [events([chunk({ content: "one" }), { error, detail: "The provider failed." }])];
  const reading = textOf(await client.control.chat.create(body));
  await expect(reading).rejects.toThrow(SequrityAPIError);
  await expect(reading).rejects.toMatchObject({
    code: "provider_failed",
    message: "The provider failed.",
    status: undefined,
  });
});

test("a stream that ends before the answer does not end in silence", async () => {
  server.answers = [events([chunk({ content: "one" })])];
  const reading = textOf(await client.control.chat.create(body));
  await expect(reading).rejects.toThrow(SequrityConnectionError);
  await expect(reading).rejects.toMatchObject({ reason: "incomplete" });
});

test("a connection that breaks is a connection error", async () => {
  server.answers = [
    (_request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(`data: ${JSON.stringify(chunk({ content: "one" }))}\n\n`, () => response.destroy());
    },
  ];
  const reading = textOf(await client.control.chat.create(body));
  await expect(reading).rejects.toThrow(SequrityConnectionError);
});

test("an abort ends the stream with an error, and the server sees the client go", async () => {
  let gone: () => void = () => undefined;
  const closed = new Promise<void>((resolve) => {
    gone = resolve;
  });
  server.answers = [
    (_request, response) => {
      response.on("close", gone);
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(`data: ${JSON.stringify(chunk({ content: "one" }))}\n\n`);
    },
  ];
  const abort = new AbortController();
  const stream = await client.control.chat.create(body, { signal: abort.signal });
  const reading = (async () => {
    for await (const _ of stream) abort.abort();
  })();
  await expect(reading).rejects.toMatchObject({ name: "SequrityConnectionError", reason: "aborted" });
  await closed;
});

test("whoever stops reading ends the request", async () => {
  let gone: () => void = () => undefined;
  const closed = new Promise<void>((resolve) => {
    gone = resolve;
  });
  server.answers = [
    (_request, response) => {
      response.on("close", gone);
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(`data: ${JSON.stringify(chunk({ content: "one" }))}\n\n`);
    },
  ];
  for await (const _ of await client.control.chat.create(body)) break;
  await closed;
});
