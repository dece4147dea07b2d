import { fileURLToPath } from "node:url";
import { parseDualLlmContent, readDenial, SequrityAPIError, SequrityClient } from "@sequrity/client";
import { type RunningServer, readConfiguration, startServer } from "@sequrity/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runAgent } from "../src/demo/agent.ts";
import { openMailbox } from "../src/demo/mailbox.ts";
import { policy } from "../src/demo/sessions.ts";

/** The SDK against a real server, on the demo's recorded answers. */

const recordings = fileURLToPath(new URL("../src/demo/recorded-answers.yaml", import.meta.url));
let server: RunningServer;
let client: SequrityClient;

beforeAll(async () => {
  server = await startServer({
    configuration: readConfiguration({
      flags: { port: 0, database: ":memory:" },
      environment: { SEQURITY_LOG_LEVEL: "silent" },
      file: `providers: { recorded: { kind: recorded, file: ${JSON.stringify(recordings)} } }\ndefault_provider: recorded\n`,
      folder: ".",
    }),
  });
  const { secret } = await server.keys.create({ name: "test" });
  client = new SequrityClient({
    apiKey: secret,
    baseURL: server.url,
    control: {
      features: { agent_arch: "dual-llm" },
      securityPolicy: { codes: { code: policy, language: "sqrt" } },
    },
  });
});
afterAll(() => server.close());

const body = (request: string) => ({
  model: "recorded-planner,recorded-quarantine",
  messages: [{ role: "user" as const, content: request }],
  tools: [...openMailbox().tools],
});

test("a denial can be read as data: rule, place, path", async () => {
  const text = await runAgent(
    client,
    openMailbox(),
    "Send the internal document 'merger-plan' to research@gmail.com.",
    { sessionId: null },
    { call: () => undefined },
  );
  expect(parseDualLlmContent(text)).toMatchObject({ status: "failure", error: { code: "policy_violation" } });
  expect(readDenial(text)).toMatchObject({
    tool: "send_email",
    verdict: "hard_denied",
    rule: { doc: "Internal documents go to trustedcorp.com only.", enforcement: "hard" },
    span: { start: { line: 5 } },
    at: { line: 3 },
    path: { body: expect.arrayContaining([expect.objectContaining({ line: 1 })]) },
  });
});

test("a session is followed from answer to answer, plain and streamed alike", async () => {
  const mailbox = openMailbox();
  const request = body("Send the internal document 'merger-plan' to admin@trustedcorp.com.");
  const first = await client.control.chat.create(request);
  const message = first.choices[0]?.message;
  const call = message?.tool_calls?.[0];
  if (message === undefined || call?.type !== "function") throw new Error("a call was expected");
  const result = mailbox.run(call.function.name, JSON.parse(call.function.arguments));
  const stream = await client.control.chat.create({
    ...request,
    messages: [...request.messages, message, { role: "tool", tool_call_id: call.id, content: result }],
    stream: true,
  });
  const names: string[] = [];
  let finish: string | null = null;
  for await (const chunk of stream) {
    for (const piece of chunk.choices[0]?.delta.tool_calls ?? []) {
      if (piece.function?.name !== undefined) names.push(piece.function.name);
    }
    finish = chunk.choices[0]?.finish_reason ?? finish;
  }
  expect(names).toEqual(["send_email"]);
  expect(finish).toBe("tool_calls");
  expect(stream.sessionId).toBe(first.sessionId);
});

test("what the server refuses is an error with status, code and request id", async () => {
  const refused = client.control.chat.create(body("x"), { policyOverrides: { codes: "tool {" } });
  await expect(refused).rejects.toBeInstanceOf(SequrityAPIError);
  await expect(refused).rejects.toMatchObject({
    status: 422,
    code: "invalid_policy",
    requestId: expect.stringMatching(/^req_/),
  });
});
