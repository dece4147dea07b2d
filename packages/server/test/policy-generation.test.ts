import { compilePolicy } from "@sequrity/sqrt";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { message } from "./anthropic-upstream.ts";
import { bootstrapKey, type RawAnswer, send, startTestServer, type TestServer } from "./running.ts";
import { completion, Upstream } from "./upstream.ts";

/** `POST /control/policy-gen/…/generate`: policies from a description, checked before they are answered. */

let upstream: Upstream;
let server: TestServer;
beforeAll(async () => {
  upstream = await Upstream.start();
  const at = `base_url: "${upstream.baseUrl}", api_key: sk-x`;
  server = await startTestServer({
    file: `upstream: {retries_max: 0}\nmodels: [m]\nproviders: {openai: {${at}}, openrouter: {${at}}, anthropic: {${at}}, sequrity_azure: {${at}}, llama: {${at}}}`,
  });
});
afterAll(async () => {
  await server.close();
  await upstream.stop();
});
beforeEach(() => upstream.program([]));

const good = 'tool "send_mail" { hard deny when not to.value in {"boss@corp.com"}; }';
const fenced = (code: string) => `\`\`\`sqrt\n${code}\n\`\`\``;
const parameters = { type: "object", properties: { to: { type: "string" } } };
const tools = {
  chat: [{ type: "function", function: { name: "send_mail", parameters } }],
  messages: [{ name: "send_mail", input_schema: parameters }],
  responses: [{ type: "function", name: "send_mail", parameters, strict: null }],
};
const task = { model: "m", description: "Mail goes to the boss only." };

function generate(body: object, provider = ""): Promise<RawAnswer> {
  return send(`${server.url}/control/policy-gen/${provider}v1/generate`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${bootstrapKey}` },
    body: JSON.stringify(body),
  });
}

const types = [
  ["oai_chat_completion", tools.chat, "/v1/chat/completions"],
  ["openrouter_chat_completion", tools.chat, "/v1/chat/completions"],
  ["anthropic_messages", tools.messages, "/v1/messages"],
  ["oai_responses", tools.responses, "/v1/chat/completions"],
  ["sequrity_azure_chat_completion", tools.chat, "/v1/openai/v1/chat/completions"],
  ["sequrity_azure_responses", tools.responses, "/v1/openai/v1/chat/completions"],
] as const;

test.each(types)("%s: its tools, its provider", async (type, declared, path) => {
  upstream.program([type === "anthropic_messages" ? message(fenced(good)) : completion(fenced(good))]);
  const answer = await generate({ ...task, type, tools: declared });
  expect(answer.status, answer.text).toBe(200);
  expect(answer.json.policies).toBe(`${good}\n`);
  expect(answer.json.usage).toMatchObject({ completion_tokens: 7 });
  expect(upstream.calls[0]?.path).toBe(path);
  expect(JSON.stringify(upstream.calls[0]?.body)).toContain("send_mail");
});

test("what does not check goes back with the findings, and usage is that of all tries", async () => {
  const bad = 'tool "send_mail" { hard dney always; }';
  upstream.program([completion(fenced(bad)), completion("Sorry, I cannot."), completion(fenced(good))]);
  const answer = await generate({ ...task, type: "oai_chat_completion", tools: tools.chat });
  expect(compilePolicy(String(answer.json.policies)).ok).toBe(true);
  expect(answer.json.usage).toMatchObject({ prompt_tokens: 33, completion_tokens: 21, total_tokens: 54 });
  const findings = JSON.stringify(upstream.calls[1]?.body.messages?.at(-1));
  expect(findings).toContain("dney");
});

test.each([0, 1, 3, undefined])(
  "after %s retries an error carries the findings, and no policy",
  async (n_retries) => {
    upstream.program(() => completion(fenced('tool "send_mail" { hard deny when body.value; }')));
    const answer = await generate({ ...task, type: "oai_chat_completion", tools: tools.chat, n_retries });
    expect(upstream.calls).toHaveLength((n_retries ?? 3) + 1);
    expect([answer.status, answer.json.error?.code]).toEqual([422, "invalid_policy"]);
    expect(answer.json.detail).toEqual([expect.stringContaining("body.value")]);
    expect(answer.json).not.toHaveProperty("policies");
  },
);

test("no policies at all are no answer; internal tools may be named", async () => {
  upstream.program([
    completion(fenced("")),
    completion(fenced('tool "parse_with_ai" { soft deny always; }')),
  ]);
  const asked = { ...task, type: "oai_chat_completion", tools: [] };
  expect((await generate(asked)).json.error?.code).toBe("invalid_policy");
  const answer = await generate({ ...asked, internal_tool_names: ["parse_with_ai"] });
  expect(answer.json.policies).toContain("parse_with_ai");
  expect(JSON.stringify(upstream.calls[1]?.body.messages)).toContain("parse_with_ai(...)");
});

test("the path's provider is asked, where its API is the type's", async () => {
  upstream.program(() => completion(fenced(good)));
  const asked = { ...task, type: "oai_chat_completion", tools: tools.chat };
  expect((await generate(asked, "llama/")).status).toBe(200);
  const other = await generate(asked, "anthropic/");
  expect([other.status, other.json.error?.param]).toEqual([400, "type"]);
  const none = await generate(asked, "nowhere/");
  expect(none.json.error).toMatchObject({ code: "provider_missing", param: "type" });
  const bare = await startTestServer({});
  const azure = await send(`${bare.url}/control/policy-gen/v1/generate`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${bootstrapKey}` },
    body: JSON.stringify({ ...asked, type: "sequrity_azure_responses", tools: [] }),
  });
  expect(azure.json.error?.message).toMatch(/'sequrity_azure_responses' needs the provider 'sequrity_azure'/);
  await bare.close();
});

const wrong = [
  [{ type: "cohere" }, "type"],
  [{ policy_lang: "cedar" }, "policy_lang"],
  [{ n_retries: -1 }, "n_retries"],
  [{ n_retries: 11 }, "n_retries"],
  [{ description: "" }, "description"],
  [{ internal_tool_names: ["rm"] }, "internal_tool_names[0]"],
  [{ tools: [{ name: "x" }] }, "tools[0].type"],
] as const;
test.each(wrong)("%o is refused by name", async (field, param) => {
  const answer = await generate({ ...task, type: "oai_chat_completion", tools: [], ...field });
  expect([answer.status, answer.json.error?.param]).toEqual([400, param]);
  expect(upstream.calls).toHaveLength(0);
});

test("without a key of ours nothing is generated, and models are those of the list", async () => {
  const stranger = await send(`${server.url}/control/policy-gen/v1/generate`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  expect(stranger.status).toBe(401);
  const other = await generate({ ...task, type: "oai_chat_completion", tools: [], model: "other" });
  expect(other.status).toBe(403);
});
