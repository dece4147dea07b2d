import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { SequrityAnthropic } from "../src/anthropic.ts";
import { parseDualLlmContent, readDenial, type SequrityClient } from "../src/index.ts";
import { SequrityOpenAI, withControl } from "../src/openai.ts";
import {
  runChatTools,
  runMessagesTools,
  runResponsesTools,
  type ToolRunSettings,
  tool,
} from "../src/tools/index.ts";
import { key, startServerWith, type TestServer } from "./integrations/server.ts";

/** All of the SDK against a real server: plans are given with the requests, single-LLM answers are recorded. */

let server: TestServer;
let client: SequrityClient;
const fence = "```";
const policy = `tool "get_document" -> @tags |= {"internal_use"};
tool "send_mail" {
  /// Internal documents stay here.
  hard deny when body.tags overlaps {"internal_use"};
}`;
const control = {
  features: { agent_arch: "dual-llm" as const },
  securityPolicy: { codes: policy },
};
const single = { features: { agent_arch: "single-llm" as const }, securityPolicy: null };

beforeAll(async () => {
  server = await startServerWith([
    { last_user: "Add", unless: "42", answer: { tool_calls: [{ name: "add", arguments: { a: 40, b: 2 } }] } },
    { when: "42", answer: "It is 42." },
    { when: "Nothing leaves", answer: `${fence}sqrt\ntool "send_mail" { hard deny always; }\n${fence}` },
    { last_user: "Hello", answer: "Hello to you." },
    { last_user: "again", answer: "Again." },
  ]);
  client = server.client(control);
});
afterAll(() => server[Symbol.asyncDispose]());

const model = "planner,quarantined";
const user = (content: string) => ({ role: "user" as const, content });
const adding = {
  model,
  user_provided_program: "first = add(a=40, b=2)\nfinal_return_value = add(a=first, b=1)",
};
const leaking = {
  model,
  user_provided_program: 'doc = get_document(name="plan")\nsend_mail(to="a@b.example", body=doc)',
};
const add = tool({
  name: "add",
  description: "Adds two numbers.",
  parameters: z.object({ a: z.number().int(), b: z.number().int() }),
  run: ({ a, b }) => a + b,
});
const document = tool({
  name: "get_document",
  parameters: z.object({ name: z.string() }),
  run: ({ name }) => `The text of ${name}.`,
});
const sent: string[] = [];
const mail = tool({
  name: "send_mail",
  parameters: z.object({ to: z.string(), body: z.string() }),
  run: ({ to }) => {
    sent.push(to);
    return "sent";
  },
});

type Body = { readonly model: string; readonly user_provided_program: string };
const loops: readonly (readonly [string, (body: Body, settings: ToolRunSettings) => Promise<LoopEnd>])[] = [
  [
    "chat",
    (body, settings) => runChatTools(client.control.chat, { ...body, messages: [user("go")] }, settings),
  ],
  [
    "responses",
    (body, settings) => runResponsesTools(client.control.responses, { ...body, input: "go" }, settings),
  ],
  [
    "responses without a store",
    (body, settings) =>
      runResponsesTools(client.control.responses, { ...body, input: "go", store: false }, settings),
  ],
  [
    "messages",
    (body, settings) =>
      runMessagesTools(
        client.control.messages,
        { ...body, max_tokens: 1000, messages: [user("go")] },
        settings,
      ),
  ],
];
interface LoopEnd {
  readonly kind: string;
  readonly text: string;
  readonly rounds: number;
  readonly calls: readonly { readonly tool: string }[];
  readonly sessionId: string | undefined;
  readonly content: ReturnType<typeof parseDualLlmContent>;
}

test.each(loops)("the tool loop over %s: calls, then the answer", async (_name, run) => {
  const end = await run(adding, { tools: [add] });
  expect(end).toMatchObject({ kind: "answered", rounds: 3, calls: [{ tool: "add" }, { tool: "add" }] });
  expect(end.content).toMatchObject({ status: "success", final_return_value: { value: 43 } });
  expect(end.sessionId).toMatch(/^[0-9a-f-]{36}$/);
});

test.each(loops)("the tool loop over %s: a denial is data, and the call was not made", async (_name, run) => {
  const end = await run(leaking, { tools: [document, mail] });
  expect(end).toMatchObject({
    kind: "denied",
    calls: [{ tool: "get_document" }],
    denial: {
      tool: "send_mail",
      verdict: "hard_denied",
      rule: { doc: "Internal documents stay here." },
      path: { body: expect.arrayContaining([expect.objectContaining({ line: 1 })]) },
    },
  });
  expect(sent).toEqual([]);
});

