import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type OpenAI from "openai";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { clientOf } from "./agent.ts";
import { bootstrapKey, type RawAnswer, send, startTestServer, type TestServer } from "./running.ts";
import { chunks, completion, Upstream } from "./upstream.ts";

/** What is stored, under ids, cursors and races that nobody well-meaning would send. */

const folder = mkdtempSync(join(tmpdir(), "sequrity-attack-"));
let upstream: Upstream;
let server: TestServer;
const file = (extra = "") =>
  `default_provider: local\n${extra}providers: {local: {base_url: "${upstream.baseUrl}"}}`;
beforeAll(async () => {
  upstream = await Upstream.start();
  server = await startTestServer({ file: file("upstream: {backoff_first_ms: 1, retries_max: 0}\n") });
});
afterAll(async () => {
  await server.close();
  await upstream.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => upstream.program(() => completion("Hello.")));

const single = { "x-features": '{"agent_arch": "single-llm"}' };
const singleClient = (of: { readonly url: string } = server, apiKey: string = bootstrapKey) =>
  clientOf(of.url, { headers: single, apiKey });
const background = { model: "m", input: "Hi", background: true } as const;

function call(
  method: string,
  path: string,
  body?: string,
  of: { readonly url: string } = server,
): Promise<RawAnswer> {
  return send(`${of.url}/control/chat/v1/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${bootstrapKey}`,
      ...single,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body }),
  });
}
function unexpected(of: TestServer = server): readonly string[] {
  return of.log.filter((line) => /"level":(?:50|60|"error"|"fatal")/.test(line));
}
async function overOf(client: OpenAI, id: string) {
  for (;;) {
    const found = await client.responses.retrieve(id);
    if (found.status !== "queued" && found.status !== "in_progress") return found;
    await sleep(10);
  }
}
/** A model that answers when it is told to. */
function held() {
  const arrived = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<void>();
  upstream.program(async () => {
    arrived.resolve();
    await answered.promise;
    return completion("Hello.");
  });
  return { arrived: arrived.promise, answer: answered.resolve };
}

const names = ["__proto__", "constructor", "toString", "hasOwnProperty"];
const metadata = `{${names.map((name) => `"${name}": "x"`).join(", ")}}`;
test("metadata may have any names, and finds by them what has them", async () => {
  const body = `{"model": "m", "messages": [{"role": "user", "content": "Hi"}], "store": true, "metadata": ${metadata}}`;
  const made = await call("POST", "chat/completions", body);
  expect(made.status).toBe(200);
  const plain = await call("POST", "chat/completions", body.replace(/, "metadata".*$/s, "}"));
  expect(plain.status).toBe(200);
  for (const name of names) {
    const found = await call("GET", `chat/completions?metadata[${name}]=x`);
    expect(found.json.data, name).toMatchObject([{ id: made.json.id }]);
    expect(found.text).toContain(`"${name}":"x"`);
  }
  const conversation = await call("POST", "conversations", `{"metadata": ${metadata}}`);
  const read = await call("GET", `conversations/${String(conversation.json.id)}`);
  for (const name of names) expect(read.text).toContain(`"${name}":"x"`);
  const response = await call("POST", "responses", `{"model": "m", "input": "Hi", "metadata": ${metadata}}`);
  const again = await call("GET", `responses/${String(response.json.id)}`);
  for (const name of names) expect(again.text).toContain(`"${name}":"x"`);
});

const ids = [
  "%00",
  "..%2F..",
  "%2e%2e",
  "%F0%9F%92%A9",
  "%",
  "%ff",
  "__proto__",
  "resp_'%20or%201=1--",
  "x".repeat(500),
  "%5B%5D",
];
test.each(ids)("an id such as %s is none", async (id) => {
  const paths: readonly (readonly [string, string])[] = [
    ["GET", `responses/${id}`],
    ["DELETE", `responses/${id}`],
    ["POST", `responses/${id}/cancel`],
    ["GET", `responses/${id}/input_items`],
    ["GET", `conversations/${id}`],
    ["GET", `conversations/${id}/items`],
    ["GET", `conversations/${id}/items/${id}`],
    ["DELETE", `conversations/${id}`],
    ["GET", `chat/completions/${id}`],
    ["GET", `chat/completions/${id}/messages`],
    ["DELETE", `chat/completions/${id}`],
  ];
  for (const [method, path] of paths) {
    const answer = await call(method, path);
    expect([400, 404, 405, 414], `${method} ${path.slice(0, 80)}: ${answer.text}`).toContain(answer.status);
    expect(answer.json.error?.message).toBeTruthy();
    expect(answer.headers["x-request-id"]).toBeTruthy();
    expect(answer.text.length).toBeLessThan(7000);
  }
  const inBodies: readonly [string, object][] = [
    ["responses", { model: "m", input: "Hi", previous_response_id: id }],
    ["responses", { model: "m", input: "Hi", conversation: id }],
    ["responses", { model: "m", input: [{ type: "item_reference", id }] }],
  ];
  for (const [path, body] of inBodies) {
    expect((await call("POST", path, JSON.stringify(body))).status).toBe(404);
  }
  expect(unexpected()).toEqual([]);
});

