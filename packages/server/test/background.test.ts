import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import OpenAI from "openai";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { clientOf, dualModels, models } from "./agent.ts";
import { type Response, responsesTools, resultsOf } from "./responses-agent.ts";
import { startTestServer, type TestServer } from "./running.ts";
import { chunks, completion, type Reply, Upstream } from "./upstream.ts";

/** Responses in the background, by the official client: polled, cancelled, their streams resumed. */

const folder = mkdtempSync(join(tmpdir(), "sequrity-background-"));
let upstream: Upstream;
let server: TestServer;
const file = (extra = "") =>
  `default_provider: local\n${extra}providers: {local: {base_url: "${upstream.baseUrl}"}}`;
beforeAll(async () => {
  upstream = await Upstream.start();
  server = await startTestServer({
    environment: { SEQURITY_ENCRYPTION_KEY: "07".repeat(32) },
    file: file("upstream: {backoff_first_ms: 1}\n"),
  });
});
afterAll(async () => {
  await server.close();
  await upstream.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => upstream.program([]));

const single = { "x-features": '{"agent_arch": "single-llm"}' };
const singleClient = (of: { readonly url: string } = server) => clientOf(of.url, { headers: single });

async function failure(run: Promise<unknown>): Promise<InstanceType<typeof OpenAI.APIError>> {
  const error: unknown = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof OpenAI.APIError) return error;
  throw new Error(`an API error was expected, not ${String(error)}`);
}

/** Polls until a response is over. */
async function overOf(client: OpenAI, id: string): Promise<Response> {
  for (;;) {
    const found = await client.responses.retrieve(id);
    if (found.status !== "queued" && found.status !== "in_progress") return found;
    await sleep(10);
  }
}

/** A model that answers when it is told to. */
function held(reply: Reply = completion("Hello.")) {
  const arrived = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<void>();
  upstream.program(async () => {
    arrived.resolve();
    await answered.promise;
    return reply;
  });
  return { arrived: arrived.promise, answer: answered.resolve };
}

test("it is answered at once, polled, and gone on from", async () => {
  const model = held();
  const client = singleClient();
  const queued = await client.responses.create({ model: "m", input: "Hi", background: true });
  expect(queued).toMatchObject({ status: "queued", background: true, output: [] });
  await model.arrived;
  expect((await client.responses.retrieve(queued.id)).status).toBe("in_progress");
  const early = await failure(
    client.responses.create({ model: "m", input: "More", previous_response_id: queued.id }),
  );
  expect([early.status, early.param]).toEqual([409, "previous_response_id"]);
  model.answer();
  const done = await overOf(client, queued.id);
  expect(done).toMatchObject({ id: queued.id, status: "completed", output_text: "Hello." });
  expect(Reflect.get(done, "session_id")).toBe(Reflect.get(queued, "session_id"));
  expect((await client.responses.inputItems.list(queued.id)).data).toMatchObject([
    { type: "message", content: [{ text: "Hi" }] },
  ]);
  upstream.program([completion("Again.")]);
  await client.responses.create({ model: "m", input: "More", previous_response_id: queued.id });
  expect(upstream.calls[0]?.body.messages).toHaveLength(3);
  await client.responses.delete(queued.id);
  expect((await failure(client.responses.retrieve(queued.id))).status).toBe(404);
});

test("dual-llm: a loop in the background", async () => {
  upstream.program(
    dualModels([
      [
        "mail = get_mail(number=7)",
        'wish = parse_with_ai("What? " + mail["body"], output_schema=str)',
        "final_return_value = wish",
      ],
    ]),
  );
  const client = clientOf(server.url);
  const body = { model: models, tools: responsesTools, background: true };
  const first = await overOf(client, (await client.responses.create({ ...body, input: "Read mail 7" })).id);
  const input = resultsOf(first) ?? [];
  const next = await client.responses.create({ ...body, input, previous_response_id: first.id });
  const last = await overOf(client, next.id);
  expect(JSON.parse(last.output_text)).toMatchObject({ final_return_value: { value: "He wants the plan." } });
});

async function eventsOf(stream: AsyncIterable<OpenAI.Responses.ResponseStreamEvent>) {
  const events: OpenAI.Responses.ResponseStreamEvent[] = [];
  for await (const event of stream) events.push(event);
  return events;
}

