import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  FeaturesHeader,
  FineGrainedConfigHeader,
  type RequestOptions,
  SecurityPolicyHeader,
  SequrityClient,
  type SequrityClientOptions,
  SequrityValidationError,
} from "../src/index.ts";
import {
  answerOf,
  json,
  type RecordingServer,
  type SeenRequest,
  startRecordingServer,
} from "./recording-server.ts";

let server: RecordingServer;
beforeAll(async () => {
  server = await startRecordingServer();
});
afterAll(() => server.close());

const session = "0b0a3a3e-8d5e-4f6a-9a44-7b3f1a2c4d5e";
const messages = [{ role: "user" as const, content: "Hello" }];
beforeEach(() => {
  server.seen.length = 0;
  server.answers = [answerOf("hi", session)];
});

function clientOf(options: Partial<SequrityClientOptions> = {}): SequrityClient {
  return new SequrityClient({ apiKey: "sk-seq-test", baseURL: server.url, maxRetries: 0, ...options });
}

/** The request that a call sends. */
async function sent(options: RequestOptions, control: RequestOptions = {}): Promise<SeenRequest> {
  await clientOf({ control }).control.chat.create({ model: "m", messages }, options);
  const [request] = server.seen;
  if (!request) throw new Error("nothing was sent");
  return request;
}

const urls: [string, RequestOptions, RequestOptions, string][] = [
  ["nothing", {}, {}, "/control/chat/v1/chat/completions"],
  ["a provider", { provider: "openai" }, {}, "/control/chat/openai/v1/chat/completions"],
  [
    "the client's provider and endpoint",
    {},
    { provider: "llama", endpointType: "agent" },
    "/control/agent/llama/v1/chat/completions",
  ],
  [
    "a call's over the client's",
    { provider: "anthropic", endpointType: "code" },
    { provider: "llama", endpointType: "agent" },
    "/control/code/anthropic/v1/chat/completions",
  ],
  [
    "null clears the client's",
    { provider: null, endpointType: null },
    { provider: "llama", endpointType: "agent" },
    "/control/chat/v1/chat/completions",
  ],
];
test.each(urls)("URL: %s", async (_name, options, control, url) => {
  expect(await sent(options, control)).toMatchObject({ method: "POST", url });
});

test("a base URL may end in a slash", async () => {
  const client = clientOf({ baseURL: `${server.url}/` });
  await client.control.chat.create({ model: "m", messages });
  expect(server.seen[0]?.url).toBe("/control/chat/v1/chat/completions");
});

test("the body is the caller's, and our fields go with it", async () => {
  const body = {
    model: "a,b",
    messages,
    temperature: 0.5,
    user_provided_program: "final_return_value = x",
    context_vars: { x: { value: 1, meta: { tags: ["t"] } } },
  };
  await clientOf().control.chat.create(body);
  expect(server.seen[0]?.body).toEqual(body);
});

test("our key is the bearer, and nothing of the environment's OpenAI settings goes along", async () => {
  const before = { ...process.env };
  Object.assign(process.env, {
    OPENAI_ORG_ID: "org",
    OPENAI_PROJECT_ID: "project",
    OPENAI_API_KEY: "sk-theirs",
  });
  try {
    const { headers } = await sent({});
    expect(headers.authorization).toBe("Bearer sk-seq-test");
    expect(Object.keys(headers)).not.toContain("openai-organization");
    expect(Object.keys(headers)).not.toContain("openai-project");
    expect(JSON.stringify(headers)).not.toContain("sk-theirs");
  } finally {
    process.env = before;
  }
});

type Sent = Readonly<Record<string, unknown>>;
const headerCases: [string, RequestOptions, RequestOptions, Sent][] = [
  [
    "nothing",
    {},
    {},
    { "x-features": undefined, "x-policy": undefined, "x-config": undefined, "x-api-key": undefined },
  ],
  [
    "the client's settings",
    {},
    {
      llmApiKey: "sk-own",
      features: FeaturesHeader.dualLlm(),
      securityPolicy: SecurityPolicyHeader.dualLlm({ mode: "strict" }),
      fineGrainedConfig: FineGrainedConfigHeader.dualLlm({ fsm: { max_n_turns: null } }),
    },
    {
      "x-api-key": "sk-own",
      "x-features": '{"agent_arch":"dual-llm"}',
      "x-policy": '{"mode":"strict"}',
      "x-config": '{"fsm":{"max_n_turns":null}}',
    },
  ],
  [
    "a call's own, as plain fields",
    {
      llmApiKey: "sk-other",
      features: { agent_arch: "single-llm" },
      securityPolicy: { codes: 'tool "ü" {}' },
      fineGrainedConfig: { response_format: { include_program: true } },
    },
    { llmApiKey: "sk-own", features: FeaturesHeader.dualLlm() },
    {
      "x-api-key": "sk-other",
      "x-features": '{"agent_arch":"single-llm"}',
      "x-policy": '{"codes":"tool \\"\\u00fc\\" {}"}',
      "x-config": '{"response_format":{"include_program":true}}',
    },
  ],
  [
    "null clears the client's",
    { llmApiKey: null, features: null, securityPolicy: null, fineGrainedConfig: null },
    { llmApiKey: "sk-own", features: {}, securityPolicy: {}, fineGrainedConfig: {} },
    { "x-features": undefined, "x-policy": undefined, "x-config": undefined, "x-api-key": undefined },
  ],
  [
    "overrides are merged deeply, and may say what is not known here",
    {
      featureOverrides: { new_field: 1 },
      policyOverrides: { presets: { default_allow: false }, codes: { code: "b" } },
      configOverrides: { fsm: { max_n_turns: 3 } },
    },
    {
      features: FeaturesHeader.singleLlm(),
      securityPolicy: { presets: { enable_llm_blocked_tag: false }, codes: { code: "a", language: "sqrt" } },
    },
    {
      "x-features": '{"agent_arch":"single-llm","new_field":1}',
      "x-policy":
        '{"presets":{"enable_llm_blocked_tag":false,"default_allow":false},"codes":{"code":"b","language":"sqrt"}}',
      "x-config": '{"fsm":{"max_n_turns":3}}',
    },
  ],
  [
    "custom headers win",
    {
      customHeaders: { "X-Trace": "t", "X-Policy": "{}", "idempotency-key": "mine" },
      securityPolicy: { mode: "strict" },
    },
    {},
    { "x-trace": "t", "x-policy": "{}", "idempotency-key": "mine" },
  ],
];
test.each(headerCases)("headers: %s", async (_name, options, control, expected) => {
  const { headers } = await sent(options, control);
  expect(Object.fromEntries(Object.keys(expected).map((name) => [name, headers[name]]))).toEqual(expected);
});