test("broken pages are refused by the parameter's name", async () => {
  const client = singleClient();
  const conversation = (await client.conversations.create({ items: [{ role: "user", content: "Hi" }] })).id;
  const response = (await client.responses.create({ model: "m", input: "Hi" })).id;
  const lists = [
    `conversations/${conversation}/items`,
    `responses/${response}/input_items`,
    "chat/completions",
  ];
  const queries = [
    ["limit", "limit=99999999999999999999999"],
    ["limit", "limit=0"],
    ["limit", "limit=-1"],
    ["limit", "limit=1e1"],
    ["limit", "limit=%D9%A1"],
    ["limit", "limit="],
    ["limit", "limit=1.5&limit=2"],
    ["order", "order=ASC"],
    ["order", "order=__proto__"],
    ["after", "after=nothing"],
    ["after", "after=%00"],
    ["after", "after=%F0%9F%92%A9"],
  ];
  for (const list of lists) {
    for (const [param, query] of queries) {
      const refused = await call("GET", `${list}?${query}`);
      expect([refused.status, refused.json.error?.param], `${list}?${query}`).toEqual([400, param]);
    }
  }
  expect(unexpected()).toEqual([]);
});

test("a stream is resumed after a whole number that an event may have, and after nothing else", async () => {
  const { id } = await begun();
  for (const after of ["NaN", "-1", "1.5", "1e3", "0x1", "", "%20", "Infinity", "9".repeat(40)]) {
    const refused = await call("GET", `responses/${id}?stream=true&starting_after=${after}`);
    expect([refused.status, refused.json.error?.param], after).toEqual([400, "starting_after"]);
  }
  const beyond = await call("GET", `responses/${id}?stream=true&starting_after=${Number.MAX_SAFE_INTEGER}`);
  expect([beyond.status, beyond.text]).toEqual([200, ""]);

  async function begun() {
    upstream.program([{ kind: "events", events: chunks(["Hello."]) }]);
    const stream = await singleClient().responses.create({ ...background, stream: true });
    let first = "";
    for await (const event of stream) if (event.type === "response.created") first = event.response.id;
    return { id: first };
  }
});

test("many cancels and a deletion at once: one end, and nothing left behind", async () => {
  const client = singleClient();
  for (let round = 0; round < 5; round++) {
    const model = held();
    const conversation = (await client.conversations.create({})).id;
    const { id } = await client.responses.create({ ...background, conversation });
    await model.arrived;
    const answers = await Promise.all([
      ...Array.from({ length: 5 }, () => call("POST", `responses/${id}/cancel`)),
      ...(round % 2 === 0 ? [] : [call("DELETE", `responses/${id}`)]),
      call("GET", `responses/${id}`),
    ]);
    for (const { status } of answers) expect([200, 404]).toContain(status);
    model.answer();
    const after = await call("GET", `responses/${id}`);
    expect(after.json.status).toBe(round % 2 === 0 ? "cancelled" : undefined);
    // The conversation is given back, and holds nothing of it.
    upstream.program(() => completion("Again."));
    const again = clientOf(server.url, { headers: single, maxRetries: 5 });
    await again.responses.create({ model: "m", input: "Still there?", conversation });
    const { data } = await client.conversations.items.list(conversation, { order: "asc" });
    expect(JSON.stringify(data)).not.toContain('"Hi"');
    expect(data).toHaveLength(2);
  }
  expect(unexpected()).toEqual([]);
});

