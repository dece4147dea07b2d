import OpenAI from "openai";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { clientOf, dualModels, models } from "./agent.ts";
import { responsesTools, resultsOf } from "./responses-agent.ts";
import { startTestServer, type TestServer } from "./running.ts";
import { chunks, completion, Upstream } from "./upstream.ts";

/** Conversations, by the official client: their items, and responses that go on in them. */

let upstream: Upstream;
let server: TestServer;
beforeAll(async () => {
  upstream = await Upstream.start();
  server = await startTestServer({
    environment: { SEQURITY_ENCRYPTION_KEY: "07".repeat(32) },
    file: `default_provider: local\nproviders: {local: {base_url: "${upstream.baseUrl}"}}`,
  });
});
afterAll(async () => {
  await server.close();
  await upstream.stop();
});
beforeEach(() => upstream.program([]));

const single = { "x-features": '{"agent_arch": "single-llm"}' };
const singleClient = () => clientOf(server.url, { headers: single });
const user = (content: string) => ({ role: "user" as const, content });

async function failure(run: Promise<unknown>): Promise<InstanceType<typeof OpenAI.APIError>> {
  const error: unknown = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof OpenAI.APIError) return error;
  throw new Error(`an API error was expected, not ${String(error)}`);
}

async function itemsOf(client: OpenAI, id: string, order: "asc" | "desc" = "asc") {
  const items = [];
  for await (const item of client.conversations.items.list(id, { order, limit: 2 })) items.push(item);
  return items;
}
const textsOf = (items: readonly object[]) =>
  items.map((item) => JSON.parse(JSON.stringify(item)).content?.[0]?.text ?? Reflect.get(item, "type"));

test("a conversation is created, read, changed and deleted", async () => {
  const client = singleClient();
  const made = await client.conversations.create({ metadata: { topic: "mail" }, items: [user("Hi")] });
  expect(made).toMatchObject({ object: "conversation", metadata: { topic: "mail" } });
  expect(made.id).toMatch(/^conv_/);
  expect(await client.conversations.retrieve(made.id)).toEqual(made);
  const changed = await client.conversations.update(made.id, { metadata: { topic: "plans" } });
  expect(changed).toEqual({ ...made, metadata: { topic: "plans" } });
  expect(await client.conversations.retrieve(made.id)).toEqual(changed);
  expect(textsOf(await itemsOf(client, made.id))).toEqual(["Hi"]);
  expect(await client.conversations.delete(made.id)).toEqual({
    id: made.id,
    object: "conversation.deleted",
    deleted: true,
  });
  expect(await failure(client.conversations.retrieve(made.id))).toBeInstanceOf(OpenAI.NotFoundError);
});

test("items are added, listed page by page in both orders, read and deleted", async () => {
  const client = singleClient();
  const { id } = await client.conversations.create({});
  const added = await client.conversations.items.create(id, {
    items: [user("One"), { type: "function_call_output", call_id: "c", output: "x" }, user("Three")],
  });
  expect(added.data.map((item) => item.type)).toEqual(["message", "function_call_output", "message"]);
  expect(added).toMatchObject({ first_id: added.data[0]?.id, has_more: false });
  const ids = added.data.map((item) => item.id);
  expect((await itemsOf(client, id)).map((item) => item.id)).toEqual(ids);
  expect((await itemsOf(client, id, "desc")).map((item) => item.id)).toEqual(ids.toReversed());
  const second = ids[1] ?? "";
  expect(await client.conversations.items.retrieve(second, { conversation_id: id })).toEqual(added.data[1]);
  const left = await client.conversations.items.delete(second, { conversation_id: id });
  expect(left).toMatchObject({ id, object: "conversation" });
  expect(textsOf(await itemsOf(client, id))).toEqual(["One", "Three"]);
  const gone = await failure(client.conversations.items.retrieve(second, { conversation_id: id }));
  expect(gone.status).toBe(404);
  const lost = await failure(
    (async () => {
      await client.conversations.items.list(id, { after: second });
    })(),
  );
  expect([lost.status, lost.param]).toEqual([400, "after"]);
});

test("what is long or secret is listed where `include` asks for it", async () => {
  const client = singleClient();
  const { id } = await client.conversations.create({
    items: [{ type: "reasoning", id: "rs_1", summary: [], encrypted_content: "sealed" }],
  });
  const plain = await client.conversations.items.list(id);
  const asked = await client.conversations.items.list(id, { include: ["reasoning.encrypted_content"] });
  expect(JSON.stringify(plain.data)).not.toContain("sealed");
  expect(asked.data).toMatchObject([{ type: "reasoning", encrypted_content: "sealed" }]);
});

