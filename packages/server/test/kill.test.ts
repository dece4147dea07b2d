import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type Completion,
  clientOf,
  contentOf,
  dualModels,
  type Messages,
  mailBox,
  mailTools,
  models,
  nextMessages,
  plannerModel,
  quarantinedModel,
} from "./agent.ts";
import { bootstrapKey } from "./running.ts";
import { Upstream } from "./upstream.ts";

/** Durable by replay: a server that is killed at any point and started again goes on as if nothing had happened. */

const folder = mkdtempSync(join(tmpdir(), "sequrity-kill-"));
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

const plan = [
  "mail = get_mail(number=7)",
  'wish = parse_with_ai("What does the writer want? " + mail["body"], output_schema=str)',
  'document = get_document(name="plan")',
  'sent = send_mail(to="ann@trustedcorp.com", body=wish + " " + document)',
  'final_return_value = {"wish": wish, "sent": sent}',
];
const query: Messages = [{ role: "user", content: "Read mail 7 and tell ann" }];

class Process {
  readonly child: ChildProcess;
  readonly url: string;

  private constructor(child: ChildProcess, url: string) {
    this.child = child;
    this.url = url;
  }

  static async start(database: string): Promise<Process> {
    const config = join(folder, "sequrity.yaml");
    writeFileSync(
      config,
      `port: 0\ndefault_provider: local\nproviders: {local: {base_url: "${upstream.baseUrl}"}}\n`,
    );
    const child = spawn(process.execPath, [join(import.meta.dirname, "serve-child.ts"), config], {
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: database,
        SEQURITY_BOOTSTRAP_KEY: bootstrapKey,
        SEQURITY_LOG_LEVEL: "warn",
        SEQURITY_ENCRYPTION_KEY: "0f".repeat(32),
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    children.add(child);
    for await (const line of createInterface({ input: child.stdout ?? process.stdin }))
      return new Process(child, line);
    throw new Error("the server ended before it listened");
  }

  async end(signal: "SIGKILL" | "SIGTERM"): Promise<number | null> {
    const ended = new Promise<number | null>((resolve) => this.child.once("exit", resolve));
    this.child.kill(signal);
    children.delete(this.child);
    return await ended;
  }

  ask(messages: Messages, headers: Readonly<Record<string, string>> = {}): Promise<Completion> {
    return clientOf(this.url, { headers }).chat.completions.create({
      model: models,
      messages,
      tools: mailTools,
    });
  }
}

interface Course {
  /** Names and arguments of the calls, and the final content. */
  readonly seen: readonly unknown[];
  readonly callIds: readonly string[];
  readonly modelCalls: number;
}

/** Runs the agent; `before(step)` may replace the process before a request, and may send the request itself first. */
async function course(
  name: string,
  before: (
    step: number,
    process: Process,
    messages: Messages,
    restart: () => Promise<Process>,
  ) => Promise<Process>,
): Promise<Course> {
  upstream.program(dualModels([plan]));
  const database = join(folder, `${name}.db`);
  let running = await Process.start(database);
  const restart = async (): Promise<Process> => {
    await running.end("SIGKILL");
    running = await Process.start(database);
    return running;
  };
  const seen: unknown[] = [];
  const callIds: string[] = [];
  let messages: Messages | undefined = query;
  for (let step = 0; messages !== undefined; step++) {
    running = await before(step, running, messages, restart);
    // The first request of a session names it with an idempotency key, as it has no session yet.
    const answer: Completion = await running.ask(messages, step === 0 ? { "idempotency-key": "first" } : {});
    for (const call of answer.choices[0]?.message.tool_calls ?? []) {
      callIds.push(call.id);
      if (call.type === "function") seen.push([call.function.name, call.function.arguments]);
    }
    if (answer.choices[0]?.finish_reason === "stop") seen.push(contentOf(answer));
    messages = nextMessages(messages, answer, mailBox);
  }
  const modelCalls = upstream.calls.length;
  expect(await running.end("SIGTERM")).toBe(0);
  expect(readFileSync(database).includes("trustedcorp"), "values are encrypted at rest").toBe(false);
  return { seen, callIds, modelCalls };
}

test("killed between any two requests, or after any answer, the agent sees what it would have seen", {
  timeout: 300_000,
}, async () => {
  const undisturbed = await course("undisturbed", async (_step, running) => running);
  expect(undisturbed.seen).toHaveLength(4);
  expect(undisturbed.modelCalls).toBe(2);

  const between = await course("between", (_step, _running, _messages, restart) => restart());
  expect(between.seen).toEqual(undisturbed.seen);
  expect(between.modelCalls, "no model is asked twice").toBe(undisturbed.modelCalls);

  // The answer is lost on its way: the request is sent, the server killed, and the request sent again.
  const answersLost: (readonly string[])[] = [];
  const afterwards = await course("afterwards", async (step, running, messages, restart) => {
    const lost = await running.ask(messages, step === 0 ? { "idempotency-key": "first" } : {});
    answersLost.push((lost.choices[0]?.message.tool_calls ?? []).map((call) => call.id));
    return await restart();
  });
  expect(afterwards.seen).toEqual(undisturbed.seen);
  expect(answersLost.flat(), "no call is issued under two ids").toEqual(afterwards.callIds);
  expect(afterwards.modelCalls).toBe(undisturbed.modelCalls);
});

test("killed while a model is being asked, the request sent again goes on from what was answered", {
  timeout: 300_000,
}, async () => {
  const withGreeting = ['greeting = parse_with_ai("Greet ann", output_schema=str)', ...plan];
  const answers = dualModels([withGreeting]);
  const asked: string[] = [];
  const disturbed = await course("asking", async (step, running, messages, restart) => {
    if (step > 1) return running;
    // The first request asks the planner and then the quarantined model, the second the quarantined model.
    let current = running;
    for (const silent of step === 0 ? [plannerModel, quarantinedModel] : [quarantinedModel]) {
      const reached = Promise.withResolvers<void>();
      upstream.program((call, number) => {
        asked.push(call.body.model ?? "");
        if (call.body.model !== silent) return answers(call, number);
        reached.resolve();
        return { kind: "silence" };
      });
      const lost = current.ask(messages, step === 0 ? { "idempotency-key": "first" } : {}).then(
        () => "answered",
        () => "lost",
      );
      await reached.promise;
      current = await restart();
      expect(await lost).toBe("lost");
    }
    upstream.program((call, number) => {
      asked.push(call.body.model ?? "");
      return answers(call, number);
    });
    return current;
  });
  expect(disturbed.seen.at(-1)).toMatchObject({ status: "success" });
  expect(asked, "what a model has answered it is not asked again").toEqual([
    plannerModel, // hangs
    plannerModel,
    quarantinedModel, // hangs
    quarantinedModel,
    quarantinedModel, // hangs
    quarantinedModel,
  ]);
  expect(new Set(disturbed.callIds.map((id) => id.slice(3, 39))).size, "it is one session").toBe(1);
});

test("killed at moments that nobody chose, the agent sees what it would have seen", {
  timeout: 300_000,
}, async () => {
  const undisturbed = await course("calm", async (_step, running) => running);
  const arrived: (readonly string[])[] = [];
  const disturbed = await course("random", async (step, running, messages, restart) => {
    const headers: Readonly<Record<string, string>> = step === 0 ? { "idempotency-key": "first" } : {};
    let current = running;
    for (let kill = 0; kill < 1 + (step % 2); kill++) {
      const lost = current.ask(messages, headers).then(
        (answer) => (answer.choices[0]?.message.tool_calls ?? []).map((call) => call.id),
        () => [],
      );
      await sleep(Math.random() * 40);
      current = await restart();
      arrived.push(await lost);
    }
    return current;
  });
  expect(disturbed.seen).toEqual(undisturbed.seen);
  for (const id of arrived.flat())
    expect(disturbed.callIds, "a call that was seen keeps its id").toContain(id);
  expect(new Set(disturbed.callIds.map((id) => id.slice(3, 39))).size, "it is one session").toBe(1);
});