test("responses and messages: streams of one session", async () => {
  const events = await client.control.responses.create({
    ...adding,
    input: "go",
    stream: true,
    tools: [{ type: "function", name: "add", parameters: add.jsonSchema, strict: false }],
  });
  const types: string[] = [];
  for await (const { type } of events) types.push(type);
  expect(types[0]).toBe("response.created");
  expect(types.at(-1)).toBe("response.completed");
  expect(events.sessionId).toMatch(/^[0-9a-f-]{36}$/);
  const blocks = await client.control.messages.create({
    ...adding,
    max_tokens: 100,
    messages: [user("go")],
    stream: true,
    tools: [{ name: "add", input_schema: add.jsonSchema }],
  });
  let calls = 0;
  for await (const event of blocks) {
    if (event.type === "content_block_start" && event.content_block.type === "tool_use") calls++;
  }
  expect(calls).toBe(1);
  expect(blocks.sessionId).toMatch(/^[0-9a-f-]{36}$/);
  expect(blocks.sessionId).not.toBe(events.sessionId);
});

test("a conversation goes on in its session, in each of the three APIs", async () => {
  const { chat, responses, messages } = server.client(single).control;
  const history = [user("Hello"), { role: "assistant" as const, content: "Hello to you." }, user("again")];
  const first = await chat.create({ model: "m", messages: [user("Hello")] });
  expect((await chat.create({ model: "m", messages: history })).sessionId).toBe(first.sessionId);
  const said = await messages.create({ model: "m", max_tokens: 100, messages: [user("Hello")] });
  const next = await messages.create({ model: "m", max_tokens: 100, messages: history });
  expect(next.sessionId).toBe(said.sessionId);
  const response = await responses.create({ model: "m", input: "Hello" });
  const further = await responses.create({ model: "m", input: "again", previous_response_id: response.id });
  expect(further.sessionId).toBe(response.sessionId);
  // The same words to one client again: two sessions would have the same history, and neither could be told.
  const other = server.client(single).control.responses;
  const resent = await other.create({ model: "m", input: "Hello", store: false });
  const going = await other.create({ model: "m", input: history, store: false });
  expect(going.sessionId).toBe(resent.sessionId);
  expect(new Set([first, said, response, resent].map(({ sessionId }) => sessionId)).size).toBe(4);
});

test("stored chat completions: list, retrieve, update, delete, messages", async () => {
  const { chat } = server.client(single).control;
  const ids: string[] = [];
  for (const tag of ["a", "b", "c"]) {
    const body = { model: "m", messages: [user("Hello")], store: true, metadata: { tag } };
    ids.push((await chat.create(body)).id);
  }
  const listed: string[] = [];
  for await (const { id } of await chat.list({ limit: 2, order: "asc" })) listed.push(id);
  expect(listed).toEqual(ids);
  const [id = ""] = ids;
  expect(await chat.retrieve(id)).toMatchObject({ id, metadata: { tag: "a" } });
  expect(await chat.update(id, { metadata: { tag: "z" } })).toMatchObject({ metadata: { tag: "z" } });
  const asked = await chat.messages(id);
  expect(asked.data).toMatchObject([{ role: "user", content: "Hello" }]);
  expect(await chat.delete(id)).toMatchObject({ id, deleted: true });
  await expect(chat.retrieve(id)).rejects.toMatchObject({ name: "SequrityAPIError", status: 404 });
});

test("stored responses: retrieve, input items, a stream taken up again, cancel, delete", async () => {
  const { responses } = server.client(single).control;
  const { id, sessionId } = await responses.create({ model: "m", input: "Hello", background: true });
  let answer = await responses.retrieve(id);
  while (answer.status === "queued" || answer.status === "in_progress") answer = await responses.retrieve(id);
  expect(answer).toMatchObject({ id, status: "completed", output_text: "Hello to you.", sessionId });
  const items = await responses.inputItems(id);
  expect(items.data).toMatchObject([{ type: "message", role: "user" }]);
  const streamed = await responses.create({ model: "m", input: "Hello", background: true, stream: true });
  const events: { type: string; sequence_number: number }[] = [];
  let streamedId = "";
  for await (const event of streamed) {
    if (event.type === "response.created") streamedId = event.response.id;
    events.push(event);
  }
  const after = events[2]?.sequence_number ?? 0;
  const rest: number[] = [];
  for await (const event of await responses.retrieve(streamedId, { stream: true, starting_after: after })) {
    rest.push(event.sequence_number);
  }
  expect(rest).toEqual(events.slice(3).map((event) => event.sequence_number));
  await responses.delete(id);
  await expect(responses.retrieve(id)).rejects.toMatchObject({ status: 404 });
  await expect(responses.cancel(id)).rejects.toMatchObject({ status: 404 });
});

test("conversations: items, a response that goes on, delete", async () => {
  const { conversations, responses } = server.client(single).control;
  const { id } = await conversations.create({ metadata: { topic: "t" } });
  expect(await conversations.update(id, { metadata: { topic: "u" } })).toMatchObject({
    metadata: { topic: "u" },
  });
  expect(await conversations.retrieve(id)).toMatchObject({ id, metadata: { topic: "u" } });
  const first = await responses.create({ model: "m", input: "Hello", conversation: id });
  const second = await responses.create({ model: "m", input: "again", conversation: id });
  expect(second.sessionId).toBe(first.sessionId);
  const roles: unknown[] = [];
  for await (const item of await conversations.items.list(id, { order: "asc", limit: 1 })) {
    roles.push(item.type === "message" && item.role);
  }
  expect(roles).toEqual(["user", "assistant", "user", "assistant"]);
  const added = await conversations.items.create(id, { items: [user("Another thing.")] });
  const itemId = String(new Map(Object.entries(added.data[0] ?? {})).get("id"));
  expect(await conversations.items.retrieve(id, itemId)).toMatchObject({ role: "user" });
  expect(await conversations.items.delete(id, itemId)).toMatchObject({ id });
  expect(await conversations.delete(id)).toMatchObject({ deleted: true });
  await expect(conversations.retrieve(id)).rejects.toMatchObject({ status: 404 });
});