test("a cancel that races the end: the response, its conversation and what goes on from it agree", async () => {
  const client = singleClient();
  for (let round = 0; round < 12; round++) {
    const model = held();
    const conversation = (await client.conversations.create({})).id;
    const { id } = await client.responses.create({ ...background, conversation });
    await model.arrived;
    model.answer();
    await sleep(round);
    await call("POST", `responses/${id}/cancel`);
    const { status, output_text: text } = await overOf(client, id);
    expect(["cancelled", "completed"]).toContain(status);
    expect(text).toBe(status === "completed" ? "Hello." : "");
    const { data } = await client.conversations.items.list(conversation);
    expect(data).toHaveLength(status === "completed" ? 2 : 0);
    upstream.program(() => completion("Next."));
    const next = await call(
      "POST",
      "responses",
      JSON.stringify({ model: "m", input: "And?", previous_response_id: id }),
    );
    expect(next.status).toBe(status === "completed" ? 200 : 404);
  }
  expect(unexpected()).toEqual([]);
});

test("what is deleted while it is made is never stored, and its model is asked no further", async () => {
  upstream.program([{ kind: "silence" }]);
  const client = singleClient();
  const { id } = await client.responses.create(background);
  while (upstream.calls.length === 0) await sleep(5);
  await client.responses.delete(id);
  await upstream.calls[0]?.gone;
  expect((await call("GET", `responses/${id}`)).status).toBe(404);
  expect((await call("POST", `responses/${id}/cancel`)).status).toBe(404);
  expect((await call("DELETE", `responses/${id}`)).status).toBe(404);
});

test("a conversation that is deleted while a response is made in it stays deleted", async () => {
  const client = singleClient();
  const model = held();
  const conversation = (await client.conversations.create({})).id;
  const { id } = await client.responses.create({ ...background, conversation });
  await model.arrived;
  await client.conversations.delete(conversation);
  model.answer();
  expect(await overOf(client, id)).toMatchObject({ status: "completed", output_text: "Hello." });
  expect((await call("GET", `conversations/${conversation}`)).status).toBe(404);
  expect((await call("GET", `conversations/${conversation}/items`)).status).toBe(404);
  expect(unexpected()).toEqual([]);
});

test("another key's Idempotency-Key, items and references are as none", async () => {
  const { secret } = await server.keys.create({ name: "other" });
  const other = singleClient(server, secret);
  const once = { headers: { "idempotency-key": "the-same" } };
  const mine = await singleClient().responses.create(background, once);
  const theirs = await other.responses.create(background, once);
  expect(theirs.id).not.toBe(mine.id);
  const { output } = await overOf(singleClient(), mine.id);
  const refer = { type: "item_reference" as const, id: output[0]?.id ?? "" };
  await expect(other.responses.create({ model: "m", input: [refer] })).rejects.toThrow(/^404/);
  await singleClient().responses.create({ model: "m", input: [refer, { role: "user", content: "Hi" }] });
  // One small reference to a large item, again and again, would be a large request.
  const twice = singleClient().responses.create({ model: "m", input: [refer, refer] });
  await expect(twice).rejects.toThrow(/^400.*input\[1\]/);
});

test("a server that stops ends the streams that are followed, and says nothing of a fault", async () => {
  upstream.program([{ kind: "silence" }]);
  const stopping = await startTestServer({
    database: join(folder, "followed.db"),
    file: file("limits: {shutdown_grace_ms: 20}\n"),
  });
  const stream = await singleClient(stopping).responses.create({ ...background, stream: true });
  const read = (async () => {
    for await (const _event of stream);
  })().catch(() => undefined);
  while (upstream.calls.length === 0) await sleep(5);
  await stopping.close();
  await read;
  expect(unexpected(stopping)).toEqual([]);
});

test("what a revoked key left behind is not taken up", async () => {
  upstream.program((_call, number) => (number === 0 ? { kind: "silence" } : completion("Hello.")));
  const database = join(folder, "revoked.db");
  const before = await startTestServer({ database, file: file("limits: {shutdown_grace_ms: 20}\n") });
  const { key, secret } = await before.keys.create({ name: "leaver" });
  await singleClient(before, secret).responses.create(background);
  while (upstream.calls.length === 0) await sleep(5);
  await before.keys.revoke(key.id);
  await before.close();
  const after = await startTestServer({ database, file: file() });
  await after.close();
  expect(upstream.calls).toHaveLength(1);
});
