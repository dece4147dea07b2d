import {
  type Engine,
  type EngineInput,
  Fault,
  noUsage,
  ProviderFault,
  type TurnOptions,
  type TurnOutcome,
  type TurnRequest,
} from "@sequrity/engine";
import OpenAI from "openai";
import { afterEach, expect, test } from "vitest";
import { bootstrapKey, postChat, send, startTestServer, type TestServer } from "./running.ts";

/** HTTP and its errors, with an engine that does what each test says. */

const running: TestServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

const sessionId = "11111111-1111-4111-8111-111111111111";
const final: TurnOutcome = {
  kind: "final",
  sessionId,
  text: "Hello there.",
  finishReason: "stop",
  usage: { ...noUsage, inputTokens: 5, outputTokens: 3 },
  recorded: false,
};
const call = {
  id: `tc-${sessionId}-22222222-2222-4222-8222-222222222222`,
  name: "look_up",
  arguments: '{"q":1}',
};
const calls: TurnOutcome = {
  kind: "tool_calls",
  sessionId,
  calls: [call],
  text: "",
  usage: noUsage,
  recorded: true,
};

async function serve(
  answering: (request: TurnRequest, options: TurnOptions, input: EngineInput) => Promise<TurnOutcome>,
  file = "",
): Promise<TestServer> {
  const engine = (input: EngineInput): Engine => ({
    turn: (request, options) => answering(request, options, input),
    drain: () => Promise.resolve(),
  });
  const server = await startTestServer({
    createEngine: engine,
    file: `default_provider: local\n${file}\nproviders: {local: {base_url: "http://127.0.0.1:9/v1"}}`,
  });
  running.push(server);
  return server;
}
function clientOf(
  server: TestServer,
  options: { readonly apiKey?: string; readonly path?: string } = {},
): OpenAI {
  return new OpenAI({
    apiKey: options.apiKey ?? bootstrapKey,
    baseURL: `${server.url}${options.path ?? "/control/chat/v1"}`,
    maxRetries: 0,
  });
}
const hello = { model: "m", messages: [{ role: "user" as const, content: "Hi" }] };

test("an answer has the request's model, the usage, the session and a request id", async () => {
  const seen: TurnRequest[] = [];
  const server = await serve(async (request) => {
    seen.push(request);
    return final;
  });
  const { data, response } = await clientOf(server).chat.completions.create(hello).withResponse();
  expect(data).toMatchObject({
    object: "chat.completion",
    model: "m",
    choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: "Hello there." } }],
    usage: { prompt_tokens: 5, completion_tokens: 3, total_tokens: 8 },
    session_id: sessionId,
  });
  expect(data.id).toMatch(/^chatcmpl-/);
  expect(response.headers.get("x-session-id")).toBe(sessionId);
  expect(response.headers.get("x-request-id")).toMatch(/^req_/);
  expect(response.headers.get("x-sequrity-recorded")).toBeNull();
  expect(seen[0]).toMatchObject({
    api: "chat",
    provider: "local",
    model: "m",
    config: { architecture: "dual-llm" },
  });
});

test("tool calls: content null, the ids as they are; a recording says so", async () => {
  const server = await serve(async () => calls);
  const { data, response } = await clientOf(server).chat.completions.create(hello).withResponse();
  expect(data.choices[0]).toMatchObject({
    finish_reason: "tool_calls",
    message: {
      content: null,
      tool_calls: [{ id: call.id, type: "function", function: { name: "look_up", arguments: '{"q":1}' } }],
    },
  });
  expect(data.system_fingerprint).toBe("recorded");
  expect(response.headers.get("x-sequrity-recorded")).toBe("true");
});

