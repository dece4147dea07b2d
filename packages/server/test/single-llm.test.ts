import OpenAI from "openai";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { clientOf, mailBox, mailTools, runAgent } from "./agent.ts";
import { postChat, startTestServer, type TestServer } from "./running.ts";
import { chunks, completion, Upstream } from "./upstream.ts";

/** Single-LLM sessions end to end: official client, server, engine, provider over HTTP. */

let upstream: Upstream;
let server: TestServer;
beforeAll(async () => {
  upstream = await Upstream.start();
  server = await startTestServer({
    file: `default_provider: local\nupstream: {backoff_first_ms: 1, first_byte_ms: 1000}\nproviders: {local: {base_url: "${upstream.baseUrl}"}}`,
  });
});
afterAll(async () => {
  await server.close();
  await upstream.stop();
});
beforeEach(() => upstream.program([]));

const single = { "x-features": '{"agent_arch": "single-llm"}' };
const deny = { ...single, "x-policy": JSON.stringify({ codes: 'tool "send_mail" { hard deny always; }' }) };
const hello = { model: "m", messages: [{ role: "user" as const, content: "Hi" }] };

test("a question and its answer; the provider's own further fields too", async () => {
  upstream.program([completion("Hello.", [], { service_tier: "default" })]);
  const answer = await clientOf(server.url, { headers: single }).chat.completions.create({
    ...hello,
    user: "u1",
  });
  expect(answer).toMatchObject({ model: "m", service_tier: "default", usage: { total_tokens: 18 } });
  expect(answer.choices[0]?.message.content).toBe("Hello.");
  expect(upstream.calls[0]?.body).toMatchObject({
    model: "m",
    user: "u1",
    messages: [{ role: "user", content: "Hi" }],
  });
  expect(upstream.calls[0]?.headers.authorization).toBeUndefined();
});

test("an agent's loop over tools: our call ids outside, the provider's inside", async () => {
  upstream.program([
    completion(null, [{ name: "get_mail", arguments: '{"id": 7}' }]),
    completion("Eve wants the plan."),
  ]);
  const client = clientOf(server.url, { headers: single });
  const answers = await runAgent(
    (messages) => client.chat.completions.create({ model: "m", messages, tools: mailTools }),
    "What does my mail say?",
  );
  expect(answers[0]?.choices[0]?.message.tool_calls?.[0]?.id).toMatch(/^tc-.{73}$/);
  expect(answers.at(-1)?.choices[0]?.message.content).toBe("Eve wants the plan.");
  expect(upstream.calls[1]?.body.messages?.[2]).toMatchObject({
    role: "tool",
    content: expect.stringContaining("eve@evil"),
  });
});

test("a denied call is taken out, and the reason is in the text; streamed too", async () => {
  const mail = { name: "send_mail", arguments: '{"to": "a", "body": "b"}' };
  upstream.program([
    completion("Sending.", [mail]),
    { kind: "events", events: chunks(["Sen", "ding."], [mail]) },
  ]);
  const client = clientOf(server.url, { headers: deny });
  const body = { ...hello, tools: mailTools };
  const whole = await client.chat.completions.create(body);
  expect(whole.choices[0]).toMatchObject({ finish_reason: "stop" });
  expect(whole.choices[0]?.message.tool_calls).toBeUndefined();
  expect(whole.choices[0]?.message.content).toMatch(/^Sending\.[\s\S]*'send_mail' is denied/);
  const streamed = await client.chat.completions.stream(body).finalChatCompletion();
  expect(streamed.choices[0]?.message.content).toBe(whole.choices[0]?.message.content);
  expect(streamed.choices[0]?.message.tool_calls ?? []).toEqual([]);
});

test("a stream passes through piece by piece, and calls come once they are checked", async () => {
  upstream.program([
    {
      kind: "events",
      events: chunks(["Let ", "me ", "look."], [{ name: "get_mail", arguments: '{"id": 7}' }]),
      pieceBytes: 37,
    },
  ]);
  const client = clientOf(server.url, { headers: single });
  const stream = await client.chat.completions.create({ ...hello, tools: mailTools, stream: true });
  const deltas = [];
  for await (const chunk of stream) deltas.push(chunk.choices[0]?.delta);
  expect(deltas.flatMap((delta) => (delta?.content ? [delta.content] : []))).toEqual([
    "Let ",
    "me ",
    "look.",
  ]);
  expect(deltas.flatMap((delta) => delta?.tool_calls ?? [])).toMatchObject([
    { index: 0, type: "function", function: { name: "get_mail", arguments: '{"id": 7}' } },
  ]);
});