test("models", async () => {
  expect((await client.control.models.list()).data).toEqual([]);
});

test("policies from a description", async () => {
  const generated = await client.control.policy.generate(
    {
      type: "oai_chat_completion",
      model: "m",
      description: "Nothing leaves.",
      tools: [{ type: "function", function: { name: "send_mail", parameters: mail.jsonSchema } }],
    },
    { provider: "recorded" },
  );
  expect(generated).toMatchObject({
    policies: expect.stringContaining("hard deny"),
    usage: { total_tokens: expect.any(Number) },
  });
});

test("what a provider cannot do is said by the server", async () => {
  const counting = client.control.messages.countTokens({ model: "m", messages: [user("Hello")] });
  await expect(counting).rejects.toMatchObject({
    name: "SequrityAPIError",
    message: expect.stringContaining("count_tokens"),
  });
});

test("SequrityOpenAI: runTools to a denial, and to an answer", async () => {
  const openai = new SequrityOpenAI({ apiKey: key, baseURL: server.url, control });
  const parameters = {
    type: "object" as const,
    properties: { name: { type: "string" } },
    required: ["name"],
  };
  const text = { type: "object" as const, properties: { to: { type: "string" }, body: { type: "string" } } };
  const tools = [
    { name: "get_document", parameters, description: "A document.", function: () => "Secret." },
    { name: "send_mail", parameters: text, description: "Sends.", function: () => sent.push("runTools") },
  ].map((declared) => ({ type: "function" as const, function: declared }));
  const runner = openai.chat.completions.runTools({ ...leaking, messages: [user("go")], tools });
  expect(readDenial(await runner.finalContent())).toMatchObject({ tool: "send_mail" });
  expect(sent).toEqual([]);
  const alone = openai.chat.completions.runTools({
    ...{ ...leaking, user_provided_program: 'final_return_value = get_document(name="a")' },
    messages: [user("go")],
    tools,
  });
  expect(parseDualLlmContent(await alone.finalContent())).toMatchObject({
    status: "success",
    final_return_value: { value: "Secret." },
  });
});

test("SequrityOpenAI: single-LLM conversations, the helpers for streams, responses", async () => {
  const openai = new SequrityOpenAI({ apiKey: key, baseURL: server.url, control: single });
  const stream = openai.chat.completions.stream({ model: "m", messages: [user("Hello")] });
  const deltas: string[] = [];
  stream.on("content.delta", ({ delta }) => deltas.push(delta));
  const completion = await stream.finalChatCompletion();
  const message = completion.choices[0]?.message;
  expect(deltas.join("")).toBe("Hello to you.");
  const begun = openai.sessionId;
  const next = await openai.chat.completions.create({
    model: "m",
    messages: [user("Hello"), { role: "assistant", content: message?.content ?? "" }, user("again")],
  });
  expect(openai.sessionIdOf(next)).toBe(begun);
  const fresh = await openai.chat.completions.create(
    { model: "m", messages: [user("Hello")] },
    withControl({ sessionId: null }),
  );
  expect(openai.sessionIdOf(fresh)).not.toBe(begun);
  const response = await openai.responses.stream({ model: "m", input: "Hello" }).finalResponse();
  expect(response.output_text).toBe("Hello to you.");
  const again = await openai.responses.create({
    model: "m",
    input: "again",
    previous_response_id: response.id,
  });
  expect(openai.sessionIdOf(again)).toBe(openai.sessionIdOf(response));
});

test("SequrityAnthropic: the stream helper, the tool runner, a conversation", async () => {
  const anthropic = new SequrityAnthropic({ apiKey: key, baseURL: server.url, control: single });
  const asked = { model: "m", max_tokens: 100 };
  const stream = anthropic.messages.stream({ ...asked, messages: [user("Hello")] });
  const deltas: string[] = [];
  stream.on("text", (delta) => deltas.push(delta));
  const final = await stream.finalMessage();
  expect(deltas.join("")).toBe("Hello to you.");
  const next = await anthropic.messages.create({
    ...asked,
    messages: [user("Hello"), { role: "assistant", content: final.content }, user("again")],
  });
  expect(anthropic.sessionIdOf(next)).toBe(anthropic.sessionIdOf(final));
  const run = await anthropic.beta.messages.toolRunner({
    ...asked,
    messages: [user("Add")],
    tools: [
      {
        name: "add",
        input_schema: add.jsonSchema,
        description: "Adds.",
        parse: (given: unknown) => given,
        run: () => "42",
      },
    ],
  });
  expect(run.content).toMatchObject([{ type: "text", text: "It is 42." }]);
});
