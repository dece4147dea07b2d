import { Fault, type ModelAnswer, type ModelEvent, type ModelRequest, ProviderFault } from "@sequrity/engine";
import fc from "fast-check";
import { Agent } from "undici";
import { afterAll, beforeAll, expect, test } from "vitest";
import { OpenAiCompatibleProvider, openAiEndpoint } from "../src/providers/openai-compatible.ts";
import { defaultUpstreamLimits, type UpstreamLimits } from "../src/providers/upstream.ts";
import { chunks, completion, type Reply, Upstream, usage } from "./upstream.ts";

let upstream: Upstream;
const agent = new Agent({ connect: { timeout: 300 } });
beforeAll(async () => {
  upstream = await Upstream.start();
});
afterAll(async () => {
  await agent.destroy();
  await upstream.stop();
});

const serverKey = "sk-upstream-0123456789";
const quick: UpstreamLimits = {
  ...defaultUpstreamLimits,
  backoffFirstMs: 1,
  backoffMaxMs: 2,
  firstByteMs: 250,
  idleMs: 250,
};
function provider(options: { readonly baseUrl?: string; readonly limits?: Partial<UpstreamLimits> } = {}) {
  return new OpenAiCompatibleProvider({
    name: "openai",
    endpoint: openAiEndpoint(options.baseUrl ?? upstream.baseUrl),
    apiKey: serverKey,
    needsKey: true,
    dialect: { developerRole: false, maxTokensField: "max_tokens", customTools: false },
    limits: { ...quick, ...options.limits },
    agent,
  });
}
const ask: ModelRequest = {
  model: "gpt-x",
  messages: [{ role: "user", content: [{ kind: "text", text: "Hi" }] }],
  tools: [],
  settings: {},
};
const never = new AbortController().signal;

async function streamed(
  from = provider(),
  request = ask,
): Promise<{ readonly events: readonly ModelEvent[]; readonly answer: ModelAnswer | undefined }> {
  const events: ModelEvent[] = [];
  for await (const event of from.stream(request, { signal: never })) events.push(event);
  const last = events.at(-1);
  return { events, answer: last?.kind === "finish" ? last.answer : undefined };
}

async function faultOf(run: Promise<unknown>): Promise<Fault> {
  const error: unknown = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Fault) return error;
  throw new Error(`a fault was expected, not ${String(error)}`);
}

const lookUp = { name: "look_up", arguments: '{"q": "π 123456789012345678901"}' };
const counted = { inputTokens: 11, outputTokens: 7, cachedTokens: 0, reasoningTokens: 0 };

test("a whole answer: text, calls, usage", async () => {
  upstream.program([completion("Hello."), completion(null, [lookUp])]);
  expect(await provider().complete(ask, { signal: never })).toMatchObject({
    text: "Hello.",
    toolCalls: [],
    finishReason: "stop",
    usage: counted,
  });
  expect(await provider().complete(ask, { signal: never })).toMatchObject({
    text: "",
    toolCalls: [{ id: "call_0", ...lookUp }],
    finishReason: "tool_calls",
  });
});

test("the request upstream: the key, roles, tools, settings, long integers; nothing that is ours to set", async () => {
  upstream.program([completion("x")]);
  await provider().complete(
    {
      model: "gpt-x",
      messages: [
        { role: "developer", content: [{ kind: "text", text: "Be brief." }] },
        {
          role: "user",
          content: [
            { kind: "text", text: "a" },
            { kind: "opaque", type: "image_url", part: { type: "image_url", image_url: { url: "data:," } } },
          ],
        },
        { role: "assistant", content: [], toolCalls: [{ id: "c1", ...lookUp }] },
        { role: "tool", callId: "c1", content: [{ kind: "text", text: "found" }] },
      ],
      tools: [
        {
          name: "look_up",
          description: "d",
          parameters: { type: "object", maximum: 9007199254740993n },
          strict: true,
        },
      ],
      toolChoice: { kind: "tool", name: "look_up" },
      responseFormat: { kind: "json_schema", name: "out", schema: { type: "object" }, strict: true },
      settings: { temperature: 0.5, maxOutputTokens: 9, stop: ["x"], parallelToolCalls: false },
      extra: { api: "chat", fields: { n: 2, stream: true, messages: [], store: true, user: "u" } },
    },
    { signal: never },
  );
  const [call] = upstream.calls;
  expect(call?.path).toBe("/v1/chat/completions");
  expect(call?.headers.authorization).toBe(`Bearer ${serverKey}`);
  expect(call?.body).toEqual({
    n: 2,
    user: "u",
    model: "gpt-x",
    messages: [
      { role: "system", content: "Be brief." },
      {
        role: "user",
        content: [
          { type: "text", text: "a" },
          { type: "image_url", image_url: { url: "data:," } },
        ],
      },
      { role: "assistant", content: null, tool_calls: [{ id: "c1", type: "function", function: lookUp }] },
      { role: "tool", tool_call_id: "c1", content: "found" },
    ],
    tools: [
      {
        type: "function",
        function: {
          name: "look_up",
          description: "d",
          parameters: { type: "object", maximum: 9007199254740992 },
          strict: true,
        },
      },
    ],
    tool_choice: { type: "function", function: { name: "look_up" } },
    parallel_tool_calls: false,
    response_format: {
      type: "json_schema",
      json_schema: { name: "out", schema: { type: "object" }, strict: true },
    },
    temperature: 0.5,
    stop: ["x"],
    max_tokens: 9,
  });
});

