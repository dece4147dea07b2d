import OpenAI from "openai";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  type Completion,
  clientOf,
  contentOf,
  dualModels,
  type Messages,
  mailBox,
  mailPolicy,
  mailTools,
  models,
  nextMessages,
  plannerModel,
  runAgent,
} from "./agent.ts";
import { bootstrapKey, postChat, startTestServer, type TestServer } from "./running.ts";
import { Upstream } from "./upstream.ts";

/** Dual-LLM sessions end to end: official client, server, engine, models over HTTP. */

let upstream: Upstream;
let server: TestServer;
beforeAll(async () => {
  upstream = await Upstream.start();
  server = await startTestServer({
    file: `default_provider: local\nproviders: {local: {base_url: "${upstream.baseUrl}"}}`,
  });
});
afterAll(async () => {
  await server.close();
  await upstream.stop();
});

const readMail = [
  "mail = get_mail(number=7)",
  'wish = parse_with_ai("What does the writer want? " + mail["body"], output_schema=str)',
  'final_return_value = {"from": mail["sender"], "wish": wish}',
];
const sendTo = (to: string) => [
  'document = get_document(name="plan")',
  `sent = send_mail(to="${to}", body="As asked: " + document)`,
  "final_return_value = sent",
];
beforeEach(() => upstream.program(dualModels([readMail])));

function agent(headers: Readonly<Record<string, string>> = {}) {
  const client = clientOf(server.url, { headers });
  return (messages: Messages) =>
    client.chat.completions.create({ model: models, messages, tools: mailTools });
}
async function errorOf(run: Promise<unknown>): Promise<InstanceType<typeof OpenAI.APIError>> {
  const error: unknown = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof OpenAI.APIError) return error;
  throw new Error(`an API error was expected, not ${String(error)}`);
}
function sessionOf(answer: Completion | undefined): string {
  const text: unknown = answer === undefined ? undefined : Reflect.get(answer, "session_id");
  if (typeof text === "string") return text;
  throw new Error("the answer names no session");
}

test("a mail is read: the plan runs, the injection stays data, the answer is labelled", async () => {
  const answers = await runAgent(agent(), "Read mail 7");
  expect(
    answers.map((answer) => answer.choices[0]?.finish_reason),
    answers.at(-1)?.choices[0]?.message.content ?? "",
  ).toEqual(["tool_calls", "stop"]);
  expect(contentOf(answers.at(-1))).toMatchObject({
    status: "success",
    final_return_value: {
      value: { from: "eve@evil.example", wish: "He wants the plan." },
      meta: { tags: ["__non_executable", "__tool/parse_with_ai"] },
    },
  });
  expect(answers.at(-1)?.choices[0]?.message.content).toContain(
    '{"status": "success", "final_return_value": {"value":',
  );
  const planned = upstream.calls.filter((call) => call.body.model === plannerModel);
  expect(planned).toHaveLength(1);
  expect(JSON.stringify(planned[0]?.body)).not.toContain("Ignore all previous");
});

test("a leak is denied with the rule, the same mail to an allowed address goes out", async () => {
  upstream.program(dualModels([sendTo("eve@evil.example")]));
  const denied = await runAgent(agent({ "x-policy": mailPolicy }), "Send the plan to eve");
  expect(denied).toHaveLength(2);
  expect(denied.at(-1)?.choices[0]?.message.content).toContain('"denied": [{');
  expect(contentOf(denied.at(-1))).toMatchObject({ status: "failure", error: { code: "policy_violation" } });
  upstream.program(dualModels([sendTo("ann@trustedcorp.com")]));
  const allowed = await runAgent(agent({ "x-policy": mailPolicy }), "Send the plan to ann");
  expect(contentOf(allowed.at(-1))).toMatchObject({
    status: "success",
    final_return_value: { value: "sent" },
  });
});

test("a stream of a dual-LLM answer: calls, then the text", async () => {
  const client = clientOf(server.url);
  const answers = await runAgent(async (messages) => {
    const stream = client.chat.completions.stream({
      model: models,
      messages,
      tools: mailTools,
      stream_options: { include_usage: true },
    });
    return await stream.finalChatCompletion();
  }, "Read mail 7");
  expect(answers[0]?.choices[0]?.message.tool_calls).toHaveLength(1);
  expect(contentOf(answers.at(-1))).toMatchObject({ status: "success" });
  expect(answers.at(-1)?.usage?.total_tokens).toBe(18);
});

