import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { SequrityClient } from "../src/index.ts";
import {
  answerOf,
  completion,
  json,
  type RecordingServer,
  startRecordingServer,
} from "./recording-server.ts";

let server: RecordingServer;
beforeAll(async () => {
  server = await startRecordingServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.seen.length = 0;
});

const a = "aaaaaaaa-8d5e-4f6a-9a44-7b3f1a2c4d5e";
const b = "bbbbbbbb-8d5e-4f6a-9a44-7b3f1a2c4d5e";
const model = "m";
const user = (content: string) => ({ role: "user" as const, content });
const assistant = (content: string) => ({ role: "assistant" as const, content });

function clientOf(sessionId?: string): SequrityClient {
  return new SequrityClient({
    apiKey: "k",
    baseURL: server.url,
    maxRetries: 0,
    ...(sessionId !== undefined && { control: { sessionId } }),
  });
}

/** The sessions that the requests so far were sent with. */
function sentSessions(): (string | string[] | undefined)[] {
  return server.seen.map((request) => request.headers["x-session-id"]);
}

test("a conversation goes on in its session, however its history was copied", async () => {
  const { chat } = clientOf().control;
  server.answers = [answerOf("one", a)];
  const first = await chat.create({ model, messages: [user("u1")] });
  expect(first.sessionId).toBe(a);
  expect(first.requestId).toBe("req-1");
  await chat.create({
    model,
    messages: [{ role: "user", content: [{ type: "text", text: "u1" }] }, assistant("one"), user("u2")],
  });
  expect(sentSessions()).toEqual([undefined, a]);
});

test("two conversations on one client do not meet, whatever the order of answers", async () => {
  const { chat } = clientOf().control;
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  server.answers = [
    async (request, response) => {
      await held;
      await answerOf("same", a)(request, response);
    },
    answerOf("same", b),
  ];
  const slow = chat.create({ model, messages: [user("A")] });
  while (server.seen.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await chat.create({ model, messages: [user("B")] });
  release();
  await slow;
  server.seen.length = 0;
  await chat.create({ model, messages: [user("B"), assistant("same"), user("go on")] });
  await chat.create({ model, messages: [user("A"), assistant("same"), user("go on")] });
  expect(sentSessions()).toEqual([b, a]);
});

test("the same history from two sessions belongs to neither", async () => {
  const { chat } = clientOf().control;
  server.answers = [answerOf("same", a), answerOf("same", b)];
  await chat.create({ model, messages: [user("u")] });
  await chat.create({ model, messages: [user("u")] });
  await chat.create({ model, messages: [user("u"), assistant("same"), user("go on")] });
  expect(sentSessions()).toEqual([undefined, undefined, undefined]);
});

test("another history, a new conversation: no session is sent", async () => {
  const client = clientOf();
  server.answers = [answerOf("one", a)];
  await client.control.chat.create({ model, messages: [user("u1")] });
  expect(client.control.sessionId).toBe(a);
  await client.control.chat.create({ model, messages: [user("something else")] });
  await client.control.chat.create({ model, messages: [user("u1"), assistant("two"), user("u2")] });
  await client.control.chat.create({ model, messages: [user("u1, one"), assistant("one"), user("u2")] });
  expect(sentSessions()).toEqual([undefined, undefined, undefined, undefined]);
});

test("tool results name the session themselves", async () => {
  const { chat } = clientOf().control;
  const call = { id: `tc-${a}-${b}`, type: "function" as const, function: { name: "f", arguments: "{}" } };
  const asked = completion("", a);
  server.answers = [
    json(200, {
      ...asked,
      choices: [
        {
          index: 0,
          message: { role: "assistant", content: null, refusal: null, tool_calls: [call] },
          finish_reason: "tool_calls",
          logprobs: null,
        },
      ],
    }),
    answerOf("done", a),
  ];
  const first = await chat.create({ model, messages: [user("u1")] });
  // Without the header (a browser hides it), the body says which session answered.
  expect(first.sessionId).toBe(a);
  const message = first.choices[0]?.message;
  if (!message) throw new Error("no message");
  await chat.create({
    model,
    messages: [user("u1"), message, { role: "tool", tool_call_id: call.id, content: "r" }],
  });
  expect(sentSessions()).toEqual([undefined, a]);
});

test("a session that the caller sets is sent with every call, until it is reset", async () => {
  const { control } = clientOf();
  server.answers = [answerOf("one", a)];
  control.setSessionId(b);
  expect(control.sessionId).toBe(b);
  await control.chat.create({ model, messages: [user("u1")] });
  await control.chat.create({ model, messages: [user("x")] }, { sessionId: a });
  await control.chat.create({ model, messages: [user("x")] }, { sessionId: null });
  control.setSessionId(null);
  await control.chat.create({ model, messages: [user("u1"), assistant("one"), user("u2")] });
  control.resetSession();
  expect(control.sessionId).toBeUndefined();
  await control.chat.create({ model, messages: [user("u1"), assistant("one"), user("u2")] });
  expect(sentSessions()).toEqual([b, a, undefined, a, undefined]);
});

test("a session among the client's settings is set from the start", async () => {
  const { control } = clientOf(b);
  server.answers = [answerOf("one", b)];
  await control.chat.create({ model, messages: [user("u1")] });
  expect(sentSessions()).toEqual([b]);
});