test("a stream: the role first, the pieces, the rest, the reason, the usage, the end", async () => {
  const server = await serve(async (_request, { onEvent }) => {
    onEvent?.({ kind: "session", sessionId });
    onEvent?.({ kind: "reasoning", delta: "Hm." });
    onEvent?.({ kind: "text", delta: "Hello" });
    return final;
  });
  const body = { ...hello, stream: true, stream_options: { include_usage: true } };
  const raw = await postChat(server, body);
  expect(raw.headers["content-type"]).toMatch(/^text\/event-stream/);
  expect(raw.headers["x-session-id"]).toBe(sessionId);
  expect(raw.headers["x-request-id"]).toMatch(/^req_/);
  expect(raw.text.endsWith("data: [DONE]\n\n")).toBe(true);
  const stream = await clientOf(server).chat.completions.create({ ...body, stream: true });
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  expect(chunks.map((chunk) => chunk.choices[0]?.delta ?? "usage")).toEqual([
    { role: "assistant", content: "" },
    { reasoning_content: "Hm." },
    { content: "Hello" },
    { content: " there." },
    {},
    "usage",
  ]);
  expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe("stop");
  expect(chunks.map((chunk) => chunk.usage?.total_tokens ?? null)).toEqual([null, null, null, null, null, 8]);
  expect(new Set(chunks.map((chunk) => chunk.id)).size).toBe(1);
});

test("tool calls in a stream come whole, at its end", async () => {
  const server = await serve(async () => calls);
  const stream = clientOf(server).chat.completions.stream(hello);
  const completion = await stream.finalChatCompletion();
  expect(completion.choices[0]?.message.tool_calls).toMatchObject([
    { id: call.id, function: { arguments: '{"q":1}' } },
  ]);
  expect(completion.choices[0]?.finish_reason).toBe("tool_calls");
});

test("legacy functions: one call without an id, and its result found by the session", async () => {
  const seen: TurnRequest[] = [];
  const server = await serve(async (request, _options, { store }) => {
    seen.push(request);
    if (request.messages.some((message) => message.role === "tool")) return final;
    const now = Date.now();
    await store.create(
      { id: sessionId, keyId: request.keyId, pinned: {}, state: {}, createdAt: now, expiresAt: now + 60_000 },
      "request",
    );
    return calls;
  });
  const functions = [{ name: "look_up", parameters: { type: "object" } }];
  const first = await clientOf(server).chat.completions.create({
    ...hello,
    functions,
    function_call: "auto",
  });
  const [choice] = first.choices;
  expect(choice).toMatchObject({
    finish_reason: "function_call",
    message: { function_call: { name: "look_up", arguments: '{"q":1}' } },
  });
  expect(choice?.message.tool_calls).toBeUndefined();
  expect(seen[0]).toMatchObject({
    toolChoice: { kind: "auto" },
    settings: { parallelToolCalls: false },
  });
  const followUp = {
    ...hello,
    functions,
    messages: [
      ...hello.messages,
      { role: "assistant", content: null, function_call: { name: "look_up", arguments: '{"q":1}' } },
      { role: "function", name: "look_up", content: "found" },
    ],
  };
  expect((await postChat(server, followUp)).json.error).toMatchObject({
    code: "invalid_request",
    param: "messages[1]",
  });
  expect((await postChat(server, followUp, { headers: { "x-session-id": sessionId } })).status).toBe(200);
  expect(seen.at(-1)?.messages.slice(1)).toMatchObject([
    { role: "assistant", toolCalls: [{ id: call.id, name: "look_up" }] },
    { role: "tool", callId: call.id },
  ]);
});

test("custom tools take a text", async () => {
  const seen: TurnRequest[] = [];
  const server = await serve(async (request) => {
    seen.push(request);
    return { ...calls, calls: [{ ...call, arguments: '{"input":"print(1)"}' }] };
  });
  const answer = await clientOf(server).chat.completions.create({
    ...hello,
    tools: [{ type: "custom", custom: { name: "look_up", description: "runs code" } }],
  });
  expect(seen[0]?.tools).toMatchObject([{ name: "look_up", parameters: { required: ["input"] } }]);
  expect(answer.choices[0]?.message.tool_calls).toEqual([
    { id: call.id, type: "custom", custom: { name: "look_up", input: "print(1)" } },
  ]);
});

