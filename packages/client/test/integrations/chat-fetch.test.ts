import { APICallError, generateText, streamText } from "ai";
import { OpenAI } from "openai";
import { afterEach, beforeEach, expect, test } from "vitest";
import { SequrityClient } from "../../src/index.ts";
import { chatFetch, type IntegrationSettings, placeholderURL } from "../../src/integrations/chat-fetch.ts";
import { createSequrity } from "../../src/integrations/vercel.ts";
import { answerOf, events, json, type RecordingServer, startRecordingServer } from "../recording-server.ts";

/** What frameworks send goes out as the SDK sends it; what comes back is what they expect of the API. */

let server: RecordingServer;
beforeEach(async () => {
  server = await startRecordingServer();
});
afterEach(() => server.close());

const client = () => new SequrityClient({ apiKey: "k", baseURL: server.url, maxRetries: 0 });
const openai = (settings: IntegrationSettings = {}) =>
  new OpenAI({
    apiKey: "theirs",
    baseURL: placeholderURL,
    fetch: chatFetch(client(), settings),
    maxRetries: 2,
  });
const body = { model: "m", messages: [{ role: "user" as const, content: "hello" }] };
const configOf = () => JSON.parse(String(server.seen[0]?.headers["x-config"]));

const chunk = (delta: object, finish: string | null = null) => ({
  id: "1",
  object: "chat.completion.chunk",
  created: 1,
  model: "m",
  choices: [{ index: 0, delta, finish_reason: finish }],
});

test("the SDK's key, headers and path are sent, none of the framework's", async () => {
  server.answers = [answerOf("hi", "s1")];
  const settings = { provider: "openai", endpointType: "agent", securityPolicy: { mode: "strict" } } as const;
  await openai(settings).chat.completions.create(body);
  const [request] = server.seen;
  expect(request?.url).toBe("/control/agent/openai/v1/chat/completions");
  expect(request?.headers.authorization).toBe("Bearer k");
  expect(JSON.stringify(request?.headers)).not.toContain("theirs");
  expect(JSON.parse(String(request?.headers["x-policy"]))).toEqual({ mode: "strict" });
  expect(request?.body).toEqual(body);
});

test.each([
  [{}, true],
  [{ content: "value" }, true],
  [{ content: "json" }, false],
  [{ configOverrides: { response_format: { strip_response_content: false, include_program: true } } }, false],
] as const)("with %j the answer's content is stripped: %s", async (settings, stripped) => {
  server.answers = [answerOf("hi", "s1")];
  await openai(settings).chat.completions.create(body);
  expect(configOf().response_format).toMatchObject({ strip_response_content: stripped });
});

test("an error answer raises the framework's class once: the SDK has repeated what may be", async () => {
  server.answers = [
    json(429, { error: { message: "too many", type: "rate_limit", code: "slow", param: null } }),
  ];
  await expect(openai().chat.completions.create(body)).rejects.toMatchObject({ status: 429, code: "slow" });
  expect(server.seen).toHaveLength(1);
  const asking = generateText({ model: createSequrity(client())("m"), prompt: "hello", maxRetries: 0 });
  const error = await asking.catch((thrown: unknown) => thrown);
  expect(APICallError.isInstance(error) && error.statusCode).toBe(429);
});

test("an error in the middle of a stream, and a stream that breaks off, are errors", async () => {
  const read = async () => {
    let text = "";
    for await (const { choices } of await openai().chat.completions.create({ ...body, stream: true })) {
      text += choices[0]?.delta.content ?? "";
    }
    return text;
  };
  server.answers = [events([chunk({ content: "a" }), chunk({ content: "b" }, "stop"), "[DONE]"])];
  expect(await read()).toBe("ab");
  server.answers = [events([chunk({ content: "a" }), { error: { message: "the model went away" } }])];
  await expect(read()).rejects.toThrow(/the model went away/);
  server.answers = [events([chunk({ content: "a" })])];
  await expect(read()).rejects.toThrow(/ended before the answer did/);
});

test("reasoning goes through as the AI SDK's reasoning", async () => {
  server.answers = [
    events([chunk({ reasoning_content: "think" }), chunk({ content: "b" }, "stop"), "[DONE]"]),
  ];
  const result = streamText({ model: createSequrity(client())("m"), prompt: "hello" });
  expect(await result.text).toBe("b");
  expect(await result.reasoningText).toBe("think");
});

test("an abort in the middle of a stream reaches the server", async () => {
  let closed: () => void = () => {};
  const gone = new Promise<void>((resolve) => {
    closed = resolve;
  });
  server.answers = [
    (_request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(`data: ${JSON.stringify(chunk({ content: "a" }))}\n\n`);
      response.on("close", () => closed());
    },
  ];
  const controller = new AbortController();
  const { textStream } = streamText({
    model: createSequrity(client())("m"),
    prompt: "hello",
    abortSignal: controller.signal,
  });
  for await (const text of textStream) {
    expect(text).toBe("a");
    controller.abort();
  }
  await gone;
});

test("other endpoints are refused by name", async () => {
  const asking = openai().embeddings.create({ model: "m", input: "x" });
  await expect(asking).rejects.toMatchObject({
    cause: { message: expect.stringContaining("/v1/embeddings") },
  });
  expect(server.seen).toHaveLength(0);
});