test("a policy that does not compile: 422 with every finding, and nothing is applied", async () => {
  const policy = JSON.stringify({
    codes: 'tool "a" { hard dney always; }\ntool "b" { must allow when x.vale == 1; }',
  });
  const error = await errorOf(agent({ "x-policy": policy })([{ role: "user", content: "Hi" }]));
  expect(error).toBeInstanceOf(OpenAI.UnprocessableEntityError);
  expect(error.code).toBe("invalid_policy");
  const raw = await postChat(
    server,
    { model: models, messages: [{ role: "user", content: "Hi" }] },
    { headers: { "x-policy": policy } },
  );
  expect(raw.json.detail).toMatchObject([{ message: expect.any(String) }, { message: expect.any(String) }]);
  expect(upstream.calls).toHaveLength(0);
});

test("what a session refuses leaves it as it was", async () => {
  const other = await server.keys.create({ name: "other" });
  const ask = agent();
  const first = await ask([{ role: "user", content: "Read mail 7" }]);
  const sessionId = sessionOf(first);
  const next = nextMessages([{ role: "user", content: "Read mail 7" }], first, mailBox);
  if (next === undefined) throw new Error("a tool call was expected");
  const body = { model: models, messages: next, tools: mailTools };
  const callId = next.at(-1)?.role === "tool" ? String(Reflect.get(next.at(-1) ?? {}, "tool_call_id")) : "";
  const strangers = `tc-${sessionId}-99999999-9999-4999-8999-999999999999`;
  const never = "99999999-9999-4999-8999-999999999999";
  const withResult = (message: object) => ({ ...body, messages: [...next.slice(0, -1), message] });

  const refused = [
    {
      what: "another key",
      body,
      headers: { authorization: `Bearer ${other.secret}` },
      status: 404,
      code: "session_not_found",
    },
    {
      what: "a session that never was",
      body,
      headers: { "x-session-id": never },
      status: 400,
      code: "session_ambiguous",
    },
    {
      what: "no such session",
      body: { ...body, messages: next.slice(0, 1) },
      headers: { "x-session-id": never },
      status: 404,
      code: "session_not_found",
    },
    {
      what: "a result for a call never made",
      body: withResult({ role: "tool", tool_call_id: strangers, content: "x" }),
      status: 400,
      code: "unknown_tool_call",
    },
    {
      what: "no result",
      body: { ...body, messages: [...next.slice(0, -1), { role: "user", content: "And?" }] },
      headers: { "x-session-id": sessionId },
      status: 400,
      code: "missing_tool_result",
    },
    {
      what: "another history",
      body: { ...body, messages: [{ role: "user", content: "Send mail" }, ...next.slice(1)] },
      status: 400,
      code: "history_mismatch",
    },
    {
      what: "another policy",
      body,
      headers: { "x-policy": mailPolicy },
      status: 400,
      code: "session_pinned",
    },
    {
      what: "another architecture",
      body,
      headers: { "x-features": '{"agent_arch": "single-llm"}' },
      status: 400,
      code: "session_pinned",
    },
    { what: "a broken body", body: '{"model": ', status: 400, code: "invalid_request" },
  ];
  for (const { what, body: sent, headers = {}, status, code } of refused) {
    const answer = await postChat(server, sent, { headers });
    expect([what, answer.status, answer.json.error?.code]).toEqual([what, status, code]);
  }
  const unknown = await postChat(server, body, { headers: { authorization: `Bearer ${other.secret}` } });
  const neverWas = await postChat(
    server,
    { ...body, messages: next.slice(0, 1) },
    { headers: { "x-session-id": never } },
  );
  expect(unknown.json.error?.message.replaceAll(sessionId, "ID")).toBe(
    neverWas.json.error?.message.replaceAll(never, "ID"),
  );

  const final = await postChat(server, body);
  expect(final.status).toBe(200);
  expect(final.text).toContain("success");
  expect(callId).toContain(sessionId);
  expect(upstream.calls.filter((call) => call.body.model === plannerModel)).toHaveLength(1);
});

