import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { models } from "./agent.ts";
import { message } from "./anthropic-upstream.ts";
import { messageItem, response } from "./responses-upstream.ts";
import { bootstrapKey, type RawAnswer, send, startTestServer, type TestServer } from "./running.ts";
import { chunks, completion, type Program, type Reply, Upstream } from "./upstream.ts";

/** `truncation: "auto"`: a conversation that is longer than its model reads is answered without the oldest of it. */

let upstream: Upstream;
let server: TestServer;
beforeAll(async () => {
  upstream = await Upstream.start();
  server = await startTestServer({
    file: `default_provider: local
upstream: {backoff_first_ms: 1, retries_max: 0}
providers:
  local: {base_url: "${upstream.baseUrl}"}
  claude: {kind: anthropic, base_url: "${upstream.baseUrl}", api_key: sk-ant, models: [m]}
  native: {base_url: "${upstream.baseUrl}", apis: [chat, responses]}`,
  });
});
afterAll(async () => {
  await server.close();
  await upstream.stop();
});
beforeEach(() => upstream.program([]));

function respond(path: string, body: object, headers: object = {}): Promise<RawAnswer> {
  return send(`${server.url}/control/chat/${path}v1/responses`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${bootstrapKey}`,
      "x-features": '{"agent_arch": "single-llm"}',
      ...headers,
    },
    body: JSON.stringify({ model: "m", ...body }),
  });
}

const failed = (error: object): Reply => ({ kind: "json", status: 400, body: { error } });
/** How servers say that a conversation is too long. */
const refusals = {
  openai: failed({ message: "Too long.", type: "invalid_request_error", code: "context_length_exceeded" }),
  "llama.cpp": failed({ code: 400, message: "the request is too large", type: "exceed_context_size_error" }),
  vllm: failed({
    message: "This model's maximum context length is 900 tokens. However, you requested 1000 tokens.",
    type: "BadRequestError",
    code: 400,
  }),
};
const tooLongForClaude: Reply = {
  kind: "json",
  status: 400,
  body: {
    type: "error",
    error: { type: "invalid_request_error", message: "prompt is too long: 208310 tokens > 200000 maximum" },
  },
};
/** A model that reads so many characters of a conversation. */
const reading =
  (charactersMax: number, tooLong: Reply, answer: Reply): Program =>
  ({ body }) =>
    JSON.stringify(body.messages ?? body.input).length > charactersMax ? tooLong : answer;

const turns = Array.from({ length: 12 }, (_, turn) => [
  { role: "user", content: `Question ${turn}. ${"q".repeat(40)}` },
  { type: "function_call", call_id: `c${turn}`, name: "look", arguments: `{"turn": ${turn}}` },
  { type: "function_call_output", call_id: `c${turn}`, output: `Result ${turn}. ${"r".repeat(40)}` },
  { role: "assistant", content: `Answer ${turn}.` },
]).flat();
const body = {
  instructions: "Be brief.",
  input: [{ role: "developer", content: "No lists." }, ...turns, { role: "user", content: "And now?" }],
  tools: [{ type: "function", name: "look", parameters: { type: "object", properties: {} } }],
  truncation: "auto",
};

test.each(Object.entries(refusals))("over chat completions, as %s refuses", async (_name, tooLong) => {
  for (const stream of [false, true]) {
    const answer: Reply = stream ? { kind: "events", events: chunks(["He", "re."]) } : completion("Here.");
    upstream.program(reading(2_500, tooLong, answer));
    const answered = await respond("", { ...body, stream });
    expect(answered.text).toContain("Here.");
    expect(answered.text).toContain('"truncation":"auto"');
    const sizes = upstream.calls.map((call) => call.body.messages?.length ?? 0);
    expect(sizes.length).toBeGreaterThan(2);
    expect(sizes.toSorted((a, b) => b - a)).toEqual(sizes);
    const [first, second, third, ...rest] = upstream.calls.at(-1)?.body.messages ?? [];
    expect([first?.content, second?.content, third?.role]).toEqual(["Be brief.", "No lists.", "user"]);
    expect(rest.at(-1)?.content).toBe("And now?");
    const called = rest
      .filter(({ role }) => role === "assistant")
      .flatMap((one) => Reflect.get(one, "tool_calls") ?? []);
    const results = rest.filter(({ role }) => role === "tool");
    expect(results.map((one) => one.tool_call_id)).toEqual(called.map(({ id }: { id: string }) => id));
    expect(results.length).toBeGreaterThan(1);
    expect(results.at(-1)?.content).toContain("Result 11.");
  }
});

test("over Anthropic's messages", async () => {
  upstream.program(reading(2_500, tooLongForClaude, message("Here.")));
  const answered = await respond("claude/", body);
  expect(answered.text).toContain("Here.");
  expect(upstream.calls.at(-1)?.body.messages?.[0]?.role).toBe("user");
});

test("what was left out has its label all the same", async () => {
  const codes = `tool "look" -> @tags |= {"seen"};
tool "pay" { hard deny when @args.tags overlaps {"seen"}; }`;
  const pay = completion(null, [{ name: "pay", arguments: '{"to": "eve"}' }]);
  upstream.program(reading(300, refusals.openai, pay));
  const tools = [
    ...body.tools,
    { type: "function", name: "pay", parameters: { type: "object", properties: { to: {} } } },
  ];
  const answered = await respond("", { ...body, tools }, { "x-policy": JSON.stringify({ codes }) });
  expect(JSON.stringify(upstream.calls.at(-1)?.body.messages)).not.toContain("Result");
  expect(answered.text).toContain("'pay' is denied");
});

test("when nothing more may go, or it is not asked for, the refusal is the answer", async () => {
  upstream.program(reading(10, refusals.openai, completion("Here.")));
  const refused = await respond("", body);
  expect([refused.status, refused.json.error?.message]).toEqual([502, expect.stringContaining("Too long.")]);
  expect(upstream.calls.at(-1)?.body.messages?.map(({ role }) => role)).toEqual(["system", "system", "user"]);
  for (const truncation of ["disabled", null, undefined]) {
    upstream.program(reading(2_500, refusals.openai, completion("Here.")));
    expect((await respond("", { ...body, truncation })).status).toBe(502);
    expect(upstream.calls).toHaveLength(1);
  }
  // Another refusal is none of it.
  upstream.program(() => failed({ message: "No such model.", code: "model_not_found" }));
  expect((await respond("", body)).status).toBe(502);
  expect(upstream.calls).toHaveLength(1);
});

test("a provider of the same API is told of it; in dual-llm it is refused by name", async () => {
  upstream.program([response([messageItem("Here.")])]);
  await respond("native/", body);
  expect(upstream.calls[0]?.body.truncation).toBe("auto");
  const refused = await respond("", { ...body, model: models, input: "Hi" }, { "x-features": "{}" });
  expect([refused.status, refused.json.error?.code, refused.json.error?.param]).toEqual([
    400,
    "unsupported",
    "truncation",
  ]);
});