const classes = [
  [new Fault("invalid_request", "no"), OpenAI.BadRequestError, 400],
  [new Fault("session_ended", "no"), OpenAI.BadRequestError, 400],
  [new Fault("not_authenticated", "no"), OpenAI.AuthenticationError, 401],
  [new Fault("not_allowed", "no"), OpenAI.PermissionDeniedError, 403],
  [new Fault("session_not_found", "no"), OpenAI.NotFoundError, 404],
  [new Fault("session_busy", "no"), OpenAI.ConflictError, 409],
  [
    new Fault("invalid_policy", "no", { findings: [{ code: "x", message: "y" }] }),
    OpenAI.UnprocessableEntityError,
    422,
  ],
  [new Fault("rate_limited", "no", { retryAfterSeconds: 7 }), OpenAI.RateLimitError, 429],
  [new ProviderFault("provider_failed", "p", "no"), OpenAI.InternalServerError, 502],
  [new Fault("overloaded", "no", { retryAfterSeconds: 1 }), OpenAI.InternalServerError, 503],
  [new ProviderFault("provider_timeout", "p", "no"), OpenAI.InternalServerError, 504],
] as const;
test.each(classes)("%s: the official client raises its own class", async (fault, errorClass, status) => {
  const server = await serve(async () => {
    throw fault;
  });
  for (const stream of [false, true]) {
    const error: unknown = await clientOf(server)
      .chat.completions.create({ ...hello, stream })
      .then(undefined, (reason: unknown) => reason);
    expect(error).toBeInstanceOf(errorClass);
    expect(error).toMatchObject({ status, code: fault.code });
  }
  const raw = await postChat(server, hello);
  expect(raw.json.detail).toEqual(fault.findings ?? "no");
  expect(raw.headers["retry-after"]).toBe(fault.retryAfterSeconds?.toString());
});

test("an upstream refusal is not retried by the official client; a passing failure is", async () => {
  let asked = 0;
  const server = await serve(async () => {
    asked += 1;
    throw new ProviderFault(
      "provider_failed",
      "p",
      "no",
      asked === 1 ? { upstreamStatus: 400 } : { upstreamStatus: 500 },
    );
  });
  const client = new OpenAI({
    apiKey: bootstrapKey,
    baseURL: `${server.url}/control/chat/v1`,
    maxRetries: 1,
  });
  await expect(client.chat.completions.create(hello)).rejects.toThrow();
  expect(asked).toBe(1);
});

test("what is not foreseen is answered without a word of its own, and logged without its message", async () => {
  const server = await serve(async () => {
    throw new Error("prompt: my secret is 42");
  });
  const answer = await postChat(server, hello);
  expect(answer.status).toBe(500);
  expect(answer.json.error).toMatchObject({
    code: "internal",
    type: "server_error",
    message: "Something went wrong inside the server.",
  });
  expect(answer.text + server.log.join("")).not.toMatch(/secret is 42|sk-seq-/);
  expect(answer.text).not.toMatch(/ at |\.ts/);
  expect(server.log.join("")).toMatch(/http\.test\.ts/);
});