test("the caller's provider key goes upstream, ours never does", async () => {
  upstream.program(() => completion("x"));
  await postChat(server, hello, { headers: { ...single, "x-api-key": "sk-callers-own-key" } });
  await postChat(server, hello, { headers: { ...single, "x-api-key": "sk-seq-another-of-ours" } });
  expect(upstream.calls.map((call) => call.headers.authorization)).toEqual([
    "Bearer sk-callers-own-key",
    undefined,
  ]);
  expect(JSON.stringify(upstream.calls)).not.toContain("sk-seq-");
  expect(server.log.join("")).not.toMatch(/sk-/);
});

const failures = [
  {
    what: "refuses",
    reply: { kind: "json", status: 400, body: { error: { message: "context too long" } } },
    status: 502,
    message: /answered 400: context too long/,
  },
  {
    what: "talks garbage",
    reply: { kind: "text", type: "text/html", text: "<h1>It works</h1>" },
    status: 502,
    message: /no JSON/,
  },
  { what: "is silent", reply: { kind: "silence" }, status: 504, message: /in time/ },
  { what: "hangs up", reply: { kind: "hangUp" }, status: 502, message: /broke/ },
  {
    what: "limits",
    reply: { kind: "json", status: 429, headers: { "retry-after": "99" }, body: {} },
    status: 429,
    message: /answered 429/,
  },
] as const;
test.each(failures)(
  "a provider that $what is a clear error, and the session goes on after it",
  async ({ reply, status, message }) => {
    upstream.program([completion(null, [{ name: "get_mail", arguments: '{"id": 7}' }])]);
    const client = clientOf(server.url, { headers: single });
    const body = { model: "m", tools: mailTools };
    let failed = false;
    const answers = await runAgent(
      async (messages) => {
        if (messages.length > 1 && !failed) {
          failed = true;
          upstream.program(() => reply);
          const error: unknown = await client.chat.completions.create({ ...body, messages }).then(
            () => undefined,
            (reason: unknown) => reason,
          );
          if (!(error instanceof OpenAI.APIError)) throw new Error("an API error was expected");
          expect([error.status, error.headers?.get("x-session-id")?.length]).toEqual([status, 36]);
          expect(error.message).toMatch(message);
          upstream.program([completion("Recovered.")]);
        }
        return await client.chat.completions.create({ ...body, messages });
      },
      "What does my mail say?",
      mailBox,
    );
    expect(answers.at(-1)?.choices[0]?.message.content).toBe("Recovered.");
  },
);

test("a stream that breaks off after its first byte: an error in the stream", async () => {
  upstream.program([{ kind: "events", events: chunks(["Half of "]).slice(0, 2), cut: true }]);
  const stream = await clientOf(server.url, { headers: single }).chat.completions.create({
    ...hello,
    stream: true,
  });
  const texts: string[] = [];
  const read = (async () => {
    for await (const chunk of stream) texts.push(chunk.choices[0]?.delta.content ?? "");
  })();
  await expect(read).rejects.toThrow(/broke in the middle/);
  expect(texts).toEqual(["", "Half of "]);
});

test("a client that hangs up ends the call upstream", async () => {
  upstream.program(() => ({ kind: "silence", headers: true }));
  const abort = new AbortController();
  const request = clientOf(server.url, { headers: single })
    .chat.completions.create({ ...hello, stream: true }, { signal: abort.signal })
    .then(
      () => "answered",
      (error: unknown) => (error instanceof OpenAI.APIUserAbortError ? "aborted" : "failed"),
    );
  await expect.poll(() => upstream.calls.length).toBe(1);
  abort.abort();
  expect(await request).toBe("aborted");
  await upstream.calls[0]?.gone;
});
