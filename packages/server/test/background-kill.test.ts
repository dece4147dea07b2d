import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import type OpenAI from "openai";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clientOf, dualModels, models, plannerModel, quarantinedModel } from "./agent.ts";
import { bootstrapKey } from "./running.ts";
import { chunks, completion, Upstream } from "./upstream.ts";

/** Responses in the background whose process is killed: the next one takes them up, or says why it cannot. */

const folder = mkdtempSync(join(tmpdir(), "sequrity-background-kill-"));
let upstream: Upstream;
const children = new Set<ChildProcess>();
beforeAll(async () => {
  upstream = await Upstream.start();
});
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await upstream.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a server in a process of its own. */
async function start(name: string): Promise<{ readonly url: string; kill(): Promise<void> }> {
  const config = join(folder, "sequrity.yaml");
  writeFileSync(
    config,
    `port: 0\ndefault_provider: local\nproviders: {local: {base_url: "${upstream.baseUrl}"}}\n`,
  );
  const child = spawn(process.execPath, [join(import.meta.dirname, "serve-child.ts"), config], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: join(folder, `${name}.db`),
      SEQURITY_BOOTSTRAP_KEY: bootstrapKey,
      SEQURITY_LOG_LEVEL: "error",
      SEQURITY_ENCRYPTION_KEY: "0f".repeat(32),
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.add(child);
  for await (const url of createInterface({ input: child.stdout ?? process.stdin })) {
    return {
      url,
      async kill() {
        const ended = new Promise((resolve) => child.once("exit", resolve));
        child.kill("SIGKILL");
        children.delete(child);
        await ended;
      },
    };
  }
  throw new Error("the server ended before it listened");
}

async function overOf(client: OpenAI, id: string) {
  for (;;) {
    const found = await client.responses.retrieve(id);
    if (found.status !== "queued" && found.status !== "in_progress") return found;
    await sleep(20);
  }
}

const single = { "x-features": '{"agent_arch": "single-llm"}' };

test("single-llm: its model is asked again, and it is completed", async () => {
  upstream.program((_call, number) => (number === 0 ? { kind: "silence" } : completion("Hello.")));
  const first = await start("single");
  const body = { model: "m", input: "Hi", background: true };
  const { id } = await clientOf(first.url, { headers: single }).responses.create(body);
  while (upstream.calls.length === 0) await sleep(5);
  await first.kill();
  const second = await start("single");
  const done = await overOf(clientOf(second.url), id);
  expect(done).toMatchObject({ status: "completed", output_text: "Hello." });
  await second.kill();
});

test("dual-llm: it goes on by replay; what was answered is not asked again", async () => {
  const answer = dualModels([
    ['wish = parse_with_ai("What is meant?", output_schema=str)', "final_return_value = wish"],
  ]);
  let quarantined = 0;
  upstream.program((call, number) =>
    call.body.model === quarantinedModel && quarantined++ === 0 ? { kind: "silence" } : answer(call, number),
  );
  const first = await start("dual");
  const { id } = await clientOf(first.url).responses.create({ model: models, input: "Hi", background: true });
  while (quarantined === 0) await sleep(5);
  await first.kill();
  const second = await start("dual");
  const done = await overOf(clientOf(second.url), id);
  expect(JSON.parse(done.output_text)).toMatchObject({ final_return_value: { value: "He wants the plan." } });
  expect(upstream.calls.filter(({ body }) => body.model === plannerModel)).toHaveLength(1);
  await second.kill();
});

test("its stream goes on where it stood, when nothing of the answer had been shown", async () => {
  upstream.program((_call, number) =>
    number === 0 ? { kind: "silence" } : { kind: "events", events: chunks(["Hello."]) },
  );
  const first = await start("stream");
  const before = clientOf(first.url, { headers: single });
  const body = { model: "m", input: "Hi", background: true, stream: true as const };
  let id = "";
  for await (const event of await before.responses.create(body)) {
    if (event.type === "response.created") id = event.response.id;
    if (event.type === "response.in_progress") break;
  }
  while (upstream.calls.length === 0) await sleep(5);
  await first.kill();
  const second = await start("stream");
  const types = [];
  const numbers = [];
  for await (const event of await clientOf(second.url).responses.retrieve(id, { stream: true })) {
    types.push(event.type);
    numbers.push(event.sequence_number);
  }
  expect(types).toEqual([
    "response.created",
    "response.queued",
    "response.in_progress",
    "response.output_item.added",
    "response.content_part.added",
    "response.output_text.delta",
    "response.output_text.done",
    "response.content_part.done",
    "response.output_item.done",
    "response.completed",
  ]);
  expect(numbers).toEqual(types.map((_, index) => index));
  await second.kill();
});

const lost = [
  {
    what: "a part of the answer that was shown",
    headers: {},
    stream: true as const,
    says: /part of the answer had been streamed/,
  },
  {
    what: "the caller's own provider key",
    headers: { "x-api-key": "sk-of-the-caller" },
    stream: false as const,
    says: /provider keys of callers are not kept/,
  },
];
test.each(lost)("$what cannot be gone on with: it fails and says why", async ({ headers, stream, says }) => {
  const name = stream ? "shown" : "own-key";
  upstream.program([
    stream
      ? { kind: "events", events: chunks(["Half of "]).slice(0, 2), pauseMs: 100_000, pieceBytes: 1000 }
      : { kind: "silence" },
  ]);
  const first = await start(name);
  const client = clientOf(first.url, { headers: { ...single, ...headers } });
  const body = { model: "m", input: "Hi", background: true };
  let id = "";
  if (stream) {
    for await (const event of await client.responses.create({ ...body, stream })) {
      if (event.type === "response.created") id = event.response.id;
      if (event.type === "response.output_text.delta") break;
    }
  } else {
    id = (await client.responses.create(body)).id;
    while (upstream.calls.length === 0) await sleep(5);
  }
  await first.kill();
  const second = await start(name);
  const failed = await overOf(clientOf(second.url), id);
  expect(failed.status).toBe("failed");
  expect(failed.error?.message).toMatch(says);
  if (stream) {
    const events = [];
    for await (const event of await clientOf(second.url).responses.retrieve(id, { stream }))
      events.push(event);
    expect(events.map((event) => event.sequence_number)).toEqual(events.map((_, index) => index));
    expect(events.at(-1)?.type).toBe("response.failed");
  }
  await second.kill();
});