test("an error after the first byte is in the stream", async () => {
  const server = await serve(async (_request, { onEvent }) => {
    onEvent?.({ kind: "session", sessionId });
    onEvent?.({ kind: "text", delta: "Hel" });
    throw new ProviderFault("provider_failed", "p", "broke off");
  });
  const raw = await postChat(server, { ...hello, stream: true });
  expect(raw.status).toBe(200);
  expect(raw.text).toMatch(
    /data: \{"error":\{"message":"broke off",[^\n]*"code":"provider_failed"\}[^\n]*\n\n$/,
  );
  const stream = await clientOf(server).chat.completions.create({ ...hello, stream: true });
  const texts: string[] = [];
  const read = (async () => {
    for await (const chunk of stream) texts.push(chunk.choices[0]?.delta.content ?? "");
  })();
  await expect(read).rejects.toThrow(/broke off/);
  expect(texts).toEqual(["", "Hel"]);
});

test("an idle stream is kept alive by comments, which clients do not see", async () => {
  const server = await serve(async () => {
    await new Promise((resolve) => setTimeout(resolve, 120));
    return final;
  }, "limits: {keep_alive_ms: 20}");
  const raw = await postChat(server, { ...hello, stream: true });
  expect(raw.text.startsWith(": keep-alive\n\n")).toBe(true);
  const completion = await clientOf(server).chat.completions.stream(hello).finalChatCompletion();
  expect(completion.choices[0]?.message.content).toBe("Hello there.");
});

test.each([false, true])("a client that goes away aborts the turn (stream: %s)", async (stream) => {
  let reason: unknown;
  const aborted = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const server = await serve((_request, { signal, onEvent }) => {
    onEvent?.({ kind: "text", delta: "Hel" });
    begun.resolve();
    return new Promise((_resolve, reject) => {
      signal.addEventListener("abort", () => {
        reason = signal.reason;
        aborted.resolve();
        reject(signal.reason);
      });
    });
  });
  const abort = new AbortController();
  const request = clientOf(server).chat.completions.create({ ...hello, stream }, { signal: abort.signal });
  const outcome = request.then(
    () => "answered",
    () => "aborted",
  );
  await begun.promise;
  abort.abort();
  await outcome;
  await aborted.promise;
  expect(reason).toMatchObject({ code: "aborted" });
  await expect.poll(() => server.log.filter((line) => line.includes('"status":499')).length).toBe(1);
  expect(server.log.join("")).not.toMatch(/"level":50/);
});

const good = JSON.stringify(hello);
const key = { authorization: `Bearer ${bootstrapKey}` };
const json = { "content-type": "application/json" };
const chat = "/control/chat/v1/chat/completions";
const badRequests: readonly (readonly [
  string,
  { path?: string; method?: string; headers?: Record<string, string>; body?: string | Uint8Array },
  number,
  string,
  RegExp,
])[] = [
  ["no key", { headers: json, body: good }, 401, "not_authenticated", /Authorization: Bearer/],
  [
    "a wrong key",
    { headers: { ...json, authorization: "Bearer sk-seq-wrong" }, body: good },
    401,
    "not_authenticated",
    /not known/,
  ],
  ["no key and a broken body", { headers: json, body: "{" }, 401, "not_authenticated", /./],
  [
    "malformed JSON",
    { headers: { ...key, ...json }, body: '{"model": "m",\n  oops}' },
    400,
    "invalid_request",
    /not valid JSON at line 2, column 3/,
  ],
  ["an empty body", { headers: { ...key, ...json } }, 400, "invalid_request", /empty/],
  [
    "a body that is no UTF-8",
    { headers: { ...key, ...json }, body: new Uint8Array([0x22, 0xff, 0x22]) },
    400,
    "invalid_request",
    /UTF-8/,
  ],
  [
    "a body nested too deeply",
    { headers: { ...key, ...json }, body: "[".repeat(5000) },
    400,
    "invalid_request",
    /deeper/,
  ],
  ["a list", { headers: { ...key, ...json }, body: "[]" }, 400, "invalid_request", /./],
  [
    "a wrong type",
    { headers: { ...key, ...json }, body: '{"model": 5, "messages": []}' },
    400,
    "invalid_request",
    /model/,
  ],
  [
    "a number as text",
    { headers: { ...key, ...json }, body: '{"model": "m", "temperature": "1", "messages": []}' },
    400,
    "invalid_request",
    /temperature/,
  ],
  [
    "an unknown role",
    { headers: { ...key, ...json }, body: '{"model": "m", "messages": [{"role": "robot", "content": "x"}]}' },
    400,
    "invalid_request",
    /messages\[0\]/,
  ],
  [
    "another content type",
    { headers: { ...key, "content-type": "text/plain" }, body: good },
    415,
    "unsupported_media_type",
    /application\/json/,
  ],
  [
    "a compressed body",
    { headers: { ...key, ...json, "content-encoding": "gzip" }, body: good },
    415,
    "unsupported_media_type",
    /encoding/,
  ],
  [
    "a body that is too large",
    { headers: { ...key, ...json }, body: `"${"x".repeat(20_000)}"` },
    413,
    "too_large",
    /larger/,
  ],
  [
    "an unknown field of a header",
    { headers: { ...key, ...json, "x-policy": '{"mood": "strict"}' }, body: good },
    422,
    "invalid_header",
    /X-Policy: .*mood/,
  ],
  [
    "a header that is no JSON",
    { headers: { ...key, ...json, "x-features": "dual-llm" }, body: good },
    422,
    "invalid_header",
    /X-Features: Invalid JSON/,
  ],
  [
    "a provider that is not configured",
    { path: "/control/chat/nobody/v1/chat/completions", headers: { ...key, ...json }, body: good },
    400,
    "provider_missing",
    /'nobody' is not configured; there are/,
  ],
  [
    "an endpoint type that does not exist",
    { path: "/control/chit/v1/chat/completions", headers: { ...key, ...json }, body: good },
    404,
    "not_found",
    /'chit'/,
  ],
  [
    "an unknown route",
    { path: "/v1/chat/completions", headers: { ...key, ...json }, body: good },
    404,
    "not_found",
    /POST \/control\/:endpoint_type\/v1\/chat\/completions/,
  ],
  [
    "a wrong method",
    { method: "PUT", headers: { ...key, ...json }, body: good },
    405,
    "method_not_allowed",
    /takes POST/,
  ],
  [
    "functions and tools",
    {
      headers: { ...key, ...json },
      body: JSON.stringify({
        ...hello,
        functions: [{ name: "f" }],
        tools: [{ type: "function", function: { name: "f" } }],
      }),
    },
    400,
    "invalid_request",
    /either/,
  ],
];
test("bad input of every kind is a clear error in OpenAI's form, and reaches no engine", async () => {
  let turns = 0;
  const server = await serve(async () => {
    turns += 1;
    return final;
  }, "limits: {body_bytes_max: 10000}");
  for (const [
    what,
    { path = chat, method = "POST", headers = {}, body },
    status,
    code,
    message,
  ] of badRequests) {
    const answer = await send(server.url + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    expect([what, answer.status, answer.json.error?.code]).toEqual([what, status, code]);
    expect(answer.json.error?.message, what).toMatch(message);
    expect(answer.json.error?.type, what).toMatch(/_error$/);
    expect(answer.json, what).toHaveProperty("detail");
    expect(answer.headers["x-request-id"], what).toMatch(/^req_/);
    expect(answer.text, what).not.toMatch(/sk-seq-|\.ts|node_modules/);
  }
  expect(turns).toBe(0);
  expect((await postChat(server, hello)).status).toBe(200);
});

test("all findings of all headers come at once", async () => {
  const server = await serve(async () => final);
  const answer = await postChat(server, hello, {
    headers: { "x-policy": '{"a": 1, "b": 2}', "x-config": "[" },
  });
  expect(answer.status).toBe(422);
  expect(answer.json.detail).toHaveLength(3);
});

test("headers of 64 KiB are taken, more is 431", async () => {
  const server = await serve(async () => final);
  const policy = (bytes: number) => JSON.stringify({ codes: `// ${"x".repeat(bytes)}` });
  expect((await postChat(server, hello, { headers: { "x-policy": policy(63_000) } })).status).toBe(200);
  const answer = await postChat(server, hello, { headers: { "x-policy": policy(90_000) } });
  expect([answer.status, answer.json.error?.code]).toEqual([431, "headers_too_large"]);
});

test("headers may be UTF-8 or escaped", async () => {
  const seen: TurnRequest[] = [];
  const server = await serve(async (request) => {
    seen.push(request);
    return final;
  });
  const utf8 = Buffer.from('{"codes": "// grün 🙂"}', "utf8").toString("latin1");
  await postChat(server, hello, { headers: { "x-policy": utf8 } });
  await postChat(server, hello, { headers: { "x-policy": '{"codes": "// gr\\u00fcn \\ud83d\\ude42"}' } });
  expect(seen.map((request) => request.config.policy.codes.code)).toEqual(["// grün 🙂", "// grün 🙂"]);
});

test("/v1/v1 is one /v1; a path may end in a slash; keys are taken from x-api-key too", async () => {
  const server = await serve(async () => final);
  expect(
    (await clientOf(server, { path: "/control/chat/local/v1/v1" }).chat.completions.create(hello)).model,
  ).toBe("m");
  expect((await postChat(server, hello, { path: `${chat}/` })).status).toBe(200);
  const answer = await send(server.url + chat, {
    method: "POST",
    headers: { ...json, "x-api-key": bootstrapKey },
    body: good,
  });
  expect(answer.status).toBe(200);
});

test("an Idempotency-Key: the same answer, whole or streamed; another body is refused; a failure may come again", async () => {
  let turns = 0;
  const server = await serve(async (request) => {
    turns += 1;
    if (request.model === "fails" && turns < 3) throw new Fault("overloaded", "no");
    return final;
  });
  const headers = { "idempotency-key": "one" };
  const first = await postChat(server, hello, { headers });
  const again = await postChat(server, hello, { headers });
  expect(again.json).toEqual(first.json);
  expect(again.headers["x-session-id"]).toBe(sessionId);
  expect(turns).toBe(1);
  const mismatch = await postChat(server, { ...hello, model: "n" }, { headers });
  expect([mismatch.status, mismatch.json.error?.message]).toEqual([
    400,
    "This Idempotency-Key was used with another request.",
  ]);
  const stream = await postChat(
    server,
    { ...hello, stream: true },
    { headers: { "idempotency-key": "two" } },
  );
  const replayed = await postChat(
    server,
    { ...hello, stream: true },
    { headers: { "idempotency-key": "two" } },
  );
  expect(replayed.text).toContain("Hello there.");
  expect(stream.text).toContain("Hello there.");
  expect(turns).toBe(2);
  const failing = { ...hello, model: "fails" };
  turns = 1;
  expect((await postChat(server, failing, { headers: { "idempotency-key": "three" } })).status).toBe(503);
  expect((await postChat(server, failing, { headers: { "idempotency-key": "three" } })).status).toBe(200);
});

test("an idempotent request that failed in its session goes on in it", async () => {
  const seen: (string | undefined)[] = [];
  const server = await serve(async (request, { onEvent }) => {
    seen.push(request.sessionId);
    onEvent?.({ kind: "session", sessionId });
    if (seen.length === 1) throw new ProviderFault("provider_failed", "p", "no");
    return final;
  });
  const headers = { "idempotency-key": "one" };
  const failed = await postChat(server, hello, { headers });
  expect([failed.status, failed.headers["x-session-id"]]).toEqual([502, sessionId]);
  expect((await postChat(server, hello, { headers })).status).toBe(200);
  expect(seen).toEqual([undefined, sessionId]);
});

test("while the first request with an Idempotency-Key runs, the second is 409", async () => {
  const release = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const server = await serve(async () => {
    begun.resolve();
    await release.promise;
    return final;
  });
  const headers = { "idempotency-key": "one" };
  const first = postChat(server, hello, { headers });
  await begun.promise;
  expect((await postChat(server, hello, { headers })).status).toBe(409);
  release.resolve();
  expect((await first).status).toBe(200);
});

test("stopping: not ready at once, the running stream finishes, new requests are 503, then the sockets are closed", async () => {
  const release = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const server = await serve(async (_request, { onEvent }) => {
    onEvent?.({ kind: "text", delta: "Hello" });
    begun.resolve();
    await release.promise;
    return final;
  });
  expect((await send(`${server.url}/ready`)).status).toBe(200);
  const stream = postChat(server, { ...hello, stream: true });
  await begun.promise;
  const closed = server.close();
  const notReady = await send(`${server.url}/ready`);
  expect([notReady.status, notReady.headers["retry-after"]]).toEqual([503, "2"]);
  expect((await send(`${server.url}/health`)).status).toBe(200);
  const refused = await postChat(server, hello);
  expect([refused.status, refused.json.error?.code, refused.headers["retry-after"]]).toEqual([
    503,
    "overloaded",
    "2",
  ]);
  release.resolve();
  expect((await stream).text).toContain("[DONE]");
  await closed;
  await expect(send(`${server.url}/health`)).rejects.toThrow(/ECONNREFUSED/);
});

test("stopping: what outlasts the grace is aborted", async () => {
  const begun = Promise.withResolvers<void>();
  const server = await serve((_request, { signal }) => {
    begun.resolve();
    return new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  }, "limits: {shutdown_grace_ms: 50}");
  const answer = postChat(server, hello);
  await begun.promise;
  await server.close();
  expect((await answer).status).toBe(503);
});

test("a key's share per minute: 429, and the official client knows when to come back", async () => {
  const server = await serve(async () => final, "limits: {requests_per_minute_per_key: 2}");
  for (let request = 0; request < 2; request++) expect((await postChat(server, hello)).status).toBe(200);
  const error: unknown = await clientOf(server)
    .chat.completions.create(hello)
    .then(undefined, (reason: unknown) => reason);
  expect(error).toBeInstanceOf(OpenAI.RateLimitError);
  expect(error).toMatchObject({ code: "rate_limited", type: "rate_limit_error" });
  expect(Number((await postChat(server, hello)).headers["retry-after"])).toBeGreaterThan(0);
});

test("the server's own key is for the models that it lists", async () => {
  const server = await startTestServer({
    createEngine: () => ({ turn: async () => final, drain: async () => {} }),
    environment: { OPENAI_API_KEY: "sk-server" },
    file: "providers: {local: {base_url: 'http://127.0.0.1:9', api_key: k, models: [small, large]}}",
  });
  running.push(server);
  const ask = (provider: string, model: string, headers = {}) =>
    postChat(server, { ...hello, model }, { path: `/control/chat/${provider}/v1/chat/completions`, headers });
  const closed = await ask("openai", "gpt");
  expect([closed.status, closed.json.error?.code]).toEqual([403, "not_allowed"]);
  expect(closed.json.error?.message).toMatch(/SEQURITY_MODELS/);
  expect((await ask("openai", "gpt", { "x-api-key": "sk-own" })).status).toBe(200);
  expect((await ask("openrouter", "gpt")).json.error?.message).toMatch(/send your own/);
  expect((await ask("local", "small,large")).status).toBe(200);
  expect((await ask("local", "small,huge")).json.error?.message).toMatch(/'huge' may not be asked/);
  const smuggled = { "x-config": '{"fsm": {"pllm_candidate_models": ["huge"]}}' };
  expect((await ask("local", "small", smuggled)).status).toBe(403);
  const list = await send(`${server.url}/control/chat/local/v1/models`, { headers: key });
  expect(list.json).toMatchObject({ object: "list", data: [{ id: "small" }, { id: "large" }] });
});

test("the routes are listed; headers can be checked without a key", async () => {
  const server = await serve(async () => final);
  expect((await send(server.url)).json).toMatchObject({ name: "sequrity" });
  const answer = await send(`${server.url}/control/v1/validate-headers`, {
    method: "POST",
    headers: json,
    body: JSON.stringify({ x_features: '{"agent_arch": "single-llm"}', x_config: "{oops", x_policy: null }),
  });
  const policies = await send(`${server.url}/control/v1/validate-headers`, {
    method: "POST",
    headers: json,
    body: JSON.stringify({ x_policy: '{"codes": "tool \\"a\\" { hard dney always; }"}' }),
  });
  expect(policies.json.x_policy).toMatchObject({ valid: false, errors: [expect.stringMatching(/codes:1:/)] });
  expect(answer.json).toMatchObject({
    x_features: { valid: true, normalized: { agent_arch: "single-llm" }, errors: [] },
    x_policy: null,
    x_config: { valid: false, errors: [expect.stringMatching(/^Invalid JSON/)] },
  });
});