test("the caller's key takes the place of the server's", async () => {
  upstream.program([completion("x")]);
  await provider().complete(ask, { signal: never, apiKey: "sk-callers-own" });
  expect(upstream.calls[0]?.headers.authorization).toBe("Bearer sk-callers-own");
});

test("a stream arrives the same however its bytes are split", async () => {
  const events = chunks(["Grüße, ", "世界 ", "🙂"], [lookUp, { name: "other", arguments: "{}" }]);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 400 }), async (pieceBytes) => {
      upstream.program([{ kind: "events", events, pieceBytes }]);
      const { events: got, answer } = await streamed(
        provider({ limits: { idleMs: 5_000, firstByteMs: 5_000 } }),
      );
      expect(got.filter((event) => event.kind === "text").map((event) => event.delta)).toEqual([
        "Grüße, ",
        "世界 ",
        "🙂",
      ]);
      expect(answer).toMatchObject({
        text: "Grüße, 世界 🙂",
        toolCalls: [
          { id: "call_0", ...lookUp },
          { id: "call_1", name: "other", arguments: "{}" },
        ],
        finishReason: "tool_calls",
        usage: counted,
      });
    }),
    { numRuns: 12 },
  );
});

test("a server that does not stream is taken whole", async () => {
  upstream.program([completion("Whole.", [lookUp])]);
  const { events, answer } = await streamed();
  expect(events.map((event) => event.kind)).toEqual(["text", "tool_call", "finish"]);
  expect(answer?.text).toBe("Whole.");
});

const passing: readonly (readonly [string, Reply])[] = [
  ["408", { kind: "json", status: 408, body: {} }],
  ["429 with Retry-After: 0", { kind: "json", status: 429, headers: { "retry-after": "0" }, body: {} }],
  ["500", { kind: "json", status: 500, body: {} }],
  ["503", { kind: "text", status: 503, type: "text/html", text: "<h1>busy</h1>" }],
  ["a connection that is closed", { kind: "hangUp" }],
];
test.each(passing)("after %s the request is sent again", async (_what, failure) => {
  upstream.program([failure, failure, completion("third time")]);
  expect((await provider().complete(ask, { signal: never })).text).toBe("third time");
  upstream.program([failure, { kind: "events", events: chunks(["streamed"]) }]);
  expect((await streamed()).answer?.text).toBe("streamed");
  upstream.program([failure, failure, failure, completion("too late")]);
  await faultOf(provider().complete(ask, { signal: never }));
  expect(upstream.calls).toHaveLength(3);
});

const refusals: readonly (readonly [string, Reply, string, RegExp])[] = [
  [
    "400",
    { kind: "json", status: 400, body: { error: { message: "bad model" } } },
    "provider_failed",
    /answered 400: bad model/,
  ],
  [
    "401 with keys in it",
    { kind: "json", status: 401, body: { error: { message: `Wrong key ${serverKey} or sk-other12345` } } },
    "provider_failed",
    /Wrong key \[redacted\] or \[redacted\]$/,
  ],
  [
    "a proxy's page",
    { kind: "text", status: 403, type: "text/html", text: "<html>secret page</html>" },
    "provider_failed",
    /answered 403$/,
  ],
  [
    "a long Retry-After",
    { kind: "json", status: 429, headers: { "retry-after": "3600" }, body: {} },
    "rate_limited",
    /answered 429/,
  ],
  [
    "text that is no JSON",
    { kind: "text", type: "application/json", text: "{oops" },
    "provider_failed",
    /it is no JSON/,
  ],
  [
    "JSON that is no completion",
    { kind: "json", body: { hello: 1 } },
    "provider_failed",
    /no chat completion/,
  ],
  [
    "an error in a 200",
    { kind: "json", body: { error: { message: "out of credit", code: 402 } } },
    "provider_failed",
    /out of credit/,
  ],
  [
    "a call without a name",
    { kind: "json", body: { choices: [{ message: { tool_calls: [{ id: "x", function: {} }] } }] } },
    "provider_failed",
    /tool call/,
  ],
  [
    "content of a wrong type",
    { kind: "json", body: { choices: [{ message: { content: 5 } }] } },
    "provider_failed",
    /content/,
  ],
  ["a body that is cut", { kind: "cutBody" }, "provider_failed", /broke in the middle/],
];
test.each(refusals)("%s is a fault, and not tried again", async (_what, reply, code, message) => {
  upstream.program(() => reply);
  const fault = await faultOf(provider().complete(ask, { signal: never }));
  expect(fault).toBeInstanceOf(ProviderFault);
  expect(fault.code).toBe(code);
  expect(fault.message).toMatch(message);
  expect(fault.message).not.toContain(serverKey);
  expect(upstream.calls).toHaveLength(1);
});

