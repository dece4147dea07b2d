import {
  APICallError,
  generateObject,
  generateText,
  type ModelMessage,
  stepCountIs,
  streamText,
  tool,
} from "ai";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { createSequrity } from "../../src/integrations/vercel.ts";
import { recordings } from "./recordings.ts";
import { startServerWith, type TestServer } from "./server.ts";

/** Vercel's AI SDK, its own package, against a server. */

let server: TestServer;
beforeAll(async () => {
  server = await startServerWith(recordings);
});
afterAll(() => server[Symbol.asyncDispose]());

const model = "planner,quarantine";
const dual = () => createSequrity(server.client());
const single = () => createSequrity(server.client({ features: { agent_arch: "single-llm" } }));

function weather(asked: string[] = []) {
  return tool({
    description: "The weather in a city.",
    inputSchema: z.object({ city: z.string() }),
    execute: ({ city }) => {
      asked.push(city);
      return { sky: "sunny" };
    },
  });
}

test.each([
  { architecture: "dual", provider: dual, name: model, text: "It is sunny." },
  { architecture: "single", provider: single, name: "single", text: "The model saw the sun." },
])("generateText runs the tools, step by step ($architecture)", async ({ provider, name, text }) => {
  const asked: string[] = [];
  const result = await generateText({
    model: provider()(name),
    prompt: "What is the weather in Paris?",
    tools: { get_weather: weather(asked) },
    stopWhen: stepCountIs(4),
  });
  expect(result.text).toBe(text);
  expect(asked).toEqual(["Paris"]);
  expect(result.steps).toHaveLength(2);
  expect(result.finishReason).toBe("stop");
});

test("streamText streams the steps", async () => {
  const result = streamText({
    model: dual().languageModel(model),
    prompt: "What is the weather in Paris?",
    tools: { get_weather: weather() },
    stopWhen: stepCountIs(4),
  });
  let text = "";
  for await (const delta of result.textStream) text += delta;
  expect(text).toBe("It is sunny.");
  expect((await result.steps).map(({ finishReason }) => finishReason)).toEqual(["tool-calls", "stop"]);
});

test("generateObject gives a value of the schema", async () => {
  const { object } = await generateObject({
    model: dual()(model),
    prompt: "Make up a person.",
    schema: z.object({ name: z.string(), age: z.number() }),
  });
  expect(object).toEqual({ name: "Ada", age: 36 });
});

test("conversations that go on at the same time keep their own sessions", async () => {
  const provider = dual();
  const sessions = await Promise.all(
    ["one", "two", "one", "two"].map(async (word) => {
      const messages: ModelMessage[] = [{ role: "user", content: `say ${word}, ${crypto.randomUUID()}` }];
      const seen: (string | undefined)[] = [];
      for (const next of ["say two", "say one"]) {
        const { text, response } = await generateText({ model: provider(model), messages });
        seen.push(response.headers?.["x-session-id"]);
        messages.push({ role: "assistant", content: text }, { role: "user", content: next });
      }
      expect(new Set(seen).size).toBe(1);
      return seen[0];
    }),
  );
  expect(sessions).not.toContain(undefined);
  expect(new Set(sessions).size).toBe(4);
});

test("a header names the session that a call goes on in", async () => {
  const provider = dual();
  const first = await generateText({ model: provider(model), prompt: "say one" });
  const session = first.response.headers?.["x-session-id"] ?? "";
  const messages: ModelMessage[] = [
    { role: "user", content: "say one" },
    { role: "assistant", content: first.text },
    { role: "user", content: "say two" },
  ];
  // A provider that has not seen the conversation.
  const next = await generateText({ model: dual()(model), messages, headers: { "X-Session-ID": session } });
  expect(next.response.headers?.["x-session-id"]).toBe(session);
});

test("a denial is the answer's text; with content json it is read with its rule", async () => {
  const settings = { securityPolicy: { codes: 'tool "get_weather" { hard deny always; }' } };
  const ask = (content: "value" | "json") =>
    generateText({
      model: createSequrity(server.client(settings), { content })(model),
      prompt: "What is the weather in Paris?",
      tools: { get_weather: weather() },
    });
  expect((await ask("value")).text).toMatch(/^Tool call 'get_weather' is denied/);
  expect(JSON.parse((await ask("json")).text)).toMatchObject({ error: { code: "policy_violation" } });
});

test("errors are the AI SDK's own, with the server's message", async () => {
  const asking = generateText({ model: dual()("nobody"), prompt: "say one", maxRetries: 0 });
  const error = await asking.catch((thrown: unknown) => thrown);
  expect(APICallError.isInstance(error)).toBe(true);
  expect(error).toMatchObject({ statusCode: 502, message: expect.stringContaining("recording") });
});

test("an abort ends the call", async () => {
  const controller = new AbortController();
  const asking = generateText({
    model: dual()(model),
    prompt: "What is the weather in Paris?",
    tools: {
      get_weather: tool({
        inputSchema: z.object({ city: z.string() }),
        execute: () => {
          controller.abort();
          return { sky: "sunny" };
        },
      }),
    },
    stopWhen: stepCountIs(4),
    abortSignal: controller.signal,
  });
  await expect(asking).rejects.toMatchObject({ name: "AbortError" });
});