test("its stream is resumed while it runs and after it ended, from any event on", async () => {
  upstream.program([{ kind: "events", events: chunks(["Hel", "lo", "."]), pieceBytes: 60, pauseMs: 5 }]);
  const client = singleClient();
  const stream = await client.responses.create({ model: "m", input: "Hi", background: true, stream: true });
  let id = "";
  let seen = 0;
  for await (const event of stream) {
    if (event.type === "response.created") id = event.response.id;
    if (++seen === 3) break;
  }
  const resumed = await eventsOf(await client.responses.retrieve(id, { stream: true, starting_after: 2 }));
  const whole = await eventsOf(await client.responses.retrieve(id, { stream: true }));
  expect(whole.map(({ type }) => type)).toEqual([
    "response.created",
    "response.queued",
    "response.in_progress",
    "response.output_item.added",
    "response.content_part.added",
    "response.output_text.delta",
    "response.output_text.delta",
    "response.output_text.delta",
    "response.output_text.done",
    "response.content_part.done",
    "response.output_item.done",
    "response.completed",
  ]);
  expect(whole.map((event) => event.sequence_number)).toEqual(whole.map((_, index) => index));
  expect(resumed).toEqual(whole.slice(3));
  const after = await eventsOf(await client.responses.retrieve(id, { stream: true, starting_after: 9 }));
  expect(after).toEqual(whole.slice(10));
  const beyond = await eventsOf(await client.responses.retrieve(id, { stream: true, starting_after: 99 }));
  expect(beyond).toEqual([]);
  const done = await client.responses.retrieve(id);
  expect(whole.at(-1)).toMatchObject({ response: { id, output: done.output } });
  expect(done.output_text).toBe("Hello.");
});

test("what has no stream cannot be resumed, and is said so", async () => {
  upstream.program(() => completion("Hello."));
  const client = singleClient();
  const plain = await client.responses.create({ model: "m", input: "Hi" });
  const polled = await client.responses.create({ model: "m", input: "Hi", background: true });
  for (const { id } of [plain, polled]) {
    const refused = await failure(client.responses.retrieve(id, { stream: true }));
    expect([refused.status, refused.param]).toEqual([400, "stream"]);
  }
  const streamed = await client.responses.create({ model: "m", input: "Hi", background: true, stream: true });
  const [first] = await eventsOf(streamed);
  const id = first?.type === "response.created" ? first.response.id : "";
  const wrong = await failure(client.responses.retrieve(id, { stream: true, starting_after: -3 }));
  expect([wrong.status, wrong.param]).toEqual([400, "starting_after"]);
});

test.each([false, true])(
  "cancelling it ends its model call, and it stays cancelled (streamed: %s)",
  async (stream) => {
    upstream.program([{ kind: "silence" }]);
    const client = singleClient();
    const body = { model: "m", input: "Hi", background: true };
    let id: string;
    let rest: Promise<readonly OpenAI.Responses.ResponseStreamEvent[]> = Promise.resolve([]);
    if (stream) {
      const events = await client.responses.create({ ...body, stream: true });
      const [mine, other] = events.tee();
      const first = await mine[Symbol.asyncIterator]().next();
      id = first.value?.type === "response.created" ? first.value.response.id : "";
      rest = eventsOf(other);
    } else id = (await client.responses.create(body)).id;
    while (upstream.calls.length === 0) await sleep(5);
    expect(await client.responses.cancel(id)).toMatchObject({ id, status: "cancelled" });
    await upstream.calls[0]?.gone;
    expect(await client.responses.cancel(id)).toMatchObject({ status: "cancelled" });
    expect(await client.responses.retrieve(id)).toMatchObject({ status: "cancelled", output: [] });
    if (stream) {
      const events = await rest;
      expect(events.at(-1)).toMatchObject({
        type: "response.failed",
        sequence_number: events.length - 1,
        response: { status: "cancelled" },
      });
    }
  },
);

test("only what is made in the background can be cancelled; what is over stays as it is", async () => {
  upstream.program(() => completion("Hello."));
  const client = singleClient();
  const plain = await client.responses.create({ model: "m", input: "Hi" });
  expect((await failure(client.responses.cancel(plain.id))).status).toBe(400);
  expect((await failure(client.responses.cancel("resp_none"))).status).toBe(404);
  const { id } = await client.responses.create({ model: "m", input: "Hi", background: true });
  const done = await overOf(client, id);
  expect(await client.responses.cancel(id)).toMatchObject({ status: "completed", output: done.output });
});

test("a failure is the response's, whole and in its stream", async () => {
  upstream.program(() => ({ kind: "json", status: 401, body: { error: { message: "no such account" } } }));
  const client = singleClient();
  const { id } = await client.responses.create({ model: "m", input: "Hi", background: true });
  const failed = await overOf(client, id);
  expect(failed).toMatchObject({ status: "failed", error: { code: "server_error" } });
  expect(failed.error?.message).toContain("no such account");
  const events = await eventsOf(
    await client.responses.create({ model: "m", input: "Hi", background: true, stream: true }),
  );
  expect(events.at(-1)).toMatchObject({ type: "response.failed", response: { status: "failed" } });
});

test("what keeps it from beginning is answered at once", async () => {
  const client = singleClient();
  const notStored = await failure(
    client.responses.create({ model: "m", input: "Hi", background: true, store: false }),
  );
  expect([notStored.status, notStored.param]).toEqual([400, "background"]);
  const model = held();
  const first = await client.responses.create({ model: "m", input: "Hi", background: true });
  await model.arrived;
  const session = { "x-session-id": String(Reflect.get(first, "session_id")) };
  const busy = await failure(
    client.responses.create({ model: "m", input: "Hi", background: true }, { headers: session }),
  );
  expect([busy.status, busy.code]).toEqual([409, "session_busy"]);
  model.answer();
  await overOf(client, first.id);
});

