import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { SequrityAPIError, SequrityClient, type StoredOptions } from "../src/index.ts";
import { events, json, type RecordingServer, startRecordingServer } from "./recording-server.ts";

let server: RecordingServer;
beforeAll(async () => {
  server = await startRecordingServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.seen.length = 0;
});

type Control = SequrityClient["control"];

function controlOf(): Control {
  const control = {
    provider: "openai" as const,
    llmApiKey: "sk-own",
    features: { agent_arch: "dual-llm" as const },
    sessionId: "0b0a3a3e-8d5e-4f6a-9a44-7b3f1a2c4d5e",
  };
  return new SequrityClient({ apiKey: "k", baseURL: server.url, maxRetries: 0, control }).control;
}

const page = { object: "list", data: [], first_id: null, last_id: null, has_more: false };
const own: StoredOptions = { provider: null, endpointType: "agent" };
type Case = readonly [
  name: string,
  call: (control: Control) => Promise<unknown>,
  method: string,
  url: string,
  body: unknown,
];
const base = "/control/chat/openai/v1";
const cases: readonly Case[] = [
  [
    "chat.list",
    (c) => c.chat.list({ limit: 2, order: "desc", model: "m", metadata: { a: "b" } }),
    "GET",
    `${base}/chat/completions?limit=2&order=desc&model=m&metadata%5Ba%5D=b`,
    undefined,
  ],
  [
    "chat.retrieve",
    (c) => c.chat.retrieve("id/1", own),
    "GET",
    "/control/agent/v1/chat/completions/id%2F1",
    undefined,
  ],
  [
    "chat.update",
    (c) => c.chat.update("id", { metadata: { a: "b" } }),
    "POST",
    `${base}/chat/completions/id`,
    { metadata: { a: "b" } },
  ],
  ["chat.delete", (c) => c.chat.delete("id"), "DELETE", `${base}/chat/completions/id`, undefined],
  [
    "chat.messages",
    (c) => c.chat.messages("id", { after: "x" }),
    "GET",
    `${base}/chat/completions/id/messages?after=x`,
    undefined,
  ],
  ["responses.retrieve", (c) => c.responses.retrieve("r"), "GET", `${base}/responses/r`, undefined],
  ["responses.cancel", (c) => c.responses.cancel("r"), "POST", `${base}/responses/r/cancel`, undefined],
  ["responses.delete", (c) => c.responses.delete("r"), "DELETE", `${base}/responses/r`, undefined],
  [
    "responses.inputItems",
    (c) => c.responses.inputItems("r", { order: "asc" }),
    "GET",
    `${base}/responses/r/input_items?order=asc`,
    undefined,
  ],
  [
    "conversations.create",
    (c) => c.conversations.create({ metadata: { a: "b" } }),
    "POST",
    `${base}/conversations`,
    { metadata: { a: "b" } },
  ],
  [
    "conversations.retrieve",
    (c) => c.conversations.retrieve("c"),
    "GET",
    `${base}/conversations/c`,
    undefined,
  ],
  [
    "conversations.update",
    (c) => c.conversations.update("c", { metadata: null }),
    "POST",
    `${base}/conversations/c`,
    { metadata: null },
  ],
  [
    "conversations.delete",
    (c) => c.conversations.delete("c"),
    "DELETE",
    `${base}/conversations/c`,
    undefined,
  ],
  [
    "conversations.items.create",
    (c) => c.conversations.items.create("c", { items: [{ role: "user", content: "u" }] }),
    "POST",
    `${base}/conversations/c/items`,
    { items: [{ role: "user", content: "u" }] },
  ],
  [
    "conversations.items.list",
    (c) => c.conversations.items.list("c", { limit: 1 }),
    "GET",
    `${base}/conversations/c/items?limit=1`,
    undefined,
  ],
  [
    "conversations.items.retrieve",
    (c) => c.conversations.items.retrieve("c", "i"),
    "GET",
    `${base}/conversations/c/items/i`,
    undefined,
  ],
  [
    "conversations.items.delete",
    (c) => c.conversations.items.delete("c", "i"),
    "DELETE",
    `${base}/conversations/c/items/i`,
    undefined,
  ],
  ["models.list", (c) => c.models.list(), "GET", `${base}/models`, undefined],
  [
    "messages.countTokens",
    (c) => c.messages.countTokens({ model: "m", messages: [] }),
    "POST",
    `${base}/messages/count_tokens`,
    { model: "m", messages: [] },
  ],
  [
    "policy.generate",
    (c) =>
      c.policy.generate({
        type: "oai_chat_completion",
        model: "m",
        description: "Nothing leaves.",
        tools: [],
      }),
    "POST",
    "/control/policy-gen/openai/v1/generate",
    { type: "oai_chat_completion", model: "m", description: "Nothing leaves.", tools: [] },
  ],
];

test.each(cases)("%s", async (_name, call, method, url, body) => {
  server.answers = [json(200, page)];
  await call(controlOf());
  const [request] = server.seen;
  expect(request).toMatchObject({ method, url });
  expect(request?.body).toEqual(body);
  expect(request?.headers).toMatchObject({ authorization: "Bearer k", "x-api-key": "sk-own" });
  // What is stored has no turn: the config and the session of one would only be refused.
  expect(request?.headers).not.toHaveProperty("x-features");
  expect(request?.headers).not.toHaveProperty("x-session-id");
});

test.each(cases)("%s: the server's errors are the SDK's", async (_name, call) => {
  server.answers = [
    json(404, { error: { message: "There is no such thing.", code: "not_found", type: "t", param: null } }),
  ];
  const failing = call(controlOf());
  await expect(failing).rejects.toBeInstanceOf(SequrityAPIError);
  await expect(failing).rejects.toMatchObject({ status: 404, code: "not_found" });
});

test("a list goes on from page to page, with the same settings", async () => {
  server.answers = [
    json(200, { ...page, data: [{ id: "a" }, { id: "b" }], has_more: true }),
    json(200, { ...page, data: [{ id: "c" }] }),
  ];
  const first = await controlOf().chat.list({ limit: 2 }, { customHeaders: { "X-Trace": "t" } });
  expect(first.hasMore).toBe(true);
  const ids: string[] = [];
  for await (const { id } of first) ids.push(id);
  expect(ids).toEqual(["a", "b", "c"]);
  expect(server.seen.map(({ url }) => url)).toEqual([
    `${base}/chat/completions?limit=2`,
    `${base}/chat/completions?limit=2&after=b`,
  ]);
  expect(server.seen.map(({ headers }) => headers["x-trace"])).toEqual(["t", "t"]);
});

test("an error on a later page is the server's", async () => {
  server.answers = [
    json(200, { ...page, data: [{ id: "a" }], has_more: true }),
    json(503, { error: { message: "Draining.", code: "draining" } }),
  ];
  const first = await controlOf().chat.list();
  await expect(first.nextPage()).rejects.toMatchObject({ name: "SequrityAPIError", status: 503 });
});

test("a stored response's stream is taken up again", async () => {
  const completed = { id: "r", status: "completed", output: [] };
  server.answers = [
    events([
      { type: "response.output_text.delta", delta: "x", sequence_number: 8 },
      { type: "response.completed", response: completed, sequence_number: 9 },
    ]),
  ];
  const stream = await controlOf().responses.retrieve("r", { stream: true, starting_after: 7 });
  const numbers: number[] = [];
  for await (const event of stream) numbers.push(event.sequence_number);
  expect(numbers).toEqual([8, 9]);
  expect(server.seen[0]?.url).toBe(`${base}/responses/r?stream=true&starting_after=7`);
});