test.each([false, true])("single-llm: responses go on in a conversation (streamed: %s)", async (streamed) => {
  upstream.program(() =>
    streamed ? { kind: "events", events: chunks(["Hel", "lo."]) } : completion("Hello."),
  );
  const client = singleClient();
  const { id } = await client.conversations.create({ items: [user("I am Ann.")] });
  const ask = async (input: string, conversation: string | { id: string }) => {
    const body = { model: "m", input, conversation, instructions: "Be brief." };
    return streamed
      ? await client.responses.stream(body).finalResponse()
      : await client.responses.create(body);
  };
  const first = await ask("Who am I?", id);
  const second = await ask("Sure?", { id });
  expect([first.conversation, second.conversation]).toEqual([{ id }, { id }]);
  expect(Reflect.get(second, "session_id")).toBe(Reflect.get(first, "session_id"));
  expect(upstream.calls[1]?.body.messages?.map(({ role, content }) => [role, content])).toEqual([
    ["system", "Be brief."],
    ["user", "I am Ann."],
    ["user", "Who am I?"],
    ["assistant", "Hello."],
    ["user", "Sure?"],
  ]);
  const items = await itemsOf(client, id);
  expect(textsOf(items)).toEqual(["I am Ann.", "Who am I?", "Hello.", "Sure?", "Hello."]);
  expect(items[2]?.id).toBe(first.output[0]?.id);
  // What is taken out of it is not told any more.
  await client.conversations.items.delete(items[0]?.id ?? "", { conversation_id: id });
  await ask("And now?", id);
  expect(JSON.stringify(upstream.calls[2]?.body)).not.toContain("I am Ann.");
});

test("dual-llm: a loop and a second turn in a conversation", async () => {
  upstream.program(
    dualModels([
      [
        "mail = get_mail(number=7)",
        'wish = parse_with_ai("What? " + mail["body"], output_schema=str)',
        "final_return_value = wish",
      ],
      ['final_return_value = "second"'],
    ]),
  );
  const client = clientOf(server.url);
  const conversation = (await client.conversations.create({})).id;
  const body = { model: models, tools: responsesTools, conversation };
  const first = await client.responses.create({ ...body, instructions: "Be brief.", input: "Read mail 7" });
  expect(first.output).toMatchObject([{ type: "function_call", name: "get_mail" }]);
  const answer = await client.responses.create({ ...body, input: resultsOf(first) ?? [] });
  expect(JSON.parse(answer.output_text)).toMatchObject({
    final_return_value: { value: "He wants the plan." },
  });
  const next = await client.responses.create({ ...body, instructions: "Be polite.", input: "And now?" });
  expect(JSON.parse(next.output_text)).toMatchObject({ final_return_value: { value: "second" } });
  const sessions = [first, answer, next].map((response) => Reflect.get(response, "session_id"));
  expect(new Set(sessions).size).toBe(1);
  const items = await itemsOf(client, conversation);
  expect(items.map((item) => item.type)).toEqual([
    "message",
    "function_call",
    "function_call_output",
    "message",
    "message",
    "message",
  ]);
  // An item put in by hand is no answer of ours: the session holds another history, and says so.
  await client.conversations.items.create(conversation, {
    items: [{ type: "message", role: "assistant", content: "forged" }],
  });
  const refused = await failure(client.responses.create({ ...body, input: "Go on" }));
  expect([refused.status, refused.code]).toEqual([400, "history_mismatch"]);
});

test("two requests at once in one conversation: the second gets 409, and the first its answer", async () => {
  const arrived = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<void>();
  upstream.program(async () => {
    arrived.resolve();
    await answered.promise;
    return completion("Hello.");
  });
  const client = singleClient();
  const { id } = await client.conversations.create({});
  const first = client.responses.create({ model: "m", input: "One", conversation: id });
  const waiting = first.then((response) => response);
  await arrived.promise;
  const busy = await failure(client.responses.create({ model: "m", input: "Two", conversation: id }));
  expect([busy.status, busy.code]).toEqual([409, "session_busy"]);
  answered.resolve();
  expect((await waiting).output_text).toBe("Hello.");
  const third = await client.responses.create({ model: "m", input: "Three", conversation: id });
  expect(third.output_text).toBe("Hello.");
  expect(textsOf(await itemsOf(client, id))).toEqual(["One", "Hello.", "Three", "Hello."]);
});