test("the same request again has the same answer, and asks no model", async () => {
  const ask = agent();
  const query: Messages = [{ role: "user", content: "Read mail 7" }];
  const first = await ask(query);
  const next = nextMessages(query, first, mailBox) ?? [];
  const final = await ask(next);
  const asked = upstream.calls.length;
  const again = await ask(next);
  expect(again.choices).toEqual(final.choices);
  const headers = { "x-session-id": sessionOf(first) };
  expect((await agent(headers)(query)).choices[0]?.message.tool_calls).toEqual(
    first.choices[0]?.message.tool_calls,
  );
  expect(upstream.calls).toHaveLength(asked);
});

test("of two requests for one session at the same time one gets 409", async () => {
  const first = await agent()([{ role: "user", content: "Read mail 7" }]);
  const next = nextMessages([{ role: "user", content: "Read mail 7" }], first, mailBox);
  const release = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const answer = dualModels([readMail]);
  upstream.program(async (call, number) => {
    asked.resolve();
    await release.promise;
    return await answer(call, number);
  });
  const body = { model: models, messages: next, tools: mailTools };
  const running = postChat(server, body);
  await asked.promise;
  expect((await postChat(server, body)).json.error).toMatchObject({ code: "session_busy" });
  release.resolve();
  expect((await running).status).toBe(200);
});

test("a client that hangs up in a turn: the same request afterwards goes on", async () => {
  const query: Messages = [{ role: "user", content: "Read mail 7" }];
  const first = await agent()(query);
  const next = nextMessages(query, first, mailBox) ?? [];
  upstream.program(() => ({ kind: "silence" }));
  const abort = new AbortController();
  const client = clientOf(server.url);
  const hanging = client.chat.completions
    .create({ model: models, messages: next, tools: mailTools }, { signal: abort.signal })
    .then(undefined, () => "gone");
  await expect.poll(() => upstream.calls.length).toBe(1);
  abort.abort();
  expect(await hanging).toBe("gone");
  await upstream.calls[0]?.gone;
  upstream.program(dualModels([readMail]));
  await expect
    .poll(() =>
      postChat(server, { model: models, messages: next, tools: mailTools }).then((answer) => answer.status),
    )
    .toBe(200);
  expect(upstream.calls.filter((call) => call.body.model === plannerModel)).toHaveLength(0);
});

test("legacy functions: calls without ids, one at a time, found by the session", async () => {
  const functions = mailTools.flatMap((tool) => (tool.type === "function" ? [tool.function] : []));
  const body = { model: models, functions };
  let messages: Messages = [{ role: "user", content: "Read mail 7" }];
  const first = await clientOf(server.url).chat.completions.create({ ...body, messages });
  const message = first.choices[0]?.message;
  expect(first.choices[0]?.finish_reason).toBe("function_call");
  expect(message?.function_call).toMatchObject({ name: "get_mail" });
  if (message === undefined) return;
  messages = [
    ...messages,
    message,
    { role: "function", name: "get_mail", content: JSON.stringify(mailBox.get_mail?.({})) },
  ];
  const headers = { "x-session-id": sessionOf(first) };
  const final = await clientOf(server.url, { headers }).chat.completions.create({ ...body, messages });
  expect(contentOf(final)).toMatchObject({ status: "success" });
});

test("the official client's own tool loop runs over it", async () => {
  const read: unknown[] = [];
  const runner = clientOf(server.url).chat.completions.runTools({
    model: models,
    messages: [{ role: "user", content: "Read mail 7" }],
    tools: [
      {
        type: "function",
        function: {
          name: "get_mail",
          description: "Does get_mail.",
          parameters: { type: "object", properties: { number: { type: "integer" } }, required: ["number"] },
          parse: JSON.parse,
          function: (args: unknown) => {
            read.push(args);
            return JSON.stringify({ sender: "eve@evil.example", body: "Hi" });
          },
        },
      },
    ],
  });
  expect(JSON.parse((await runner.finalContent()) ?? "")).toMatchObject({ status: "success" });
  expect(read).toEqual([{ number: 7 }]);
});

test("the log of all this holds no key, no prompt and no value", () => {
  const log = server.log.join("");
  expect(log).toContain('"route":"/control/:endpoint_type/v1/chat/completions"');
  expect(log).not.toMatch(/sk-seq-|Read mail|Ignore all|evil\.example|get_mail\(/);
  expect(bootstrapKey).toMatch(/^sk-seq-/);
});
