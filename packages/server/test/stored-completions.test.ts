import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import OpenAI from "openai";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Completion, clientOf, dualModels, mailTools, models, nextMessages } from "./agent.ts";
import { bootstrapKey, send, startTestServer, type TestServer } from "./running.ts";
import { chunks, completion, Upstream } from "./upstream.ts";

/** Stored chat completions, by the official client: `store: true`, lists, changes, other keys. */

const folder = mkdtempSync(join(tmpdir(), "sequrity-completions-"));
const database = join(folder, "store.db");
let upstream: Upstream;
let server: TestServer;
beforeAll(async () => {
  upstream = await Upstream.start();
  server = await startTestServer({
    file: `default_provider: local\nproviders: {local: {base_url: "${upstream.baseUrl}"}}`,
    environment: { SEQURITY_ENCRYPTION_KEY: randomBytes(32).toString("hex") },
    database,
  });
});
afterAll(async () => {
  await server.close();
  await upstream.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => upstream.program(() => completion("The secret answer.")));

const single = { "x-features": '{"agent_arch": "single-llm"}' };
const hello = { model: "m", messages: [{ role: "user" as const, content: "The secret question" }] };

async function newClient(headers: Readonly<Record<string, string>> = single): Promise<OpenAI> {
  const { secret } = await server.keys.create({ name: "test" });
  return clientOf(server.url, { apiKey: secret, headers });
}
async function idsOf(page: AsyncIterable<{ readonly id: string }>): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { id } of page) ids.push(id);
  return ids;
}

test("a completion is kept when the request says so, with its metadata, and only then", async () => {
  const client = await newClient();
  await client.chat.completions.create(hello);
  await client.chat.completions.create({ ...hello, store: false });
  expect((await client.chat.completions.list()).data).toEqual([]);
  const made = await client.chat.completions.create({
    ...hello,
    store: true,
    metadata: { task: "a" },
    temperature: 0.5,
  });
  const kept = await client.chat.completions.retrieve(made.id);
  expect(kept).toMatchObject({ ...made, metadata: { task: "a" }, temperature: 0.5, tools: null });
  expect((await client.chat.completions.list()).data).toEqual([kept]);
  expect(upstream.calls.at(-1)?.body).not.toHaveProperty("store");
});

test("a streamed one is kept under the id of its chunks; calls and the dual architecture too", async () => {
  const client = await newClient();
  const get = { name: "get_mail", arguments: '{"number": 7}' };
  upstream.program([{ kind: "events", events: chunks(["Read", "ing."], [get]) }]);
  const tools = mailTools;
  const streamed = await client.chat.completions
    .stream({ ...hello, tools, store: true })
    .finalChatCompletion();
  const kept = await client.chat.completions.retrieve(streamed.id);
  expect(kept.choices[0]?.message.content).toBe("Reading.");
  expect(kept.choices[0]?.message.tool_calls).toEqual([
    {
      id: expect.stringMatching(/^tc-/),
      type: "function",
      function: { name: "get_mail", arguments: expect.any(String) },
    },
  ]);

  const dual = await newClient({});
  upstream.program(dualModels([["final_return_value = get_mail(number=7)"]]));
  const asked = { model: models, tools, store: true as const };
  const first: Completion = await dual.chat.completions.create({ ...hello, ...asked });
  const next = nextMessages(hello.messages, first, { get_mail: () => "the mail" }) ?? [];
  const last = await dual.chat.completions.stream({ ...asked, messages: next }).finalChatCompletion();
  expect(await idsOf(await dual.chat.completions.list())).toEqual([first.id, last.id]);
  expect((await dual.chat.completions.retrieve(last.id)).choices[0]?.message.content).toContain("the mail");
  expect(await idsOf(await dual.chat.completions.messages.list(last.id))).toHaveLength(3);
});

test("lists go page by page, in both orders, and by model and metadata", async () => {
  const client = await newClient();
  const made: string[] = [];
  for (let index = 0; index < 5; index++) {
    const { id } = await client.chat.completions.create({
      ...hello,
      model: index % 2 === 0 ? "even" : "odd",
      metadata: { half: index < 3 ? "first" : "second", "a b[]": String(index) },
      store: true,
    });
    made.push(id);
  }
  const list = client.chat.completions;
  expect(await idsOf(await list.list({ limit: 2 }))).toEqual(made);
  expect(await idsOf(await list.list({ limit: 2, order: "desc" }))).toEqual(made.toReversed());
  expect(await idsOf(await list.list({ model: "odd" }))).toEqual([made[1], made[3]]);
  expect(await idsOf(await list.list({ model: "even", metadata: { half: "first" }, limit: 1 }))).toEqual([
    made[0],
    made[2],
  ]);
  expect(await idsOf(await list.list({ metadata: { "a b[]": "4" } }))).toEqual([made[4]]);
  expect(await idsOf(await list.list({ metadata: { half: "none" } }))).toEqual([]);
  const page = await list.list({ limit: 2, after: made[0] ?? "" });
  expect(page.data.map(({ id }) => id)).toEqual([made[1], made[2]]);
  expect(page.has_more).toBe(true);
  for (const query of ["limit=0", "limit=101", "limit=x", "order=up", "after=chatcmpl-none"]) {
    const answer = await get(`?${query}`);
    expect(answer.status, query).toBe(400);
    expect(answer.json.error?.param).toBe(query.split("=")[0]);
  }
});