test("a reference among the items of a conversation is the item that it means", async () => {
  upstream.program(() => completion("Hello Ann."));
  const client = singleClient();
  const answer = await client.responses.create({ model: "m", input: "I am Ann." });
  const [said] = answer.output;
  const reference = { type: "item_reference" as const, id: said?.id ?? "" };
  const created = await client.conversations.create({ items: [reference] });
  const { data } = await client.conversations.items.list(created.id);
  expect(data).toMatchObject([{ type: "message", role: "assistant", id: said?.id }]);
  const other = await client.conversations.create({ items: [user("Hi")] });
  const [first] = (await client.conversations.items.list(other.id)).data;
  const added = await client.conversations.items.create(other.id, {
    items: [reference, { type: "item_reference", id: first?.id ?? "" }],
  });
  expect(added.data).toMatchObject([{ role: "assistant" }, { role: "user" }]);
  await client.responses.create({ model: "m", input: "And now?", conversation: other.id });
  expect(upstream.calls.at(-1)?.body.messages?.map(({ role, content }) => [role, content])).toEqual([
    ["user", "Hi"],
    ["assistant", "Hello Ann."],
    ["user", "Hi"],
    ["user", "And now?"],
  ]);
  // So is one in a request that names the conversation.
  const input = [{ type: "item_reference" as const, id: first?.id ?? "" }, user("Well?")];
  await client.responses.create({ model: "m", input, conversation: other.id });
  expect(upstream.calls.at(-1)?.body.messages?.at(-2)?.content).toBe("Hi");
  // What nobody knows, or another key's, is refused when it comes.
  const { secret } = await server.keys.create({ name: "referring" });
  const stranger = clientOf(server.url, { apiKey: secret, headers: single });
  const refused = [
    () => client.conversations.create({ items: [{ type: "item_reference", id: "msg_elsewhere" }] }),
    () => stranger.conversations.create({ items: [reference] }),
    () =>
      client.conversations.items.create(created.id, {
        items: [{ type: "item_reference", id: first?.id ?? "" }],
      }),
  ];
  for (const asked of refused) {
    const error = await failure(asked());
    expect([error.status, error.param]).toEqual([404, "items[0]"]);
  }
});

test("under another key a conversation does not exist", async () => {
  const client = singleClient();
  const { id } = await client.conversations.create({ items: [user("secret")] });
  const item = (await itemsOf(client, id))[0]?.id ?? "";
  const { secret } = await server.keys.create({ name: "other" });
  const other = clientOf(server.url, { apiKey: secret, headers: single });
  const attempts = [
    () => other.conversations.retrieve(id),
    () => other.conversations.update(id, { metadata: {} }),
    () => other.conversations.delete(id),
    () => other.conversations.items.create(id, { items: [user("mine")] }),
    async () => {
      await other.conversations.items.list(id);
    },
    () => other.conversations.items.retrieve(item, { conversation_id: id }),
    () => other.conversations.items.delete(item, { conversation_id: id }),
    () => other.responses.create({ model: "m", input: "Hi", conversation: id }),
  ];
  for (const attempt of attempts) {
    const refused = await failure(attempt());
    expect(refused.status).toBe(404);
    expect(refused.message).toContain(`There is no conversation '${id}'.`);
  }
  expect(textsOf(await itemsOf(client, id))).toEqual(["secret"]);
});

const many = Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`k${index}`, "v"]));
const refused = [
  {
    what: "both sources",
    body: { conversation: "conv_1", previous_response_id: "resp_1" },
    param: "conversation",
  },
  { what: "too many pairs of metadata", body: { metadata: many }, param: "metadata" },
  { what: "a long name", body: { metadata: { ["n".repeat(65)]: "v" } }, param: `metadata.${"n".repeat(64)}` },
  { what: "a long value", body: { metadata: { topic: "v".repeat(513) } }, param: "metadata.topic" },
];
test.each(refused)("$what: 400, by its name", async ({ body, param }) => {
  const error = await failure(singleClient().responses.create({ model: "m", input: "Hi", ...body }));
  expect([error.status, error.param]).toEqual([400, param]);
});

test("metadata and items beyond their bounds are refused in conversations too", async () => {
  const client = singleClient();
  const attempts = [
    { param: "metadata", run: () => client.conversations.create({ metadata: many }) },
    {
      param: "items",
      run: () => client.conversations.create({ items: Array.from({ length: 21 }, () => user("Hi")) }),
    },
  ];
  for (const { param, run } of attempts) {
    const error = await failure(run());
    expect([error.status, error.param]).toEqual([400, param]);
  }
});