test("a wrong header never leaves: the error names the field", async () => {
  const call = clientOf().control.chat.create(
    { model: "m", messages },
    { fineGrainedConfig: { fsm: { max_n_turns: 0 } } },
  );
  await expect(call).rejects.toThrow(SequrityValidationError);
  await expect(call).rejects.toThrow(
    "X-Config: fsm.max_n_turns: expected an integer of at least 1 or null, found 0",
  );
  expect(server.seen).toEqual([]);
});

test("each call has an idempotency key of its own, a repeated request keeps it", async () => {
  const client = clientOf({ maxRetries: 2 });
  server.answers = [json(503, {}, { "retry-after-ms": "1" }), answerOf("hi", session)];
  await client.control.chat.create({ model: "m", messages });
  await client.control.chat.create({ model: "m", messages });
  const [first, second, third] = server.seen.map((request) => request.headers["idempotency-key"]);
  expect(first).toMatch(/^[0-9a-f-]{36}$/);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});

const builders: [string, () => { toHeader(): string }, string][] = [
  [
    "features, dual",
    () => FeaturesHeader.dualLlm({ content_blockers: [{ name: "url_blocker" }] }),
    '{"content_blockers":[{"name":"url_blocker"}],"agent_arch":"dual-llm"}',
  ],
  ["features, single", () => FeaturesHeader.singleLlm(), '{"agent_arch":"single-llm"}'],
  [
    "policy, single",
    () => SecurityPolicyHeader.singleLlm({ codes: "x", presets: { default_allow: false } }),
    '{"codes":"x","presets":{"default_allow":false}}',
  ],
  ["policy, dual", () => SecurityPolicyHeader.dualLlm({ auto_gen: true }), '{"auto_gen":true}'],
  [
    "config, single",
    () => FineGrainedConfigHeader.singleLlm({ fsm: { max_n_turns: 2 } }),
    '{"fsm":{"max_n_turns":2}}',
  ],
  [
    "config, dual",
    () => FineGrainedConfigHeader.dualLlm({ fsm: { retry_on_policy_violation: true } }),
    '{"fsm":{"retry_on_policy_violation":true}}',
  ],
  [
    "a text beyond ASCII",
    () => SecurityPolicyHeader.dualLlm({ codes: "é😀\u007f\n" }),
    '{"codes":"\\u00e9\\ud83d\\ude00\\u007f\\n"}',
  ],
];
test.each(builders)("builds %s", (_name, build, text) => {
  const header = build().toHeader();
  expect(header).toBe(text);
  expect(JSON.parse(header)).toEqual(JSON.parse(text));
});

/** Fields that the types would not let through, as they may come from a file. */
const fromFile = (text: string) => JSON.parse(text);
const refusals: [string, () => unknown, string][] = [
  [
    "a misspelt field",
    () => SecurityPolicyHeader.dualLlm(fromFile('{"presets": {"defaultAllow": true}}')),
    'presets.defaultAllow: unknown field, found true. Did you mean "default_allow"?',
  ],
  [
    "a field of dual-LLM in a policy",
    () =>
      SecurityPolicyHeader.singleLlm(
        fromFile('{"auto_gen": true, "presets": {"branching_meta_policy": {}}}'),
      ),
    "X-Policy: auto_gen: has no effect in single-LLM; presets.branching_meta_policy: has no effect in single-LLM",
  ],
  [
    "a field of dual-LLM in a config",
    () =>
      FineGrainedConfigHeader.singleLlm(fromFile('{"fsm": {"max_pllm_steps": 1}, "response_format": {}}')),
    "X-Config: fsm.max_pllm_steps: has no effect in single-LLM; response_format: has no effect in single-LLM",
  ],
  [
    "a threshold out of bounds",
    () => FeaturesHeader.dualLlm({ content_classifiers: [{ name: "pii_redaction", threshold: 2 }] }),
    "content_classifiers[0].threshold: expected a number from 0 to 1 or null, found 2",
  ],
];
test.each(refusals)("refuses %s", (_name, build, message) => {
  expect(build).toThrow(SequrityValidationError);
  expect(build).toThrow(message);
});