test("a long Retry-After is handed on", async () => {
  upstream.program(() => ({ kind: "json", status: 429, headers: { "retry-after": "3600" }, body: {} }));
  expect((await faultOf(provider().complete(ask, { signal: never }))).retryAfterSeconds).toBe(3600);
});

const first = chunks(["Half of "]).slice(0, 2);
const brokenStreams: readonly (readonly [string, Reply, string, RegExp])[] = [
  [
    "cut in the middle",
    { kind: "events", events: first, cut: true },
    "provider_failed",
    /broke in the middle/,
  ],
  ["ended too early", { kind: "events", events: first }, "provider_failed", /broke off before the end/],
  ["empty", { kind: "events", events: [] }, "provider_failed", /broke off|empty/],
  ["no JSON", { kind: "events", events: [...first, "{oops"] }, "provider_failed", /no JSON/],
  ["no choices", { kind: "events", events: [...first, '{"a": 1}'] }, "provider_failed", /no choices/],
  [
    "an error in it",
    { kind: "events", events: [...first, '{"error": {"message": "overloaded sk-aaaaaaaaaa"}}'] },
    "provider_failed",
    /overloaded \[redacted\]/,
  ],
  [
    "calls out of order",
    {
      kind: "events",
      events: ['{"choices": [{"delta": {"tool_calls": [{"index": 3, "function": {"name": "x"}}]}}]}'],
    },
    "provider_failed",
    /out of order/,
  ],
];
test.each(brokenStreams)(
  "a stream that is %s is a fault after what came of it",
  async (_what, reply, code, message) => {
    upstream.program(() => reply);
    const texts: string[] = [];
    const fault = await faultOf(
      (async () => {
        for await (const event of provider().stream(ask, { signal: never })) {
          if (event.kind === "text") texts.push(event.delta);
          expect(event.kind).not.toBe("finish");
        }
      })(),
    );
    expect([fault.code, upstream.calls.length]).toEqual([code, 1]);
    expect(fault.message).toMatch(message);
    if (reply.kind === "events" && reply.events[0] === first[0]) expect(texts).toEqual(["Half of "]);
  },
);

test("a dead, a silent and a stalled provider are faults of their own", async () => {
  const dead = await faultOf(provider({ baseUrl: "http://127.0.0.1:9/v1" }).complete(ask, { signal: never }));
  expect([dead.code, dead.status]).toEqual(["provider_failed", 502]);
  upstream.program(() => ({ kind: "silence" }));
  const silent = await faultOf(provider().complete(ask, { signal: never }));
  expect([silent.code, silent.status]).toEqual(["provider_timeout", 504]);
  upstream.program(() => ({ kind: "silence", headers: true }));
  const stalled = await faultOf(streamed());
  expect(stalled.code).toBe("provider_timeout");
  expect(stalled.message).toMatch(/stalled/);
});

test("an answer without end is cut", async () => {
  upstream.program(() => completion("x".repeat(2000)));
  const fault = await faultOf(
    provider({ limits: { responseBytesMax: 1000 } }).complete(ask, { signal: never }),
  );
  expect(fault.message).toMatch(/longer than 1000 bytes/);
});

test("an abort ends the call upstream, with the abort's own reason", async () => {
  upstream.program(() => ({ kind: "silence" }));
  const abort = new AbortController();
  const call = faultOf(provider({ limits: { firstByteMs: 60_000 } }).complete(ask, { signal: abort.signal }));
  await expect.poll(() => upstream.calls.length).toBe(1);
  abort.abort(new Fault("overloaded", "stopping"));
  expect((await call).message).toBe("stopping");
  await upstream.calls[0]?.gone;

  upstream.program(() => ({ kind: "json", status: 500, body: {} }));
  const waiting = new AbortController();
  const slow = provider({
    limits: { backoffFirstMs: 60_000, backoffMaxMs: 60_000, retryAfterMaxMs: 60_000 },
  });
  const retried = faultOf(slow.complete(ask, { signal: waiting.signal }));
  await expect.poll(() => upstream.calls.length).toBe(1);
  waiting.abort();
  expect((await retried).code).toBe("aborted");
});

test("without any key nothing is sent to a provider that needs one", async () => {
  upstream.program([completion("x")]);
  const keyless = new OpenAiCompatibleProvider({
    name: "openai",
    endpoint: openAiEndpoint(upstream.baseUrl),
    needsKey: true,
    dialect: { developerRole: true, maxTokensField: "max_completion_tokens", customTools: true },
    limits: quick,
    agent,
  });
  expect((await faultOf(keyless.complete(ask, { signal: never }))).message).toMatch(/X-Api-Key/);
  expect(upstream.calls).toHaveLength(0);
  expect(usage.total_tokens).toBe(18);
});