test("it has its conversation until it is over", async () => {
  const model = held();
  const client = singleClient();
  const conversation = (await client.conversations.create({})).id;
  const body = { model: "m", input: "Hi", conversation };
  const { id } = await client.responses.create({ ...body, background: true });
  await model.arrived;
  expect((await failure(client.responses.create(body))).status).toBe(409);
  model.answer();
  await overOf(client, id);
  const listed = await client.conversations.items.list(conversation, { order: "asc" });
  expect(listed.data).toMatchObject([{ role: "user" }, { role: "assistant" }]);
  upstream.program([completion("Again.")]);
  // It gives the conversation back a moment after it is over.
  const again = clientOf(server.url, { headers: single, maxRetries: 5 });
  expect((await again.responses.create(body)).output_text).toBe("Again.");
});

test("under another key it does not exist", async () => {
  upstream.program(() => completion("Hello."));
  const { id } = await singleClient().responses.create({ model: "m", input: "Hi", background: true });
  const { secret } = await server.keys.create({ name: "other" });
  const other = clientOf(server.url, { apiKey: secret, headers: single });
  const attempts = [
    () => other.responses.retrieve(id),
    () => other.responses.retrieve(id, { stream: true }),
    () => other.responses.cancel(id),
    () => other.responses.delete(id),
  ];
  for (const attempt of attempts) expect((await failure(attempt())).status).toBe(404);
  expect((await overOf(singleClient(), id)).status).toBe("completed");
});

test("the same request under an Idempotency-Key begins one", async () => {
  upstream.program(() => completion("Hello."));
  const client = clientOf(server.url, { headers: { ...single, "idempotency-key": "background-once" } });
  const body = { model: "m", input: "Hi", background: true };
  const first = await client.responses.create(body);
  expect(await client.responses.create(body)).toEqual(first);
  await overOf(client, first.id);
  expect(upstream.calls).toHaveLength(1);
});

test("a server that is told to stop hands it over to the next", async () => {
  const database = join(folder, "drained.db");
  upstream.program((_call, number) => (number === 0 ? { kind: "silence" } : completion("Hello.")));
  const before = await startTestServer({ database, file: file("limits: {shutdown_grace_ms: 20}\n") });
  const { id } = await singleClient(before).responses.create({ model: "m", input: "Hi", background: true });
  while (upstream.calls.length === 0) await sleep(5);
  await before.close();
  await upstream.calls[0]?.gone;
  const after = await startTestServer({ database, file: file() });
  expect((await overOf(singleClient(after), id)).output_text).toBe("Hello.");
  await after.close();
});

test("it is finished before a server that is told to stop has stopped", async () => {
  const database = join(folder, "finished.db");
  const model = held();
  const before = await startTestServer({ database, file: file() });
  const { id } = await singleClient(before).responses.create({ model: "m", input: "Hi", background: true });
  await model.arrived;
  const closed = before.close();
  model.answer();
  await closed;
  const after = await startTestServer({ database, file: file() });
  expect((await singleClient(after).responses.retrieve(id)).output_text).toBe("Hello.");
  expect(upstream.calls).toHaveLength(1);
  await after.close();
});

test("who reads its stream is counted, and one reader too many begins nothing", async () => {
  const model = held();
  const small = await startTestServer({ file: file("limits: {in_flight_per_key_max: 1}\n") });
  const client = clientOf(small.url, { headers: single, maxRetries: 0 });
  const body = { model: "m", input: "Hi", background: true, stream: true as const };
  const stream = await client.responses.create(body);
  let id = "";
  for await (const event of stream) {
    if (event.type !== "response.created") continue;
    id = event.response.id;
    await model.arrived;
    expect(await failure(client.responses.create(body))).toBeInstanceOf(OpenAI.RateLimitError);
    const read = client.responses.retrieve(id, { stream: true });
    expect(await failure(read)).toBeInstanceOf(OpenAI.RateLimitError);
    expect(upstream.calls).toHaveLength(1);
    model.answer();
  }
  let events = 0;
  for await (const _event of await client.responses.retrieve(id, { stream: true })) events += 1;
  expect(events).toBeGreaterThan(4);
  await small.close();
});

test("it ends when its key is revoked", { timeout: 30_000 }, async () => {
  upstream.program(() => ({ kind: "silence" }));
  const { secret, key } = await server.keys.create({ name: "revoked" });
  const client = clientOf(server.url, { apiKey: secret, headers: single });
  await client.responses.create({ model: "m", input: "Hi", background: true });
  while (upstream.calls.length === 0) await sleep(5);
  await server.keys.revoke(key.id);
  await upstream.calls[0]?.gone;
});
