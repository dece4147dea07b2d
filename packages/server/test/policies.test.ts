import { afterAll, beforeAll, expect, test } from "vitest";
import { clientOf, contentOf, dualModels, mailTools, models, runAgent } from "./agent.ts";
import { postChat, startTestServer, type TestServer } from "./running.ts";
import { Upstream } from "./upstream.ts";

/** Policies in Cedar, and policies about branches, from the header to the answer. */

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

async function lastAnswer(policy: object, program: readonly string[]): Promise<unknown> {
  upstream.program(dualModels([program]));
  const client = clientOf(server.url, { headers: { "X-Policy": JSON.stringify(policy) } });
  const answers = await runAgent(
    (messages) => client.chat.completions.create({ model: models, messages, tools: mailTools }),
    "Do it",
  );
  return contentOf(answers.at(-1));
}

const cedar = {
  codes: {
    language: "cedar",
    code: `forbid (principal, action == Action::"call_tool", resource == Tool::"send_mail")
when { context.args.to.value like "*@evil.example" };`,
  },
};

test("a forbid of Cedar denies the call", async () => {
  expect(
    await lastAnswer(cedar, ['final_return_value = send_mail(to="eve@evil.example", body="x")']),
  ).toMatchObject({
    status: "failure",
    error: { code: "policy_violation" },
    policy_check_history: [{ tool: "send_mail", final_verdict: "hard_denied" }],
  });
});

test("what Cedar does not forbid is decided by default_allow", async () => {
  const program = ['final_return_value = send_mail(to="ann@good.example", body="x")'];
  expect(await lastAnswer(cedar, program)).toMatchObject({ status: "success" });
  expect(await lastAnswer({ ...cedar, presets: { default_allow: false } }, program)).toMatchObject({
    status: "failure",
  });
});

test("a Cedar text with an error is refused with its place", async () => {
  const policy = { codes: { language: "cedar", code: "forbid (principal, action, resource" } };
  const answer = await postChat(
    server,
    { model: models, messages: [{ role: "user", content: "x" }] },
    { headers: { "X-Policy": JSON.stringify(policy) } },
  );
  expect(answer.status).toBe(422);
  expect(answer.json).toMatchObject({
    error: { code: "invalid_policy" },
    detail: [{ severity: "error", span: { start: { line: 1 } } }],
  });
});

const fairness = {
  mode: "custom",
  codes: 'tool "get_document" -> @tags |= {"RACE"};',
  presets: { branching_meta_policy: { mode: "deny", tags: ["RACE"] } },
};

test("fairness: a branch on the race is a control flow violation that never shows the value", async () => {
  const content = await lastAnswer(fairness, [
    'profile = get_document(name="candidate")',
    'score = 1 if "x" in profile else 2',
    "final_return_value = score",
  ]);
  expect(content).toMatchObject({
    status: "failure",
    error: {
      code: "control_flow_violation",
      message: expect.stringMatching(/^Control flow violation at line 2/),
    },
  });
  expect(JSON.stringify(content)).not.toContain("The text of candidate");
});

test("fairness: passing the profile on is allowed", async () => {
  expect(
    await lastAnswer(fairness, [
      'profile = get_document(name="candidate")',
      'final_return_value = send_mail(to="a@b.c", body=profile)',
    ]),
  ).toMatchObject({ status: "success", final_return_value: { value: "sent" } });
});

test("headers that a continuation leaves out hold as they were", async () => {
  upstream.program(
    dualModels([['d = get_document(name="a")', 'final_return_value = send_mail(to="a@b.c", body=d)']]),
  );
  const policy = { codes: 'tool "send_mail" { hard deny always; }' };
  const first = clientOf(server.url, { headers: { "X-Policy": JSON.stringify(policy) } });
  const later = clientOf(server.url);
  let asked = 0;
  const answers = await runAgent(
    (messages) =>
      (asked++ === 0 ? first : later).chat.completions.create({ model: models, messages, tools: mailTools }),
    "Do it",
  );
  expect(asked).toBe(2);
  expect(contentOf(answers.at(-1))).toMatchObject({ status: "failure", error: { code: "policy_violation" } });
});