test("metadata is replaced, within bounds; nothing else is", async () => {
  const client = await newClient();
  const { id } = await client.chat.completions.create({
    ...hello,
    store: true,
    metadata: { a: "1", b: "2" },
  });
  const changed = await client.chat.completions.update(id, { metadata: { b: "3" } });
  expect(changed).toMatchObject({ id, metadata: { b: "3" } });
  const { metadata } = await client.chat.completions
    .retrieve(id)
    .then((kept) => JSON.parse(JSON.stringify(kept)));
  expect(metadata).toEqual({ b: "3" });
  expect(await idsOf(await client.chat.completions.list({ metadata: { a: "1" } }))).toEqual([]);
  const tooMany = Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`k${index}`, ""]));
  for (const wrong of [tooMany, { ["k".repeat(65)]: "" }, { k: "v".repeat(513) }]) {
    const update = client.chat.completions.update(id, { metadata: wrong });
    await expect(update).rejects.toThrow(/^400 metadata/);
    const create = client.chat.completions.create({ ...hello, store: true, metadata: wrong });
    await expect(create).rejects.toThrow(/^400 metadata/);
  }
  await client.chat.completions.update(id, { metadata: null });
  expect(await client.chat.completions.retrieve(id)).toMatchObject({ id, metadata: {} });
});

test("messages are listed with ids; parts stand beside their text", async () => {
  const client = await newClient();
  const image = { type: "image_url" as const, image_url: { url: "data:image/png;base64,AAAA" } };
  const { id } = await client.chat.completions.create({
    model: "m",
    messages: [
      { role: "system", content: "Be brief." },
      { role: "user", content: [{ type: "text", text: "What is it?" }, image] },
    ],
    store: true,
  });
  const raw = await client.chat.completions.messages.list(id, { limit: 1 }).asResponse();
  const page: unknown = await raw.json();
  expect(page).toMatchObject({ object: "list", first_id: `${id}-0`, last_id: `${id}-0`, has_more: true });
  const first = await client.chat.completions.messages.list(id, { limit: 1 });
  expect(first.data).toEqual([{ id: `${id}-0`, role: "system", content: "Be brief.", content_parts: null }]);
  expect(first.hasNextPage()).toBe(true);
  const rest = await first.getNextPage();
  expect(rest.data).toMatchObject([
    { id: `${id}-1`, role: "user", content: "What is it?", content_parts: [{ type: "text" }, image] },
  ]);
  const backwards = await client.chat.completions.messages.list(id, { order: "desc" });
  expect(await idsOf(backwards)).toEqual([`${id}-1`, `${id}-0`]);
});

test("deleted, it is as one that never was; and so it always is for another key (S5)", async () => {
  const [owner, other] = [await newClient(), await newClient()];
  const { id } = await owner.chat.completions.create({ ...hello, store: true });
  const never = id.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
  const refusals = async (client: OpenAI, asked: string): Promise<unknown[]> => {
    const { completions } = client.chat;
    const tries = [
      completions.retrieve(asked),
      completions.update(asked, { metadata: {} }),
      completions.delete(asked),
      completions.messages.list(asked),
    ];
    const settled = await Promise.allSettled(tries);
    return settled.map((one) => {
      const error: unknown = one.status === "rejected" ? one.reason : undefined;
      if (!(error instanceof OpenAI.NotFoundError)) throw new Error(`404 was expected, not ${String(error)}`);
      return error.message.replaceAll(asked, "ID");
    });
  };
  expect(await refusals(other, id)).toEqual(await refusals(other, never));
  expect((await other.chat.completions.list()).data).toEqual([]);
  await expect(other.chat.completions.list({ after: id })).rejects.toThrow(/^400 after/);
  expect(await owner.chat.completions.delete(id)).toEqual({
    object: "chat.completion.deleted",
    id,
    deleted: true,
  });
  expect(await refusals(owner, id)).toEqual(await refusals(other, never));
});

test("a request that comes again under its idempotency key is kept once", async () => {
  const client = await newClient();
  const once = { headers: { "idempotency-key": "k" } };
  const first = await client.chat.completions.create({ ...hello, store: true }, once);
  const again = await client.chat.completions.create({ ...hello, store: true }, once);
  expect(again.id).toBe(first.id);
  expect(await idsOf(await client.chat.completions.list())).toEqual([first.id]);
});

test("nothing of it is readable in the file", async () => {
  const client = await newClient();
  await client.chat.completions.create({
    ...hello,
    store: true,
    metadata: { readable: "metadata-secret" },
    model: "model-secret",
  });
  for (const file of [database, `${database}-wal`]) {
    const bytes = readFileSync(file);
    for (const text of ["secret answer", "secret question", "metadata-secret", "model-secret"]) {
      expect(bytes.includes(text), text).toBe(false);
    }
  }
});

function get(path: string) {
  return send(`${server.url}/control/chat/v1/chat/completions${path}`, {
    headers: { authorization: `Bearer ${bootstrapKey}` },
  });
}
